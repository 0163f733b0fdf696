"""Calendar dates as they are written: "Friday, Oct. 23", "14 June 2018", "14/06/2018", "2018-06-25", "the 1990s"."""

import datetime as dt
import re

from pipeline.annotate.dates.atoms import (
    CURRENCY,
    DASHES,
    Read,
    full_year,
    read_day,
    read_figures_year,
    read_month,
    read_ordinal,
    read_spelled_year,
    read_weekday,
    read_year,
    skip,
)
from pipeline.annotate.dates.calendar import cell_around, year_cell
from pipeline.annotate.dates.fields import MonthlyDay, Weekday
from pipeline.annotate.dates.meaning import Known, Meaning, Recurring
from pipeline.annotate.dates.numeric import make_date, read_numeric
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import (
    AFTER_DAYS,
    AFTER_NAMES,
    COUNTED,
    GIVEN_NAMES,
    LEAD,
    LOWER_WORDS,
    MONTHS,
    NUMBERED_NAMES,
    PARTS,
    SHY_MONTHS,
    SHY_WEEKDAYS,
    SURE_PREPOSITIONS,
    UNITS,
    WEATHER,
    WEEKDAYS,
)
from pipeline.annotate.numbers import read_number

_DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9
}  # fmt: skip
_NEAR = 20  # words
_YEAR_ALONE = range(1950, 2051)


def read_written(t: Tokens, at: int, *, month_first: bool) -> Read[Meaning] | None:
    """The calendar date written at *at*, of any form; None where there is none.

    `month_first` decides 06/07/2018, as the United States write it.
    """
    if t[at].kind == "figures" and (date := read_numeric(t, at, month_first=month_first)):
        return date
    return (
        _read_weekday_first(t, at)
        or _read_month_first(t, at, None)
        or _read_day_first(t, at, None)
        or _read_decade(t, at)
        or _read_century(t, at)
        or read_lone_year(t, at)
    )


def read_lone_year(t: Tokens, at: int) -> Read[Meaning] | None:
    """A year that stands for itself: 2018 where nothing shows it to be a count, any year after "in"."""
    named = skip(t, at, "the", "full", "-")
    if t.lower(named) in {"year", "years"}:
        year = read_year(t, named + 1)
        return Read(Known(year_cell(year.value)), year.end) if year else None
    later_than = t.lower(at - 1) == "than" and t.lower(at - 2) in {"later", "earlier"}
    led = later_than or (t.lower(at - 1) in LEAD["years"] and t.lower(at - 1) not in LEAD["weak_years"])
    if year := read_figures_year(t, at):
        named = t[year.end].form.istitle() and not t.is_headline(at)  # "the 1960 Games"
        counted = t.lower(year.end) in COUNTED and not named
        if counted or (t.lower(year.end) == "-" and t.lower(year.end + 1) in UNITS):
            return None
        if t.glued(at) and t.lower(at - 1) == "/":
            return None  # an address; "2016/2017" is read as a range
        if _ends_numbers(t, at):
            return None
        sure = led or t.lower(at - 1) == "(" or t.lower(at - 1) in DASHES
        alone = year.value in _YEAR_ALONE and t.lower(at - 1) not in LEAD["weak_years"] | NUMBERED_NAMES
        return Read(Known(year_cell(year.value)), year.end) if sure or alone else None
    short = t.lower(at) in {"'", "‘"} and not t.glued(at)
    year = read_year(t, at) if short else read_spelled_year(t, at) if led else None
    if year is None or t.lower(year.end) in COUNTED:
        return None
    return Read(Known(year_cell(year.value)), year.end)


def _read_weekday_first(t: Tokens, at: int) -> Read[Meaning] | None:
    """As in "Friday", "Friday, Oct. 23", "Tue 13th", "Monday the twenty-fourth"."""
    weekday = read_weekday(t, at)
    if weekday is None:
        return None
    after = skip(t, weekday.end, ",", "the")
    date = _read_month_first(t, after, weekday.value) or _read_day_first(t, after, weekday.value)
    if date and not isinstance(date.value, Recurring | Known):
        date = None
    if date and date.value.grain == "day":
        return date
    after = skip(t, weekday.end, "the")
    day = read_day(t, after, spelled=False)
    if day and _stands_alone(t, after, day.end):
        return Read(Recurring(MonthlyDay(day.value, weekday.value)), day.end)
    if t.lower(at) in SHY_WEEKDAYS:
        led = weekday.end > at + 1 or t.lower(at - 1) in LEAD["shy_weekdays"]
        if not led or (t[at].form.islower() and t.lower(at) in LOWER_WORDS):
            return None
    if t.lower(weekday.end) == "." and t.glued(weekday.end + 1) and t[weekday.end + 1].form.islower():
        return None  # a site's name
    if t.lower(at - 1) == "a" and t.lower(at - 2) == "," and t[at - 3].kind == "figures":
        return None  # "on Dec. 18, a Wednesday": the day has been named
    if AFTER_NAMES.find(t.lowers[weekday.end : weekday.end + 3]) and t[weekday.end].form[:1].isupper():
        return None
    if t.lower(at - 1) in {"the", "a"} and t[weekday.end].form.istitle() and not t.is_headline(at):
        return None  # "the Monday Club"
    return Read(Recurring(Weekday(weekday.value)), weekday.end)


