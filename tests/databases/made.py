"""Records to load, made by chance from a seed: every kind of row, links both ways, awkward texts and amounts."""

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from pipeline.record.types import Block, Entity, Image, Mention, Money, Record, Timex
from pipeline.record.warnings import warn
from pipeline.sinks import JsonLines
from tests.unit.record.made import DOLLARS, JUNE, RECORD, YUAN, with_article

WORDS = [
    r"naïve",
    r"Ørsted",
    r"新闻",
    r"🛳",
    r"it's",
    r'"quay"',
    r"C:\dock",
    r"%s",
    r"{}",
    r"–",
    r"NULL",
    r"\N",
    r"é",
    r"e",
]
AMOUNTS = [
    "0.01",
    "-3.5",
    "1E+3",
    "19.99",
    "740000000",
    "123456789012345678",
    "0.000000001",
    "1E+30",
    "999999999999.99",
]
CURRENCIES = ["USD", "EUR", "GBP", "CNY", None]


def made(count: int, seed: int = 1, version: int = 0) -> list[Record]:
    """*count* articles; those of another *version* have the same ids and other contents."""
    chance = random.Random(f"{seed} {version}")  # noqa: S311 -- contents, not secrets
    return [_record(number, version, chance) for number in range(count)]


def write_run(folder: Path, records: Sequence[Record], shard_size: int) -> Path:
    """A folder of shards of *records*."""
    sink = JsonLines(folder)
    for start in range(0, len(records), shard_size):
        sink.write(f"part-{start // shard_size:05}", records[start : start + shard_size])
    return folder


def _record(number: int, version: int, chance: random.Random) -> Record:
    text = f"Version {version}. " + " ".join(chance.choices([*WORDS, "tab\there"], k=chance.randrange(5, 30)))
    names = [f"{chance.choice(WORDS)} {n} Lines" for n in range(chance.randrange(4))]
    images = tuple(Image(url=None, caption=f"{text[:9]} {n}", credit=None) for n in range(chance.randrange(3)))
    published = chance.choice(
        ["2018-06-25T01:00:00+08:00", "2018-06-25", "2019-01-01T10:00:00", "0001-01-01T00:30:00+01:00", None]
    )
    record = with_article(
        replace(RECORD, source=replace(RECORD.source, path=f"a/{number}.html")),
        url=f"https://one.example/{number}",
        title=f"Story {number} {chance.choice(WORDS)}",
        text=text,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        images=images,
        published=published,
        authors=tuple(chance.sample(WORDS, chance.randrange(3))),
        keywords=tuple(chance.sample(WORDS, chance.randrange(4))),
    )
    dates = tuple(_date(n, chance) for n in range(1, chance.randrange(1, 4)))
    entities = tuple(
        Entity(
            id=f"e{n}", type=chance.choice(["ORG", "GPE"]), name=name, country=chance.choice(["GB", None]),
            geonames=None,
            mentions=tuple(Mention(in_="text", start=0, end=7, text="Version") for _ in range(chance.randrange(1, 3))),
        )
        for n, name in enumerate(names, 1)
    )  # fmt: skip
    figures = chance.randrange(5)
    return replace(
        record,
        entities=entities,
        dates=dates,
        money=tuple(_figure(n, figures, len(names), len(dates), chance) for n in range(1, figures + 1)),
        duplicate_of=chance.choice(["0" * 32, None, None]),
        warnings=(warn("no_title"),) * chance.randrange(2),
    )


def _date(number: int, chance: random.Random) -> Timex:
    first = dt.date(1, 1, 1) + dt.timedelta(days=chance.randrange(3_600_000))
    return replace(JUNE, id=f"d{number}", earliest=first, latest=first, value=first.isoformat())


def _figure(number: int, figures: int, names: int, dates: int, chance: random.Random) -> Money:
    low = Decimal(chance.choice(AMOUNTS)) if chance.random() < 0.5 else Decimal(chance.randrange(10**7)) / 100
    others = [f"m{n}" for n in range(1, figures + 1) if n != number]
    about = replace(
        YUAN.about,
        subject=f"e{chance.randint(1, names)}" if names else None,
        period=f"d{chance.randint(1, dates)}" if dates else None,
        sentence_start=0,
        sentence_end=10,
    )
    usd = YUAN.usd if chance.random() < 0.5 else None
    return replace(
        chance.choice([YUAN, DOLLARS]),
        id=f"m{number}",
        low=chance.choice([low, low, None]),
        high=low,
        currency=chance.choice(CURRENCIES),
        per=chance.choice([None, None, None, "share"]),
        same_as=chance.choice([None, None, *others]),
        usd=usd,
        about=about,
    )
