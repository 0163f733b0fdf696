"""The folder of a fetch: who may write it, how far a session is, and what became of it."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

import msgspec
from msgspec import Struct, field

from pipeline.document import Failure
from pipeline.errors import OutputError
from pipeline.fetch.store import Became, Store, write_whole
from pipeline.sources.saved import FAILURES, STATE

if sys.platform != "win32":
    import fcntl


class Options(Struct, frozen=True, kw_only=True):
    """How a session fetches. Seconds and bytes; `hosts` are asked side by side. See docs/fetch.md."""

    agent: str
    sender: str | None = None
    delay: float = 1.0
    hosts: int = 8
    retries: int = 3
    timeout: float = 60.0
    max_wait: float = 120.0
    max_bytes: int = 20_000_000
    allow_private: bool = False
    warc: bool = False


class Counts(Struct, frozen=True, kw_only=True):
    """What became of the URLs: urls = new + changed + unchanged + failures + remaining.

    A feed or sitemap counts among `lists` where it was read, and as a URL that failed where it was not. `remaining` is
    what an unfinished session has still to do.
    """

    urls: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failures: int = 0
    remaining: int = 0
    failures_by_code: dict[str, int] = field(default_factory=dict)
    lists: int = 0

    @property
    def documents(self) -> int:
        """What failures are a share of: all URLs."""
        return self.urls


class State(Struct, frozen=True, kw_only=True):
    """fetch.json: the last session. Times are UTC."""

    fetch_version: Literal["1"] = "1"
    status: Literal["unfinished", "finished"]
    session: int
    options: Options
    counts: Counts
    started: str
    finished: str | None


class _Done(Struct, frozen=True):
    """A line of the journal: a page of this session that is kept."""

    url: str
    became: Became


class Folder:
    """The places in a folder of fetched pages. Making one touches nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state = path / STATE
        self.failures = path / FAILURES
        self.hidden = path / ".fetch"
        self.scratch = self.hidden / "unfinished"
        self.journal = self.hidden / "journal.jsonl"

    def refuse_foreign(self, *, warc: bool) -> State | None:
        """The state that an earlier session left; None where there was none.

        Raises OutputError where the folder can't be one, is another command's, or was made with or without --warc
        where now it is not.
        """
        if self.path.exists() and not self.path.is_dir():
            raise OutputError(f"the output {self.path} is not a folder; choose another --output")
        try:
            there = msgspec.json.decode(self.state.read_bytes(), type=State)
        except FileNotFoundError:
            ours = (self.path / "run.json", self.failures, *sorted(self.path.glob("fetch-*.warc.gz")))
            taken = next((path for path in ours if path.exists()), None)
            if taken is not None:
                raise OutputError(f"{taken} is another command's; choose another --output") from None
            return None
        except OSError as error:
            raise OutputError(f"{self.state} can't be read: {error.strerror}; choose another --output") from error
        except msgspec.MsgspecError as error:
            raise OutputError(f"{self.state} was not written by fetch; choose another --output") from error
        if there.options.warc != warc:
            how = "with" if there.options.warc else "without"
            raise OutputError(f"{self.path} was fetched {how} --warc; do so again, or choose another --output")
        return there

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Makes the folder and keeps others from writing it; what the disk refuses becomes OutputError."""
        try:
            for folder in (self.path, self.hidden, self.scratch):
                folder.mkdir(parents=True, exist_ok=True)
            with (self.hidden / "lock").open("wb") as file:
                _lock(file, self.path)
                for left in self.scratch.iterdir():
                    left.unlink()
                yield
        except OSError as error:
            raise OutputError(f"{error.filename or self.path} can't be written: {error.strerror}") from error

    def store(self, session: int, *, warc: bool) -> Store:
        """Where the pages of *session* are kept."""
        archive = self.path / f"fetch-{session:05d}.warc.gz" if warc else None
        return Store(self.hidden / "pages" if warc else self.path, self.scratch, archive)

    def lists(self) -> Store:
        """Where feeds and sitemaps are kept, so that they too are asked for only when they changed."""
        return Store(self.hidden / "lists", self.scratch)

    def done(self) -> dict[str, Became]:
        """What the journal holds: the pages of the unfinished session that are kept, by URL."""
        done: dict[str, Became] = {}
        try:
            lines = self.journal.read_bytes().splitlines()
        except FileNotFoundError:
            return done
        for line in lines:
            try:
                each = msgspec.json.decode(line, type=_Done)
            except msgspec.MsgspecError:  # whoever wrote it was killed
                continue
            done[each.url] = each.became
        return done

    def write_state(self, state: State) -> None:
        """Commits fetch.json."""
        lines = msgspec.json.format(msgspec.json.encode(state), indent=2) + b"\n"
        write_whole(self.state, lines, self.scratch)

    def write_failures(self, failures: Iterable[Failure]) -> None:
        """Commits failures.jsonl."""
        write_whole(self.failures, b"".join(msgspec.json.encode(each) + b"\n" for each in failures), self.scratch)


class Journal:
    """Takes down, a line each, the pages that are kept."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def enter(self, url: str, became: Became) -> None:
        """The page at *url* is kept."""
        self._file.write(msgspec.json.encode(_Done(url, became)) + b"\n")
        self._file.flush()


@contextmanager
def opened_journal(path: Path) -> Iterator[Journal]:
    """The journal at *path*, to go on with."""
    with path.open("ab") as file:
        if file.tell():
            file.write(b"\n")  # its last line may have been broken off
        yield Journal(file)


def _lock(file: IO[bytes], path: Path) -> None:
    """Windows has no such lock: there nobody is kept out."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another fetch is writing to {path}; wait for it, or choose another --output"
            raise OutputError(message) from None