def _ends_numbers(t: Tokens, at: int) -> bool:
    """Whether the figures at *at* are the last of several with hyphens between: a telephone's "158-23-2012"."""
    joined = t.lower(at - 1) in DASHES and t.glued(at) and t.glued(at - 1)
    return joined and t[at - 2].kind == "figures" and read_figures_year(t, at - 2) is None


def _stands_alone(t: Tokens, at: int, end: int) -> bool:
    """Whether nothing is counted by the day's number at *at*: "Monday 21", but not "Monday 21 people"."""
    if read_ordinal(t, at):
        return t.lower(end) != "-" and t.lower(end) not in UNITS
    return t.lower(end) in {"", "!", "?", ",", ")"} or (t.lower(end) == "." and not t.glued(end + 1))


def _read_month_first(t: Tokens, at: int, weekday: int | None) -> Read[Meaning] | None:
    """As in "June 14, 2018", "June the 28th 2020", "June 14", "June 2018", "June"."""
    month = read_month(t, at)
    if month is None:
        return None
    joined = re.fullmatch(r"([0-9]{1,2}),([0-9]{4})", t[month.end].form)  # "June 14,2018"
    if joined and (date := make_date(int(joined[2]), month.value, int(joined[1]))):
        return Read(date, month.end + 1)
    start = skip(t, month.end, "-") if t.glued(month.end) and t.glued(month.end + 1) else month.end
    day = read_day(t, skip(t, start, "the"), spelled=not _counts(t, start))
    if day and not (t.lower(day.end) in UNITS or t.lower(day.end) in {"%", "percent"}):
        if year := _read_year_after(t, day.end):
            date = make_date(year.value, month.value, day.value)
            return Read(date, year.end) if date else None
        if t[day.end].kind != "figures" or not t.glued(day.end):
            date = make_date(None, month.value, day.value, weekday)
            return Read(date, day.end) if date else None
    if year := _read_year_after(t, month.end):
        date = make_date(year.value, month.value, None)
        return Read(date, year.end) if date else None
    year = read_year_of(t, month.end)
    if year:
        date = make_date(year.value, month.value, None)
        return Read(date, year.end) if date else None
    date = make_date(None, month.value, None)
    return Read(date, month.end) if date and _is_month(t, at, month.end) else None


def _counts(t: Tokens, at: int) -> bool:
    """Whether the word for a number at *at* counts what follows: "October | two floods", not "October two"."""
    number = read_number(t.all, at) if t[at].kind == "word" else None
    if number is None or t[number.end].kind != "word":
        return False
    return t.lower(number.end) not in AFTER_DAYS and not read_year(t, number.end)


def _read_day_first(t: Tokens, at: int, weekday: int | None) -> Read[Meaning] | None:
    """As in "14 June 2018", "the 14th of June", "31-Oct-74", "fourth of July"."""
    start = skip(t, at, "the")
    day = read_day(t, start)
    if (
        day is None
        or t.lower(at - 1) in CURRENCY
        or (
            t.glued(at)
            and t[at - 1].kind in {"figures", "sign"}
            and t.lower(at - 1) not in DASHES | {"(", '"', "[", "“", ":"}
        )
    ):
        return None
    sign = t.lower(day.end) if t.lower(day.end) in {"-", "/"} and t.glued(day.end) else ""
    after = day.end + 1 if sign else skip(t, day.end, "day", "of")
    month = read_month(t, after)
    if month and start > at and after == day.end and read_ordinal(t, start) is None:
        noun = t[month.end]
        if noun.kind == "word" and noun.form.islower() and noun.lower not in AFTER_DAYS:
            return None  # in "the 1 May deadline" the article is the deadline's
    if month is None or (
        t.lower(after) in {"may", "march", "mar"}
        and t[after].form.islower()
        and after == day.end
        and read_ordinal(t, start) is None
    ):
        return None
    year: Read[int] | None = None
    if sign and t.lower(month.end) == sign:
        figures = t[month.end + 1].form
        if re.fullmatch(r"[0-9]{2}|[0-9]{4}", figures):
            year = Read(int(figures) if len(figures) == 4 else full_year(int(figures)), month.end + 2)
    year = year or _read_year_after(t, month.end) or read_year_of(t, month.end)
    date = make_date(year.value if year else None, month.value, day.value, weekday)
    return Read(date, year.end if year else month.end) if date else None


def _read_year_after(t: Tokens, at: int) -> Read[int] | None:
    """The year right after a day or month, a comma between or not: ", 2018", " 2018", "-2018"."""
    after = at + 1 if t.lower(at) in {",", "-"} and (t.lower(at) == "," or t.glued(at + 1)) else at
    year = read_year(t, after)
    if year and (t.lower(year.end) in COUNTED or t.lower(year.end) == ":"):
        return None
    return year


