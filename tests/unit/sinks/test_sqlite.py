import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.errors import OutputError
from pipeline.sinks.sqlite import Sqlite
from pipeline.sinks.tables import articles
from tests.unit.record.made import DOLLARS, RECORD, YARDS, bare_record, with_article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def sink(path: Path) -> Iterator[Sqlite]:
    with closing(Sqlite(path)) as opened:
        yield opened


def _ask(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def _all_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    names = [table.name for table in articles().descendants()]
    return {name: _ask(path, f"SELECT * FROM {name}") for name in names}  # noqa: S608 -- names of our own


def test_people_can_ask_it(path: Path, sink: Sqlite) -> None:
    sink.write("part-00000", [RECORD])
    question = """
        SELECT entities.name, money.low, money.currency, dates.value, articles.title
        FROM money JOIN articles ON articles.id = money.article
        JOIN entities ON entities.article = money.article AND entities.id = money.about_subject
        JOIN dates ON dates.article = money.article AND dates.id = money.about_period"""
    assert _ask(path, question) == [("Ferrow Yards", "80000000", "CNY", "2018-06-14", RECORD.article.title)]
    assert _ask(path, "SELECT usd_low, usd_rate_date FROM money WHERE id = 'm1'") == [("12300000.5", "2018-06-22")]
    assert _ask(path, "SELECT relative, typeof(relative) FROM dates") == [(1, "integer")]


def test_it_is_sound(path: Path, sink: Sqlite) -> None:
    sink.write("part-00000", [RECORD, bare_record("b.html", "Nothing")])
    assert _ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert _ask(path, "PRAGMA foreign_key_check") == []


def test_a_changed_article_replaces_its_rows_wholly(path: Path, sink: Sqlite) -> None:
    at_home = with_article(RECORD, url="https://harbourpost.example/ferries")
    changed = with_article(replace(at_home, money=(replace(DOLLARS, same_as=None),), entities=()), authors=())
    sink.write("part-00000", [at_home, bare_record("b.html", "Nothing")])
    sink.write("part-00001", [changed])
    assert _ask(path, "SELECT count(*) FROM articles") == [(2,)]
    assert _ask(path, "SELECT id FROM money") == [("m2",)]
    rows = _all_rows(path)
    for table in ("authors", "entities", "mentions"):
        assert rows[table] == [row for row in rows[table] if row[0] != changed.id]
    assert _ask(path, "PRAGMA foreign_key_check") == []


def test_of_two_records_with_one_id_the_later_stays(path: Path, sink: Sqlite) -> None:
    first, second = (bare_record(name, name, url="https://one.example/story") for name in ("a.html", "b.html"))
    sink.write("part-00000", [first, second])
    assert _ask(path, "SELECT source_path, text FROM articles") == [("b.html", "b.html")]


def test_the_same_records_twice_change_nothing(path: Path, sink: Sqlite) -> None:
    sink.write("part-00000", [RECORD])
    before = _all_rows(path)
    sink.write("part-00000", [RECORD])
    assert _all_rows(path) == before


def test_what_a_text_may_not_hold_is_replaced_and_offsets_stay(path: Path, sink: Sqlite) -> None:
    sink.write("part-00000", [bare_record("a.html", "a\0b\ud800c")])
    assert _ask(path, "SELECT text, length(text) FROM articles") == [("a\ufffdb\ufffdc", 5)]


def test_a_link_that_leads_nowhere_is_refused_whole(path: Path, sink: Sqlite) -> None:
    with pytest.raises(OutputError, match="FOREIGN KEY"):
        sink.write("part-00000", [bare_record("b.html", "Good"), replace(RECORD, entities=(replace(YARDS, id="e2"),))])
    assert _ask(path, "SELECT count(*) FROM articles") == [(0,)]
    assert not sink.holds("part-00000")


def test_a_file_that_is_no_database(path: Path) -> None:
    path.write_bytes(b"not a database, and long enough to be looked at" * 10)
    with pytest.raises(OutputError, match="not a database"):
        Sqlite(path)


def test_a_database_of_somebody_else(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    with pytest.raises(OutputError, match="that no run made"):
        Sqlite(path)


def test_a_database_of_a_later_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(OutputError, match="of a later version"):
        Sqlite(path)


def test_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="can't be written"):
        Sqlite(tmp_path / "file" / "news.db")
    with pytest.raises(OutputError, match="can't be used: unable to open"):
        Sqlite(tmp_path)
