"""Records that are named on the command line."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click

from pipeline.record.types import Record
from pipeline.sinks.records import STANDARD_INPUT, read_records

records_argument = click.argument(
    "records", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="RECORDS|-..."
)


@contextmanager
def readable(records: tuple[str, ...]) -> Iterator[Callable[[], Iterator[Record]]]:
    """What gives the *records*, from the first whenever it is called."""
    with _kept(records) as standard_input:

        def read() -> Iterator[Record]:
            if standard_input:
                standard_input.seek(0)
            return read_records(records, standard_input)

        yield read


@contextmanager
def _kept(records: tuple[str, ...]) -> Iterator[BinaryIO | None]:
    """Standard input in a temporary file, where it is asked for: records are read twice, and memory stays flat."""
    if STANDARD_INPUT not in records:
        yield None
        return
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
        yield file
