"""The first and last of some days."""

import datetime as dt
from dataclasses import dataclass


@dataclass
class Days:
    """The first and last of the days that were added; None where there was none."""

    first: dt.date | None = None
    last: dt.date | None = None

    def add(self, *days: dt.date | None) -> None:
        """Takes in *days*, those that are not None."""
        for each in days:
            if each is not None:
                self.first = each if self.first is None else min(self.first, each)
                self.last = each if self.last is None else max(self.last, each)
