"""Every sink keeps the promises of sinks/base.py: one test each, run over every row of SINKS."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.record.types import Record
from pipeline.sinks import SINKS, Sink
from tests.unit.record.made import RECORD, bare_record

RECORDS = [
    RECORD,
    bare_record("b.html", "Zażółć 新闻 🛳 \u2028 'quoted' \"twice\" \\ %s ?"),
    bare_record("empty.html", ""),
]
Stored = list[tuple[str, str, str | None]]  # id, text and duplicate_of of each article


def _in_jsonl(target: Path) -> Stored:
    lines = [line for path in sorted(target.glob("*.jsonl")) for line in path.read_bytes().split(b"\n") if line]
    records = map(json.loads, lines)
    return [(record["id"], record["article"]["text"], record["duplicate_of"]) for record in records]


def _in_sqlite(target: Path) -> Stored:
    with closing(sqlite3.connect(target)) as connection:
        return connection.execute("SELECT id, text, duplicate_of FROM articles ORDER BY rowid").fetchall()


STORED: dict[str, Callable[[Path], Stored]] = {"jsonl": _in_jsonl, "sqlite": _in_sqlite}


@pytest.fixture(params=SINKS)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "target"


@pytest.fixture
def sink(scheme: str, target: Path) -> Iterator[Sink]:
    with closing(SINKS[scheme](target)) as opened:
        yield opened


@pytest.fixture
def stored(scheme: str, target: Path) -> Callable[[], Stored]:
    return lambda: STORED[scheme](target)


def _expected(records: list[Record]) -> Stored:
    return [(record.id, record.article.text, record.duplicate_of) for record in records]


def test_every_row_is_tested() -> None:
    assert list(STORED) == list(SINKS)


def test_what_is_written_is_there(sink: Sink, stored: Callable[[], Stored]) -> None:
    assert not sink.holds("part-00000")
    sink.write("part-00000", iter(RECORDS[:2]))
    sink.write("part-00001", RECORDS[2:])
    assert sink.holds("part-00000")
    assert sink.holds("part-00001")
    assert not sink.holds("part-00002")
    assert stored() == _expected(RECORDS)


def test_a_shard_may_be_empty(sink: Sink, stored: Callable[[], Stored]) -> None:
    sink.write("part-00000", [])
    assert sink.holds("part-00000")
    assert stored() == []


def test_writing_again_changes_nothing(sink: Sink, stored: Callable[[], Stored]) -> None:
    for _ in range(3):
        sink.write("part-00000", RECORDS)
    assert stored() == _expected(RECORDS)


def test_marks_are_set_and_taken_back(sink: Sink, stored: Callable[[], Stored]) -> None:
    sink.write("part-00000", RECORDS)
    original = "0" * 32
    for _ in range(2):
        sink.mark_duplicates({RECORDS[0].id: original, "f" * 32: original})
        assert [mark for _, _, mark in stored()] == [original, None, None]
    sink.mark_duplicates({})
    assert stored() == _expected(RECORDS)


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_all_or_nothing(sink: Sink, stored: Callable[[], Stored], fault: type[BaseException]) -> None:
    def records() -> Iterator[Record]:
        yield RECORDS[0]
        raise fault

    with pytest.raises(fault):
        sink.write("part-00000", records())
    assert not sink.holds("part-00000")
    assert stored() == []
    sink.write("part-00000", RECORDS)
    with pytest.raises(fault):
        sink.write("part-00001", records())
    assert stored() == _expected(RECORDS)


def test_what_was_written_is_there_when_it_is_opened_again(
    scheme: str, target: Path, sink: Sink, stored: Callable[[], Stored]
) -> None:
    sink.write("part-00000", RECORDS)
    sink.close()
    sink.close()
    with closing(SINKS[scheme](target)) as again:
        assert again.holds("part-00000")
        again.write("part-00001", [bare_record("c.html", "More")])
    assert len(stored()) == len(RECORDS) + 1
