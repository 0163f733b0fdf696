"""What every source promises."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from pipeline.document import Document, Failure
from pipeline.sources.names import levels


class Fault(Struct, frozen=True, array_like=True):
    """Why a document that was listed can't be read, as far as listing it shows; see Failure."""

    code: str
    message: str


class Entry(Struct, frozen=True, array_like=True):
    """One document that was listed and not yet read: its `source.path`, and its size in bytes (0 where unknown).

    `at` is where it lies in the archive it is a member of, as that archive counts; of an archive in an archive, one
    number for each. It is empty where the document is a file. A document with a `fault` is a Failure without a look.
    """

    path: str
    size: int
    at: tuple[int, ...] = ()
    fault: Fault | None = None

    @property
    def place(self) -> tuple[str, tuple[int, ...], str]:
        """What entries are put in order by: their paths, but those of an archive as they lie in it, one after another.

        An archive that is one compressed stream is so read forward.
        """
        return (levels(self.path)[0] if self.at else self.path, self.at, self.path)


def quietly() -> None:
    """Tells nobody."""


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

    def read(self, entries: Iterable[Entry], alive: Callable[[], None] = quietly) -> Iterator[Document | Failure]:
        """For each of *entries*, in their order, its document, or why it can't be read. Raises nothing for bad input.

        *alive* is called now and then on the way to a document that lies behind much else.
        """