def read_year_of(t: Tokens, at: int) -> Read[int] | None:
    """The year after "of" or "in": "June of 1992", "April of 87"."""
    if t.lower(at) not in {"of", "in"}:
        return None
    if year := read_year(t, at + 1):
        return None if t.lower(year.end) in COUNTED else year
    if t.lower(at) == "of" and re.fullmatch(r"[0-9]{2}", t[at + 1].form) and not t.glued(at + 2):
        return Read(full_year(int(t[at + 1].form)), at + 2)
    return None


def _is_month(t: Tokens, at: int, end: int) -> bool:
    """Whether the month's name at *at*, which has no day and no year, means the month."""
    before, form = t.lower(at - 1), t[at].form
    ranged = (t.lower(end) in DASHES or t.lower(end) in {"to", "through"}) and t.lower(end + 1) in MONTHS
    if ranged and form[0].isupper():
        return True
    if AFTER_NAMES.find(t.lowers[end : end + 3]) and t[end].form[:1].isupper():
        return False
    if t[at - 1].kind == "word" and t[at - 1].form[:1].isupper() and not _ends_date_words(before):
        return False  # "Theresa May", "Miss April"
    if t.lower(at) in GIVEN_NAMES and t[end].form[:1].isupper() and before not in SURE_PREPOSITIONS:
        return False  # "June Carter"
    if t.lower(at) not in SHY_MONTHS:
        return form[0].isupper() or before in LEAD["prepositions"] or (before == "the" and t.lower(at) != "august")
    led = before in LEAD["prepositions"] or (before in {"and", "or", ","} and t.lower(at - 2) in MONTHS)
    if before in {"the", "a", "its", "his", "their"} and form[0].isupper() and t[end].form.islower():
        in_sentence = t[at - 1].form.islower() or at - 1 == t.sentence(at)[0]
        return in_sentence and t.lower(end) not in LEAD["prepositions"]  # "the March accession"
    if before == "that" and t[end].kind == "word":
        return False  # "he said that May would resign"
    return form[0].isupper() and (led or before in {"-", "–", "/", "mid"})


def _ends_date_words(word: str) -> bool:
    return word in LEAD["prepositions"] or word in {"the", "and", "or", "a"} or word in WEEKDAYS or word in MONTHS


def _read_decade(t: Tokens, at: int) -> Read[Meaning] | None:
    """As in "1990s", "the '80s", "the 80's", "the nineties"."""
    after = skip(t, at, "the")
    after = skip(t, after, "'", "‘") if t.lower(after) in {"'", "‘"} else after
    figures = t[after].form
    plural = skip(t, after + 1, "'") if t.glued(after + 1) else after + 1
    if t.lower(plural) == "s" and t.glued(plural):
        if re.fullmatch(r"[12][0-9]{2}0", figures):
            start = int(figures)
            grain = "century" if start % 100 == 0 and start < 2000 else "decade"
            return Read(
                Known(cell_around("century" if grain == "century" else "decade", dt.date(start, 1, 1))), plural + 1
            )
        if re.fullmatch(r"[2-9]0", figures) and after > at and t.lower(at - 1) not in {"his", "her", "their", "my"}:
            if t.lower(at) == "the" and after == at + 1 and (figures in {"20", "30", "40"} or _is_of_weather(t, at)):
                return None  # "the 30s" are temperatures and ages as often
            told = t.lower(after - 3) == "s" and re.fullmatch(r"1[0-9]{3}", t[after - 4].form)  # "the 1830s and '40s"
            century = int(t[after - 4].form) // 100 if told else 20 if figures == "20" else 19
            return Read(Known(cell_around("decade", dt.date(100 * century + int(figures), 1, 1))), plural + 1)
    modified = skip(t, at, "the")
    part = t.lower(at - 1) in PARTS or (t.lower(at - 1) == "-" and t.lower(at - 2) in PARTS)
    of_part = part and "the" in (t.lower(at - 2), t.lower(at - 3))  # "the late nineties", not "her late nineties"
    if t.lower(modified) in _DECADES and (modified > at or of_part):
        return Read(Known(cell_around("decade", dt.date(1900 + 10 * _DECADES[t.lower(modified)], 1, 1))), modified + 1)
    return None


def _is_of_weather(t: Tokens, at: int) -> bool:
    """Whether the sentence tells how warm it is: "highs in | the 80s"."""
    first, last = t.sentence(at)
    return any(t.lower(n) in WEATHER for n in range(max(first, at - _NEAR), min(last, at + _NEAR)))


def _read_century(t: Tokens, at: int) -> Read[Meaning] | None:
    """As in "the 20th century"."""
    ordinal = read_ordinal(t, skip(t, at, "the"))
    if ordinal is None or not 1 <= ordinal.value <= 99:
        return None
    after = ordinal.end + 1 if t.lower(ordinal.end) == "-" else ordinal.end
    if t.lower(after) not in {"century", "centuries"}:
        return None
    if t[after].form.istitle() and t[after + 1].form[:1].isupper() and not t.is_headline(at):
        return None  # "Twentieth Century Fox"
    return Read(Known(cell_around("century", dt.date(max(1, 100 * ordinal.value - 100), 1, 1))), after + 1)
