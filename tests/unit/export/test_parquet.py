import datetime as dt
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from msgspec import inspect
from msgspec.structs import replace

from pipeline.export import export, parquet
from pipeline.export.encodable import encodable
from pipeline.export.parquet import TIMES, fitting, schema_of
from pipeline.export.sheets import sheets
from pipeline.record.types import Article, Record
from pipeline.sinks.tables import articles, rows
from tests.unit.export.made import HUGE, NULLS, ODD, many
from tests.unit.record.made import RECORD, with_article

AMOUNT = pa.decimal128(38, 10)


def _folder(records: Iterable[Record], tmp_path: Path) -> Path:
    kept = list(records)
    export(lambda: kept, "parquet", tmp_path / "tables", force=True)
    return tmp_path / "tables"


def _query(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        for path in folder.iterdir():
            connection.read_parquet(str(path)).create_view(path.stem)
        found: list[tuple[object, ...]] = connection.sql(sql).fetchall()
    return found


@pytest.mark.parametrize("records", [[], [NULLS], [RECORD, ODD]], ids=["none", "nulls", "full"])
def test_types_do_not_depend_on_values(records: list[Record], tmp_path: Path) -> None:
    folder = _folder(records, tmp_path)
    assert {path.stem for path in folder.iterdir()} == set(sheets())
    for name, sheet in sheets().items():
        assert pq.read_schema(folder / f"{name}.parquet").equals(schema_of(sheet), check_metadata=True)


def test_the_schema_says_what_it_holds() -> None:
    money = schema_of(sheets()["money"])
    assert money.field("low").type == AMOUNT
    assert money.field("low_text").type == pa.string()
    assert money.field("usd_rate_date").type == pa.date32()
    assert not money.field("qualifier").nullable
    assert money.field("per").nullable
    assert money.field("currency").metadata == {b"description": b"None where it can't be known"}
    assert money.metadata[b"primary_key"] == b"article,id"
    assert money.metadata[b"description"] == b"One monetary figure."
    dates = schema_of(sheets()["dates"])
    assert dates.field("relative").type == pa.bool_()
    found = schema_of(sheets()["articles"])
    assert found.field("published_day").type == pa.date32()
    assert found.field("published_utc").type == pa.timestamp("us", "UTC")


def test_the_times_are_those_of_the_class() -> None:
    info = inspect.type_info(Article)
    assert isinstance(info, inspect.StructType)
    found = [field.name for field in info.fields if "ISO 8601" in str(field.type)]
    assert tuple(found) == TIMES


def test_every_row_of_the_tables_is_there(tmp_path: Path) -> None:
    records = [RECORD, ODD, NULLS, *many(30)]
    folder = _folder(records, tmp_path)
    expected = Counter(table.name for record in records for table, _ in rows(record))
    for table in articles().descendants():
        assert pq.read_metadata(folder / f"{table.name}.parquet").num_rows == expected[table.name]
    assert pq.read_metadata(folder / "figures.parquet").num_rows == expected["money"]


def test_values_are_the_record_s(tmp_path: Path) -> None:
    folder = _folder([RECORD], tmp_path)
    (article,) = pq.read_table(folder / "articles.parquet").to_pylist()
    assert article["text"] == RECORD.article.text
    assert article["published"] == "2018-06-25T10:56:00+08:00"
    assert article["published_day"] == dt.date(2018, 6, 25)
    assert article["published_utc"] == dt.datetime(2018, 6, 25, 2, 56, tzinfo=dt.UTC)
    assert (article["modified"], article["modified_day"], article["modified_utc"]) == (None, None, None)
    yuan, dollars = pq.read_table(folder / "money.parquet").to_pylist()
    assert (yuan["low"], yuan["low_text"]) == (Decimal(80000000), "80000000")
    assert (yuan["usd_high"], yuan["usd_high_text"]) == (Decimal("12300000.5"), "12300000.5")
    assert (dollars["usd_low"], dollars["usd_low_text"]) == (None, None)
    assert (yuan["found_in"], yuan["start_char"], yuan["end_char"]) == ("text", 34, 49)
    (date,) = pq.read_table(folder / "dates.parquet").to_pylist()
    assert (date["earliest"], date["relative"]) == (dt.date(2018, 6, 14), True)


def test_what_is_hard_is_kept(tmp_path: Path) -> None:
    folder = _folder([ODD], tmp_path)
    (article,) = pq.read_table(folder / "articles.parquet").to_pylist()
    assert article["text"] == encodable(ODD).article.text
    assert "\0" in article["text"]
    assert "half a pair \ufffd," in article["text"]
    assert (article["subtitle"], article["url"]) == ("", None)
    assert (article["published_day"], article["published_utc"]) == (dt.date(2018, 6, 25), None)
    assert (article["modified_day"], article["modified_utc"]) == (dt.date(1, 1, 1), None)
    huge, tiny = pq.read_table(folder / "money.parquet").to_pylist()
    assert (huge["low"], huge["low_text"], huge["high"], huge["high_text"]) == (None, HUGE, None, None)
    assert (tiny["low"], tiny["low_text"]) == (Decimal(-5000), "-5000")
    assert (tiny["high"], tiny["high_text"]) == (Decimal(0), "0.00000000005")


def test_a_time_of_no_calendar_is_text_alone(tmp_path: Path) -> None:
    folder = _folder([with_article(RECORD, published="2018-02-30")], tmp_path)
    (article,) = pq.read_table(folder / "articles.parquet").to_pylist()
    assert (article["published"], article["published_day"]) == ("2018-02-30", None)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("740000000", "740000000"),
        ("0.00000000005", "0"),
        ("0.00000000015", "0.0000000002"),
        ("9999999999999999999999999999", "9999999999999999999999999999"),
        ("9999999999999999999999999999.99999999996", None),
        ("1E+28", None),
        ("-1E+28", None),
        ("1E+300", None),
        ("NaN", None),
    ],
)
def test_amounts_fit_or_are_null(amount: str, expected: str | None) -> None:
    assert fitting(Decimal(amount)) == (None if expected is None else Decimal(expected))


