"""What a run writes about itself: run.json, failures.jsonl, and the ledger of the shards that are done."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field
from msgspec.structs import asdict

from pipeline.document import Failure
from pipeline.errors import OutputError, PipelineError
from pipeline.page.limits import DEFAULT_LIMITS, Limits
from pipeline.record.serialize import to_json
from pipeline.record.types import Producer
from pipeline.sinks.commit import committed
from pipeline.sources import EVERYTHING, Choice, Input

DOCUMENT_TIMEOUT = 30.0
"""Seconds that one document may take, of reading and again of annotating. Of common pages a second reads fifty."""

MAX_MEMORY = 4 * 2**30
"""Bytes that a worker may keep in memory. The longest text that is annotated takes less than half of it."""


class Options(Struct, frozen=True, kw_only=True):
    """The settings of a run. Those of `deciding` must be the same when it is continued; the others may change.

    `rates` is the path of the caller's own exchange rates, None for the ECB's. Without `workers` all is done in this
    process, where nothing keeps to `document_timeout` (seconds of one document) and `max_memory` (bytes that a worker
    keeps in memory). `max_bytes`, `max_elements` and `max_depth` are the limits of a page. `choice` says which
    documents are read, and by which columns. `to` is the database that is filled beside `news.db`, without what opens
    it: no user, no password, no option.
    """

    model: str
    shard_size: int
    batch_size: int = 32
    database: bool
    to: str | None = None
    workers: int = 0
    document_timeout: float = DOCUMENT_TIMEOUT
    max_memory: int = MAX_MEMORY
    rates: str | None = None
    max_bytes: int = DEFAULT_LIMITS.max_bytes
    max_elements: int = DEFAULT_LIMITS.max_elements
    max_depth: int = DEFAULT_LIMITS.max_depth
    choice: Choice = EVERYTHING

    @property
    def limits(self) -> Limits:
        """How large a page may be."""
        return Limits(max_bytes=self.max_bytes, max_elements=self.max_elements, max_depth=self.max_depth)

    def deciding(self) -> dict[str, object]:
        """The settings that decide what is written, by the names of the command line."""
        return {
            "--model": self.model,
            "--shard-size": self.shard_size,
            "--rates": self.rates,
            "--max-bytes": self.max_bytes,
            "--max-elements": self.max_elements,
            "--max-depth": self.max_depth,
            "--include": self.choice.include,
            "--exclude": self.choice.exclude,
            **{f"--{part}-column": name for part, name in asdict(self.choice.columns).items()},
        }


class ShardResult(Struct, frozen=True, kw_only=True):
    """What became of one shard: its line in the ledger. documents = records + failures."""

    number: int
    documents: int = 0
    records: int = 0
    entities: int = 0
    money: int = 0
    dates: int = 0
    failures: tuple[Failure, ...] = ()


class Counts(Struct, frozen=True, kw_only=True):
    """What became of the documents: documents = records + failures + skipped + remaining.

    `skipped` counts inputs that name a document a second time, `remaining` what an unfinished run has still to do.
    """

    documents: int = 0
    records: int = 0
    failures: int = 0
    skipped: int = 0
    remaining: int = 0
    failures_by_code: dict[str, int] = field(default_factory=dict)
    entities: int = 0
    money: int = 0
    dates: int = 0


class Manifest(Struct, frozen=True, kw_only=True):
    """run.json: what ran, by what, with what outcome. Times are UTC."""

    run_version: Literal["1"] = "1"
    status: Literal["unfinished", "finished"]
    inputs: tuple[Input, ...]
    root: str
    options: Options
    producer: Producer
    python: str
    counts: Counts
    started: str
    finished: str | None
    resumed: int


def count(results: Iterable[ShardResult], documents: int, skipped: int) -> Counts:
    """The sum of *results*, of a plan with that many documents and skipped inputs."""
    sums: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for result in results:
        sums.update(records=result.records, entities=result.entities, money=result.money, dates=result.dates)
        codes.update(failure.code for failure in result.failures)
    return Counts(
        documents=documents + skipped,
        records=sums["records"],
        failures=codes.total(),
        skipped=skipped,
        remaining=documents - sums["records"] - codes.total(),
        failures_by_code=dict(sorted(codes.items())),
        entities=sums["entities"],
        money=sums["money"],
        dates=sums["dates"],
    )


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Commits *manifest* to *path*, indented for people."""
    with committed(path) as file:
        file.write(msgspec.json.format(to_json(manifest).encode(), indent=2) + b"\n")


def write_failures(path: Path, results: Iterable[ShardResult]) -> None:
    """Commits the failures of *results* to *path*, in their order, a line each."""
    with committed(path) as file:
        for result in results:
            for failure in result.failures:
                file.write(to_json(failure).encode() + b"\n")


def read_manifest(
    path: Path, raising: type[PipelineError] = OutputError, advice: str = "; choose another --output"
) -> Manifest | None:
    """The run.json at *path*; None where there is none.

    Raises *raising*, with *advice* at its end, where what is there can't be read or is not one of ours.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise raising(f"{path} can't be read: {error.strerror}{advice}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise raising(f"{path} is not the run.json of a run of this version: {error}{advice}") from error


class Ledger:
    """A folder with a file for every shard that is done: shards are done once it is there, and never before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """The file that says that the shard called *name* is done."""
        return self._folder / f"{name}.json"

    def enter(self, name: str, result: ShardResult) -> None:
        """Commits that the shard called *name* is done, with *result*; its records must be committed already."""
        with committed(self.path(name)) as file:
            file.write(to_json(result).encode() + b"\n")

    def holds(self, name: str) -> bool:
        """Whether the shard called *name* is done."""
        return self.path(name).exists()

    def read(self, names: Iterable[str]) -> Iterator[ShardResult]:
        """What became of those of *names* that are done, in their order."""
        for name in names:
            if self.holds(name):
                yield msgspec.json.decode(self.path(name).read_bytes(), type=ShardResult)
