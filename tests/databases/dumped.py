"""What a database holds."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import NullPool, Table, create_engine, select, text
from sqlalchemy.engine import Row

from pipeline.sinks.address import SERVERS, server
from pipeline.sinks.schema import metadata

Dump = dict[str, list[tuple[Any, ...]]]


def ask(address: str, question: str, values: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
    """The rows that answer *question*; [] where it is a change."""
    engine = create_engine(_url(address), poolclass=NullPool)
    with engine.begin() as connection:
        found = connection.execute(text(question), values or {})
        return [tuple(row) for row in found] if found.returns_rows else []


def dump(address: str) -> Dump:
    """Every row of every table, in order, but for when a run was loaded."""
    engine = create_engine(_url(address), poolclass=NullPool)
    tables = metadata(engine.dialect.name).tables
    with engine.connect() as connection:
        return {name: _sorted(table, [*connection.execute(select(*_kept(table)))]) for name, table in tables.items()}


def records_in(address: str) -> Dump:
    """`dump` without what says of which run the records are."""
    found = dump(address)
    run = [column.name for column in _kept(metadata("sqlite").tables["articles"])].index("run")
    found["articles"] = [(*row[:run], *row[run + 1 :]) for row in found["articles"]]
    return {name: rows for name, rows in found.items() if name not in ("runs", "shards")}


def _kept(table: Table) -> list[Any]:
    return [column for column in table.columns if column.name != "loaded"]


def _sorted(table: Table, found: list[Row[Any]]) -> list[tuple[Any, ...]]:
    key = [column.name for column in table.primary_key]
    return sorted(
        (tuple(row) for row in found), key=lambda row: [row[[c.name for c in _kept(table)].index(k)] for k in key]
    )


def _url(address: str) -> Any:
    return server(address).url if address.partition(":")[0] in SERVERS else address
