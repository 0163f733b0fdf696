import pytest

from tests.unit.annotate.dates.reading import read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The court ruled on Wednesday.", "2018-06-20"),
        ("The term will be the first since that ended Wednesday.", "2018-06-20"),
        ("The court will rule on Wednesday.", "2018-06-27"),
        ("The court is expected to rule on Wednesday.", "2018-06-27"),
        ("The court plans to rule on Wednesday.", "2018-06-27"),
        ("The verdict will be announced on Wednesday.", "2018-06-27"),
        ("The court could rule on Wednesday.", "2018-06-27"),
        ("On Wednesday, the court ruled.", "2018-06-20"),
        ("On Wednesday, the court will rule.", "2018-06-27"),
        ("The court, which will rule again, on Wednesday dismissed him.", "2018-06-20"),
        ("The court will rule on it, it said Wednesday.", "2018-06-20"),
        ("Court ruling, Wednesday", "2018-06-20"),
        ("The court could put it off on Wednesday.", "2018-06-27"),
        ("The hearing starts on Wednesday.", "2018-06-27"),
        ("The rule takes effect on Wednesday.", "2018-06-27"),
        ("Talks resume on Wednesday.", "2018-06-27"),
        ("This follows the notice on Wednesday that it will close.", "2018-06-20"),
        ("On Wednesday, talks resume.", "2018-06-27"),
        ("It is worth 5 pence at Wednesday's closing price.", "2018-06-20"),
        ("The attack began as previously planned Wednesday.", "2018-06-20"),
        ("“Today we vote,” he said, “and on Wednesday I sleep.”", "2018-06-27"),
        ("“We saw it on Wednesday,” he said.", "2018-06-20"),
        ("He must be heard, it ruled, and set Wednesday as the day.", "2018-06-20"),
        ("Senate to vote Wednesday", "2018-06-27"),
        ("Senate to vote on the farm bill Wednesday.", "2018-06-27"),
        ("Letter to Wednesday", "2018-06-20"),
        ("Back to the wall Wednesday.", "2018-06-20"),
        ("The hearing continues Wednesday.", "2018-06-27"),
        ("He scored 40 runs Wednesday.", "2018-06-20"),
        ("Rovers host City on Wednesday.", "2018-06-27"),
        ("Malta meet Spain on Wednesday.", "2018-06-27"),
        ("At the track meet on Wednesday he won.", "2018-06-20"),
        ("Malta will lose to Peru or draw against Spain on Wednesday.", "2018-06-27"),
        ("Three days of mourning begin on Wednesday.", "2018-06-27"),
        ("They let the attack begin on Wednesday.", "2018-06-20"),
        ("He resigned, effective immediately, on Wednesday.", "2018-06-20"),
        ("The city froze the fund on Wednesday.", "2018-06-20"),
    ],
)
def test_weekdays_by_the_verb(text: str, day: str) -> None:
    assert read(text)[-1] == f"Wednesday = DATE {day}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It closed in October.", "2017-10"),
        ("It will close in October.", "2018-10"),
        ("It closed in June.", "2018-06"),
        ("It will close in June.", "2018-06"),
        ("It closed in September.", "2017-09"),
        ("The scheduled closure in July is off.", "2018-07"),
        ("An aid ends in September.", "2018-09"),
        ("It could put a tax before voters in March.", "2019-03"),
        ("It will raise $5 a head, beginning with bills mailed in January.", "2019-01"),
        ("It has been asked to pay dues shared with others before October.", "2018-10"),
        ("Banks have extended the loan of 9 million through January.", "2019-01"),
        ("The vote was put on hold, then postponed to October.", "2018-10"),
        ("Sales through May rose.", "2018-05"),
        ("A loss in the term ended July 5 hurt.", "2017-07-05"),
        ("It agreed on a deal to buy the unit in October.", "2018-10"),
        ("Sales should reach 9 million, up from 7 million in October.", "2017-10"),
        ("Sales should reach 9 million, against 7 million in October.", "2017-10"),
        ("It will publish its May figures.", "2018-05"),
        ("It will publish its new figures in July.", "2018-07"),
        ("In July the lake froze.", "2017-07"),
        ("In July the court, which ruled, will sit.", "2018-07"),
        ("A delay until July is possible.", "2018-07"),
        ("A delay in July is a risk.", "2018-07"),
    ],
)
def test_months_by_the_verb(text: str, value: str) -> None:
    assert [found.split(" = DATE ")[1] for found in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales usually fall in October.", "October = SET XXXX-10"),
        ("The fair is traditionally held in spring.", "spring = SET XXXX-SP"),
        ("The board normally meets on Wednesday.", "Wednesday = SET XXXX-WXX-3"),
        ("Most rain typically falls in the second and fourth quarters.", "fourth quarters = SET XXXX-Q4"),
        ("The pass is usually shut from November to April.", "April = SET XXXX-04"),
        ("Sales usually fall, but they rose in May.", "May = DATE 2018-05"),
        ("The board, which usually agrees, said on Wednesday it would not.", "Wednesday = DATE 2018-06-20"),
        ("The usually calm board split on Wednesday.", "Wednesday = DATE 2018-06-20"),
        ("It usually sold most in May.", "May = DATE 2018-05"),
        ("Sales usually fall in October 2017.", "October 2017 = DATE 2017-10"),
    ],
)
def test_what_usually_happens_comes_back(text: str, found: str) -> None:
    assert read(text)[-1] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The sale runs Wednesday to Friday.", ["Wednesday = DATE 2018-06-27", "Friday = DATE 2018-06-29"]),
        ("It reports third-quarter results in May.", ["third-quarter = DATE 2017-Q3", "May = DATE 2018-05"]),
        ("It sees third-quarter profit.", ["third-quarter = DATE 2018-Q3"]),
        ("Monday's data will show it.", ["Monday = DATE 2018-06-25"]),
        ("Open Wed.-Sat.", ["Wed. = SET XXXX-WXX-3", "Sat. = SET XXXX-WXX-6"]),
        ("Hours: Friday, Sunday", ["Friday = SET XXXX-WXX-5", "Sunday = SET XXXX-WXX-7"]),
        ("He won the Open Sunday.", ["Sunday = DATE 2018-06-24"]),
        ("Consider the mayor's visit to the mill on Sunday.", ["Sunday = DATE 2018-06-24"]),
    ],
)
def test_what_stands_beside_the_day(text: str, found: list[str]) -> None:
    assert read(text) == found
