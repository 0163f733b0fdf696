"""Records as JSON lines: one file a shard, committed by rename."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from pipeline.errors import OutputError
from pipeline.record.serialize import from_json, to_json
from pipeline.record.types import Record
from pipeline.sinks.commit import committed

SUFFIX = ".jsonl"


class JsonLines:
    """A folder of shards: UTF-8, one record a line, each line ended by a line feed."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"the folder {folder} can't be made: {error.strerror}") from error
        self._folder = folder

    def path(self, shard: str) -> Path:
        """The file of *shard*."""
        return self._folder / (shard + SUFFIX)

    def holds(self, shard: str) -> bool:
        """See Sink.holds."""
        return self.path(shard).exists()

    def write(self, shard: str, records: Iterable[Record]) -> None:
        """See Sink.write."""
        path = self.path(shard)
        try:
            with committed(path) as file:
                for record in records:
                    file.write(to_json(record).encode() + b"\n")
        except OSError as error:
            raise OutputError(f"{path} can't be written: {error.strerror}") from error

    def read(self, shard: str) -> Iterator[Record]:
        """The records of a shard that was written, in order, one at a time.

        Raises OutputError where the shard was removed or changed by other hands.
        """
        path = self.path(shard)
        try:
            with path.open("rb") as file:
                for line in file:
                    yield from_json(line)
        except OSError as error:
            raise OutputError(f"{path} can't be read: {error.strerror}; --force runs all anew") from error
        except msgspec.MsgspecError as error:
            raise OutputError(f"{path} holds a line that is not a record: {error}; --force runs all anew") from error

    def close(self) -> None:
        """See Sink.close."""
