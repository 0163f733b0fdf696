"""Which figures are added up, as what, and their exact sums: the same as in the view money_by_month."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal

from pipeline.record.types import Money, Record
from pipeline.sinks.exact_sums import UNCOUNTED

_SMALLEST = Decimal("1e-12")
_EXACT = Context(prec=100, rounding=ROUND_DOWN)  # for any number of amounts below UNCOUNTED, to twelve places


Told = frozenset[tuple[str | None, Decimal | None]]


@dataclass
class Sum:
    """Figures added up; None where no amount could be counted.

    `total` is in their currency. `usd` is in US dollars, and `converted` says how many figures are in it.
    """

    figures: int = 0
    articles: int = 0
    total: Decimal | None = None
    converted: int = 0
    usd: Decimal | None = None

    def add(self, money: Money) -> None:
        """Counts *money*, but for its article."""
        usd = dollars(money)
        self.figures += 1
        self.total = plus(self.total, countable(_amount(money)))
        self.converted += usd is not None
        self.usd = plus(self.usd, usd)


def together(sums: Iterable[Sum]) -> Sum:
    """The sum of *sums*; `total` and `articles` say something only where those are of one currency."""
    whole = Sum()
    for each in sums:
        whole.figures += each.figures
        whole.articles += each.articles
        whole.total = plus(whole.total, each.total)
        whole.converted += each.converted
        whole.usd = plus(whole.usd, each.usd)
    return whole


def left_out(record: Record, money: Money, in_text: Told) -> str | None:
    """Why *money*, of *record*, is in no sum; None for a figure that is. *in_text*: what told() gives for *record*."""
    if record.duplicate_of is not None:
        return "in articles that repeat others"
    if money.same_as is not None:
        return "that restate another in a second currency"
    if money.per is not None:
        return "by the share, the year or another unit"
    is_again = money.in_ != "text" and (money.currency, _amount(money)) in in_text
    return "of headlines and captions that the text gives again" if is_again else None


def told(record: Record) -> Told:
    """The currencies and amounts of the figures in the text of *record*: outside it they are told again."""
    return frozenset((money.currency, _amount(money)) for money in record.money if money.in_ == "text")


def dollars(money: Money) -> Decimal | None:
    """What *money* counts as in US dollars; None where there is no rate, or where it is no money of this world."""
    if money.currency == "USD":
        return countable(_amount(money))
    if money.usd is None:
        return None
    return countable(money.usd.low if money.usd.low is not None else money.usd.high)


def countable(amount: Decimal | None) -> Decimal | None:
    """*amount*, to twelve places; None where it is no money of this world.

    >>> countable(Decimal("12.50")), countable(Decimal("1e24"))
    (Decimal('12.500000000000'), None)
    """
    if amount is None or not amount.is_finite() or amount.copy_abs() >= UNCOUNTED:
        return None
    return amount.quantize(_SMALLEST, context=_EXACT)


def plus(total: Decimal | None, amount: Decimal | None) -> Decimal | None:
    """The exact sum of both; None where both are."""
    if total is None or amount is None:
        return amount if total is None else total
    return _EXACT.add(total, amount)


def _amount(money: Money) -> Decimal | None:
    """The lower end of a range, the upper one of what is open below."""
    return money.low if money.low is not None else money.high
