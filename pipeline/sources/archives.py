"""Archives on disk and in one another: which there are, listing what is in them, and reading it."""

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from msgspec.structs import replace

from pipeline.document import Document, Failure
from pipeline.sources.archive import CHANGED, Archive, Member
from pipeline.sources.base import Entry, Fault, quietly
from pipeline.sources.broken import Broken, told
from pipeline.sources.choice import Choice
from pipeline.sources.json_lines import JsonLines
from pipeline.sources.limits import DEEPEST, Budget
from pipeline.sources.names import SEPARATOR, levels, member_of, to_name
from pipeline.sources.packed import PACKINGS, Unpacked
from pipeline.sources.parquet import Parquet
from pipeline.sources.tars import Tar
from pipeline.sources.warcs import Warc
from pipeline.sources.wrapped import unwrapped
from pipeline.sources.zips import Zip

Alive = Callable[[], None]


class Row(NamedTuple):
    """How one kind of archive is opened. `is_stream`: it is read forward, and so it may be compressed as a whole."""

    open: Callable[[BinaryIO, Choice, Alive], Archive]
    is_stream: bool = False


ARCHIVES: dict[str, Row] = {
    ".zip": Row(lambda file, _, __: Zip(file)),
    ".tar": Row(lambda file, _, __: Tar(file), is_stream=True),
    ".warc": Row(lambda file, _, alive: Warc(file, alive), is_stream=True),
    ".warc.gz": Row(lambda file, _, alive: Warc(file, alive)),
    ".jsonl": Row(lambda file, choice, _: JsonLines(file, choice.columns), is_stream=True),
    ".ndjson": Row(lambda file, choice, _: JsonLines(file, choice.columns), is_stream=True),
    ".parquet": Row(lambda file, choice, _: Parquet(file, choice.columns)),
}
"""The suffixes of archives, and what opens them. A new kind is its module and its row here."""

_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}

_SUFFIXES: dict[str, tuple[Row, str | None]] = {
    **{suffix + packing: (row, packing) for suffix, row in ARCHIVES.items() if row.is_stream for packing in PACKINGS},
    **{suffix: (row, None) for suffix, row in ARCHIVES.items()},  # .warc.gz, which is compressed record by record
}
_SUFFIXES.update({short: _SUFFIXES[long] for short, long in _SHORT.items()})


def is_archive(name: str) -> bool:
    """Whether a file called *name* is one that holds documents.

    >>> is_archive("a/PAGES.Tar.GZ"), is_archive("page.html.gz")
    (True, False)
    """
    return _suffix(name) is not None


def open_archive(file: BinaryIO, name: str, choice: Choice, alive: Alive = quietly) -> Archive:
    """The archive *name* in *file*. Raises Broken where it can't be opened."""
    row, packing = _SUFFIXES[_suffix(name) or ""]
    return row.open(cast("BinaryIO", Unpacked(file, packing, alive)) if packing else file, choice, alive)


def list_archive(file: Path, path: str, choice: Choice) -> Iterator[Entry]:
    """The documents of *choice* in the archive *file*, whose path is *path*, with those of all archives in it.

    One that can't be listed, or not to its end, is itself an entry, with its fault.
    """
    try:
        with told():
            opened = file.open("rb")
    except Broken as broken:
        yield Entry(path, 0, fault=broken.fault)
        return
    with opened:
        yield from _listed(opened, path, choice, Budget(os.fstat(opened.fileno()).st_size), 1)


def _listed(file: BinaryIO, path: str, choice: Choice, budget: Budget, depth: int) -> Iterator[Entry]:
    try:
        archive = open_archive(file, path, choice)
        for member in archive.members():
            budget.spend(member.size, archive.holds_files)
            entry = Entry(member_of(path, member.name), member.size, (member.at,), member.fault)
            if entry.fault is None and archive.holds_files and is_archive(member.name):
                yield from _listed_inside(archive, member, entry, choice, budget, depth)
            elif choice.takes(entry.path):
                yield entry
    except Broken as broken:
        yield Entry(path, 0, fault=broken.fault)


