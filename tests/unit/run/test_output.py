import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.run.output import OutputFolder

OURS = [
    "run.json", "failures.jsonl", "news.db", "news.db-journal", "records/part-00000.jsonl",
    "records/part-00001.jsonl.tmp", "state/part-00000.json", "state/plan.jsonl", "state/plan-now.jsonl.tmp",
]  # fmt: skip
FOREIGN = ["notes.txt", "records/mine.jsonl", "records/part-1.jsonl", "state/mine.json", "other/part-00000.jsonl"]


def _fill(root: Path, names: list[str]) -> OutputFolder:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return OutputFolder(root)


def _files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_clearing_removes_what_a_run_wrote_and_nothing_else(tmp_path: Path) -> None:
    folder = _fill(tmp_path, OURS + FOREIGN)
    folder.clear()
    assert _files(tmp_path) == set(FOREIGN)
    OutputFolder(tmp_path / "nothing").clear()


def test_foreign_files_do_no_harm(tmp_path: Path) -> None:
    _fill(tmp_path, FOREIGN).refuse_foreign()
    OutputFolder(tmp_path / "nothing").refuse_foreign()


@pytest.mark.parametrize("name", [name for name in OURS if "run.json" not in name and "journal" not in name])
def test_names_that_collide_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match=r"is there and no run\.json beside it; choose another --output"):
        _fill(tmp_path, [name]).refuse_foreign()
    _fill(tmp_path, ["run.json"]).refuse_foreign()


def test_a_file_is_no_output_folder(tmp_path: Path) -> None:
    _fill(tmp_path, ["output"])
    with pytest.raises(OutputError, match="is not a folder"):
        OutputFolder(tmp_path / "output").refuse_foreign()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such lock on Windows")
def test_only_one_run_writes(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path / "output")
    folder.make()
    with folder.locked(), pytest.raises(OutputError, match="another run is writing"), folder.locked(patience=0):
        pass
    with folder.locked(patience=0):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such lock on Windows")
def test_a_killed_run_keeps_nobody_out(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path / "output")
    folder.make()
    code = f"""
import os, signal
from pathlib import Path
from pipeline.run.output import OutputFolder
with OutputFolder(Path({str(folder.path)!r})).locked(patience=0):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with folder.locked(patience=0):
        pass
