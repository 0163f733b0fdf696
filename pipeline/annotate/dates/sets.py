"""What happens again and again: "every Tuesday", "each year", "twice a month", "daily", "Tuesdays"."""

from decimal import Decimal

from pipeline.annotate.dates.atoms import read_month, read_ordinal, read_weekday, skip
from pipeline.annotate.dates.meaning import Found, Literally
from pipeline.annotate.dates.timex import duration_value
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import (
    ADJECTIVE_SETS,
    DAY_PARTS,
    EVERY,
    LEAD,
    SEASONS,
    SET_ADVERBS,
    TIMES,
    UNITS,
    WEEKDAY_PLURALS,
)
from pipeline.annotate.numbers import read_number

_ONE = Decimal(1)


def read_set(t: Tokens, at: int) -> Found | None:
    """As in "every Tuesday", "each year", "twice a month", "daily", "Tuesdays"."""
    word = t.lower(at)
    if word in SET_ADVERBS:
        beside = (t[at + 1].form[:1], t[at - 1].form[:1], t[at - 3].form[:1] if t.lower(at - 2) == "'" else "")
        named = t[at].form[0].isupper() and any(letter.isupper() for letter in beside)  # "the People's Daily"
        if word in ADJECTIVE_SETS and t[at + 1].kind == "word" and t.lower(at + 1) not in LEAD["prepositions"]:
            return None  # "the quarterly dividend"
        return None if named else Found(at, at + 1, Literally("SET", SET_ADVERBS[word]))
    if word == "weekends" and t.lower(at - 1) in {"on", "at"}:
        return Found(at, at + 1, Literally("SET", "XXXX-WXX-WE"))
    if word in WEEKDAY_PLURALS:
        part = DAY_PARTS.get(t.lower(at + 1), "")
        return Found(at, at + 1 + bool(part), Literally("SET", f"XXXX-WXX-{WEEKDAY_PLURALS[word]}{part}"))
    if (day := read_weekday(t, at)) and t.lower(day.end) in {"mornings", "afternoons", "evenings", "nights"}:
        return Found(at, day.end + 1, Literally("SET", f"XXXX-WXX-{day.value}{DAY_PARTS[t.lower(day.end)]}"))
    if word in EVERY:
        return _read_every(t, at)
    if nth := _read_nth_of_every(t, at):
        return nth
    times = at if word in {"once", "twice"} else at + 1 if t.lower(at + 1) == "times" else None
    if times is not None and (word in TIMES or read_number(t.all, at)):
        unit_at = times + 2
        unit = UNITS.get(t.lower(unit_at))
        if t.lower(times + 1) in {"a", "an", "every", "each", "per"} and unit and t.lower(unit_at) == unit.name:
            return Found(at, unit_at + 1, Literally("SET", duration_value(((_ONE, unit),))))
    return None


def _read_nth_of_every(t: Tokens, at: int) -> Found | None:
    """As in "the first Monday of each month", "the 15th of every month"."""
    start = skip(t, at, "the")
    ordinal = read_ordinal(t, start)
    place = ordinal.end if ordinal else start + 1 if t.lower(start) == "last" else None
    if place is None:
        return None
    day = read_weekday(t, place)
    end = day.end if day else place + (t.lower(place) in {"day", "week", "month"})
    unit = UNITS.get(t.lower(end + 2))
    every = t.lower(end) in {"of", "in"} and t.lower(end + 1) in EVERY
    if not every or unit is None or t.lower(end + 2) != unit.name:
        return None
    return Found(at, end + 3, Literally("SET", duration_value(((_ONE, unit),))))


def _read_every(t: Tokens, at: int) -> Found | None:
    start = skip(t, at + 1, "single")
    if (ordinal := read_ordinal(t, start)) and (weekday := read_weekday(t, ordinal.end)):
        return Found(at, weekday.end, Literally("SET", f"XXXX-WXX-{weekday.value}"))  # "every second Friday"
    other = t.lower(start) == "other"
    start += other
    number = None if other or t.lower(start) in UNITS else read_number(t.all, start)
    count = Decimal(2) if other else number.value if number else _ONE
    end = number.end if number else start
    if unit := UNITS.get(t.lower(end)):
        if t.lower(end) == "second":
            return None
        return Found(at, end + 1, Literally("SET", duration_value(((count, unit),))))
    if number:
        return None
    if weekday := read_weekday(t, end):
        part = DAY_PARTS.get(t.lower(weekday.end), "")
        return Found(at, weekday.end + bool(part), Literally("SET", f"XXXX-WXX-{weekday.value}{part}"))
    if month := read_month(t, end):
        return Found(at, month.end, Literally("SET", f"XXXX-{month.value:02}"))
    if part := DAY_PARTS.get(t.lower(end), ""):
        return Found(at, end + 1, Literally("SET", f"XXXX-XX-XX{part}"))
    if season := SEASONS.get(t.lower(end)):
        return Found(at, end + 1, Literally("SET", f"XXXX-{season}"))
    return Found(at, end + 1, Literally("SET", "XXXX-WXX-WE")) if t.lower(end) == "weekend" else None
