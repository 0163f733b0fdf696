import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.document import Failure
from pipeline.errors import OutputError
from pipeline.run.manifest import (
    Counts,
    Ledger,
    Manifest,
    ShardResult,
    count,
    read_manifest,
    write_failures,
    write_manifest,
)
from pipeline.sources import Input
from tests.unit.record.made import RECORD
from tests.unit.run.fakes import OPTIONS

EMPTY = Failure(path="b.html", stage="page", code="empty", message="The document holds no text.")
RESULT = ShardResult(number=0, documents=3, records=2, entities=5, money=4, dates=3, failures=(EMPTY,))
MANIFEST = Manifest(
    status="unfinished",
    inputs=(Input("corpus"),),
    root="/pages",
    options=OPTIONS,
    producer=RECORD.producer,
    python="3.11.7",
    counts=Counts(),
    started="2026-01-01T00:00:00+00:00",
    finished=None,
    resumed=0,
)


def test_the_sum_closes() -> None:
    other = replace(RESULT, number=1, failures=(EMPTY, replace(EMPTY, code="unreadable")))
    counts = count([RESULT, other], documents=10, skipped=4)
    assert counts.documents == counts.records + counts.failures + counts.skipped + counts.remaining == 14
    assert (counts.records, counts.failures, counts.skipped, counts.remaining) == (4, 3, 4, 3)
    assert list(counts.failures_by_code.items()) == [("empty", 2), ("unreadable", 1)]
    assert (counts.entities, counts.money, counts.dates) == (10, 8, 6)
    assert count([], documents=0, skipped=0) == Counts()


def test_run_json_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    assert read_manifest(path) is None
    write_manifest(path, MANIFEST)
    assert read_manifest(path) == MANIFEST
    assert json.loads(path.read_bytes())["run_version"] == "1"
    assert path.read_bytes().startswith(b'{\n  "run_version"')


@pytest.mark.parametrize("content", [b"", b"{}", b'{"run_version": "2"}', b"\xff"])
def test_a_run_json_that_is_not_ours(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "run.json").write_bytes(content)
    with pytest.raises(OutputError, match="choose another --output"):
        read_manifest(tmp_path / "run.json")


def test_the_ledger_holds_what_was_entered(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.enter("part-00000", RESULT)
    assert ledger.holds("part-00000")
    assert not ledger.holds("part-00001")
    assert list(ledger.read(["part-00000", "part-00001"])) == [RESULT]


def test_failures_are_written_in_order(tmp_path: Path) -> None:
    later = replace(EMPTY, path="新闻\n.html")
    write_failures(
        tmp_path / "failures.jsonl", [RESULT, replace(RESULT, failures=()), replace(RESULT, failures=(later,))]
    )
    lines = (tmp_path / "failures.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["b.html", "新闻\n.html"]
    assert list(json.loads(lines[0])) == ["path", "stage", "code", "message"]
