import dataclasses
import gzip
from pathlib import Path

import pytest

from pipeline.document import Failure
from pipeline.errors import OutputError
from pipeline.run import shard as shard_module
from pipeline.run.manifest import Ledger, ShardResult
from pipeline.run.plan import Shard
from pipeline.run.shard import ShardOptions, Start, Watch, run_shard
from pipeline.run.sketches import Sketches
from pipeline.sinks import JsonLines
from pipeline.sources import Entry, Input, open_source
from tests.unit.run.fakes import FakeExtractor, write_pages
from tests.unit.sources.made import tarred


def _run(tmp_path: Path, pages: dict[str, str], batch_size: int = 4, missing: tuple[str, ...] = ()) -> ShardResult:
    root = write_pages(tmp_path / "pages", pages)
    (tmp_path / "state").mkdir(exist_ok=True)
    source = open_source(Input(str(root)))
    options = ShardOptions(source, tmp_path / "records", tmp_path / "state", batch_size)
    shard = Shard(0, tuple(Entry(name, 1) for name in sorted([*pages, *missing])))
    return run_shard(shard, options, FakeExtractor())


def _paths(tmp_path: Path) -> list[str]:
    return [record.source.path for record in JsonLines(tmp_path / "records").read("part-00000")]


def test_every_document_becomes_a_record_or_a_failure(tmp_path: Path) -> None:
    pages = {"a": "One", "b": "", "c": "READ-CRASH", "d": "Two", "e": "MODEL-CRASH", "f": "BREAK", "g": "Three"}
    result = _run(tmp_path, pages, missing=("h",))
    assert _paths(tmp_path) == ["a", "d", "g"]
    assert (result.documents, result.records, len(result.failures)) == (8, 3, 5)
    assert [(failure.path, failure.stage, failure.code) for failure in result.failures] == [
        ("b", "page", "empty"),
        ("c", "page", "internal_error"),
        ("e", "annotate", "internal_error"),
        ("f", "record", "broken_promise"),
        ("h", "source", "unreadable"),
    ]
    assert next(Ledger(tmp_path / "state").read(["part-00000"])) == result


def test_the_culprit_alone_is_lost_with_any_batch_size(tmp_path: Path) -> None:
    pages = {"a": "One", "b": "MODEL-CRASH", "c": "Two", "d": "LOSE", "e": "Three"}
    for size in (1, 2, 3, 5, 100):
        result = _run(tmp_path, pages, size)
        assert _paths(tmp_path) == ["a", "c", "e"]
        assert [failure.path for failure in result.failures] == ["b", "d"]


def test_an_unforeseen_fault_is_told_alike_on_every_machine(tmp_path: Path) -> None:
    (failure,) = _run(tmp_path, {"a": "READ-CRASH"}).failures
    assert failure.message.startswith("RecursionError in tests.unit.run.fakes:")
    assert failure.message.endswith("object at 0x…> in …/parser.py")
    (failure,) = _run(tmp_path / "model", {"a": "LOSE"}).failures
    assert failure.message.endswith("1 pages gave 0 records")


class Told(Watch):
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, int, int]] = []
        self.done: list[tuple[int, int, list[str]]] = []

    def begins(self, stage: str, first: int, documents: int) -> None:
        self.begun.append((stage, first, documents))

    def advanced(self, done: ShardResult, size: int) -> None:
        self.done.append((done.documents, size, [failure.path for failure in done.failures]))


def _parts(tmp_path: Path, pages: dict[str, str]) -> tuple[Shard, ShardOptions]:
    root = write_pages(tmp_path / "pages", pages)
    (tmp_path / "state").mkdir()
    options = ShardOptions(open_source(Input(str(root))), tmp_path / "records", tmp_path / "state", 2)
    return Shard(0, tuple(Entry(name, 1) for name in sorted(pages))), options


def test_all_that_begins_and_is_done_is_told(tmp_path: Path) -> None:
    told = Told()
    run_shard(*_parts(tmp_path, {"a": "One", "b": "", "c": "Two"}), FakeExtractor(), told)
    assert told.begun == [("page", 0, 1), ("page", 1, 1), ("annotate", 0, 2), ("page", 2, 1), ("annotate", 2, 1)]
    size = (tmp_path / "records" / "part-00000.jsonl").stat().st_size
    (two, first_bytes, failed), last = told.done
    assert (two, failed, last) == (2, ["b"], (3, size, ["b"]))
    assert 0 < first_bytes < size


