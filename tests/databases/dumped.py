"""What a database holds."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import NullPool, create_engine, select, text

from pipeline.sinks.address import SERVERS, server
from pipeline.sinks.schema import metadata

Dump = dict[str, list[tuple[Any, ...]]]


def ask(address: str, question: str, values: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
    """The rows that answer *question*; [] where it is a change."""
    engine = create_engine(_url(address), poolclass=NullPool)
    with engine.begin() as connection:
        found = connection.execute(text(question), values or {})
        return [tuple(row) for row in found] if found.returns_rows else []


def dump(address: str, without: Collection[str] = ("loaded",)) -> Dump:
    """Every row of every table, in order, *without* some columns: when a run was loaded."""
    engine = create_engine(_url(address), poolclass=NullPool)
    found: Dump = {}
    with engine.connect() as connection:
        for name, table in metadata(engine.dialect.name).tables.items():
            kept = [column for column in table.columns if column.name not in without]
            key = [kept.index(column) for column in table.primary_key if column in kept]
            rows = [tuple(row) for row in connection.execute(select(*kept))]
            found[name] = sorted(rows, key=lambda row, key=key: [row[n] for n in key])  # type: ignore[misc]
    return found


def records_in(address: str) -> Dump:
    """`dump` without what says of which run the records are, and in which order they came."""
    found = dump(address, without=("loaded", "run", "number"))
    return {name: rows for name, rows in found.items() if name not in ("runs", "shards")}


def _url(address: str) -> Any:
    return server(address).url if address.partition(":")[0] in SERVERS else address
