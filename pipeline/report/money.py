"""How much money was written about: sums by currency and month, the largest figures, and how surely they were read."""

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple, get_args

from pipeline.export.figures import FIGURES, figures
from pipeline.record.types import CurrencyFrom, Qualifier, Record
from pipeline.report.amounts import Sum, dollars, left_out, together, told
from pipeline.report.articles import month_of
from pipeline.report.markdown import Cell, Code, Share, heading, table
from pipeline.sinks.tables import Value

Key = tuple[str | None, str | None]
"""Month and currency."""

ABOUT = ("subject", "measure", "period")
"""What is asked of a figure, of all that `about` says."""


class Large(NamedTuple):
    """One of the largest figures: what it comes to, and its row of the view `figures`."""

    usd: Decimal
    path: str
    article: str
    number: int
    row: dict[str, Value]


class Figures:
    """All figures. `sums` are those of the view money_by_month; `left_out` says why the others are in none of them."""

    def __init__(self, top: int) -> None:
        self.all = 0
        self.left_out: Counter[str] = Counter()
        self.sums: dict[Key, Sum] = {}
        self.largest: list[Large] = []
        self.currency_from: Counter[str | None] = Counter()
        self.about: Counter[str] = Counter()
        self.qualifiers: Counter[str] = Counter()
        self._top = top

    def add(self, record: Record) -> None:
        """See Section.add."""
        currencies: set[str | None] = set()
        in_text = told(record)
        for number, money in enumerate(record.money):
            self.all += 1
            self.currency_from[money.currency_from if money.currency is not None else None] += 1
            self.about.update(name for name in ABOUT if getattr(money.about, name) is not None)
            self.qualifiers[money.qualifier] += 1
            why = left_out(record, money, in_text)
            if why is not None:
                self.left_out[why] += 1
                continue
            added = self.sums.setdefault((month_of(record), money.currency), Sum())
            added.add(money)
            added.articles += money.currency not in currencies
            currencies.add(money.currency)
            self._keep_if_large(record, number)

    def _keep_if_large(self, record: Record, number: int) -> None:
        usd = dollars(record.money[number])
        if usd is None or (len(self.largest) == self._top and usd < self.largest[-1].usd):
            return
        row = [*figures(record)][number]
        named = dict(zip((column.name for column in FIGURES), row, strict=True))
        large = Large(usd, record.source.path, record.id, number, named)
        insort(self.largest, large, key=lambda each: (-each.usd, each.path, each.article, each.number))
        del self.largest[self._top :]

    def lines(self) -> Iterator[str]:
        """See Section.lines."""
        if not self.all:
            return
        yield from heading(2, "Money")
        yield from ("", self._opening())
        if self.sums:
            yield from self._by_currency()
            yield from self._by_month()
        if self.largest:
            yield from self._largest()
        yield from self._how_sure()

    def _opening(self) -> str:
        ranked = sorted(self.left_out.items(), key=lambda item: (-item[1], item[0]))
        without = ", ".join(f"{number:,} {why}" for why, number in ranked)
        added = f"{self.all:,} figures; {self.all - self.left_out.total():,} are added up here"
        ends = "Of a range the lower end counts, of an amount that is open below the upper one."
        return f"{added}{f' (without {without})' if without else ''}. {ends}"

    def _by(self, part: Callable[[Key], str | None]) -> dict[str | None, Sum]:
        found: dict[str | None, list[Sum]] = {}
        for key, each in self.sums.items():
            found.setdefault(part(key), []).append(each)
        return {name: together(sums) for name, sums in found.items()}

    def _by_currency(self) -> Iterator[str]:
        found = self._by(lambda key: key[1])
        ranked = sorted(found.items(), key=lambda item: (-item[1].figures, item[0] is None, item[0] or ""))
        rows: list[tuple[Cell, ...]] = [
            (code, each.figures, each.articles, each.total, each.converted, each.usd)
            if code is not None
            else ("(not known)", each.figures, each.articles, None, each.converted, each.usd)
            for code, each in ranked[: self._top]
        ]
        yield from heading(3, "By currency", len(rows), len(ranked))
        yield from table(["currency", "figures", "articles", "total", "with a rate", "in US dollars"], rows)

    def _by_month(self) -> Iterator[str]:
        found = self._by(lambda key: key[0])
        ordered = sorted(found.items(), key=lambda item: (item[0] is None, item[0] or ""))
        rows = [(month or "(not known)", each.figures, each.converted, each.usd) for month, each in ordered]
        yield from heading(3, "By month")
        yield from table(["month", "figures", "with a rate", "in US dollars"], rows)

    def _largest(self) -> Iterator[str]:
        names = ("text", "whose", "what", "period", "sentence", "title")
        rows: list[tuple[Cell, ...]] = []
        for each in self.largest:
            said = (each.row[name] for name in names)
            rows.append((each.usd, *(None if value is None else str(value) for value in said), Code(each.path)))
        with_rate = sum(each.converted for each in self.sums.values())
        yield from heading(3, "The largest in US dollars", len(rows), with_rate)
        yield from table(["US dollars", "as written", *names[1:], "path"], rows)

    def _how_sure(self) -> Iterator[str]:
        yield from heading(3, "How surely they were read")
        yield from ("", f"All {self.all:,} figures, those that are not added up too.")
        counted: list[tuple[str, str, int]] = [
            *(("currency", f"by {source}", self.currency_from[source]) for source in get_args(CurrencyFrom)),
            ("currency", "not known", self.currency_from[None]),
            *(("about", f"{name} known", self.about[name]) for name in ABOUT),
            *(("amount", name.replace("_", " "), self.qualifiers[name]) for name in get_args(Qualifier)),
        ]
        rows: list[tuple[Cell, ...]] = [
            (what, how, number, Share(number, self.all)) for what, how, number in counted if number
        ]
        yield from table(["", "", "figures", "share"], rows)
