import csv
from decimal import Decimal
from io import StringIO
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.export import export
from pipeline.export.csv_excel import safe
from pipeline.export.csv_tables import cell
from pipeline.export.sheets import sheets
from pipeline.record.types import Record
from tests.unit.export.made import HUGE, NULLS, ODD, many
from tests.unit.record.made import RECORD


def _files(records: list[Record], name: str, folder: Path) -> dict[str, list[dict[str, str]]]:
    """Every row of every file, as Python's own csv module reads it."""
    export(lambda: records, name, folder)
    encoding = "utf-8-sig" if name == "csv-excel" else "utf-8"
    read = {path.stem: path.read_bytes().decode(encoding) for path in folder.iterdir()}
    return {stem: list(csv.DictReader(StringIO(text, newline=""), strict=True)) for stem, text in read.items()}


def test_each_sheet_is_a_file_with_its_columns(tmp_path: Path) -> None:
    export(list, "csv", tmp_path / "csv")
    for name, sheet in sheets().items():
        header = ",".join(column.name for column in sheet.columns) + "\r\n"
        assert (tmp_path / "csv" / f"{name}.csv").read_bytes() == header.encode()


def test_values_are_as_in_the_record(tmp_path: Path) -> None:
    files = _files([RECORD, ODD, NULLS], "csv", tmp_path / "csv")
    yuan, dollars, huge, tiny = files["money"]
    assert (yuan["low"], yuan["usd_low"], yuan["about_subject"]) == ("80000000", "12300000.5", "e1")
    assert (dollars["same_as"], dollars["usd_low"]) == ("m1", "")
    assert (huge["low"], huge["high"]) == (HUGE, "")
    assert (tiny["low"], tiny["high"]) == ("-5000", "0.00000000005")
    assert files["articles"][1]["title"] == '=HYPERLINK("http://x.example")'
    assert files["articles"][1]["text"] == ODD.article.text.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
    assert [row["relative"] for row in files["dates"]] == ["true", "false", "true"]
    assert files["figures"][0]["whose"] == "Ferrow Yards"
    assert files["articles"][2]["title"] == ""


def test_null_and_an_empty_text_differ_in_their_quotes(tmp_path: Path) -> None:
    export(lambda: [ODD], "csv", tmp_path / "csv")
    first = (tmp_path / "csv" / "authors.csv").read_bytes().split(b"\r\n")[1]
    assert first == f'{ODD.id},0,""'.encode()
    assert (cell(None), cell("")) == ("", '""')
    found = duckdb.read_csv(str(tmp_path / "csv" / "articles.csv"), allow_quoted_nulls=False)
    assert found.project("url IS NULL, subtitle = ''").fetchall() == [(True, True)]


def test_readers_of_csv_agree_with_the_records(tmp_path: Path) -> None:
    records = many(60)
    export(lambda: records, "csv", tmp_path / "csv")
    expected = sum((money.low for record in records for money in record.money if money.low), Decimal(0))
    found = duckdb.read_csv(str(tmp_path / "csv" / "figures.csv"), all_varchar=True)
    assert found.aggregate("sum(low::DECIMAL(38, 4))").fetchall() == [(expected,)]
    frame = pl.read_csv(tmp_path / "csv" / "figures.csv", infer_schema=False)
    assert frame["low"].cast(pl.Decimal(38, 4)).sum() == expected
    assert frame.columns == [column.name for column in sheets()["figures"].columns]


def test_spreadsheets_see_no_formula_and_the_right_letters(tmp_path: Path) -> None:
    files = _files([ODD], "csv-excel", tmp_path / "excel")
    (article,) = files["articles"]
    assert article["title"] == '\'=HYPERLINK("http://x.example")'
    assert article["publisher"] == "'@work"
    assert [row["low"] for row in files["money"]] == [HUGE, "-5000"]
    assert (tmp_path / "excel" / "money.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle,")
    for rows in files.values():
        texts = [value for row in rows for value in row.values() if value not in ("-5000", "")]
        assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert safe(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=1", " =1", "5%", "'=1", "–1"])
def test_other_texts_stay(text: str) -> None:
    assert safe(text) == text
