"""Numbers as news writes them: "1.2bn", "three and a half", "740,000", "16,189-crore".

`tokenize` cuts a text into words, figures and signs; `read_number` reads the number that begins at a token, and is
what larger grammars build on; `parse_number` and `parse_ordinal` read a whole string. Values are exact decimals.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.data import load_table

_TABLE = load_table("numbers")
_UNITS = {word: Decimal(value) for word, value in _TABLE["units"].items()}
_TENS = {word: Decimal(value) for word, value in _TABLE["tens"].items()}
_FRACTIONS = {word: Decimal(value) for word, value in _TABLE["fractions"].items()}
_FRACTION_SIGNS = {sign: Decimal(value) for sign, value in _TABLE["fraction_signs"].items()}
SCALES = {word: Decimal(value) for word, value in _TABLE["scales"].items()}
_SHORT_SCALES: dict[str, Decimal] = {word: Decimal(value) for word, value in _TABLE["short_scales"].items()}
PLURAL_SCALES = {word: Decimal(value) for word, value in _TABLE["plural_scales"].items()}
_ORDINALS: dict[str, str] = _TABLE["ordinals"]

_ONE, _TEN, _HUNDRED, _MILLION = Decimal(1), Decimal(10), Decimal(100), Decimal(1_000_000)
_MAX_DIGITS = 18  # more are no quantity of this world; and sums and products stay exact within decimal's 28
_EXACT_DENOMINATORS = {"2", "4", "5", "8", "16", "32"}
HYPHENS = frozenset("-‐‑")
_HANGING = HYPHENS | {"'", "’", "&"}
_ARTICLES = frozenset({"a", "an"})

NUMBER_OPENERS = frozenset(_UNITS | _TENS | _FRACTIONS | _FRACTION_SIGNS | SCALES) | _ARTICLES
"""Every word and sign, in lower case, that a number can begin with; figures beside them."""

_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_{''.join(_FRACTION_SIGNS)}]+)"
    r"|(?P<figures>[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"  # 1 200,50 by no-break spaces
    r"|(?<![\w.])\.[0-9]+"  # .5
    r"|[0-9]+(?:[.,'’][0-9]+)*)"
    r"|(?P<break>\n\s*\n|\t)"
    r"|(?P<sign>\S)"
)
_KEPT = 50_000
"""Characters of a text whose tokens are kept for the next who asks."""
_DIGITS = re.compile(r"[0-9]+")
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_POINT = re.compile(r"[0-9]*\.[0-9]+")
_POINT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_COMMA = re.compile(r"[0-9]+,[0-9]+")
_SPACE_GROUPS = re.compile(r"[0-9]{1,3}(?:['’\u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_ORDINAL_FIGURES = re.compile(r"([0-9]{1,9})(st|nd|rd|th)", re.IGNORECASE)


class Token(NamedTuple):
    """A word, a run of figures, or one sign of a text; `text[start:end]` is exactly `form`.

    `kind` is "word", "figures", "sign", or "break" for the blank line between two paragraphs, or the tab between two
    cells of a table.
    """

    form: str
    lower: str
    kind: str
    start: int
    end: int


class Number(NamedTuple):
    """A number at some token: its value, the scale words in it, and the index of the token after it.

    `scale` is what the value was multiplied by at its end ("8 million": a million), 1 where there is no such word:
    a range shares it ("5-8 million").
    """

    value: Decimal
    scale: Decimal
    end: int


def tokenize(text: str) -> tuple[Token, ...]:
    """The words, runs of figures and single signs of *text*, in order; of white space only what parts paragraphs and
    cells.

    >>> [token.form for token in tokenize("Rs16,189-crore")]
    ['Rs', '16,189', '-', 'crore']
    """
    return _tokens_of_article(text) if len(text) <= _KEPT else _tokens(text)


@lru_cache(maxsize=32)  # the texts of an article: money is looked for in them, and then dates
def _tokens_of_article(text: str) -> tuple[Token, ...]:
    return _tokens(text)


def _tokens(text: str) -> tuple[Token, ...]:
    new = tuple.__new__  # half as long as Token(...), and there are as many tokens as words
    return tuple(
        new(Token, ((form := found[0]), form.lower(), found.lastgroup, found.start(), found.end()))
        for found in _TOKEN.finditer(text)
    )


def parse_number(text: str) -> Decimal | None:
    """The number that *text*, as a whole, spells in figures or English words; None where it is not one number.

    >>> parse_number("two and a half billion"), parse_number("16,189-crore"), parse_number("7-9")
    (Decimal('2500000000.0'), Decimal('161890000000'), None)
    """
    tokens = _tokens(text)
    number = read_number(tokens, 0)
    return number.value if number and number.end == len(tokens) else None


@lru_cache(maxsize=4096)  # asked of every word that an ordinal may begin with, most of them "one" and "two"
def parse_ordinal(text: str) -> int | None:
    """The place in a row that *text*, as a whole, names; None where it is no ordinal.

    >>> parse_ordinal("twenty-first"), parse_ordinal("3rd"), parse_ordinal("3th"), parse_ordinal("three")
    (21, 3, None, None)
    """
    text = text.strip()
    if figures := _ORDINAL_FIGURES.fullmatch(text):
        place = int(figures[1])
        return place if figures[2].lower() == _suffix(place) else None
    tokens = _tokens(text)
    cardinal = _ORDINALS.get(tokens[-1].lower) if tokens and tokens[0].kind == "word" else None
    number = parse_number(text[: tokens[-1].start] + cardinal) if cardinal else None
    return int(number) if number is not None and number == number.to_integral_value() else None


def parse_figures(form: str, *, decimal_comma: bool = False) -> Decimal | None:
    """The value of a run of figures with its separators; None where they stand as in no number ("1.2.3").

    A point before three figures ("1.200") groups thousands where *decimal_comma*, else it is the decimal point; the
    comma the other way round. Shapes that can be read in one way only are read so whatever the language.

    >>> parse_figures("12,34,567.89"), parse_figures("1.200,50"), parse_figures("1.200", decimal_comma=True)
    (Decimal('1234567.89'), Decimal('1200.50'), Decimal('1200'))
    """
    if sum(map(str.isdigit, form)) > _MAX_DIGITS:
        return None
    if _DIGITS.fullmatch(form):
        return Decimal(form)
    if _POINT.fullmatch(form) and not (decimal_comma and _POINT_GROUPS.fullmatch(form)):
        return Decimal(form)
    if _COMMA_GROUPS.fullmatch(form) and not (decimal_comma and _COMMA.fullmatch(form)):
        return Decimal(form.replace(",", ""))
    if _POINT_GROUPS.fullmatch(form):
        return Decimal(form.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(form):
        return Decimal(form.replace(",", "."))
    if _SPACE_GROUPS.fullmatch(form):
        return Decimal(re.sub(r"['’\s]", "", form).replace(",", "."))
    return None


def read_number(tokens: Sequence[Token], at: int, *, decimal_comma: bool = False) -> Number | None:
    """The longest number that begins with the token *at*; None where none does.

    >>> read_number(tokenize("about 5 million people"), 1)
    Number(value=Decimal('5000000'), scale=Decimal('1000000'), end=3)
    """
    number = _group(tokens, at, decimal_comma=decimal_comma)
    if number is None:
        return None
    total, scale, end = number
    while scale > 1:
        joined = word_at(tokens, end) == "and"
        part = _fraction_after(tokens, end + 1) if joined else None
        if part is not None:  # "a million and a half"
            return Number(total + part.value * scale, _ONE, part.end)
        start = end + 1 if joined or _sign(tokens, end) == "," else past_hyphen(tokens, end)
        part = _group(tokens, start, decimal_comma=decimal_comma)
        if part is None or part.value >= scale or not _continues(tokens, at, end, start, part, scale):
            break
        total, scale, end = total + part.value, part.scale, part.end
    return Number(total, scale if end == number.end else _ONE, end)


def _continues(tokens: Sequence[Token], at: int, end: int, start: int, part: Number, scale: Decimal) -> bool:
    """Whether *part* at *start* goes on with the number that began at *at* and ends in *scale* before *end*.

    "two thousand | and five", "2 crore | 50 lakh" do; "$98 million | three years ago" and "a million | three times"
    do not: figures go on in figures, and what is below a hundred needs its "and" after a million.
    """
    if tokens[start].kind != "word":
        wide = not tokens[end - 1].form.isascii() and tokens[end - 1].end == tokens[start].start
        return start == end and (part.scale > 1 or wide)  # "3亿2000万", "1万5000"
    if tokens[at].kind != "word" or tokens[start].lower in _ARTICLES | _FRACTIONS.keys():
        return False
    if _sign(tokens, end) == ",":
        return part.scale > 1
    return word_at(tokens, end) == "and" or scale < _MILLION or part.value >= _HUNDRED


def _group(tokens: Sequence[Token], at: int, *, decimal_comma: bool) -> Number | None:
    """A number up to its first run of scale words: "two hundred and forty thousand", "5.2 lakh crore"."""
    mantissa = _mantissa(tokens, at, decimal_comma=decimal_comma)
    if mantissa is None:
        return None
    value, scale, end = mantissa
    figures = tokens[at].kind != "word"
    if figures and (short := _short_scale(tokens, end)):
        return Number(value * short, short, end + 1)
    odd = past_hyphen(tokens, end)
    if end < odd and word_at(tokens, odd) == "odd" and word_at(tokens, odd + 1) in SCALES:  # "20-odd million"
        end = odd + 1
    bare = end == at or tokens[at].lower in _ARTICLES
    for _ in range(3):
        place = past_hyphen(tokens, end) if end > at else end
        word = word_at(tokens, place)
        factor = SCALES.get(word) or (None if bare else PLURAL_SCALES.get(word))
        if factor is None or (scale > 1 and (factor < scale or factor < 1000)):
            break
        value, scale, end = value * factor, scale * factor, place + 1
        if factor == _HUNDRED:
            rest = _below_hundred(tokens, end + (word_at(tokens, end) == "and"))
            if rest is not None and rest.value > 0:
                value, scale, end = value + rest.value, _ONE, rest.end
    return Number(value, scale, end) if end > at else None


def _mantissa(tokens: Sequence[Token], at: int, *, decimal_comma: bool) -> Number | None:
    """What stands before the scale words; a value of one and no token where a scale word stands alone."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "figures":
        return _figures(tokens, at, decimal_comma=decimal_comma)
    if token.form in _FRACTION_SIGNS:
        return Number(_FRACTION_SIGNS[token.form], _ONE, at + 1)
    if token.kind != "word":
        return None
    if token.lower in SCALES:
        return Number(_ONE, _ONE, at)
    if token.lower in _ARTICLES:
        if word_at(tokens, at + 1) in SCALES:
            return Number(_ONE, _ONE, at + 1)
        part = _fraction(tokens, at + 1)
        return part if part and word_at(tokens, past_hyphen(tokens, part.end)) in SCALES else None
    if token.lower in _FRACTIONS:
        return _fraction(tokens, at)
    small = _below_hundred(tokens, at)
    if small is None:
        return None
    part = _fraction(tokens, past_hyphen(tokens, small.end))
    if part is not None:  # "three quarters of a million"
        return Number(small.value * part.value, _ONE, part.end)
    if part := _joined_fraction(tokens, small.end):
        return Number(small.value + part.value, _ONE, part.end)
    if word_at(tokens, small.end) == "point":
        return _spelled_decimals(tokens, small)
    return small


