import pytest

from pipeline.annotate.money.qualifier import read_bound, read_per
from pipeline.annotate.numbers import tokenize


@pytest.mark.parametrize(
    ("before", "after", "qualifier"),
    [
        ("It cost", "", "exact"),
        ("It exceeded", "", "more_than"),
        ("It was well over", "", "more_than"),
        ("It did not exceed", "", "at_most"),
        ("It is no more than", "", "at_most"),
        ("It is more than", "", "more_than"),
        ("up to about", "", "at_most"),
        ("up to a", "fine", "at_most"),
        ("up to an additional", "", "at_most"),
        ("a row over a", "bet", "exact"),
        ("a row over", "", "exact"),
        ("just under", "", "about"),
        ("some", "", "about"),
        ("the", "or so", "about"),
        ("the", "or less", "at_most"),
        ("the", "-plus deal", "at_least"),
        ("the", "plus interest", "exact"),
        ("It climbed past", "", "more_than"),
        ("in the past", "", "exact"),
        ("gifts as small as", "", "at_least"),
        ("at", "at the very least", "at_least"),
    ],
)
def test_bounds(before: str, after: str, qualifier: str) -> None:
    tokens = tokenize(f"{before} $5{after}" if after.startswith("-") else f"{before} $5 {after}")
    start = [token.form for token in tokens].index("$")
    assert read_bound(tokens, start, start + 2).qualifier == qualifier


@pytest.mark.parametrize(
    ("after", "per"),
    [
        (" a share", "share"),
        (" per diluted share", "share"),
        ("-a-month", "month"),
        ("/kWh", "kilowatt-hour"),
        (" per kilowatt-hour", "kilowatt-hour"),
        (" per square foot", "square foot"),
        (" annually", "year"),
        (" per quintal", "quintal"),
        (" a quintal", None),
        (" a year ago", None),
        (" a year earlier", None),
        (" a year from now", None),
        (" a year from sales", "year"),
        (" a year since May", "year"),
        (" a year after the war", None),
        (" a year after tax", "year"),
        (" a journey", "journey"),
        (" per annum", "year"),
        (" a share after costs", "share"),
        (" per cent", None),
        (" per", None),
        ("", None),
    ],
)
def test_what_it_is_counted_per(after: str, per: str | None) -> None:
    assert read_per(tokenize(f"$5{after}"), 2).unit == per
