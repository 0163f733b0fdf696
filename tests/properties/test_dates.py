"""Days of any expression are in order; days that count from the publication date move with it."""

import datetime as dt

import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.context import Context
from pipeline.annotate.dates import find_dates
from pipeline.record.timex import is_timex_value
from pipeline.record.types import Timex

_NLP = spacy.blank("en")
_NLP.add_pipe("sentencizer")

_MONTHS = "January|February|March|April|May|June|July|August|Sept.|October|Nov.|December"
_WEEKDAYS = "Monday|Tue|Wednesday|Thursday|Friday|Sat.|Sunday"
_UNITS = "seconds|hours|days|weeks|fortnights|months|quarters|years|decades|centuries|year|quarter|weekend|period"
_UNITS += "|decade|century"
_LEADS = "last|next|this|the previous|the first|the third|early|late|mid-|the end of|nearly|more than|about|every|the"
_JOINTS = "of|in|to|-|/|and|,|from|between|until|before|after|ago|earlier|later|ended|at|on|’s|“|”|(|)|."
_NAMED = "Easter|Lent|Ramadan|Diwali|Thanksgiving|noon|tonight|summer|Q3|H1|fiscal|FY|the 1990s|the 99th century|now"
_VERBS = "said|will|plans to|was|starts|up from|8% than|budget|season|year-ago|the same"
_SCRAPS = "|".join([_MONTHS, _WEEKDAYS, _UNITS, _LEADS, _JOINTS, _NAMED, _VERBS]).split("|")
_FIGURES = st.integers(0, 32).map(str) | st.integers(0, 10**5).map(str) | st.integers(1900, 2100).map(str)
_TEXTS = st.lists(st.sampled_from(_SCRAPS) | _FIGURES, max_size=16).map(" ".join)
_COUNTRIES = st.none() | st.sampled_from(["US", "GB", "IN", "AU", "FR"])

# What counts in days from the publication date, whatever the day.
_FIXED = ["yesterday", "today", "tomorrow", "tonight", "last night", "this morning", "the day before yesterday"]
_COUNTED = st.integers(1, 400).flatmap(
    lambda days: st.sampled_from([f"{days} days ago", f"{days} days from now", f"{days} days from tomorrow"])
)
_RELATIVE = st.sampled_from(_FIXED) | _COUNTED


def _find(text: str, published: dt.date | None, country: str | None = None) -> tuple[Timex, ...]:
    return find_dates({"text": _NLP(text)}, Context(published=published, country=country))


@given(text=_TEXTS, published=st.none() | st.dates(), country=_COUNTRIES)
def test_days_are_in_order(text: str, published: dt.date | None, country: str | None) -> None:
    for found in _find(text, published, country):
        assert text[found.start : found.end] == found.text != ""
        assert is_timex_value(found.value, found.type)
        assert (found.earliest is None) == (found.latest is None)
        if found.earliest is not None and found.latest is not None:
            assert found.earliest <= found.latest
        assert not (found.relative and published is None)


@given(text=_TEXTS, published=st.dates(), country=_COUNTRIES)
def test_what_is_not_relative_does_not_move(text: str, published: dt.date, country: str | None) -> None:
    fixed = [found for found in _find(text, None, country) if found.earliest is not None]
    again = {found.start: found for found in _find(text, published, country)}
    for found in fixed:
        assert (again[found.start].earliest, again[found.start].latest) == (found.earliest, found.latest)


@given(
    text=_RELATIVE,
    published=st.dates(dt.date(100, 1, 1), dt.date(9000, 12, 31)),
    shift=st.integers(-(10**4), 10**4).map(dt.timedelta),
)
def test_relative_days_move_with_the_publication_date(text: str, published: dt.date, shift: dt.timedelta) -> None:
    (found,) = _find(text, published)
    (moved,) = _find(text, published + shift)
    assert found.relative
    assert found.earliest is not None
    assert found.latest is not None
    assert (moved.earliest, moved.latest) == (found.earliest + shift, found.latest + shift)


@given(
    text=st.sampled_from([f"It closed on {day}." for day in ("Monday", "Friday", "Sunday")]),
    published=st.dates(dt.date(100, 1, 1), dt.date(9000, 12, 31)),
    weeks=st.integers(-(10**3), 10**3),
)
def test_weekdays_move_by_weeks(text: str, published: dt.date, weeks: int) -> None:
    (found,) = _find(text, published)
    (moved,) = _find(text, published + dt.timedelta(weeks=weeks))
    assert found.earliest is not None
    assert moved.earliest == found.earliest + dt.timedelta(weeks=weeks)
