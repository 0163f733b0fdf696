"""Some records, for a report that people can read: invented firms, texts that are hard on Markdown, other scripts."""

import datetime as dt
from decimal import Decimal

from msgspec.structs import replace

from pipeline.document import Failure
from pipeline.page.limits import DEFAULT_LIMITS
from pipeline.record.types import About, Entity, Evidence, Money, Record, Usd
from pipeline.record.warnings import warn
from pipeline.run.manifest import Counts, Manifest, Options
from pipeline.sources import Input
from tests.unit.record.made import DOLLARS, JUNE, RECORD, YARDS, YUAN, bare_record, with_article

NASTY = '| <script>alert("x")</script> [here](http://bad.example) `code` *bold* &lt; $x$ www.bad.example me@bad.example'


def _record(path: str, record: Record, **parts: object) -> Record:
    return replace(record, source=replace(record.source, path=path), warnings=(), **parts)


def _usd(amount: str) -> Usd:
    return Usd(low=Decimal(amount), high=Decimal(amount), rate_date=dt.date(2018, 6, 22), rate_source="a bank")


def _money(number: int, money: Money, amount: str, **changes: object) -> Money:
    return replace(money, id=f"m{number}", low=Decimal(amount), high=Decimal(amount), same_as=None, **changes)


FERRIES = _record(
    "harbour/ferries.html",
    with_article(RECORD, evidence=Evidence(title="visible", authors="meta", published="linked_data")),
    money=(replace(YUAN, about=replace(YUAN.about, sentence_start=0, sentence_end=66)), DOLLARS),
)
REPEAT = _record(
    "quay/ferries.html",
    with_article(FERRIES, url="https://quay.example/ferries", publisher="Quay News", published="2018-06-26"),
    duplicate_of=FERRIES.id,
)
PRICES = _record(
    "harbour/prices.html",
    with_article(
        bare_record("", "Prices rose."), title="Prices", published="2018-07-02", evidence=Evidence(title="visible")
    ),
    money=(
        _money(1, DOLLARS, "1.10", text="$1.10", per="litre"),
        _money(2, DOLLARS, "0.1", text="10 cents"),
        _money(3, DOLLARS, "0.2", text="about 20 cents", qualifier="about"),
        _money(4, YUAN, "5", text="5 dollars", currency=None, currency_from=None, usd=None, about=About()),
        _money(5, YUAN, "1e30", text="a quintillion trillion yuan", usd=None, about=About()),
        replace(
            _money(6, YUAN, "3", text="up to 3 yuan", usd=_usd("0.46"), qualifier="at_most", about=About()), low=None
        ),
    ),
    dates=(
        JUNE,
        replace(JUNE, id="d2", text="weekly", type="SET", value="P1W", earliest=None, latest=None, relative=False),
    ),
)
PORT = _record(
    "北/港口|a`b.html",
    with_article(bare_record("", NASTY), title=NASTY, authors=(), publisher="港口日报", published=None, language="zh"),
    entities=(
        replace(YARDS, name="ميناء طنجة", type="GPE", country="MA"),
        replace(YARDS, id="e2", name=NASTY, mentions=YARDS.mentions[1:2]),
        replace(YARDS, id="e3", mentions=YARDS.mentions[1:2]),
    ),
    money=(
        _money(
            1, YUAN, "7000000000.25", text="70亿元", usd=_usd("1000000000.5"), about=About(subject="e1", measure="港口")
        ),
    ),
)
PORT = replace(PORT, warnings=(warn("no_published_date"), warn("encoding_guessed", encoding="gb18030")))

RECORDS = (FERRIES, REPEAT, PRICES, PORT)
FAILURES = (
    Failure(path="b/empty.html", stage="page", code="empty", message="The document holds no text."),
    Failure(path="a/empty.html", stage="page", code="empty", message="The document holds no text."),
    Failure(path="z.zip!<x>|.html", stage="source", code="unreadable", message=NASTY + "\n\x1b[31m" + "long " * 99),
)
RUN = Manifest(
    status="finished",
    inputs=(Input("pages/"), Input("more.zip")),
    root="/home/ada/pages",
    options=Options(model="blank", shard_size=500, database=True, max_bytes=DEFAULT_LIMITS.max_bytes),
    producer=RECORD.producer,
    python="3.12.3",
    counts=Counts(documents=8, records=4, failures=3, skipped=1),
    started="2018-07-03T08:00:00+00:00",
    finished="2018-07-03T08:00:09+00:00",
    resumed=1,
)


def named(name: str, country: str | None = None) -> Entity:
    """An organisation."""
    return replace(YARDS, name=name, country=country)