def test_duckdb_gives_the_sums_of_the_records(tmp_path: Path) -> None:
    records = many(400)
    folder = _folder(records, tmp_path)
    expected: Counter[str] = Counter()
    cents: dict[str, Decimal] = {}
    for money in (money for record in records for money in record.money):
        assert money.currency is not None
        assert money.low is not None
        expected[money.currency] += 1
        cents[money.currency] = cents.get(money.currency, Decimal(0)) + money.low
    sums = "SELECT currency, count(*), sum(low) FROM {} GROUP BY ALL ORDER BY ALL"
    for name in ("money", "figures"):
        assert _query(folder, sums.format(name)) == [(each, expected[each], cents[each]) for each in sorted(cents)]
    joined = sums.format("money JOIN articles ON articles.id = money.article")
    assert _query(folder, joined) == _query(folder, sums.format("money"))


def test_duckdb_reads_every_file(tmp_path: Path) -> None:
    folder = _folder([ODD, NULLS, RECORD], tmp_path)
    assert _query(folder, "SELECT count(*) FROM articles WHERE published_utc = '2018-06-25T02:56:00Z'") == [(1,)]
    assert _query(folder, "SELECT typeof(low), typeof(usd_low) FROM figures LIMIT 1") == [("DECIMAL(38,10)",) * 2]
    assert _query(folder, "SELECT m.text FROM mentions m JOIN entities e ON m.article = e.article AND m.entity = e.id"
                          " WHERE e.geonames = 2510409") == [("half a pair \ufffd",)]  # fmt: skip


def test_polars_reads_every_file(tmp_path: Path) -> None:
    records = many(50)
    folder = _folder([*records, ODD], tmp_path)
    for name, sheet in sheets().items():
        frame = pl.read_parquet(folder / f"{name}.parquet")
        assert frame.columns == schema_of(sheet).names
    money = pl.read_parquet(folder / "money.parquet")
    assert money.schema["low"] == pl.Decimal(38, 10)
    euros = sum((m.low for r in records for m in r.money if m.currency == "EUR" and m.low is not None), Decimal(0))
    assert money.filter(pl.col("currency") == "EUR")["low"].sum() == euros
    found = pl.read_parquet(folder / "articles.parquet")
    assert found.schema["published_utc"] == pl.Datetime("us", "UTC")
    assert found["published_day"].dtype == pl.Date


def test_row_groups_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "RECORDS_AT_ONCE", 10)
    monkeypatch.setattr(parquet, "GROUP_ROWS", 20)
    folder = _folder(many(55), tmp_path)
    found = pq.ParquetFile(folder / "articles.parquet")
    assert [found.metadata.row_group(n).num_rows for n in range(found.num_row_groups)] == [20, 20, 15]
    assert found.read()["id"].to_pylist() == [record.id for record in many(55)]
    monkeypatch.setattr(parquet, "GROUP_BYTES", 1)
    assert pq.ParquetFile(_folder(many(55), tmp_path) / "articles.parquet").num_row_groups == 6


def test_figures_are_one_row_each(tmp_path: Path) -> None:
    record = replace(
        RECORD,
        money=(replace(RECORD.money[0], about=replace(RECORD.money[0].about, sentence_start=0, sentence_end=68)),),
    )
    (figure,) = pq.read_table(_folder([record], tmp_path) / "figures.parquet").to_pylist()
    assert figure == {
        "low": Decimal(80000000),
        "low_text": "80000000",
        "high": Decimal(80000000),
        "high_text": "80000000",
        "currency": "CNY",
        "usd_low": Decimal("12300000.5"),
        "usd_low_text": "12300000.5",
        "usd_high": Decimal("12300000.5"),
        "usd_high_text": "12300000.5",
        "qualifier": "exact",
        "per": None,
        "what": "sale",
        "whose": "Ferrow Yards",
        "verb": "sell",
        "period": "2018-06-14",
        "period_earliest": dt.date(2018, 6, 14),
        "period_latest": dt.date(2018, 6, 14),
        "text": "80 million yuan",
        "sentence": "Ferrow Yards sold two ferries for 80 million yuan ($12.3 million).",
        "title": "Ferrow Yards sells two ferries",
        "published": "2018-06-25T10:56:00+08:00",
        "published_day": dt.date(2018, 6, 25),
        "published_utc": dt.datetime(2018, 6, 25, 2, 56, tzinfo=dt.UTC),
        "publisher": "Harbour Post",
        "url": None,
        "path": "a/story.html",
        "same_as": None,
        "duplicate_of": None,
        "article": RECORD.id,
        "figure": "m1",
        "found_in": "text",
    }
