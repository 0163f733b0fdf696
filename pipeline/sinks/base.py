"""What every sink promises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pipeline.record.types import Record


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Which run the records of a sink come from: the row of `runs` in a database.

    `id` is the same for all that can be brought in piece by piece, in as many sessions as that takes. `input` is what
    was read, `records` where the records lie, `started` when they were begun (ISO 8601); None where nobody knows.
    """

    id: str = "unnamed"
    input: str | None = None
    records: str | None = None
    started: str | None = None


class Sink(Protocol):
    """Where records go, a shard at a time. A shard is named within its run ("part-00000") and written in order.

    Each call that can't be carried out, because the disk is full or what is there is not ours, raises OutputError,
    and what was written before stays as it was.
    """

    def holds(self, shard: str, digest: str | None = None) -> bool:
        """Whether *shard* was written, wholly, and with *digest* where one is given and the sink keeps it."""

    def write(self, shard: str, records: Iterable[Record], digest: str | None = None) -> None:
        """All of *records*, or none of them where anything is raised on the way, *records* itself included.

        When it returns, they outlive a power cut. Writing a shard again leaves the same as writing it once. *digest*
        tells these records of the shard from others that it held before.
        """

    def mark_duplicates(self, originals: Mapping[str, str]) -> None:
        """Sets `duplicate_of` of every record that the run brought: what *originals* has for its id, else None.

        All of them or none, as `write`; doing it again changes nothing.
        """

    def close(self) -> None:
        """Lets go of files and connections; calling it again does nothing."""
