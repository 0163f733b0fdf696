"""Records that were written as JSON lines, read back from wherever they lie."""

import gzip
import sys
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from pipeline.errors import InputError
from pipeline.record.serialize import from_json
from pipeline.record.types import Record

STANDARD_INPUT = "-"
SUFFIXES = (".jsonl", ".jsonl.gz")


def read_records(targets: Iterable[str | Path], standard_input: BinaryIO | None = None) -> Iterator[Record]:
    """The records of *targets*, in order, one at a time.

    A target is the output folder of a run, a folder of .jsonl or .jsonl.gz files (its records/ is one), such a file, or
    "-" for *standard_input*, by default the process's own. Files of a folder come by length and then letters of their
    names, which is the order of shards. Blank lines are passed over.

    Raises InputError where one can't be read, and with FILE:LINE where a line is not a record.
    """
    for target in targets:
        for file in files_of(str(target)):
            for record, _ in read_lines(file, standard_input):
                yield record


def files_of(target: str) -> list[str]:
    """The files of a *target*, in order; see read_records. [] for a run that has written none yet.

    Raises InputError where it is a folder that can't be listed, or that has none and is no run's.
    """
    path = Path(target)
    if target == STANDARD_INPUT or not path.is_dir():
        return [target]
    folder = path / "records" if (path / "records").is_dir() else path
    try:
        found = [file for file in folder.iterdir() if file.name.endswith(SUFFIXES) and file.is_file()]
    except OSError as error:
        raise InputError(f"{folder} can't be read: {error.strerror}") from error
    if not found and not (path / "run.json").is_file():
        raise InputError(f"{target} holds no records; name a run's output folder, or .jsonl files")
    return [str(file) for file in sorted(found, key=lambda file: (len(file.name), file.name))]


def read_lines(file: str, standard_input: BinaryIO | None = None) -> Generator[tuple[Record, bytes], None, None]:
    """Each record of *file* with its line; raises as read_records does."""
    for number, line in numbered_lines(file, standard_input):
        try:
            yield from_json(line), line
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise InputError(f"{file}:{number}: not a record: {error}; news-pipeline validate says more") from error


def numbered_lines(file: str, standard_input: BinaryIO | None = None) -> Generator[tuple[int, bytes], None, None]:
    """Each line of *file* that is not blank, with its number from 1; raises InputError where it can't be read."""
    number = 0
    with _opened(file, standard_input) as lines:
        try:
            for number, line in enumerate(lines, 1):
                if not line.isspace():
                    yield number, line
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"{file}:{number + 1} can't be read: {error}") from error


@contextmanager
def _opened(file: str, standard_input: BinaryIO | None) -> Iterator[Iterable[bytes]]:
    if file == STANDARD_INPUT:
        yield standard_input or sys.stdin.buffer
        return
    try:
        opened = Path(file).open("rb")  # noqa: SIM115 -- closed below: what the caller does with it is no fault of opening
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
    with opened:
        yield gzip.GzipFile(fileobj=opened) if file.endswith(".gz") else opened
