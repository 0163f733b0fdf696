"""Files and folders on disk, and lists of their paths."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pipeline.document import Document, Failure
from pipeline.errors import InputError
from pipeline.sources.base import Entry
from pipeline.sources.names import to_name, to_text
from pipeline.sources.saved import as_fetched
from pipeline.sources.walk import walk

LARGEST_FILE = 64 * 2**20
"""Bytes of a file that is read at all. Saved news pages have at most a few million."""

STANDARD_INPUT = "-"

MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".shtml": "text/html",
    ".xht": "application/xhtml+xml",
    ".xhtml": "application/xhtml+xml",
    ".text": "text/plain",
    ".txt": "text/plain",
}
"""What a suffix says of a file. Of any other nothing is known, and its bytes decide."""


@dataclass(frozen=True)
class Files:
    """What every source of files has in common: paths are below `root`, and read from there."""

    root: Path

    def read(self, paths: Iterable[str]) -> Iterator[Document | Failure]:
        """See Source.read."""
        return (_read_file(self.root, path) for path in paths)

    def _entry(self, path: str | Path, size: int) -> Entry:
        return Entry(to_text(os.path.relpath(path, self.root)), size)


@dataclass(frozen=True)
class Folder(Files):
    """Every file under a folder, as walk finds them."""

    excluded: Path | None = None

    def entries(self) -> Iterator[Entry]:
        """See Source.entries."""
        return (self._entry(path, size) for path, size in walk(self.root, self.excluded))


@dataclass(frozen=True)
class File(Files):
    """One file; its path is its name."""

    name: str

    def entries(self) -> Iterator[Entry]:
        """See Source.entries."""
        path = self.root / self.name
        yield self._entry(path, _size(path))


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
                yield self._entry(each, size)


def open_folder(path: str, excluded: Path | None = None) -> Folder:
    """The folder *path* as a source. Raises InputError where it can't be listed."""
    try:
        os.scandir(path).close()
    except OSError as error:
        raise InputError(f"the folder {path} can't be listed: {error.strerror}") from error
    return Folder(_absolute(path), excluded)


def open_file(path: str, excluded: Path | None = None) -> File:  # noqa: ARG001 -- every opener is called alike
    """The file *path* as a source. Raises InputError where there is none; one that can't be read becomes a Failure."""
    absolute = _absolute(path)
    try:
        absolute.lstat()
    except (OSError, ValueError) as error:
        raise InputError(f"there is no file or folder {path}") from error
    return File(absolute.parent, absolute.name)


def open_list(path: str, excluded: Path | None = None) -> PathList:
    """The files and folders named in the list at *path*, "-" for standard input.

    Raises InputError where the list can't be read.
    """
    listed: Path | bytes = sys.stdin.buffer.read() if path == STANDARD_INPUT else _absolute(path)
    start = Path.cwd()
    root: Path | None = None
    try:
        for each in _listed_paths(listed, start):
            root = each.parent if root is None else Path(os.path.commonpath([root, each.parent]))
    except OSError as error:
        raise InputError(f"the list {path} can't be read: {error.strerror}") from error
    return PathList(root or start, start, listed, excluded)


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


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading it says why


def _read_file(root: Path, path: str) -> Document | Failure:
    file = root / to_name(path)
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            what = "a folder that can't be listed" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            return _failure(path, "unreadable", f"it is {what}")
        if status.st_size > LARGEST_FILE:
            return _failure(path, "too_large", f"it has {status.st_size:,} bytes; over {LARGEST_FILE:,} are not read")
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE)
    except OSError as error:
        return _failure(path, "unreadable", f"it can't be read: {error.strerror}")
    except ValueError:
        return _failure(path, "unreadable", "its path holds a NUL byte")
    return as_fetched(Document(data=data, path=path, media_type=media_type_of(path)), file)


def media_type_of(path: str) -> str | None:
    """The media type that the suffix of *path* stands for; None where it says nothing.

    >>> media_type_of("a/INDEX.HTM"), media_type_of("story.php")
    ('text/html', None)
    """
    return MEDIA_TYPES.get(PurePosixPath(path).suffix.lower())


def _failure(path: str, code: str, message: str) -> Failure:
    return Failure(path=path, stage="source", code=code, message=message)
