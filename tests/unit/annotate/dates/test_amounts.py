import pytest

from tests.unit.annotate.dates.reading import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for three years", "three years = DURATION P3Y"),
        ("for a year", "a year = DURATION P1Y"),
        ("for an hour and a half", "an hour and a half = DURATION PT1H30M"),
        ("for half an hour", "half an hour = DURATION PT30M"),
        ("for 1.21 hours", "1.21 hours = DURATION PT1.21H"),
        ("as long as a month or two", "a month or two = DURATION P1M APPROX"),
        ("over the years", "the years = DURATION PXY"),
        ("in the days before the vote", "the days = DURATION PXD"),
        ("in the months since the fire", "the months = DURATION PXM"),
        ("the year-ago nine months", "the year-ago nine months = DURATION P9M"),
        ("for two and a half years", "two and a half years = DURATION P2.5Y"),
        ("for 1 hour and 30 minutes", "1 hour and 30 minutes = DURATION PT1H30M"),
        ("an 18-month sentence", "18-month = DURATION P18M"),
        ("the five-year plan", "five-year = DURATION P5Y"),
        ("for a few days", "a few days = DURATION PXD"),
        ("for several weeks", "several weeks = DURATION PXW"),
        ("for a couple of days", "a couple of days = DURATION P2D APPROX"),
        ("for nearly two years", "nearly two years = DURATION P2Y LESS_THAN"),
        ("for more than two years", "more than two years = DURATION P2Y MORE_THAN"),
        ("for no more than 60 days", "no more than 60 days = DURATION P60D EQUAL_OR_LESS"),
        ("for a year or so", "a year or so = DURATION P1Y APPROX"),
        ("for 10 to 15 minutes", "10 to 15 minutes = DURATION PT10M EQUAL_OR_MORE"),
        ("for two more weeks", "two more weeks = DURATION P2W"),
        ("for the past five years", "the past five years = DURATION P5Y"),
        ("for the 3 next weeks", "the 3 next weeks = DURATION P3W"),
        ("over the past year", "the past year = DURATION P1Y"),
        ("in the past two quarters", "the past two quarters = DURATION P6M"),
        ("after several quarters", "several quarters = DURATION PXQ"),
        ("the best song of the past century", "the past century = DURATION P1CE"),
        ("over the past years", "the past years = DURATION PXY"),
        ("in past years", "past years = DATE PAST_REF"),
        ("in recent months", "recent months = DATE PAST_REF"),
        ("in the coming weeks", "the coming weeks = DATE FUTURE_REF"),
        ("in recent quarters", "recent quarters = DATE PAST_REF"),
        ("in the final days", "the final days = DURATION PXD"),
        ("a profit of 3 million and nine-month sales of 8 million", "nine-month = DURATION P9M"),
        ("four-and-a-half years", "four-and-a-half years = DURATION P4.5Y"),
        ("It will not last 18 months.", "18 months = DURATION P18M"),
        ("after weeks of talks", "weeks = DURATION PXW"),
        ("waited weeks", "weeks = DURATION PXW"),
        ("a decades-long feud", "decades-long = DURATION PXDE"),
        ("for a fortnight", "a fortnight = DURATION P2W"),
        ("for the first seven months of the year", "the first seven months of the year = DURATION P7M"),
    ],
)
def test_durations(text: str, found: str) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two days ago", "two days ago = DATE 2018-06-23"),
        ("two weeks ago", "two weeks ago = DATE 2018-W24"),
        ("a month ago", "a month ago = DATE 2018-05"),
        ("half a century ago", "half a century ago = DATE 1968"),
        ("a year ago today", "a year ago today = DATE 2017-06-25"),
        ("a week ago Tuesday", "a week ago Tuesday = DATE 2018-06-12"),
        ("two weeks ago yesterday", "two weeks ago yesterday = DATE 2018-06-10"),
        ("ten years ago this month", "ten years ago this month = DATE 2008-06"),
        ("ten years ago this was dear", "ten years ago = DATE 2008"),
        ("nearly two years ago", "nearly two years ago = DATE 2016 LESS_THAN"),
        ("a year and a half ago", "a year and a half ago = DATE 2016-12"),
        ("years ago", "years ago = DATE PAST_REF"),
        ("three days from today", "three days from today = DATE 2018-06-28"),
        ("a week from now", "a week from now = DATE 2018-W27"),
        ("2 weeks before May 13, 1999", "2 weeks before May 13, 1999 = DATE 1999-04-29"),
        ("one year after Christmas 2016", "one year after Christmas 2016 = DATE 2017-12-25"),
        ("two hours ago", "two hours ago = TIME 2018-06-25TXX:XX"),
        ("a fortnight hence", "a fortnight hence = DATE 2018-07-09"),
    ],
)
def test_days_so_far_away(text: str, found: str) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He will be back in two days.", "two days = DATE 2018-06-27"),
        ("It is due to open in about three weeks.", "about three weeks = DATE 2018-W29 APPROX"),
        ("The bonds would be repaid in five years.", "five years = DATE 2023"),
        ("It will be ready in a year or two.", "a year or two = DATE 2019 APPROX"),
        ("He came back in two days.", "two days = DURATION P2D"),
        ("It will be the biggest sale in five years.", "five years = DURATION P5Y"),
        ("He will lose for the first time in five years.", "five years = DURATION P5Y"),
        ("It will be the third letter in two weeks of talks.", "two weeks = DURATION P2W"),
        ("It will last for five years.", "five years = DURATION P5Y"),
        ("It will be over in two hours.", "two hours = DURATION PT2H"),
    ],
)
def test_lengths_that_tell_the_day_at_their_end(text: str, found: str) -> None:
    assert read(text) == [found]


def test_without_a_publication_day_the_length_stays_one() -> None:
    assert read("He will be back in two days.", None) == ["two days = DURATION P2D"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Eight trading days after June 5, 2017",
            ["Eight trading days = DURATION P8D", "June 5, 2017 = DATE 2017-06-05"],
        ),
        ("ten business days before Christmas", ["ten business days = DURATION P10D", "Christmas = DATE 2017-12-25"]),
    ],
)
def test_days_that_are_worked_on_are_not_counted(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("every Tuesday", "every Tuesday = SET XXXX-WXX-2"),
        ("every Tuesday night", "every Tuesday night = SET XXXX-WXX-2TNI"),
        ("each year", "each year = SET P1Y"),
        ("every two weeks", "every two weeks = SET P2W"),
        ("every other day", "every other day = SET P2D"),
        ("every June", "every June = SET XXXX-06"),
        ("every autumn", "every autumn = SET XXXX-FA"),
        ("every quarter", "every quarter = SET P3M"),
        ("every morning", "every morning = SET XXXX-XX-XXTMO"),
        ("every weekend", "every weekend = SET P1WE"),
        ("twice a month", "twice a month = SET P1M"),
        ("three times a day", "three times a day = SET P1D"),
        ("on Saturdays", "Saturdays = SET XXXX-WXX-6"),
        ("weekly", "weekly = SET P1W"),
    ],
)
def test_sets(text: str, found: str) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "34 years old",
        "a 34-year-old man",
        "a second wave",
        "a second thought",
        "three quarters of voters",
        "$5 a week",
        "700 seats a week",
        "every second house",
        "The Daily Mail",
        "14 billion people",
        "half of it",
        "both halves",
        "the years were hard",
        "On days of rain",
    ],
)
def test_no_amounts(text: str) -> None:
    assert read(text) == []
