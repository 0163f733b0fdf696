import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.record.schema import record_schema, schema_json
from tests.unit.record.made import RECORD

VALIDATOR = Draft202012Validator(record_schema())


def _record() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(RECORD.to_json())
    return record


def _objects(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if isinstance(value, dict) else []
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [inner for key, part in parts for inner in _objects(part, (*path, key))]


def _at(record: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        record = record[key]
    return record


def test_it_is_a_schema_of_its_dialect() -> None:
    Draft202012Validator.check_schema(record_schema())
    assert record_schema()["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert record_schema()["$id"] == "urn:news-pipeline:record:1"


def test_the_file_in_the_package_is_the_schema_of_the_classes() -> None:
    written = (files("pipeline.record") / "record.schema.json").read_text("utf-8")
    assert written == schema_json(), "news-pipeline schema > pipeline/record/record.schema.json"


def test_a_good_record_is_valid() -> None:
    assert list(VALIDATOR.iter_errors(_record())) == []


@pytest.mark.parametrize("path", _objects(json.loads(RECORD.to_json())), ids=str)
def test_no_key_may_be_missing_and_unknown_ones_are_ignored(path: tuple[str | int, ...]) -> None:
    for key in list(_at(_record(), path)):
        record = _record()
        del _at(record, path)[key]
        assert not VALIDATOR.is_valid(record), key
    record = _record()
    _at(record, path)["of_a_later_version"] = 1
    assert VALIDATOR.is_valid(record)


@pytest.mark.parametrize("amount", ["7.4E+8", "+1", ".5", "5.", "1,000", "", "NaN", 5, 0.5, True])
def test_amounts_are_strings_of_plain_digits(amount: object) -> None:
    record = _record()
    record["money"][0]["low"] = amount
    assert not VALIDATOR.is_valid(record)


def test_no_default_is_offered() -> None:
    assert '"default"' not in schema_json()