def _figures(tokens: Sequence[Token], at: int, *, decimal_comma: bool) -> Number | None:
    """A run of figures with the fraction after it: "2", "2½", "2 1/2", "2 and a half".

    Behind decimals it is a fraction of their last place: grain at "$3.71-3/4" costs $3.7175.
    """
    value = parse_figures(tokens[at].form, decimal_comma=decimal_comma)
    if value is None:
        return None
    end = at + 1
    if sign := _FRACTION_SIGNS.get(_sign(tokens, end)):
        return Number(value + _of_last_place(sign, value), _ONE, end + 1)
    vulgar = _vulgar_fraction(tokens, past_hyphen(tokens, end))
    if vulgar is not None:
        return Number(value + _of_last_place(vulgar, value), _ONE, past_hyphen(tokens, end) + 3)
    if (alone := _vulgar_fraction(tokens, at)) is not None:
        return Number(alone, _ONE, at + 3)
    if part := _joined_fraction(tokens, end):
        return Number(value + part.value, _ONE, part.end)
    return Number(value, _ONE, end)


def _of_last_place(part: Decimal, value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return part.scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else part


def _vulgar_fraction(tokens: Sequence[Token], at: int) -> Decimal | None:
    """The value of "3/4" at *at*; None where there is none, or none with an exact decimal below one."""
    if at + 2 >= len(tokens) or tokens[at + 1].form != "/" or tokens[at].end != tokens[at + 1].start:
        return None
    above, below = tokens[at], tokens[at + 2]
    if below.start != tokens[at + 1].end or below.form not in _EXACT_DENOMINATORS or not above.form.isdecimal():
        return None
    value = Decimal(above.form) / Decimal(below.form)
    return value if 0 < value < 1 else None


def _fraction(tokens: Sequence[Token], at: int) -> Number | None:
    """The fraction at *at* up to where a scale word may stand: "half", "half a", "quarter of a"."""
    value = _FRACTIONS.get(word_at(tokens, at))
    if value is None:
        return None
    end = at + 1
    of = end + (word_at(tokens, end) == "of")
    if word_at(tokens, of) in _ARTICLES and word_at(tokens, of + 1) in SCALES:
        end = of + 1
    return Number(value, _ONE, end)


def _joined_fraction(tokens: Sequence[Token], end: int) -> Number | None:
    """The fraction that goes on with the whole number before *end*: "two | and a half", "one | -and-a-half"."""
    at = past_hyphen(tokens, end)
    return _fraction_after(tokens, past_hyphen(tokens, at + 1)) if word_at(tokens, at) == "and" else None


def _fraction_after(tokens: Sequence[Token], at: int) -> Number | None:
    """The fraction that follows "and": "a half", "three quarters"."""
    noun = past_hyphen(tokens, at + 1)
    if word_at(tokens, at) in _ARTICLES and (value := _FRACTIONS.get(word_at(tokens, noun))):
        return Number(value, _ONE, noun + 1)
    count, value = _UNITS.get(word_at(tokens, at)), _FRACTIONS.get(word_at(tokens, noun))
    return Number(count * value, _ONE, noun + 1) if count and value else None


def _below_hundred(tokens: Sequence[Token], at: int) -> Number | None:
    """The number in words at *at*, where it is below a hundred: "seven", "forty", "forty-two"."""
    word = word_at(tokens, at)
    if word in _UNITS:
        return Number(_UNITS[word], _ONE, at + 1)
    if word not in _TENS:
        return None
    place = past_hyphen(tokens, at + 1)
    unit = _UNITS.get(word_at(tokens, place))
    return Number(_TENS[word] + unit, _ONE, place + 1) if unit and unit < _TEN else Number(_TENS[word], _ONE, at + 1)


def _spelled_decimals(tokens: Sequence[Token], whole: Number) -> Number:
    """The number that goes on with "point" after its *whole* part: "four point two five"."""
    digits, end = "", whole.end + 1
    while len(digits) < _MAX_DIGITS and (unit := _UNITS.get(word_at(tokens, end))) is not None and unit < _TEN:
        digits, end = digits + str(unit), end + 1
    return Number(whole.value + Decimal(f"0.{digits}"), _ONE, end) if digits else whole


def _short_scale(tokens: Sequence[Token], at: int) -> Decimal | None:
    """The factor of the short form at *at*, which follows figures: "bn"; one letter may stand apart only where it is
    m or b and nothing hangs on it, so that "5 t-shirts" and "5 K races" stay five.
    """
    factor = _SHORT_SCALES.get(word_at(tokens, at))
    if factor is None:
        return None
    token, glued = tokens[at], tokens[at].start == tokens[at - 1].end
    if len(token.form) == 1 and not glued:
        hangs = (
            at + 1 < len(tokens) and tokens[at + 1].start == token.end and tokens[at + 1].form in {"-", "'", "’", "&"}
        )
        return None if hangs or token.lower not in {"m", "b"} else factor
    return factor


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word at *at* in lower case; "" where there is none."""
    return tokens[at].lower if 0 <= at < len(tokens) and tokens[at].kind == "word" else ""


def _sign(tokens: Sequence[Token], at: int) -> str:
    """The sign at *at*; "" where there is none."""
    return tokens[at].form if at < len(tokens) and tokens[at].kind == "sign" else ""


def past_hyphen(tokens: Sequence[Token], at: int) -> int:
    """The index after a hyphen at *at* that joins two words; *at* where there is none."""
    joins = (
        0 < at < len(tokens) - 1
        and tokens[at].form in HYPHENS
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )
    return at + 1 if joins else at


def _suffix(place: int) -> str:
    """What English writes after the figures of an ordinal: "st", "nd", "rd" or "th"."""
    return "th" if place % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
