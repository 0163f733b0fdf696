"""Records in SQLite, the embedded default."""

import datetime as dt
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.record.serialize import plain
from pipeline.record.types import Record
from pipeline.sinks.tables import INDEXES, LINKS, PARENTS, Column, Table, Value, articles, rows

SHAPE = 1
"""The version of the tables, kept as PRAGMA user_version."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # SQL functions end a text at NUL; half a pair is not UTF-8

_TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "decimal": "TEXT",  # exact: SQLite's own numbers are floats
    "date": "TEXT",  # ISO 8601, which sorts and compares as days do
}


class Sqlite:
    """A database file with the tables of sinks/tables.py.

    An article that is written again replaces the one of its id, with all that belongs to it; where one run holds two
    records of one id, the later by order stays. `shards` lists what was written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None)
        try:
            with self._explained():
                self._connection.execute("PRAGMA foreign_keys = ON")
                self._make_tables()
        except BaseException:
            self.close()
            raise

    def holds(self, shard: str) -> bool:
        """See Sink.holds."""
        with self._explained():
            found = self._connection.execute("SELECT 1 FROM shards WHERE name = ?", [shard]).fetchone()
        return found is not None

    def write(self, shard: str, records: Iterable[Record]) -> None:
        """See Sink.write."""
        with self._explained(), self._transaction():
            for record in records:
                self._connection.execute("DELETE FROM articles WHERE id = ?", [record.id])
                for table, row in rows(record):
                    self._connection.execute(_insert(table), [_stored(value) for value in row])
            self._connection.execute("INSERT OR REPLACE INTO shards (name) VALUES (?)", [shard])

    def mark_duplicates(self, originals: Mapping[str, str]) -> None:
        """See Sink.mark_duplicates."""
        with self._explained(), self._transaction():
            self._connection.execute("UPDATE articles SET duplicate_of = NULL WHERE duplicate_of IS NOT NULL")
            self._connection.executemany(
                "UPDATE articles SET duplicate_of = ? WHERE id = ?",
                ((original, repeating) for repeating, original in originals.items()),
            )

    def close(self) -> None:
        """See Sink.close."""
        self._connection.close()

    def _make_tables(self) -> None:
        (shape,) = self._connection.execute("PRAGMA user_version").fetchone()
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if shape == SHAPE:
            return
        if shape > SHAPE:
            raise OutputError(f"{self._path} is of a later version of news-pipeline; go on with that one")
        if tables:
            raise OutputError(f"{self._path} is a database that no run made; choose another place for the output")
        with self._transaction():
            for statement in _statements():
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {SHAPE}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What SQLite and the disk have to say, as one sentence of ours."""
        try:
            yield
        except sqlite3.Error as error:
            raise OutputError(f"the database {self._path} can't be written: {error}") from error
        except OSError as error:
            raise OutputError(f"the database {self._path} can't be written: {error.strerror}") from error


def _statements() -> Iterator[str]:
    """The statements that make the tables and their indexes."""
    yield "CREATE TABLE shards (name TEXT PRIMARY KEY) WITHOUT ROWID"
    for table in articles().descendants():
        yield _create(table)
        for columns in INDEXES.get(table.name, ()):
            yield f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({_names(columns)})'


def _create(table: Table) -> str:
    lines = [f'"{owner}" TEXT NOT NULL' for owner in table.owners]
    lines += ['"position" INTEGER NOT NULL'] if table.numbered else []
    lines += [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    if table.owners:
        parent = {child: name for name, child in PARENTS.items()}[table.owners[-1]]
        parent_key = (*table.owners[:-1], "id")
        lines.append(
            f'FOREIGN KEY ({_names(table.owners)}) REFERENCES "{parent}" ({_names(parent_key)}) ON DELETE CASCADE'
        )
    for column in table.columns:
        if linked := LINKS.get(column.name):
            # Deferred: a figure may name one that stands after it.
            lines.append(
                f'FOREIGN KEY ({_names((*table.owners, column.name))}) REFERENCES "{linked}" ("article", "id")'
                " DEFERRABLE INITIALLY DEFERRED"
            )
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}' + ("" if column.nullable else " NOT NULL")


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _insert(table: Table) -> str:
    names = table.column_names
    # Names come from the record classes alone; values are bound.
    return f'INSERT INTO "{table.name}" ({_names(names)}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608


def _stored(value: Value) -> str | int | None:
    """*value* as SQLite keeps it: amounts as plain digits, days as ISO 8601, truth as 1 and 0.

    What SQLite can't keep in a text (NUL, half a surrogate pair) becomes U+FFFD, so that offsets stay true.
    """
    match value:
        case Decimal():
            return plain(value)
        case dt.date():
            return value.isoformat()
        case str():
            return _UNSTORABLE.sub("\ufffd", value)
        case _:
            return value
