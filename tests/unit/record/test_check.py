import datetime as dt
from decimal import Decimal

import pytest
from msgspec.structs import replace

from pipeline.errors import DocumentError
from pipeline.record.check import check, promised
from pipeline.record.types import About, Block, Entity, Mention, Money, Record, Timex, Usd
from tests.unit.record.made import ARTICLE, DOLLARS, JUNE, RECORD, TEXT, YARDS, YUAN, bare_record, with_article


def _entity(**changes: object) -> Record:
    return replace(RECORD, entities=(replace(YARDS, **changes),))


def _money(**changes: object) -> Record:
    return replace(RECORD, money=(replace(YUAN, **changes), DOLLARS))


def _dates(**changes: object) -> Record:
    return replace(RECORD, dates=(replace(JUNE, **changes),))


def _blocks(*bounds: tuple[int, int]) -> Record:
    return with_article(RECORD, blocks=tuple(Block(kind="paragraph", start=a, end=b) for a, b in bounds))


def _twin(entity: Entity) -> Record:
    return replace(RECORD, entities=(YARDS, entity))


EARLIER = (Mention(in_="text", start=0, end=6, text="Ferrow"),)
LATER = (Mention(in_="text", start=13, end=17, text="sold"),)
HIGH = Usd(low=Decimal(2), high=Decimal(1), rate_date=dt.date(2018, 6, 22), rate_source="a bank")


