"""Views for people, said once for all dialects, and the full-text search of SQLite.

Figures that restate another in a second currency or stand in a headline or caption for one of the text, and articles
that repeat an earlier one, are left out of the two views that count.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import (
    Compiled,
    Dialect,
    Integer,
    MetaData,
    Select,
    case,
    cast,
    distinct,
    exists,
    func,
    not_,
    null,
    or_,
    select,
)

from pipeline.sinks.exact_sums import money_by_month


def statements(tables: MetaData, dialect: Dialect) -> Iterator[str]:
    """What makes the views anew."""
    questions = {name: question(tables) for name, question in _QUESTIONS.items()}
    said = {name: str(_compiled(question, dialect)) for name, question in questions.items()}
    if dialect.name == "sqlite":
        said["money_by_month"] = money_by_month()
    for name in VIEWS:
        yield f"DROP VIEW IF EXISTS {name}"
        yield f"CREATE VIEW {name} AS {said[name]}"
    if dialect.name == "sqlite":
        yield from _search()


def _figures(tables: MetaData) -> Select[Any]:
    article, money, entity, date, image = (
        tables.tables[name].c for name in ("articles", "money", "entities", "dates", "images")
    )
    start, length = money.about_sentence_start + 1, money.about_sentence_end - money.about_sentence_start
    caption = (
        select(image.caption)
        .where(image.article == money.article, image.position == cast(func.substr(money.found_in, 9), Integer))
        .scalar_subquery()
    )
    text = case((money.found_in == "text", article.text), (money.found_in == "title", article.title), else_=caption)
    return (
        select(
            money.low,
            money.high,
            money.currency,
            money.usd_low,
            money.usd_high,
            money.qualifier,
            money.per,
            money.about_measure.label("what"),
            entity.name.label("whose"),
            money.about_predicate.label("verb"),
            date.value.label("period"),
            date.earliest.label("period_earliest"),
            date.latest.label("period_latest"),
            money.text,
            func.trim(func.replace(func.substr(text, start, length), "\n", " ")).label("sentence"),
            article.title,
            article.published,
            article.publisher,
            func.coalesce(article.url, article.source_url).label("url"),
            article.source_path.label("path"),
            money.same_as,
            article.duplicate_of,
            money.article,
            money.id.label("figure"),
            article.published_day,
            money.found_in,
        )
        .select_from(tables.tables["money"])
        .join(tables.tables["articles"], article.id == money.article)
        .outerjoin(tables.tables["entities"], (entity.article == money.article) & (entity.id == money.about_subject))
        .outerjoin(tables.tables["dates"], (date.article == money.article) & (date.id == money.about_period))
    )


def _entity_counts(tables: MetaData) -> Select[Any]:
    article, entity, mention = (tables.tables[name].c for name in ("articles", "entities", "mentions"))
    return (
        select(
            entity.name,
            entity.type,
            entity.country,
            func.count(distinct(entity.article)).label("articles"),
            func.count().label("mentions"),
            func.min(article.published_day).label("first_day"),
            func.max(article.published_day).label("last_day"),
        )
        .select_from(tables.tables["entities"])
        .join(tables.tables["articles"], article.id == entity.article)
        .join(tables.tables["mentions"], (mention.article == entity.article) & (mention.entity == entity.id))
        .where(article.duplicate_of.is_(null()))
        .group_by(entity.name, entity.type, entity.country)
    )


def _money_by_month(tables: MetaData) -> Select[Any]:
    """`total` adds up the lower ends of ranges, and the upper ends of what is open below."""
    article, money = (tables.tables[name].c for name in ("articles", "money"))
    amount = func.coalesce(money.low, money.high)
    again = tables.tables["money"].alias("again").c
    is_again = exists().where(
        again.article == money.article,
        again.found_in == "text",
        again.currency.is_not_distinct_from(money.currency),
        func.coalesce(again.low, again.high) == amount,
    )
    dollars = case((money.currency == "USD", amount), else_=func.coalesce(money.usd_low, money.usd_high))
    month = func.substr(article.published, 1, 7)
    return (
        select(
            month.label("month"),
            money.currency,
            func.count().label("figures"),
            func.count(distinct(money.article)).label("articles"),
            func.sum(amount).label("total"),
            func.sum(dollars).label("total_usd"),
        )
        .select_from(tables.tables["money"])
        .join(tables.tables["articles"], article.id == money.article)
        .where(article.duplicate_of.is_(null()), money.same_as.is_(null()), money.per.is_(null()))
        .where(or_(money.found_in == "text", not_(is_again)))
        .group_by(month, money.currency)
    )


def _search() -> Iterator[str]:
    """FTS5 over titles and texts, which stay in `articles`; triggers keep it in step, whoever writes."""
    new, old = "VALUES (new.number, new.title, new.text)", "VALUES ('delete', old.number, old.title, old.text)"
    add = "INSERT INTO articles_search (rowid, title, text) " + new + ";"
    remove = "INSERT INTO articles_search (articles_search, rowid, title, text) " + old + ";"
    changed = "old.number IS NOT new.number OR old.title IS NOT new.title OR old.text IS NOT new.text"
    for name in ("insert", "delete", "update"):
        yield f"DROP TRIGGER IF EXISTS articles_search_{name}"
    yield "DROP TABLE IF EXISTS articles_search"
    yield (
        "CREATE VIRTUAL TABLE articles_search USING fts5 (title, text, content='articles', content_rowid='number',"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    yield "INSERT INTO articles_search (articles_search) VALUES ('rebuild')"
    yield f"CREATE TRIGGER articles_search_insert AFTER INSERT ON articles BEGIN {add} END"
    yield f"CREATE TRIGGER articles_search_delete AFTER DELETE ON articles BEGIN {remove} END"
    yield (
        "CREATE TRIGGER articles_search_update AFTER UPDATE OF number, title, text ON articles"
        f" WHEN {changed} BEGIN {remove} {add} END"
    )


_QUESTIONS: dict[str, Callable[[MetaData], Select[Any]]] = {
    "figures": _figures,
    "entity_counts": _entity_counts,
    "money_by_month": _money_by_month,
}
VIEWS = tuple(_QUESTIONS)


def _compiled(question: Select[Any], dialect: Dialect) -> Compiled:
    return question.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
