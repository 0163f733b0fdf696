"""The tables of a database, for SQLAlchemy: those of sinks/tables.py with their types in each dialect, and our own.

Dialects are "sqlite", "postgresql" and "mysql", which MariaDB is taken as.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Text,
    types,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects.mysql import DATETIME, LONGTEXT
from sqlalchemy.dialects.postgresql import TIMESTAMP, TSVECTOR

from pipeline.sinks import tables
from pipeline.sinks.tables import INDEXES, LINKS, PARENTS, articles

VERSION = 3
"""The version of the tables. 1 was SQLite alone, without `runs`, views and search; 2 had views that added up what a
headline says again. See sinks/migrate.py.
"""

APPLICATION = "news-pipeline"
"""Whose version stands in `schema_version`."""

MOST_DIGITS = (60, 20)
"""Of an amount in MariaDB, whose numbers have a fixed size: in all, and behind the point. The others have no limit."""

DERIVED = ("run", "published_utc", "published_day", "modified_utc", "modified_day")
"""Columns of `articles` that the record does not have: the run that brought it, and its timestamps as such."""

_DERIVED_INDEXES = (("published_day",), ("run",))

_ID = 40  # characters: records have 32, "e123" and its like, and words from a list, fewer
_NAME = 200
_INDEXED = 191  # characters of a text that MariaDB keeps in an index: 4 bytes each, of 767
_SEARCHED = 150_000  # characters of a text that PostgreSQL indexes: a tsvector has at most 1 MB

_COMMENTS = {
    "article": "id of the article",
    "entity": "id of the entity, within its article",
    "position": "place in the list, from 0",
    "run": "the run that brought it last",
    "published_utc": "published, in UTC; NULL where it has no time or no offset",
    "published_day": "the day of published, as written",
    "modified_utc": "modified, in UTC; NULL where it has no time or no offset",
    "modified_day": "the day of modified, as written",
    "number": "what the search finds it by",
    "search": "title and text for PostgreSQL's full-text search",
    "end_char": "the first code point that is not part of it any more",
    "found_in": 'the text that offsets count in: "title", "text" or "caption/N"',
    "low": "amount in full, in the main unit of the currency; NULL where the text leaves it open below",
    "high": "likewise; NULL where the text leaves it open above",
    "usd_low": "low in US dollars, by the rate of usd_rate_date",
    "usd_high": "high in US dollars, by the rate of usd_rate_date",
    "usd_rate_date": "day of the last published rate on or before the article's date",
    "usd_rate_source": "who published the rate",
    "qualifier": "exact, or how low and high are meant",
    "id": "id within its article",
    "earliest": "first day that value covers; NULL where it covers none",
    "latest": "last day that value covers",
    "mod": "TIMEX3 mod, such as APPROX; it moves no days",
    "type": "OntoNotes name of an entity's type, TIMEX3 type of a date",
    "kind": "what the block is",
    "section": "of the paper or site",
    "dateline_place": "where the story was filed",
    "dateline_agency": "for which agency",
    "caption": "without its credit",
    "credit": "whose picture it is",
    "editor": "editors' names only",
    "keyword": "as the page gives it",
    "code": "short stable word",
    "message": "one sentence for people",
    "text": "exactly the characters from start_char to end_char",
    "evidence_title": "where the title was read",
    "evidence_authors": "where the authors were read",
    "evidence_published": "where the publication date was read",
    "schema_version": "of the record",
    "producer_spacy": "version of spaCy",
    "producer_model": "language model",
    "producer_model_version": "its version",
    "url": "address of the picture",
}
"""What columns hold of which the record classes say nothing."""


@cache
def metadata(dialect: str) -> MetaData:
    """Every table in *dialect*, with keys, indexes and comments; a new column is in the record classes alone."""
    made = MetaData()
    _own_tables(made, dialect)
    for table in articles().descendants():
        _table(made, table, dialect)
    return made


def _own_tables(made: MetaData, dialect: str) -> None:
    counts = ("records", "entities", "money", "dates")
    text = _type("text", dialect)
    _made(made, dialect, "schema_version", "The version of these tables.", [
        Column("application", String(_ID), primary_key=True),
        Column("version", Integer, nullable=False, autoincrement=False),
    ])  # fmt: skip
    _made(made, dialect, "runs", "What was loaded, and what had made it.", [
        Column("id", _id(dialect), primary_key=True),
        Column("input", text, comment="what was read"),
        Column("records_folder", text, comment="where the records lay"),
        Column("started", text, comment="when the run began, ISO 8601"),
        Column("loaded", text, nullable=False, comment="when its first shard was loaded, ISO 8601, UTC"),
        *(Column(name, text, comment=_said(comment)) for name, comment in {
            "version": "of news-pipeline", "spacy": "version of spaCy", "model": "language model",
            "model_version": "its version"}.items()),
        *(Column(name, Integer, nullable=False, comment=f"{name} in its shards") for name in counts),
    ])  # fmt: skip
    _made(made, dialect, "shards", "Records that were loaded in one transaction.", [
        Column("run", _id(dialect), primary_key=True),
        Column("name", String(_NAME), primary_key=True),
        Column("digest", String(64), comment="SHA-256 of the records as lines, without duplicate_of"),
        *(Column(name, Integer, nullable=False, comment=f"{name} in the shard") for name in counts),
        ForeignKeyConstraint(["run"], ["runs.id"], ondelete="CASCADE"),
    ])  # fmt: skip


def _made(made: MetaData, dialect: str, name: str, comment: str | None, parts: list[Any]) -> SqlTable:
    return SqlTable(
        name,
        made,
        *parts,
        comment=_said(comment),
        # Of two names that differ in an accent or a capital neither is the other, as in the other dialects.
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        info={"dialect": dialect},
    )


def _table(made: MetaData, table: tables.Table, dialect: str) -> None:
    columns = [*_columns(table, dialect), *_foreign_keys(table, dialect)]
    sql = _made(made, dialect, table.name, table.description, columns)
    for names in (*INDEXES.get(table.name, ()), *(_DERIVED_INDEXES if table.name == "articles" else ())):
        _index(sql, names, dialect)
    if table.name == "articles" and dialect == "postgresql":
        Index("articles_search", sql.c.search, postgresql_using="gin")
    if table.name == "articles" and dialect == "sqlite":
        Index("articles_number", sql.c.number, unique=True)


def _index(table: SqlTable, names: tuple[str, ...], dialect: str) -> None:
    """An index that takes texts of any length: MariaDB's of their beginnings, PostgreSQL's in a tree of prefixes."""
    columns = [table.c[name] for name in names]
    long = [column for column in columns if isinstance(column.type, LONGTEXT if dialect == "mysql" else Text)]
    name = f"{table.name}_{'_'.join(names)}"
    if dialect == "mysql" and long:
        Index(name, *columns, mysql_length={column.name: _INDEXED for column in long})
    elif dialect == "postgresql" and long:
        if len(columns) == 1:  # such a tree has no more; an index of the name alone is there
            Index(name, *columns, postgresql_using="spgist")
    else:
        Index(name, *columns)


def _columns(table: tables.Table, dialect: str) -> Iterator[Column[Any]]:
    described = {column.name: column for column in table.columns}
    ids = {*table.key, *LINKS, *table.owners, "duplicate_of"} - {"position"}
    for name in table.column_names:
        column = described.get(name)
        if name in ids:
            kind: types.TypeEngine[Any] = _id(dialect)
        elif column is None:
            kind = Integer()
        elif column.longest and dialect != "sqlite":
            kind = String(max(column.longest, _ID))  # with room for values that the classes may get
        else:
            kind = _type(column.type, dialect)
        comment = (column and column.description) or _COMMENTS.get(name)
        yield Column(
            name,
            kind,
            primary_key=name in table.key,
            autoincrement=False,
            nullable=column is not None and column.nullable,
            comment=_said(comment),
        )
    if table.name == "articles":
        yield from _derived(dialect)


def _derived(dialect: str) -> Iterator[Column[Any]]:
    kinds: dict[str, types.TypeEngine[Any]] = {"run": _id(dialect)}
    for name in DERIVED:
        kind = kinds.get(name) or (_type("date", dialect) if name.endswith("_day") else _moment(dialect))
        yield Column(name, kind, comment=_COMMENTS[name])
    if dialect == "sqlite":
        yield Column("number", Integer, comment=_COMMENTS["number"])
    if dialect == "postgresql":
        words = (
            "setweight(to_tsvector('english', coalesce(left(title, 10000), '')), 'A')"
            f" || to_tsvector('english', left(text, {_SEARCHED}))"
        )
        yield Column("search", TSVECTOR, Computed(words, persisted=True), comment=_COMMENTS["search"])


def _foreign_keys(table: tables.Table, dialect: str) -> Iterator[ForeignKeyConstraint]:
    if table.name == "articles":
        yield ForeignKeyConstraint(["run"], ["runs.id"])
    if table.owners:
        parent = {child: name for name, child in PARENTS.items()}[table.owners[-1]]
        parent_key = [f"{parent}.{name}" for name in (*table.owners[:-1], "id")]
        yield ForeignKeyConstraint([*table.owners], parent_key, ondelete="CASCADE")
    for column in table.columns:
        if linked := LINKS.get(column.name):
            # A figure may name one that stands after it: checked at the end, where the dialect can do that.
            later = dialect != "mysql"
            yield ForeignKeyConstraint(
                [*table.owners, column.name],
                [f"{linked}.article", f"{linked}.id"],
                deferrable=later or None,
                initially="DEFERRED" if later else None,
            )


def _id(dialect: str) -> String:
    """The type of ids, which are compared as bytes: by the rules of a language every look-up takes longer.

    Databases that were made before it was so keep the rules they have; nothing depends on it.
    """
    return String(_ID, collation="C") if dialect == "postgresql" else String(_ID)


def _type(kind: tables.ColumnType, dialect: str) -> types.TypeEngine[Any]:
    """*kind* in *dialect*. SQLite has no exact decimals and no days: there both are texts, and days sort as such."""
    if dialect == "sqlite":
        return Integer() if kind in ("integer", "boolean") else Text()
    match kind:
        case "text":
            return LONGTEXT() if dialect == "mysql" else Text()
        case "integer":
            return Integer()
        case "boolean":
            return Boolean()
        case "decimal":
            return Numeric(*MOST_DIGITS) if dialect == "mysql" else Numeric()
        case "date":
            return Date()


def _moment(dialect: str) -> types.TypeEngine[Any]:
    if dialect == "postgresql":
        return TIMESTAMP(timezone=True)
    return DATETIME(fsp=6) if dialect == "mysql" else Text()


def _said(comment: str | None) -> str | None:
    """What the classes say, in the words of SQL."""
    return comment and comment.replace("None", "NULL").replace("`in`", "found_in")
