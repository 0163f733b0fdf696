"""Any text at all: offsets slice true, ids count on, amounts and days are in order, the same text gives the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import Extractor
from pipeline.record.types import Mention, Money, Timex

# News-like scraps in any order, beside any characters there are: what a grammar meets between well-formed sentences.
_FIGURES = "$5-8 million|7-9 lakh rupees|€0.4bn|80 million yuan ($12.3 million)|Rs16,189-crore|HK$1,200|£|US$|kr|¥|5p"
_WORDS = "about|more than|between|and|from|to|a share|three|half a|million|billion|nearly|every|said|will|-|–|.|,|(|)|%"
_DATES = "June 11-14|last Monday|in 2017|2017/18|Q3|February 30|the 99th century|12/13/2018|10:61 am|two years ago|ago"
_NAMES = "Orlan plc|Macy's|’s|Mr.|the|\n|\n\n"
_SCRAPS = st.sampled_from("|".join([_FIGURES, _WORDS, _DATES, _NAMES]).split("|"))
_ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = st.lists(_SCRAPS | _ANYTHING, max_size=24).map(" ".join)
PUBLISHED = st.none() | st.dates().map(str)
COUNTRY = st.none() | st.sampled_from(["US", "GB", "IN", "ZA", "CA", "HK", "NO", "CN", "ZZ"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, published=PUBLISHED, country=COUNTRY)
def test_annotations_of_any_text(extractor: Extractor, text: str, published: str | None, country: str | None) -> None:
    notes = extractor.annotate(text, published=published, country=country)
    mentions = [mention for entity in notes.entities for mention in entity.mentions]
    located: list[Mention | Money | Timex] = [*mentions, *notes.money, *notes.dates]
    for item in located:
        assert item.in_ == "text"
        assert text[item.start : item.end] == item.text != ""
    assert [entity.id for entity in notes.entities] == [f"e{n}" for n, _ in enumerate(notes.entities, 1)]
    assert [money.id for money in notes.money] == [f"m{n}" for n, _ in enumerate(notes.money, 1)]
    assert [date.id for date in notes.dates] == [f"d{n}" for n, _ in enumerate(notes.dates, 1)]
    for money in notes.money:
        assert money.low is not None or money.high is not None
        assert money.low is None or money.high is None or money.low <= money.high
        assert (money.currency is None) == (money.currency_from is None)
    for date in notes.dates:
        assert (date.earliest is None) == (date.latest is None)
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    assert extractor.annotate(text, published=published, country=country) == notes
