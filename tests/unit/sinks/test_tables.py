from pipeline.record.types import Article, Money, Record, Timex
from pipeline.sinks.tables import INDEXES, LINKS, NAMES, Table, articles, rows
from tests.unit.record.made import RECORD

TABLES = {table.name: table for table in articles().descendants()}


def _row(table: str, *key: object) -> dict[str, object]:
    for found, values in rows(RECORD):
        row: dict[str, object] = dict(zip(found.column_names, values, strict=True))
        if found.name == table and tuple(row[name] for name in found.key) == key:
            return row
    raise AssertionError((table, key))


def test_every_list_of_the_record_is_a_table() -> None:
    assert list(TABLES) == [
        "articles", "authors", "editors", "keywords", "images", "blocks", "entities", "mentions", "money", "dates",
        "warnings",
    ]  # fmt: skip


def test_columns_stand_in_the_order_of_the_classes() -> None:
    names = TABLES["articles"].column_names
    own = [name for name in names if name in Article.__struct_fields__]
    assert own == [name for name in Article.__struct_fields__ if name in own]
    assert names[:3] == ("schema_version", "id", "source_path")
    assert names[-1] == "producer_model_version"
    for table, item in (("money", Money), ("dates", Timex)):
        columns = TABLES[table].column_names
        fields = [NAMES.get(name, name) for name in item.__struct_fields__]
        assert [name for name in columns if name in fields] == [name for name in fields if name in columns]


def test_no_field_of_the_record_is_left_out() -> None:
    def fields(table: Table) -> set[str]:
        own = {column.field.split(".")[0] for column in table.columns} | {child.field for child in table.children}
        return {field.split(".")[0] for field in own}

    assert fields(TABLES["articles"]) == set(Record.__struct_fields__)
    assert fields(TABLES["money"]) == set(Money.__struct_fields__)
    assert fields(TABLES["dates"]) == set(Timex.__struct_fields__)


def test_what_may_be_absent_may_be_null() -> None:
    columns = {column.name: column for column in TABLES["money"].columns}
    assert not columns["qualifier"].nullable
    assert columns["low"].nullable
    assert (columns["usd_rate_date"].type, columns["usd_rate_date"].nullable) == ("date", True)
    assert columns["usd_rate_source"].nullable
    places = {column.name: column for column in TABLES["articles"].columns}
    assert places["dateline_place"].nullable
    assert not places["producer_model"].nullable


def test_rows_hold_the_values_of_the_record() -> None:
    id_ = RECORD.id
    article = _row("articles", id_)
    assert article["title"] == RECORD.article.title
    assert article["source_path"] == "a/story.html"
    assert (article["dateline_place"], article["dateline_agency"]) == ("PORT HALE", None)
    assert _row("authors", id_, 1)["author"] == "Bo Lin"
    assert _row("keywords", id_, 0)["keyword"] == "ferries"
    assert _row("blocks", id_, 1) == {
        "article": id_, "position": 1, "kind": "paragraph", "start_char": 68, "end_char": 95,
    }  # fmt: skip
    assert _row("mentions", id_, "e1", 2)["found_in"] == "caption/0"
    yuan, dollars = _row("money", id_, "m1"), _row("money", id_, "m2")
    assert yuan["low"] == RECORD.money[0].low
    assert (yuan["about_subject"], yuan["about_period"], yuan["usd_rate_source"]) == ("e1", "d1", "a bank")
    assert (dollars["same_as"], dollars["usd_low"], dollars["about_subject"]) == ("m1", None, None)
    assert _row("dates", id_, "d1")["relative"] is True


def test_what_is_said_beside_the_classes_names_columns_that_exist() -> None:
    for table, indexes in INDEXES.items():
        assert {name for columns in indexes for name in columns} <= set(TABLES[table].column_names)
    assert set(LINKS) <= set(TABLES["money"].column_names)
    assert set(LINKS.values()) <= set(TABLES)


def test_columns_know_what_the_classes_say_of_them() -> None:
    columns = {column.name: column for column in TABLES["money"].columns}
    assert columns["about_measure"].description == "the words for what is measured"
    assert [columns[name].longest for name in ("currency", "qualifier", "text")] == [3, len("more_than"), None]
    assert "at_least" in columns["qualifier"].values
    assert TABLES["money"].description == "One monetary figure."
