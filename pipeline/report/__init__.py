"""What a run or some records come to, for people: a report in Markdown. A module a section."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.export.latest import Latest
from pipeline.record.types import Record
from pipeline.report.articles import Articles
from pipeline.report.dates import Dates
from pipeline.report.entities import Entities
from pipeline.report.failures import failures_in, said_of_failures
from pipeline.report.money import Figures
from pipeline.report.runs import runs_in, said_of_runs
from pipeline.report.warnings import Warnings

__all__ = ["Section", "report", "sections"]


class Section(Protocol):
    """One part of the report: it counts records, then says what it has counted."""

    def add(self, record: Record) -> None:
        """Counts *record*."""

    def lines(self) -> Iterator[str]:
        """Its lines of Markdown; none where it has counted nothing."""


def sections(top: int) -> tuple[Section, ...]:
    """The sections on records, in their order; tables that rank have *top* rows at most."""
    return Warnings(), Articles(top), Entities(top), Figures(top), Dates()


def report(targets: Sequence[str], read: Callable[[], Iterable[Record]], top: int = 10) -> str:
    """The report on the records that *read* gives, and on the runs whose output folders are among *targets*.

    Where several records have one id, the last counts, as in a database; *read* is called twice for that. The same
    records give the same report, in whatever order those of different ids come. Memory grows with the distinct names
    in them, beside one number an id.

    Raises InputError where a run.json or failures.jsonl can't be read; whatever *read* raises.
    """
    runs, failures = runs_in(targets), failures_in(targets)
    latest, parts = Latest(read), sections(top)
    for record in latest:
        for part in parts:
            part.add(record)
    lines = ["# Report", "", _opening(latest), *said_of_runs(runs), *said_of_failures(failures)]
    return "\n".join([*lines, *(line for part in parts for line in part.lines()), ""])


def _opening(latest: Latest) -> str:
    replaced = f"; {latest.replaced:,} more have the id of a later one, and are left out" if latest.replaced else ""
    return f"Records: {latest.kept:,}{replaced}."
