import logging
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.run.manifest import Ledger, ShardResult
from pipeline.run.plan import Shard
from pipeline.run.shard import ShardOptions, run_shard
from pipeline.sinks import JsonLines
from pipeline.sources import Entry, Input, open_source
from tests.unit.run.fakes import FakeExtractor, write_pages


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


def test_failures_are_logged_with_their_path(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="pipeline"):
        _run(tmp_path, {"a": "", "b": "Fine"})
    assert [record.getMessage() for record in caplog.records] == ["a: empty: The document holds no text."]


def test_progress_is_told_batch_by_batch(tmp_path: Path) -> None:
    root = write_pages(tmp_path / "pages", {"a": "One", "b": "", "c": "Two"})
    (tmp_path / "state").mkdir()
    options = ShardOptions(open_source(Input(str(root))), tmp_path / "records", tmp_path / "state", 2)
    told: list[tuple[int, int]] = []
    shard = Shard(0, tuple(Entry(name, 1) for name in "abc"))
    run_shard(shard, options, FakeExtractor(), lambda documents, failures: told.append((documents, failures)))
    assert told == [(2, 1), (1, 0)]


def test_ctrl_c_leaves_no_half_shard(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _run(tmp_path, {"a": "One", "b": "INTERRUPT"}, batch_size=1)
    assert list((tmp_path / "records").iterdir()) == []
    assert list((tmp_path / "state").iterdir()) == []


def test_an_output_that_cannot_be_written_is_no_fault_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "records").write_bytes(b"")
    with pytest.raises(OutputError):
        _run(tmp_path, {"a": "One"})
