"""TIMEX3 values: which strings are one. What they mean, and on which days, is known by annotate/dates."""

import datetime as dt
import re

from pipeline.record.types import TimexType

REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")

# The parts of a value, TimeML 1.2.1 and TIDES 2003. "X" stands for a digit that is not known.
_YEAR = r"(?:BC[0-9]{4}|[0-9X]{4})"
_MONTH = r"(?:0[1-9]|1[0-2]|XX)"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01]|XX)"
_WEEK = r"W(?:0[1-9]|[1-4][0-9]|5[0-3]|XX)"
_WEEKDAY = r"(?:[1-7X]|WE)"  # WE: the weekend
_PART_OF_YEAR = r"(?:SP|SU|FA|AU|WI|Q[1-4X]|H[12X])"  # seasons, quarters, halves
_PART_OF_DAY = r"(?:MO|MI|AF|EV|NI|DT|AM|PM)"
_LONG_AGO = r"(?:[0-9]{1,3}|XXX?|BC[0-9]{1,3}|[KMG]A[0-9]+)"  # "199": the 1990s; "19": the 1900s; "XX"; "MA65"
_FISCAL_YEAR = r"FY[0-9X]{4}(?:-(?:Q[1-4X]|H[12X]))?"
_DATE = rf"(?:{_YEAR}(?:-(?:{_MONTH}(?:-{_DAY})?|{_WEEK}(?:-{_WEEKDAY})?|{_PART_OF_YEAR}))?|{_FISCAL_YEAR}|{_LONG_AGO})"
_CLOCK = r"(?:[01][0-9]|2[0-4]|XX)(?::(?:[0-5][0-9]|XX)(?::(?:[0-5][0-9]|60|XX)(?:\.[0-9]+)?)?)?"
_ZONE = r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)"
_AMOUNT = r"(?:[0-9]+(?:\.[0-9]+)?|X+)"
_LONG_UNIT = r"(?:Y|M|W|D|Q|E|DE|C|CE|L|ML|WE|FY|SP|SU|FA|AU|WI)"  # (D)E: decades; C(E): centuries; (M)L: millennia
_SHORT_UNIT = rf"(?:H|M|S|{_PART_OF_DAY})"

_IS_INTERVAL = re.compile(r"([0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)/([0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)")
_IS_DATE = re.compile(_DATE)
_IS_TIME = re.compile(rf"{_DATE}?T(?:{_CLOCK}|{_PART_OF_DAY}){_ZONE}?")
_IS_DURATION = re.compile(rf"P(?=[0-9XT])(?:{_AMOUNT}{_LONG_UNIT})*(?:T(?:{_AMOUNT}{_SHORT_UNIT})+)?")
_DAY_OF_CALENDAR = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WEEK_OF_CALENDAR = re.compile(r"([0-9]{4})-W([0-9]{2})")


def is_timex_value(value: str, kind: TimexType) -> bool:
    """Whether *value* is a TIMEX3 value that an expression of type *kind* can have, on a calendar that exists.

    >>> is_timex_value("1989-Q4", "DATE"), is_timex_value("1989-Q5", "DATE"), is_timex_value("2019-02-29", "DATE")
    (True, False, False)
    >>> is_timex_value("P2DE", "DURATION"), is_timex_value("XXXX-WXX-1TMO", "TIME"), is_timex_value("P1D", "SET")
    (True, True, True)

    An extension of ours: a feast of several days and years written as one are an ISO 8601 interval, of days
    ("2018-02-14/2018-03-31") or years ("2016/2017"), for which TIMEX3 has no value.

    Source: TimeML 1.2.1 annotation guidelines, and the TIDES 2003 standard it takes its values from.
    """
    match kind:
        case "DATE":
            return value in REFERENCES or (_is(_IS_DATE, value) and _exists(value)) or _is_interval(value)
        case "TIME":
            return value in REFERENCES or (_is(_IS_TIME, value) and _exists(value))
        case "DURATION":
            return _is(_IS_DURATION, value)
        case "SET":
            return any(is_timex_value(value, each) for each in ("DATE", "TIME", "DURATION"))


def _is(pattern: re.Pattern[str], value: str) -> bool:
    return pattern.fullmatch(value) is not None


def _is_interval(value: str) -> bool:
    """Whether *value* is an interval of two days, or two years, the first before the second."""
    ends = _IS_INTERVAL.fullmatch(value)
    if ends is None:
        return False
    first, last = ends.groups()
    return len(first) == len(last) and first < last and _exists(first) and _exists(last)


def _exists(value: str) -> bool:
    """Whether the day or week that *value* begins with is one of the calendar; values with X name none."""
    try:
        if day := _DAY_OF_CALENDAR.match(value):
            dt.date(*map(int, day.groups()))
        elif week := _WEEK_OF_CALENDAR.match(value):
            dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
    except ValueError:
        return False
    return value[:4] != "0000"
