import datetime as dt

import pytest

from pipeline.annotate.dates.holidays import NAMES, easter, holiday_days, nth_weekday


@pytest.mark.parametrize(
    ("name", "year", "country", "first"),
    [
        ("christmas day", 2018, None, dt.date(2018, 12, 25)),
        ("thanksgiving", 2018, "US", dt.date(2018, 11, 22)),
        ("thanksgiving", 2018, "CA", dt.date(2018, 10, 8)),
        ("independence day", 2018, "IN", dt.date(2018, 8, 15)),
        ("independence day", 2018, "FR", dt.date(2018, 7, 4)),
        ("memorial day", 2018, None, dt.date(2018, 5, 28)),
        ("labor day", 2018, None, dt.date(2018, 9, 3)),
        ("black friday", 2019, None, dt.date(2019, 11, 29)),
        ("cyber monday", 2019, None, dt.date(2019, 12, 2)),
        ("election day", 2016, None, dt.date(2016, 11, 8)),
        ("good friday", 2019, None, dt.date(2019, 4, 19)),
        ("ash wednesday", 2018, None, dt.date(2018, 2, 14)),
        ("chinese new year", 2018, None, dt.date(2018, 2, 16)),
        ("diwali", 2019, None, dt.date(2019, 10, 27)),
        ("eid al-fitr", 2018, None, dt.date(2018, 6, 15)),
        ("eid al-adha", 1980, None, dt.date(1980, 10, 19)),
        ("yom kippur", 2020, None, dt.date(2020, 9, 28)),
    ],
)
def test_the_first_day(name: str, year: int, country: str | None, first: dt.date) -> None:
    days = holiday_days(name, year, country)
    assert days is not None
    assert days[0] == first


def test_feasts_of_many_days() -> None:
    assert holiday_days("lent", 2018, None) == (dt.date(2018, 2, 14), dt.date(2018, 3, 31))
    assert holiday_days("passover", 2018, None) == (dt.date(2018, 3, 30), dt.date(2018, 4, 7))


def test_years_that_are_in_no_table_are_not_guessed() -> None:
    assert holiday_days("diwali", 1950, None) is None
    assert holiday_days("lunar new year", 1950, None) is None


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("year", [2, 1582, 2018, 9998])
def test_every_rule_can_be_read(name: str, year: int) -> None:
    days = holiday_days(name, year, None)
    assert days is None or days[0].year == year


@pytest.mark.parametrize(
    ("year", "day"), [(1818, dt.date(1818, 3, 22)), (2000, dt.date(2000, 4, 23)), (2038, dt.date(2038, 4, 25))]
)
def test_easter(year: int, day: dt.date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("month", "weekday", "nth", "day"), [(12, 1, 1, 3), (12, 1, -1, 31), (2, 3, 4, 28), (2, 3, -4, 7)]
)
def test_nth_weekday(month: int, weekday: int, nth: int, day: int) -> None:
    assert nth_weekday(2018, month, weekday, nth) == dt.date(2018, month, day)
