"""What every sink promises."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from pipeline.record.types import Record


class Sink(Protocol):
    """Where records go, a shard at a time. A shard is named by its run ("part-00000") and written in order.

    Each call that can't be carried out, because the disk is full or what is there is not ours, raises OutputError,
    and what was written before stays as it was.
    """

    def holds(self, shard: str) -> bool:
        """Whether *shard* was written, wholly."""

    def write(self, shard: str, records: Iterable[Record]) -> None:
        """All of *records*, or none of them where anything is raised on the way, *records* itself included.

        When it returns, they outlive a power cut. Writing a shard again leaves the same as writing it once.
        """

    def mark_duplicates(self, originals: Mapping[str, str]) -> None:
        """Sets `duplicate_of` of every record that is there: what *originals* has for its id, else None.

        All of them or none, as `write`; doing it again changes nothing.
        """

    def close(self) -> None:
        """Lets go of files and connections; calling it again does nothing."""
