"""Where an export goes: a file or a folder of files, which take their names when all is written."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from pipeline.errors import OutputError
from pipeline.sinks.commit import UNFINISHED, sync_folder


class Folder:
    """A folder, to which files are added that take their names together, at the end of the with block.

    Where the block raises, what was there stays as it was. *names* are the files that are ours: those that are there
    are in the way unless *force* is set; then they are replaced, and those that are not written again are removed, as
    is what an export left that was killed. Other files are left alone.
    """

    def __init__(self, path: Path, names: re.Pattern[str], *, force: bool = False) -> None:
        self.path = path
        self._names = names
        self._written: list[str] = []
        with self._explained():
            there = path.is_dir()
            if path.exists() and not there:
                raise OutputError(f"{path} is a file; this format is a folder of files, choose another --output")
            taken = [name for name in self._ours() if not name.endswith(UNFINISHED)] if there else []
            if taken and not force:
                raise OutputError(f"{path} holds {taken[0]} already; --force replaces it, or choose another --output")
            path.mkdir(parents=True, exist_ok=True)
        self._made = not there

    @contextmanager
    def begun(self, name: str) -> Iterator[BinaryIO]:
        """A new file of the folder, to be filled."""
        with self._unfinished(name).open("wb") as file:
            self._written.append(name)
            yield file
            file.flush()
            os.fsync(file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._explained():
            if kind is None:
                self._commit()
            else:
                self._abandon()
        if isinstance(error, OSError):
            raise _sentence(self.path, error) from error

    def _commit(self) -> None:
        written = set(self._written)
        for name in self._written:
            self._unfinished(name).replace(self.path / name)
        for name in self._ours():
            if name not in written:
                (self.path / name).unlink()
        sync_folder(self.path)

    def _abandon(self) -> None:
        for name in self._written:
            self._unfinished(name).unlink(missing_ok=True)
        if self._made:
            self.path.rmdir()

    def _unfinished(self, name: str) -> Path:
        return self.path / (name + UNFINISHED)

    def _ours(self) -> list[str]:
        """The files there that are ours, or were left unfinished by an export that was killed."""
        names = sorted(path.name for path in self.path.iterdir())
        return [name for name in names if self._names.fullmatch(name.removesuffix(UNFINISHED))]

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _sentence(self.path, error) from error


class OneFile(Protocol):
    """A place of one file, be it a File or a stream."""

    @property
    def file(self) -> BinaryIO:
        """What to fill."""


class File:
    """A file that takes its name at the end of the with block; `file` is what to fill."""

    file: BinaryIO

    def __init__(self, path: Path, *, force: bool = False) -> None:
        if path.is_dir():
            raise OutputError(f"{path} is a folder; this format is one file, name it as --output")
        if path.exists() and not force:
            raise OutputError(f"{path} is there already; --force replaces it, or choose another --output")
        self.path = path
        self._unfinished = path.with_name(path.name + UNFINISHED)

    def __enter__(self) -> Self:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = self._unfinished.open("wb")
        except OSError as error:
            raise _sentence(self.path, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            with self.file:
                if kind is None:
                    self.file.flush()
                    os.fsync(self.file.fileno())
            if kind is None:
                self._unfinished.replace(self.path)
                sync_folder(self.path.parent)
            else:
                self._unfinished.unlink(missing_ok=True)
        except OSError as fault:
            self._unfinished.unlink(missing_ok=True)
            raise _sentence(self.path, fault) from fault
        if isinstance(error, OSError):
            raise _sentence(self.path, error) from error


@dataclass(frozen=True)
class _Stream:
    """A place of one file that someone else opened."""

    file: BinaryIO


@contextmanager
def standard_output(stream: BinaryIO) -> Iterator[OneFile]:
    """*stream*, as a place of one file. BrokenPipeError goes through: whoever read it has had enough."""
    try:
        yield _Stream(stream)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output can't be written: {error.strerror or error}") from error


def _sentence(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} can't be written: {error.strerror or error}")