def _listed_inside(
    archive: Archive, member: Member, entry: Entry, choice: Choice, budget: Budget, depth: int
) -> Iterator[Entry]:
    """What is in the archive that *member* of *archive* is."""
    if choice.excludes(entry.path):
        return
    if depth == DEEPEST:
        message = f"it is an archive in {depth} archives; what lies so deep is not read"
        yield replace(entry, fault=Fault("too_deep", message))
        return
    try:
        inner = BytesIO(archive.read(member.at, entry.path, member.size).data)
    except Broken as broken:
        yield replace(entry, fault=broken.fault)
        return
    for each in _listed(inner, entry.path, choice, budget, depth + 1):
        yield replace(each, at=(member.at, *each.at))


class Opened:
    """An archive on disk that is open, and the archives in it that the last document read lay in."""

    def __init__(self, file: Path, choice: Choice) -> None:
        self.alive: Alive = quietly
        self._choice = choice
        self._at: list[int] = []
        with told():
            opened = file.open("rb")
        try:
            self._archives = [open_archive(opened, file.name, choice, self._tell)]
        except Broken:
            opened.close()
            raise

    def read(self, entry: Entry) -> Document:
        """The document of *entry*. Raises Broken where it can't be read."""
        names = levels(entry.path)
        *above, at = entry.at
        if len(names) != len(entry.at) + 1:
            raise Broken("unreadable", CHANGED)
        while self._at != above[: len(self._at)]:
            self._at.pop()
            self._archives.pop().close()
        for depth in range(len(self._at), len(above)):
            path = SEPARATOR.join(names[: depth + 2])
            if not is_archive(path):
                raise Broken("unreadable", CHANGED)
            inner = BytesIO(self._archives[-1].read(above[depth], path, None).data)
            self._archives.append(open_archive(inner, path, self._choice, self._tell))
            self._at.append(above[depth])
        archive = self._archives[-1]
        document = archive.read(at, entry.path, entry.size)
        return unwrapped(document) if archive.holds_files else document

    def close(self) -> None:
        """Lets go of all files."""
        while self._archives:
            self._archives.pop().close()

    def _tell(self) -> None:
        self.alive()


class Shelf:
    """Reads the members of archives below *root*. What it opened last stays open for the next shelf of this process.

    A compressed archive can only be read from its beginning. The shards of one are read in order, so that a process
    which goes on where it was reads it once for all its shards, and not once for each.
    """

    _kept: "tuple[tuple[object, ...], Opened] | None" = None

    def __init__(self, root: Path, choice: Choice, alive: Alive) -> None:
        self._root = root
        self._choice = choice
        self._alive = alive
        self._name: str | None = None
        self._key: tuple[object, ...] = ()
        self._opened: Opened | None = None

    def read(self, entry: Entry) -> Document | Failure:
        """The document of *entry*, which is a member of an archive, or why it can't be read."""
        try:
            return self._open(levels(entry.path)[0]).read(entry)
        except Broken as broken:
            return failure(entry.path, broken.fault)

    def close(self) -> None:
        """Leaves what is open to the next."""
        if self._opened is not None:
            Shelf._drop()
            self._opened.alive = quietly
            Shelf._kept, self._opened = (self._key, self._opened), None

    def _open(self, name: str) -> Opened:
        if self._opened is None or name != self._name:
            self.close()
            file = self._root / to_name(name)
            with told():
                status = file.stat()
            # Processes that were forked share the position in a file that was open then.
            key = os.getpid(), file, status.st_size, status.st_mtime_ns, self._choice
            if Shelf._kept is not None and Shelf._kept[0] == key:
                self._opened, Shelf._kept = Shelf._kept[1], None
            else:
                Shelf._drop()
                self._opened = Opened(file, self._choice)
            self._name, self._key = name, key
            self._opened.alive = self._alive
        return self._opened

    @classmethod
    def _drop(cls) -> None:
        if cls._kept is not None:
            cls._kept[1].close()
            cls._kept = None


def failure(path: str, fault: Fault) -> Failure:
    """What becomes of the document at *path*, which has that *fault*."""
    return Failure(path=path, stage="source", code=fault.code, message=fault.message)


def _suffix(name: str) -> str | None:
    lower = name.lower()
    return next((lower[-length:] for length in _LENGTHS if lower[-length:] in _SUFFIXES), None)


_LENGTHS = sorted({len(suffix) for suffix in _SUFFIXES}, reverse=True)
