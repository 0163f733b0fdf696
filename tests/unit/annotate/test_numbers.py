from decimal import Decimal

import pytest

from pipeline.annotate.numbers import parse_figures, parse_number, parse_ordinal, read_number, tokenize

NUMBERS = [
    ("three", "3"),
    ("twenty-five", "25"),
    ("Twenty Five", "25"),
    ("a dozen", "12"),
    ("two dozen", "24"),
    ("half a dozen", "6"),
    ("half", "0.5"),
    ("half a million", "500000"),
    ("half-million", "500000"),
    ("a half million", "500000"),
    ("quarter million", "250000"),
    ("a quarter of a million", "250000"),
    ("three quarters of a billion", "750000000"),
    ("two and a half", "2.5"),
    ("two and a half billion", "2500000000"),
    ("two-and-a-half billion", "2500000000"),
    ("2-and-a-half", "2.5"),
    ("2 and a half billion", "2500000000"),
    ("one and three quarters", "1.75"),
    ("a million and a half", "1500000"),
    ("a hundred and one", "101"),
    ("two hundred and forty thousand", "240000"),
    ("three thousand two hundred and forty-two", "3242"),
    ("two million, three hundred thousand", "2300000"),
    ("twenty-five hundred", "2500"),
    ("four point two five million", "4250000"),
    ("million", "1000000"),
    ("2 crore 50 lakh", "25000000"),
    ("1,200", "1200"),
    ("1.2", "1.2"),
    (".5", "0.5"),
    ("12,34,567.89", "1234567.89"),
    ("1.200,50", "1200.50"),
    ("1.234.567", "1234567"),
    ("2,5", "2.5"),
    ("12,34", "12.34"),
    ("1\u00a0200\u00a0000", "1200000"),
    ("1’200’000", "1200000"),
    ("2½", "2.5"),
    ("2 1/2", "2.5"),
    ("7-3/4", "7.75"),
    ("3/4", "0.75"),
    ("16,189-crore", "161890000000"),
    ("5.2 lakh crore", "5200000000000"),
    ("7.5 lakhs", "750000"),
    ("740 million", "740000000"),
    ("1.2bn", "1200000000"),
    ("1.5 mn", "1500000"),
    ("34.6mln", "34600000"),
    ("250k", "250000"),
]

NO_NUMBERS = [
    "",
    "7-9",
    "1.2.3",
    "1,2,3",
    "a",
    "and",
    "millions",
    "a millions",
    "nineteen eighty",
    "five million 300",
    "million million million million",
    "3rd",
    "may",
    "5 t",
    "9" * 19,
    "9," * 5000,
    "million " * 5000,
    "1" * 100_000,
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", NO_NUMBERS, ids=lambda text: text[:20])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [("first", 1), ("Third", 3), ("3rd", 3), ("11th", 11), ("112th", 112), ("twenty-first", 21), ("hundredth", 100)],
)
def test_ordinals(text: str, place: int) -> None:
    assert parse_ordinal(text) == place


@pytest.mark.parametrize("text", ["", "three", "3", "3th", "11st", "a second chance", "1.5th", "half third"])
def test_what_is_no_ordinal(text: str) -> None:
    assert parse_ordinal(text) is None


@pytest.mark.parametrize(
    ("form", "english", "continental"),
    [
        ("1.200", "1.200", "1200"),
        ("1,200", "1200", "1.200"),
        ("1.200.000", "1200000", "1200000"),
        ("1,200.5", "1200.5", "1200.5"),
        ("0,75", "0.75", "0.75"),
    ],
)
def test_the_comma_by_language(form: str, english: str, continental: str) -> None:
    assert parse_figures(form) == Decimal(english)
    assert parse_figures(form, decimal_comma=True) == Decimal(continental)


def test_a_number_tells_where_it_ends_and_what_a_range_shares() -> None:
    tokens = tokenize("some 5 to eight hundred thousand of them")
    low, high = read_number(tokens, 1), read_number(tokens, 3)
    assert low is not None
    assert high is not None
    assert low == (Decimal(5), Decimal(1), 2)
    assert high == (Decimal(800_000), Decimal(100_000), 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("98 million three years ago", "98000000"),
        ("2 million two hundred people", "2000000"),
        ("a million three times over", "1000000"),
        ("two million and three", "2000003"),
        ("two thousand three hundred", "2300"),
        ("2 crore 50 lakh", "25000000"),
    ],
)
def test_where_a_number_ends(text: str, value: str) -> None:
    number = read_number(tokenize(text), 0)
    assert number is not None
    assert number.value == Decimal(value)


def test_tokens_slice_to_their_forms() -> None:
    text = "HK$1,200 (€0.4bn) – it’s “5½”…"
    assert all(text[token.start : token.end] == token.form for token in tokenize(text))
