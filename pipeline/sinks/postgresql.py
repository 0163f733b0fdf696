"""Records in PostgreSQL, by COPY."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from sqlalchemy import Connection, Table, create_engine, text

from pipeline.errors import OutputError
from pipeline.sinks.address import Address
from pipeline.sinks.base import Origin
from pipeline.sinks.sql import Database, Row

_PREPARING = 0x6E657773
"""The advisory lock under which tables are made."""

_PASSING = ("08", "40", "57P", "53300", "55P03")
"""How the codes begin of what may be gone soon: the connection, a deadlock, a server that goes down or comes up, too
many connections, a lock. Without a code no server was reached."""


class PostgreSql(Database):
    """A schema of a PostgreSQL database, the first of the search path: see Database."""

    def __init__(self, address: Address, origin: Origin) -> None:
        self._address = address
        # A plan that was made for small tables is not kept for large ones.
        arguments = {"client_encoding": "utf8", "prepare_threshold": None}
        engine = create_engine(address.url, hide_parameters=True, pool_size=1, connect_args=arguments)
        super().__init__(engine, address.shown, origin)

    def _prepare(self) -> None:
        with self._engine.begin() as connection:
            encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise OutputError(f"{self._shown} keeps texts as {encoding}; name a database of encoding UTF8")
        super()._prepare()

    def _stage(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:
        staged, into = (_quoted(connection, name) for name in (f"staged_{table.name}", table.name))
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE IF NOT EXISTS {staged} (LIKE {into}) ON COMMIT DELETE ROWS")
        self._copy(connection, staged, _quoted(connection, *columns), found)

    def _upsert(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:  # noqa: ARG002 -- they are staged
        staged, into = (_quoted(connection, name) for name in (f"staged_{table.name}", table.name))
        named, key = _quoted(connection, *columns), "id"
        others = [_quoted(connection, name) for name in columns if name != key]
        new = ", ".join(f"{name} = excluded.{name}" for name in others)
        then, now = (", ".join(f"{where}.{name}" for name in others) for where in (into, staged))
        connection.exec_driver_sql(
            # Names come from the record classes alone; values went by COPY. What is as it was is not written again, nor
            # are its words looked for.
            f"INSERT INTO {into} ({named}) SELECT {named} FROM {staged} WHERE NOT EXISTS "  # noqa: S608
            f"(SELECT FROM {into} WHERE {into}.{key} = {staged}.{key} AND ({then}) IS NOT DISTINCT FROM ({now})) "
            f"ON CONFLICT ({key}) DO UPDATE SET {new}"
        )

    def _insert(self, connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Row]) -> None:
        self._copy(connection, _quoted(connection, table.name), _quoted(connection, *columns), found)

    def _copy(self, connection: Connection, table: str, columns: str, found: Sequence[Row]) -> None:
        raw: psycopg.Connection[object] | None = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 -- for types: it is checked out
        try:
            with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
                for row in found:
                    copy.write_row(row)
        except psycopg.Error as error:
            if raw.broken:  # which SQLAlchemy sees only where it sends something itself
                connection.invalidate(error)
            raise

    def _passes(self, error: Exception) -> bool:
        if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            return False
        return error.sqlstate is None or error.sqlstate.startswith(_PASSING)

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PREPARING})
            yield connection

    def _scrubbed(self, message: str) -> str:
        return self._address.scrubbed(message)


def _quoted(connection: Connection, *names: str) -> str:
    return ", ".join(map(connection.dialect.identifier_preparer.quote, names))
