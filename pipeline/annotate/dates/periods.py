"""What names a cell of the calendar: written dates, "last year", "Tuesday of next week", "the third quarter"."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from pipeline.annotate.dates.atoms import (
    CURRENCY,
    Read,
    read_figures_year,
    read_ordinal,
    read_weekday,
    read_year,
    skip,
)
from pipeline.annotate.dates.calendar import Grain, year_cell
from pipeline.annotate.dates.fields import (
    Half,
    Holiday,
    Month,
    MonthlyDay,
    Quarter,
    Season,
    Weekday,
    Weekend,
)
from pipeline.annotate.dates.fiscal import read_double_year
from pipeline.annotate.dates.meaning import (
    Around,
    Beside,
    Ended,
    Inside,
    Known,
    Meaning,
    Nth,
    Offset,
    Recurring,
    Reported,
    Step,
    Untold,
)
from pipeline.annotate.dates.recurring import is_of_business, is_season, read_field, read_holiday
from pipeline.annotate.dates.reported import read_reported
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import (
    AFTER_DAYS,
    ENDED,
    FISCAL,
    GIVEN_NAMES,
    LEAD,
    NARRATIVE_STEPS,
    NEAR_DAYS,
    SHY_MONTHS,
    SHY_WEEKDAYS,
    STEPS,
    UNITS,
    WEEKDAYS,
    Unit,
)
from pipeline.annotate.dates.written import read_lone_year, read_written

_DEEPEST = 3  # "the first Monday of the second week of next month"
_ORDER: dict[Grain, int] = {
    "day": 0, "weekend": 1, "week": 1, "month": 2, "season": 3, "quarter": 3, "half": 4, "year": 5, "decade": 6,
    "century": 7,
}  # fmt: skip
_BARE_UNITS: frozenset[Grain] = frozenset({"day", "week", "month", "quarter", "year", "decade", "century"})
_DEFINITE_UNITS: frozenset[Grain] = frozenset({"week", "month", "quarter", "year", "decade", "century"})
_EVENT_UNITS: frozenset[Grain] = frozenset({"day", "week", "month", "year"})
_HALF_WEEK = Decimal(4)
_SIDES = {"before": -1, "after": 1, "following": 1}


class PeriodReader:
    """Reads periods off one text. `month_first`: 06/07/2018 is June 7."""

    def __init__(self, tokens: Tokens, *, month_first: bool) -> None:
        self.t = tokens
        self.month_first = month_first

    def read(self, at: int, depth: int = 0) -> Read[Meaning] | None:
        """The longest period that begins at *at*; None where none does, or below the deepest nesting."""
        if depth > _DEEPEST:
            return None
        readers: Iterable[Callable[[], Read[Meaning] | None]] = (
            lambda: read_reported(self.t, at, lambda year_at: self._read_year_beside(year_at, depth)),
            lambda: self._read_near_day(at),
            lambda: self._read_beside_event(at, depth),
            lambda: self._read_weekday_beside(at, depth),
            lambda: self._read_nth(at, depth),
            lambda: self._read_relative(at, depth),
            lambda: self._read_definite(at),
            lambda: self._read_field_period(at, depth),
            lambda: self._read_year_field(at),
            lambda: self._read_weekday_week(at),
            lambda: self._with_outer(read_written(self.t, at, month_first=self.month_first), depth),
            lambda: self._read_around(at, depth),
        )
        found = [read for reader in readers if (read := reader()) is not None]
        return max(found, key=lambda read: read.end, default=None)

    def read_outer(self, at: int, depth: int) -> Read[Meaning] | None:
        """What may follow "of": a period, or a month or unit with a bare article ("the month", "year")."""
        if depth > _DEEPEST:
            return None
        period = self.read(at, depth + 1)
        bare = skip(self.t, at, "the")
        unit = UNITS.get(self.t.lower(bare))
        if (
            unit
            and unit.grain in _BARE_UNITS
            and self.t.lower(bare) == unit.name
            and (not period or period.end <= bare + 1)
        ):
            return Read(Step(unit.grain, 0), bare + 1)
        if period is None and (year := read_year(self.t, at)):
            return Read(Known(year_cell(year.value)), year.end)
        return period

    def _read_bare_field(self, at: int) -> Read[Meaning] | None:
        """A field that stands alone: all but months and weekdays, which written dates read."""
        t = self.t
        start = skip(t, at, "the")
        field = read_field(self.t, start)
        if field is None or isinstance(field.value, Month | Weekday):
            return None
        if isinstance(field.value, Season) and not is_season(self.t, start, with_article=start > at):
            return None
        if isinstance(field.value, Weekend) and start == at:
            return None
        return Read(Recurring(field.value), field.end)

    def _read_field_period(self, at: int, depth: int) -> Read[Meaning] | None:
        """A field with what it lies in; a half alone only where business is told of: it is a match's as often."""
        bare = self._read_bare_field(at)
        period = self._read_ended(bare, depth) or self._with_outer(bare, depth)
        bare_half = period and isinstance(period.value, Recurring) and isinstance(period.value.field, Half)
        return None if bare_half and not is_of_business(self.t) else period

    def _read_ended(self, field: Read[Meaning] | None, depth: int) -> Read[Meaning] | None:
        """As in "the second quarter ended Oct. 31": the quarter by that name that ended then."""
        t = self.t
        if field is None or not isinstance(field.value, Recurring) or t.lower(field.end) not in ENDED:
            return None
        date = self.read(skip(t, field.end + 1, "on"), depth + 1)
        months = t.lower(field.end) in {"ended", "ending"}  # not "from the first quarter through June"
        if date is None or not (date.value.grain == "day" or (months and date.value.grain == "month")):
            return None
        match field.value.field:
            case Quarter(quarter=number) | Half(half=number):
                return Read(Ended(field.value.grain, date.value, number), field.end)
            case _:
                return None

    def _read_weekday_week(self, at: int) -> Read[Meaning] | None:
        """As in "on Saturday week": the Saturday after the next."""
        t = self.t
        weekday = read_weekday(t, at) if t.lower(at - 1) == "on" else None
        if weekday is None or t.lower(weekday.end) != "week":
            return None
        if t[weekday.end + 1].kind == "word" and t.lower(weekday.end + 1) not in AFTER_DAYS - {"of"}:
            return None
        return Read(
            Offset(((Decimal(1), UNITS["week"]),), 1, Beside(Weekday(weekday.value), after=Step("day", 0))),
            weekday.end + 1,
        )

    def _read_near_day(self, at: int) -> Read[Meaning] | None:
        """As in "yesterday", "the day before yesterday"."""
        t = self.t
        start = skip(t, at, "the")
        if t.lower(start) == "day" and t.lower(start + 1) in {"before", "after"}:
            count = NEAR_DAYS.get(t.lower(start + 2))
            if count:
                return Read(Step("day", 2 * count), start + 3)
        if t.lower(at) == "tomorrow" and t.lower(at - 1) == "of":
            return None  # "the cities of tomorrow"
        count = NEAR_DAYS.get(t.lower(at))
        return Read(Step("day", count), at + 1) if count is not None else None

    def _read_beside_event(self, at: int, depth: int) -> Read[Meaning] | None:
        """As in "the day after Christmas", "the week before the vote", "up from $3 million the year before"."""
        t = self.t
        unit, sign = UNITS.get(t.lower(at + 1)), _SIDES.get(t.lower(at + 2))
        if t.lower(at) != "the" or unit is None or unit.grain not in _EVENT_UNITS or sign is None:
            return None
        if t.lower(at + 1) != unit.name or (unit.grain == "day" and t.lower(at - 1) in {"in", "during"}):
            return None  # "later in the day before he left"
        base = self.read(at + 3, depth + 1)
        if base and base.value.grain == "day":
            return Read(_beside_day(unit, sign, base.value), base.end)
        if base:
            return Read(Untold(unit.grain), at + 2)
        if t.lower(at + 3) == ("last" if sign < 0 else "next"):
            return Read(Step(unit.grain, 2 * sign), at + 4)
        if t[at + 3].kind != "word" or t.lower(at + 3) in LEAD["after_vague"]:
            return Read(Offset(((Decimal(1), unit),), sign, narrative=True, compared=True), at + 3)
        named = t.lower(at - 1) == "," and (t[at - 2].kind == "figures" or t.lower(at - 2) in WEEKDAYS)
        return Read(Step("day", 0, narrative=True) if named and unit.grain == "day" else Untold(unit.grain), at + 2)

    def _read_weekday_beside(self, at: int, depth: int) -> Read[Meaning] | None:
        """As in "the Friday before Christmas", "the Monday after June 5"."""
        t = self.t
        weekday = read_weekday(t, at + 1) if t.lower(at) == "the" else None
        sign = _SIDES.get(t.lower(weekday.end)) if weekday else None
        base = self.read(weekday.end + 1, depth + 1) if weekday and sign else None
        if weekday is None or sign is None or base is None or base.value.grain != "day":
            return None
        beside = Offset(((Decimal(1), UNITS["day"]),), sign, base.value)
        field = Weekday(weekday.value)
        return Read(Beside(field, after=beside) if sign > 0 else Beside(field, before=beside), base.end)

    def _read_relative(self, at: int, depth: int) -> Read[Meaning] | None:
        """As in "last year", "this past spring", "the previous week", "next Friday"."""
        t = self.t
        start = skip(t, at, "the")
        step = self._read_step(start, narrative=start > at)
        if step is None:
            return None
        count, narrative, end = step
        if t.lower(end) in FISCAL["names"]:
            return None
        end = skip(t, end, "calendar")
        if t.lower(end) == "-" and t.glued(end) and t.lower(end + 1) in {"quarter", "year"}:
            end += 1  # "current-quarter sales"
        unit = UNITS.get(t.lower(end))
        if unit and unit.grain and unit.grain not in {"weekend", "half"} and t.lower(end) == unit.name:
            named = t[end].form[0].isupper() and not t.is_headline(end)  # a broadcast's name: "This Week"
            if named or (t.lower(end + 1) == "-" and t.glued(end + 1)):
                return None
            if unit.grain == "day" and ((count < 0 and not narrative) or t.lower(at - 1) == "to"):
                return None  # "the last day to register", "to this day"
            return self._possessed(Read(Step(unit.grain, count, narrative), end + 1), depth)
        field = read_field(self.t, end)
        shy = t.lower(end) in SHY_MONTHS or t.lower(end) in SHY_WEEKDAYS
        if shy and (t[end].form.islower() or t.lower(end - 1) == "that"):
            return None  # "that Sun's profits", "this second"
        if t.lower(end) in GIVEN_NAMES and t.lower(end - 1) == "that" and t[end + 1].kind == "word":
            return None  # "he said that April won"
        if field is None or (
            isinstance(field.value, Season) and t[end].form[0].isupper() and t[end + 1].form[:1].isupper()
        ):
            return None
        if isinstance(field.value, Weekend):
            return Read(Step("weekend", count, narrative), field.end)
        if isinstance(field.value, Quarter | Half) and t.lower(at) != "this":
            return None
        date = read_written(t, end, month_first=self.month_first) if isinstance(field.value, Weekday | Month) else None
        if date and date.end > field.end:
            if isinstance(date.value, Recurring):  # "this coming Sunday, March 8", "last Oct. 23"
                return Read(Recurring(date.value.field, count, narrative), date.end)
            return date
        if isinstance(field.value, Weekday) and t.lower(start) == "next" and not narrative:
            return Read(Inside(field.value, Step("week", 1)), field.end)
        return Read(Recurring(field.value, count, narrative), field.end)

    def _read_step(self, at: int, *, narrative: bool) -> tuple[int, bool, int] | None:
        """How many steps away, whether from the date mentioned before, and the index after."""
        t = self.t
        word = t.lower(at)
        if word in NARRATIVE_STEPS:
            if word == "that" and t.lower(at + 1) == "same":
                at += 1
            return NARRATIVE_STEPS[word], True, at + 1
        if word == "this" and t.lower(at + 1) in STEPS and STEPS[t.lower(at + 1)]:
            return STEPS[t.lower(at + 1)], False, at + 2
        if word in STEPS:
            # "the next day", "the next year" count from what is told of, but for "over the next year".
            following = narrative and word == "next" and t.lower(at - 2) not in LEAD["lengths"]
            return STEPS[word], following, at + 1
        return None

    def _possessed(self, period: Read[Meaning], depth: int) -> Read[Meaning]:
        """As in "this year's third quarter": a field inside the period before it; else the period."""
        t = self.t
        if t.lower(period.end) == "'" and t.lower(period.end + 1) == "s" and depth <= _DEEPEST:
            field = read_field(self.t, period.end + 2)
            if (
                field
                and _ORDER[field.value.grain] < _ORDER[period.value.grain]
                and not isinstance(field.value, Weekday)
            ):
                return Read(Inside(field.value, period.value), field.end)
        after = self._field_after(period)
        return after or period

    def _field_after(self, period: Read[Meaning]) -> Read[Meaning] | None:
        """As in "next week Wednesday", "previous week - Monday"."""
        t = self.t
        if period.value.grain != "week":
            return None
        weekday = read_weekday(t, skip(t, period.end, "-", "on"))
        return Read(Inside(Weekday(weekday.value), period.value), weekday.end) if weekday else None

    def _read_definite(self, at: int) -> Read[Meaning] | None:
        """As in "the year", "the quarter", "the weekend": the present one, in a place where that is meant."""
        t = self.t
        if t.lower(at) != "the":
            return None
        unit_at = skip(t, at + 1, "full", "whole", "entire")
        unit, end = UNITS.get(t.lower(unit_at)), unit_at + 1
        if unit is None or unit.grain not in _DEFINITE_UNITS or t.lower(unit_at) != unit.name:
            return None
        if unit.grain == "quarter" and t.lower(end) == "'" and t.lower(end + 1) == "s":
            return Read(Reported(None, 0, "quarter", Step("quarter", 0)), end)  # "the quarter's results"
        full = t.lower(at - 1) == "and" and t.lower(unit_at - 1) == "full"  # "for the quarter and the full year"
        if t.lower(at - 1) not in LEAD["definite"] and not full:
            return None
        if unit.grain != "quarter" and t.lower(at - 1) == "of" and t.lower(at - 2) not in LEAD["shares"]:
            return None  # "the man of the year"
        if t.lower(end) in ENDED:
            date = self.read(skip(t, end + 1, "on"), _DEEPEST)
            named = date is not None and date.value.grain in {"day", "month"}
            return Read(_ended(unit, date.value), end) if date and named else None
        priced = t.lower(end) == "of" and t.lower(end + 1) in CURRENCY  # "a high for the year of $42"
        if t.lower(end) in LEAD["definite_not_before"] and not priced:
            return None
        if unit.grain in {"decade", "century"} and t.lower(at - 1) not in {"of", "throughout"}:
            return None  # "down in the decade to 1990"
        if unit.grain == "quarter":
            return Read(Reported(None, 0, "quarter", Step("quarter", 0)), end)
        if unit.grain == "year" and t.lower(at - 1) != "of":
            return Read(Reported(None, 0, "year", Step("year", 0)), end)
        return Read(Step(unit.grain, 0), end)

    def _read_year_beside(self, at: int, depth: int) -> Read[Meaning] | None:
        """The year that a reported period is one of: "2019", "last year", "a year earlier", "the year before"."""
        t = self.t
        if (
            t.lower(at) in {"a", "the"}
            and t.lower(at + 1) == "year"
            and t.lower(at + 2) in {"ago", "earlier", "before"}
        ):
            return Read(Step("year", -1), at + 3)
        if year := read_figures_year(t, at):
            return Read(Known(year_cell(year.value)), year.end)
        return self._read_relative(at, depth + 1)

    def _read_year_field(self, at: int) -> Read[Meaning] | None:
        """As in "2018 Q3", "2018-Q3", "the 1988 third quarter"."""
        t = self.t
        year = read_figures_year(t, skip(t, at, "the"))
        if year is None:
            return None
        after = year.end + 1 if t.lower(year.end) == "-" else year.end
        field = read_field(self.t, after)
        if field is None or not isinstance(field.value, Quarter | Half):
            return None
        return Read(Inside(field.value, Known(year_cell(year.value))), field.end)

    def _read_nth(self, at: int, depth: int) -> Read[Meaning] | None:
        """As in "the last Monday of March", "the 15th day of next month", "the third last week of 2018"."""
        t = self.t
        start = skip(t, at, "the")
        place = self._read_place(start)
        if place is None:
            return None
        after = place.end
        unit = UNITS.get(t.lower(after))
        weekday = read_weekday(t, after)
        if weekday:
            end = weekday.end
            grain: Grain = "day"
        elif unit and unit.grain and t.lower(after) == unit.name:
            end, grain = after + 1, unit.grain
        elif read_ordinal(t, start) or t[start].kind == "figures":
            outer = self.read_outer(after + 1, depth + 1) if t.lower(after) == "of" else None
            if outer and outer.value.grain == "month" and 1 <= place.value <= 31 and isinstance(outer.value, Step):
                return Read(Inside(MonthlyDay(place.value), outer.value), outer.end)
            return None
        else:
            return None
        if t.lower(end) not in {"of", "in"}:
            return None
        outer = self.read_outer(end + 1, depth + 1)
        if outer is None or _ORDER[outer.value.grain] <= _ORDER[grain]:
            return None
        if grain == "half" and abs(place.value) <= 2 and outer.value.grain == "year":
            return Read(Inside(Half(place.value if place.value > 0 else 2), outer.value), outer.end)
        if grain == "half":
            return None
        return Read(Nth(place.value, grain, outer.value, weekday.value if weekday else None), outer.end)

    def _read_place(self, at: int) -> Read[int] | None:
        """A place in a row: "third", "last", "third last"."""
        t = self.t
        ordinal = read_ordinal(t, at)
        if ordinal and ordinal.value < 1:
            return None
        if ordinal and t.lower(ordinal.end) == "last":
            return Read(-ordinal.value, ordinal.end + 1)
        if t.lower(at) in {"last", "final", "latter"}:
            return Read(-1, at + 1)
        if ordinal is None and t[at].kind == "figures" and t[at].form.isdecimal() and len(t[at].form) <= 2:
            return Read(int(t[at].form), at + 1) if t.lower(at + 1) == "of" else None
        return ordinal

    def _read_around(self, at: int, depth: int) -> Read[Meaning] | None:
        """As in "the week of March 6", "Labor Day weekend", "the weekend of Thanksgiving"."""
        t = self.t
        start = skip(t, at, "the")
        if t.lower(start) in {"week", "weekend"} and t.lower(start + 1) == "of":
            inner = self.read(start + 2, depth + 1)
            if inner and inner.value.grain == "day":
                return Read(Around("week" if t.lower(start) == "week" else "weekend", inner.value), inner.end)
        if holiday := read_holiday(t, start):
            year = read_lone_year(t, holiday.end)
            end = year.end if year else holiday.end
            if t.lower(end) == "weekend":
                field = Holiday(holiday.value)
                return Read(Around("weekend", Inside(field, year.value) if year else Recurring(field)), end + 1)
        return None

    def _with_outer(self, inner: Read[Meaning] | None, depth: int) -> Read[Meaning] | None:
        """As in "June last year", "Tuesday of next week", "Diwali 2019": a bare field inside the period after it."""
        if inner is None or not isinstance(inner.value, Recurring) or inner.value.step is not None:
            return inner
        t, field = self.t, inner.value.field
        after = inner.end
        if t.lower(after) in {"of", "in", "from"}:
            after += 1
            if t.lower(after - 1) == "in" and isinstance(field, Weekday):
                return inner
        linked = after > inner.end
        double = read_double_year(t, after) if isinstance(field, Season) else None
        if double and isinstance(double.value, Known):
            first = Known(year_cell(double.value.cell.first.year))  # "the winter of 2010-11" begins in 2010
            return Read(Inside(field, first), double.end)
        outer = self._read_plain_outer(after, depth, linked=linked)
        if outer is None or _ORDER[outer.value.grain] <= _ORDER[field.grain]:
            return inner
        if (
            field.grain == "day"
            and not isinstance(field, Holiday)
            and outer.value.grain not in ({"week"} if isinstance(field, Weekday) else {"year"})
        ):
            return inner
        return Read(Inside(field, outer.value), outer.end)

    def _read_plain_outer(self, at: int, depth: int, *, linked: bool) -> Read[Meaning] | None:
        if linked:
            return self.read_outer(at, depth + 1)
        relative = (
            self._read_relative(at, depth + 1)
            if self.t.lower(at) != "the" or self.t.lower(at + 1) in NARRATIVE_STEPS
            else None
        )
        if relative and isinstance(relative.value, Step):
            return relative
        year = read_year(self.t, at)
        return Read(Known(year_cell(year.value)), year.end) if year else None


def _ended(unit: Unit, end: Meaning) -> Meaning:
    """What ended with the day or month *end*; a week is the one that most of it lies in."""
    if unit.grain in ("quarter", "year"):
        return Ended(unit.grain, end)
    middle = Offset(((_HALF_WEEK - 1, UNITS["days"]),), -1, end)
    return Around(unit.grain or "day", middle if unit.grain == "week" and end.grain == "day" else end)


def _beside_day(unit: Unit, sign: int, day: Meaning) -> Meaning:
    """The day, week, month or year before (*sign* -1) or after *day*; a week is the one that most such days lie in."""
    week = unit.grain == "week"
    away = Offset(((_HALF_WEEK, UNITS["days"]) if week else (Decimal(1), unit),), sign, day)
    return away if unit.grain in (None, "day") else Around(unit.grain, away)
