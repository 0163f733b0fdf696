"""What comes back again and again: June, June 14, the 14th, Tuesday, the third quarter, summer, Christmas."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from pipeline.annotate.dates.calendar import (
    Cell,
    Grain,
    cell_around,
    day_cell,
    days_cell,
    half_cell,
    month_cell,
    quarter_cell,
    season_cell,
)
from pipeline.annotate.dates.holidays import holiday_days
from pipeline.annotate.dates.words import SOUTHERN

_YEARS = 8  # the longest wait for a February 29
_WEEKS = 2
_MONTHS = 14  # in so many every day of the month falls on every weekday, but for the 31st


class Field(ABC):
    """Something that comes back, each time as one cell of the calendar."""

    grain: ClassVar[Grain]

    @property
    def unknown(self) -> str:
        """The TIMEX3 value where nothing but the words is known: "XXXX-06-14"."""
        return self._unknown()

    def cells(self, around: dt.date, country: str | None) -> Iterable[Cell]:
        """Its cells around a day, in order: enough of them that one lies before that day, and one after."""
        return self._cells(around, country)

    @abstractmethod
    def _unknown(self) -> str: ...

    @abstractmethod
    def _cells(self, around: dt.date, country: str | None, /) -> Iterable[Cell]: ...


@dataclass(frozen=True)
class Month(Field):
    """A month of the year."""

    month: int
    grain = "month"

    def _unknown(self) -> str:
        return f"XXXX-{self.month:02}"

    def _cells(self, around: dt.date, _: str | None, /) -> Iterable[Cell]:
        return [month_cell(year, self.month) for year in _years(around)]


@dataclass(frozen=True)
class MonthDay(Field):
    """A day of a month; with `weekday`, only in the years in which it falls on that."""

    month: int
    day: int
    weekday: int | None = None
    grain = "day"

    def _unknown(self) -> str:
        return f"XXXX-{self.month:02}-{self.day:02}"

    def _cells(self, around: dt.date, _: str | None, /) -> Iterable[Cell]:
        found = []
        for year in _years(around):
            with suppress(ValueError):  # February 29
                found.append(dt.date(year, self.month, self.day))
        # A weekday that fits no near year is the writer's slip; the day of the month is taken at its word.
        fitting = [day for day in found if day.isoweekday() == self.weekday]
        near = any(abs(day - around).days <= 400 for day in fitting)
        return map(day_cell, fitting if near else found)


@dataclass(frozen=True)
class MonthlyDay(Field):
    """The same day in every month; with `weekday`, only in months in which it falls on that."""

    day: int
    weekday: int | None = None
    grain = "day"

    def _unknown(self) -> str:
        return f"XXXX-XX-{self.day:02}"

    def _cells(self, around: dt.date, _: str | None, /) -> Iterable[Cell]:
        found = []
        start = around.year * 12 + around.month - 1
        for months in range(max(start - _MONTHS, 12), min(start + _MONTHS + 1, 9999 * 12)):
            with suppress(ValueError):  # the 31st
                found.append(dt.date(months // 12, months % 12 + 1, self.day))
        return [day_cell(day) for day in found if self.weekday in (None, day.isoweekday())]


@dataclass(frozen=True)
class Weekday(Field):
    """A day of the week: Monday is 1, Sunday 7. `weekly`: an end of the working week, as in "Monday to Friday"."""

    weekday: int
    weekly: bool = False
    grain = "day"

    def _unknown(self) -> str:
        return f"XXXX-WXX-{self.weekday}"

    def _cells(self, around: dt.date, _: str | None, /) -> Iterable[Cell]:
        nearest = around + dt.timedelta(days=self.weekday - around.isoweekday())
        return [day_cell(nearest + dt.timedelta(weeks=weeks)) for weeks in range(-_WEEKS, _WEEKS + 1)]


@dataclass(frozen=True)
class Weekend(Field):
    """Saturday and Sunday."""

    grain = "weekend"

    def _unknown(self) -> str:
        return "XXXX-WXX-WE"

    def _cells(self, around: dt.date, _: str | None, /) -> Iterable[Cell]:
        weeks = (dt.timedelta(weeks=weeks) for weeks in range(-_WEEKS, _WEEKS + 1))
        return [cell_around("weekend", around + week) for week in weeks]


@dataclass(frozen=True)
class Quarter(Field):
    """A quarter of the calendar year, 1 to 4."""

    quarter: int
    grain = "quarter"

    def _unknown(self) -> str:
        return f"XXXX-Q{self.quarter}"

    def _cells(self, around: dt.date, _: str | None, /) -> Iterable[Cell]:
        return [quarter_cell(year, self.quarter) for year in _years(around)]


@dataclass(frozen=True)
class Half(Field):
    """A half of the calendar year, 1 or 2."""

    half: int
    grain = "half"

    def _unknown(self) -> str:
        return f"XXXX-H{self.half}"

    def _cells(self, around: dt.date, _: str | None, /) -> Iterable[Cell]:
        return [half_cell(year, self.half) for year in _years(around)]


@dataclass(frozen=True)
class Season(Field):
    """A season: "SP", "SU", "FA" or "WI"."""

    season: str
    grain = "season"

    def _unknown(self) -> str:
        return f"XXXX-{self.season}"

    def _cells(self, around: dt.date, country: str | None, /) -> Iterable[Cell]:
        return [season_cell(year, self.season, southern=country in SOUTHERN) for year in _years(around)]


@dataclass(frozen=True)
class Holiday(Field):
    """A day that has a name, or a feast of some days."""

    name: str
    grain = "day"

    def _unknown(self) -> str:
        return "XXXX-XX-XX"

    def _cells(self, around: dt.date, country: str | None, /) -> Iterable[Cell]:
        known = (holiday_days(self.name, year, country) for year in _years(around))
        return [days_cell(*days) for days in known if days]


def _years(around: dt.date) -> range:
    return range(max(around.year - _YEARS, 2), min(around.year + _YEARS, 9998) + 1)
