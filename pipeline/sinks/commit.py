"""A file that is there wholly or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".tmp"
"""Ends the name under which a file is written before it gets its own."""


@contextmanager
def committed(path: Path, kept: int = 0) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of *path* at the end of the with block, by one atomic rename.

    Where a process that was killed left such a file unfinished, its first *kept* bytes can be gone on from.

    Where the block raises, *path* stays as it was. What is there afterwards outlives a power cut: the bytes are on
    disk before the rename, and the rename before this returns. Only one writer at a time may write *path*.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with unfinished.open("r+b" if kept else "wb") as file:
            file.seek(kept)
            file.truncate()
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in *folder* outlive a power cut, where the system has a call for that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
