"""Cells of the calendar: days, weeks, months, quarters ... each with its TIMEX3 value and the days it covers.

Dates outside the years 1 to 9999 raise ValueError or OverflowError, as datetime does.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

Grain = Literal["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]

UNKNOWN: dict[Grain, str] = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
"""The TIMEX3 value of a cell of which nothing but its grain is known."""

SEASONS = ("SP", "SU", "FA", "WI")
MONTHS_IN: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_HALF_MONTH = 15  # days
_SLACK = 10  # days: "the quarter ended Sept. 29", "the year to 3 January"


@dataclass(frozen=True)
class Cell:
    """A cell of the calendar: its grain, its first and last day, and its TIMEX3 value."""

    grain: Grain
    first: dt.date
    last: dt.date
    value: str

    @property
    def length(self) -> int:
        """The number of its days."""
        return (self.last - self.first).days + 1

    def contains(self, day: dt.date) -> bool:
        """Whether *day* lies in the cell."""
        return self.first <= day <= self.last

    def contains_start(self, other: "Cell") -> bool:
        """Whether *other* begins in the cell."""
        return self.contains(other.first)


def day_cell(day: dt.date) -> Cell:
    """The cell of one day."""
    return Cell("day", day, day, day.isoformat())


def days_cell(first: dt.date, last: dt.date) -> Cell:
    """The cell of a feast, of one day or more; the value of more is the ISO 8601 interval, for TIMEX3 has none."""
    return day_cell(first) if first == last else Cell("day", first, last, f"{first}/{last}")


def month_cell(year: int, month: int) -> Cell:
    """The cell of a month."""
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    return Cell("month", dt.date(year, month, 1), last, f"{year:04}-{month:02}")


def year_cell(year: int) -> Cell:
    """The cell of a year."""
    return Cell("year", dt.date(year, 1, 1), dt.date(year, 12, 31), f"{year:04}")


def years_cell(first: int, last: int) -> Cell:
    """The cell of years that are written as one: "2016-17"; the value is the ISO 8601 interval, for TIMEX3 has none.

    >>> years_cell(2016, 2017).value
    '2016/2017'
    """
    return Cell("year", dt.date(first, 1, 1), dt.date(last, 12, 31), f"{first:04}/{last:04}")


def quarter_cell(year: int, quarter: int) -> Cell:
    """The cell of a quarter of a calendar year, 1 to 4.

    >>> quarter_cell(2018, 3).value, quarter_cell(2018, 3).last
    ('2018-Q3', datetime.date(2018, 9, 30))
    """
    first, last = month_cell(year, 3 * quarter - 2), month_cell(year, 3 * quarter)
    return Cell("quarter", first.first, last.last, f"{year:04}-Q{quarter}")


def half_cell(year: int, half: int) -> Cell:
    """The cell of half a calendar year, 1 or 2."""
    first, last = month_cell(year, 6 * half - 5), month_cell(year, 6 * half)
    return Cell("half", first.first, last.last, f"{year:04}-H{half}")


def closed_cell(grain: Grain, day: dt.date, number: int | None = None) -> Cell:
    """The quarter, half or year that closed on *day*, or on the end of a month near it: a firm's weeks end there.

    It is the one called by its *number* in that year, else the calendar's that most of it lies in.

    >>> closed_cell("quarter", dt.date(2018, 9, 29)).value, closed_cell("quarter", dt.date(2019, 1, 4), 4).value
    ('2018-Q3', '2018-Q4')
    """
    close = _month_end_near(day)
    if grain == "year":
        return year_cell(close.year)
    if number is None:
        return cell_around(grain, shift(close, "day", -_HALF_MONTH * MONTHS_IN[grain]))
    return quarter_cell(close.year, number) if grain == "quarter" else half_cell(close.year, number)


def season_cell(year: int, season: str, *, southern: bool) -> Cell:
    """The cell of a season ("SP", "SU", "FA", "WI") by the meteorologists' count, of whole months.

    The season that spans the turn of the year belongs to the year in which it begins.
    """
    month = 3 + 3 * SEASONS.index(season) + (6 if southern else 0)
    first_month = month - 12 if month > 12 else month
    first = dt.date(year, first_month, 1)
    last = month_cell(year + (first_month + 2) // 13, (first_month + 1) % 12 + 1).last
    return Cell("season", first, last, f"{year:04}-{season}")


def cell_around(grain: Grain, day: dt.date) -> Cell:
    """The cell of *grain* in which *day* lies; for a weekend, that of the day's ISO week. Not for seasons.

    >>> cell_around("week", dt.date(2019, 11, 20)).value, cell_around("decade", dt.date(2019, 11, 20)).value
    ('2019-W47', '201')
    """
    match grain:
        case "week" | "weekend":
            year, week, weekday = day.isocalendar()
            start = 5 if grain == "weekend" else 0
            monday = day - dt.timedelta(days=weekday - 1)
            value = f"{year:04}-W{week:02}" + ("-WE" if start else "")
            return Cell(grain, monday + dt.timedelta(days=start), monday + dt.timedelta(days=6), value)
        case "month":
            return month_cell(day.year, day.month)
        case "quarter":
            return quarter_cell(day.year, (day.month + 2) // 3)
        case "half":
            return half_cell(day.year, (day.month + 5) // 6)
        case "year":
            return year_cell(day.year)
        case "decade":
            first = day.year // 10 * 10
            return Cell(grain, dt.date(max(first, 1), 1, 1), dt.date(first + 9, 12, 31), f"{first // 10:03}")
        case "century":
            first = day.year // 100 * 100
            return Cell(grain, dt.date(max(first, 1), 1, 1), dt.date(first + 99, 12, 31), f"{first // 100:02}")
        case _:
            return day_cell(day)


def _month_end_near(day: dt.date) -> dt.date:
    """The end of a month that is at most ten days from *day*, else *day*."""
    ends = (day.replace(day=1) - dt.timedelta(days=1), month_cell(day.year, day.month).last)
    nearest = min(ends, key=lambda end: abs(end - day))
    return nearest if abs(nearest - day).days <= _SLACK else day


def shift(day: dt.date, grain: Grain, count: int) -> dt.date:
    """*day*, *count* steps of *grain* later; in a shorter month its last day.

    >>> shift(dt.date(2018, 3, 31), "month", -1)
    datetime.date(2018, 2, 28)
    """
    if grain == "day":
        return day + dt.timedelta(days=count)
    if grain in ("week", "weekend"):
        return day + dt.timedelta(weeks=count)
    years, month = divmod(day.year * 12 + day.month - 1 + count * MONTHS_IN.get(grain, 12), 12)
    return dt.date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))
