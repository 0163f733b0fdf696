"""The output folder of a run: what is in it, who may write it, and how it is emptied."""

import re
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputError
from pipeline.run.manifest import Ledger
from pipeline.sinks.commit import UNFINISHED

if sys.platform != "win32":
    import fcntl

_SHARD_FILE = re.compile(rf"part-[0-9]{{5,}}\.jsonl({re.escape(UNFINISHED)})?")
_LEDGER_FILE = re.compile(r"part-[0-9]{5,}\.json")
_STATE_FILE = re.compile(
    rf"part-[0-9]{{5,}}\.(json|sketches)({re.escape(UNFINISHED)})?"
    rf"|(plan(-now)?\.jsonl|duplicates\.json)({re.escape(UNFINISHED)})?"
)
_PIPED_FILE = re.compile(r"-(\.[a-z0-9]+)*")
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
        self.duplicates = self.state / "duplicates.json"
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
    def locked(self, patience: float = 5.0) -> Iterator[Sequence[int]]:
        """Keeps other runs out until the with block ends and every process has, which keeps open what it gives.

        A run that was just killed has processes that end within *patience* seconds: so long it waits.
        Raises OutputError where another run is writing. Windows has no such lock: there nobody is kept out.
        """
        with (self.state / "lock").open("wb") as file:
            until = time.monotonic() + patience
            while not _lock(file):
                if time.monotonic() > until:
                    raise OutputError(f"another run is writing to {self.path}; wait for it, or choose another --output")
                time.sleep(0.05)
            yield [file.fileno()] if sys.platform != "win32" else []

    def sweep(self) -> None:
        """Removes what processes that were killed left unfinished."""
        for folder, names in ((self.records, _SHARD_FILE), (self.state, _STATE_FILE), (self.state, _PIPED_FILE)):
            for path in _matching(folder, names):
                if path.name.endswith(UNFINISHED):
                    path.unlink()

    def piped(self) -> Path | None:
        """What came on standard input, where the run keeps that."""
        kept = [path for path in _matching(self.state, _PIPED_FILE) if not path.name.endswith(UNFINISHED)]
        return kept[0] if kept else None

    def clear(self, *, but_piped: bool = False) -> None:
        """Removes what a run wrote, and nothing else; *but_piped*: the next has its standard input there already.

        The ledger goes first and run.json last: stopped half-way, what is left is a run with less of it done.
        """
        for path in (*_matching(self.state, _LEDGER_FILE), *_matching(self.records, _SHARD_FILE)):
            path.unlink()
        self._remove_database()
        self.failures.unlink(missing_ok=True)
        for path in _matching(self.state, _STATE_FILE):
            path.unlink()
        if not but_piped:
            for path in _matching(self.state, _PIPED_FILE):
                path.unlink()
        self.manifest.unlink(missing_ok=True)

    def failed_shards(self) -> dict[str, str]:
        """The path of every document that failed in a shard that is done, and that shard's name."""
        names = [path.stem for path in _matching(self.state, _LEDGER_FILE)]
        return {
            failure.path: name
            for name, result in zip(names, self.ledger.read(names), strict=True)
            for failure in result.failures
        }

    def reopen(self, names: Collection[str]) -> None:
        """Lets the shards *names* be not done any more. Their records stay; the database goes, to be made anew."""
        if names:
            self._remove_database()
        for name in names:
            self.ledger.path(name).unlink()

    def _remove_database(self) -> None:
        for name in _DATABASE_FILES:
            (self.path / name).unlink(missing_ok=True)


def _matching(folder: Path, names: re.Pattern[str]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if names.fullmatch(path.name)) if folder.is_dir() else []


def _lock(file: BinaryIO) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
