"""A line of JSON, for the formats that are such lines."""

import json
from collections.abc import Mapping

Properties = dict[str, object]


def json_line(value: Mapping[str, object]) -> bytes:
    """*value* as a line of UTF-8, keys in order, with its line feed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def stated(properties: Mapping[str, object]) -> Properties:
    """*properties* without those that are None or empty: these vocabularies leave out what is not known."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}
