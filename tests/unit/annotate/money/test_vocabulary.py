import pytest

from pipeline.annotate.money.vocabulary import read_currency
from pipeline.annotate.numbers import tokenize


@pytest.mark.parametrize(
    ("text", "codes", "kind"),
    [
        ("US$", {"USD"}, "symbol"),
        ("US dollars", {"USD"}, "name"),
        ("U.S. dollars", {"USD"}, "name"),
        ("Hong Kong dollars", {"HKD"}, "name"),
        ("Swedish kronor", {"SEK"}, "name"),
        ("Czech crowns", {"CZK"}, "name"),
        ("renminbi", {"CNY"}, "name"),
        ("RMB", {"CNY"}, "name"),
        ("¥", {"JPY", "CNY"}, "symbol"),
        ("zł", {"PLN"}, "symbol"),
        ("EUR", {"EUR"}, "code"),
        ("usd", {"USD"}, "code"),
        ("MEUR", {"EUR"}, "code"),
        ("K", {"MMK", "MWK", "PGK", "ZMW"}, "symbol"),
    ],
)
def test_words_and_signs(text: str, codes: set[str], kind: str) -> None:
    tokens = tokenize(text)
    match = read_currency(tokens, 0)
    assert match is not None
    assert match.term.codes == codes
    assert match.term.kind == kind
    assert match.end == len(tokens)


@pytest.mark.parametrize("text", ["all", "All", "gold", "platinum", "Cent", "Bucks", "us", "rs", "DEM", ""])
def test_what_is_no_currency(text: str) -> None:
    assert read_currency(tokenize(text), 0) is None


def test_a_shared_word_may_be_many() -> None:
    match = read_currency(tokenize("pesos"), 0)
    assert match is not None
    assert {"MXN", "PHP", "ARS", "CLP", "COP"} <= match.term.codes
    assert match.term.default is None
