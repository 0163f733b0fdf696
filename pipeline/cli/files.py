"""Files that are named on the command line, "-" for standard input."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import click

from pipeline.errors import InputError


@contextmanager
def opened(file: str) -> Iterator[IO[bytes]]:
    """*file* to read, "-" for standard input. Raises InputError where it can't be."""
    try:
        stream = click.open_file(file, "rb")
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
    with stream:
        yield stream


def read(file: str) -> bytes:
    """All of *file*; see opened."""
    with opened(file) as stream:
        return stream.read()
