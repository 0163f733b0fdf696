import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.run.manifest import write_manifest
from pipeline.sinks.jsonl import JsonLines, json_line
from tests.unit.report.made import FERRIES, PRICES, RECORDS, RUN


@pytest.fixture
def output(tmp_path: Path) -> Path:
    JsonLines(tmp_path / "run" / "records").write("part-00000", RECORDS)
    write_manifest(tmp_path / "run" / "run.json", RUN)
    return tmp_path / "run"


def _report(*arguments: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)], input=stdin)


def test_a_run(output: Path) -> None:
    result = _report(output)
    assert (result.exit_code, result.stderr) == (0, "")
    headings = [line for line in result.stdout.splitlines() if line.startswith("## ")]
    assert headings == ["## What was run", "## Warnings", "## Articles", "## Entities", "## Money", "## Dates"]
    assert "港口日报" in result.stdout


def test_files_and_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json_line(FERRIES)))
    result = _report(tmp_path, "-", stdin=json_line(PRICES) + b"\n" + json_line(PRICES))
    assert result.exit_code == 0
    assert "Records: 2; 1 more" in result.stdout
    assert "What was run" not in result.stdout


def test_fewer_rows(output: Path) -> None:
    result = _report(output, "--top", "1")
    assert "### By publisher (1 of 3)" in result.stdout
    assert _report(output, "--top", "0").exit_code == 2


def test_into_a_file(output: Path, tmp_path: Path) -> None:
    file = tmp_path / "reports" / "report.md"
    result = _report(output, "-o", file)
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_text("utf-8") == _report(output).stdout
    assert [path.name for path in file.parent.iterdir()] == ["report.md"]
    again = _report(output, "-o", file, "--top", "1")
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert _report(output, "-o", file, "--top", "1", "--force").exit_code == 0
    assert "(1 of 3)" in file.read_text("utf-8")


@pytest.mark.parametrize("name", ["run/records/part-00001.jsonl", "run/failures.jsonl", "run/run.json"])
def test_a_broken_file_is_a_sentence(name: str, output: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"[]\n")
    result = _report(output, "-o", tmp_path / "report.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"news-pipeline: {tmp_path / name}")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "report.md").exists()


def test_what_is_not_there(tmp_path: Path) -> None:
    assert _report(tmp_path / "missing").stderr.startswith(f"news-pipeline: {tmp_path / 'missing'} can't be read")
    assert "holds no records" in _report(tmp_path).stderr
    assert _report().exit_code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("name", ["report", "schema", "info"])
def test_a_disk_that_is_full(output: Path, name: str) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "pipeline", name, *([str(output)] if name == "report" else [])]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"news-pipeline: ")
    assert done.stderr.endswith(b"output can't be written: No space left on device\n")
