"""The days that have names, by year."""

import datetime as dt
from typing import cast

from pipeline.annotate.dates.moon import MoonDay, moon_day
from pipeline.data import load_table

_TABLE = load_table("dates")
_RULES: dict[str, str | dict[str, str]] = _TABLE["holidays"]
_WEEKDAYS: dict[str, int] = _TABLE["weekday_abbreviations"]
_MOON_DAYS = {
    name: {day.year: day for day in map(dt.date.fromisoformat, cast("list[str]", days))}
    for name, days in _TABLE["moon_days"].items()
}
_MOON_RULES: dict[str, str] = _TABLE["moon_rules"]
_LENGTHS: dict[str, int] = _TABLE["holiday_lengths"]
NAMES = frozenset(_RULES)


def holiday_days(name: str, year: int, country: str | None) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of *name* in *year*, most often the same; None where they are not known.

    A name that countries use for different days is *country*'s, else that of the first country in the table.

    >>> holiday_days("thanksgiving", 2018, None)[0], holiday_days("thanksgiving", 2018, "CA")[0]
    (datetime.date(2018, 11, 22), datetime.date(2018, 10, 8))
    """
    rule = _RULES[name]
    if isinstance(rule, dict):
        rule = rule.get((country or "").lower()) or next(iter(rule.values()))
    first = _day(rule, year)
    return (first, first + dt.timedelta(days=_LENGTHS.get(name, 1) - 1)) if first else None


def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms).

    >>> easter(2018), easter(2019)
    (datetime.date(2018, 4, 1), datetime.date(2019, 4, 21))
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The *nth* Monday (1) ... Sunday (7) of a month, counted from its end where *nth* is negative.

    >>> nth_weekday(2018, 5, 1, -1)
    datetime.date(2018, 5, 28)
    """
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    last = following - dt.timedelta(days=1)
    return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def _day(rule: str, year: int) -> dt.date | None:
    if rule in _MOON_DAYS:
        day = _MOON_DAYS[rule].get(year)
        return day or (_day(_MOON_RULES[rule], year) if rule in _MOON_RULES else None)
    match rule.split():
        case ["easter", days]:
            return easter(year) + dt.timedelta(days=int(days))
        case ["thanksgiving", days]:
            return nth_weekday(year, 11, 4, 4) + dt.timedelta(days=int(days))
        case ["election", days]:  # the Tuesday after the first Monday of November
            return nth_weekday(year, 11, 1, 1) + dt.timedelta(days=1 + int(days))
        case [("islamic" | "hebrew") as calendar, month, day_of_month]:
            return moon_day(MoonDay(calendar, int(month), int(day_of_month)), year)
        case [month, weekday, nth]:
            return nth_weekday(year, int(month), _WEEKDAYS[weekday], int(nth))
        case _:
            return dt.date.fromisoformat(f"{year:04}-{rule}")
