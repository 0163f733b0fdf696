import datetime as dt

import pytest

from tests.unit.annotate.dates.reading import days, find, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fiscal 2019", ["fiscal 2019 = DATE FY2019"]),
        ("financial year 2018-19", ["financial year 2018-19 = DATE FY2019"]),
        ("FY19-20", ["FY19-20 = DATE FY2020"]),
        ("the end of fiscal 2018", ["the end of fiscal 2018 = DATE FY2018 END"]),
        ("The budget for 2022-23 passed.", ["2022-23 = DATE FY2023"]),
        ("The budget is thin. For 2022-23 it was thinner.", ["2022-23 = DATE FY2023"]),
        ("Council tax rises in 2022-2023.", ["2022-2023 = DATE FY2023"]),
        ("The tax was due in the 2022-23 season.", ["2022-23 = DATE 2022/2023"]),
        ("the 2016/17 season", ["2016/17 = DATE 2016/2017"]),
        ("the 2016-2017 season", ["2016-2017 = DATE 2016/2017"]),
        ("the 1999-00 season", ["1999-00 = DATE 1999/2000"]),
        ("the 2011-12 season", ["2011-12 = DATE 2011/2012"]),
        ("mayor 2014-18", ["2014-18 = DATE 2014/2018"]),
        ("stamped 2018-06", ["2018-06 = DATE 2018-06"]),
        ("from 2014-2018", ["2014 = DATE 2014", "2018 = DATE 2018"]),
        ("mayor from 2008-10", ["2008-10 = DATE 2008/2010"]),
        ("(2008-10)", ["2008-10 = DATE 2008-10"]),
        ("the 2018 fiscal year", ["the 2018 fiscal year = DATE FY2018"]),
    ],
)
def test_years_in_two_calendar_years(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "country", "month", "value"),
    [
        ("the current fiscal year", "IN", 2, "FY2018"),
        ("the current fiscal year", "IN", 4, "FY2019"),
        ("this financial year", "AU", 6, "FY2018"),
        ("this financial year", "AU", 7, "FY2019"),
        ("the next fiscal year", "US", 9, "FY2019"),
        ("the last fiscal year", "US", 10, "FY2018"),
        ("the current fiscal year", "FR", 10, "FY2018"),
        ("growth for the fiscal year", "US", 10, "FY2019"),
        ("the current fiscal year", None, 10, "FYXXXX"),
        ("the current fiscal year", "IN", None, "FYXXXX"),
    ],
)
def test_the_fiscal_year_of_a_country(text: str, country: str | None, month: int | None, value: str) -> None:
    (found,) = find(text, dt.date(2018, month, 15) if month else None, country)
    assert (found.text, found.type, found.value) == (text.removeprefix("growth for "), "DATE", value)
    assert found.relative == (value != "FYXXXX")
    assert found.earliest is None
    assert found.latest is None


def test_days_of_years_written_as_one() -> None:
    assert days("the 2016-17 season") == ["2016-17: 2016-01-01..2017-12-31"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It grew in the fiscal year ended June 30, 2017.", "FY2017"),
        ("It grew in the fiscal year ended Sept. 30.", "FY2017"),
        ("It will grow in the fiscal year ending next March.", "FY2019"),
    ],
)
def test_a_fiscal_year_is_called_by_the_year_that_it_ends_in(text: str, value: str) -> None:
    assert read(text)[0] == f"the fiscal year = DATE {value}"


def test_a_fiscal_year_that_ended_on_a_day_that_nobody_knows() -> None:
    assert [one.value for one in find("in the fiscal year ended Monday", published=None)] == ["FYXXXX", "XXXX-WXX-1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the second quarter of fiscal 2019", ["the second quarter of fiscal 2019 = DATE FY2019-Q2"]),
        ("the second quarter of its fiscal year 2019", ["the second quarter of its fiscal year 2019 = DATE FY2019-Q2"]),
        ("the fiscal 2019 second quarter", ["the fiscal 2019 second quarter = DATE FY2019-Q2"]),
        ("fiscal 2019's second quarter", ["fiscal 2019's second quarter = DATE FY2019-Q2"]),
        ("Q2 FY19", ["Q2 FY19 = DATE FY2019-Q2"]),
        ("Q2 of FY2018-19", ["Q2 of FY2018-19 = DATE FY2019-Q2"]),
        ("H1 FY20", ["H1 FY20 = DATE FY2020-H1"]),
        ("the end of Q2 FY19", ["the end of Q2 FY19 = DATE FY2019-Q2 END"]),
        ("June of fiscal 2019", ["June = DATE 2018-06", "fiscal 2019 = DATE FY2019"]),
        ("the second quarter of 2019", ["the second quarter of 2019 = DATE 2019-Q2"]),
        ("the first six months of fiscal 2019", ["the first six months of fiscal 2019 = DURATION P6M"]),
        (
            "It sold 5 in Q2 FY19, up from 4 a year earlier.",
            ["Q2 FY19 = DATE FY2019-Q2", "a year earlier = DATE FY2018-Q2"],
        ),
    ],
)
def test_quarters_and_halves_of_fiscal_years(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Exports rose in the previous fiscal.", ["the previous fiscal = DATE FY2018"]),
        ("Exports rose last fiscal, he said.", ["last fiscal = DATE FY2018"]),
        ("The last fiscal crisis is over.", []),
    ],
)
def test_a_fiscal_year_as_india_calls_it(text: str, found: list[str]) -> None:
    assert [f"{one.text} = DATE {one.value}" for one in find(text, country="IN")] == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in the quarter ended Sept. 29, 2017", "2017-Q3"),
        ("in the quarter ended Oct. 1, 2017", "2017-Q3"),
        ("in the quarter ended Oct. 31, 2017", "2017-Q3"),
        ("its fourth quarter ended Jan. 4, 2018", "2017-Q4"),
        ("its second half ended Jan. 4, 2018", "2017-H2"),
        ("in the year to Jan. 4, 2018", "2017"),
        ("in the year to March 31, 2018", "2018"),
        ("in the fiscal year ended Jan. 4, 2018", "FY2017"),
        ("the first quarter through June", "2018-Q1"),
    ],
)
def test_a_firms_weeks_end_near_the_end_of_a_month(text: str, value: str) -> None:
    assert read(text)[0].split(" = DATE ")[1] == value
