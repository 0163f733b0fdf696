import json

import pytest
from msgspec.structs import replace

from pipeline.record.validate import broken_promises
from tests.unit.record.made import RECORD


def test_a_good_record() -> None:
    assert broken_promises(RECORD.to_json().encode()) == []


def test_what_a_schema_cannot_say() -> None:
    line = replace(RECORD, duplicate_of=RECORD.id).to_json().encode()
    assert broken_promises(line) == ["duplicate_of is the record's own id"]


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("schema_version",), "2", "schema_version: '2' is not one of ['1']"),
        (("money", 0, "low"), "1E5", r"money[0].low: '1E5' does not match"),
        (("dates", 0, "earliest"), "2018-02-30", "dates[0].earliest: '2018-02-30' is not a 'date'"),
        (("article", "keywords"), "x" * 1000, "article.keywords: 'xxx"),
    ],
)
def test_what_the_schema_says(path: tuple[str | int, ...], value: object, sentence: str) -> None:
    record = json.loads(RECORD.to_json())
    place = record
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    broken = broken_promises(json.dumps(record).encode())
    assert [each for each in broken if each.startswith(sentence)]
    assert all(len(each) < 300 for each in broken)


@pytest.mark.parametrize("line", [b"", b"{", b"\xff", b"[" * 100_000, b"nul"])
def test_what_is_not_json(line: bytes) -> None:
    (sentence,) = broken_promises(line)
    assert sentence.startswith("it is not JSON")


@pytest.mark.parametrize("line", [b"{}", b"[]", b"1", b"null"])
def test_what_is_no_record(line: bytes) -> None:
    assert broken_promises(line)
