import pytest

from tests.unit.annotate.dates.reading import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at 8 a.m.", "8 a.m. = TIME 2018-06-25T08:00"),
        ("at 8am", "8am = TIME 2018-06-25T08:00"),
        ("at 8:05 pm", "8:05 pm = TIME 2018-06-25T20:05"),
        ("at 8.30pm", "8.30pm = TIME 2018-06-25T20:30"),
        ("at 12 a.m.", "12 a.m. = TIME 2018-06-25T00:00"),
        ("at 12 p.m.", "12 p.m. = TIME 2018-06-25T12:00"),
        ("at 17:30", "17:30 = TIME 2018-06-25T17:30"),
        ("at 10pm tonight", "10pm tonight = TIME 2018-06-25T22:00"),
        ("at 8:30 tonight", "8:30 tonight = TIME 2018-06-25T20:30"),
        ("at 0630 GMT", "0630 GMT = TIME 2018-06-25T06:30"),
        ("at 0630 GMT on June 3", "0630 GMT on June 3 = TIME 2018-06-03T06:30"),
        ("at 17:30 GMT", "17:30 GMT = TIME 2018-06-25T17:30"),
        ("at six o'clock", "six o'clock = TIME 2018-06-25T06:00"),
        ("at noon", "noon = TIME 2018-06-25T12:00"),
        ("at 4 in the morning", "4 in the morning = TIME 2018-06-25T04:00"),
        ("tomorrow at 8:45", "tomorrow at 8:45 = TIME 2018-06-26T08:45"),
        ("8:45 a.m. EDT on June 3", "8:45 a.m. EDT on June 3 = TIME 2018-06-03T08:45"),
        ("10:35 a.m. (0735 GMT) on June 3", "10:35 a.m. (0735 GMT) on June 3 = TIME 2018-06-03T10:35"),
        ("five-thirty tomorrow evening", "five-thirty tomorrow evening = TIME 2018-06-26T17:30"),
        ("this evening", "this evening = TIME 2018-06-25TEV"),
        ("last night", "last night = TIME 2018-06-24TNI"),
        ("tonight", "tonight = TIME 2018-06-25TNI"),
        ("on June 3, 2017 he left; the next morning", "the next morning = TIME 2017-06-04TMO"),
        ("the morning of June 3", "the morning of June 3 = TIME 2018-06-03TMO"),
        ("tomorrow night", "tomorrow night = TIME 2018-06-26TNI"),
    ],
)
def test_times_of_day(text: str, found: str) -> None:
    assert read(text)[-1] == found


@pytest.mark.parametrize(
    "text", ["4:3", "2:34:11", "17:30", "8.30", "at 25:00", "at 8:75", "I am 8", "one in the mine"]
)
def test_no_times(text: str) -> None:
    assert read(text) == []


def test_a_time_is_of_the_day_just_mentioned() -> None:
    assert read("He was seen on June 3. At 10 p.m. he left.")[1] == "10 p.m. = TIME 2018-06-03T22:00"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at 5 o'clock in the morning", "5 o'clock in the morning = TIME 2018-06-25T05:00"),
        ("at nine o'clock in the evening", "nine o'clock in the evening = TIME 2018-06-25T21:00"),
        ("in the wee hours of Sunday", "the wee hours of Sunday = TIME 2018-06-24TMO START"),
        ("on Friday lunchtime", "Friday lunchtime = TIME 2018-06-22TMI"),
    ],
)
def test_times_by_the_part_of_the_day(text: str, found: str) -> None:
    assert read(text) == [found]
