import pytest

from tests.unit.annotate.dates.reading import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales fell in Q1. In the latest period costs fell.", "the latest period = DATE 2018-Q1"),
        ("Sales fell in Q1 against the year-ago period.", "the year-ago period = DATE 2017-Q1"),
        ("Sales fell in Q1 against the year-earlier quarter.", "the year-earlier quarter = DATE 2017-Q1"),
        ("Sales fell in Q1 from a year-earlier total.", "a year-earlier = DATE 2017-Q1"),
        ("First-quarter sales beat the same period of 2016.", "the same period of 2016 = DATE 2016-Q1"),
        ("First-quarter sales beat the same quarter last year.", "the same quarter last year = DATE 2017-Q1"),
        ("First-quarter sales beat last year's quarter.", "last year's quarter = DATE 2017-Q1"),
        ("First-quarter sales beat the 2015 period.", "the 2015 period = DATE 2015-Q1"),
        (
            "It grew in the first half of 2018, unlike the same period of 2016.",
            "the same period of 2016 = DATE 2016-H1",
        ),
        ("It grew in May against the same month a year earlier.", "the same month a year earlier = DATE 2017-05"),
        ("In Q1 it sold 5, up 3% from a year ago.", "a year ago = DATE 2017-Q1"),
        ("In Q1 it sold 8% more than a year earlier.", "a year earlier = DATE 2017-Q1"),
        ("It beat the year-ago quarter.", "the year-ago quarter = DATE 2017-Q1"),
        ("It beat the same period of 2016.", "the same period of 2016 = DATE 2016"),
        ("It beat the same period last year.", "the same period last year = DATE 2017"),
        ("In the quarter ended July 31, 2017 it lost.", "July 31, 2017 = DATE 2017-07-31"),
        ("It made 3 in the latest quarter, up from 2 last year.", "last year = DATE 2017-Q1"),
        ("Q1 profit fell. The latest period's 3 is less than last year's 4.", "last year = DATE 2017-Q1"),
        ("It made 3 in the latest quarter. Its head left last year.", "last year = DATE 2017"),
        ("It made 3 in May, up from 2 last year.", "last year = DATE 2017"),
        ("Q1 profit fell. A fire in May closed a mill. Sales for the quarter rose.", "the quarter = DATE 2018-Q1"),
        ("Q1 profit fell. The quarter's costs were high.", "The quarter = DATE 2018-Q1"),
        ("It was 5% in May, up from 4% in April and 3% a year ago.", "a year ago = DATE 2017-05"),
        ("Q1 profit fell. A year ago, a fire closed a mill.", "A year ago = DATE 2017"),
        ("Q1 costs were high, compared with a year ago.", "a year ago = DATE 2017-Q1"),
        (
            "It made 5 in the three months to March 31, up from 4 million a year earlier.",
            "a year earlier = DATE 2017-Q1",
        ),
        (
            "It made 5 in the 13 weeks ended March 30, up from 4 million a year earlier.",
            "a year earlier = DATE 2017-Q1",
        ),
        (
            "It made 5 in the six months to the end of December, and 4 in the same period of 2015.",
            "the same period of 2015 = DATE 2015-H2",
        ),
        (
            "It made 5 in the six months to Sept. 30, 2017, and 4 in the same period of 2015.",
            "the same period of 2015 = DATE 2015",
        ),
        ("It made 5 in the five months to March 31, up from 4 million a year earlier.", "a year earlier = DATE 2017"),
        ("Q4 sales fell, as did those in the same quarter last year.", "the same quarter last year = DATE 2016-Q4"),
        (
            "Q1 sales beat those of the same quarter of the previous fiscal.",
            "the same quarter of the previous fiscal = DATE 2017-Q1",
        ),
        (
            "Q1 was calm. It made 5 in the year to March 31, up from 4 million the year before.",
            "the year before = DATE 2017",
        ),
        ("It made 5 in the quarter.", "the quarter = DATE 2018-Q1"),
        ("It will make 5 in the quarter.", "the quarter = DATE 2018-Q2"),
    ],
)
def test_periods_held_against_one_another(text: str, found: str) -> None:
    assert read(text)[-1] == found


def test_a_quarter_that_is_not_over_was_not_reported_on() -> None:
    text = "Q1 profit fell. It will rise in the third quarter of 2018. In the year-ago period it rose."
    assert read(text)[-1] == "the year-ago period = DATE 2017-Q1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Q1 profit fell. Q4 of 2017 had been flat. In the year-ago period it rose.",
            "the year-ago period = DATE 2017-Q1",
        ),
        ("Q1 profit fell. In Q4 of 2017 it rose 8% from a year ago.", "a year ago = DATE 2016-Q4"),
    ],
)
def test_figures_are_those_of_the_latest_quarter_but_for_one_of_the_sentence(text: str, found: str) -> None:
    assert read(text)[-1] == found


def test_the_quarter_that_most_of_the_months_lie_in() -> None:
    assert read("In the quarter ended July 31, 2017 it lost.")[0] == "the quarter = DATE 2017-Q2"


def test_a_quarter_is_of_the_year_that_it_ended_in() -> None:
    text = "The second quarter ended Oct. 31 brought a loss. Sales for that quarter fell."
    assert read(text) == [
        "The second quarter = DATE 2017-Q2",
        "Oct. 31 = DATE 2017-10-31",
        "that quarter = DATE 2017-Q2",
    ]


@pytest.mark.parametrize("text", ["the same people", "the latest fashion", "the cooling period", "a comparable firm"])
def test_no_period(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She ran it from 1971 until 1984. Two years later she left.", "Two years later = DATE 1986"),
        ("It sold 5, from 4 in 1984. Two years later it closed.", "Two years later = DATE 1986"),
        ("In 2014 it sold 5, up from 4 in 1984, and two years later it closed.", "two years later = DATE 2016"),
    ],
)
def test_a_range_holds_nothing_against_anything(text: str, found: str) -> None:
    assert read(text)[-1] == found
