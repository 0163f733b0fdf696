from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from pipeline.sinks import open_sink
from pipeline.sinks.postgresql import PostgreSql
from tests.databases.dumped import ask, records_in
from tests.databases.made import made
from tests.databases.servers import Server


@pytest.fixture
def address(postgresql: Server) -> Iterator[str]:
    with postgresql.database() as named:
        yield named


@pytest.fixture
def sink(address: str) -> Iterator[PostgreSql]:
    with closing(open_sink(address)) as opened:
        assert isinstance(opened, PostgreSql)
        yield opened


def test_an_article_is_written_again_only_where_it_changed(address: str, sink: PostgreSql) -> None:
    written = "SELECT id, xmin::text FROM articles"
    before, after = made(9, version=1), made(9, version=2)
    sink.write("part-00000", before)
    at_first = dict(ask(address, written))
    sink.write("part-00000", [*before[:4], *after[4:6], *before[6:]])
    then = dict(ask(address, written))
    assert {id_ for id_ in then if then[id_] != at_first[id_]} == {record.id for record in after[4:6]}


def test_no_plan_is_kept_that_was_made_for_small_tables(sink: PostgreSql) -> None:
    for _ in range(8):  # psycopg prepares what comes for the sixth time
        sink.write("part-00000", made(2))
    with sink._engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_prepared_statements")) == 0


def test_ids_are_compared_as_bytes(address: str, sink: PostgreSql) -> None:
    sink.write("part-00000", made(2))
    others = """SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()
                AND column_name IN ('id', 'article', 'entity', 'run', 'about_subject', 'about_period', 'same_as')
                AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = current_schema())
                AND collation_name IS DISTINCT FROM 'C'"""
    assert ask(address, others) == []


def test_what_is_tried_again_ends_with_the_same_rows(
    address: str, sink: PostgreSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink.write("part-00000", made(9, version=1))
    sink.write("part-00000", made(9, version=2))
    expected = records_in(address)
    sink.write("part-00000", made(9, version=1))
    copy, tries = sink._copy, list[str]()

    def broken(connection: Any, table: str, *others: Any) -> None:
        copy(connection, table, *others)
        tries.append(table)
        if table == "money" and tries.count(table) < 3:
            raise psycopg.OperationalError

    monkeypatch.setattr(sink, "_copy", broken)
    monkeypatch.setattr("pipeline.sinks.sql.PAUSES", (0, 0, 0))
    sink.write("part-00000", made(9, version=2))
    assert tries.count("money") == 3
    assert records_in(address) == expected
