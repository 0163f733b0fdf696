"""Records that are there already, brought into a database."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.errors import InputError
from pipeline.record.types import Record
from pipeline.run.database import origin_id, origin_of
from pipeline.run.manifest import read_manifest
from pipeline.sinks import Origin, open_database
from pipeline.sinks.jsonl import digest_of
from pipeline.sinks.records import STANDARD_INPUT, files_of, read_lines

AT_ONCE = 1000
"""Records of a transaction, where they do not lie in the shards of a run."""


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
    files = tuple(files_of(str(output)))
    manifest = read_manifest(output / "run.json", InputError, "")
    if manifest is not None:
        return _Collection(origin_of(manifest, output), files, whole=True)
    place = str((output / "records" if (output / "records").is_dir() else path).resolve())
    return _Collection(Origin(id=origin_id(place), records=place), files, whole=True)


def _files_together(files: Sequence[str]) -> Iterator[_Collection]:
    if files:
        places = [file if file == STANDARD_INPUT else str(Path(file).resolve()) for file in files]
        yield _Collection(Origin(id=origin_id("files", *places), records=", ".join(places)), tuple(files), whole=False)


def _batches(file: str, whole: bool) -> Generator[tuple[list[Record], str], None, None]:
    """The records of *file* and the digest of each batch; all in one where *whole*."""
    with closing(read_lines(file)) as lines:
        first = True
        while (batch := [*islice(lines, None if whole else AT_ONCE)]) or (first and whole):
            yield [record for record, _ in batch], digest_of(line for _, line in batch)
            first = False
