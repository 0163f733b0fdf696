"""Every figure of figures.txt is about what is marked at it: whose ; what is measured ; predicate ; when.

A line that begins with "?" is a known miss, which must stay one until its mark is taken away.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from pipeline import Extractor
from tests.examples.marked import Example, read_examples


def _examples() -> Iterator[ParameterSet]:
    for example in read_examples(Path(__file__).parent / "figures.txt"):
        missed = pytest.mark.xfail(reason="a known miss: the parser reads the sentence otherwise")
        yield pytest.param(example, marks=[missed] if example.text.startswith("? ") else [], id=str(example))


@pytest.mark.parametrize("example", list(_examples()))
def test_figures(example: Example, extractor: Extractor) -> None:
    found = extractor.annotate(example.text, published=example.context.published, country=example.context.country)
    names = {entity.id: entity.name for entity in found.entities}
    times = {date.id: date.text for date in found.dates}
    got = []
    for money in found.money:
        about = money.about
        parts = (names.get(about.subject or ""), about.measure, about.predicate, times.get(about.period or ""))
        got.append((money.start, money.end, " ; ".join(part or "-" for part in parts)))
    marked = {(start, end) for start, end, _ in example.expected}
    assert [each for each in got if each[:2] in marked] == list(example.expected)
