"""Every sentence of the files of money, dates and entities gives what is marked in it, and nothing else."""

from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline import Extractor
from pipeline.annotate.dates import find_dates
from pipeline.annotate.money import find_money
from pipeline.record.serialize import plain
from pipeline.record.timex import is_timex_value
from pipeline.record.types import Money, Timex
from tests.examples.marked import Example, read_examples

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def sentences() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def _examples(name: str) -> list[Example]:
    return list(read_examples(HERE / name))


@pytest.mark.parametrize("example", [*_examples("money.txt"), *_examples("money_abroad.txt")], ids=str)
def test_money(example: Example, sentences: Language) -> None:
    found = find_money({"text": sentences(example.text)}, example.context)
    assert [(m.start, m.end, _money(m)) for m in found] == list(example.expected)


def _money(money: Money) -> str:
    amount = _plain(money.low) if money.low == money.high else f"{_plain(money.low)}..{_plain(money.high)}"
    parts = [amount, money.currency or "?", money.qualifier]
    parts += [f"from={money.currency_from}"] if money.currency_from else []
    parts += [f"per={money.per}"] if money.per else []
    return " ".join(parts)


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else plain(amount)


@pytest.mark.parametrize("example", [*_examples("dates.txt"), *_examples("dates_abroad.txt")], ids=str)
def test_dates(example: Example, sentences: Language) -> None:
    found = find_dates({"text": sentences(example.text)}, example.context)
    assert all(is_timex_value(date.value, date.type) for date in found)
    # Days may be left out of an expectation: then they are not compared.
    got = []
    for index, date in enumerate(found):
        with_days = index < len(example.expected) and ".." in example.expected[index][2]
        got.append((date.start, date.end, _date(date, with_days=with_days)))
    assert got == list(example.expected)


def _date(date: Timex, *, with_days: bool) -> str:
    parts = [date.type, date.value]
    parts += [f"mod={date.mod}"] if date.mod else []
    parts += [f"{date.earliest or ''}..{date.latest or ''}"] if with_days else []
    return " ".join(parts)


@pytest.mark.parametrize("example", _examples("entities.txt"), ids=str)
def test_entities(example: Example, extractor: Extractor) -> None:
    found = extractor.annotate(example.text).entities
    mentions = sorted((m.start, m.end, e.type) for e in found for m in e.mentions)
    assert mentions == list(example.expected)
