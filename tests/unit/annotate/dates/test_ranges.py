import pytest

from tests.unit.annotate.dates.reading import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("June 11-14", ["June 11 = DATE 2018-06-11", "14 = DATE 2018-06-14"]),
        ("May 3-5 he rested.", ["May 3 = DATE 2018-05-03", "5 = DATE 2018-05-05"]),
        ("It will run May 3-5.", ["May 3 = DATE 2019-05-03", "5 = DATE 2019-05-05"]),
        ("It will rain on August 3, 4 and 5.", [f"{day} = DATE 2018-08-0{day[-1]}" for day in ("August 3", "4", "5")]),
        ("June11-14", ["June11 = DATE 2018-06-11", "14 = DATE 2018-06-14"]),
        ("June 11 to 14, 2017", ["June 11 = DATE 2017-06-11", "14, 2017 = DATE 2017-06-14"]),
        ("June 9th through 12th", ["June 9th = DATE 2018-06-09", "12th = DATE 2018-06-12"]),
        ("June 3, 4 and 5.", ["June 3 = DATE 2018-06-03", "4 = DATE 2018-06-04", "5 = DATE 2018-06-05"]),
        ("13 to 15 July 2017", ["13 = DATE 2017-07-13", "15 July 2017 = DATE 2017-07-15"]),
        (
            "between the ninth and the seventeenth of April 2017",
            ["the ninth = DATE 2017-04-09", "the seventeenth of April 2017 = DATE 2017-04-17"],
        ),
        ("April to June 2017", ["April = DATE 2017-04", "June 2017 = DATE 2017-06"]),
        ("Nov-Feb 2017", ["Nov = DATE 2016-11", "Feb 2017 = DATE 2017-02"]),
        ("Nov. 30 - Jan. 2, 2017", ["Nov. 30 = DATE 2016-11-30", "Jan. 2, 2017 = DATE 2017-01-02"]),
        ("Dec. 30, 2016 to Jan. 2", ["Dec. 30, 2016 = DATE 2016-12-30", "Jan. 2 = DATE 2017-01-02"]),
        ("2014-2018", ["2014 = DATE 2014", "2018 = DATE 2018"]),
        ("between 2011-12 and 2017-18", ["2011-12 = DATE 2011/2012", "2017-18 = DATE 2017/2018"]),
        ("from August 6-15 in 2021", ["August 6 = DATE 2021-08-06", "15 in 2021 = DATE 2021-08-15"]),
        ("the first and third quarters of 2017", ["the first = DATE 2017-Q1", "third quarters of 2017 = DATE 2017-Q3"]),
        ("2014 through May 2018", ["2014 = DATE 2014", "May 2018 = DATE 2018-05"]),
        ("02-02-2020 - 03-03-2020", ["02-02-2020 = DATE 2020-02-02", "03-03-2020 = DATE 2020-03-03"]),
        ("10 a.m. to noon tomorrow", ["10 a.m. = TIME 2018-06-26T10:00", "noon tomorrow = TIME 2018-06-26T12:00"]),
        ("on Monday and Tuesday nights", ["Monday = SET XXXX-WXX-1TNI", "Tuesday nights = SET XXXX-WXX-2TNI"]),
        ("on Monday or Tuesdays", ["Monday = DATE 2018-06-25", "Tuesdays = SET XXXX-WXX-2"]),
        ("He fled between May 2017 and July", ["May 2017 = DATE 2017-05", "July = DATE 2017-07"]),
    ],
)
def test_each_end_lends_what_the_other_leaves_out(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("June 5 and 10 people", ["June 5 = DATE 2018-06-05"]),
        ("June 5, 10 people", ["June 5 = DATE 2018-06-05"]),
        ("June 5, 2-1 up", ["June 5 = DATE 2018-06-05"]),
        ("June 14 to 11", ["June 14 = DATE 2018-06-14"]),
        ("2014 and 2000 people", ["2014 = DATE 2014"]),
    ],
)
def test_no_ranges(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He works Monday to Friday.", ["Monday = SET XXXX-WXX-1", "Friday = SET XXXX-WXX-5"]),
        ("It is open Tuesday-Sunday.", ["Tuesday = SET XXXX-WXX-2", "Sunday = SET XXXX-WXX-7"]),
        ("He worked Monday to Friday.", ["Monday = DATE 2018-06-25", "Friday = DATE 2018-06-29"]),
        ("He will work Tuesday to Saturday.", ["Tuesday = DATE 2018-06-26", "Saturday = DATE 2018-06-30"]),
        ("He is free Wednesday to Friday.", ["Wednesday = DATE 2018-06-27", "Friday = DATE 2018-06-29"]),
        (
            "It is open Monday to Friday, 9am to 5pm.",
            [
                "Monday = SET XXXX-WXX-1",
                "Friday = SET XXXX-WXX-5",
                "9am = TIME 2018-06-25T09:00",
                "5pm = TIME 2018-06-25T17:00",
            ],
        ),
        (
            "It will run from 6am on Thursday to 6pm on Monday.",
            ["6am on Thursday = TIME 2018-06-28T06:00", "6pm on Monday = TIME 2018-07-02T18:00"],
        ),
        (
            "It runs from Thursday to Sunday next week.",
            ["Thursday = DATE 2018-07-05", "Sunday next week = DATE 2018-07-08"],
        ),
        ("In the spring and summer of 2016", ["the spring = DATE 2016-SP", "summer of 2016 = DATE 2016-SU"]),
        ("the July-to-September period", ["the July-to-September period = DATE 2018-Q3"]),
        ("the July to September quarter", ["the July to September quarter = DATE 2018-Q3"]),
        ("from 3-to-5 July 2017", ["5 July 2017 = DATE 2017-07-05"]),
        ("the June-to-August 2017 sale", ["June = DATE 2017-06", "August 2017 = DATE 2017-08"]),
    ],
)
def test_weeks_and_hours(text: str, found: list[str]) -> None:
    assert read(text)[: len(found)] == found
