import os
from pathlib import Path

import pytest

from pipeline.run.machine import cores, resident


def test_resident() -> None:
    held = b"x" * 2**25
    memory = resident(os.getpid())
    assert memory is None or memory > len(held)
    assert resident(2**22 + 1) is None  # more than Linux has process ids


def _system(folder: Path, siblings: dict[int, str], limit: str | None) -> Path:
    for cpu, threads in siblings.items():
        path = folder / f"devices/system/cpu/cpu{cpu}/topology"
        path.mkdir(parents=True)
        (path / "thread_siblings_list").write_text(threads + "\n")
    if limit is not None:
        (folder / "fs/cgroup").mkdir(parents=True)
        (folder / "fs/cgroup/cpu.max").write_text(limit + "\n")
    return folder


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="only Linux tells")
@pytest.mark.parametrize(
    ("limit", "expected"),
    [(None, 2), ("max 100000", 2), ("100000 100000", 1), ("150000 100000", 1), ("800000 100000", 2), ("5000 10000", 1)],
)
def test_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str | None, expected: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3})
    assert cores(_system(tmp_path, {0: "0,2", 1: "1,3", 2: "0,2", 3: "1,3"}, limit)) == expected


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="only Linux tells")
def test_cores_of_a_system_that_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    assert cores(tmp_path) == 3
