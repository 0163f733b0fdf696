"""One flat row a figure, for people: how much, of what, whose, when, in which sentence of which article."""

from collections.abc import Iterator

from pipeline.record.types import Money, Record
from pipeline.sinks.tables import Column, ColumnType, Value


def _column(name: str, type_: ColumnType, description: str, *, nullable: bool = True) -> Column:
    return Column(name, type_, nullable, field="", description=description)


FIGURES: tuple[Column, ...] = (
    _column("low", "decimal", "the amount in full, or the lower end of a range; null where the text leaves it open"),
    _column("high", "decimal", "the amount in full, or the upper end of a range; null where the text leaves it open"),
    _column("currency", "text", "ISO 4217; null where it can't be known"),
    _column("usd_low", "decimal", "low in US dollars"),
    _column("usd_high", "decimal", "high in US dollars"),
    _column("qualifier", "text", "exact, about, more_than, less_than, at_least, at_most or range", nullable=False),
    _column("per", "text", "share, barrel, year ...; null where the amount is not by the piece"),
    _column("what", "text", "the words for what is measured"),
    _column("whose", "text", "the name of who or what the figure belongs to"),
    _column("verb", "text", "the verb, lemmatised"),
    _column("period", "text", "when it holds: a TIMEX3 value"),
    _column("period_earliest", "date", "first day of that"),
    _column("period_latest", "date", "last day of that"),
    _column("text", "text", "the figure as it is printed", nullable=False),
    _column("sentence", "text", "the sentence that it stands in, on one line"),
    _column("title", "text", "the article's headline"),
    _column("published", "text", "ISO 8601: a day, or a day and time with the offset where the page gives one"),
    _column("publisher", "text", "the site's or paper's name"),
    _column("url", "text", "the canonical address, else the one that the page was fetched from"),
    _column("path", "text", "where the page was read", nullable=False),
    _column("same_as", "text", "the figure of the article that this one restates in another currency: sum one of them"),
    _column("duplicate_of", "text", "id of the earlier article that this one repeats: leave these out of sums"),
    _column("article", "text", "id of the article", nullable=False),
    _column("figure", "text", "id of the figure in its article", nullable=False),
    _column(
        "found_in", "text", "title, text or caption/N: what a headline says is mostly in the text again", nullable=False
    ),
)
"""In the order of the databases' view `figures`."""

FIGURES_KEY = ("article", "figure")


def figures(record: Record) -> Iterator[tuple[Value, ...]]:
    """The rows of *record*'s figures, in the order of FIGURES."""
    article = record.article
    names = {entity.id: entity.name for entity in record.entities}
    dates = {date.id: date for date in record.dates}
    texts = article.texts()
    for money in record.money:
        about, usd = money.about, money.usd
        period = dates.get(about.period or "")
        yield (
            money.low,
            money.high,
            money.currency,
            usd.low if usd else None,
            usd.high if usd else None,
            money.qualifier,
            money.per,
            about.measure,
            names.get(about.subject or ""),
            about.predicate,
            period.value if period else None,
            period.earliest if period else None,
            period.latest if period else None,
            money.text,
            sentence_of(money, texts),
            article.title,
            article.published,
            article.publisher,
            article.url or record.source.url,
            record.source.path,
            money.same_as,
            record.duplicate_of,
            record.id,
            money.id,
            money.in_,
        )


def sentence_of(money: Money, texts: dict[str, str]) -> str | None:
    """The sentence that *money* was read from, on one line; None where it is not known."""
    start, end = money.about.sentence_start, money.about.sentence_end
    if start is None or end is None:
        return None
    return texts.get(money.in_, "")[start:end].replace("\n", " ").strip()
