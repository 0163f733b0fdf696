import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.export import FORMATS
from pipeline.sinks.jsonl import JsonLines, json_line
from tests.unit.export.made import NULLS
from tests.unit.record.made import RECORD


@pytest.fixture
def run(tmp_path: Path) -> Path:
    JsonLines(tmp_path / "run" / "records").write("part-00000", [NULLS, RECORD])
    return tmp_path / "run"


def _export(*arguments: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)], input=stdin)


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_is_written_in_every_format(name: str, run: Path) -> None:
    output = run.parent / "out"
    result = _export(run, "--format", name, "--output", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"2 records to {output}\n"
    assert output.exists()
    again = _export(run, "--format", name, "--output", output)
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert _export(run, "--format", name, "--output", output, "--force").exit_code == 0


def test_standard_input_to_standard_output(run: Path) -> None:
    lines = json_line(RECORD) + json_line(RECORD) + json_line(NULLS)
    result = _export("-", "--format", "schema.org", "--output", "-", stdin=lines)
    assert result.exit_code == 0
    found = [json.loads(line)["identifier"] for line in result.stdout.splitlines()]
    assert found == [RECORD.id, NULLS.id]
    assert result.stderr == "2 records to - (1 left out: a later one has their id)\n"
    assert _export(run, "-", "--format", "ftm", "--output", "-", stdin=lines).exit_code == 0


def test_a_folder_to_standard_output_is_a_sentence(run: Path) -> None:
    result = _export(run, "--format", "parquet", "--output", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "news-pipeline: parquet is a folder of files and can't go to standard output; name a folder as --output\n"
    )


def test_a_broken_line_leaves_nothing_behind(run: Path) -> None:
    file = run / "records" / "part-00001.jsonl"
    file.write_bytes(json_line(RECORD) + b"{}\n")
    result = _export(run, "--format", "csv", "--output", run.parent / "out")
    assert result.exit_code == 2
    assert f"{file}:2: not a record" in result.stderr
    assert not (run.parent / "out").exists()


def test_a_format_that_is_not_known_is_wrong_usage(run: Path) -> None:
    result = _export(run, "--format", "xlsx", "--output", "out")
    assert result.exit_code == 2
    assert "'parquet', 'csv', 'csv-excel', 'schema.org'" in result.stderr


def test_help_names_every_format() -> None:
    result = _export("--help")
    assert result.exit_code == 0
    for name, format_ in FORMATS.items():
        assert name in result.stdout
        assert format_.about in result.stdout
