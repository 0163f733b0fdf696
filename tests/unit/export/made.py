"""Records that are hard on formats, beside the good one."""

import datetime as dt
from decimal import Decimal
from random import Random

from msgspec.structs import replace

from pipeline.record.types import About, Dateline, Entity, Image, Mention, Money, Record, Timex, Usd
from tests.unit.record.made import DOLLARS, RECORD, bare_record, with_article

NASTY = 'a "quote", a comma;\r\na line\n\tNUL \0, half a pair \ud83d, 🛳 \u2028 <b>&amp;</b> =1+1'
HUGE = "1" * 30 + "." + "123456789012345"
SHIP = NASTY.index("🛳")

ODD = with_article(
    bare_record("odd/=cmd|' /C calc'!A0.html", NASTY),
    title='=HYPERLINK("http://x.example")',
    subtitle="",
    authors=("", "Reuters", NASTY),
    keywords=(NASTY,),
    published="2018-06-25",
    modified="0001-01-01T00:00:00+14:00",
    publisher="@work",
    dateline=Dateline(place=None, agency=None),
    images=(Image(url=None, caption=None, credit=None), Image(url="u", caption="🛳 $5", credit=NASTY)),
)
ODD = replace(
    ODD,
    entities=(
        Entity(
            id="e1",
            type="PRODUCT",
            name="🛳",
            mentions=(
                Mention(in_="text", start=SHIP, end=SHIP + 1, text="🛳"),
                Mention(in_="caption/1", start=0, end=1, text="🛳"),
            ),
            country=None,
            geonames=None,
        ),
        Entity(
            id="e2",
            type="GPE",
            name="half a pair \ud83d",
            mentions=(Mention(in_="text", start=NASTY.index("half"), end=SHIP - 2, text="half a pair \ud83d"),),
            country="ES",
            geonames=2510409,
        ),
        Entity(
            id="e3",
            type="ORG",
            name="alf a pair",
            mentions=(Mention(in_="text", start=NASTY.index("alf a"), end=NASTY.index("alf a") + 6, text="alf a "),),
            country=None,
            geonames=None,
        ),
    ),
    money=(
        replace(
            DOLLARS,
            in_="text",
            start=0,
            end=1,
            text="a",
            low=Decimal(HUGE),
            high=None,
            qualifier="at_least",
            same_as=None,
        ),
        replace(
            DOLLARS,
            id="m2",
            in_="caption/1",
            start=2,
            end=4,
            text="$5",
            low=Decimal("-5E+3"),
            high=Decimal("0.00000000005"),
            qualifier="range",
            currency=None,
            currency_from=None,
            per="share",
            same_as=None,
            usd=Usd(low=None, high=Decimal("1E-11"), rate_date=dt.date(2018, 6, 25), rate_source=NASTY),
            about=About(subject="e2", measure=NASTY, measure_head="x", sentence_start=0, sentence_end=4),
        ),
    ),
    dates=(
        Timex(
            id="d1", in_="text", start=2, end=9, text='"quote"', type="SET", value="P1D", mod=None, earliest=None,
            latest=None, relative=False,
        ),
        Timex(
            id="d2", in_="text", start=3, end=6, text="quo", type="DATE", value="1999", mod="APPROX",
            earliest=dt.date(1999, 1, 1), latest=dt.date(1999, 12, 31), relative=True,
        ),
    ),
)  # fmt: skip

NULLS = with_article(
    bare_record("nulls.txt", ""), authors=(), keywords=(), published=None, publisher=None, language=None, dateline=None
)
NULLS = replace(NULLS, warnings=())


def many(count: int, seed: int = 7) -> list[Record]:
    """*count* records of RECORD's article, each with its own id, some figures of several currencies and no dates."""
    random = Random(seed)  # noqa: S311 -- made-up amounts
    return [_with_figures(number, random) for number in range(count)]


def _with_figures(number: int, random: Random) -> Record:
    figures: list[Money] = []
    for n in range(random.randrange(5)):
        amount = Decimal(random.randrange(10**15)).scaleb(-random.randrange(5))
        currency = random.choice(["USD", "EUR", "CNY", "KWD"])
        about = replace(DOLLARS, id=f"m{n + 1}", low=amount, high=amount, currency=currency, same_as=None)
        figures.append(about)
    record = with_article(RECORD, url=f"https://news.example/{number}")
    return replace(record, money=tuple(figures), dates=(), source=replace(record.source, path=f"{number}.html"))
