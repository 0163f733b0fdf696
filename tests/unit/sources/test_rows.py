"""JSON Lines and Parquet: which columns hold what, and rows that hold nothing to read."""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from pipeline.document import Document, Failure
from pipeline.page.article import read_page
from pipeline.sources import Choice, Columns, Entry, Input, limits, open_source
from pipeline.sources.parquet import Parquet
from tests.unit.sources.made import write

Rows = list[Mapping[str, object]]


def _json_lines(path: Path, rows: Rows) -> Path:
    return write(path / "a.jsonl", b"".join(json.dumps(row).encode() + b"\n" for row in rows))


def _parquet(path: Path, rows: Rows) -> Path:
    made = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([dict(row) for row in rows]), made)
    return write(path / "a.parquet", made.getvalue())


def _read(path: Path, columns: Columns | None = None) -> list[Document | Failure]:
    source = open_source(Input(str(path)), choice=Choice(columns=columns or Columns()))
    return list(source.read(source.entries()))


@pytest.mark.parametrize("write_rows", [_json_lines, _parquet])
def test_columns_by_their_usual_names(tmp_path: Path, write_rows: type) -> None:
    rows: Rows = [
        {"html": "<p>é", "text": "not read", "url": "https://a.example/", "fetched": "2018-06-25", "other": 1},
        {"html": None, "text": "plain é", "url": None, "fetched": "some day", "other": 2},
    ]
    path = write_rows(tmp_path, rows)
    html, text = "text/html; charset=utf-8", "text/plain; charset=utf-8"
    assert _read(path) == [
        Document(
            data="<p>é".encode(),
            path=f"{path.name}!1",
            url="https://a.example/",
            media_type=html,
            fetched="2018-06-25T00:00:00Z",
        ),
        Document(data="plain é".encode(), path=f"{path.name}!2", media_type=text),
    ]


@pytest.mark.parametrize("write_rows", [_json_lines, _parquet])
def test_columns_that_are_named(tmp_path: Path, write_rows: type) -> None:
    rows: Rows = [
        {"html": "<p>no", "story": "read", "where": "https://a.example/", "seen": "2018-06-25T10:00:00+02:00"}
    ]
    path = write_rows(tmp_path, rows)
    columns = Columns(html="page", text="story", url="where", fetched="seen")
    (document,) = _read(path, columns)
    assert isinstance(document, Document)
    assert (document.data, document.url, document.fetched) == (
        b"read",
        "https://a.example/",
        "2018-06-25T10:00:00+02:00",
    )


@pytest.mark.parametrize("write_rows", [_json_lines, _parquet])
def test_the_title_and_day_of_a_text_are_read_as_part_of_it(tmp_path: Path, write_rows: type) -> None:
    text = "The people of Skerry bought their ferry back on Tuesday, after a vote.\n\nThe council paid nothing for it."
    title = "Islanders buy their ferry back after seven long years in which nobody on the mainland would hear of it"
    rows: Rows = [
        {"title": title, "text": text, "date": "2018-06-25", "html": None},
        {"title": None, "text": text, "date": None, "html": None},
        {"title": "Not the page's", "text": text, "date": "2017-01-01", "html": f"<h1>A page</h1><p>{text}"},
    ]
    documents = [each for each in _read(write_rows(tmp_path, rows)) if isinstance(each, Document)]
    one, two = (read_page(each).article for each in documents[:2])
    assert (one.title, one.published, one.text) == (title, "2018-06-25", text)
    assert (two.published, two.text.endswith("for it.")) == (None, True)
    assert documents[2].data == f"<h1>A page</h1><p>{text}".encode()


def test_a_line_that_holds_no_page(tmp_path: Path) -> None:
    lines = [
        *[b'{"html": "<p>one"}', b"", b"  ", b"no json", b'["html"]', b'{"title": "x"}', b'{"html": 7}'],
        *[b'{"html": ""}', b"[" * 100_000, b'{"n": ' + b"9" * 5000 + b"}", b'{"html": "\xff"}'],
        *[b'{"html": "a\tb\\ud800"}\r', b'{"html": "<p>end"}'],
    ]
    source = open_source(Input(str(write(tmp_path / "a.jsonl", b"\n".join(lines)))))
    entries = list(source.entries())
    assert [entry.path for entry in entries] == [f"a.jsonl!{n}" for n in (1, *range(4, len(lines) + 1))]
    assert [each.code if isinstance(each, Failure) else each.data.decode() for each in source.read(entries)] == [
        *["<p>one", "not_json", "not_json", "no_page", "no_page", "no_page", "not_json", "not_json", "not_json"],
        *["a\tb?", "<p>end"],
    ]


def test_a_byte_order_mark_and_a_line_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.sources.json_lines.LARGEST_FILE", 30)
    lines = [b'\xef\xbb\xbf{"html": "one"}', b'{"html": "' + b"x" * 70 + b'"}', b'{"html": "two"}']
    source = open_source(Input(str(write(tmp_path / "a.jsonl", b"\n".join(lines)))))
    codes = [each.code if isinstance(each, Failure) else each.data for each in source.read(source.entries())]
    assert codes == [b"one", "too_large", b"two"]
    monkeypatch.setattr(limits, "LARGEST_FILE", 2)
    assert [each.code for each in source.read(source.entries()) if isinstance(each, Failure)] == ["too_large"] * 3


def test_a_table_without_a_page(tmp_path: Path) -> None:
    (failure,) = _read(_parquet(tmp_path, [{"headline": "x", "link": "y"}]))
    assert failure == Failure(
        path="a.parquet",
        stage="source",
        code="no_page",
        message="it has no column html or raw_html or text or body or content, but headline, link; "
        "name the one with --html-column or --text-column",
    )


def test_a_table_of_rows_without_end(tmp_path: Path) -> None:
    made = io.BytesIO()
    parquet.write_table(pa.table({"html": pa.nulls(100_000, pa.string())}), made)
    (failure,) = _read(write(tmp_path / "a.parquet", made.getvalue()))
    assert isinstance(failure, Failure)
    assert failure.code == "bomb"


def test_rows_are_read_in_any_order_and_groups_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    pages = [f"<p>page {number}" for number in range(100)]
    parquet.write_table(pa.table({"html": pages}), made, row_group_size=40)
    source = open_source(Input(str(write(tmp_path / "a.parquet", made.getvalue()))))
    entries = list(source.entries())
    begun = []
    begin = Parquet._begin_group_of

    def noted(table: Parquet, at: int) -> None:
        begun.append(at)
        begin(table, at)

    monkeypatch.setattr(Parquet, "_begin_group_of", noted)
    for part in (entries[:30], entries[30:70], entries[70:]):
        read = list(source.read(part))
        assert [each.data.decode() for each in read if isinstance(each, Document)] == [
            pages[entry.at[0]] for entry in part
        ]
    assert begun == [0, 40, 80]
    backwards = list(source.read(entries[::-1]))
    assert [each.data.decode() for each in backwards if isinstance(each, Document)] == pages[::-1]
    (gone,) = source.read([Entry("a.parquet!101", 0, (100,))])
    assert isinstance(gone, Failure)
