"""Clock times: "8:00am", "10 p.m. EDT", "17:30", "noon", "six pm", "4 in the morning"."""

import re

from pipeline.annotate.dates.atoms import Read
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import BEFORE_CLOCK, CLOCK_NAMES, DAY_PARTS, WEEKDAYS, ZONES
from pipeline.annotate.numbers import read_number

_HOUR_MINUTE = re.compile(r"([0-9]{1,2})[.]([0-9]{2})")


def read_clock(t: Tokens, at: int, *, dated: bool = False) -> Read[str] | None:
    """The time of day at *at*, as TIMEX3 has it ("T08:00"); None where there is none.

    Figures alone ("17:30") count where `dated`: a day stands beside them, or where a preposition or zone does.
    """
    if t.lower(at) in CLOCK_NAMES:
        return Read(CLOCK_NAMES[t.lower(at)], at + 1)
    figures = _read_spoken(t, at) or _read_figures(t, at)
    if figures is None:
        return None
    hour, minute, end, has_minutes = figures
    half = _read_half(t, end)
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.value == "p" else 0)
        end = half.end
    elif t.lower(end) == "o" and t.lower(end + 1) == "'" and t.lower(end + 2) == "clock":
        end = end + 3
        if t.lower(end) == "in" and t.lower(end + 1) == "the" and (part := DAY_PARTS.get(t.lower(end + 2), "")):
            hour, end = int(shift_half(f"T{hour:02}:00", part)[1:3]), end + 3
    elif (
        t.lower(end) == "in"
        and t.lower(end + 1) == "the"
        and t.lower(end + 2) in {"morning", "afternoon", "evening"}
        and (t.lower(at - 1) == "at" or has_minutes)
    ):
        hour, end = hour % 12 + (0 if t.lower(end + 2) == "morning" else 12), end + 3
    elif (
        not has_minutes
        or not (dated or t.lower(at - 1) in BEFORE_CLOCK or t.lower(end) in ZONES)
        or t.lower(end) in {"percent", "%"}
    ):
        return None
    if hour > 24 or minute > 59:
        return None
    return Read(f"T{hour:02}:{minute:02}", _skip_zone(t, end))


def read_hour(t: Tokens, at: int) -> Read[str] | None:
    """An hour of twelve, and its minutes, without a.m. or p.m.: "9", "9:30", "9.30"; None where there is none."""
    if t[at].kind != "figures" or t.glued(at):
        return None
    if dotted := _HOUR_MINUTE.fullmatch(t[at].form):
        hour, minute, end = int(dotted[1]), int(dotted[2]), at + 1
    elif (figures := _read_figures(t, at)) and _read_half(t, figures[2]) is None:
        hour, minute, end, _ = figures
    else:
        return None
    return Read(f"T{hour:02}:{minute:02}", end) if 1 <= hour <= 12 and minute < 60 else None


def shift_half(time: str, part: str) -> str:
    """A time without a.m. or p.m., read by the part of the day beside it.

    >>> shift_half("T05:30", "TEV"), shift_half("T10:00", "TMO")
    ('T17:30', 'T10:00')
    """
    hour = int(time[1:3])
    late = part in {"TAF", "TEV", "TNI"} and 1 <= hour < 12
    return f"T{hour + 12:02}{time[3:]}" if late else time


def _read_figures(t: Tokens, at: int) -> tuple[int, int, int, bool] | None:
    """Hour, minute, the index after, and whether there were minutes."""
    form = t[at].form
    if t.glued(at) and (t[at - 1].kind == "word" or t.lower(at - 1) in {":", "/", "$", "."}):
        return None
    if _HOUR_MINUTE.fullmatch(form):
        # "8.30" is a number too: it needs its a.m. or p.m.
        hours, minutes = form.split(".")
        return (int(hours), int(minutes), at + 1, True) if _read_half(t, at + 1) else None
    if re.fullmatch(r"[0-9]{4}", form) and t.lower(at + 1) in {"gmt", "utc"}:  # "0630 GMT"
        return int(form[:2]), int(form[2:]), at + 1, True
    if re.fullmatch(r"[0-9]{1,2}", form):
        end = at + 1
        if t.lower(end) == ":" and t.glued(end) and t.glued(end + 1) and re.fullmatch(r"[0-9]{2}", t[end + 1].form):
            minute = int(t[end + 1].form)
            end += 2
            if t.lower(end) == ":" and re.fullmatch(r"[0-9]{2}", t[end + 1].form):
                end += 2
            return int(form), minute, end, True
        return int(form), 0, end, False
    if t[at].kind == "word" and (number := read_number(t.all, at)) and number.value in range(1, 13):
        minute_at = number.end + 1 if t.lower(number.end) == "-" else number.end
        after = read_number(t.all, minute_at) if t[minute_at].kind == "word" else None
        if after and 10 <= after.value < 60 and after.value == int(after.value):
            return int(number.value), int(after.value), after.end, True
        return int(number.value), 0, number.end, False
    return None


def _read_spoken(t: Tokens, at: int) -> tuple[int, int, int, bool] | None:
    """As in "half past three", "a quarter to nine"; what it gives is that of _read_figures."""
    start = at + (t.lower(at) == "a")
    minutes, side = {"half": 30, "quarter": 15}.get(t.lower(start), 0), t.lower(start + 1)
    hour = read_number(t.all, start + 2) if minutes and side in {"past", "to"} else None
    if hour is None or hour.value not in range(1, 13) or (minutes == 30 and side == "to"):
        return None
    if side == "past":
        return int(hour.value), minutes, hour.end, True
    return int(hour.value - 1) or 12, 60 - minutes, hour.end, True


def _read_half(t: Tokens, at: int) -> Read[str] | None:
    """As in "am", "p.m.", "p m": the half of the day, "a" or "p"."""
    word = t.lower(at)
    if word in {"am", "pm"} and not (word == "am" and not t.glued(at) and t.lower(at + 1) in {"i", "not"}):
        return Read(word[0], at + 1)
    if word not in {"a", "p"}:
        return None
    dot = 1 if t.lower(at + 1) == "." and t.glued(at + 1) else 0
    if t.lower(at + 1 + dot) != "m" or not (dot or word == "p"):
        return Read(word, at + 1) if t.glued(at) and t.lower(at - 2) == ":" else None
    end = at + 2 + dot
    last_dot = t.lower(end) == "." and dot and t.glued(end)
    return Read(word, end + 1 if last_dot else end)


def _skip_zone(t: Tokens, at: int) -> int:
    """The index after "GMT", "local time", "Beijing Time", "New York time"."""
    while t.lower(at) in ZONES or (t.lower(at) == "time" and t.lower(at - 1) in ZONES):
        at += 1
    for end in (at + 1, at + 2):
        if t.lower(end) == "time" and all(
            t[n].form[:1].isupper() and t.lower(n) not in WEEKDAYS for n in range(at, end)
        ):
            return end + 1
    return at
