import pytest

from tests.unit.annotate.dates.reading import days, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("today", "today = DATE 2018-06-25"),
        ("the day before yesterday", "the day before yesterday = DATE 2018-06-23"),
        ("the day after Christmas 2016", "the day after Christmas 2016 = DATE 2016-12-26"),
        ("last week", "last week = DATE 2018-W25"),
        ("this month", "this month = DATE 2018-06"),
        ("in the March quarter", "the March quarter = DATE 2018-Q1"),
        ("the September quarter of 2017", "the September quarter of 2017 = DATE 2017-Q3"),
        ("next quarter", "next quarter = DATE 2018-Q3"),
        ("the current quarter", "the current quarter = DATE 2018-Q2"),
        ("last year", "last year = DATE 2017"),
        ("next decade", "next decade = DATE 202"),
        ("last weekend", "last weekend = DATE 2018-W25-WE"),
        ("this past spring", "this past spring = DATE 2018-SP"),
        ("last Tuesday", "last Tuesday = DATE 2018-06-19"),
        ("next Tuesday", "next Tuesday = DATE 2018-07-03"),
        ("this coming Sunday, July 1", "this coming Sunday, July 1 = DATE 2018-07-01"),
        ("last Oct. 23", "last Oct. 23 = DATE 2017-10-23"),
        ("Tuesday of next week", "Tuesday of next week = DATE 2018-07-03"),
        ("next week Tuesday", "next week Tuesday = DATE 2018-07-03"),
        ("June last year", "June last year = DATE 2017-06"),
        ("the third quarter of last year", "the third quarter of last year = DATE 2017-Q3"),
        ("this year's third quarter", "this year's third quarter = DATE 2018-Q3"),
        ("the 1988 third quarter", "the 1988 third quarter = DATE 1988-Q3"),
        ("Q3 2017", "Q3 2017 = DATE 2017-Q3"),
        ("2017-Q3", "2017-Q3 = DATE 2017-Q3"),
        ("2019 H2", "2019 H2 = DATE 2019-H2"),
        ("the second half of 2019", "the second half of 2019 = DATE 2019-H2"),
        ("the last Monday of March 2017", "the last Monday of March 2017 = DATE 2017-03-27"),
        ("the second Monday of last month", "the second Monday of last month = DATE 2018-05-14"),
        ("the 15th day of next month", "the 15th day of next month = DATE 2018-07-15"),
        ("the last day of February 2016", "the last day of February 2016 = DATE 2016-02-29"),
        ("the third month of 2021", "the third month of 2021 = DATE 2021-03"),
        ("the third last week of 2018", "the third last week of 2018 = DATE 2018-W50"),
        ("the last weekend of October 2017", "the last weekend of October 2017 = DATE 2017-W43-WE"),
        ("the week of March 6, 2017", "the week of March 6, 2017 = DATE 2017-W10"),
        ("the first two quarters of 2017", "the first two quarters of 2017 = DATE 2017-H1"),
        ("the last two quarters of last year", "the last two quarters of last year = DATE 2017-H2"),
        ("last March", "last March = DATE 2018-03"),
        ("last May", "last May = DATE 2017-05"),  # that of this year is "last month"
        ("the day before Christmas 2016", "the day before Christmas 2016 = DATE 2016-12-24"),
        ("the week before Christmas 2016", "the week before Christmas 2016 = DATE 2016-W51"),
        ("the year before last", "the year before last = DATE 2016"),
        ("the week after next", "the week after next = DATE 2018-W28"),
        ("the day before last Tuesday", "the day before last Tuesday = DATE 2018-06-18"),
        ("from $3 million the year before", "the year before = DATE 2017"),
        ("He had left the week before.", "the week before = DATE 2018-W25"),
        ("for the rest of the year", "the year = DATE 2018"),
        ("a high for the year of $42", "the year = DATE 2018"),
        ("Labor Day weekend", "Labor Day weekend = DATE 2018-W35-WE"),
        ("Thanksgiving 2016", "Thanksgiving 2016 = DATE 2016-11-24"),
        ("Diwali in 2019", "Diwali in 2019 = DATE 2019-10-27"),
        ("summer 2020", "summer 2020 = DATE 2020-SU"),
        ("the winter of 1994", "the winter of 1994 = DATE 1994-WI"),
    ],
)
def test_periods(text: str, found: str) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "the fifth Monday of February 2018",
        "the 14th month of 2018",
        "the first day of the trial",
        "the last king",
        "the next stop",
        "the second half was dull",
        "the fall of the regime",
        "Spring Street",
        "the Summer Olympics",
        "next to it",
        "the man of the year",
        "the third of the year",
        "the host of “This Week”",
        "the day of the vote",
    ],
)
def test_no_period(text: str) -> None:
    assert not [found for found in days(text) if not found.endswith("None..None") and "20" not in text]
    assert "2018" in text or read(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He came the day after the vote.", "the day = DATE XXXX-XX-XX"),
        ("He came the week before the vote.", "the week = DATE XXXX-WXX"),
        ("He came the year after the war.", "the year = DATE XXXX"),
        ("He came in the week before the vote.", "the week = DATE XXXX-WXX"),
    ],
)
def test_a_period_that_an_event_tells_is_found_without_days(text: str, found: str) -> None:
    assert read(text) == [found]
    assert days(text) == [f"{found.split(' =')[0]}: None..None"]


@pytest.mark.parametrize("day", ["May 12", "Tuesday"])
def test_a_day_that_an_event_explains_is_the_one_named_before(day: str) -> None:
    named, explained = days(f"He came on {day}, the day after the vote.")
    assert explained.split(": ")[1] == named.split(": ")[1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for the year ended Sept. 30, 2017", "the year = DATE 2017"),
        ("in the month ended Sept. 28, 2017", "the month = DATE 2017-09"),
        ("in the week ending yesterday", "the week = DATE 2018-W25"),
    ],
)
def test_a_period_that_ends_on_a_day(text: str, found: str) -> None:
    assert read(text)[0] == found


@pytest.mark.parametrize(
    ("country", "covered"),
    [("GB", "2018-06-01..2018-08-31"), ("AU", "2018-12-01..2019-02-28")],
)
def test_the_seasons_of_the_south(country: str, covered: str) -> None:
    assert days("in summer 2018", country=country) == [f"summer 2018: {covered}"]


def test_nesting_ends() -> None:
    assert days("the first day of " * 50 + "2018") == ["2018: 2018-01-01..2018-12-31"] or len(days("2018")) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It will close the Friday before Christmas.", "the Friday before Christmas = DATE 2018-12-21"),
        ("the Sunday after Easter 2017", "the Sunday after Easter 2017 = DATE 2017-04-23"),
        ("the Monday after June 4, 2018", "the Monday after June 4, 2018 = DATE 2018-06-11"),
        ("the Friday before the vote", "Friday = DATE 2018-06-22"),
    ],
)
def test_a_weekday_beside_a_day(text: str, found: str) -> None:
    assert read(text) == [found]
