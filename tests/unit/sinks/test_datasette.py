import json
from contextlib import closing
from pathlib import Path

from pipeline.sinks.datasette import datasette_metadata
from pipeline.sinks.sqlite import Sqlite
from tests.databases.dumped import ask
from tests.unit.record.made import RECORD


def test_it_names_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(Sqlite(path)) as sink:
        sink.write("part-00000", [RECORD])
    address = f"sqlite:///{path}"
    shown = json.loads(datasette_metadata())["databases"]["news"]["tables"]
    for name, settings in shown.items():
        there = {column for _, column, *_ in ask(address, f"PRAGMA table_info({name})")}
        assert there, name
        named = {settings[key] for key in ("label_column", "sort", "sort_desc", "fts_pk") if key in settings}
        named |= {column for key in ("facets", "sortable_columns", "columns") for column in settings.get(key, ())}
        assert named <= there, name
    assert shown["money"]["columns"]["about_measure"] == "the words for what is measured"
    search = shown["articles"]
    found = ask(
        address,
        f"SELECT title FROM articles WHERE {search['fts_pk']} IN "  # noqa: S608 -- as Datasette asks
        f"(SELECT rowid FROM {search['fts_table']} WHERE {search['fts_table']} MATCH 'ferry')",
    )
    assert found == [(RECORD.article.title,)]
