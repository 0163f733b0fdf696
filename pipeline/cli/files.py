"""Files that are named on the command line, "-" for standard input."""

import click

from pipeline.errors import InputError


def read(file: str) -> bytes:
    """All of *file*, "-" for standard input. Raises InputError where it can't be read."""
    try:
        with click.open_file(file, "rb") as stream:
            data: bytes = stream.read()
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
    return data
