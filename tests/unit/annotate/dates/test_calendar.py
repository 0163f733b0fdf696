import datetime as dt

import pytest

from pipeline.annotate.dates.calendar import Cell, Grain, cell_around, half_cell, quarter_cell, season_cell, shift


@pytest.mark.parametrize(
    ("grain", "day", "value", "first", "last"),
    [
        ("day", dt.date(2018, 6, 25), "2018-06-25", dt.date(2018, 6, 25), dt.date(2018, 6, 25)),
        ("week", dt.date(2018, 12, 31), "2019-W01", dt.date(2018, 12, 31), dt.date(2019, 1, 6)),
        ("week", dt.date(2021, 1, 3), "2020-W53", dt.date(2020, 12, 28), dt.date(2021, 1, 3)),
        ("weekend", dt.date(2019, 11, 20), "2019-W47-WE", dt.date(2019, 11, 23), dt.date(2019, 11, 24)),
        ("month", dt.date(2016, 2, 3), "2016-02", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("quarter", dt.date(2018, 12, 3), "2018-Q4", dt.date(2018, 10, 1), dt.date(2018, 12, 31)),
        ("half", dt.date(2018, 7, 1), "2018-H2", dt.date(2018, 7, 1), dt.date(2018, 12, 31)),
        ("year", dt.date(987, 7, 1), "0987", dt.date(987, 1, 1), dt.date(987, 12, 31)),
        ("decade", dt.date(2018, 7, 1), "201", dt.date(2010, 1, 1), dt.date(2019, 12, 31)),
        ("decade", dt.date(5, 7, 1), "000", dt.date(1, 1, 1), dt.date(9, 12, 31)),
        ("century", dt.date(2018, 7, 1), "20", dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    ],
)
def test_the_cell_around_a_day(grain: Grain, day: dt.date, value: str, first: dt.date, last: dt.date) -> None:
    assert cell_around(grain, day) == Cell(grain, first, last, value)


@pytest.mark.parametrize(
    ("season", "southern", "first", "last"),
    [
        ("SP", False, dt.date(2019, 3, 1), dt.date(2019, 5, 31)),
        ("WI", False, dt.date(2019, 12, 1), dt.date(2020, 2, 29)),
        ("SU", True, dt.date(2019, 12, 1), dt.date(2020, 2, 29)),
        ("WI", True, dt.date(2019, 6, 1), dt.date(2019, 8, 31)),
        ("FA", True, dt.date(2019, 3, 1), dt.date(2019, 5, 31)),
    ],
)
def test_seasons(season: str, southern: bool, first: dt.date, last: dt.date) -> None:
    cell = season_cell(2019, season, southern=southern)
    assert (cell.value, cell.first, cell.last) == (f"2019-{season}", first, last)


@pytest.mark.parametrize("year", [1, 1900, 2000, 9999])
def test_quarters_and_halves_fill_the_year(year: int) -> None:
    quarters = [quarter_cell(year, quarter) for quarter in (1, 2, 3, 4)]
    assert sum(cell.length for cell in quarters) == sum(half_cell(year, half).length for half in (1, 2))


@pytest.mark.parametrize(
    ("day", "grain", "count", "moved"),
    [
        (dt.date(2018, 1, 31), "month", 1, dt.date(2018, 2, 28)),
        (dt.date(2020, 2, 29), "year", -1, dt.date(2019, 2, 28)),
        (dt.date(2018, 6, 25), "weekend", -1, dt.date(2018, 6, 18)),
        (dt.date(2018, 6, 25), "quarter", -5, dt.date(2017, 3, 25)),
        (dt.date(2018, 6, 25), "century", 1, dt.date(2118, 6, 25)),
    ],
)
def test_shift(day: dt.date, grain: Grain, count: int, moved: dt.date) -> None:
    assert shift(day, grain, count) == moved


def test_outside_of_the_calendar() -> None:
    with pytest.raises((ValueError, OverflowError)):
        shift(dt.date(1, 1, 1), "year", -1)
