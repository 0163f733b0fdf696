"""TIMEX3 values (TimeML 1.2.1, section 2.3)."""

from decimal import Decimal

from pipeline.annotate.dates.calendar import UNKNOWN
from pipeline.annotate.dates.meaning import (
    Amount,
    Beside,
    Clocked,
    Duration,
    FiscalYear,
    Inside,
    Literally,
    Meaning,
    Offset,
    Recurring,
)
from pipeline.annotate.dates.words import Unit

_AGES = (("G", 10**9), ("M", 10**6), ("K", 10**3))
_LONGEST = Decimal(10) ** 15  # more of any unit is no length of time


def duration_value(amount: Amount) -> str:
    """The value of a length of time.

    >>> from pipeline.annotate.dates.words import UNITS
    >>> duration_value(((Decimal(1), UNITS["hour"]), (Decimal(30), UNITS["minutes"])))
    'PT1H30M'
    >>> duration_value(((None, UNITS["weeks"]),)), duration_value(((Decimal("1.5"), UNITS["year"]),))
    ('PXW', 'P1.5Y')
    >>> duration_value(((Decimal("5.5"), UNITS["hours"]),))
    'PT5H30M'
    """
    days, clock = "", ""
    for number, unit in amount:
        known = number is not None and abs(number) < _LONGEST
        part = _plain(number * unit.count) + unit.letter if known and number is not None else _unnumbered(unit)
        if unit.name == "hour" and len(amount) == 1 and known and number is not None:
            part = _hours(number)
        if unit.clock:
            clock += part
        else:
            days += part
    return "P" + days + ("T" + clock if clock else "")


def time_value(meaning: Meaning | Clocked) -> str:
    """The time of day, as it stands after the day: "T08:00"; "" where a whole day or more is meant.

    The hour of "two hours ago" is not known, for that of publication is not: "TXX:XX".
    """
    if isinstance(meaning, Clocked):
        return meaning.time
    return "TXX:XX" if isinstance(meaning, Offset) and any(unit.clock for _, unit in meaning.amount) else ""


def long_ago_value(amount: Amount) -> str:
    """The value of so many years ago, where no calendar reaches: "MA66", "KA70"; "" of other lengths, and of odd years.

    >>> from pipeline.annotate.dates.words import UNITS
    >>> long_ago_value(((Decimal("2.5") * 10**6, UNITS["years"]),)), long_ago_value(((Decimal(70000), UNITS["years"]),))
    ('KA2500', 'KA70')
    """
    number, unit = amount[0]
    if number is None or unit.name != "year" or len(amount) > 1 or number >= _LONGEST:
        return ""
    return next((f"{letter}A{int(number // years)}" for letter, years in _AGES if number % years == 0), "")


def unknown_value(meaning: Meaning | Clocked | Duration | FiscalYear | Literally) -> str:
    """The value where the day it was written is not known, with X for what is missing: "XXXX-WXX-1".

    >>> from pipeline.annotate.dates.fields import Weekday
    >>> unknown_value(Recurring(Weekday(1)))
    'XXXX-WXX-1'
    """
    match meaning:
        case Literally():
            return meaning.value
        case FiscalYear():
            return "FYXXXX"
        case Duration():
            return duration_value(meaning.amount)
        case Clocked():
            return (unknown_value(meaning.day) if meaning.day else UNKNOWN["day"]) + meaning.time
        case Recurring() | Inside() | Beside():
            return meaning.field.unknown
        case _:
            return UNKNOWN[meaning.grain] + time_value(meaning)


def _unnumbered(unit: Unit) -> str:
    """An unknown number of a unit; of quarters, which are no unknown number of months, as TimeBank writes it: "XQ"."""
    return "XQ" if unit.name == "quarter" else f"X{unit.letter}"


def _hours(number: Decimal) -> str:
    """Hours, and the minutes that the fraction is; a fraction that is no whole minutes stays one."""
    minutes = number % 1 * 60
    if not minutes or minutes != int(minutes):
        return f"{_plain(number)}H"
    hours = f"{_plain(number // 1)}H" if number >= 1 else ""
    return f"{hours}{_plain(minutes // 1)}M"


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
