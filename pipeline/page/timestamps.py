"""How the times that pages print are parsed: dates of any language and order, times of day, time zones."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from pipeline.data import load_table

_TABLE = load_table("timestamps")
_MACHINE = re.compile(
    r"(?P<year>\d{4})[-/.]?(?P<month>\d\d)[-/.]?(?P<day>\d\d)"
    r"(?:(?:T|\s{1,3}|t)(?P<hour>\d\d)[:.]?(?P<minute>\d\d)(?:[:.]?(?P<second>\d\d))?(?:[.,:]\d{1,9})?"
    r"\s?(?P<zone>Z|[+-]\d{1,2}:?\d\d|[+-]\d\d|[A-Z]{2,4})?)?(?!\d)"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_NUMBERS = (
    r"(?<![\d.,/:-])(?P<n1>\d{1,2})(?P<sep>[./-])\s?(?P<n2>\d{1,2})(?P=sep)\s?"
    r"(?P<n3>\d{4}|(?<=\.)\d\d|(?<=\.\s)\d\d)(?![\d/-]|\.\d)"
)
_BIG_ENDIAN = (
    r"(?<![\d/])(?P<y4>\d{4})\s?(?P<sep4>[-./年년])\s?(?P<m4>\d{1,2})\s?[-./月월]\s?(?P<d4>\d{1,2})(?:\s?[日일])?(?!\d)"
)
_TIME = re.compile(
    r"(?<!\w)(?P<hour>\d{1,2})(?:\s?[:.hH：]\s?(?P<minute>\d\d)(?::(?P<second>\d\d))?)?\s?(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s?(?:Uhr|hrs?|Hrs?|h)\b)?(?:\s?\(?(?P<zone>[A-Z]{2,4}\b|[+-]\d\d:?\d\d)\)?)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[^\d\n]{0,16}?(?=\d)")


@dataclass(frozen=True)
class Calendar:
    """How dates are written where the page comes from; both None where that is not known."""

    language: str | None = None
    country: str | None = None


def parse_timestamp(text: str, calendar: Calendar = Calendar()) -> str | None:
    """The first time in *text* as the record writes it; None where there is none or it can be read in two ways.

    >>> parse_timestamp("25 June 2018, 10:56 am IST", Calendar("en", "IN"))
    '2018-06-25T10:56:00+05:30'
    >>> parse_timestamp("12/06/2018", Calendar("en", "GB")), parse_timestamp("12/06/2018")
    ('2018-06-12', None)
    >>> parse_timestamp("2021-05-18T06:12:00.000Z")
    '2021-05-18T06:12:00Z'
    """
    text = text.strip()[:200]
    machine = _MACHINE.match(text)
    if machine:
        return _machine_value(machine, calendar)
    if _EPOCH.fullmatch(text):
        moment = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return next((value for _, _, value in find_timestamps(text, calendar)), None)


def find_timestamps(text: str, calendar: Calendar) -> Iterator[tuple[int, int, str]]:
    """Every date in *text* with the time beside it, as (start, end, value), in order."""
    end = 0
    for match in _dates(calendar.language).finditer(text):
        day = _day(match, calendar)
        if day is None:
            continue
        clock, until = _clock(text, match.start(), match.end(), end, calendar)
        yield match.start(), until, day.isoformat() + clock
        end = until


def _machine_value(match: re.Match[str], calendar: Calendar) -> str | None:
    part = match.groupdict()
    try:
        day = dt.date(int(part["year"]), int(part["month"]), int(part["day"]))
    except ValueError:
        return None
    if not _plausible(day):
        return None
    if part["hour"] is None:
        return day.isoformat()
    return day.isoformat() + _time(
        int(part["hour"]), int(part["minute"]), int(part["second"] or 0), part["zone"], calendar
    )


def _plausible(day: dt.date) -> bool:
    return 1900 <= day.year <= 2100


def _time(hour: int, minute: int, second: int, zone: str | None, calendar: Calendar) -> str:
    """A time of day as the record writes it, "T10:56:00+01:00"; "" where the numbers are none."""
    if hour > 23 or minute > 59 or second > 59:
        return ""
    return f"T{hour:02}:{minute:02}:{second:02}{_offset(zone, calendar)}"


def _offset(zone: str | None, calendar: Calendar) -> str:
    """The UTC offset that *zone* names; "" where it names none that is certain."""
    if not zone:
        return ""
    if zone in {"Z", "z"}:
        return "Z"
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        digits = digits + "00" if len(digits) <= 2 else digits
        hours, minutes = int(digits[:-2]), int(digits[-2:])
        return f"{zone[0]}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""
    local = _TABLE["zones_by_country"].get(zone.upper(), {})
    named: dict[str, str] = _TABLE["zones"]
    return str(local.get(calendar.country) or named.get(zone.upper(), ""))


@lru_cache(maxsize=64)
def _months(language: str | None) -> dict[str, int]:
    """The names of months in *language* and in English, without case and dots, and their numbers.

    Names: Unicode CLDR through babel. "Sept" is newsrooms' own.
    """
    names = {"sept": 9}
    for code in filter(None, ("en", language)):
        try:
            months = Locale.parse(code).months
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    plain = name.casefold().strip(". ")
                    if not plain.isdigit() and len(plain) > 1:
                        names[plain] = int(number)
    return names


@lru_cache(maxsize=64)
def _dates(language: str | None) -> re.Pattern[str]:
    """What a date looks like in *language*: with the month's name, in numbers, or year first."""
    months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|\.|º|ª|-?[gй]\w{0,2})?"
    day_first = (
        rf"(?<![\d.,])(?P<d1>\d{{1,2}}){ordinal}[\s,-]{{0,3}}(?:of\s|de\s|d[’'])?(?P<m1>{months})\b\.?"
        r"[\s,-]{0,3}(?:del?\s|г\s)?(?:[’']|)(?P<y1>\d{4})\b"
    )
    month_first = (
        rf"\b(?P<m2>{months})\b\.?[\s-]{{0,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b[\s,.-]{{1,3}}(?P<y2>\d{{4}})\b"
    )
    year_first = rf"\b(?P<y3>\d{{4}})[.,]?\s(?P<m3>{months})\b\.?\s(?P<d3>\d{{1,2}})\b"
    return re.compile(f"{day_first}|{month_first}|{year_first}|{_BIG_ENDIAN}|{_NUMBERS}", re.IGNORECASE)


