"""Periods held against one another: "the latest period", "the year-ago quarter", "the same period of 2019"."""

from collections.abc import Callable
from decimal import Decimal

from pipeline.annotate.dates.atoms import Read, read_figures_year, skip
from pipeline.annotate.dates.calendar import Grain, year_cell
from pipeline.annotate.dates.meaning import Known, Meaning, Offset, Reported, Step
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import FISCAL, NARRATIVE_STEPS, REPORTED, STEPS, UNITS

_GRAINS: dict[str, Grain | None] = {"period": None, "quarter": "quarter", "half": "half", "month": "month"}
_YEAR_AGO = -5  # quarters: the last one that is over, a year back
_LATEST = -1
_CLAUSES = 40  # words between "the latest quarter" and "last year" that is held against it
_HELD_REACH = 6  # words between "from" and the time
_COMPARED_REACH = 8  # words between "compared with earnings of $3 million" and "last year"


def read_reported(t: Tokens, at: int, read_year: Callable[[int], Read[Meaning] | None]) -> Read[Meaning] | None:
    """The period at *at* that stands for one named before; None where there is none. `read_year` reads a period."""
    start = skip(t, at, "the", "a")
    start += t.lower(start) in REPORTED["alike"] and t.lower(start + 2) == "-"  # "the comparable year-ago quarter"
    return (
        _read_year_ago(t, start)
        or (_read_alike(t, start, read_year) if t.lower(start) in REPORTED["alike"] else None)
        or (_read_latest(t, start) if t.lower(start) in REPORTED["latest"] else None)
        or (_read_of_year(t, start) if start > at else None)
        or _read_possessed(t, at, read_year)
        or _read_last_year(t, at)
    )


def is_held_against(t: Tokens, at: int, after: int) -> bool:
    """Whether the time at *at* is that of a figure that another one is held against: "$6 million, from $5 million in |
    2016". The figure stands after the expression before, which ends at *after*: not "from 1971 until | 1984".
    """
    near = range(max(t.sentence(at)[0], at - _HELD_REACH), at)
    words = [t.lower(n) for n in near]
    last = max((n for n, word in enumerate(words) if word in REPORTED["against"]), default=None)
    return last is not None and any(t[n].kind == "figures" for n in near[last + 1 :] if n >= after)


def _noun(t: Tokens, at: int) -> tuple[Grain | None, int] | None:
    """What kind of period the noun at *at* is, and the index after it; None where it is none."""
    return (_GRAINS[t.lower(at)], at + 1) if t.lower(at) in _GRAINS else None


def _read_year_ago(t: Tokens, at: int) -> Read[Meaning] | None:
    """As in "year-ago quarter", "year-earlier period", "prior-year results": alone where no period follows."""
    back = t.lower(at) == "year" and t.lower(at + 2) in REPORTED["ago"]
    if not (back or (t.lower(at) in REPORTED["ago"] and t.lower(at + 2) == "year")):
        return None
    if t.lower(at + 1) != "-" or not t.glued(at + 1) or not t.glued(at + 2):
        return None
    noun = _noun(t, at + 3)
    year_ago: Meaning = Offset(((Decimal(1), UNITS["year"]),), -1)
    if noun is None:
        return Read(Reported(None, -1, None, Step("year", -1)), at + 3) if t[at + 3].kind == "word" else None
    return Read(Reported(None, -1, noun[0], Step("quarter", _YEAR_AGO) if noun[0] == "quarter" else year_ago), noun[1])


def _read_alike(t: Tokens, at: int, read_year: Callable[[int], Read[Meaning] | None]) -> Read[Meaning] | None:
    """As in "the same period of 2019", "the corresponding quarter a year earlier", "the same month last year"."""
    noun = _noun(t, at + 1)
    if noun is None:
        return None
    grain, end = noun
    after = end + 1 if t.lower(end) in {"of", "in", "from", "for"} else end
    if fiscal := _read_fiscal_before(t, after):
        return Read(Reported(None, -1, grain, Step(grain or "quarter", -1)), fiscal)
    year = read_year(after)
    if year is None or year.value.grain != "year":
        return None
    return Read(Reported(year.value, 0, grain, year.value), year.end)


def _read_fiscal_before(t: Tokens, at: int) -> int | None:
    """The index after "the previous fiscal", "last financial year"; None where another thing stands there."""
    start = skip(t, at, "the")
    before = STEPS.get(t.lower(start), NARRATIVE_STEPS.get(t.lower(start))) == -1
    return skip(t, start + 2, "year") if before and t.lower(start + 1) in FISCAL["names"] else None


def _read_latest(t: Tokens, at: int) -> Read[Meaning] | None:
    """As in "the latest period", "the latest quarter"."""
    noun = _noun(t, at + 1)
    return Read(Reported(None, 0, noun[0], Step(noun[0] or "quarter", _LATEST)), noun[1]) if noun else None


def _read_of_year(t: Tokens, at: int) -> Read[Meaning] | None:
    """As in "the 1988 period", "the 2017 quarter"."""
    year = read_figures_year(t, at)
    noun = _noun(t, year.end) if year else None
    if year is None or noun is None:
        return None
    known = Known(year_cell(year.value))
    return Read(Reported(known, 0, noun[0], known), noun[1])


def _read_possessed(t: Tokens, at: int, read_year: Callable[[int], Read[Meaning] | None]) -> Read[Meaning] | None:
    """As in "last year's quarter", "last year's period"."""
    if t.lower(at + 1) != "year" or t.lower(at + 2) != "'" or t.lower(at + 3) != "s":
        return None
    noun, year = _noun(t, at + 4), read_year(at)
    if noun is None or year is None or year.value.grain != "year":
        return None
    return Read(Reported(year.value, 0, noun[0], year.value), noun[1])


def _read_last_year(t: Tokens, at: int) -> Read[Meaning] | None:
    """As in "sales in the latest period were $2 million, up from last year's $1 million": that period of last year."""
    if t.lower(at) != "last" or t.lower(at + 1) != "year":
        return None
    first = t.sentence(at)[0]
    latest = any(t.lower(n) in REPORTED["latest"] and _noun(t, n + 1) for n in range(max(first, at - _CLAUSES), at))
    near = range(max(first, at - _COMPARED_REACH), at)
    compared = any(t.lower(n) in REPORTED["against"] for n in near) and any(t[n].kind == "figures" for n in near)
    return Read(Reported(None, -1, None, Step("year", -1)), at + 2) if latest and compared else None
