"""Years that no calendar tells the days of: "fiscal 2019", "the current fiscal year", "the budget for 2022-23"; their
quarters and halves.
"""

import re
from collections.abc import Callable

from pipeline.annotate.dates.atoms import DASHES, Read, full_year, read_figures_year, skip
from pipeline.annotate.dates.calendar import years_cell
from pipeline.annotate.dates.fields import Half, Quarter
from pipeline.annotate.dates.meaning import FiscalYear, Known, Literally, Meaning
from pipeline.annotate.dates.recurring import read_field
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import AFTER_DAYS, COUNTED, ENDED, FISCAL, LEAD, NARRATIVE_STEPS, STEPS

_NEAR = 60  # words
_FOUR_FIGURES = re.compile(r"[12][0-9]{3}")
_SHORT = re.compile(r"[0-9]{2}")


def read_fiscal_year(
    t: Tokens, at: int, read_date: Callable[[int], Read[Meaning] | None]
) -> Read[Literally | FiscalYear] | None:
    """As in "fiscal 2019", "FY19", "the current fiscal year", "for the fiscal year", "the fiscal year ended June 30";
    None where there is none.
    """
    start = skip(t, at, "the")
    if year := _read_named(t, start):
        return Read(_fiscal(year.value), year.end)
    if t.lower(start) in FISCAL["names"]:
        if t.lower(start + 1) == "year" and t.lower(start + 2) in ENDED:
            date = read_date(skip(t, start + 3, "on", "in"))
            named = date is not None and date.value.grain in {"day", "month"}
            return Read(FiscalYear(0, date.value), start + 2) if date and named else None
        qualified = t.lower(start + 2) in LEAD["definite_not_before"] | ENDED
        present = start > at and t.lower(start + 1) == "year" and t.lower(at - 1) in LEAD["definite"]
        return Read(FiscalYear(0), start + 2) if present and not qualified else None
    word = t.lower(start)
    count = STEPS.get(word, NARRATIVE_STEPS.get(word))
    if count is None or t.lower(start + 1) not in FISCAL["names"]:
        return None
    if t.lower(start + 2) == "year":
        return Read(FiscalYear(count), start + 3)
    alone = t[start + 2].kind != "word" or t.lower(start + 2) in AFTER_DAYS  # "exports grew in the previous fiscal"
    return Read(FiscalYear(count), start + 2) if alone and t.lower(start + 1) == "fiscal" else None


def read_fiscal_part(t: Tokens, at: int) -> Read[Literally] | None:
    """As in "the second quarter of fiscal 2019", "Q2 FY19", "H1 of FY20", "the fiscal 2019 second quarter"; None where
    there is none.
    """
    start = skip(t, at, "the")
    field = read_field(t, start)
    if field:
        linked = field.end + (t.lower(field.end) in {"of", "in", "for", ","})
        year = _read_named(t, skip(t, linked, "its", "the", "our"))
        end = year.end if year else field.end
    else:
        year = _read_named(t, start)
        field = read_field(t, skip(t, year.end, "'", "s")) if year else None
        end = field.end if field else at
    if field is None or year is None:
        return None
    match field.value:
        case Quarter(quarter=number):
            return Read(Literally("DATE", f"FY{year.value:04}-Q{number}"), end)
        case Half(half=number):
            return Read(Literally("DATE", f"FY{year.value:04}-H{number}"), end)
        case _:
            return None


def _read_named(t: Tokens, at: int) -> Read[int] | None:
    """The fiscal year called by its number at *at*: "fiscal 2019", "FY19", "fiscal year 2018-19"; else None."""
    joined = t.lower(at) == "fy"
    if joined or t.lower(at) in FISCAL["names"]:
        return _read_ended(t, at + 1 if joined else skip(t, at + 1, "year"), short=joined)
    year = read_figures_year(t, at)
    named = year is not None and t.lower(year.end) in FISCAL["names"] and t.lower(year.end + 1) == "year"
    return Read(year.value, year.end + 2) if year and named else None


def read_double_year(t: Tokens, at: int) -> Read[Literally | Known] | None:
    """A year that is written as two: "2022-23", "2016/17"; a fiscal one where the words near are of public money.

    Of two years in full, "2022-2023", only those that are one: before "season", or fiscal.
    """
    first = _read_first(t, at)
    second = _read_second(t, at) if first else None
    if first is None or second is None or second.value <= first:
        return None
    follows = second.value == first + 1
    fiscal = follows and _is_fiscal(t, at, second.end)
    if len(t[at + 2].form) == 4 and not (fiscal or (follows and t.lower(second.end) in FISCAL["seasons"])):
        return None
    if fiscal:
        return Read(_fiscal(second.value), second.end)
    return Read(Known(years_cell(first, second.value)), second.end)


def _fiscal(year: int) -> Literally:
    """A fiscal year, which bears the name of the calendar year it ends in."""
    return Literally("DATE", f"FY{year:04}")


def _read_ended(t: Tokens, at: int, *, short: bool) -> Read[int] | None:
    """The year that ends at *at*: "2019", "2018-19", "19" where *short* and nothing stands between."""
    first = _read_first(t, at)
    second = _read_second(t, at) if first else None
    if first and second and second.value == first + 1:
        return second
    if first:
        return Read(first, at + 1)
    if short and t.glued(at) and _SHORT.fullmatch(t[at].form):
        year = full_year(int(t[at].form))
        last = t[at + 2].form if t.lower(at + 1) in DASHES | {"/"} else ""
        return Read(year + 1, at + 3) if last == f"{(year + 1) % 100:02}" else Read(year, at + 1)
    return None


def _read_first(t: Tokens, at: int) -> int | None:
    """The year in four figures at *at*, "FY" before it or not; None where there is none."""
    if t.lower(at - 1) == "fy" and _FOUR_FIGURES.fullmatch(t[at].form):
        return int(t[at].form)
    year = read_figures_year(t, at)
    return year.value if year else None


def _read_second(t: Tokens, at: int) -> Read[int] | None:
    """The second of two years, the first of which is at *at*: "-23", "/2023"."""
    if t.lower(at + 1) not in DASHES | {"/"} or not t.glued(at + 1) or not t.glued(at + 2):
        return None
    form, end = t[at + 2].form, at + 3
    if (t.glued(end) and (t[end].kind != "sign" or t.lower(end) in DASHES | {"/", "%"})) or t.lower(end) in COUNTED:
        return None
    if _SHORT.fullmatch(form):
        first = int(t[at].form)
        second = first - first % 100 + int(form) + (100 if form == "00" else 0)
        is_month = int(form) <= 12 and not (second == first + 1 or (second > first and t[at - 1].kind == "word"))
        return None if is_month else Read(second, end)
    year = read_figures_year(t, at + 2)
    return Read(year.value, end) if year else None


def _is_fiscal(t: Tokens, at: int, end: int) -> bool:
    """Whether the year at *at* is one of budgets: no season and no school year, near words of such money."""
    if t.lower(end) in FISCAL["seasons"] or t.lower(at - 1) in FISCAL["seasons"]:
        return False
    first, last = t.sentence(at)
    if first > 0:
        first = t.sentence(first - 1)[0]
    words = set(t.lowers[max(first, at - _NEAR) : min(last, end + _NEAR)])
    return bool(words & FISCAL["about"]) and not words & FISCAL["seasons"]
