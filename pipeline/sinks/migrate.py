"""A database made ready: tables where there are none, the newest version where there was an older one."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import Connection, MetaData, insert, inspect, select, text, update

from pipeline.errors import OutputError
from pipeline.sinks.schema import APPLICATION, VERSION, metadata
from pipeline.sinks.timestamps import day, moment
from pipeline.sinks.views import VIEWS, statements


def is_ready(connection: Connection, shown: str) -> bool:
    """Whether the database has the tables of this version. Raises OutputError where it can't be used at all."""
    return _version(connection, shown) == VERSION


def prepare(connection: Connection, shown: str) -> None:
    """Gives the database the tables of this version; nobody else may do that at the same time.

    *shown* is what the database is called in sentences. Raises OutputError where it is of a later version, or has
    tables of somebody else. Stopped half-way, it is done again where the dialect could not take it back.
    """
    dialect = connection.dialect.name
    tables = metadata(dialect)
    version = _version(connection, shown)
    if version == VERSION:
        return
    if version == 0:
        tables.drop_all(connection)  # half made, where definitions are not part of a transaction: see _version
        tables.tables["schema_version"].create(connection)
        tables.create_all(connection)
    else:
        for view in VIEWS:  # they would hold on to what a step changes
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view}")
        for number in range(version, VERSION):
            STEPS[number](connection)
    for statement in statements(tables, connection.dialect):
        connection.exec_driver_sql(statement)
    _refuse_incomplete(connection, tables, shown)
    own = tables.tables["schema_version"]
    if connection.execute(update(own).where(own.c.application == APPLICATION).values(version=VERSION)).rowcount == 0:
        connection.execute(insert(own).values(application=APPLICATION, version=VERSION))
    if dialect == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _version(connection: Connection, shown: str) -> int:
    """The version of the tables that are there; 0 where there are none, or where their making was stopped."""
    inspector = inspect(connection)
    there = {*inspector.get_table_names(), *inspector.get_view_names()}
    ours = {*metadata(connection.dialect.name).tables, *VIEWS}
    version = 0
    if "schema_version" in there:
        if {column["name"] for column in inspector.get_columns("schema_version")} != {"application", "version"}:
            raise OutputError(f"{shown} has a table schema_version of another program; name another database")
        own = metadata(connection.dialect.name).tables["schema_version"]
        version = connection.scalar(select(own.c.version).where(own.c.application == APPLICATION)) or 0
    elif connection.dialect.name == "sqlite":
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if not version and there:
            raise OutputError(f"{shown} is a database that no run made; choose another place for the output")
    elif taken := sorted(there & ours):
        raise OutputError(f"{shown} has a table {taken[0]} that is not of news-pipeline; name another database")
    if version > VERSION:
        raise OutputError(f"{shown} is of a later version of news-pipeline; go on with that one")
    return version


def _refuse_incomplete(connection: Connection, tables: MetaData, shown: str) -> None:
    """Raises OutputError where a table lacks a column: it was made before the version that it says it is of."""
    inspector = inspect(connection)
    for table in tables.sorted_tables:
        there = {column["name"] for column in inspector.get_columns(table.name)}
        if missing := [column.name for column in table.columns if column.name not in there]:
            raise OutputError(
                f"{shown} was made by an unfinished version of news-pipeline: {table.name} has no {missing[0]}; "
                "remove it, and load the records anew"
            )


def _to_2(connection: Connection) -> None:
    """SQLite of version 1, which a run had made of its records alone."""
    for name in ("run", "published_utc", "published_day", "modified_utc", "modified_day"):
        references = " REFERENCES runs (id)" if name == "run" else ""
        connection.exec_driver_sql(f"ALTER TABLE articles ADD COLUMN {name} TEXT{references}")
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN number INTEGER")
    connection.exec_driver_sql("UPDATE articles SET number = rowid")
    rows = connection.execute(text("SELECT published, modified, id FROM articles")).all()
    set_days = (
        "UPDATE articles SET published_utc = ?, published_day = ?, modified_utc = ?, modified_day = ? WHERE id = ?"
    )
    changes = [(_text(moment(a)), _text(day(a)), _text(moment(b)), _text(day(b)), id_) for a, b, id_ in rows]
    if changes:
        connection.exec_driver_sql(set_days, changes)
    # Which run the shards were of is not known, so that run brings all of them again.
    connection.exec_driver_sql("DROP TABLE shards")
    for statement in (
        "CREATE TABLE schema_version (application TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL)",
        "CREATE TABLE runs (id TEXT NOT NULL PRIMARY KEY, input TEXT, records_folder TEXT, started TEXT, "
        "loaded TEXT NOT NULL, version TEXT, spacy TEXT, model TEXT, model_version TEXT, records INTEGER NOT NULL, "
        "entities INTEGER NOT NULL, money INTEGER NOT NULL, dates INTEGER NOT NULL)",
        "CREATE TABLE shards (run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE, name TEXT NOT NULL, "
        "digest TEXT, records INTEGER NOT NULL, entities INTEGER NOT NULL, money INTEGER NOT NULL, "
        "dates INTEGER NOT NULL, PRIMARY KEY (run, name))",
        "DROP INDEX money_about_subject",
        "CREATE INDEX money_article_about_subject ON money (article, about_subject)",
        "CREATE UNIQUE INDEX articles_number ON articles (number)",
        "CREATE INDEX articles_published_day ON articles (published_day)",
        "CREATE INDEX articles_run ON articles (run)",
    ):
        connection.exec_driver_sql(statement)


def _text(value: dt.date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _to_3(connection: Connection) -> None:
    """Version 2 had other views, which are made anew after any step."""


STEPS: dict[int, Callable[[Connection], None]] = {1: _to_2, 2: _to_3}
"""By the version that each begins from. Written out: what a version was does not change when the next one comes."""
