"""One shard, from listed documents to committed records: the one function that every executor calls."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from traceback import walk_tb
from typing import Protocol, TypeVar

from pipeline.document import Document, Failure
from pipeline.errors import DocumentError
from pipeline.page.types import Page
from pipeline.record.check import promised
from pipeline.record.types import Producer, Record
from pipeline.run.manifest import Ledger, ShardResult
from pipeline.run.plan import Shard
from pipeline.sinks import JsonLines
from pipeline.sources import Source

logger = logging.getLogger(__name__)

T = TypeVar("T")
ReadPage = tuple[Document, Page]

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
    ledger: Path
    batch_size: int


def run_shard(
    shard: Shard,
    options: ShardOptions,
    extractor: Extracting,
    advance: Callable[[int, int], None] = lambda documents, failures: None,  # noqa: ARG005 -- nobody watches
) -> ShardResult:
    """Reads, annotates, checks and commits *shard*; what became of it, when all of it outlives a power cut.

    Every document becomes a record or a Failure, whatever it holds. *advance* is told after each batch how many more
    documents are done, and how many of them failed. Raises OutputError where the results can't be written.
    """
    failures: list[Failure] = []
    sums = Counter[str]()

    def records() -> Iterator[Record]:
        read = options.source.read(entry.path for entry in shard.documents)
        while batch := list(islice(read, options.batch_size)):
            outcomes = [_promised(outcome) for outcome in _annotated(batch, extractor)]
            failed = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
            for failure in failed:
                logger.info("%s: %s: %s", failure.path, failure.code, failure.message)
            failures.extend(failed)
            for record in outcomes:
                if isinstance(record, Record):
                    sums.update(records=1, entities=len(record.entities))
                    sums.update(money=len(record.money), dates=len(record.dates))
                    yield record
            advance(len(batch), len(failed))

    JsonLines(options.records).write(shard.name, records())
    result = ShardResult(
        number=shard.number,
        documents=len(shard.documents),
        records=sums["records"],
        entities=sums["entities"],
        money=sums["money"],
        dates=sums["dates"],
        failures=tuple(failures),
    )
    Ledger(options.ledger).enter(shard.name, result)
    return result


def _annotated(batch: Sequence[Document | Failure], extractor: Extracting) -> Iterator[Record | Failure]:
    """A record or a Failure for each of *batch*, in order."""
    read = [_read(each, extractor) for each in batch]
    pages = [each for each in read if not isinstance(each, Failure)]
    annotated = iter(_records(pages, extractor))
    for each in read:
        yield each if isinstance(each, Failure) else next(annotated)


def _read(outcome: Document | Failure, extractor: Extracting) -> ReadPage | Failure:
    if isinstance(outcome, Failure):
        return outcome
    return _attempt("page", outcome.path, lambda: (outcome, extractor.read(outcome)))


def _records(pages: Sequence[ReadPage], extractor: Extracting) -> Sequence[Record | Failure]:
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


def _promised(outcome: Record | Failure) -> Record | Failure:
    """The record as it will be read back, if it keeps every promise; else the Failure that says which it breaks."""
    if isinstance(outcome, Failure):
        return outcome
    return _attempt("record", outcome.source.path, lambda: promised(outcome))


def _attempt(stage: str, path: str, call: Callable[[], T]) -> T | Failure:
    """What *call* gives, or why it gave nothing: the place where the fault of one document stops."""
    try:
        return call()
    except DocumentError as error:
        return Failure(path=path, stage=error.stage, code=error.code, message=_message(str(error)))
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
