import pytest

from pipeline.annotate.money.home import countries_of_cities, home_of
from pipeline.annotate.numbers import tokenize

AT_HOME = "The premier of Queensland met the mayor of Brisbane. Australia's minister stayed away."


def test_an_article_plays_where_its_places_and_its_public_life_are() -> None:
    assert home_of([tokenize(AT_HOME)]) == "AU"


def test_all_texts_count_together() -> None:
    assert home_of([tokenize(sentence) for sentence in AT_HOME.split(". ")]) == "AU"


@pytest.mark.parametrize(
    "more",
    [
        " It is far from Texas.",
        " Reuters reported.",
        " A firm in Singapore won.",
        " Ontario did the same.",
        " The U.S. too.",
    ],
)
def test_what_counts_in_other_dollars_leaves_it_open(more: str) -> None:
    assert home_of([tokenize(f"{AT_HOME} {more}")]) is None


@pytest.mark.parametrize(
    "text",
    [
        "The singer from Brisbane, Australia, left Queensland.",  # no public life
        "The premier met the mayor in Brisbane, Perth and Brisbane.",  # cities alone
        "The premier of Queensland met the mayor.",  # one place
        "The premier met the mayor.",
        "Norway's minister met the mayor of Oslo in Bergen, Norway.",  # no dollar there
    ],
)
def test_what_is_not_plain_is_left_open(text: str) -> None:
    assert home_of([tokenize(text)]) is None


def test_cities_count_where_something_is_in_them() -> None:
    text = "Maria Bergen lives in Uppsala, near Puebla, and met Paris Lund in Nowhereville."
    assert countries_of_cities([tokenize(text)]) == {"SE", "MX"}
