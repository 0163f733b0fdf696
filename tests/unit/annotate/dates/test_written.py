import pytest

from tests.unit.annotate.dates.reading import read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on June 14, 2017", "2017-06-14"),
        ("on June 14,2017", "2017-06-14"),
        ("on June14, 2017", "2017-06-14"),
        ("on 14 June 2017", "2017-06-14"),
        ("on 14th June, 2017", "2017-06-14"),
        ("on the fourteenth of June 2017", "2017-06-14"),
        ("on June the 14th 2017", "2017-06-14"),
        ("on June fourteenth, 2017", "2017-06-14"),
        ("on Wednesday, June 14, 2017", "2017-06-14"),
        ("on Wed., Jun. 14, 2017", "2017-06-14"),
        ("on 14-Jun-2017", "2017-06-14"),
        ("on 14/Jun/17", "2017-06-14"),
        ("on 2017-06-14", "2017-06-14"),
        ("on 2017/6/14", "2017-06-14"),
        ("on 14.06.2017", "2017-06-14"),
        ("on 25.06.2017", "2017-06-25"),
        ("in June 2017", "2017-06"),
        ("in June, 2017", "2017-06"),
        ("in June of 2017", "2017-06"),
        ("in Jun-2017", "2017-06"),
        ("in 2017-06", "2017-06"),
        ("in 06/2017", "2017-06"),
        ("in June ’98", "1998-06"),
        ("in 2017", "2017"),
        ("in 1066", "1066"),
        ("the year 2000", "2000"),
        ("in two thousand and five", "2005"),
        ("in ’98", "1998"),
        ("in the 1990s", "199"),
        ("in the ’20s", "202"),
        ("in the nineties", "199"),
        ("in the 1800s", "18"),
        ("in the 20th century", "19"),
        ("in the twenty-first century", "20"),
    ],
)
def test_forms_of_one_date(text: str, value: str) -> None:
    assert [found.split(" = DATE ")[1] for found in read(text, None)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "He may go.",
        "They march on.",
        "Theresa May left.",
        "Miss June won.",
        "June Carter sang.",
        "Mr. March left.",
        "the Sun said",
        "2018 people",
        "$2018",
        "more than 2018",
        "over 1950 metres",
        "A2018",
        "2018th",
        "2018%",
        "report_2018_b",
        "a.com/2018/x",
        "Version 10.4.2018.1",
        "1.2.3",
        "3-2-10",
        "12-14",
        "in the 30s",
        "in his 40s",
        "on February 30",
        "June 31",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert not [found for found in read(text) if not found.startswith(("June =", "February ="))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May it rained.", ["May = DATE 2018-05"]),
        ("In March and April it rained.", ["March = DATE 2018-03", "April = DATE 2018-04"]),
        ("It was sold in may 2017.", ["may 2017 = DATE 2017-05"]),
        ("It was sold on Sat., 3 June 2017.", ["Sat., 3 June 2017 = DATE 2017-06-03"]),
        ("It was sold on Sat.", ["Sat. = DATE 2018-06-23"]),
    ],
)
def test_shy_words_among_dates(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Highs will be in the 80s.", []),
        ("Shoes of the 80s are back.", ["the 80s = DATE 198"]),
        ("The august body met.", []),
        ("Twentieth Century Fox made it.", []),
        ("In the 21st Century it is rare.", ["the 21st Century = DATE 20"]),
        ("the 1 May deadline", ["1 May = DATE 2018-05-01"]),
        ("the 1st of May vote", ["the 1st of May = DATE 2018-05-01"]),
        ("In October two floods came.", ["October = DATE 2017-10"]),
        ("On October two he left.", ["October two = DATE 2017-10-02"]),
        ("On October twenty two he left.", ["October twenty two = DATE 2017-10-22"]),
        ("for full-year 2017", ["full-year 2017 = DATE 2017"]),
    ],
)
def test_what_follows_tells_what_it_is(text: str, found: list[str]) -> None:
    assert read(text) == found
