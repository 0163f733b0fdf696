"""A good record to take tests from; every test changes what it is about."""

import datetime as dt
from decimal import Decimal

from msgspec.structs import replace

from pipeline.record.ids import record_id
from pipeline.record.types import (
    About,
    Article,
    Block,
    Dateline,
    Entity,
    Image,
    Mention,
    Money,
    Producer,
    Record,
    Source,
    Timex,
    Usd,
)
from pipeline.record.warnings import warn

TITLE = "Ferrow Yards sells two ferries"
TEXT = "Ferrow Yards sold two ferries for 80 million yuan ($12.3 million).\n\nThe sale closed on June 14."
CAPTION = "A ferry of Ferrow Yards"

MENTIONS = (
    Mention(in_="title", start=0, end=12, text="Ferrow Yards"),
    Mention(in_="text", start=0, end=12, text="Ferrow Yards"),
    Mention(in_="caption/0", start=11, end=23, text="Ferrow Yards"),
)
YARDS = Entity(id="e1", type="ORG", name="Ferrow Yards", mentions=MENTIONS, country=None, geonames=None)
YUAN = Money(
    id="m1",
    in_="text",
    start=34,
    end=49,
    text="80 million yuan",
    low=Decimal(80000000),
    high=Decimal(80000000),
    currency="CNY",
    currency_from="name",
    qualifier="exact",
    per=None,
    usd=Usd(
        low=Decimal("12300000.50"),
        high=Decimal("12300000.50"),
        rate_date=dt.date(2018, 6, 22),
        rate_source="a bank",
    ),
    about=About(subject="e1", measure="sale", predicate="sell", period="d1", measure_head="sale"),
)
DOLLARS = Money(
    id="m2",
    in_="text",
    start=51,
    end=64,
    text="$12.3 million",
    low=Decimal(12300000),
    high=Decimal(12300000),
    currency="USD",
    currency_from="symbol",
    qualifier="exact",
    per=None,
    same_as="m1",
)
JUNE = Timex(
    id="d1",
    in_="text",
    start=87,
    end=94,
    text="June 14",
    type="DATE",
    value="2018-06-14",
    mod=None,
    earliest=dt.date(2018, 6, 14),
    latest=dt.date(2018, 6, 14),
    relative=True,
)
ARTICLE = Article(
    url=None,
    title=TITLE,
    subtitle=None,
    summary=None,
    authors=("Ada Quill", "Bo Lin"),
    editors=(),
    publisher="Harbour Post",
    credit=None,
    published="2018-06-25T10:56:00+08:00",
    modified=None,
    language="en",
    section=None,
    keywords=("ferries",),
    dateline=Dateline(place="PORT HALE", agency=None),
    images=(Image(url=None, caption=CAPTION, credit=None),),
    text=TEXT,
    blocks=(Block(kind="paragraph", start=0, end=66), Block(kind="paragraph", start=68, end=95)),
)
RECORD = Record(
    schema_version="1",
    id=record_id(ARTICLE),
    source=Source(path="a/story.html", url=None, sha256="0" * 64, media_type="text/html", encoding="utf-8"),
    article=ARTICLE,
    entities=(YARDS,),
    money=(YUAN, DOLLARS),
    dates=(JUNE,),
    duplicate_of=None,
    warnings=(warn("no_title"),),
    producer=Producer(version="0.1.0", spacy="3.8", model="blank", model_version="0"),
)


def with_article(record: Record, **changes: object) -> Record:
    """*record* with other fields in its article, and the id that follows from them."""
    article = replace(record.article, **changes)
    return replace(record, article=article, id=record_id(article))


def bare_record(path: str, text: str, *, url: str | None = None) -> Record:
    """A record of *text* alone, with nothing found in it."""
    blocks = (Block(kind="paragraph", start=0, end=len(text)),) if text else ()
    empty = with_article(RECORD, url=url, title=None, text=text, blocks=blocks, images=())
    return replace(empty, source=replace(RECORD.source, path=path), entities=(), money=(), dates=())