def _day(match: re.Match[str], calendar: Calendar) -> dt.date | None:
    """The day that a match of `_dates` names."""
    part = match.groupdict()
    months = _months(calendar.language)
    for key in "123":
        if part[f"y{key}"]:
            month = months.get(part[f"m{key}"].casefold())
            return _date(int(part[f"y{key}"]), month or 0, int(part[f"d{key}"]))
    if part["y4"]:
        return _date(int(part["y4"]), int(part["m4"]), int(part["d4"]))
    first, second, year = int(part["n1"]), int(part["n2"]), int(part["n3"])
    if year < 100:  # only where dots part the numbers: "8.5.12"
        year += 2000 if year < 70 else 1900
    if first > 12 or first == second or (second <= 12 and part["sep"] == "."):  # dots part days from months everywhere
        return _date(year, second, first)
    if second > 12:
        return _date(year, first, second)
    order = _day_first(calendar.language, calendar.country)
    if order is None:
        return None
    return _date(year, second, first) if order else _date(year, first, second)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if _plausible(found) else None


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


def _clock(text: str, start: int, end: int, floor: int, calendar: Calendar) -> tuple[str, int]:
    """The time of day behind a date, or before it from *floor* on, and where the whole ends; none is an empty one."""
    gap = _BETWEEN.match(text, end)
    behind = _TIME.match(text, gap.end()) if gap else None
    if behind and (value := _clock_value(behind, calendar)):
        return value, behind.end()
    before = list(_TIME.finditer(text, max(floor, start - 36), start))
    if before and not re.search(r"\d", text[before[-1].end() : start]):
        return _clock_value(before[-1], calendar), end
    return "", end


def _clock_value(match: re.Match[str], calendar: Calendar) -> str:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if match["minute"] is None and not half:
        return ""
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return _time(hour, int(match["minute"] or 0), int(match["second"] or 0), match["zone"], calendar)
