"""Records to JSON and back. One record is one line; keys in order, nulls kept, amounts as plain decimal strings."""

import json
from decimal import Decimal

import msgspec

from pipeline.record.types import Record


def plain(amount: Decimal) -> str:
    """*amount* in plain digits, without exponent, padding or a negative zero.

    >>> plain(Decimal("7.4E+8")), plain(Decimal("0.50")), plain(Decimal("-0"))
    ('740000000', '0.5', '0')
    """
    digits = format(amount, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def to_builtins(value: msgspec.Struct) -> dict[str, object]:
    """*value* as dicts, lists and strings, as it stands in JSON; amounts stay Decimal."""
    built: dict[str, object] = msgspec.to_builtins(value, builtin_types=(Decimal,))
    return built


def to_json(value: msgspec.Struct) -> str:
    """*value* (a Record, a part of one, a Failure) as one line of JSON, without the line end."""
    return json.dumps(to_builtins(value), ensure_ascii=False, separators=(",", ":"), default=_default)


def from_json(line: str | bytes) -> Record:
    """The record that *line* holds.

    Raises msgspec.DecodeError where it is not JSON, msgspec.ValidationError where it is not such a record.
    """
    return msgspec.json.decode(line, type=Record)


def _default(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    raise TypeError(f"{type(value).__name__} has no place in a record")
