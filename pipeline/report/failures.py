"""Documents that gave no record, by the reason: the failures.jsonl of output folders."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipeline.document import Failure
from pipeline.errors import InputError
from pipeline.report.markdown import Code, heading, table
from pipeline.run.output import OutputFolder

Reason = tuple[str, str]
"""The stage and code of a failure."""


@dataclass
class Failed:
    """How many documents failed for one reason; `example` is that of the first path by its letters."""

    documents: int
    example: Failure


def failures_in(targets: Iterable[str]) -> dict[Reason, Failed]:
    """The failures in the failures.jsonl of each of *targets* that has one.

    Raises InputError where one can't be read, and with FILE:LINE where a line is no failure.
    """
    found: dict[Reason, Failed] = {}
    for target in targets:
        for failure in _read(OutputFolder(Path(target)).failures):
            failed = found.setdefault((failure.stage, failure.code), Failed(0, failure))
            failed.documents += 1
            failed.example = min(failed.example, failure, key=lambda each: (each.path, each.message))
    return found


def said_of_failures(found: Mapping[Reason, Failed]) -> Iterator[str]:
    """The section: a row a reason."""
    if not found:
        return
    yield from heading(2, "Failures")
    rows = sorted(found.items(), key=lambda item: (-item[1].documents, item[0]))
    yield from table(
        ["stage", "code", "documents", "for example", "what was said"],
        [
            (Code(stage), Code(code), failed.documents, Code(failed.example.path), failed.example.message)
            for (stage, code), failed in rows
        ],
    )


def _read(path: Path) -> Iterator[Failure]:
    """The failures in *path*; none where there is no such file."""
    number = 0
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):  # noqa: B007 -- named where a line is no failure
                yield msgspec.json.decode(line, type=Failure)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"{path}:{number}: not a failure: {error}") from error
