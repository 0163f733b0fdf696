"""Ranges and lists of dates: each of the expressions in one may leave out what another says.

"June 11-14", "from 13 to 15 July", "April to June 2017", "2014-2018", "July 3, 4 and 5", "10 a.m. to noon Tuesday".
Every date of them is an expression of its own.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TypeGuard

from pipeline.annotate.dates.atoms import (
    DASHES,
    Read,
    read_day,
    read_figures_year,
    read_ordinal,
    read_weekday,
    read_year,
    skip,
)
from pipeline.annotate.dates.calendar import cell_around, year_cell
from pipeline.annotate.dates.clock import read_clock, read_hour, shift_half
from pipeline.annotate.dates.fields import Month, MonthDay, Quarter, Season, Weekday
from pipeline.annotate.dates.fiscal import read_double_year
from pipeline.annotate.dates.meaning import (
    Beside,
    Clocked,
    Duration,
    FiscalYear,
    Found,
    Inside,
    Known,
    Literally,
    Meaning,
    Recurring,
)
from pipeline.annotate.dates.numeric import make_date
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import AFTER_DAYS, COUNTED, MONTHS, PARTS, RANGE_WORDS, UNITS
from pipeline.annotate.dates.written import read_year_of

_WORKING_WEEK = 4  # days from its first to its last
_WEEKLY = "XXXX-WXX-"


class RangeReader:
    """Reads what follows an expression of one text, and belongs to it. `read` reads one expression."""

    def __init__(self, tokens: Tokens, read: Callable[[int], Found | None]) -> None:
        self.t = tokens
        self.read = read

    def read_days_before_month(self, at: int) -> list[Found]:
        """As in "13 to 15 July", "the ninth and the seventeenth of April"; [] where no such thing begins."""
        t = self.t
        first = read_day(t, skip(t, at, "the"))
        if first is None or t.glued(at) or not (self._is_joint(first.end) or t.lower(first.end) == ","):
            return []
        second_at = skip(t, first.end + 1, "the")
        last = read_day(t, second_at)
        if last is None or last.value <= first.value:
            return []
        second = self.read(first.end + 1) if t.lower(first.end) != "," else None
        rest = [second] if second else self.read_days_before_month(first.end + 1)
        day = _with_day(rest[0].meaning, first.value) if rest else None
        return [Found(at, first.end, day), *(_after(one, day) for one in rest)] if day else []

    def read_hours_before_half(self, at: int) -> list[Found]:
        """As in "between 2 and 5 p.m.", "9.30-11 a.m.", "from 9 to noon": an hour whose half of the day only the second
        tells; [] where no such thing begins.
        """
        t = self.t
        hour = read_hour(t, at)
        if hour is None or not self._is_joint(hour.end):
            return []
        if t.lower(hour.end) in {"and", "or"} and t.lower(at - 1) != "between":
            return []
        second = self.read(hour.end + 1)
        # not "won 3-2 Friday night"
        figured = t.lower(at - 1) in {"from", "between"} or t[hour.end + 1].kind == "figures"
        if second is None or not isinstance(second.meaning, Clocked) or not figured:
            return []
        later = second.meaning.time
        times = [time for time in (hour.value, shift_half(hour.value, "TAF")) if ":" in later and time < later]
        return [Found(at, hour.end, Clocked(second.meaning.day, times[-1])), second] if times else []

    def read_centuries(self, at: int) -> list[Found]:
        """As in "the late 17th and early 18th centuries", "17th- and 18th-century houses"; [] where none begins."""
        t = self.t
        first = read_ordinal(t, skip(t, at, "the"))
        joint = skip(t, first.end, "-") if first else at
        if first is None or not 1 <= first.value <= 30 or not self._is_joint(joint):
            return []
        second = self.read(joint + 1)
        if second is None or not isinstance(second.meaning, Known) or second.meaning.grain != "century":
            return []
        century = cell_around("century", dt.date(max(1, 100 * first.value - 100), 1, 1))
        mod = PARTS.get(t.lower(at - 1))
        start = at - 1 - (t.lower(at - 2) == "the") if mod else at
        return [Found(start, first.end, Known(century), mod), second]

    def read_quarters(self, at: int) -> list[Found]:
        """As in "the second and fourth quarters of 2017"; [] where no such thing begins."""
        t = self.t
        first = read_ordinal(t, skip(t, at, "the"))
        if first is None or not 1 <= first.value <= 4 or not self._is_joint(first.end):
            return []
        second = self.read(first.end + 1)
        quarter = Quarter(first.value)
        match second.meaning if second else None:
            case Recurring(field=Quarter()) as meaning:
                before: Meaning = replace(meaning, field=quarter)
            case Inside(field=Quarter()) as meaning:
                before = replace(meaning, field=quarter)
            case _:
                return []
        return [Found(at, first.end, before), second] if second else []

    def read_on(self, first: Found) -> list[Found]:
        """*first*, and the expressions that are a range or a list with it."""
        return self._read_days(first) or self._read_year(first) or self._read_pair(first) or [first]

    def _is_joint(self, at: int) -> bool:
        return self.t.lower(at) in DASHES or self.t.lower(at) in RANGE_WORDS

    def _read_days(self, first: Found) -> list[Found]:
        """As in "June 11-14", "April 9th through 17th", "July 3, 4 and 5, 2018"; [] where no day follows."""
        t = self.t
        if not (isinstance(first.meaning, Recurring) and isinstance(first.meaning.field, MonthDay)):
            return []
        if read_day(t, first.end - 1) is None and read_ordinal(t, first.end - 2) is None:
            return []  # "14 June"
        days: list[tuple[int, Read[int]]] = []
        latest, end = first.meaning.field.day, first.end
        while day := self._read_next_day(end, latest):
            days.append(day)
            latest, end = day[1].value, day[1].end
        if not days or (len(days) == 1 and t.lower(first.end) == ","):
            return []
        year = read_year(t, skip(t, end, ",")) or read_year_of(t, end)
        found = [first] + [
            Found(at, day.end, meaning) for at, day in days if (meaning := _with_day(first.meaning, day.value))
        ]
        if year is None:
            return [first, *(_after(one, first.meaning) for one in found[1:])]
        found[-1] = replace(found[-1], end=year.end)
        return [_with_year(one, year.value) for one in found]

    def _read_next_day(self, at: int, earlier: int) -> tuple[int, Read[int]] | None:
        """The place and number of the next day of a list, which is later than *earlier*; None where none follows."""
        t = self.t
        if not self._is_joint(at) and t.lower(at) != ",":
            return None
        start = skip(t, at + 1, "and", "the")
        day = read_day(t, start)
        if day is None or day.value <= earlier:
            return None
        after = t.lower(day.end)
        if after in MONTHS or after in UNITS or after in COUNTED or after in {"%", ":", "/"}:
            return None
        if t[day.end].kind == "figures" and t.glued(day.end):
            return None
        listed = t.lower(at) in {",", "and", "or"}
        if listed and t[day.end].kind == "word" and after not in AFTER_DAYS and not read_year(t, day.end):
            return None  # "June 5 and 10 people"
        return start, day

    def _read_year(self, first: Found) -> list[Found]:
        """As in "2014-2018", "2014 through 2018"; [] where no second year follows."""
        t, joint = self.t, first.end
        if not (isinstance(first.meaning, Known) and first.meaning.grain == "year"):
            return []
        start, at = first.meaning.cell.first.year, joint + 1
        if read_double_year(t, at):
            return []
        year = read_figures_year(t, at) if self._is_joint(joint) or t.lower(joint) == "/" else None
        if year is None or t.lower(year.end) in COUNTED or (t.lower(joint) not in RANGE_WORDS and year.value <= start):
            return []
        return [first, Found(at, year.end, Known(year_cell(year.value)))]

    def _read_pair(self, first: Found) -> list[Found]:
        """As in "April to June 2017", "from Tuesday to Friday", "between March and May"; [] where it is no range."""
        t = self.t
        joint = first.end + (
            t.lower(first.end) == "-" and t.lower(first.end + 1) == "to" and t.lower(first.end + 2) == "-"
        )
        between = t.lower(joint) == "and" and t.lower(first.start - 1) == "between"
        if not self._is_joint(joint) or t.lower(joint) == "or":
            return []
        second = self._read_end_of_week(first) or self.read(joint + 1 + (joint > first.end))
        if second and (weekly := _weekly_too(first, second)):
            return list(weekly)
        if second is None or isinstance(second.meaning, Duration | FiscalYear | Literally):
            return []
        if isinstance(first.meaning, Duration | FiscalYear | Literally):
            return []
        ordered = between or t.lower(joint) != "and"
        start, end = _link(*_as_week(first.meaning, second.meaning, ordered=ordered), ordered=ordered)
        return [replace(first, meaning=start), replace(second, meaning=end)]

    def _read_end_of_week(self, first: Found) -> Found | None:
        """The last day of a working week without the hours after it: "Monday to | Friday, 9am to 5pm"; else None."""
        weekday = read_weekday(self.t, first.end + 1)
        match first.meaning:
            case Recurring(field=Weekday(weekday=start), step=None) if (
                weekday and weekday.value - start >= _WORKING_WEEK
            ):
                hour = skip(self.t, weekday.end, ",")
                hours = read_clock(self.t, hour, dated=True) or (hour > weekday.end and read_hour(self.t, hour))
                return Found(first.end + 1, weekday.end, Recurring(Weekday(weekday.value))) if hours else None
            case _:
                return None


def _weekly_too(first: Found, second: Found) -> tuple[Found, Found] | None:
    """Both as what comes back each week, where one of them says so: "Monday and Tuesday nights", "every Monday and
    Tuesday"; None where neither does.
    """
    match first.meaning, second.meaning:
        case Recurring(field=Weekday(weekday=number), step=None), Literally(type="SET", value=value) if (
            value.startswith(_WEEKLY)
        ):
            return replace(first, meaning=Literally("SET", f"{_WEEKLY}{number}{value[len(_WEEKLY) + 1 :]}")), second
        case Literally(type="SET", value=value), Recurring(field=Weekday(weekday=number), step=None) if (
            value.startswith(_WEEKLY)
        ):
            return first, replace(second, meaning=Literally("SET", f"{_WEEKLY}{number}"))
        case _:
            return None


def _as_week(
    first: Meaning | Clocked, second: Meaning | Clocked, *, ordered: bool
) -> tuple[Meaning | Clocked, Meaning | Clocked]:
    """Both as the ends of the working week, where most of a week lies between: "Monday to Friday", not "to Tuesday"."""
    match first, second:
        case Recurring(field=Weekday(weekday=start), step=None), Recurring(field=Weekday(weekday=end), step=None) if (
            ordered and end - start >= _WORKING_WEEK
        ):
            return Recurring(Weekday(start, weekly=True)), Recurring(Weekday(end, weekly=True))
        case _:
            return first, second


def _is_bare(meaning: Meaning) -> TypeGuard[Recurring]:
    """Whether the words leave open which cell of a field is meant."""
    return isinstance(meaning, Recurring) and meaning.step is None


def _link(
    first: Meaning | Clocked, second: Meaning | Clocked, *, ordered: bool
) -> tuple[Meaning | Clocked, Meaning | Clocked]:
    """Both ends of a range, each with what only the other says. *ordered*: the second comes after the first."""
    if isinstance(first, Clocked) or isinstance(second, Clocked):
        if isinstance(first, Clocked) and isinstance(second, Clocked) and first.day is None:
            return Clocked(second.day, first.time), second
        begun = first.day if isinstance(first, Clocked) else first
        if isinstance(second, Clocked) and second.day and begun and ordered and _is_bare(second.day):
            return first, Clocked(Beside(second.day.field, after=begun), second.time)
        return first, second
    if _is_bare(first) and isinstance(first.field, Month | MonthDay) and not isinstance(second, Recurring):
        return (Beside(first.field, before=second), second) if second.grain in ("day", "month") else (first, second)
    if _is_bare(first) and isinstance(first.field, Season) and isinstance(second, Inside) and second.grain == "season":
        return Beside(first.field, before=second), second  # "the spring and summer of 1944"
    if _is_bare(first) and isinstance(second, Inside) and isinstance(first.field, Weekday):
        return Inside(first.field, second.outer), second  # "Thursday to Sunday next week"
    if ordered and _is_bare(second):
        return first, Beside(second.field, after=first)
    return first, second


def _with_day(meaning: object, day: int) -> Meaning | None:
    """The same month's day *day*; None where it has none, or *meaning* is no day of a month."""
    match meaning:
        case Known(cell=cell) if cell.grain == "day":
            return make_date(cell.first.year, cell.first.month, day)
        case Recurring(field=MonthDay(month=month)):
            return make_date(None, month, day)
        case _:
            return None


def _after(found: Found, first: Meaning) -> Found:
    """A day of a month as the one that follows *first*, whatever the tense beside it."""
    match found.meaning:
        case Recurring(field=field):
            return replace(found, meaning=Beside(field, after=first))
        case _:
            return found


def _with_year(found: Found, year: int) -> Found:
    """A day of a month in *year*; as it was where that year has no such day."""
    match found.meaning:
        case Recurring(field=MonthDay(month=month, day=day)):
            return replace(found, meaning=make_date(year, month, day) or found.meaning)
        case _:
            return found
