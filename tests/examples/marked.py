"""Sentences with what they must give written inline: "It cost [$5 | 5 USD exact from=symbol]."

A line is one sentence. "# published: 2018-06-25, country: GB" sets the context for the lines below it ("-" clears a
value); any other line that begins with "#" is a comment.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.annotate.context import Context

_MARK = re.compile(r"\[([^\[\]|]+) \| ([^\[\]|]+)\]")
_SETTING = re.compile(r"\b(published|country|language):\s*(\S+?)(?:,|$)")


@dataclass(frozen=True)
class Example:
    """A sentence without its marks, and what was marked: (start, end, what is expected there)."""

    line: int
    text: str
    expected: tuple[tuple[int, int, str], ...]
    context: Context

    def __str__(self) -> str:
        return f"{self.line}: {self.text}"


def read_examples(path: Path) -> Iterator[Example]:
    settings: dict[str, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            settings.update(_SETTING.findall(line))
        elif line.strip():
            text, expected = _unmark(line.strip())
            yield Example(number, text, expected, _context(settings))


def _unmark(line: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    text, expected, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        expected.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return text + line[at:], tuple(expected)


def _context(settings: dict[str, str]) -> Context:
    given = {key: value for key, value in settings.items() if value != "-"}
    published = given.get("published")
    return Context(
        published=dt.date.fromisoformat(published) if published else None,
        country=given.get("country"),
        language=given.get("language", "en"),
    )
