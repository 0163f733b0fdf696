"""Loading records into databases, as a Markdown table of ratios.

    python benchmarks/load.py [URL ...] [--records 1000] [--rounds 3] [--away 0.5]

Makes its own records from a seed. Each URL (postgresql://user@host/database, mysql://...) must be of a database that
may be filled and emptied; without one, SQLite alone is measured. "a row at a time" is the same rows by the same driver
in the same transactions, an INSERT and a round trip each; "each committed" commits after each. "away" is "a row at a
time" against `load` where both go to the server through a proxy that keeps what is sent for half of so many
milliseconds, as a network does; the round trip that comes of it is measured and printed. The second line of PostgreSQL
is the same in tables without foreign keys and words for the search, which cost both sides alike.
"""

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from itertools import count

from distance import further
from sqlalchemy import Connection, Engine, MetaData, NullPool, Table, create_engine, delete, inspect, make_url, text
from sqlalchemy.schema import CreateSchema, DropSchema

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
BARE = "benchmark_bare"
ORIGIN = Origin(id="benchmark", input="made")
WORDS = [
    f"{a}{b}{c}" for a in ("bri", "do", "har", "lo", "me") for b in ("ck", "n", "ra", "ste") for c in ("", "s", "ton")
]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("urls", nargs="*")
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--away", type=float, default=0.5, help="milliseconds of the round trip")
    args = parser.parse_args()
    made = [*records(args.records)]
    print("| database | rows | load | again, nothing changed | a row at a time | away | each committed |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for url in (f"sqlite:///{folder}/news.db", *args.urls):
            print(_line(url, made, args.rounds, args.away / 1000), flush=True)
            if url.startswith("postgresql"):
                with _bare(url) as bare:
                    print(_line(bare, made, args.rounds, args.away / 1000, " without keys and search"), flush=True)


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


def _line(url: str, made: Sequence[Record], rounds: int, away: float, called: str = "") -> str:
    engine = _engine(url)
    tables = metadata(engine.dialect.name)
    some = made[: max(len(made) // 20, 1)]
    with closing(open_database(url, ORIGIN)) as sink:
        assert isinstance(sink, Database)  # noqa: S101 -- for types
        first = again = by_row = float("inf")
        for _ in range(rounds):  # in turn, so that what else the machine does meets all alike
            _empty(engine, tables)
            first, again = (
                min(first, _seconds(lambda: _load(sink, made))),
                min(again, _seconds(lambda: _load(sink, made))),
            )
            by_row = min(by_row, _seconds(lambda: _a_row_at_a_time(engine, tables, sink, made, commit=False)))
        with engine.connect() as connection:
            rows = sum(connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in tables.tables)  # noqa: S608 -- our own tables
        committed = _seconds(lambda: _a_row_at_a_time(engine, tables, sink, some, commit=True)) * len(made) / len(some)
        ratios = [f"{seconds / first:.1f}" for seconds in (first, again, by_row, committed)]
        ratios.insert(3, "–" if engine.dialect.name == "sqlite" else _away(url, tables, made, away))
        _empty(engine, tables)
    return f"| {engine.dialect.name}{called} | {rows:,} | {' | '.join(ratios)} |"


def _away(url: str, tables: MetaData, made: Sequence[Record], seconds: float) -> str:
    """How many times as long "a row at a time" takes as `load`, to a server that is *seconds* away there and back."""
    some = made[: max(len(made) // 20, 1)]
    with further(url, seconds / 2) as far:
        engine = _engine(far)
        with engine.connect() as connection:
            trip = min(_seconds(lambda: connection.execute(text("SELECT 1"))) for _ in range(100))
        with closing(open_database(far, ORIGIN)) as sink:
            assert isinstance(sink, Database)  # noqa: S101 -- for types
            _empty(engine, tables)
            whole = _seconds(lambda: _load(sink, made))
            by_row = (
                _seconds(lambda: _a_row_at_a_time(engine, tables, sink, some, commit=False)) * len(made) / len(some)
            )
    return f"{by_row / whole:.0f} (at {trip * 1000:.2f} ms)"


@contextmanager
def _bare(url: str) -> Iterator[str]:
    """The address of a schema, for a while, whose tables have neither foreign keys nor words for the search."""
    path = {"options": f"-csearch_path={BARE}"}
    bare = make_url(url).update_query_dict(path).render_as_string(hide_password=False)
    with _engine(url).begin() as connection:
        connection.execute(CreateSchema(BARE))
    try:
        open_database(bare, ORIGIN).close()
        with _engine(bare).begin() as connection:
            for table in metadata("postgresql").tables:
                for key in inspect(connection).get_foreign_keys(table):
                    connection.exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{key["name"]}"')
            connection.exec_driver_sql("ALTER TABLE articles DROP COLUMN search")
        yield bare
    finally:
        with _engine(url).begin() as connection:
            connection.execute(DropSchema(BARE, cascade=True))


def _engine(url: str) -> Engine:
    return create_engine(server(url).url if url.partition(":")[0] in SERVERS else url, poolclass=NullPool)


def _shards(made: Sequence[Record]) -> Iterator[Sequence[Record]]:
    return (made[start : start + SHARD] for start in range(0, len(made), SHARD))


def _load(sink: Database, made: Sequence[Record]) -> None:
    for number, shard in enumerate(_shards(made)):
        sink.write(f"part-{number:05}", shard)


def _a_row_at_a_time(engine: Engine, tables: MetaData, sink: Database, made: Sequence[Record], *, commit: bool) -> None:
    _empty(engine, tables)
    with engine.begin() as connection:
        sink._enter_run(connection, (None,) * 4)
    numbers = count(1)
    with engine.connect() as connection:
        for shard in _shards(made):
            found: dict[str, list[tuple[object, ...]]] = {}
            for record in shard:
                for name, row in sink._rows(record):
                    found.setdefault(name, []).append(row)
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


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
