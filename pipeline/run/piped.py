"""Standard input as an input: kept whole in the output folder, so that its run can go on, and be retried."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import InputError, OutputError
from pipeline.run.output import OutputFolder
from pipeline.sinks.commit import committed
from pipeline.sources.sniffed import suffix_of

_STEP = 2**20


def begin(stream: BinaryIO, *, is_begun: bool) -> bytes:
    """The first bytes of *stream*. Raises InputError where there are none, and no run over them *is_begun*."""
    first = stream.read(_STEP)
    if not first and not is_begun:
        raise InputError("nothing came on standard input; pipe a page or an archive into the command")
    return first


def keep(folder: OutputFolder, first: bytes, stream: BinaryIO, *, is_begun: bool) -> Path:
    """The file in *folder*, named "-" and the suffix of what it holds, that has *first* and all that *stream* gives.

    Where the run *is_begun*, it is the file that is there, and the same comes once more, or nothing.
    Raises OutputError where something else does.
    """
    there = folder.piped()
    if is_begun and there is not None:
        if first and not _are_same(there, _chunks(first, stream)):
            raise OutputError(
                f"what comes on standard input is not what the run in {folder.path} began with; choose another "
                "--output, or run all anew with --force"
            )
        return there
    path = folder.state / f"-{suffix_of(first)}"
    with committed(path) as file:
        for chunk in _chunks(first, stream):
            file.write(chunk)
    if there is not None and there != path:
        there.unlink()
    return path


def _chunks(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    chunk = first
    while chunk:
        yield chunk
        chunk = stream.read(_STEP)


def _are_same(path: Path, chunks: Iterator[bytes]) -> bool:
    with path.open("rb") as file:
        return all(file.read(len(chunk)) == chunk for chunk in chunks) and not file.read(1)
