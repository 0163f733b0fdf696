"""Loading records into databases, as a Markdown table of ratios.

    python benchmarks/load.py [URL ...] [--records 1000]

Makes its own records from a seed. Each URL (postgresql://user@host/database, mysql://...) must be of a database that
may be filled and emptied; without one, SQLite alone is measured. "a row at a time" is the same rows by the same driver
in the same transactions, an INSERT and a round trip each; "each committed" commits after each.
"""

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from itertools import count

from sqlalchemy import Connection, Engine, MetaData, NullPool, Table, create_engine, delete, text

from pipeline.record.ids import record_id
from pipeline.record.types import (
    About,
    Article,
    Block,
    Entity,
    Mention,
    Money,
    Producer,
    Record,
    Source,
    Timex,
)
from pipeline.sinks import Origin, open_database
from pipeline.sinks.address import SERVERS, server
from pipeline.sinks.schema import metadata
from pipeline.sinks.sql import Database

SHARD = 500
ORIGIN = Origin(id="benchmark", input="made")
WORDS = [
    f"{a}{b}{c}" for a in ("bri", "do", "har", "lo", "me") for b in ("ck", "n", "ra", "ste") for c in ("", "s", "ton")
]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("urls", nargs="*")
    parser.add_argument("--records", type=int, default=1000)
    args = parser.parse_args()
    made = [*records(args.records)]
    print("| database | rows | load | again, nothing changed | a row at a time | each committed |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for url in (f"sqlite:///{folder}/news.db", *args.urls):
            print(_line(url, made), flush=True)


def records(count: int, seed: int = 1) -> Iterator[Record]:
    """*count* articles of some 450 words, twelve entities, six figures and twelve dates."""
    chance = random.Random(seed)  # noqa: S311 -- contents, not secrets
    for number in range(count):
        sentences = [" ".join(chance.choices(WORDS, k=18)).capitalize() + "." for _ in range(25)]
        article = _article(number, sentences, chance)
        yield Record(
            schema_version="1",
            id=record_id(article),
            source=Source(path=f"{number}.html", url=None, sha256="0" * 64, media_type="text/html", encoding="utf-8"),
            article=article,
            entities=tuple(_entity(n, article.text, chance) for n in range(1, 13)),
            money=tuple(_figure(n, chance) for n in range(1, 7)),
            dates=tuple(_date(n) for n in range(1, 13)),
            duplicate_of=None,
            warnings=(),
            producer=Producer(version="0.1.0", spacy="3.8", model="none", model_version="0"),
        )


def _article(number: int, sentences: Sequence[str], chance: random.Random) -> Article:
    return Article(
        url=f"https://one.example/{number}",
        title=sentences[0][:60],
        subtitle=None,
        summary=sentences[1],
        authors=("Ada Quill",),
        editors=(),
        publisher="Harbour Post",
        credit=None,
        published=f"2018-{chance.randint(1, 12):02}-25T10:56:00+08:00",
        modified=None,
        language="en",
        section="Business",
        keywords=tuple(chance.choices(WORDS, k=4)),
        dateline=None,
        images=(),
        text="\n\n".join(sentences),
        blocks=tuple(Block(kind="paragraph", start=n, end=n + 9) for n in range(25)),
    )


def _entity(number: int, body: str, chance: random.Random) -> Entity:
    mentions = tuple(Mention(in_="text", start=n, end=n + 5, text=body[n : n + 5]) for n in (number, 20 + number))
    name = chance.choice(WORDS)
    return Entity(id=f"e{number}", type="ORG", name=name, mentions=mentions, country=None, geonames=None)


def _figure(number: int, chance: random.Random) -> Money:
    return Money(
        id=f"m{number}",
        in_="text",
        start=0,
        end=5,
        text="2 EUR",
        low=Decimal(chance.randrange(10**9)) / 100,
        high=None,
        currency="EUR",
        currency_from="code",
        qualifier="at_least",
        per=None,
        about=About(subject=f"e{number}", measure="sale", predicate="sell", period=f"d{number}", measure_head="sale"),
    )


def _date(number: int) -> Timex:
    return Timex(
        id=f"d{number}",
        in_="text",
        start=0,
        end=7,
        text="June 14",
        type="DATE",
        value="2018-06-14",
        mod=None,
        earliest=dt.date(2018, 6, 14),
        latest=dt.date(2018, 6, 14),
        relative=True,
    )


def _line(url: str, made: Sequence[Record]) -> str:
    engine = create_engine(server(url).url if url.partition(":")[0] in SERVERS else url, poolclass=NullPool)
    tables = metadata(engine.dialect.name)
    with closing(open_database(url, ORIGIN)) as sink:
        assert isinstance(sink, Database)  # noqa: S101 -- for types
        shards = [made[start : start + SHARD] for start in range(0, len(made), SHARD)]

        def load() -> None:
            for number, shard in enumerate(shards):
                sink.write(f"part-{number:05}", shard)

        first = again = by_row = float("inf")
        for _ in range(3):  # in turn, so that what else the machine does meets all alike
            _empty(engine, tables)
            first, again = min(first, _seconds(load)), min(again, _seconds(load))
            by_row = min(by_row, _seconds(lambda: _a_row_at_a_time(engine, tables, sink, shards, commit=False)))
        with engine.connect() as connection:
            rows = sum(connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in tables.tables)  # noqa: S608 -- our own tables
        some = shards[0][: max(len(made) // 20, 1)]
        committed = (
            _seconds(lambda: _a_row_at_a_time(engine, tables, sink, [some], commit=True)) * len(made) / len(some)
        )
        _empty(engine, tables)
    ratios = " | ".join(f"{seconds / first:.1f}" for seconds in (first, again, by_row, committed))
    return f"| {engine.dialect.name} | {rows:,} | {ratios} |"


def _a_row_at_a_time(
    engine: Engine, tables: MetaData, sink: Database, shards: Sequence[Sequence[Record]], *, commit: bool
) -> None:
    _empty(engine, tables)
    with engine.begin() as connection:
        sink._enter_run(connection, (None,) * 4)
    numbers = count(1)
    with engine.connect() as connection:
        for shard in shards:
            found, _, _ = sink._gathered(shard)
            for table, sql, rows in _statements(connection, tables, sink, found):
                for row in rows:
                    values = (
                        (*row, next(numbers)) if table.name == "articles" and engine.dialect.name == "sqlite" else row
                    )
                    connection.exec_driver_sql(sql, values)
                    if commit:
                        connection.commit()
            connection.commit()


def _statements(
    connection: Connection, tables: MetaData, sink: Database, found: dict[str, list[tuple[object, ...]]]
) -> Iterator[tuple[Table, str, list[tuple[object, ...]]]]:
    for table in tables.sorted_tables:
        if found.get(table.name):
            names = [*sink._columns[table.name]]
            if table.name == "articles" and connection.dialect.name == "sqlite":
                names.append("number")
            marks = ", ".join("?" if connection.dialect.name == "sqlite" else "%s" for _ in names)
            quoted = ", ".join(map(connection.dialect.identifier_preparer.quote, names))
            yield table, f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})", found[table.name]  # noqa: S608 -- our own tables


def _empty(engine: Engine, tables: MetaData) -> None:
    with engine.begin() as connection:
        for table in reversed(tables.sorted_tables):
            if table.name != "schema_version":
                connection.execute(delete(table))


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
