"""Any amount, written in any way the grammar knows, is read back exactly, and nothing else with it."""

from collections.abc import Callable
from decimal import Decimal

import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.context import Context
from pipeline.annotate.money import find_money
from pipeline.annotate.numbers import parse_number

NLP = spacy.blank("en")

# before and after the number, and the code; "{}" is the number
SIGNS = [
    ("${}", "USD"), ("US${}", "USD"), ("US$ {}", "USD"), ("HK${}", "HKD"), ("A${}", "AUD"), ("C${}", "CAD"),
    ("S${}", "SGD"), ("NT${}", "TWD"), ("R${}", "BRL"), ("£{}", "GBP"), ("€{}", "EUR"), ("€ {}", "EUR"), ("{}€", "EUR"),
    ("{} €", "EUR"), ("₹{}", "INR"), ("₩{}", "KRW"), ("RM{}", "MYR"), ("USD{}", "USD"), ("GBP {}", "GBP"),
    ("{} CHF", "CHF"), ("{} zł", "PLN"), ("{} usd", "USD"), ("RMB {}", "CNY"),
]  # fmt: skip
WORDS = [
    ("{} dollars", "USD"), ("{} euros", "EUR"), ("{} pounds sterling", "GBP"), ("{} yuan", "CNY"), ("{} yen", "JPY"),
    ("{} Hong Kong dollars", "HKD"), ("{} Swiss francs", "CHF"), ("{} baht", "THB"), ("{} Indian rupees", "INR"),
    ("{} Norwegian kroner", "NOK"), ("{} Czech crowns", "CZK"), ("{} rand", "ZAR"),
]  # fmt: skip
SHORT = {"k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "tn": 12}
LONG = {"thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
# What opens a range beside the sign that its second end may leave out.
RANGES = ["{}-{}", "{} to {}", "between {} and {}"]

MANTISSAS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999.99"), places=2)


def _grouped(amount: Decimal) -> str:
    return f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"


def _indian(amount: Decimal) -> str:
    digits = f"{amount:.0f}"
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail])


WRITTEN: dict[str, Callable[[Decimal], str]] = {"figures": str, "grouped": _grouped, "indian": _indian}


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A number as it may be written in news, and its value."""
    kind = draw(st.sampled_from([*WRITTEN, "short", "long"]))
    if kind in WRITTEN:
        # From 2100 on: four figures below it may be a year, which is no amount before "yuan".
        value = Decimal(draw(st.integers(2100, 999_999_999_999)))
        return WRITTEN[kind](value), value
    mantissa = draw(MANTISSAS)
    scale, power = draw(st.sampled_from(sorted((SHORT if kind == "short" else LONG).items())))
    return f"{mantissa.normalize():f}{'' if kind == 'short' else ' '}{scale}", mantissa.scaleb(power)


def _find(written: str) -> list[tuple[str, Decimal | None, Decimal | None, str | None]]:
    found = find_money({"text": NLP.make_doc(f"The mill was sold for {written} in March.")}, Context())
    return [(money.text, money.low, money.high, money.currency) for money in found]


@given(number=numbers(), currency=st.sampled_from(SIGNS + WORDS))
def test_an_amount_is_read_back(number: tuple[str, Decimal], currency: tuple[str, str]) -> None:
    (form, value), (pattern, code) = number, currency
    written = pattern.format(form)
    assert _find(written) == [(written, value, value, code)]


@given(low=st.integers(1, 400), more=st.integers(1, 400), scale=st.sampled_from([*LONG, *SHORT]), data=st.data())
def test_a_range_is_read_back(low: int, more: int, scale: str, data: st.DataObject) -> None:
    range_ = data.draw(st.sampled_from(RANGES))
    pattern, code = data.draw(st.sampled_from(WORDS if scale in LONG else SIGNS[:1]))
    space = " " if scale in LONG else ""
    written = range_.format(low, f"{low + more}{space}{scale}").removeprefix("between ")
    before = "between " if range_.startswith("between") else ""
    written = pattern.format(written)
    ends = (Decimal(end).scaleb((LONG | SHORT)[scale]) for end in (low, low + more))
    assert _find(before + written) == [(written, *ends, code)]


@given(main=st.integers(1, 1999), small=st.integers(1, 99))
def test_small_change_is_read_back(main: int, small: int) -> None:
    value = main + Decimal(small) / 100
    for written in (f"{main} dollars and {small} cents", f"{main} euros {small} cents"):
        assert [(text, low) for text, low, _, _ in _find(written)] == [(written, value)]


# A list of its own, so that a word missing from the package's table is found out.
ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _spelled(value: int) -> str:
    """*value*, 1 to 999,999,999, in English words."""
    for scale, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = value % scale
            link = " and " if rest and (scale == 100 or rest < 100) else " "
            return f"{_spelled(value // scale)} {word}" + (link + _spelled(rest) if rest else "")
    if value < 20:
        return ONES[value - 1]
    return TENS[value // 10 - 2] + (f"-{_spelled(value % 10)}" if value % 10 else "")


@given(value=st.integers(1, 999_999_999))
def test_a_number_in_words_is_read_back(value: int) -> None:
    assert parse_number(_spelled(value)) == value
    written, amount = f"{_spelled(value)} euros", Decimal(value)
    assert _find(written) == [(written, amount, amount, "EUR")]
