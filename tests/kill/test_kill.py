"""Real runs, killed without warning at many moments and gone on with, end in the bytes of an undisturbed one."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.run.nursery import CAN_FORK
from tests.conftest import ROOT
from tests.databases.dumped import Dump, records_in
from tests.unit.run.fakes import write_pages
from tests.unit.sources.made import tarred, warc

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="finds processes as Linux lists them")

COMMAND = [sys.executable, "-m", "tests.kill.slow", "run"]
OPTIONS = ["--model", "slow", "-b", "4", "--shard-size", "15", "--document-timeout", "20"]
SPREAD = 0.5  # seconds: as long as the work takes, of two processes that have the machine for themselves

Result = tuple[dict[str, bytes], Dump]


def _result(output: Path) -> Result:
    files = [*sorted((output / "records").iterdir()), output / "failures.jsonl"]
    return {path.name: path.read_bytes() for path in files}, records_in(f"sqlite:///{output / 'news.db'}")


def _texts() -> dict[str, str]:
    story = " ".join(f"word{n}" for n in range(60))
    pages = {f"{n:03}.html": f"Story {n}" for n in range(150)}
    pages |= {f"{n:03}.html": f"https://one.example/{n} {story} {n}" for n in range(20, 150, 20)}
    pages |= {"030.html": "", "031.html": "MODEL-CRASH", "032.html": "READ-SEGFAULT", "090.html": "MODEL-EXIT"}
    return pages


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("input") / "pages", _texts())


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages in a WARC file, and in a tar archive that can only be read from its beginning."""
    named = [(name, text.encode()) for name, text in sorted(_texts().items())]
    folder = tmp_path_factory.mktemp("archives")
    (folder / "a.warc.gz").write_bytes(warc(dict(named[:80])))
    (folder / "b.tar.gz").write_bytes(gzip.compress(tarred(dict(named[80:]))))
    return folder


def _start(pages: Path, output: Path, workers: int = 2) -> "subprocess.Popen[bytes]":
    arguments = [str(pages), "-o", str(output), "--workers", str(workers), *OPTIONS]
    return subprocess.Popen([*COMMAND, *arguments], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


def _finish(pages: Path, output: Path, workers: int = 2) -> None:
    with _start(pages, output, workers) as process:
        _, told = process.communicate()
    assert process.returncode == 0, told.decode()
    assert b"Traceback" not in told


@pytest.fixture(scope="module")
def undisturbed(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    return _undisturbed(pages, tmp_path_factory.mktemp("undisturbed"))


def _undisturbed(pages: Path, output: Path) -> Result:
    _finish(pages, output, workers=1)
    result = _result(output)
    assert len(result[0]["failures.jsonl"].splitlines()) == 4
    assert sum(b'"duplicate_of":null' not in line for each in result[0].values() for line in each.splitlines()) >= 6
    return result


def _sessions(output: Path) -> int:
    """How many sessions have begun to work in *output*."""
    try:
        return 1 + int(json.loads((output / "run.json").read_bytes())["resumed"])
    except FileNotFoundError:
        return 0


def _children(pid: int) -> list[int]:
    """The processes below *pid*, the nursery first."""
    found: list[int] = []
    with suppress(OSError):  # it has just ended
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    # Not the tracker that Python itself starts beside processes.
    ours = [child for child in found if b"resource_tracker" not in _command_line(child)]
    return [*ours, *(below for child in ours for below in _children(child))]


def _command_line(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _everything(process: "subprocess.Popen[bytes]", chance: random.Random) -> None:
    below = [process.pid, *_children(process.pid)]
    chance.shuffle(below)
    for pid in below:
        _kill(pid)


def _run_itself(process: "subprocess.Popen[bytes]", _: random.Random) -> None:
    _kill(process.pid)


def _anything_below(process: "subprocess.Popen[bytes]", chance: random.Random) -> None:
    for _ in range(2):  # a third might hit the same document: see ATTEMPTS_FROM_OUTSIDE
        if below := _children(process.pid):
            _kill(chance.choice(below))
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, SPREAD / 3))


def _interrupt_twice(process: "subprocess.Popen[bytes]", chance: random.Random) -> None:
    with suppress(ProcessLookupError, subprocess.TimeoutExpired):
        process.send_signal(signal.SIGINT)
        process.wait(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGINT)


Strike = Callable[["subprocess.Popen[bytes]", random.Random], None]
STRIKES: list[Strike] = [_everything, _run_itself, _anything_below, _interrupt_twice]


def _assert_same(result: Result, undisturbed: Result) -> None:
    """First by the lines that only one of them has: the whole is too long to be looked through."""
    (files, rows), (expected_files, expected_rows) = result, undisturbed
    lines, expected_lines = (
        {line for file in each.values() for line in file.splitlines()} for each in (files, expected_files)
    )
    assert lines ^ expected_lines == set()
    assert files == expected_files
    assert rows == expected_rows


@pytest.mark.parametrize("seed", range(6))
def test_killed_and_gone_on_with(pages: Path, undisturbed: Result, tmp_path: Path, seed: int) -> None:
    _kill_and_go_on(pages, undisturbed, tmp_path, seed)


def test_killed_over_archives_and_gone_on_with(archives: Path, tmp_path: Path) -> None:
    undisturbed = _undisturbed(archives, tmp_path / "undisturbed")
    for seed in range(2):
        _kill_and_go_on(archives, undisturbed, tmp_path / str(seed), seed)


def _kill_and_go_on(pages: Path, undisturbed: Result, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- moments, not secrets
    output = tmp_path / "output"
    for strike in chance.sample(STRIKES, len(STRIKES)):
        before = _sessions(output)
        with _start(pages, output, workers=chance.choice([1, 2, 3])) as process:
            while _sessions(output) == before and process.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.005)
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0, SPREAD))
            strike(process, chance)
            if strike is _anything_below:
                process.wait()
            _, told = process.communicate()
        # 2: the process that loads the model was killed while it did, which is one sentence.
        # 1: Ctrl-C came before Python itself had started, so that nothing of ours was there to answer it.
        unstarted = {1} if strike is _interrupt_twice else set()
        assert process.returncode in {0, 2, 130, -signal.SIGKILL, -signal.SIGINT} | unstarted, told.decode()
        assert strike is _interrupt_twice or b"Traceback" not in told, told.decode()
    _finish(pages, output)
    _assert_same(_result(output), undisturbed)
    assert not list(output.rglob("*.tmp"))
    run = json.loads((output / "run.json").read_bytes())
    assert run["status"] == "finished"


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_the_same_bytes_for_any_number_of_workers(
    pages: Path, undisturbed: Result, tmp_path: Path, workers: int
) -> None:
    _finish(pages, tmp_path / "output", workers)
    _assert_same(_result(tmp_path / "output"), undisturbed)
