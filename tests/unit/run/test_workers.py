import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from pipeline.document import Document, Failure
from pipeline.errors import ModelError, OutputError, WorkerError
from pipeline.page.types import Page
from pipeline.run.manifest import Ledger, ShardResult
from pipeline.run.nursery import CAN_FORK, open_nursery
from pipeline.run.plan import shards
from pipeline.run.shard import ShardOptions
from pipeline.run.workers import Workers
from pipeline.sinks import JsonLines
from pipeline.sources import Entry, Input, open_source
from tests.unit.run.fakes import FakeExtractor, write_pages

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="limits are kept on Linux")

MEMORY = 400 * 2**20
TIMEOUT = 1.0


class Run:
    """A run of *pages* by workers, and what they told."""

    def __init__(self, folder: Path, pages: dict[str, str], shard_size: int = 100, batch_size: int = 4) -> None:
        self.root = write_pages(folder / "pages", pages)
        self.records, self.state = folder / "records", folder / "state"
        self.state.mkdir()
        self.options = ShardOptions(open_source(Input(str(self.root))), self.records, self.state, batch_size)
        self.shards = list(shards([Entry(name, 1) for name in sorted(pages)], shard_size))
        self.documents = 0
        self.failures: list[Failure] = []

    def by(self, workers: Workers, held: Sequence[int] = ()) -> list[ShardResult]:
        return list(workers.run(self.shards, self.options, self._advance, held))

    def _advance(self, documents: int, failures: Sequence[Failure]) -> None:
        self.documents += documents
        self.failures.extend(failures)

    @property
    def paths(self) -> list[str]:
        records = JsonLines(self.records)
        return [record.source.path for shard in self.shards for record in records.read(shard.name)]


Open = Callable[..., Workers]


@pytest.fixture
def open_workers() -> Iterator[Open]:
    opened: list[Workers] = []

    def open_(workers: int = 2, make: Callable[[], FakeExtractor] = FakeExtractor, *, fork: bool = True) -> Workers:
        opened.append(Workers(open_nursery(make, fork=fork), workers, TIMEOUT, MEMORY))
        return opened[-1]

    yield open_
    for each in opened:
        each.close()


def test_workers_that_are_not_forked(tmp_path: Path, open_workers: Open) -> None:
    run = Run(tmp_path, {"a": "One", "b": "Two", "c": "MODEL-LOOP", "d": "Three"}, shard_size=2)
    with (tmp_path / "held").open("wb") as held:
        run.by(open_workers(fork=False), [held.fileno()])
    assert run.paths == ["a", "b", "d"]
    assert [(failure.path, failure.code) for failure in run.failures] == [("c", "timeout")]


class SlowToLoad(FakeExtractor):
    """Loads much when it reads the first page."""

    def __init__(self) -> None:
        super().__init__()
        self.is_loaded = False

    def read(self, document: Document) -> Page:
        if not self.is_loaded:
            time.sleep(2 * TIMEOUT)
            self.is_loaded = True
        return super().read(document)


def test_what_is_loaded_for_the_first_page_is_in_no_documents_time(tmp_path: Path, open_workers: Open) -> None:
    run = Run(tmp_path, {"a": "One", "b": "READ-SEGFAULT", "c": "Two"}, shard_size=2)
    run.by(open_workers(make=SlowToLoad))
    assert run.paths == ["a", "c"]


def test_only_the_culprits_are_lost(tmp_path: Path, open_workers: Open) -> None:
    good = {f"good{n:02}": f"Story {n}" for n in range(24)}
    bad = {
        "good01x": "READ-SEGFAULT",
        "good02x": "MODEL-EXIT",
        "good03x": "MODEL-LOOP",
        "good04x": "READ-LOOP",
        "good05x": "MODEL-EAT",
        "good06x": "",
    }
    run = Run(tmp_path, good | bad, shard_size=20)
    with (tmp_path / "held").open("wb") as held:
        results = run.by(open_workers(), [held.fileno()])
    assert run.paths == sorted(good)
    ended = "The process that worked on it"
    assert sorted(run.failures, key=lambda failure: failure.path) == [
        Failure(path="good01x", stage="page", code="crashed", message=f"{ended} was ended by SIGSEGV."),
        Failure(path="good02x", stage="annotate", code="crashed", message=f"{ended} ended with exit code 3."),
        Failure(path="good03x", stage="annotate", code="timeout", message="It took longer than 1 seconds."),
        Failure(path="good04x", stage="page", code="timeout", message="It took longer than 1 seconds."),
        Failure(path="good05x", stage="annotate", code="out_of_memory", message="It took more than 400 MB of memory."),
        Failure(path="good06x", stage="page", code="empty", message="The document holds no text."),
    ]  # fmt: skip
    assert run.documents == 30
    assert sorted(result.number for result in results) == [0, 1]
    assert list(Ledger(run.state).read(shard.name for shard in run.shards)) == sorted(
        results, key=lambda result: result.number
    )
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("fork", [True, False])
def test_what_cannot_be_loaded_is_told(fork: bool) -> None:
    with pytest.raises(ModelError, match="no such model"):
        open_nursery(_no_model, fork=fork)
    with pytest.raises(WorkerError, match="ended with exit code 5 before it had done so"):
        open_nursery(_exit, fork=fork)


