import json
from decimal import Decimal

import msgspec
import pytest

from pipeline.record.serialize import from_json, plain, to_json
from tests.unit.record.made import RECORD


@pytest.mark.parametrize(
    ("amount", "digits"),
    [("7.4E+8", "740000000"), ("1E-3", "0.001"), ("-0.0", "0"), ("100", "100"), ("0.50", "0.5"), ("-5.10", "-5.1")],
)
def test_amounts_in_plain_digits(amount: str, digits: str) -> None:
    assert plain(Decimal(amount)) == digits


def test_a_record_is_one_line_and_comes_back() -> None:
    line = to_json(RECORD)
    assert "\n" not in line
    assert from_json(line) == RECORD
    assert to_json(from_json(line)) == line


def test_keys_stand_in_order_and_nulls_are_kept() -> None:
    record = json.loads(to_json(RECORD))
    assert list(record)[:4] == ["schema_version", "id", "source", "article"]
    assert list(record["money"][0])[:4] == ["id", "in", "start", "end"]
    assert record["duplicate_of"] is None
    assert list(record["money"][1]["about"]) == [
        "subject", "measure", "predicate", "period", "measure_head", "sentence_start", "sentence_end", "rule",
    ]  # fmt: skip
    assert set(record["money"][1]["about"].values()) == {None}
    assert record["money"][0]["usd"]["low"] == "12300000.5"


def test_unknown_keys_are_ignored() -> None:
    assert from_json(to_json(RECORD)[:-1] + ',"of_a_later_version":1}') == RECORD


@pytest.mark.parametrize("line", ["", "{}", "[]", to_json(RECORD)[:-2]])
def test_what_is_no_record(line: str) -> None:
    with pytest.raises(msgspec.MsgspecError):
        from_json(line)