def test_a_document_that_lies_far_behind_in_an_archive_begins_again_on_the_way_there(tmp_path: Path) -> None:
    # Else the time that a document may take would be up before it is there.
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(tarred({"a": bytes(2**24), "b": b"Two"}), 1))
    (tmp_path / "state").mkdir()
    source = open_source(Input(str(tmp_path / "a.tar.gz")))
    *_, last = source.entries()
    told = Told()
    run_shard(
        Shard(0, (last,)), ShardOptions(source, tmp_path / "records", tmp_path / "state", 2), FakeExtractor(), told
    )
    assert _paths(tmp_path) == ["a.tar.gz!b"]
    assert len(told.begun) > 4
    assert set(told.begun[:-1]) == {("page", 0, 1)}


class Killed(BaseException):
    """What no shard can catch."""


class Impatient(Told):
    """Ends the shard as a kill would, when so many documents are done."""

    def __init__(self, documents: int) -> None:
        super().__init__()
        self.last: tuple[ShardResult, int] | None = None
        self._documents = documents

    def advanced(self, done: ShardResult, size: int) -> None:
        super().advanced(done, size)
        self.last = done, size
        if done.documents >= self._documents:
            raise Killed


def test_a_shard_goes_on_where_another_process_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"a": "One", "b": "", "c": "Two", "d": "Three", "e": "Never touched", "f": "Four"}
    shard, options = _parts(tmp_path, pages)
    watch = Impatient(2)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", lambda path, missing_ok: None)  # noqa: ARG005 -- a kill tidies nothing up
        with pytest.raises(Killed):
            run_shard(shard, options, FakeExtractor(), watch)
    assert watch.last is not None
    done, size = watch.last
    lost = Failure(path="e", stage="annotate", code="timeout", message="It took too long.")
    with (tmp_path / "records" / "part-00000.jsonl.tmp").open("ab") as half_written:
        half_written.write(b'{"schema')
    extractor = FakeExtractor()
    start = Start(done=done, size=size, lost=(lost,), alone_until=4)
    result = run_shard(shard, options, extractor, Told(), start)
    assert _paths(tmp_path) == ["a", "c", "d", "f"]
    assert (result.documents, result.records) == (6, 4)
    assert [failure.path for failure in result.failures] == ["b", "e"]
    assert extractor.batches == [1, 1, 1]
    assert len(Sketches(options.state).read(shard.name)) == 4


def test_records_that_are_there_are_not_made_again(tmp_path: Path) -> None:
    shard, options = _parts(tmp_path, {"a": "One", "b": "MODEL-CRASH", "c": "Two"})
    run_shard(shard, options, FakeExtractor())
    before = (tmp_path / "records" / "part-00000.jsonl").read_bytes()
    assert len(_paths(tmp_path)) == 2
    (tmp_path / "pages" / "b").write_text("Repaired")
    (tmp_path / "pages" / "c").write_text("Changed since")
    extractor = FakeExtractor()
    run_shard(shard, options, extractor)
    after = (tmp_path / "records" / "part-00000.jsonl").read_bytes().splitlines()
    assert [after[0], after[2]] == before.splitlines()
    assert _paths(tmp_path) == ["a", "b", "c"]
    assert extractor.batches == [1]


def test_a_batch_has_an_end_in_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_module, "BATCH_CHARACTERS", 10)
    shard, options = _parts(tmp_path, {"a": "One", "b": "Two is long enough", "c": "Three is longer", "d": "Four"})
    extractor = FakeExtractor()
    run_shard(shard, dataclasses.replace(options, batch_size=100), extractor)
    assert extractor.batches == [2, 1, 1]


def test_ctrl_c_leaves_no_half_shard(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _run(tmp_path, {"a": "One", "b": "INTERRUPT"}, batch_size=1)
    assert list((tmp_path / "records").iterdir()) == []
    assert list((tmp_path / "state").iterdir()) == []


def test_an_output_that_cannot_be_written_is_no_fault_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "records").write_bytes(b"")
    with pytest.raises(OutputError):
        _run(tmp_path, {"a": "One"})
