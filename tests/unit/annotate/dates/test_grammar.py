import pytest

from tests.unit.annotate.dates.reading import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("early June 2017", "early June 2017 = DATE 2017-06 START"),
        ("mid-June 2017", "mid-June 2017 = DATE 2017-06 MID"),
        ("late in 2017", "late in 2017 = DATE 2017 END"),
        ("early on Tuesday", "early on Tuesday = DATE 2018-06-19 START"),
        ("earlier this month", "earlier this month = DATE 2018-06 START"),
        ("later this week", "later this week = DATE 2018-W26 END"),
        ("the end of 2017", "the end of 2017 = DATE 2017 END"),
        ("the end of the month", "the end of the month = DATE 2018-06 END"),
        ("the end of May last year", "the end of May last year = DATE 2017-05 END"),
        ("the first half of June 2017", "the first half of June 2017 = DATE 2017-06 START"),
        ("the latter half of the 1990s", "the latter half of the 1990s = DATE 199 END"),
        ("midway through next year", "midway through next year = DATE 2019 MID"),
        ("around Nov. 1, 2017", "around Nov. 1, 2017 = DATE 2017-11-01 APPROX"),
        ("post-1959", "post-1959 = DATE 1959 AFTER"),
        ("by year-end", "year-end = DATE 2018 END"),
        ("by mid-year", "mid-year = DATE 2018 MID"),
        ("by midyear", "midyear = DATE 2018 MID"),
        ("one day last week", "one day last week = DATE 2018-W25"),
        ("one day in May", "one day in May = DATE 2018-05"),
        ("late Tuesday night", "late Tuesday night = TIME 2018-06-19TNI END"),
    ],
)
def test_parts(text: str, found: str) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is now closed.", "now = DATE PRESENT_REF"),
        ("It was recently closed.", "recently = DATE PAST_REF"),
        ("It will soon close.", "soon = DATE FUTURE_REF"),
        ("It should soon recover.", "soon = DATE FUTURE_REF"),
        ("It is to be soon closed.", "soon = DATE FUTURE_REF"),
        ("Most recently, he led the navy.", "Most recently = DATE PAST_REF"),
        ("It burned three times, most recently in May.", "May = DATE 2018-05"),
        ("It will one day close.", "one day = DATE FUTURE_REF"),
        ("One day it will close.", "One day = DATE FUTURE_REF"),
        ("It took one day.", "one day = DURATION P1D"),
        ("For the foreseeable future it is closed.", "the foreseeable future = DATE FUTURE_REF"),
        ("It is closed these days.", "these days = DATE PRESENT_REF"),
        ("fiscal 2019", "fiscal 2019 = DATE FY2019"),
        ("FY2019", "FY2019 = DATE FY2019"),
        ("FY19", "FY19 = DATE FY2019"),
    ],
)
def test_what_no_calendar_tells(text: str, found: str) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "9/11",
        "as soon as it can",
        "as recently as it can",
        "day-to-day",
        "up to date",
        "as soon after the vote",
        "They were soon freed.",
        "the last day to register",
        "to this day",
        "They soon found out.",
        "the past president",
        "the future of it",
    ],
)
def test_idioms(text: str) -> None:
    assert read(text) == []
