"""What every kind of archive gives: its members, listed and read apart."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple, Protocol

from pipeline.document import Document
from pipeline.sources.base import Fault


class Member(NamedTuple):
    """One document in an archive: what it is called there, as names.MemberNames writes it; its size; where it lies.

    `size` is that of the document, or as near as the archive says it; `at` counts as the archive likes, upwards in the
    order of reading.
    """

    name: str
    size: int
    at: int
    fault: Fault | None = None


class Archive(Protocol):
    """An open archive. Its methods raise Broken where the archive, or the member asked for, can't be read."""

    holds_files: ClassVar[bool]
    """Whether its members are files, so that their suffixes say what they hold: archives, too."""

    def members(self) -> Iterator[Member]:
        """Every document in it, from the first on. Raises Broken where it goes no further."""

    def read(self, at: int, path: str, size: int | None) -> Document:
        """The document at *at*, which was listed as *path* with *size*, or with a size that is not known any more."""

    def close(self) -> None:
        """Lets go of its file."""


CHANGED = "the archive is not what it was when it was listed"
"""What is said where another member lies at the place of the one asked for."""
