from pathlib import Path

import pytest
from sqlalchemy import MetaData

from pipeline.sinks import open_sink
from pipeline.sinks.schema import VERSION, metadata
from tests.databases.dumped import ask
from tests.databases.servers import Server

LAYOUT = Path(__file__).with_name("layout.txt")
"""The columns of this version."""


def _layout(tables: MetaData) -> list[str]:
    lines = [
        f"{table.name}.{column.name} {column.type}" for table in tables.tables.values() for column in table.columns
    ]
    return [f"version {VERSION}", *sorted(lines)]


def test_a_layout_has_a_version() -> None:
    assert _layout(metadata("sqlite")) == LAYOUT.read_text("utf-8").splitlines(), (
        "the tables have changed, and there are databases of this version: raise VERSION in sinks/schema.py, add the "
        "step that brings them forward to sinks/migrate.py, and write layout.txt anew"
    )


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql", "mysql"])
def test_every_column_of_a_record_is_described(dialect: str) -> None:
    tables = metadata(dialect).tables.values()
    silent = [f"{table.name}.{column.name}" for table in tables for column in table.columns if not column.comment]
    assert [name for name in silent if name.partition(".")[0] not in ("schema_version", "runs", "shards")] == []


def test_a_server_knows_what_columns_mean(postgresql: Server, mysql: Server) -> None:
    told = "the words for what is measured"
    with postgresql.database() as address:
        open_sink(address).close()
        asked = """SELECT col_description('money'::regclass, attnum) FROM pg_attribute
                   WHERE attrelid = 'money'::regclass AND attname = 'about_measure'"""
        assert ask(address, asked) == [(told,)]
        kinds = """SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()
                   AND table_name IN ('money', 'dates', 'articles')
                   AND column_name IN ('low', 'earliest', 'published_utc', 'search') ORDER BY 1"""
        assert ask(address, kinds) == [
            ("earliest", "date"), ("low", "numeric"), ("published_utc", "timestamp with time zone"),
            ("search", "tsvector"),
        ]  # fmt: skip
    with mysql.database() as address:
        open_sink(address).close()
        asked = """SELECT column_comment FROM information_schema.columns WHERE table_schema = database()
                   AND table_name = 'money' AND column_name = 'about_measure'"""
        assert ask(address, asked) == [(told,)]
