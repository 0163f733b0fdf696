"""Inputs to numbered shards: the same for the same documents, however many workers take them."""

import filecmp
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.errors import OutputError
from pipeline.run.order import in_order
from pipeline.sinks.commit import committed
from pipeline.sources import Entry, Source
from pipeline.sources.base import quietly

SHARD_SIZE = 500
"""Documents of a shard: about a minute's work, which is what a killed run does again."""

SHARD_BYTES = 64 * 2**20
"""Bytes of a shard's documents, so that a shard of huge files is not an hour's work."""


class Shard(Struct, frozen=True):
    """Documents that are read, written and committed together."""

    number: int
    documents: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """What the files of the shard are called: "part-00000"."""
        return shard_name(self.number)


class Planned(Struct, frozen=True):
    """What a plan holds in all. `skipped` counts inputs that name a document a second time."""

    documents: int
    shards: int
    skipped: int


def shard_name(number: int) -> str:
    """What the files of shard *number* are called, as Spark calls them.

    >>> shard_name(7)
    'part-00007'
    """
    return f"part-{number:05d}"


def shards(entries: Iterable[Entry], size: int = SHARD_SIZE, most_bytes: int = SHARD_BYTES) -> Iterator[Shard]:
    """*entries* cut into shards, in their order, of at most *size* documents and *most_bytes* bytes.

    A document larger than *most_bytes* has a shard of its own.
    """
    number, taken, weight = 0, list[Entry](), 0
    for entry in entries:
        if taken and (len(taken) == size or weight + entry.size > most_bytes):
            yield Shard(number, tuple(taken))
            number, taken, weight = number + 1, [], 0
        taken.append(entry)
        weight += entry.size
    if taken:
        yield Shard(number, tuple(taken))


def make_plan(
    path: Path,
    source: Source,
    size: int,
    most_bytes: int = SHARD_BYTES,
    may_change: Container[str] = (),
    listed_one: Callable[[], None] = quietly,
) -> Planned:
    """Lists *source* and writes its shards to *path*, a line each; a plan that is there already must be the same.

    *listed_one* is called for each document, since a large archive takes its time.

    Raises OutputError where it is not: documents came, went or changed their size since the run began. Those with a
    path in *may_change* may have changed it.
    """
    listed = 0

    def counted() -> Iterator[Entry]:
        nonlocal listed
        for entry in source.entries():
            listed += 1
            listed_one()
            yield entry

    encoder = msgspec.json.Encoder()
    documents, number = 0, -1
    fresh = path.with_name("plan-now" + path.suffix) if path.exists() else path
    with committed(fresh) as file:
        for shard in shards(in_order(counted()), size, most_bytes):
            file.write(encoder.encode(shard) + b"\n")
            documents, number = documents + len(shard.documents), shard.number
    if fresh != path:
        if filecmp.cmp(fresh, path, shallow=False):
            fresh.unlink()
        elif _alike(fresh, path, may_change):
            fresh.replace(path)
        else:
            fresh.unlink()
            raise OutputError(
                f"the documents of the run in {path.parent.parent} have changed since it began; "
                "choose another --output, or run all anew with --force"
            )
    return Planned(documents=documents, shards=number + 1, skipped=listed - documents)


def _alike(one: Path, other: Path, may_change: Container[str]) -> bool:
    """Whether two plans have the same documents in the same shards, of the same sizes but for those that may differ."""
    return all(
        shard is not None
        and then is not None
        and len(shard.documents) == len(then.documents)
        and all(
            now.path == before.path and (now.size == before.size or now.path in may_change)
            for now, before in zip(shard.documents, then.documents, strict=True)
        )
        for shard, then in zip_longest(read_plan(one), read_plan(other))
    )


def read_plan(path: Path) -> Iterator[Shard]:
    """The shards of the plan at *path*, one at a time."""
    decoder = msgspec.json.Decoder(Shard)
    with path.open("rb") as file:
        for line in file:
            yield decoder.decode(line)
