"""What find_dates gives for one text, in a few words: the way the tests of this room look at it."""

import datetime as dt

import spacy

from pipeline.annotate.context import Context
from pipeline.annotate.dates import find_dates
from pipeline.record.types import Timex

_NLP = spacy.blank("en")
_NLP.add_pipe("sentencizer")

PUBLISHED = dt.date(2018, 6, 25)  # a Monday


def find(text: str, published: dt.date | None = PUBLISHED, country: str | None = None) -> tuple[Timex, ...]:
    """The expressions of one text."""
    return find_dates({"text": _NLP(text)}, Context(published=published, country=country))


def read(text: str, published: dt.date | None = PUBLISHED, country: str | None = None) -> list[str]:
    """As in ["June 14 = DATE 2018-06-14"], with the mod at the end where there is one."""
    found = find(text, published, country)
    return [f"{one.text} = {one.type} {one.value}{f' {one.mod}' if one.mod else ''}" for one in found]


def days(text: str, published: dt.date | None = PUBLISHED, country: str | None = None) -> list[str]:
    """As in ["June 2018: 2018-06-01..2018-06-30"]."""
    return [f"{one.text}: {one.earliest}..{one.latest}" for one in find(text, published, country)]
