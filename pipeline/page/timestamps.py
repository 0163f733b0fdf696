"""How the times that pages print are parsed: dates of any language, order and calendar, times of day, time zones."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from pipeline.data import load_table
from pipeline.page.characters import clean_characters

_TABLE = load_table("timestamps")


def _any(words: Iterable[str]) -> str:
    """A pattern of *words*, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_MACHINE = re.compile(
    r"(?P<year>\d{4})[-/.]?(?P<month>\d\d)[-/.]?(?P<day>\d\d)"
    r"(?:(?:T|\s{1,3}|t)(?P<hour>\d\d)[:.]?(?P<minute>\d\d)(?:[:.]?(?P<second>\d\d))?(?:[.,:]\d{1,9})?"
    r"\s?(?P<zone>Z|[+-]\d{1,2}:?\d\d|[+-]\d\d|[A-Z]{2,4})?)?(?!\d)"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_NUMBERS = (
    r"(?<![\d.,/:-])(?P<n1>\d{1,2})\s?(?P<sep>[./|-])\s?(?P<n2>\d{1,2})\s?(?P=sep)\s?(?P<n3>\d{4}|\d\d)"
    r"(?![\d/-]|\.\d)"
)
_YEAR_HINT = re.compile(
    r"[\d’'年\u0e00-\u0e7f-](?:(?<=\d)(?:\d{3}|\s?[./|]\s?\d\d)|(?<=[’'-])\d\d|(?<=年)"
    r"|(?<=[\u0e00-\u0e7f])\.?\s\d\d(?!\d))"
)
"""Each date holds four digits, two behind a sign, an apostrophe or a Thai month, or the sign for a year; most lines
hold none. It begins with what is quickly found.
"""
_ERAS: dict[str, int] = _TABLE["eras"]
_BIG_ENDIAN = (
    rf"(?<!\d)(?<![\x00-\u2fff]/)(?:(?P<era>{_any(_ERAS)})\s?(?P<of_era>\d{{1,3}}|元)|(?P<y5>\d{{4}}))\s?[-./年년]\s?"
    r"(?P<m5>\d{1,2})\s?[-./月월]\s?(?P<d5>\d{1,2})(?:\s?[日일])?(?!\d)"
)
_BEFORE_DAY: dict[str, list[str]] = _TABLE["months"]["before_day"]
_BEFORE_MONTH = _any(_TABLE["months"]["after"])
_BEFORE_YEAR = _any(_TABLE["months"]["before_year"])
_BEHIND_YEAR = _any(_TABLE["months"]["behind_year"])
_LETTER = r"[^\W\d_]"
"""A word's edge will not do: the vowel signs that Indic words end in are no letters to it."""
_UNIX_CLOCK = r"(?:\d\d:\d\d(?::\d\d)?\s(?:[A-Z]{3,4}\s)?)?"
"""Unix writes it between the day and the year."""
_HALVES: dict[str, bool] = {word: half == "afternoon" for half, words in _TABLE["clock"].items() for word in words}
"""The words for a half of the day, and whether it is the second one."""
_HALF_FIRST = _any(word for word in _HALVES if word > "\u3000")
"""Those of East Asia stand before the hour."""
_TIME = re.compile(
    rf"(?<![a-zA-Z\d])(?:(?P<first>{_HALF_FIRST})\s?)?"
    r"(?P<hour>\d{1,2})(?:\s?[:.hH：時时点點시]\s?(?P<minute>\d\d)(?::(?P<second>\d\d))?)?(?![./]\d)[分분]?"
    rf"(?:\s?(?P<half>[ap]\.?\s?m\b\.?|(?:{_any(_HALVES)})(?!{_LETTER})))?"
    r"(?:\s?(?:Uhr|hrs?|Hrs?|h)\b)?(?:\s?\(?(?P<zone>(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,4}\b|[+-]\d\d:?\d\d)\)?)?",
    re.IGNORECASE,
)
_ZONE_BEHIND = re.compile(
    r"[\s,|@-]{1,3}(?:at\s)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s?(?:[AaPp]\.?[Mm]\.?)?\s?\(?(?P<zone>[A-Z]{2,4})\b"
)
_COUNTRY_OF_ZONE = {zone: country for country, zones in _TABLE["zones"]["of_one_country"].items() for zone in zones}
_BY_SEASON: dict[str, list[str]] = _TABLE["zones_by_season"]
_BETWEEN = re.compile(rf"[^\d\n]{{0,16}}?(?=\d|(?:{_HALF_FIRST})\s?\d)")
_BESIDE = re.compile(r"[\s,|–-]{1,3}")
_ANOTHER = re.compile(r"[|•·]|[^\W\d_]{5}")
"""What stands before the time of another date: "06:30, 2 August 2020 | Updated: 14:02, 2 August 2020"."""
_PERSIAN = frozenset(_TABLE["persian"]["languages"])
_NOWRUZ = dt.date(1921, 3, 21)
"""The first day of the Persian year 1300."""
_BUDDHIST_CENTURY = 2500
_BUDDHIST = 543
"""Years that Thailand is ahead of others."""


@dataclass(frozen=True)
class Calendar:
    """How dates are written where the page comes from; both None where that is not known."""

    language: str | None = None
    country: str | None = None


ANYWHERE = Calendar(None, "GB")
"""Any language's months, and any order of days and months, will do where only the form of a line is asked for."""


def parse_timestamp(text: str, calendar: Calendar = Calendar()) -> str | None:
    """The first time in *text* as the record writes it; None where there is none or it can be read in two ways.

    >>> parse_timestamp("25 June 2018, 10:56 am IST", Calendar("en", "IN"))
    '2018-06-25T10:56:00+05:30'
    >>> parse_timestamp("12/06/2018", Calendar("en", "GB")), parse_timestamp("12/06/2018")
    ('2018-06-12', None)
    >>> parse_timestamp("2021-05-18T06:12:00.000Z")
    '2021-05-18T06:12:00Z'
    """
    text = clean_characters(text[:300]).strip()[:200]
    machine = _MACHINE.match(text)
    day = _machine_value(machine, calendar) if machine else None
    if day and machine and (machine["hour"] or machine.end() == len(text)):
        return day
    if _EPOCH.fullmatch(text):
        moment = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return next((value for _, _, value in find_timestamps(text, calendar)), day)


def may_hold_date(text: str) -> bool:
    """Whether *text* holds what every date has in it; most lines don't, and need not be looked at for one."""
    return _YEAR_HINT.search(text) is not None


def find_timestamps(text: str, calendar: Calendar) -> Iterator[tuple[int, int, str]]:
    """Every date in *text* with the time beside it, as (start, end, value), in order."""
    return iter(_timestamps(text, calendar) if may_hold_date(text) else ())


@lru_cache(maxsize=512)  # one page's: a line is asked for its form, and again for its dates
def _timestamps(text: str, calendar: Calendar) -> tuple[tuple[int, int, str], ...]:
    return tuple(_read_timestamps(text, calendar))


def _read_timestamps(text: str, calendar: Calendar) -> Iterator[tuple[int, int, str]]:
    end = 0
    for match in _dates(calendar.language).finditer(text):
        day = _day(match, calendar) or _day_by_zone(text, match, calendar)
        if day is None:
            continue
        clock, until = _clock(text, match.start(), match.end(), end, calendar, day)
        yield match.start(), until, day.isoformat() + clock
        end = until


def _machine_value(match: re.Match[str], calendar: Calendar) -> str | None:
    part = match.groupdict()
    day = _date(int(part["year"]), int(part["month"]), int(part["day"]), calendar)
    if day is None:
        return None
    if part["hour"] is None:
        return day.isoformat()
    return day.isoformat() + _time(
        int(part["hour"]), int(part["minute"]), int(part["second"] or 0), part["zone"], calendar, day
    )


def _time(hour: int, minute: int, second: int, zone: str | None, calendar: Calendar, day: dt.date) -> str:
    """A time of day as the record writes it, "T10:56:00+01:00"; "" where the numbers are none."""
    if hour > 23 or minute > 59 or second > 59:
        return ""
    return f"T{hour:02}:{minute:02}:{second:02}{_offset(zone, calendar, day)}"


def _offset(zone: str | None, calendar: Calendar, day: dt.date) -> str:
    """The UTC offset that *zone* names on that *day*; "" where it names none that is certain."""
    if not zone:
        return ""
    if zone in {"Z", "z"}:
        return "Z"
    from_utc = zone.upper().removeprefix("GMT").removeprefix("UTC").lstrip()
    if from_utc.startswith(("+", "-")):
        digits = from_utc[1:].replace(":", "")
        digits = digits + "00" if len(digits) <= 2 else digits
        hours, minutes = int(digits[:-2]), int(digits[-2:])
        return f"{from_utc[0]}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""
    if zone in _BY_SEASON and calendar.language in {None, "en", "es"} and calendar.country in {None, "US"}:
        return _BY_SEASON[zone][_is_daylight_time(day)]
    local = _TABLE["zones_by_country"].get(zone.upper(), {})
    named: dict[str, str] = _TABLE["zones"]
    return str(local.get(calendar.country or _home_of(calendar.language)) or named.get(zone.upper(), ""))


def _is_daylight_time(day: dt.date) -> bool:
    """Whether clocks in the United States are put forward on that *day*, by the law of its year.

    >>> _is_daylight_time(dt.date(2014, 4, 5)), _is_daylight_time(dt.date(2005, 3, 20))
    (True, False)
    """
    begins, ends = ((3, 8), (11, 1)) if day.year >= 2007 else ((4, 1), (10, 25))
    return _sunday(day.year, *begins) <= day < _sunday(day.year, *ends)


def _sunday(year: int, month: int, day: int) -> dt.date:
    """The first Sunday from that day on."""
    first = dt.date(year, month, day)
    return first + dt.timedelta(6 - first.weekday())


@lru_cache(maxsize=64)
def _home_of(language: str | None) -> str | None:
    """The country where most write *language*, by Unicode CLDR; None for English, which is at home in many."""
    likely = get_global("likely_subtags").get(language or "") if language != "en" else None
    return likely.rpartition("_")[2] if likely else None


@lru_cache(maxsize=64)
def _months(language: str | None) -> dict[str, int]:
    """The names of months in *language*, in many where that is None, and in English, in lower case and without dots,
    and their numbers.

    Names: Unicode CLDR through babel, with and without accents; what newsrooms write beside them is in the table.
    """
    names: dict[str, int] = {}
    language = language or "mul"
    for code in ("en", language, *_TABLE["months"]["variants"].get(language, ())):
        names |= {_plain(name): number for name, number in _TABLE["months"]["also"].get(code, {}).items()}
        try:
            months = Locale.parse(code).months
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    plain = _plain(name)
                    if not plain.isdigit() and len(plain) > 1:
                        names[plain] = int(number)
                        names.setdefault(_without_accents(plain), int(number))
    if language in _PERSIAN:
        persian = {name: 1 + place // 2 for place, name in enumerate(_TABLE["persian"]["months"])}
        names |= persian | {name.replace("ی", "ي").replace("ک", "ك"): month for name, month in persian.items()}
    return names


def _plain(name: str) -> str:
    return name.lower().strip(". ॰׳")


def _without_accents(name: str) -> str:
    """*name* as it is typed without accents: capitals are in Greece."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


@lru_cache(maxsize=64)
def _dates(language: str | None) -> re.Pattern[str]:
    """What a date looks like in *language*: with the month's name, in numbers, or year first."""
    months = _any(_months(language))
    ordinal = r"(?:st|nd|rd|th|er|e|:e|\.|º|ª|°|-?[гй]\w{0,2})?"
    year = r"\d{4}(?!\d)"
    short_year = r"|\d\d(?![\d:.])" if language == "th" else ""  # "2 เม.ย. 62": of 2562
    before_day = f"(?:(?:{_any(_BEFORE_DAY[language])})\\s?)?" if language in _BEFORE_DAY else ""
    before_year = rf"[\s,،./-]{{0,3}}(?:(?:{_BEFORE_YEAR})\s?)?"
    behind_year = rf"\.?(?:\s?(?:{_BEHIND_YEAR}))?[.,]?\s"
    day_first = (
        rf"{before_day}(?<![\d.,])(?P<d1>\d{{1,2}}){ordinal}[\s,،./-]{{0,3}}(?:(?:{_BEFORE_MONTH})\s?)?(?P<m1>{months})(?!{_LETTER})[.׳॰ঃ]?"
        rf"{before_year}(?P<y1>{year}|(?<=[’'-])\d\d(?![\d:]){short_year})"
    )
    month_first = (
        rf"(?<!{_LETTER})(?P<m2>{months})(?!{_LETTER})\.?[\s-]{{0,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"[\s,،.-]{{0,3}}{_UNIX_CLOCK}(?:(?:{_BEFORE_YEAR})\s?)?(?P<y2>{year})"
    )
    year_first = rf"(?<!\d)(?P<y3>\d{{4}}){behind_year}(?P<m3>{months})(?!{_LETTER})\.?\s(?P<d3>\d{{1,2}})(?!\d)"
    middle = rf"(?<!\d)(?P<y4>\d{{4}}){behind_year}(?P<d4>\d{{1,2}})\.?\s(?P<m4>{months})(?!{_LETTER})"
    return re.compile(f"{day_first}|{month_first}|{year_first}|{middle}|{_BIG_ENDIAN}|{_NUMBERS}", re.IGNORECASE)


def _day(match: re.Match[str], calendar: Calendar) -> dt.date | None:
    """The day that a match of `_dates` names."""
    part = match.groupdict()
    for key in "1234":
        if part[f"y{key}"]:
            month = _months(calendar.language).get(part[f"m{key}"].lower())
            is_thai = calendar.language == "th" and len(part[f"y{key}"]) == 2
            year = _BUDDHIST_CENTURY + int(part[f"y{key}"]) if is_thai else _year(part[f"y{key}"])
            return _date(year, month or 0, int(part[f"d{key}"]), calendar)
    if part["y5"]:
        return _date(int(part["y5"]), int(part["m5"]), int(part["d5"]), calendar)
    if part["era"]:
        year = _ERAS[part["era"]] + (1 if part["of_era"] == "元" else int(part["of_era"]))
        return _date(year, int(part["m5"]), int(part["d5"]), calendar)
    if len(part["n3"]) == 2 and part["sep"] not in "./":  # "8.5.12", "8/5/12"
        return None
    return _day_of_numbers(int(part["n1"]), int(part["n2"]), _year(part["n3"]), part["sep"], calendar)


def _day_by_zone(text: str, match: re.Match[str], calendar: Calendar) -> dt.date | None:
    """The same where the page's country is not known, but a time zone behind the clock is one country's."""
    if calendar.country or calendar.language not in {None, "en"} or not match["n3"]:
        return None
    zone = _ZONE_BEHIND.match(text, match.end())
    country = _COUNTRY_OF_ZONE.get(zone["zone"]) if zone else None
    return _day(match, Calendar(calendar.language, country)) if country else None


def _year(digits: str) -> int:
    """The year that four digits name, or two."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 70 else 1900)


def _day_of_numbers(first: int, second: int, year: int, sign: str, calendar: Calendar) -> dt.date | None:
    """The day of three numbers of which the last is the year; None where their order is not known."""
    if first > 12 or first == second or (second <= 12 and sign == "."):  # dots part days from months everywhere
        return _date(year, second, first, calendar)
    if second > 12:
        return _date(year, first, second, calendar)
    order = _day_first(calendar.language, calendar.country)
    if order is None:
        return None
    return _date(year, second, first, calendar) if order else _date(year, first, second, calendar)


def _date(year: int, month: int, day: int, calendar: Calendar) -> dt.date | None:
    """The day of these numbers, of the years that the language counts; None where there is none in living memory."""
    if 1300 <= year < 1500 and calendar.language in _PERSIAN:
        return _persian(year, month, day)
    if 2400 <= year < 2700:
        year -= _BUDDHIST
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def _persian(year: int, month: int, day: int) -> dt.date | None:
    """The day of a date in the Persian calendar: six months of 31 days, five of 30, and one of 29, or 30 in long years.

    Long years: the cycle of 33 years, which agrees with the equinox observed in Tehran from 1178 to 1633.

    >>> _persian(1399, 12, 30), _persian(1398, 12, 30)
    (datetime.date(2021, 3, 20), None)
    """
    long_years = [(8 * counted + 29) % 33 < 8 for counted in range(1300, year + 1)]
    last = 31 if month <= 6 else 30 if month < 12 or long_years[-1] else 29
    if not (1 <= month <= 12 and 1 <= day <= last):
        return None
    passed = 365 * (year - 1300) + sum(long_years[:-1])
    return _NOWRUZ + dt.timedelta(passed + 31 * (month - 1) - max(0, month - 7) + day - 1)


@lru_cache(maxsize=256)
def _day_first(language: str | None, country: str | None) -> bool | None:
    """Whether 12/06 is the 12th of June there; None where the page's country and language don't tell.

    English alone doesn't: it is written in Houston and in London. Orders: Unicode CLDR's short dates.
    """
    if country is None and language in {None, "en"}:
        return None
    for code in (f"{language or 'en'}_{country}" if country else language, f"en_{country}", language):
        try:
            pattern = str(Locale.parse(code or "").date_formats["short"].pattern)
        except (UnknownLocaleError, ValueError):
            continue
        if "d" in pattern and "M" in pattern:
            return pattern.index("d") < pattern.index("M")
    return None


def _clock(text: str, start: int, end: int, floor: int, calendar: Calendar, day: dt.date) -> tuple[str, int]:
    """The time of day behind a date, or before it from *floor* on, and where the whole ends; none is an empty one."""
    gap = _BETWEEN.match(text, end)
    before = list(_TIME.finditer(text, max(floor, start - 36), start))
    is_told = bool(before) and _BESIDE.fullmatch(text, before[-1].end(), start) is not None
    behind = _TIME.match(text, gap.end()) if gap and not (is_told and _ANOTHER.search(gap[0])) else None
    if behind and (value := _clock_value(behind, calendar, day)):
        is_zone = behind["zone"] is None or _offset(behind["zone"], calendar, day) or behind["zone"].isupper()
        return value, behind.end() if is_zone else behind.start("zone")
    if before and not re.search(r"\d", text[before[-1].end() : start]):
        return _clock_value(before[-1], calendar, day), end
    return "", end


def _clock_value(match: re.Match[str], calendar: Calendar, day: dt.date) -> str:
    hour, half = int(match["hour"]), (match["first"] or match["half"] or "").lower()
    if match["minute"] is None and not half:
        return ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") or _HALVES.get(half) else 0)
    return _time(hour, int(match["minute"] or 0), int(match["second"] or 0), match["zone"], calendar, day)
