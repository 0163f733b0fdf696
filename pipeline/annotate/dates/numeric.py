"""Dates in figures: "2018-06-25", "25/06/2018", "06/25/2018", "25.06.2018", "2018/06", "06/2018"."""

import datetime as dt
import re

from pipeline.annotate.dates.atoms import Read, full_year
from pipeline.annotate.dates.calendar import day_cell, month_cell
from pipeline.annotate.dates.fields import Month, MonthDay
from pipeline.annotate.dates.meaning import Known, Meaning, Recurring
from pipeline.annotate.dates.tokens import Tokens

_SLASHES = frozenset("/-.")


def make_date(year: int | None, month: int, day: int | None, weekday: int | None = None) -> Meaning | None:
    """What a written date says; None for a day that no calendar has ("February 30")."""
    try:
        if year is None:
            if day is None:
                return Recurring(Month(month))
            dt.date(2000, month, day)
            return Recurring(MonthDay(month, day, weekday))
        return Known(day_cell(dt.date(year, month, day)) if day else month_cell(year, month))
    except ValueError:
        return None


def read_numeric(t: Tokens, at: int, *, month_first: bool) -> Read[Meaning] | None:
    """As in "2018-06-25", "25/06/2018", "06/25/2018", "25.06.2018", "2018/06", "06/2018"."""
    if (t.glued(at) and t[at - 1].kind != "sign") or (t.glued(at) and t.lower(at - 1) in _SLASHES | {"$", "#", ":"}):
        return None
    parts, end = [t[at].form], at + 1
    sign = t.lower(end)
    if re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", t[at].form):
        parts, sign = t[at].form.split("."), "."
    else:
        while (
            sign in _SLASHES
            and t.lower(end) == sign
            and t.glued(end)
            and t.glued(end + 1)
            and t[end + 1].kind == "figures"
        ):
            parts.append(t[end + 1].form)
            end += 2
    if t.glued(end) and ((t[end].kind == "word" and t.lower(end) != "t") or t.lower(end) in {"%", "/"}):
        return None
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    lengths = [len(part) for part in parts]
    numbers = [int(part) for part in parts]
    date: Meaning | None = None
    match lengths:
        case [4, 1 | 2, 1 | 2]:
            date = make_date(numbers[0], numbers[1], numbers[2])
        case [1 | 2, 1 | 2, 4 | 2]:
            if sign != "/" and lengths[2] != 4:
                return None  # a version, a score
            year = numbers[2] if lengths[2] == 4 else full_year(numbers[2])
            first, second = (numbers[0], numbers[1]) if month_first else (numbers[1], numbers[0])
            date = make_date(year, first, numbers[1] if month_first else numbers[0]) or make_date(year, second, first)
        case [4, 1 | 2] if sign in {"-", "/"} and not (lengths[1] == 2 and numbers[1] > 12):
            date = make_date(numbers[0], numbers[1], None) if 1000 <= numbers[0] <= 2999 and numbers[1] else None
        case [1 | 2, 4] if sign in {"-", "/"} and 1000 <= numbers[1] <= 2999:
            date = make_date(numbers[1], numbers[0], None) if 1 <= numbers[0] <= 12 else None
        case _:
            return None
    return Read(date, end) if date else None
