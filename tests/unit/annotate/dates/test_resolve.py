import datetime as dt

import pytest

from tests.unit.annotate.dates.reading import days, read


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("on June 14, 2017", "2017-06-14..2017-06-14"),
        ("in February 2016", "2016-02-01..2016-02-29"),
        ("in 2017", "2017-01-01..2017-12-31"),
        ("in the 1990s", "1990-01-01..1999-12-31"),
        ("in the 20th century", "1900-01-01..1999-12-31"),
        ("in Q3 2017", "2017-07-01..2017-09-30"),
        ("last week", "2018-06-18..2018-06-24"),
        ("last weekend", "2018-06-23..2018-06-24"),
        ("early June 2017", "2017-06-01..2017-06-30"),
        ("on Friday night", "2018-06-22..2018-06-22"),
        ("for three years", "None..None"),
        ("every Tuesday", "None..None"),
        ("now", "None..None"),
        ("in fiscal 2017", "None..None"),
    ],
)
def test_first_and_last_day(text: str, covered: str) -> None:
    assert [found.split(": ")[1] for found in days(text)] == [covered]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2015 it grew; the previous year it had not.", "the previous year = DATE 2014"),
        ("On May 3, 2017 he came. The following day he left.", "The following day = DATE 2017-05-04"),
        ("On May 3, 2017 he came. That week it rained.", "That week = DATE 2017-W18"),
        ("On May 3, 2017 he came. He left two days later.", "two days later = DATE 2017-05-05"),
        ("In 2015 it grew. The previous week it had not.", "The previous week = DATE 2018-W25"),
        ("It was 3% in May, 2% a year earlier.", "a year earlier = DATE 2017-05"),
        ("The third quarter of 2017 beat that of a year ago.", "a year ago = DATE 2016-Q3"),
        ("In 2015 it made 5, up from 3 the year before.", "the year before = DATE 2014"),
        ("He left two hours later.", "two hours later = TIME XXXX-XX-XXTXX:XX"),
        ("He left two days later.", "two days later = DATE XXXX-XX-XX"),
        ("In May he fell ill. He died two weeks later.", "two weeks later = DATE XXXX-WXX"),
        ("In 2015 he fell ill. He died two years later.", "two years later = DATE 2017"),
        ("He had left two days earlier.", "two days earlier = DATE 2018-06-23"),
        ("On May 3, 2017 he came. It rained. It did. It did. It did. That day", "That day = DATE XXXX-XX-XX"),
        ("In May 2017 he came. He left the same day.", "the same day = DATE 2017-05-XX"),
        ("In 2015 he came. It rained that day.", "that day = DATE 2015-XX-XX"),
        ("In 2016/17 he came. It rained that day.", "that day = DATE XXXX-XX-XX"),
        ("In May 2017 he came. That week it rained.", "That week = DATE 2017-WXX"),
        ("In 2015 he came. It rained that month.", "that month = DATE 2015-XX"),
        ("On May 3, 2017 he came. It was cold that quarter.", "that quarter = DATE 2017-Q2"),
        ("In 2015 he came. He left the following year.", "the following year = DATE 2016"),
        ("The next year will be hard.", "The next year = DATE 2019"),
        ("It grew in that quarter.", "that quarter = DATE 2018-Q2"),
    ],
)
def test_what_counts_from_the_date_mentioned_before(text: str, found: str) -> None:
    assert read(text)[-1] == found


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("It closed on Dec. 20.", dt.date(2018, 1, 3), "2017-12-20"),
        ("It closed on Aug. 20.", dt.date(2018, 12, 3), "2018-08-20"),
        ("It closed last week.", dt.date(2018, 1, 1), "2017-W52"),
        ("It closed last quarter.", dt.date(2018, 1, 1), "2017-Q4"),
        ("It closed a month ago.", dt.date(2018, 3, 31), "2018-02"),
        ("It closed on Feb. 29.", dt.date(2018, 3, 31), "2016-02-29"),
        ("It closed yesterday.", dt.date(2020, 3, 1), "2020-02-29"),
        ("It closed last week.", dt.date(2021, 1, 8), "2020-W53"),
    ],
)
def test_the_turn_of_years_and_months(text: str, published: dt.date, value: str) -> None:
    assert [found.split(" = DATE ")[1] for found in read(text, published)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Monday", "XXXX-WXX-1"),
        ("on June 14", "XXXX-06-14"),
        ("in June", "XXXX-06"),
        ("in the third quarter", "XXXX-Q3"),
        ("last summer", "XXXX-SU"),
        ("last weekend", "XXXX-WXX-WE"),
        ("last month", "XXXX-XX"),
        ("last decade", "XXX"),
        ("on Christmas Day", "XXXX-XX-XX"),
        ("the last Sunday of June", "XXXX-XX-XX"),
        ("on Labor Day weekend", "XXXX-WXX-WE"),
        ("two days ago", "XXXX-XX-XX"),
    ],
)
def test_what_cannot_be_resolved_keeps_what_is_known(text: str, value: str) -> None:
    assert [found.split(" = DATE ")[1] for found in read(text, None)] == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It began 66 million years ago.", "66 million years ago = DATE MA66"),
        ("It began 2,500 years ago.", "2,500 years ago = DATE XXXX"),
        ("It began 900 years ago.", "900 years ago = DATE 1118"),
        ("He was hired on May 2. The next Tuesday he stole, and that Friday he fled.", "that Friday = DATE 2018-05-11"),
        ("Rain will last through Sunday. At 5 p.m. EDT the storm was far off.", "5 p.m. EDT = TIME 2018-06-25T17:00"),
        ("The vote will be on Sunday. At 5 p.m. the polls will close.", "5 p.m. = TIME 2018-07-01T17:00"),
        ("The vote was on Sunday. At 5 p.m. the polls closed.", "5 p.m. = TIME 2018-06-24T17:00"),
        ("Malta play Spain on Friday and, in Bari, Peru on Monday.", "Monday = DATE 2018-07-02"),
        ("Malta lost to Spain on Friday and, in Bari, to Peru on Monday.", "Monday = DATE 2018-06-25"),
        ("The match on July 2, and the one on Friday", "Friday = DATE 2018-07-06"),
        ("The board meets next week, with a vote due Wednesday.", "Wednesday = DATE 2018-07-04"),
        ("He quit last week, and a vote is due Wednesday.", "Wednesday = DATE 2018-06-27"),
        (
            "Sales fell in May, it said on June 15, after a rise the previous month.",
            "the previous month = DATE 2018-04",
        ),
        ("Sales fell in May, it said on June 15, from 5% a month earlier.", "a month earlier = DATE 2018-04"),
        ("On May 3 he quit; a month earlier he had been hired.", "a month earlier = DATE 2018-04"),
        (
            "In May he fled. On June 15 he was found; he had been ill the previous month.",
            "the previous month = DATE 2018-05",
        ),
    ],
)
def test_what_the_day_mentioned_before_tells(text: str, found: str) -> None:
    assert read(text)[-1] == found
