"""Records in SQLite, the embedded default."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert

from pipeline.errors import OutputError
from pipeline.record.serialize import plain
from pipeline.sinks.base import Origin
from pipeline.sinks.sql import Database, Row

PATIENCE = 60
"""Seconds to wait for another who writes."""


class Sqlite(Database):
    """A database file: see Database. Amounts are texts of plain digits, days and moments ISO 8601."""

    def __init__(self, path: Path, origin: Origin | None = None) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"the database {path} can't be written: {error.strerror}") from error
        super().__init__(_engine(path), str(path), origin or Origin())

    def _upsert(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:
        last = connection.exec_driver_sql("SELECT max(number) FROM articles").scalar() or 0
        every = [*columns, "number"]
        new = insert(table)
        new = new.on_conflict_do_update(
            index_elements=["id"], set_={name: new.excluded[name] for name in columns if name != "id"}
        )
        numbered = [(*row, number) for number, row in enumerate(found, last + 1)]
        connection.exec_driver_sql(_said(new, connection, every), numbered)

    def _insert(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:
        connection.exec_driver_sql(_said(insert(table), connection, columns), [*found])

    def _passes(self, error: Exception) -> bool:  # noqa: ARG002 -- whoever holds the file is waited for by SQLite itself
        return False

    def _storing(self) -> Mapping[type, Callable[[Any], Any]]:
        return {**super()._storing(), Decimal: plain, dt.date: dt.date.isoformat, dt.datetime: dt.datetime.isoformat}


def _said(statement: Any, connection: Connection, columns: Sequence[str]) -> str:
    return str(statement.compile(dialect=connection.dialect, column_keys=[*columns]))


def _engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin where we say
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
