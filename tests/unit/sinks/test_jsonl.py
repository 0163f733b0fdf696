from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.sinks import JsonLines
from tests.unit.record.made import RECORD, bare_record


def test_one_record_a_line(tmp_path: Path) -> None:
    sink = JsonLines(tmp_path / "records")
    records = [RECORD, bare_record("b.html", "A line\u2028separator and a\nline feed")]
    sink.write("part-00000", records)
    lines = (tmp_path / "records" / "part-00000.jsonl").read_bytes().split(b"\n")
    assert [line.decode() for line in lines] == [*(record.to_json() for record in records), ""]
    assert list(sink.read("part-00000")) == records


def test_a_shard_that_was_changed_by_other_hands(tmp_path: Path) -> None:
    sink = JsonLines(tmp_path)
    sink.path("part-00000").write_bytes(b"{}\n")
    with pytest.raises(OutputError, match="holds a line that is not a record"):
        list(sink.read("part-00000"))
    with pytest.raises(OutputError, match=r"part-00001\.jsonl can't be read: No such file"):
        list(sink.read("part-00001"))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="can't be made"):
        JsonLines(tmp_path / "file" / "records")


def test_a_shard_that_cannot_be_written(tmp_path: Path) -> None:
    sink = JsonLines(tmp_path / "records")
    (tmp_path / "records").rmdir()
    with pytest.raises(OutputError, match="can't be written: No such file"):
        sink.write("part-00000", [RECORD])