def _no_model() -> FakeExtractor:
    raise ModelError("no such model")


def _exit() -> FakeExtractor:
    os._exit(5)


class Dying(FakeExtractor):
    """Takes a process with it, once in every so many documents: its own, or that of the nursery."""

    def __init__(self, marks: Path, every: int, *, nursery: bool = False) -> None:
        super().__init__()
        self._marks = marks
        self._every = every
        self._nursery = os.getpid() if nursery else None

    def read(self, document):  # type: ignore[no-untyped-def]  # as its base class has it
        number = int("".join(filter(str.isdigit, document.path)) or 1)  # the sample has none
        mark = self._marks / document.path
        if number % self._every == 0 and not mark.exists():
            mark.touch()
            with suppress(ProcessLookupError):  # the nursery that this worker comes from
                os.kill(self._nursery or os.getpid(), signal.SIGKILL)
        return super().read(document)


@pytest.mark.parametrize("nursery", [True, False])
def test_processes_that_are_killed_cost_nothing(tmp_path: Path, open_workers: Open, nursery: bool) -> None:
    pages = {f"{n:02}": f"Story {n}" for n in range(40)}
    (tmp_path / "marks").mkdir()
    run = Run(tmp_path, pages, shard_size=10)
    run.by(open_workers(make=partial(Dying, tmp_path / "marks", 7, nursery=nursery)))
    assert run.paths == sorted(pages)
    assert run.failures == []


class KillingNurseries(FakeExtractor):
    """At a page that ends its process the second and the third time kills the nursery too, so that nobody can tell how
    that process ended.
    """

    def __init__(self, marks: Path) -> None:
        super().__init__()
        self._marks = marks
        self._nursery = os.getpid()

    def read(self, document):  # type: ignore[no-untyped-def]  # as its base class has it
        if document.path == "b":
            before = len(list(self._marks.iterdir()))
            (self._marks / f"{os.getpid()}").touch()
            if before in (1, 2):
                with suppress(ProcessLookupError):
                    os.kill(self._nursery, signal.SIGKILL)
        return super().read(document)


def test_what_is_told_of_a_culprit_does_not_depend_on_who_else_was_killed(tmp_path: Path, open_workers: Open) -> None:
    (tmp_path / "marks").mkdir()
    run = Run(tmp_path, {"a": "One", "b": "READ-SEGFAULT", "c": "Two"})
    run.by(open_workers(make=partial(KillingNurseries, tmp_path / "marks")))
    assert run.paths == ["a", "c"]
    assert [failure.message for failure in run.failures] == ["The process that worked on it was ended by SIGSEGV."]


def test_a_worker_that_dies_at_no_document_ends_the_run(
    tmp_path: Path, open_workers: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "enter", lambda *_: os._exit(7))
    run = Run(tmp_path, {"a": "One"})
    with pytest.raises(WorkerError, match="part-00000 ended with exit code 7 5 times while at no document"):
        run.by(open_workers(make=partial(_patched)))


def _patched() -> FakeExtractor:
    Ledger.enter = lambda *_: os._exit(7)  # type: ignore[method-assign]  # in a process of its own
    return FakeExtractor()


def test_an_output_that_cannot_be_written_ends_the_run(tmp_path: Path, open_workers: Open) -> None:
    run = Run(tmp_path, {"a": "One"})
    run.records.write_bytes(b"")
    with pytest.raises(OutputError, match="can't be made: File exists"):
        run.by(open_workers())
