import pytest
import spacy

from pipeline.annotate.context import Context
from pipeline.annotate.dates import find_dates
from pipeline.annotate.dates.abroad import HIDDEN, in_english
from pipeline.annotate.numbers import tokenize


def test_words_stay_where_they_stand_and_all_others_are_hidden() -> None:
    text = "Der Rat tagte am 12. Juni 2018 um 10 am See."
    tokens = in_english(tokenize(text), "de")
    assert [token.lower for token in tokens if token.kind == "word"] == [*[HIDDEN] * 4, "june", *[HIDDEN] * 3]
    (date,) = (token for token in tokens if token.lower == "june")
    assert text[date.start : date.end] == "."
    assert [text[token.start : token.end] for token in tokens][-2:] == ["See", "."]


def test_a_language_that_cldr_does_not_know_is_left_as_it_is() -> None:
    tokens = tokenize("12 June 2018")
    assert in_english(tokens, "xq") == tokens


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("en", "June 12 and "), ("en", "in 2010 and "), ("de", "12. Juni und "), ("es", "de 2010 y "),
        ("zh", "2018年6月"), ("ko", "2018년 "), ("fr", "1er "), ("hi", "साल "), ("hu", "2018. június "),
    ],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_other_text(language: str, unit: str) -> None:
    text = unit * (60_000 // len(unit))
    for date in find_dates({"text": spacy.blank("xx").make_doc(text)}, Context(language=language)):
        assert text[date.start : date.end] == date.text
