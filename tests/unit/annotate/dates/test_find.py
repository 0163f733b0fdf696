import datetime as dt
from itertools import pairwise

import pytest
import spacy

from pipeline.annotate.context import Context
from pipeline.annotate.dates import find_dates
from tests.unit.annotate.dates.reading import PUBLISHED, days, find, read


def test_texts_in_reading_order_share_one_row_of_ids() -> None:
    nlp = spacy.blank("en")
    docs = {
        "title": nlp("Port closes on Friday"),
        "text": nlp("It opened in 1996. It closed in 2018."),
        "caption/0": nlp("The port in June."),
    }
    found = find_dates(docs, Context(published=PUBLISHED))
    assert [(one.id, one.in_, one.text) for one in found] == [
        ("d1", "title", "Friday"),
        ("d2", "text", "1996"),
        ("d3", "text", "2018"),
        ("d4", "caption/0", "June"),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "No date in here."])
def test_nothing_to_find(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Łódź’s fair ran June 11-14 — “a year’s work”, 🎪 said on Tuesday.",
        "From mid-2018\u00a0to 2019, and\u2009on 3\u00a0May 2017.",
        "Line one ends on\nMonday. Line two on\r\nTuesday.",
    ],
)
def test_offsets_slice_the_text(text: str) -> None:
    found = find(text)
    assert len(found) >= 2
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_a_blank_line_parts_expressions() -> None:
    assert read("It happened in June\n\n2017 was better.") == ["June = DATE 2018-06", "2017 = DATE 2017"]


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("on June 14, 2017", False),
        ("in 2017", False),
        ("last year", True),
        ("said on Monday", True),
        ("for three years", False),
        ("On May 3, 2017 it rained; two days later", False),
    ],
)
def test_relative_where_the_publication_date_was_needed(text: str, relative: bool) -> None:
    assert find(text)[-1].relative is relative


@pytest.mark.parametrize(
    "text", ["last year", "on Monday", "in June", "two weeks ago", "the previous month", "tonight"]
)
def test_without_a_publication_date_nothing_is_relative_and_no_days_are_known(text: str) -> None:
    (one,) = find(text, None)
    assert "X" in one.value
    assert (one.relative, one.earliest, one.latest) == (False, None, None)


@pytest.mark.parametrize(
    ("country", "value"), [(None, "2018-03-04"), ("US", "2018-03-04"), ("GB", "2018-04-03"), ("CN", "2018-04-03")]
)
def test_the_country_decides_numeric_dates(country: str | None, value: str) -> None:
    assert read("Stamped 03/04/2018.", country=country) == [f"03/04/2018 = DATE {value}"]


@pytest.mark.parametrize("shift", [-400, -31, -1, 1, 7, 366])
def test_shifting_the_publication_date_shifts_relative_days(shift: int) -> None:
    text = "It closed yesterday, opens tomorrow, and was sold 10 days ago."
    moved = dt.timedelta(days=shift)
    there, here = find(text, PUBLISHED + moved), find(text)
    assert len(here) == 3
    assert [one.earliest for one in there] == [one.earliest + moved for one in here if one.earliest]


@pytest.mark.parametrize(
    "text",
    [
        "on February 30, 2018",
        "in the 99th century",
        "in the year 0",
        "999999999999 years ago",
        "3000 centuries later",
        "on 31/31/2018",
        "at 25:61 on Monday",
        "in five million billion days",
        "the 366th day of 2018",
    ],
)
@pytest.mark.parametrize("published", [None, dt.date(1, 1, 1), PUBLISHED, dt.date(9999, 12, 31)])
def test_no_calendar_is_too_small(text: str, published: dt.date | None) -> None:
    for one in find(text, published):
        assert one.earliest is None or one.latest is None or one.earliest <= one.latest


def test_the_ends_of_time_are_left_unresolved() -> None:
    assert days("It ended yesterday.", dt.date(1, 1, 1)) == ["yesterday: None..None"]
    assert read("It ends tomorrow.", dt.date(9999, 12, 31)) == ["tomorrow = DATE XXXX-XX-XX"]
