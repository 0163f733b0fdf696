"""The JSON Schema of a record, made from the record classes.

`record.schema.json` beside this module is this schema, written down for readers in other languages:
`news-pipeline schema > pipeline/record/record.schema.json` writes it anew after a change of the classes.
"""

import json
from typing import Any

import msgspec

from pipeline.record.types import SCHEMA_VERSION, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN_DECIMAL = r"^-?\d+(\.\d+)?$"


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one record, a new dict each time.

    Every property is required, since what is absent is null and never missing. Properties it does not name are
    allowed: later minor versions add some, and readers ignore what they do not know. What a schema can't say is said
    by record/check.py.
    """
    made = msgspec.json.schema(Record)
    return {
        "$schema": DIALECT,
        "$id": f"urn:news-pipeline:record:{SCHEMA_VERSION}",
        "title": "A news article with the entities, monetary figures and dates found in it",
        "$ref": made["$ref"],
        "$defs": {name: _strict(definition) for name, definition in made["$defs"].items()},
    }


def schema_json() -> str:
    """The schema as the text of record.schema.json."""
    return json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"


def _strict(schema: Any) -> Any:
    """*schema* with every property required, no defaults, and amounts as plain digits."""
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "decimal":
        return {"type": "string", "pattern": PLAIN_DECIMAL}
    if isinstance(schema.get("description"), str):  # a class's docstring: Python 3.13 dedents it, 3.11 does not
        schema = schema | {"description": " ".join(schema["description"].split())}
    strict = {key: _strict(value) for key, value in schema.items() if key != "default"}
    if isinstance(strict.get("properties"), dict):
        strict["required"] = list(strict["properties"])
    return strict
