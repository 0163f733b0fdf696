"""Files and folders on disk, and lists of their paths; what is in them where they are archives."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pipeline.document import Document, Failure
from pipeline.errors import InputError
from pipeline.sources.archives import Opened, Shelf, failure, is_archive, list_archive
from pipeline.sources.base import Entry, Fault, quietly
from pipeline.sources.broken import MISSING, Broken, told
from pipeline.sources.choice import EVERYTHING, Choice
from pipeline.sources.limits import LARGEST_FILE, refuse_large
from pipeline.sources.media_types import media_type_of
from pipeline.sources.names import levels, to_name, to_text
from pipeline.sources.saved import as_fetched
from pipeline.sources.walk import walk
from pipeline.sources.wrapped import unwrapped

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Files:
    """What every source of files has in common: paths are below `root`, and read from there."""

    root: Path
    choice: Choice

    def read(self, entries: Iterable[Entry], alive: Callable[[], None] = quietly) -> Iterator[Document | Failure]:
        """See Source.read."""
        with closing(Shelf(self.root, self.choice, alive)) as shelf:
            for entry in entries:
                if entry.fault is not None:
                    yield failure(entry.path, entry.fault)
                else:
                    yield shelf.read(entry) if entry.at else _read_file(self.root, entry.path)

    def _entries(self, path: str | Path, size: int) -> Iterator[Entry]:
        """The document in the file *path*, or if it is an archive those in there."""
        name = to_text(os.path.relpath(path, self.root))
        if is_archive(name) and not self.choice.excludes(name) and _is_file(path):
            yield from list_archive(Path(path), name, self.choice)
        elif self.choice.takes(name):
            yield Entry(name, size)


@dataclass(frozen=True)
class Folder(Files):
    """Every file under a folder, as walk finds them."""

    excluded: Path | None = None

    def entries(self) -> Iterator[Entry]:
        """See Source.entries."""
        return (entry for path, size in walk(self.root, self.excluded) for entry in self._entries(path, size))


@dataclass(frozen=True)
class File(Files):
    """One file; its path is its name. If it is an archive: what is in it."""

    name: str

    def entries(self) -> Iterator[Entry]:
        """See Source.entries."""
        path = self.root / self.name
        return self._entries(path, _size(path))


@dataclass(frozen=True)
class PathList(Files):
    """The files and folders that a list names; their paths are relative to the deepest folder that holds them all.

    The list is a file, or bytes that came on standard input. It holds one path a line, or, as `find -print0` writes
    them, ended by NUL bytes. Paths that are not absolute start at `start`.
    """

    start: Path
    listed: Path | bytes
    excluded: Path | None = None

    def entries(self) -> Iterator[Entry]:
        """See Source.entries."""
        for path in _listed_paths(self.listed, self.start):
            found = walk(path, self.excluded) if _is_folder(path) else [(path, _size(path))]
            for each, size in found:
                yield from self._entries(each, size)


def open_folder(path: str, excluded: Path | None = None, choice: Choice = EVERYTHING) -> Folder:
    """The folder *path* as a source. Raises InputError where it can't be listed."""
    try:
        os.scandir(path).close()
    except OSError as error:
        raise InputError(f"the folder {path} can't be listed: {error.strerror}") from error
    return Folder(_absolute(path), choice, excluded)


def open_file(
    path: str,
    excluded: Path | None = None,  # noqa: ARG001 -- every opener is called alike
    choice: Choice = EVERYTHING,
) -> File:
    """The file *path* as a source. One that can't be read becomes a Failure.

    Raises InputError where there is none, and where it is an archive that takes a package to read which is not
    installed.
    """
    absolute = _absolute(path)
    try:
        absolute.lstat()
    except (OSError, ValueError) as error:
        raise InputError(f"there is no file or folder {path}") from error
    if is_archive(absolute.name) and _is_file(absolute):
        _refuse_without_package(absolute, path, choice)
    return File(absolute.parent, choice, absolute.name)


def open_list(path: str, excluded: Path | None = None, choice: Choice = EVERYTHING) -> PathList:
    """The files and folders named in the list at *path*, "-" for standard input.

    Raises InputError where the list can't be read.
    """
    listed: Path | bytes = standard_input().read() if path == STANDARD_INPUT else _absolute(path)
    start = Path.cwd()
    root: Path | None = None
    try:
        for each in _listed_paths(listed, start):
            root = each.parent if root is None else Path(os.path.commonpath([root, each.parent]))
    except OSError as error:
        raise InputError(f"the list {path} can't be read: {error.strerror}") from error
    return PathList(root or start, choice, start, listed, excluded)


def standard_input() -> BinaryIO:
    """What is piped into this process. Raises InputError where it was started without."""
    if sys.stdin is None:
        raise InputError("there is no standard input; name files or folders")
    return sys.stdin.buffer


def _listed_paths(listed: Path | bytes, start: Path) -> Iterator[Path]:
    with BytesIO(listed) if isinstance(listed, bytes) else listed.open("rb") as file:
        for line in _lines(file):
            if line:
                yield Path(os.path.normpath(start / os.fsdecode(line)))


def _lines(file: BinaryIO, chunk_size: int = 2**16) -> Iterator[bytes]:
    """What stands between the separators of *file*: NUL where its beginning holds one, else line ends."""
    chunk = file.read(chunk_size)
    separator, trailing = (b"\0", b"") if b"\0" in chunk else (b"\n", b"\r")
    rest = b""
    while chunk:
        *lines, rest = (rest + chunk).split(separator)
        for line in lines:
            yield line.removesuffix(trailing)
        chunk = file.read(chunk_size)
    yield rest.removesuffix(trailing)


def _absolute(path: str) -> Path:
    """*path* from the root, without "..", and with the names of links kept."""
    return Path(os.path.normpath(Path(path).absolute()))


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):  # ValueError: a NUL byte in the path
        return False


def _is_file(path: str | Path) -> bool:
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)  # opening a pipe would wait for ever
    except (OSError, ValueError):
        return False


def _refuse_without_package(file: Path, named: str, choice: Choice) -> None:
    try:
        Opened(file, choice).close()
    except Broken as broken:
        if broken.fault.code == MISSING:
            raise InputError(f"{named} can't be read: {broken.fault.message}") from broken


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading it says why


def _read_file(root: Path, path: str) -> Document | Failure:
    if len(levels(path)) > 1:
        return failure(path, Fault("unreadable", "it is not in the archive"))
    try:
        with told():
            file = root / to_name(path)
            document = unwrapped(Document(data=_bytes(file), path=path, media_type=media_type_of(path)))
            return as_fetched(document, file)
    except Broken as broken:
        return failure(path, broken.fault)


def _bytes(file: Path) -> bytes:
    """What is in *file*. Raises Broken, OSError or ValueError where it can't be read, or is not to be."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            what = "a folder that can't be listed" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise Broken("unreadable", f"it is {what}")
        refuse_large(status.st_size)
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE)
    except ValueError as error:
        raise Broken("unreadable", "its path holds a NUL byte") from error
