"""Texts that can be written as UTF-8."""

import re

import msgspec

from pipeline.record.serialize import to_builtins
from pipeline.record.types import Record

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def encodable(record: Record) -> Record:
    """*record*; where a text holds half a surrogate pair, that is U+FFFD, so that offsets stay true.

    No record read from a file holds any; one that was made in Python may.
    """
    try:
        msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.convert(_mended(to_builtins(record)), Record)
    return record


def _mended(value: object) -> object:
    match value:
        case str():
            return _HALF_PAIR.sub("\ufffd", value)
        case dict():
            return {name: _mended(item) for name, item in value.items()}
        case list() | tuple():
            return [_mended(item) for item in value]
        case _:
            return value
