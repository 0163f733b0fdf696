import gzip
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.sinks.jsonl import JsonLines, json_line
from pipeline.sinks.records import read_records
from tests.unit.record.made import RECORD, bare_record

A, B, C = (bare_record(f"{name}.html", name) for name in "abc")
LINES = json_line(A) + json_line(B)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The output folder of a run, with two shards that sort otherwise by letters, and a failure."""
    sink = JsonLines(tmp_path / "records")
    sink.write("part-100000", [C])
    sink.write("part-99999", [A, B])
    (tmp_path / "failures.jsonl").write_text("{}\n")
    (tmp_path / "records" / "part-99998.jsonl.tmp").write_text("{")
    return tmp_path


def test_a_run_is_read_in_the_order_of_its_shards(run: Path) -> None:
    assert list(read_records([run])) == [A, B, C]
    assert list(read_records([run / "records"])) == [A, B, C]


def test_targets_follow_each_other(run: Path) -> None:
    targets: list[str | Path] = [run / "records" / "part-100000.jsonl", "-", str(run)]
    assert list(read_records(targets, BytesIO(LINES))) == [C, A, B, A, B, C]


def test_files_may_be_packed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES))
    assert list(read_records([tmp_path])) == [A, B]
    assert list(read_records([tmp_path / "a.jsonl.gz"])) == [A, B]


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n" + json_line(A) + b" \r\n" + json_line(B).strip())
    assert list(read_records([tmp_path / "a.jsonl"])) == [A, B]


def test_a_run_without_records_gives_none(tmp_path: Path) -> None:
    (tmp_path / "run.json").touch()
    assert list(read_records([tmp_path])) == []
    assert list(read_records([])) == []


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b'{"id": 1}\n',
        b"\xff\n",
        json_line(RECORD).replace(b'"CNY"', b'"Yuan"'),
        json_line(RECORD).replace(b"Ada", b"A\xff"),
    ],
)
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(json_line(A) + b"\n" + line)
    records = read_records([file])
    assert next(records) == A
    with pytest.raises(InputError, match=r"a\.jsonl:3: not a record: .*news-pipeline validate"):
        next(records)


def test_a_file_that_was_cut_or_is_not_packed_is_a_sentence(tmp_path: Path) -> None:
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(LINES)[:-12])
    with pytest.raises(InputError, match=r"a\.jsonl\.gz:\d+ can't be read"):
        list(read_records([packed]))
    packed.write_bytes(LINES)
    with pytest.raises(InputError, match=r"a\.jsonl\.gz:1 can't be read"):
        list(read_records([packed]))


def test_what_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing can't be read: No such file"):
        list(read_records([tmp_path / "nothing"]))
    with pytest.raises(InputError, match="holds no records"):
        list(read_records([tmp_path]))
