"""Records that others hand us, as lines of JSON: held against the schema, and against what a schema can't say."""

import json
from collections.abc import Iterator
from functools import cache

import msgspec
from jsonschema import Draft202012Validator, ValidationError

from pipeline.record.schema import record_schema
from pipeline.record.serialize import from_json

_LONGEST_SENTENCE = 200


def broken_promises(line: bytes) -> list[str]:
    """Every promise that the record in *line* breaks, a sentence each; [] where it is a good record."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return [f"it is not JSON: {error}"]
    if broken := list(_against_schema(value)):
        return broken
    try:
        return from_json(line).check()
    except msgspec.MsgspecError as error:  # formats that the schema only names: 2018-02-30
        return [str(error)]


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(record_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _against_schema(value: object) -> Iterator[str]:
    for error in _validator().iter_errors(value):
        yield from (_sentence(each) for each in error.context or [error])


def _sentence(error: ValidationError) -> str:
    where = error.json_path.removeprefix("$").removeprefix(".") or "the record"
    what = error.message
    return f"{where}: {what if len(what) <= _LONGEST_SENTENCE else what[: _LONGEST_SENTENCE - 1] + '…'}"
