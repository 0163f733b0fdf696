"""Full-text search stays in step with the articles, in SQLite and in PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.record.types import Record
from pipeline.sinks import Sink, open_sink
from tests.databases.dumped import ask
from tests.databases.servers import Server
from tests.unit.record.made import bare_record

SQLITE = "SELECT count(*) FROM articles_search WHERE articles_search MATCH :words"
POSTGRESQL = "SELECT count(*) FROM articles WHERE search @@ websearch_to_tsquery('english', :words)"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'news.db'}"
    else:
        server: Server = request.getfixturevalue("postgresql")
        with server.database() as made:
            yield made


@pytest.fixture
def sink(address: str) -> Iterator[Sink]:
    with closing(open_sink(address)) as opened:
        yield opened


def _found(address: str, words: str) -> int:
    ((count,),) = ask(address, SQLITE if address.startswith("sqlite") else POSTGRESQL, {"words": words})
    return int(count)


def test_it_finds_words_in_any_form(address: str, sink: Sink) -> None:
    sink.write("part-00000", [bare_record("a.html", "Two ferries were sold"), bare_record("b.html", "A bridge")])
    assert [_found(address, words) for words in ("ferry", "selling sold", "bridges", "tunnel")] == [1, 0, 1, 0]


def test_it_follows_changes(address: str, sink: Sink) -> None:
    def story(text: str) -> list[Record]:
        return [bare_record("a.html", text, url="https://one.example/story")]

    sink.write("part-00000", [bare_record("b.html", "Nothing of note")])
    for text in ("A ferry", "A bridge", "A tunnel", "A ferry"):
        sink.write("part-00001", story(text))
        assert [_found(address, word) for word in ("ferry", "bridge", "tunnel")] == [
            int(word in text) for word in ("ferry", "bridge", "tunnel")
        ]
    ask(address, "DELETE FROM articles WHERE url IS NOT NULL")
    assert _found(address, "ferry") == 0
    assert _found(address, "note") == 1


def test_a_text_of_any_length_is_kept(address: str, sink: Sink) -> None:
    words = " ".join(f"w{number:x}" for number in range(300_000))
    sink.write("part-00000", [bare_record("a.html", words)])
    assert ask(address, "SELECT length(text) FROM articles") == [(len(words),)]
    assert _found(address, "w1f") == 1


def test_a_database_that_was_vacuumed_finds_the_same(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(open_sink(path)) as sink:
        sink.write("part-00000", [bare_record(f"{number}.html", f"word{number}") for number in range(9)])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM articles WHERE text IN ('word1', 'word4')")
        connection.execute("VACUUM")
        joined = """SELECT articles.text FROM articles JOIN articles_search ON articles_search.rowid = number
                    WHERE articles_search MATCH 'word7'"""
        assert connection.execute(joined).fetchall() == [("word7",)]
        connection.execute("INSERT INTO articles_search (articles_search, rank) VALUES ('integrity-check', 1)")
