"""Records in MariaDB and MySQL, by INSERTs of many rows."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from typing import Any

import pymysql
from sqlalchemy import Connection, Table, bindparam, create_engine, null, text, update
from sqlalchemy.dialects.mysql import insert

from pipeline.errors import OutputError
from pipeline.record.serialize import plain
from pipeline.sinks.address import Address
from pipeline.sinks.base import Origin
from pipeline.sinks.schema import MOST_DIGITS
from pipeline.sinks.sql import Database, Row

_PASSING = {0, 1040, 1053, 1205, 1213, 1317, 1927, 2002, 2003, 2006, 2013, 2055, 3100}
"""Codes of what may be gone soon: no connection, a lost one, too many, a server that goes down, a deadlock, a lock."""

_WIDEST = 4
"""Bytes of a character at most; those that are escaped are of ASCII, and take two."""

_PATIENCE = 600
"""Seconds to wait for another who makes the tables."""


class MySql(Database):
    """A database of a MariaDB or MySQL server: see Database."""

    def __init__(self, address: Address, origin: Origin) -> None:
        self._address = address
        # Without strict mode the server would cut what does not fit; and it would take "" for NULL, and 0 for a day.
        mode = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"
        arguments = {"charset": "utf8mb4", "init_command": mode}
        super().__init__(
            create_engine(address.url, paramstyle="format", hide_parameters=True, pool_size=1, connect_args=arguments),
            address.shown,
            origin,
        )

    def _upsert(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:
        new = insert(table)
        new = new.on_duplicate_key_update({name: new.inserted[name] for name in columns if name != "id"})
        said = _said(new, connection, columns)
        self._refuse_too_large(connection, said, columns.index("id"), found)
        connection.exec_driver_sql(said, [*found])

    def _refuse_too_large(self, connection: Connection, said: str, key: int, found: Sequence[Row]) -> None:
        """Raises OutputError where a row is more than the server takes: it drops the connection without a word."""
        most = connection.scalar(text("SELECT @@max_allowed_packet"))
        for row in found:
            characters = sum(len(value) for value in row if isinstance(value, str))
            if characters * _WIDEST + len(said) >= most:  # only then is it worth writing it out
                with closing(connection.connection.cursor()) as cursor:
                    size = len(cursor.mogrify(said, row).encode())
                if size >= most:
                    raise OutputError(
                        f"the article {row[key]} takes {size:,} bytes, more than the max_allowed_packet of "
                        f"{self._shown}, {most:,}; raise that, or load these records into PostgreSQL or SQLite"
                    )

    def _insert(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:
        if "same_as" not in columns:
            connection.exec_driver_sql(_said(insert(table), connection, columns), [*found])
            return
        # A key is checked as each row comes: what names a figure that comes later is told of it afterwards.
        article, own, link = (columns.index(name) for name in ("article", "id", "same_as"))
        come: set[tuple[Any, Any]] = set()
        first, later = list[Row](), list[dict[str, Any]]()
        for row in found:
            waits = row[link] is not None and (row[article], row[link]) not in come
            come.add((row[article], row[own]))
            first.append((*row[:link], None, *row[link + 1 :]) if waits else row)
            if waits:
                later.append({"its_article": row[article], "its_id": row[own], "other": row[link]})
        connection.exec_driver_sql(_said(insert(table), connection, columns), first)
        if later:
            told = update(table).where(table.c.article == bindparam("its_article"), table.c.id == bindparam("its_id"))
            connection.execute(told.values(same_as=bindparam("other")), later)

    def _delete_below(self, connection: Connection, ids: Sequence[str]) -> None:
        money = self._tables["money"]
        linked = update(money).where(money.c.article.in_(ids), money.c.same_as.is_not(null()))
        connection.execute(linked.values(same_as=null()))
        super()._delete_below(connection, ids)

    def _passes(self, error: Exception) -> bool:
        if not isinstance(error, pymysql.err.OperationalError | pymysql.err.InterfaceError | pymysql.err.InternalError):
            return False
        return not error.args or error.args[0] in _PASSING

    def _storing(self) -> Mapping[type, Callable[[Any], Any]]:
        return {**super()._storing(), Decimal: _fitting, dt.datetime: _in_utc}

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        # Definitions end a transaction, so that the lock is the session's; a killed session gives it back.
        name = {"name": f"news-pipeline {self._address.url.database}"[:64]}
        with self._engine.begin() as connection:
            if connection.scalar(text("SELECT GET_LOCK(:name, :patience)"), {**name, "patience": _PATIENCE}) != 1:
                raise OutputError(f"another program has been making the tables of {self._shown} for ten minutes")
            try:
                yield connection
            except BaseException:
                connection.invalidate()  # with its session goes the lock
                raise
            connection.execute(text("SELECT RELEASE_LOCK(:name)"), name)

    def _scrubbed(self, message: str) -> str:
        return self._address.scrubbed(message)


def _said(statement: Any, connection: Connection, columns: Sequence[str]) -> str:
    return str(statement.compile(dialect=connection.dialect, column_keys=[*columns]))


def _in_utc(when: dt.datetime) -> dt.datetime:
    """*when*, which is in UTC, as DATETIME has it: without an offset."""
    return when.replace(tzinfo=None)


def _fitting(amount: Decimal) -> Decimal:
    """*amount*, where DECIMAL keeps all its digits; raises OutputError where it does not."""
    digits, behind = MOST_DIGITS
    written = plain(amount).lstrip("-")
    if len(written.partition(".")[0]) > digits - behind or len(written.partition(".")[2]) > behind:
        raise OutputError(
            f"the amount {plain(amount)} has more digits than a column of MariaDB keeps ({digits - behind} before the "
            f"point, {behind} behind it); load these records into PostgreSQL or SQLite"
        )
    return amount
