"""Records out: the table from what a target is called to the sink that writes it."""

from collections.abc import Callable
from pathlib import Path

from pipeline.sinks.base import Sink
from pipeline.sinks.jsonl import JsonLines
from pipeline.sinks.sqlite import Sqlite

__all__ = ["SINKS", "SUFFIXES", "JsonLines", "Sink", "Sqlite", "open_sink"]

SINKS: dict[str, Callable[[Path], Sink]] = {
    "jsonl": JsonLines,
    "sqlite": Sqlite,
}
"""Every sink by its scheme. A new one is its module and its row here."""

SUFFIXES = {".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite"}
"""What a path without a scheme means by its suffix; any other is a folder of JSON lines."""


def open_sink(target: str | Path) -> Sink:
    """The sink that *target* names: "sqlite:///news.db", a path that ends in .db, or a folder for JSON lines.

    Raises OutputError where it can't be opened or written.
    """
    scheme, separator, path = str(target).partition(":///")
    if separator and scheme in SINKS:
        return SINKS[scheme](Path(path))
    return SINKS[SUFFIXES.get(Path(target).suffix, "jsonl")](Path(target))
