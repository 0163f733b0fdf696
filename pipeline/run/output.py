"""The output folder of a run: what is in it, who may write it, and how it is emptied."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputError
from pipeline.run.manifest import Ledger
from pipeline.sinks.commit import UNFINISHED

if sys.platform != "win32":
    import fcntl

_SHARD_FILE = re.compile(rf"part-[0-9]{{5,}}\.jsonl?({re.escape(UNFINISHED)})?")
_STATE_FILE = re.compile(rf"{_SHARD_FILE.pattern}|plan(-now)?\.jsonl({re.escape(UNFINISHED)})?")
_DATABASE_FILES = ("news.db", "news.db-journal", "news.db-wal", "news.db-shm")


class OutputFolder:
    """The places in an output folder. Making one touches nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = path / "run.json"
        self.failures = path / "failures.jsonl"
        self.database = path / "news.db"
        self.records = path / "records"
        self.state = path / "state"
        self.plan = self.state / "plan.jsonl"
        self.ledger = Ledger(self.state)

    def refuse_foreign(self) -> None:
        """Raises OutputError where the folder can't be one, or holds what a run would write but no run wrote."""
        if self.path.exists() and not self.path.is_dir():
            raise OutputError(f"the output {self.path} is not a folder; choose another --output")
        if self.manifest.exists():
            return
        ours = [
            self.failures,
            self.database,
            *_matching(self.records, _SHARD_FILE),
            *_matching(self.state, _STATE_FILE),
        ]
        for taken in ours:
            if taken.exists():
                raise OutputError(f"{taken} is there and no run.json beside it; choose another --output")

    def make(self) -> None:
        """Makes the folder and those in it."""
        for folder in (self.path, self.records, self.state):
            folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other runs out until the with block ends, or this process does.

        Raises OutputError where another run is writing. Windows has no such lock: there nobody is kept out.
        """
        with (self.state / "lock").open("wb") as file:
            if not _lock(file):
                raise OutputError(f"another run is writing to {self.path}; wait for it, or choose another --output")
            yield

    def clear(self) -> None:
        """Removes what a run wrote, and nothing else.

        The ledger goes first and run.json last: stopped half-way, what is left is a run with less of it done.
        """
        for path in (*_matching(self.state, _SHARD_FILE), *_matching(self.records, _SHARD_FILE)):
            path.unlink()
        for name in _DATABASE_FILES:
            (self.path / name).unlink(missing_ok=True)
        self.failures.unlink(missing_ok=True)
        for path in _matching(self.state, _STATE_FILE):
            path.unlink()
        self.manifest.unlink(missing_ok=True)


def _matching(folder: Path, names: re.Pattern[str]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if names.fullmatch(path.name)) if folder.is_dir() else []


def _lock(file: BinaryIO) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
