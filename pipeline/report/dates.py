"""Which days the articles speak of."""

from collections import Counter
from collections.abc import Iterator

from pipeline.record.types import Record
from pipeline.report.days import Days
from pipeline.report.markdown import Share, heading, table


class Dates:
    """All time expressions."""

    def __init__(self) -> None:
        self.types: Counter[str] = Counter()
        self.relative = 0
        self.without_days = 0
        self.days = Days()

    def add(self, record: Record) -> None:
        """See Section.add."""
        for date in record.dates:
            self.types[date.type] += 1
            self.relative += date.relative
            self.without_days += date.earliest is None and date.latest is None
            self.days.add(date.earliest, date.latest)

    def lines(self) -> Iterator[str]:
        """See Section.lines."""
        if not self.types:
            return
        yield from heading(2, "Dates")
        span = f", of days from {self.days.first} to {self.days.last}" if self.days.first else ""
        counted = f"Resolved by the publication date: {self.relative:,}; covering no days: {self.without_days:,}."
        yield from ("", f"{self.types.total():,} time expressions{span}. {counted}")
        ranked = sorted(self.types.items(), key=lambda item: (-item[1], item[0]))
        rows = [(type_, number, Share(number, self.types.total())) for type_, number in ranked]
        yield from table(["type", "expressions", "share"], rows)
