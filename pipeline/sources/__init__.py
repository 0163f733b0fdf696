"""Bytes in: the table from what was named to the source that reads it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from pipeline.errors import InputError
from pipeline.sources.base import Entry, Source
from pipeline.sources.choice import EVERYTHING, Choice, Columns
from pipeline.sources.files import open_file, open_folder, open_list
from pipeline.sources.together import Together

__all__ = [
    "EVERYTHING",
    "SOURCES",
    "Choice",
    "Columns",
    "Entry",
    "Input",
    "Kind",
    "Source",
    "Together",
    "open_source",
    "open_sources",
]

Kind = Literal["folder", "file", "list"]

SOURCES: dict[Kind, Callable[[str, Path | None, Choice], Source]] = {
    "folder": open_folder,
    "file": open_file,
    "list": open_list,
}
"""What can be named as an input, and what opens it. A new source is its module and its row here."""


class Input(Struct, frozen=True):
    """One input as it was named: a path, or a list of paths ("-" is standard input)."""

    path: str
    is_list: bool = False

    @property
    def kind(self) -> Kind:
        """The row of SOURCES that opens it."""
        if self.is_list:
            return "list"
        return "folder" if Path(self.path).is_dir() else "file"


def open_source(named: Input, excluded: Path | None = None, choice: Choice = EVERYTHING) -> Source:
    """The source for one input; *excluded* is the real path of a folder that holds no documents.

    *choice* says which of the documents shall be read.

    Raises InputError where the input is not there or can't be listed.
    """
    return SOURCES[named.kind](named.path, excluded, choice)


def open_sources(inputs: Iterable[Input], excluded: Path | None = None, choice: Choice = EVERYTHING) -> Source:
    """One source for all *inputs*; see open_source."""
    sources = [open_source(named, excluded, choice) for named in inputs]
    if not sources:
        raise InputError("no input was named; name a folder, files, or a list of paths with --list")
    return sources[0] if len(sources) == 1 else Together(sources)
