"""One shard, from listed documents to committed records: the one function that every executor calls."""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from typing import NamedTuple, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pipeline.document import Document, Failure
from pipeline.errors import DocumentError, OutputError
from pipeline.page.types import Page
from pipeline.record.check import promised
from pipeline.record.types import Producer, Record
from pipeline.run.manifest import Ledger, ShardResult
from pipeline.run.plan import Shard
from pipeline.run.sketches import Sketches, row
from pipeline.sinks import JsonLines
from pipeline.sources import Source

logger = logging.getLogger(__name__)

T = TypeVar("T")
ReadPage = tuple[Document, Page]
Outcome = Record | Failure

BATCH_CHARACTERS = 200_000
"""Characters of a batch, however few documents hold them: some seconds of the model, and a bound on its memory."""

_LONGEST_MESSAGE = 300
_FOLDERS = re.compile(r"(?<![\w/.:<])/(?:[^/\s'\"<>]+/)+")  # "/home/jo/pages/": the machine is nobody's business
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}")  # of an object in memory: differs from run to run


class Extracting(Protocol):
    """What a shard needs of an Extractor; see pipeline.extractor."""

    @property
    def producer(self) -> Producer:
        """What makes the records."""

    def read(self, document: Document) -> Page:
        """The article of *document*, without the language model. Raises DocumentError."""

    def records(self, read: Sequence[ReadPage]) -> list[Record]:
        """One record for each page, in order."""


@dataclass(frozen=True)
class ShardOptions:
    """Where the documents of all shards come from, where their results go, and how many the model is fed at once."""

    source: Source
    records: Path
    state: Path
    batch_size: int


class Start(Struct, frozen=True, kw_only=True):
    """Where a shard is gone on with after the process that was at it is gone.

    `done` is what the first documents came to, in the first `size` bytes of the unfinished file of records. `lost` are
    failures of documents that are not to be touched again. Documents before `alone_until` go to the model one by one.
    """

    done: ShardResult
    size: int = 0
    lost: tuple[Failure, ...] = ()
    alone_until: int = 0


class Made(NamedTuple):
    """A record that keeps what it promises, and its line."""

    record: Record
    line: bytes


class Watch:
    """Who is told how a shard comes along, by the process that is at it. This one does not care."""

    def begins(self, stage: str, first: int, documents: int) -> None:
        """So many documents of the shard, from its *first* on (from 0), are now at *stage* together."""

    def advanced(self, done: ShardResult, size: int) -> None:
        """The first documents are done; see Start."""


def run_shard(
    shard: Shard, options: ShardOptions, extractor: Extracting, watch: Watch | None = None, start: Start | None = None
) -> ShardResult:
    """Reads, annotates, checks and commits *shard*; what became of it, when all of it outlives a power cut.

    Every document becomes a record or a Failure, whatever it holds. Records of the shard that are there already, from
    a session that was killed before it could say so or that is to be retried, are not made again.
    Raises OutputError where the results can't be written.
    """
    watch = watch or Watch()
    start = start or Start(done=ShardResult(number=shard.number))
    done = start.done
    records, sketches = JsonLines(options.records), Sketches(options.state)
    known: dict[str, Outcome] = {
        **(_earlier(records, shard) if not start.size else {}),
        **{failure.path: failure for failure in start.lost},
    }
    with records.begun(shard.name, start.size) as lines, sketches.begun(shard.name, done.records) as rows:
        for batch in _batches(shard, options, extractor, watch, start, known):
            if any(isinstance(each, tuple) for each in batch):
                watch.begins("annotate", done.documents, len(batch))
            outcomes = [_promised(outcome) for outcome in _annotated(batch, extractor)]
            for outcome in outcomes:
                if isinstance(outcome, Made):
                    lines.write(outcome.line)
                    rows.write(row(outcome.record))
            # What a process that dies later leaves to the next.
            lines.flush()
            rows.flush()
            failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
            done = _sum(done, outcomes, failures)
            watch.advanced(done, lines.tell())
    ledger = Ledger(options.state)
    try:
        ledger.enter(shard.name, done)
    except OSError as error:
        raise OutputError(f"{ledger.path(shard.name)} can't be written: {error.strerror}") from error
    return done


def _earlier(records: JsonLines, shard: Shard) -> dict[str, Outcome]:
    """The records of *shard* that an earlier session committed, by their paths."""
    if not records.holds(shard.name):
        return {}
    return {record.source.path: replace(record, duplicate_of=None) for record in records.read(shard.name)}


