"""What readers of the records should know, by code."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.record.types import Record
from pipeline.report.markdown import Code, heading, table


@dataclass
class _Warned:
    """How often, in how many articles, and path and sentence of the first by their letters."""

    example: tuple[str, str]
    warnings: int = 0
    articles: int = 0


class Warnings:
    """The warnings of all articles."""

    def __init__(self) -> None:
        self.by_code: dict[str, _Warned] = {}

    def add(self, record: Record) -> None:
        """See Section.add."""
        for warning in record.warnings:
            example = record.source.path, warning.message
            warned = self.by_code.setdefault(warning.code, _Warned(example))
            warned.example = min(warned.example, example)
        for code, warnings in Counter(warning.code for warning in record.warnings).items():
            self.by_code[code].warnings += warnings
            self.by_code[code].articles += 1

    def lines(self) -> Iterator[str]:
        """See Section.lines."""
        if self.by_code:
            rows = sorted(self.by_code.items(), key=lambda item: (-item[1].warnings, item[0]))
            yield from heading(2, "Warnings")
            yield from table(
                ["code", "warnings", "articles", "for example", "what was said"],
                [
                    (Code(code), each.warnings, each.articles, Code(each.example[0]), each.example[1])
                    for code, each in rows
                ],
            )
