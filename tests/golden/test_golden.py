"""The records of corpus/ against the truth, one test a field; known misses are listed beside it."""

import json
import tomllib
from collections.abc import Callable, Iterator
from difflib import ndiff
from functools import cache, partial
from pathlib import Path

import pytest

from pipeline import Document, Extractor, Record
from pipeline.record.serialize import from_json, plain, to_builtins

HERE = Path(__file__).parent
NAMES = sorted(path.parent.name for path in HERE.glob("*/record.json"))
ARTICLE_FIELDS = (
    "url", "title", "subtitle", "summary", "authors", "editors", "publisher", "credit", "published", "modified",
    "language", "section", "keywords", "dateline", "images", "text",
)  # fmt: skip


@cache
def _truth(name: str) -> Record:
    return from_json((HERE / name / "record.json").read_bytes())


@cache
def _misses(name: str) -> dict[str, list[str]]:
    path = HERE / name / "misses.toml"
    table = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {field: [line for group in groups for line in group["lines"]] for field, groups in table.items()}


@pytest.fixture(scope="module")
def records(extractor: Extractor, corpus: Path) -> dict[str, Record]:
    paths = {name: _truth(name).source.path for name in NAMES}
    documents = [Document(data=(corpus / path).read_bytes(), path=path) for path in paths.values()]
    return dict(zip(paths, extractor.extract_many(documents), strict=True))


def _article(field: str, record: Record) -> Iterator[str]:
    value = to_builtins(record.article)[field]
    if field == "text":
        article = record.article
        yield from (f"{block.kind}: {article.text[block.start : block.end]}" for block in article.blocks)
    elif isinstance(value, list):
        yield from (json.dumps(item, ensure_ascii=False) for item in value)
    else:
        yield json.dumps(value, ensure_ascii=False)


def _money(record: Record) -> Iterator[str]:
    texts = {money.id: money.text for money in record.money}
    for m in record.money:
        low, high = ("" if end is None else plain(end) for end in (m.low, m.high))
        amount = low if m.low == m.high else f"{low}..{high}"
        line = (
            f"{m.in_} {m.start}-{m.end} {m.text!r}: {amount} {m.currency or '?'} {m.qualifier} from={m.currency_from}"
        )
        line += f" per={m.per}" if m.per else ""
        yield line + (f" same_as={texts[m.same_as]!r}" if m.same_as else "")


def _facts(record: Record) -> Iterator[str]:
    names = {entity.id: entity.name for entity in record.entities}
    periods = {date.id: date.text for date in record.dates}
    for m in record.money:
        subject, period = names.get(m.about.subject or "", "-"), periods.get(m.about.period or "", "-")
        yield f"{m.in_} {m.start} {m.text!r}: {subject} | {m.about.measure_head or '-'} | {period}"


def _usd(record: Record) -> Iterator[str]:
    for m in record.money:
        if m.usd:
            low, high = ("" if end is None else plain(end) for end in (m.usd.low, m.usd.high))
            yield f"{m.in_} {m.start} {m.text!r}: {low}..{high} by {m.usd.rate_source} of {m.usd.rate_date}"


def _dates(record: Record) -> Iterator[str]:
    for d in record.dates:
        line = f"{d.in_} {d.start}-{d.end} {d.text!r}: {d.type} {d.value}" + (f" mod={d.mod}" if d.mod else "")
        line += f" {d.earliest}..{d.latest}" if d.earliest else ""
        yield line + (" relative" if d.relative else "")


def _entities(record: Record) -> Iterator[str]:
    for e in record.entities:
        yield f"{e.type} {e.name}"


def _countries(record: Record) -> Iterator[str]:
    yield from (f"{e.name}: {e.country}" for e in record.entities if e.country)


def _mentions(record: Record) -> Iterator[str]:
    for e in record.entities:
        yield from (f"{m.in_} {m.start}-{m.end} {m.text!r}: {e.name}" for m in e.mentions)


def _source(record: Record) -> Iterator[str]:
    source = record.source
    yield f"{source.path} {source.media_type} {source.encoding} {source.sha256}"
    yield f"id {record.id}"


def _warnings(record: Record) -> Iterator[str]:
    yield from (warning.code for warning in record.warnings)


FIELDS: dict[str, Callable[[Record], Iterator[str]]] = {
    "source": _source,
    **{field: partial(_article, field) for field in ARTICLE_FIELDS},
    "money": _money,
    "facts": _facts,
    "usd": _usd,
    "dates": _dates,
    "entities": _entities,
    "countries": _countries,
    "mentions": _mentions,
    "warnings": _warnings,
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, field: str, records: dict[str, Record]) -> None:
    truth, found = list(FIELDS[field](_truth(name))), list(FIELDS[field](records[name]))
    differences = [line for line in ndiff(truth, found) if line[0] in "+-"]
    assert differences == _misses(name).get(field, [])


@pytest.mark.parametrize("name", NAMES)
def test_the_truth_keeps_the_promises_of_a_record(name: str) -> None:
    assert _truth(name).check() == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_keeps_the_promises_of_a_record(name: str, records: dict[str, Record]) -> None:
    assert records[name].check() == []


def test_every_miss_has_its_reason() -> None:
    for path in HERE.glob("*/misses.toml"):
        for field, groups in tomllib.loads(path.read_text("utf-8")).items():
            assert field in FIELDS
            assert all(group["reason"].strip() and group["lines"] for group in groups)
