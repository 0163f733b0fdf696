import datetime as dt

import pytest

from pipeline.annotate.dates.moon import MoonDay, moon_day


@pytest.mark.parametrize(
    ("moon", "year", "day"),
    [
        (MoonDay("hebrew", 1, 1), 2019, dt.date(2019, 9, 30)),
        (MoonDay("hebrew", 1, 10), 2020, dt.date(2020, 9, 28)),
        (MoonDay("hebrew", 3, 25), 2018, dt.date(2018, 12, 3)),
        (MoonDay("hebrew", 7, 15), 2016, dt.date(2016, 4, 23)),  # a leap year
        (MoonDay("hebrew", 7, 15), 2024, dt.date(2024, 4, 23)),
        (MoonDay("islamic", 1, 1), 2018, dt.date(2018, 9, 11)),
        (MoonDay("islamic", 9, 1), 2050, dt.date(2050, 5, 21)),
    ],
)
def test_days(moon: MoonDay, year: int, day: dt.date) -> None:
    assert moon_day(moon, year) == day


def test_no_islamic_year_before_the_first() -> None:
    assert moon_day(MoonDay("islamic", 10, 1), 600) is None


def test_every_gregorian_year_has_its_feast() -> None:
    assert all(moon_day(MoonDay("islamic", 10, 1), year) for year in range(650, 2200))
    assert all(moon_day(MoonDay("hebrew", 1, 1), year) for year in range(100, 2200))
