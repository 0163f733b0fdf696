"""Records as JSON lines: one file a shard, committed by rename."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec.structs import replace

from pipeline.errors import OutputError
from pipeline.record.serialize import from_json, to_json
from pipeline.record.types import Record
from pipeline.sinks.commit import committed

SUFFIX = ".jsonl"

_MARK = re.compile(rb'"duplicate_of":"[0-9a-f]{32}"')  # in no text: there a quote stands behind a backslash


def json_line(record: Record) -> bytes:
    """The line of *record*, with its line feed."""
    return to_json(record).encode() + b"\n"


def digest_of(lines: Iterable[bytes]) -> str:
    """SHA-256 of records as *lines*, as 64 hex digits; the same whichever of them are marked as repeating others."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(_MARK.sub(b'"duplicate_of":null', line))
    return digest.hexdigest()


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

    def holds(self, shard: str, digest: str | None = None) -> bool:  # noqa: ARG002 -- its files are what is compared
        """See Sink.holds."""
        return self.path(shard).exists()

    def write(self, shard: str, records: Iterable[Record], digest: str | None = None) -> None:  # noqa: ARG002
        """See Sink.write."""
        with self.begun(shard) as file:
            file.writelines(map(json_line, records))

    @contextmanager
    def begun(self, shard: str, kept: int = 0) -> Iterator[BinaryIO]:
        """The file of *shard*, to be filled with json_line; see `committed`. Raises OutputError as `write` does."""
        path = self.path(shard)
        try:
            with committed(path, kept) as file:
                yield file
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

    def digest(self, shard: str) -> str:
        """digest_of a shard that was written. Raises OutputError as `read` does."""
        path = self.path(shard)
        try:
            with path.open("rb") as file:
                return digest_of(file)
        except OSError as error:
            raise OutputError(f"{path} can't be read: {error.strerror}; --force runs all anew") from error

    def mark_duplicates(self, originals: Mapping[str, str]) -> None:
        """See Sink.mark_duplicates. All of a shard's records, or none, are marked at once."""
        for path in sorted(self._folder.glob("*" + SUFFIX)):
            self.mark_shard(path.name.removesuffix(SUFFIX), originals)

    def mark_shard(self, shard: str, originals: Mapping[str, str]) -> None:
        """See Sink.mark_duplicates, for one *shard*; its file is left alone where all is so already."""
        path = self.path(shard)
        try:
            there = path.read_bytes().splitlines(keepends=True)
            marked = [_marked(line, originals) for line in there]
        except OSError as error:
            raise OutputError(f"{path} can't be read: {error.strerror}; --force runs all anew") from error
        except msgspec.MsgspecError as error:
            raise OutputError(f"{path} holds a line that is not a record: {error}; --force runs all anew") from error
        if marked != there:
            with self.begun(shard) as file:
                file.writelines(marked)

    def close(self) -> None:
        """See Sink.close."""


class _Mark(msgspec.Struct):
    """What of a record says whether it repeats another."""

    id: str
    duplicate_of: str | None


def _marked(line: bytes, originals: Mapping[str, str]) -> bytes:
    """The *line* of a record, with what *originals* has for its id."""
    mark = msgspec.json.decode(line, type=_Mark)
    original = originals.get(mark.id)
    return line if mark.duplicate_of == original else json_line(replace(from_json(line), duplicate_of=original))
