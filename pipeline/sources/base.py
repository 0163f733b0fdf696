"""What every source promises."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from pipeline.document import Document, Failure


class Entry(Struct, frozen=True, array_like=True):
    """One document that was listed and not yet read: its `source.path`, and its size in bytes (0 where unknown)."""

    path: str
    size: int


class Source(Protocol):
    """Saved pages in one place. Listing and reading are apart, so that a run can be planned without reading.

    Paths are relative to the source's root, "/" separated, free of lone surrogates, and the same on every listing.
    A source is small and can be pickled: it holds where its documents are, never the documents.
    """

    @property
    def root(self) -> Path:
        """The absolute path of the folder that paths are relative to."""

    def entries(self) -> Iterator[Entry]:
        """Every document there is, in any order. What can't be read is listed too, so that reading it says why."""

    def read(self, paths: Iterable[str]) -> Iterator[Document | Failure]:
        """For each of *paths*, in their order, its document, or why it can't be read. Raises nothing for bad input."""
