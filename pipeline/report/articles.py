"""What the articles have and whence it was read; when, by whom and in which language they were published."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.record.types import Article, Producer, Record
from pipeline.report.days import Days
from pipeline.report.markdown import Cell, Code, Share, heading, table
from pipeline.sinks.timestamps import day

FIELDS = tuple(name for name in Article.__struct_fields__ if name not in ("blocks", "evidence"))
"""What an article can have."""


@dataclass
class Count:
    """Articles, and how many of them repeat an earlier one."""

    articles: int = 0
    repeats: int = 0

    def add(self, record: Record) -> None:
        """Counts *record*."""
        self.articles += 1
        self.repeats += record.duplicate_of is not None


Counts = dict[str | None, Count]


class Articles:
    """All articles."""

    def __init__(self, top: int) -> None:
        self.all = Count()
        self.days = Days()
        self.producers: Counter[Producer] = Counter()
        self.fields: Counter[str] = Counter()
        self.evidence: Counter[tuple[str, str]] = Counter()
        self.months: Counts = {}
        self.publishers: Counts = {}
        self.languages: Counts = {}
        self._top = top

    def add(self, record: Record) -> None:
        """See Section.add."""
        article, evidence = record.article, record.article.evidence
        self.all.add(record)
        self.days.add(day(article.published))
        self.producers[record.producer] += 1
        self.fields.update(name for name in FIELDS if getattr(article, name))
        sources = ((name, getattr(evidence, name)) for name in evidence.__struct_fields__)
        self.evidence.update((name, source) for name, source in sources if source)
        self.months.setdefault(month_of(record), Count()).add(record)
        self.publishers.setdefault(article.publisher, Count()).add(record)
        self.languages.setdefault(article.language, Count()).add(record)

    def lines(self) -> Iterator[str]:
        """See Section.lines."""
        if not self.all.articles:
            return
        yield from heading(2, "Articles")
        yield from ("", self._opening())
        yield from self._made_by()
        yield from self._what_they_have()
        yield from self._by("month", self.months, sorted(self.months, key=lambda month: (month is None, month or "")))
        for name, counts in (("publisher", self.publishers), ("language", self.languages)):
            ranked = sorted(counts, key=lambda each: (-counts[each].articles, each is None, each or ""))
            yield from self._by(name, counts, ranked[: self._top])

    def _opening(self) -> str:
        days, repeats = self.days, self.all.repeats
        when = f", published from {days.first} to {days.last}" if days.first else ""
        share = f" ({repeats / self.all.articles:.1%})" if repeats else ""
        return f"{self.all.articles:,} articles{when}; {repeats:,}{share} repeat an earlier one, or nearly so."

    def _made_by(self) -> Iterator[str]:
        """Only where it was not all the same that made them: else the run says it."""
        if len(self.producers) > 1:
            ranked = sorted(self.producers.items(), key=lambda item: (-item[1], str(item[0])))
            rows = [
                (made.version, Code(f"{made.model} {made.model_version}"), made.spacy, number)
                for made, number in ranked[: self._top]
            ]
            yield from heading(3, "What made them", len(rows), len(ranked))
            yield from table(["news-pipeline", "model", "spaCy", "articles"], rows)

    def _what_they_have(self) -> Iterator[str]:
        yield from heading(3, "What they have")
        rows: list[tuple[Cell, ...]] = []
        for name in FIELDS:
            sources = [(source, number) for (field, source), number in self.evidence.items() if field == name]
            ranked = sorted(sources, key=lambda source: (-source[1], source[0]))
            whence = ", ".join(f"{source.replace('_', ' ')} {number:,}" for source, number in ranked)
            if self.fields[name]:
                rows.append((name, self.fields[name], Share(self.fields[name], self.all.articles), whence))
        yield from table(["field", "articles", "share", "read from"], rows)

    def _by(self, name: str, counts: Mapping[str | None, Count], shown: list[str | None]) -> Iterator[str]:
        yield from heading(3, f"By {name}", len(shown), len(counts))
        columns = 3 if self.all.repeats else 2
        rows = [(key if key is not None else "(not known)", counts[key].articles, counts[key].repeats) for key in shown]
        yield from table([name, "articles", "repeats"][:columns], [row[:columns] for row in rows])


def month_of(record: Record) -> str | None:
    """The month in which the article was published, as it is written: "2018-06"."""
    published = record.article.published
    return published[:7] if published is not None else None
