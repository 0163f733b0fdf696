"""What a report says against what a database of the same records answers."""

from collections.abc import Iterable
from decimal import Decimal

from pipeline.record.types import Record
from pipeline.report.articles import Articles
from pipeline.report.dates import Dates
from pipeline.report.entities import Entities
from pipeline.report.money import Figures
from pipeline.report.warnings import Warnings
from tests.databases.dumped import ask

TOP = 7


def assert_as_the_views_say(records: Iterable[Record], address: str) -> None:
    """Holds the sections on *records* against the SQLite database at *address*."""
    articles, entities, money, dates, warnings = Articles(TOP), Entities(TOP), Figures(TOP), Dates(), Warnings()
    for record in records:
        for part in (articles, entities, money, dates, warnings):
            part.add(record)
    _articles(articles, address)
    _entities(entities, address)
    _money(money, address)
    _largest(money, address)
    found = dict(ask(address, "SELECT type, count(*) FROM dates GROUP BY type"))
    assert dates.types == found
    span = [(_iso(dates.days.first), _iso(dates.days.last))]
    assert span == ask(address, "SELECT min(earliest), max(latest) FROM dates")
    codes = ask(address, "SELECT code, count(*), count(DISTINCT article) FROM warnings GROUP BY code")
    assert {(code, each.warnings, each.articles) for code, each in warnings.by_code.items()} == set(codes)


def _articles(articles: Articles, address: str) -> None:
    for counts, column in (
        (articles.months, "substr(published, 1, 7)"),
        (articles.publishers, "publisher"),
        (articles.languages, "language"),
    ):
        said = {(key, each.articles, each.repeats) for key, each in counts.items()}
        question = f"SELECT {column}, count(*), count(duplicate_of) FROM articles GROUP BY 1"  # noqa: S608 -- our own
        assert said == set(ask(address, question))
    for name in ("title", "section", "published", "language", "publisher"):
        question = f"SELECT count(*) FROM articles WHERE {name} IS NOT NULL AND {name} != ''"  # noqa: S608 -- our own
        assert ask(address, question) == [(articles.fields[name],)]
    for name in ("authors", "images", "keywords"):
        question = f"SELECT count(DISTINCT article) FROM {name}"  # noqa: S608 -- our own
        assert ask(address, question) == [(articles.fields[name],)]
    sources = ask(address, "SELECT evidence_title, count(*) FROM articles WHERE evidence_title IS NOT NULL GROUP BY 1")
    assert {source: number for (name, source), number in articles.evidence.items() if name == "title"} == dict(sources)


def _entities(entities: Entities, address: str) -> None:
    said = {
        (name, type_, country, each.articles, each.mentions, _iso(each.days.first), _iso(each.days.last))
        for (type_, name, country), each in entities.named.items()
    }
    columns = "name, type, country, articles, mentions, first_day, last_day"
    assert said == set(ask(address, f"SELECT {columns} FROM entity_counts"))  # noqa: S608 -- our own


def _money(money: Figures, address: str) -> None:
    said = {(*key, each.figures, each.articles, each.total, each.usd) for key, each in money.sums.items()}
    rows = ask(address, "SELECT month, currency, figures, articles, total, total_usd FROM money_by_month")
    assert said == {(*row[:4], *(None if total is None else Decimal(total) for total in row[4:])) for row in rows}
    assert ask(address, "SELECT count(*) FROM money") == [(money.all,)]
    read = "SELECT CASE WHEN currency IS NOT NULL THEN currency_from END, count(*) FROM money GROUP BY 1"
    assert dict(money.currency_from) == dict(ask(address, read))
    assert money.qualifiers == dict(ask(address, "SELECT qualifier, count(*) FROM money GROUP BY 1"))
    about = ask(address, "SELECT count(about_subject), count(about_measure), count(about_period) FROM money")
    assert [tuple(money.about[name] for name in ("subject", "measure", "period"))] == about


def _largest(money: Figures, address: str) -> None:
    said = [(each.usd, each.row["text"], each.row["whose"], each.row["period"], each.path) for each in money.largest]
    rows = ask(
        address,
        "SELECT CASE currency WHEN 'USD' THEN coalesce(low, high) ELSE coalesce(usd_low, usd_high) END,"
        " text, whose, period, path FROM figures f WHERE duplicate_of IS NULL AND same_as IS NULL AND per IS NULL"
        " AND (found_in = 'text' OR NOT EXISTS (SELECT 1 FROM figures g WHERE g.article = f.article AND"
        " g.found_in = 'text' AND g.currency IS f.currency AND coalesce(g.low, g.high) = coalesce(f.low, f.high)))",
    )
    found = [(Decimal(usd), *rest) for usd, *rest in rows if usd is not None]
    found = [row for row in found if abs(row[0]) < 10**24]
    found.sort(key=lambda row: -row[0])
    assert [row[0] for row in said] == [row[0] for row in found[:TOP]]
    assert set(said) <= set(found)
    converted = sum(each.converted for each in money.sums.values())
    assert converted == len(found)


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
