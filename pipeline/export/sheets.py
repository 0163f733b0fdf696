"""Records as flat tables for files: those of sinks/tables.py, and `figures`, which answers most questions alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.export.figures import FIGURES, FIGURES_KEY, figures
from pipeline.record.types import Record
from pipeline.sinks.tables import Column, Table, Value, articles, rows

POSITION = Column("position", "integer", nullable=False, field="", description="the place in its list, from 0")


@dataclass(frozen=True)
class Sheet:
    """One table of a file; no two rows have the same values in `key`."""

    name: str
    description: str | None
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def sheets() -> dict[str, Sheet]:
    """Every sheet by its name, in the order of the record's classes; `figures` is the last."""
    found = [_sheet(table) for table in articles().descendants()]
    found.append(Sheet("figures", "One monetary figure, with its article, in one row.", FIGURES_KEY, FIGURES))
    return {sheet.name: sheet for sheet in found}


def sheet_rows(record: Record) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Every row that *record* is made of, each with the name of its sheet; values stand in the order of its columns."""
    for table, row in rows(record):
        yield table.name, row
    for row in figures(record):
        yield "figures", row


def _sheet(table: Table) -> Sheet:
    owners = tuple(
        Column(owner, "text", nullable=False, field="", description=f"id of the {owner}") for owner in table.owners
    )
    position = (POSITION,) if table.numbered else ()
    return Sheet(table.name, table.description, table.key, (*owners, *position, *table.columns))