def _sum(done: ShardResult, outcomes: Sequence[Made | Failure], failures: Sequence[Failure]) -> ShardResult:
    records = [outcome.record for outcome in outcomes if isinstance(outcome, Made)]
    return ShardResult(
        number=done.number,
        documents=done.documents + len(outcomes),
        records=done.records + len(records),
        entities=done.entities + sum(len(record.entities) for record in records),
        money=done.money + sum(len(record.money) for record in records),
        dates=done.dates + sum(len(record.dates) for record in records),
        failures=(*done.failures, *failures),
    )


def _batches(
    shard: Shard,
    options: ShardOptions,
    extractor: Extracting,
    watch: Watch,
    start: Start,
    known: dict[str, Outcome],
) -> Iterator[list[ReadPage | Outcome]]:
    """What is known of the documents that are not done, and the pages of the others, as the model is fed them."""
    first = start.done.documents
    documents = shard.documents[first:]
    number = first
    reading = options.source.read(
        (entry for entry in documents if entry.path not in known), lambda: watch.begins("page", number, 1)
    )
    batch: list[ReadPage | Outcome] = []
    characters = 0
    for number, entry in enumerate(documents, first):
        outcome: ReadPage | Outcome | None = known.get(entry.path)
        if outcome is None:
            watch.begins("page", number, 1)
            outcome = _read(next(reading), extractor)
        batch.append(outcome)
        characters += len(outcome[1].article.text) if isinstance(outcome, tuple) else 0
        size = 1 if number < start.alone_until else options.batch_size
        if len(batch) >= size or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _annotated(batch: Sequence[ReadPage | Outcome], extractor: Extracting) -> Iterator[Outcome]:
    """A record or a Failure for each of *batch*, in order."""
    annotated = iter(_records([each for each in batch if isinstance(each, tuple)], extractor))
    for each in batch:
        yield next(annotated) if isinstance(each, tuple) else each


def _read(outcome: Document | Failure, extractor: Extracting) -> ReadPage | Failure:
    if isinstance(outcome, Failure):
        return outcome
    return _attempt("page", outcome.path, lambda: (outcome, extractor.read(outcome)))


def _records(pages: Sequence[ReadPage], extractor: Extracting) -> Sequence[Outcome]:
    """A record or a Failure for each of *pages*: all at once, or one by one where there is a culprit among them."""
    if not pages:
        return []
    made = _attempt("annotate", pages[0][0].path, lambda: _together(pages, extractor))
    if not isinstance(made, Failure):
        return made
    if len(pages) == 1:
        return [made]
    return [each for page in pages for each in _records([page], extractor)]


def _together(pages: Sequence[ReadPage], extractor: Extracting) -> list[Record]:
    records = extractor.records(pages)
    if len(records) != len(pages):
        raise RuntimeError(f"{len(pages)} pages gave {len(records)} records")
    return records


def _promised(outcome: Outcome) -> Made | Failure:
    """The record and its line, if it keeps every promise; else the Failure that says which it breaks."""
    if isinstance(outcome, Failure):
        return outcome
    return _attempt("record", outcome.source.path, lambda: Made(outcome, promised(outcome).encode() + b"\n"))


def _attempt(stage: str, path: str, call: Callable[[], T]) -> T | Failure:
    """What *call* gives, or why it gave nothing: the place where the fault of one document stops."""
    try:
        return call()
    except DocumentError as error:
        return Failure(path=path, stage=error.stage, code=error.code, message=_message(str(error)))
    except MemoryError:
        return Failure(path=path, stage=stage, code="out_of_memory", message="There was no memory left for it.")
    except Exception as error:  # the one broad net of the project: no document may end the run of all others
        logger.debug("%s: unforeseen at stage %s", path, stage, exc_info=True)
        message = _message(f"{type(error).__name__} in {_place(error)}: {error}")
        return Failure(path=path, stage=stage, code="internal_error", message=message)


def _place(error: Exception) -> str:
    """The module and line that *error* comes from, "pipeline.page.body:120"."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    return f"{frame.f_globals.get('__name__', '?')}:{line}"


def _message(text: str) -> str:
    """*text* in one line, the same on every machine and in every run."""
    text = " ".join(text[: 10 * _LONGEST_MESSAGE].split()).encode("utf-8", "replace").decode()
    text = _ADDRESS.sub("0x…", _FOLDERS.sub("…/", text))
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"
