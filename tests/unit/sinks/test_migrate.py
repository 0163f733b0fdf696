import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, text

from pipeline.errors import OutputError
from pipeline.sinks import Origin, migrate, open_sink, sql
from pipeline.sinks.schema import APPLICATION, VERSION
from pipeline.sinks.sqlite import Sqlite
from tests.databases.dumped import ask, records_in
from tests.databases.servers import Server
from tests.unit.record.made import RECORD, bare_record

OLD = Path(__file__).with_name("version-1.sql")
"""A news.db of RECORD and another, as the version of the tables before `runs` and views wrote it."""

NOTHING = bare_record("b.html", "Nothing of note")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text("utf-8"))
    return path


def test_a_database_of_version_1_becomes_one_of_this_version(old: Path, tmp_path: Path) -> None:
    Sqlite(old).close()
    with closing(Sqlite(tmp_path / "new.db")) as new:
        new.write("part-00000", [RECORD, replace(NOTHING, duplicate_of=RECORD.id)])
    assert records_in(f"sqlite:///{old}") == records_in(f"sqlite:///{tmp_path / 'new.db'}")
    for question in (
        "SELECT * FROM figures ORDER BY figure",
        "SELECT * FROM money_by_month ORDER BY currency",
        "SELECT * FROM entity_counts",
        "SELECT title FROM articles_search WHERE articles_search MATCH 'ferry'",
        "PRAGMA user_version",
        "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite%' ORDER BY name",
    ):
        assert ask(f"sqlite:///{old}", question) == ask(f"sqlite:///{tmp_path / 'new.db'}", question)
    Sqlite(old).close()


def test_a_migrated_database_is_gone_on_with(old: Path) -> None:
    with closing(Sqlite(old, Origin(id="1" * 32))) as sink:
        assert not sink.holds("part-00000")
        sink.write("part-00000", [RECORD])
    address = f"sqlite:///{old}"
    assert ask(address, "SELECT run FROM articles ORDER BY source_path") == [("1" * 32,), (None,)]
    assert ask(address, "PRAGMA foreign_key_check") == []
    assert ask(address, "SELECT count(*) FROM articles_search WHERE articles_search MATCH 'ferries'") == [(1,)]


def test_a_migration_that_fails_changes_nothing(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("ALTER TABLE money DROP COLUMN per")
        connection.commit()
        before = [*connection.iterdump()]
    with pytest.raises(
        OutputError, match="made by an unfinished version of news-pipeline: money has no per; remove it"
    ):
        Sqlite(old)
    with closing(sqlite3.connect(old)) as connection:
        assert [*connection.iterdump()] == before


@pytest.fixture(params=["postgresql", "mysql"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(request.param)
    return found


def test_what_is_not_ours_or_of_a_later_version_is_refused(server: Server) -> None:
    with server.database() as address:
        open_sink(address).close()
        change = "UPDATE schema_version SET version = :version WHERE application = :application"
        ask(address, change, {"version": VERSION + 1, "application": APPLICATION})
        with pytest.raises(OutputError, match="is of a later version of news-pipeline; go on with that one"):
            open_sink(address)
    with server.database() as address:
        ask(address, "CREATE TABLE entities (mine INTEGER)")
        with pytest.raises(
            OutputError, match="has a table entities that is not of news-pipeline; name another database"
        ):
            open_sink(address)
    with server.database() as address:
        ask(address, "CREATE TABLE schema_version (installed_rank INTEGER)")
        with pytest.raises(OutputError, match="has a table schema_version of another program"):
            open_sink(address)


def test_a_server_of_an_older_version_is_brought_forward(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE money ADD COLUMN later INTEGER"))

    with server.database() as address:
        with closing(open_sink(address)) as sink:
            sink.write("part-00000", [RECORD])
        before = ask(address, "SELECT * FROM figures")
        for module in (migrate, sql):
            monkeypatch.setattr(module, "VERSION", VERSION + 1)
        monkeypatch.setitem(migrate.STEPS, VERSION, step)
        with closing(open_sink(address)) as sink:
            sink.write("part-00001", [NOTHING])
        assert ask(address, "SELECT version FROM schema_version") == [(VERSION + 1,)]
        assert ask(address, "SELECT later FROM money") == [(None,), (None,)]
        assert ask(address, "SELECT * FROM figures") == before


def test_tables_whose_making_was_stopped_are_made_anew(mysql: Server) -> None:
    with mysql.database() as address:
        open_sink(address).close()
        ask(address, "DELETE FROM schema_version")
        ask(address, "DROP TABLE warnings")
        with closing(open_sink(address)) as sink:
            sink.write("part-00000", [RECORD])
        assert ask(address, "SELECT count(*) FROM warnings") == [(1,)]


def test_a_loader_stops_where_a_later_version_has_changed_the_tables(server: Server) -> None:
    with server.database() as address, closing(open_sink(address)) as sink:
        sink.write("part-00000", [RECORD])
        ask(address, "UPDATE schema_version SET version = 99")
        with pytest.raises(OutputError, match="was changed by another version of news-pipeline"):
            sink.write("part-00001", [NOTHING])
        assert ask(address, "SELECT count(*) FROM articles") == [(1,)]