def test_a_good_record_breaks_nothing() -> None:
    assert check(RECORD) == []
    assert RECORD.check() == []
    assert check(bare_record("empty.html", "")) == []
    assert promised(RECORD) == RECORD.to_json()


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (replace(RECORD, source=replace(RECORD.source, path="/a/b.html")), "source.path '/a/b.html' is not relative"),
        (replace(RECORD, source=replace(RECORD.source, path="../b.html")), "source.path '../b.html' is not relative"),
        (replace(RECORD, source=replace(RECORD.source, path="")), "source.path '' is not relative"),
        (replace(RECORD, id="0" * 32), f"id {'0' * 32} does not follow from the article"),
        (replace(RECORD, duplicate_of=RECORD.id), "duplicate_of is the record's own id"),
        (with_article(RECORD, published="2018-02-30"), "article.published '2018-02-30' is not a time of the calendar"),
        (with_article(RECORD, modified="2018-06-25T25:00:00"), "article.modified '2018-06-25T25:00:00' is not a time"),
        (with_article(RECORD, subtitle="\ud800"), "half a surrogate pair"),
        (_blocks((0, 66)), "the blocks end at 66, the text at 95"),
        (_blocks(), "the blocks end at 0, the text at 95"),
        (_blocks((0, 66), (67, 95)), "block 1 does not follow one blank line after the block before it"),
        (_blocks((0, 20), (22, 95)), "block 1 does not follow one blank line after the block before it"),
        (_blocks((1, 66), (68, 95)), "block 0 does not follow"),
        (_blocks((0, 66), (68, 96)), "block 1 (68-96) is not a slice of the text"),
        (_blocks((0, 0), (2, 95)), "block 0 (0-0) is not a slice of the text"),
        (_entity(name="the Ferrow Yards"), "entity e1: the name 'the Ferrow Yards' is not cleaned"),
        (_entity(name=" Ferrow"), "entity e1: the name ' Ferrow' is not cleaned"),
        (_entity(name=""), "entity e1: the name '' is not cleaned"),
        (_entity(mentions=()), "entity e1 has no mention"),
        (_entity(mentions=LATER), None),
        (_entity(mentions=(replace(EARLIER[0], text="Farrow"),)), "entity e1: text 0-6 is 'Ferrow', not 'Farrow'"),
        (_entity(mentions=(replace(EARLIER[0], in_="caption/1"),)), "entity e1: there is no text 'caption/1'"),
        (_entity(mentions=(Mention(in_="text", start=3, end=3, text=""),)), "entity e1: text 3-3 is '', not ''"),
        (_twin(replace(YARDS, id="e2", mentions=EARLIER)), None),
        (_twin(replace(YARDS, mentions=EARLIER)), "id e1 stands 2 times"),
        (_money(text="80 million"), "money m1: text 34-49 is '80 million yuan', not '80 million'"),
        (_money(low=None, high=None), "it has neither low nor high"),
        (_money(low=Decimal(2), high=Decimal(1)), "low 2 is more than high 1"),
        (_money(qualifier="more_than"), "more_than does not fit low 80000000, high 80000000"),
        (_money(qualifier="exact", high=Decimal(80000001)), "exact does not fit low 80000000, high 80000001"),
        (_money(qualifier="range", high=None), "range does not fit low 80000000, high None"),
        (_money(qualifier="at_most", high=None), "at_most does not fit low 80000000, high None"),
        (_money(qualifier="range", high=Decimal(90000000)), None),
        (_money(qualifier="at_least", high=None, usd=None), None),
        (_money(qualifier="less_than", low=None, usd=None), None),
        (_money(qualifier="at_least", high=None), "usd is open on another side than the figure"),
        (_money(usd=HIGH), "usd.low 2 is more than usd.high 1"),
        (_money(currency=None), "currency None does not fit currency_from name"),
        (_money(currency=None, currency_from=None), None),
        (_money(same_as="m1"), "money m1: same_as is the figure itself"),
        (_money(same_as="m9"), "money m1: same_as m9 leads nowhere"),
        (_money(about=About(subject="e9")), "money m1: about.subject e9 leads nowhere"),
        (_money(about=About(period="d9")), "money m1: about.period d9 leads nowhere"),
        (_money(about=About(sentence_start=0, sentence_end=9999)), "is not a slice of"),
        (_money(about=About(sentence_start=5, sentence_end=5)), "is not a slice of"),
        (_money(about=About(sentence_start=5)), "only one of about.sentence_start and about.sentence_end is known"),
        (_money(about=About(measure="sale")), "only one of about.measure and about.measure_head is known"),
        (_dates(value="2018-06-31"), "'2018-06-31' is no TIMEX3 value of a DATE"),
        (_dates(type="DURATION"), "'2018-06-14' is no TIMEX3 value of a DURATION"),
        (_dates(latest=None), "only one of earliest and latest is known"),
        (_dates(latest=dt.date(2018, 6, 13)), "earliest 2018-06-14 is after latest 2018-06-13"),
        (_dates(start=86), "date d1: text 86-94 is ' June 14', not 'June 14'"),
    ],
)
def test_a_broken_promise_is_one_sentence(record: Record, sentence: str | None) -> None:
    broken = check(record)
    if sentence is None:
        assert broken == []
    else:
        assert [each for each in broken if sentence in each]


def test_entities_stand_in_order_of_first_mention() -> None:
    first = replace(YARDS, id="e2", mentions=LATER)
    second = replace(YARDS, mentions=EARLIER)
    broken = check(replace(RECORD, entities=(first, second)))
    assert broken == ["entity e1 is mentioned before the entity that stands before it"]


def test_long_texts_are_quoted_short() -> None:
    record = _entity(mentions=(Mention(in_="text", start=0, end=95, text="x" * 95),))
    (sentence,) = check(record)
    assert len(sentence) < 200


def test_promised_says_what_is_broken() -> None:
    with pytest.raises(DocumentError, match="leads nowhere") as raised:
        promised(_money(same_as="m9"))
    assert (raised.value.stage, raised.value.code) == ("record", "broken_promise")


def test_promised_sees_what_only_the_schema_says() -> None:
    with pytest.raises(DocumentError, match="regex") as raised:
        promised(with_article(RECORD, language="english"))
    assert raised.value.code == "broken_promise"


def test_the_texts_are_those_of_the_article() -> None:
    assert ARTICLE.texts()["text"] == TEXT
    money: Money = YUAN
    timex: Timex = JUNE
    assert TEXT[money.start : money.end] == money.text
    assert TEXT[timex.start : timex.end] == timex.text
