"""Records in a database: what is the same in every dialect."""

import datetime as dt
import logging
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, case, delete, insert, null, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from pipeline.errors import OutputError
from pipeline.record.types import Record
from pipeline.sinks.base import Origin
from pipeline.sinks.migrate import is_ready, prepare
from pipeline.sinks.schema import APPLICATION, DERIVED, VERSION, metadata
from pipeline.sinks.tables import articles, rows
from pipeline.sinks.timestamps import day, moment

logger = logging.getLogger(__name__)

T = TypeVar("T")
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
Counts = dict[str, int]

PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)
"""Seconds before a transaction is tried again whose connection was lost, or which stood in another's way."""

AT_ONCE = 500
"""Articles named in one statement."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # PostgreSQL and SQL functions take no NUL; half a pair is not UTF-8


class Database(ABC):
    """The tables of sinks/schema.py in a database.

    An article that is written again replaces the one of its id, with all that belongs to it; where one run holds two
    records of one id, the later by order stays. Whoever writes locks the row of `schema_version` first: two loaders
    take turns, a shard each, and none goes on in tables that a later version has changed meanwhile.
    """

    def __init__(self, engine: Engine, shown: str, origin: Origin) -> None:
        self._engine = engine
        self._shown = shown
        self._origin = origin
        self._tables = metadata(engine.dialect.name).tables
        self._order = [table for table in metadata(engine.dialect.name).sorted_tables if _is_of_record(table)]
        self._columns = {
            table.name: [*table.column_names, *(DERIVED if table.name == "articles" else ())]
            for table in articles().descendants()
        }
        try:
            with self._explained():
                self._engine.connect().close()  # an address where nobody answers is told of at once
                self._patiently(self._prepare)
        except BaseException:
            self.close()
            raise

    def holds(self, shard: str, digest: str | None = None) -> bool:
        """See Sink.holds."""
        shards = self._tables["shards"].c
        question = select(shards.digest).where(shards.run == self._origin.id, shards.name == shard)
        found = self._transaction(lambda connection: connection.execute(question).first())
        return found is not None and digest in (None, found.digest)

    def write(self, shard: str, records: Iterable[Record], digest: str | None = None) -> None:
        """See Sink.write."""
        kept, counts, producer = _last_of_each(records)
        parts = [self._rows(record) for record in kept]
        own = [row for _, row in map(next, parts)]
        with ThreadPoolExecutor(1) as beside:
            below = cache(lambda: beside.submit(_by_table, parts))  # once, when the server is first busy

            def work(connection: Connection) -> None:
                self._lock(connection)
                self._enter_run(connection, producer)
                if own:
                    self._replace(connection, own, below)
                self._enter_shard(connection, {"name": shard, "digest": digest, **counts})

            self._transaction(work)

    def mark_duplicates(self, originals: Mapping[str, str]) -> None:
        """See Sink.mark_duplicates."""
        article = self._tables["articles"]
        ours = article.c.run == self._origin.id

        def work(connection: Connection) -> None:
            self._lock(connection)
            connection.execute(
                update(article).where(ours, article.c.duplicate_of.is_not(null())).values(duplicate_of=null())
            )
            for ids in _portions(sorted(originals)):
                marks = case({id_: originals[id_] for id_ in ids}, value=article.c.id)
                connection.execute(update(article).where(ours, article.c.id.in_(ids)).values(duplicate_of=marks))

        self._transaction(work)

    def close(self) -> None:
        """See Sink.close."""
        self._engine.dispose()

    def _stage(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:  # noqa: B027 -- two of three have no such place
        """Brings the rows *found* to where `_upsert` takes them from, where that is not the program itself."""

    @abstractmethod
    def _upsert(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:
        """Inserts the rows *found*, or gives those that are there the values of *columns*; `_stage` went before."""

    @abstractmethod
    def _insert(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:
        """Inserts the rows *found*, none of which is there."""

    @abstractmethod
    def _passes(self, error: Exception) -> bool:
        """Whether the driver's *error* may be gone when the same is tried again: a lost connection, a deadlock."""

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction while which nobody else prepares the database."""
        with self._engine.begin() as connection:
            yield connection

    def _storing(self) -> Mapping[type, Callable[[Any], Any]]:
        """What is done to values of which type, for the driver to take them; it takes others as they are."""
        return {str: storable}

    def _scrubbed(self, message: str) -> str:
        """A driver's *message*, fit to be shown to everybody."""
        return " ".join(message.split())

    def _prepare(self) -> None:
        with self._engine.begin() as connection:
            ready = is_ready(connection, self._shown)
        if not ready:
            with self._alone() as connection:
                prepare(connection, self._shown)

    def _rows(self, record: Record) -> Iterator[tuple[str, Row]]:
        storing = self._storing()
        for table, row in rows(record):
            values: Row = row
            if table.name == "articles":
                published, modified = record.article.published, record.article.modified
                derived = (self._origin.id, moment(published), day(published), moment(modified), day(modified))
                values = (*row, *derived)
            yield table.name, tuple([
                stored(value) if (stored := storing.get(type(value))) else value for value in values
            ])  # fmt: skip  # a list is made faster than a generator is read

    def _replace(self, connection: Connection, own: Sequence[Row], below: Callable[[], Future[Rows]]) -> None:
        """Puts the rows *own* of articles, and those *below* them, in the place of all that is there of the articles.

        The rows below are made while the server takes the articles in, for which it needs a third of its time.
        """
        first, *others = self._order
        columns = self._columns[first.name]
        key = columns.index("id")
        there: list[str] = []
        for ids in _portions([row[key] for row in own]):
            there.extend(connection.scalars(select(first.c.id).where(first.c.id.in_(ids))))
        self._stage(connection, first, columns, own)
        coming = below()
        for ids in _portions(there):
            self._delete_below(connection, ids)
        self._upsert(connection, first, columns, own)
        rows_below = coming.result()
        for table in others:
            if found := rows_below.get(table.name):
                self._insert(connection, table, self._columns[table.name], found)

    def _delete_below(self, connection: Connection, ids: Sequence[str]) -> None:
        """Removes what belongs to the articles *ids*; they themselves stay, and so does what others said of them."""
        for table in reversed(self._order[1:]):
            connection.execute(delete(table).where(table.c.article.in_(ids)))

    def _lock(self, connection: Connection) -> None:
        own = self._tables["schema_version"].c
        version = connection.scalar(select(own.version).where(own.application == APPLICATION).with_for_update())
        if version != VERSION:
            raise OutputError(f"{self._shown} was changed by another version of news-pipeline; go on with that one")

    def _enter_run(self, connection: Connection, producer: Row) -> None:
        runs, origin = self._tables["runs"], self._origin
        if connection.scalar(select(runs.c.id).where(runs.c.id == origin.id)) is None:
            names = ("version", "spacy", "model", "model_version")
            connection.execute(
                insert(runs).values(
                    id=origin.id,
                    input=origin.input and storable(origin.input),
                    records_folder=origin.records and storable(origin.records),
                    started=origin.started,
                    loaded=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                    **dict(zip(names, producer, strict=True)),
                    **dict.fromkeys(("records", "entities", "money", "dates"), 0),
                )
            )

    def _enter_shard(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Says that a shard is there, and adds up what its run has."""
        runs, shards, run = self._tables["runs"], self._tables["shards"], self._origin.id
        connection.execute(delete(shards).where(shards.c.run == run, shards.c.name == values["name"]))
        connection.execute(insert(shards).values(run=run, **values))
        names = ("records", "entities", "money", "dates")
        sums: dict[str, int] = dict.fromkeys(names, 0)
        for row in connection.execute(select(*(shards.c[name] for name in names)).where(shards.c.run == run)):
            sums = {name: sums[name] + number for name, number in zip(names, row, strict=True)}
        connection.execute(update(runs).where(runs.c.id == run).values(sums))

    def _transaction(self, work: Callable[[Connection], T]) -> T:
        """What *work* gives, in a transaction of its own."""

        def transaction() -> T:
            with self._engine.begin() as connection:
                return work(connection)

        with self._explained():
            return self._patiently(transaction)

    def _patiently(self, work: Callable[[], T]) -> T:
        """What *work* gives; it is done again after a pause, where the connection was lost or a lock was another's."""
        for pause in PAUSES:
            try:
                return work()
            except self._errors as error:
                if not self._passes(_driven(error)):
                    raise
                logger.warning("%s: %s; trying again in %s s", self._shown, self._told(error), pause)
            time.sleep(pause)
        return work()

    def _told(self, error: Exception) -> str:
        """What the driver says, without what nobody else may see."""
        match _driven(error).args:
            case (int(code), str(message)):  # as PyMySQL has it
                return self._scrubbed(f"{message} ({code})")
            case _:
                return self._scrubbed(str(_driven(error)))

    @property
    def _errors(self) -> tuple[type[Exception], ...]:
        driver = self._engine.dialect.loaded_dbapi
        return (SQLAlchemyError, driver.Error)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What the driver and the disk have to say, as one sentence of ours."""
        try:
            yield
        except self._errors as error:
            # What it was raised from may hold the address, and rows.
            raise OutputError(f"the database {self._shown} can't be used: {self._told(error)}") from None
        except OSError as error:
            raise OutputError(f"the database {self._shown} can't be used: {error.strerror or error}") from None


def _last_of_each(records: Iterable[Record]) -> tuple[list[Record], Counts, Row]:
    """Of each article the last of *records*, in their order; how many there are of what, in all; what made them."""
    kept: dict[str, Record] = {}
    counts = dict.fromkeys(("records", "entities", "money", "dates"), 0)
    producer: Row = (None,) * 4
    for record in records:
        kept.pop(record.id, None)
        kept[record.id] = record
        for name, items in (("entities", record.entities), ("money", record.money), ("dates", record.dates)):
            counts[name] += len(items)
        counts["records"] += 1
        made_by = record.producer
        producer = (made_by.version, made_by.spacy, made_by.model, made_by.model_version)
    return [*kept.values()], counts, producer


def _by_table(parts: Iterable[Iterator[tuple[str, Row]]]) -> Rows:
    found: Rows = {}
    for part in parts:
        for name, row in part:
            found.setdefault(name, []).append(row)
    return found


def storable(text: str) -> str:
    """*text* with what no database keeps in one as U+FFFD, a character for a character, so that offsets stay true."""
    if text.isascii() and "\0" not in text:  # told without looking at each
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def _is_of_record(table: Table) -> bool:
    return table.name not in ("schema_version", "runs", "shards")


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _driven(error: Exception) -> Exception:
    """What the driver raised, of what SQLAlchemy made of it."""
    orig = error.orig if isinstance(error, DBAPIError) else None
    return orig if isinstance(orig, Exception) else error
