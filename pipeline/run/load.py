"""Records that are there already, brought into a database."""

import gzip
import sys
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

import msgspec

from pipeline.errors import InputError
from pipeline.record.serialize import from_json
from pipeline.record.types import Record
from pipeline.run.database import origin_id, origin_of
from pipeline.run.manifest import read_manifest
from pipeline.sinks import Origin, open_database
from pipeline.sinks.jsonl import digest_of

STANDARD_INPUT = "-"

AT_ONCE = 1000
"""Records of a transaction, where they do not lie in the shards of a run."""

_SUFFIXES = (".jsonl", ".jsonl.gz")


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """How much was brought in, in how many transactions."""

    records: int = 0
    shards: int = 0


@dataclass(frozen=True)
class _Collection:
    """Files of records that belong together. `whole`: each is a shard of a run, brought in by one transaction."""

    origin: Origin
    files: tuple[str, ...]
    whole: bool


def load(named: Sequence[str], to: str) -> Iterator[Loaded]:
    """Brings the records in *named* into the database at *to*; how much it is so far, after each transaction.

    What is named may be the output folder of a run, a folder of JSON lines, files of them (plain, or compressed as .gz)
    or "-" for standard input. All in the order in which it is named: of two records of one article the later stays.
    Raises InputError where a file can't be read or holds a line that is no record, with all transactions before kept,
    and OutputError where the database can't be used.
    """
    records = shards = 0
    for collection in [*_collections(named)]:
        with closing(open_database(to, collection.origin)) as sink:
            for number, file in enumerate(collection.files):
                with closing(_batches(file, collection.whole)) as batches:
                    for part, (found, digest) in enumerate(batches):
                        name = Path(file).name.partition(".")[0] if collection.whole else f"{number:05}/{part:05}"
                        sink.write(name, found, digest)
                        records, shards = records + len(found), shards + 1
                        yield Loaded(records=records, shards=shards)


def _collections(named: Sequence[str]) -> Iterator[_Collection]:
    files: list[str] = []
    for name in named:
        if name != STANDARD_INPUT and Path(name).is_dir():
            yield from _files_together(files)
            files = []
            yield _folder(Path(name))
        elif name != STANDARD_INPUT and not Path(name).exists():
            raise InputError(f"{name} is not there; name the output folder of a run, or files of records (JSON lines)")
        else:
            files.append(name)
    yield from _files_together(files)


def _folder(path: Path) -> _Collection:
    output = path.parent if path.name == "records" and (path.parent / "run.json").exists() else path
    records = output / "records" if (output / "records").is_dir() else path
    files = tuple(str(each) for each in _in_order(records) if each.name.endswith(_SUFFIXES))
    manifest = read_manifest(output / "run.json")
    if not files and manifest is None:
        raise InputError(
            f"{path} holds no records: neither the output of a run, nor files that end in .jsonl or .jsonl.gz"
        )
    if manifest is not None:
        return _Collection(origin_of(manifest, output), files, whole=True)
    place = str(records.resolve())
    return _Collection(Origin(id=origin_id(place), records=place), files, whole=True)


def _in_order(folder: Path) -> list[Path]:
    """What lies in *folder*, shards by their numbers: part-99999 comes before part-100000."""
    return sorted(folder.iterdir(), key=lambda path: (len(path.name), path.name))


def _files_together(files: Sequence[str]) -> Iterator[_Collection]:
    if files:
        places = [file if file == STANDARD_INPUT else str(Path(file).resolve()) for file in files]
        yield _Collection(Origin(id=origin_id("files", *places), records=", ".join(places)), tuple(files), whole=False)


def _batches(file: str, whole: bool) -> Generator[tuple[list[Record], str], None, None]:
    """The records of *file* and the digest of each batch; all in one where *whole*."""
    try:
        with _opened(file) as stream:
            lines = _records(file, stream)
            first = True
            while (batch := [*islice(lines, None if whole else AT_ONCE)]) or (first and whole):
                yield [record for record, _ in batch], digest_of(line for _, line in batch)
                first = False
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{file} can't be read: {getattr(error, 'strerror', None) or error}") from error


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == STANDARD_INPUT:
        yield sys.stdin.buffer
    elif file.endswith(".gz"):
        with gzip.open(file, "rb") as unpacked:
            yield cast(IO[bytes], unpacked)
    else:
        with Path(file).open("rb") as lines:
            yield lines


def _records(file: str, lines: IO[bytes]) -> Iterator[tuple[Record, bytes]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield from_json(line), line
            except (msgspec.MsgspecError, ValueError) as error:
                raise InputError(
                    f"{file}, line {number} is not a record: {error}; news-pipeline validate tells all that is wrong"
                ) from error
