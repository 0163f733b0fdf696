"""The smallest parts of a written date: numbers of days, ordinals, months, weekdays, years."""

import re
from typing import Generic, NamedTuple, TypeVar

from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import ABBREVIATIONS, MONTHS, TITLES, WEEKDAYS
from pipeline.annotate.numbers import HYPHENS, parse_ordinal, read_number
from pipeline.data import load_table

T = TypeVar("T")

_NUMBERS = load_table("numbers")
_ORDINAL_STARTS = frozenset(_NUMBERS["ordinals"]) | frozenset(_NUMBERS["tens"])
_CENTURY_WORDS = {word: value for word, value in _NUMBERS["units"].items() if value > 9} | {"twenty": 20}
DASHES = HYPHENS | frozenset("–—~")
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
PIVOT = 40  # '39 is 2039, '40 is 1940: wars and the sixties are told of more often than the far future
_ADDRESS_SIGNS = frozenset("_=&@#?.")
CURRENCY = frozenset("$€£¥₹₩₽₺#")


class Read(NamedTuple, Generic[T]):
    """What was read, and the index of the token after it."""

    value: T
    end: int


def read_month(t: Tokens, at: int) -> Read[int] | None:
    """The month named at *at*: "June", "Sept."."""
    return _read_name(t, at, MONTHS)


def read_weekday(t: Tokens, at: int) -> Read[int] | None:
    """The weekday named at *at*: "Monday" is 1, "Sun." 7."""
    return _read_name(t, at, WEEKDAYS)


def read_ordinal(t: Tokens, at: int) -> Read[int] | None:
    """The place in a row named at *at*: "3rd", "third", "twenty-first"."""
    if t[at].kind == "figures":
        place = parse_ordinal(t[at].form + t[at + 1].form) if t.glued(at + 1) else None
        return Read(place, at + 2) if place is not None else None
    if t.lower(at) not in _ORDINAL_STARTS:
        return None
    for end in (at + 3, at + 2, at + 1):
        place = parse_ordinal(t.slice(at, end)) if end <= len(t) else None
        if place is not None:
            return Read(place, end)
    return None


def read_day(t: Tokens, at: int, *, spelled: bool = True) -> Read[int] | None:
    """The number of a day, 1 to 31: "14", "14th", "fourteenth"; "fourteen" too where *spelled*."""
    day = read_ordinal(t, at)
    if day is None:
        if re.fullmatch(r"[0-9]{1,2}", t[at].form):
            glued_word = t[at + 1].kind == "word" and t.glued(at + 1) and t.lower(at + 1) not in MONTHS
            day = None if glued_word or t.lower(at + 1) == "%" else Read(int(t[at].form), at + 1)
        elif spelled and t[at].kind == "word" and (number := read_number(t.all, at)):
            day = Read(int(number.value), number.end)
    return day if day and 1 <= day.value <= 31 else None


def read_figures_year(t: Tokens, at: int) -> Read[int] | None:
    """A year in four figures that are no part of a longer number or word: "2018"."""
    if not re.fullmatch(r"[0-9]{4}", t[at].form) or (t[at + 1].kind == "word" and t.glued(at + 1)):
        return None
    if t.glued(at) and (t.lower(at - 1) in CURRENCY or (t[at - 1].kind == "word" and t.lower(at - 1) not in MONTHS)):
        return None
    if t.lower(at - 1) in CURRENCY or t.lower(at + 1) in {"%", "€", "£", "°"}:
        return None
    if (t.glued(at) and t.lower(at - 1) in _ADDRESS_SIGNS) or (t.glued(at + 1) and t.lower(at + 1) == "_"):
        return None
    year = int(t[at].form)
    return Read(year, at + 1) if _FIRST_YEAR <= year <= _LAST_YEAR else None


def read_year(t: Tokens, at: int) -> Read[int] | None:
    """The year after a month or "the year": "2018", "'98", "nineteen ninety-six", "two thousand and five"."""
    if year := read_figures_year(t, at):
        return year
    if t.lower(at) in {"'", "‘"} and t.glued(at + 1) and re.fullmatch(r"[0-9]{2}", t[at + 1].form):
        if t[at + 2].kind == "word" and t.glued(at + 2):
            return None
        return Read(full_year(int(t[at + 1].form)), at + 2)
    return read_spelled_year(t, at)


def read_spelled_year(t: Tokens, at: int) -> Read[int] | None:
    """A year in words: "nineteen ninety-six", "two thousand", "two thousand and five"."""
    if t[at].kind != "word":
        return None
    number = read_number(t.all, at)
    if number is None:
        return None
    if t.lower(at) in _CENTURY_WORDS and number.end == at + 1:
        rest = read_number(t.all, at + 1) if t[at + 1].kind == "word" else None
        if rest and 10 <= rest.value <= 99 and rest.scale == 1 and rest.value == int(rest.value):
            return Read(_CENTURY_WORDS[t.lower(at)] * 100 + int(rest.value), rest.end)
        return None
    return Read(int(number.value), number.end) if t.lower(at) == "two" and 2000 <= number.value < 2100 else None


def full_year(two_figures: int) -> int:
    """The year that two figures are short for.

    >>> full_year(98), full_year(8)
    (1998, 2008)
    """
    return two_figures + (1900 if two_figures >= PIVOT else 2000)


def skip(t: Tokens, at: int, *words: str) -> int:
    """The index after each of *words* in turn, those that are not there left out."""
    for word in words:
        if t.lower(at) == word:
            at += 1
    return at


def _read_name(t: Tokens, at: int, table: dict[str, int]) -> Read[int] | None:
    word = t.lower(at)
    if word not in table or t.lower(at - 2 if t.lower(at - 1) == "." else at - 1) in TITLES:
        return None
    dotted = word in ABBREVIATIONS and t.lower(at + 1) == "." and t.glued(at + 1)
    return Read(table[word], at + 1 + dotted)
