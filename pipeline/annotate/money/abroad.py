"""Figures of other languages, put into English word by word: "5,3 Mio. Euro" is read as "5,3 million euros".

The tokens keep their places in the text, so that what is read of them slices to what the article says.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale
from babel.numbers import get_currency_name

from pipeline.annotate.glossary import (
    Forms,
    Glossary,
    by_first_word,
    forms_of,
    given,
    locale_of,
    match,
    put,
    whole_words,
)
from pipeline.annotate.money.vocabulary import ENGLISH, full_names
from pipeline.annotate.numbers import HYPHENS, Token, tokenize
from pipeline.data import load_table

UNREAD = "\0"
"""What a word becomes, in lower case, that says of the number before it that it is another: how much, is not known."""

_TABLE = load_table("money_abroad")
_NUMBERS = load_table("numbers")
_OTHERWISE = frozenset(_NUMBERS["foreign"]["otherwise"])
_SHORT_IN_ENGLISH: dict[str, int] = _NUMBERS["short_scales"]
_SCALES = {
    10**3: "thousand", 10**4: "万", 10**5: "lakh", 10**6: "million", 10**7: "crore", 10**8: "亿", 10**9: "billion",
    10**12: "trillion",
}  # fmt: skip
"""What numbers.toml calls each."""
_PATTERN = re.compile(r"(0+)[ \u00a0\u202f]?([^0;]+?)\.?")
_COUNTS = (1, 2, 5, 11, 100, 1_000_000, 1.5)
"""Of every kind that sets another form of a noun behind it in some language: CLDR's plural rules."""
_SCALES_IN_A_ROW = 3
_MOST_DIGITS = 9
_NO_MARKS = str.maketrans("", "", ".,")


@dataclass(frozen=True)
class Words:
    """What a language calls numbers, currencies and what they are counted per, and what stands between the two, or
    between two numbers; see data/money_abroad.toml.

    Where it is written without blanks, `pieces` are what a figure and its bounds are made of, and `before` those that
    stand before it; else both are empty.
    """

    scales: Glossary
    currencies: Glossary
    per: Glossary
    links: tuple[Forms, ...]
    numbers: dict[str, int]
    joints: frozenset[str]
    endings: bool
    pieces: frozenset[str]
    before: tuple[str, ...]


def languages() -> dict[str, dict[str, Any]]:
    """The table of each language that is read, by its ISO 639-1 code."""
    own = {code: words for code, words in _TABLE.items() if code != "same_as"}
    return own | {code: own[other] for code, other in _TABLE["same_as"].items()}


def in_english(tokens: Sequence[Token], language: str) -> Sequence[Token]:
    """*tokens* of a text in *language*, the words of its figures in English. Each stays where it stands; what parts a
    number from its currency in that language alone is left out. Of a language without a table no more is known than
    which words make a number another: these become UNREAD.

    >>> [token.form for token in in_english(tokenize("rund 5,3 Mio. Schweizer Franken"), "de")]
    ['rund', '5,3', 'million', 'Swiss', 'francs']
    """
    words = _words_of(_TABLE["same_as"].get(language, language))
    return list(_Translator(tokens, words).all()) if words else tokens


class _Translator:
    """Puts the figures of one text into English."""

    def __init__(self, tokens: Sequence[Token], words: Words) -> None:
        whole = list(whole_words(tokens))
        self.tokens = list(_in_pieces(whole, words)) if words.pieces else whole
        self.words = words

    def all(self) -> Iterator[Token]:
        """Every token of the text, those of figures in English."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.kind == "figures":
                whole, at = self._figures(at)
                yield whole
            elif token.lower in self.words.numbers and self._is_counted(at):
                value = str(self.words.numbers[token.lower])
                yield Token(value, value, "figures", token.start, token.end)
                at += 1
            else:
                yield token
                at += 1
                continue
            found, at = self._behind(at)
            yield from found

    def _figures(self, at: int) -> tuple[Token, int]:
        """The figures at *at*, with those that belong to them, as one token, and where to read on.

        Blanks part thousands before a scale ("1 200 millions"), and so do words: "15 mil 300 millones".
        """
        first = self.tokens[at]
        digits = first.form.translate(_NO_MARKS) if self._is_grouped(at) else first.form
        end = at + 1
        while digits.isdecimal() and len(first.form) <= 3 and len(digits) < _MOST_DIGITS and self._is_group(end):
            digits, end = digits + self.tokens[end].form, end + 1
        if end > at + 1 and self._match(self.words.scales, end) is None:
            return first, at + 1
        thousand = self._match(self.words.scales, end)
        if thousand and thousand[0] == ("thousand",) and digits.isdecimal() and self._is_rest(thousand[1]):
            digits, end = digits + self.tokens[thousand[1]].form.zfill(3), thousand[1] + 1
        return Token(digits, digits, "figures", first.start, self.tokens[end - 1].end), end

    def _is_group(self, at: int) -> bool:
        """Whether the figures at *at* are three, a blank behind those before them."""
        token = self.tokens[at] if at < len(self.tokens) else None
        return (
            token is not None
            and len(token.form) == 3
            and token.form.isdecimal()
            and (token.start == self.tokens[at - 1].end + 1)
        )

    def _is_rest(self, at: int) -> bool:
        """Whether the figures at *at*, behind thousands, are what is left of them, in money or in millions."""
        token = self.tokens[at] if at < len(self.tokens) else None
        if token is None or not token.form.isdecimal() or len(token.form) > 3:
            return False
        return self._is_named(at + 1, self._past_link(at + 1))

    def _is_grouped(self, at: int) -> bool:
        """Whether the mark in the figures at *at* parts thousands, as before round hundreds of millions it does in
        every country: "7.000 | millones", "1,500 | millones".
        """
        form = self.tokens[at].form
        if not form.endswith("00") or form[-4:-3] not in {".", ","}:
            return False
        behind = self._match(self.words.scales, at + 1) or self._match(self.words.currencies, at + 1)
        return behind is not None and behind[0][0] in _SCALES.values()

    def _is_counted(self, at: int) -> bool:
        """Whether the number in words at *at* is one of thousands or more, or of money."""
        if at and self.tokens[at - 1].kind == "figures":
            return False
        if at + 2 < len(self.tokens) and self.tokens[at + 1].lower in self.words.joints:  # "zwei bis drei Millionen"
            other = self.tokens[at + 2]
            return other.kind == "figures" or (other.lower in self.words.numbers and self._is_named(at + 3))
        return self._is_named(at + 1)

    def _is_named(self, *places: int) -> bool:
        """Whether at one of *places* a word for thousands or more stands, or a currency."""
        return any(self._match(phrases, at) for at in places for phrases in (self.words.scales, self.words.currencies))

    def _behind(self, at: int) -> tuple[list[Token], int]:
        """The words in English that go on with the number before *at*, and where to read on."""
        found: list[Token] = []
        for _ in range(_SCALES_IN_A_ROW):
            place = self._past_hyphen(at)
            scale = self._match(self.words.scales, place)
            if scale is None:
                break
            found += (*self.tokens[at:place], *put(scale[0], self.tokens, place, scale[1]))
            at = scale[1]
        stop = at + (bool(found) and self._is_glued(at, "."))
        for place in (self._past_hyphen(at), stop, self._past_link(at), self._past_link(stop)):
            currency = self._match(self.words.currencies, place)
            if currency is not None:
                found += (token for token in self.tokens[at:place] if token.form in HYPHENS)
                found += put(currency[0], self.tokens, place, currency[1])
                return self._with_unit(found, currency[1])
        if not found and at < len(self.tokens) and self.tokens[at].lower in _OTHERWISE:
            return [self.tokens[at]._replace(lower=UNREAD)], at + 1
        if stop < len(self.tokens) and unicodedata.category(self.tokens[stop].form[0]) == "Sc":  # "5 Mio. €"
            found, at = [*found, self.tokens[stop]], stop + 1
        return self._with_unit(found, at)

    def _with_unit(self, found: list[Token], at: int) -> tuple[list[Token], int]:
        """*found* with what the figure before *at* is counted per, and where to read on."""
        unit = self._match(self.words.per, at)
        return ([*found, *put(unit[0], self.tokens, at, unit[1])], unit[1]) if unit else (found, at)

    def _match(self, phrases: Glossary, at: int) -> tuple[Forms, int] | None:
        """What the longest of *phrases* at *at* is in English, and where it ends."""
        return match(phrases, self.tokens, at, endings=self.words.endings)

    def _past_hyphen(self, at: int) -> int:
        joins = self._is_glued(at, *HYPHENS) and at + 1 < len(self.tokens)
        return at + 1 if joins and self.tokens[at + 1].start == self.tokens[at].end else at

    def _past_link(self, at: int) -> int:
        for forms in self.words.links:
            if tuple(token.lower for token in self.tokens[at : at + len(forms)]) == forms:
                return at + len(forms)
        return at

    def _is_glued(self, at: int, *forms: str) -> bool:
        if not 0 < at < len(self.tokens) or self.tokens[at].form not in forms:
            return False
        return self.tokens[at].start == self.tokens[at - 1].end


def _in_pieces(tokens: Sequence[Token], words: Words) -> Iterator[Token]:
    """*tokens* of a language without blanks, their words cut where those of a figure begin or end."""
    longest = max(map(len, words.pieces))
    of_figure = False
    for at, token in enumerate(tokens):
        if token.kind != "word":
            of_figure = token.kind == "figures"
            yield token
            continue
        start, form = token.start, token.form
        while of_figure and (piece := next((form[:n] for n in range(longest, 0, -1) if form[:n] in words.pieces), "")):
            yield Token(piece, piece.lower(), "word", start, start + len(piece))
            start, form = start + len(piece), form[len(piece) :]
        of_figure = of_figure and not form
        ahead = at + 1 < len(tokens) and tokens[at + 1].kind != "break" and tokens[at + 1].start == token.end
        bound = next((phrase for phrase in words.before if ahead and form.endswith(phrase)), "")
        for part in (form[: len(form) - len(bound)], bound):
            if part:
                yield Token(part, part.lower(), "word", start, start + len(part))
                start += len(part)


@cache
def _words_of(language: str) -> Words | None:
    """The words of *language*; None for one that CLDR does not know."""
    locale = locale_of(language)
    if locale is None:
        return None
    table = _TABLE.get(language)
    if table is None:
        unread: dict[Forms, Forms] = dict.fromkeys(_scales_of(locale), (UNREAD,))
        return Words(by_first_word(unread), {}, {}, (), {}, frozenset(), False, frozenset(), ())
    scales = {**_scales_of(locale), **given(table["scales"])}
    currencies = {**_currencies_of(locale), **given(table["currencies"])}
    behind = {phrase for phrases in table.get("behind", {}).values() for phrase in phrases}
    signs = table.get("signs", ())
    named = (forms[0] for forms in (*scales, *currencies) if len(forms) == 1)
    before = {phrase for bound in ("about", "more_than", "at_least", "less_than", "at_most") for phrase in table[bound]}
    return Words(
        scales=by_first_word(scales),
        currencies=by_first_word(currencies),
        per=by_first_word({forms: ("per", *unit) for forms, unit in given(table.get("per", {})).items()}),
        links=tuple(forms_of(link) for link in table.get("links", ())),
        numbers={word.lower(): value for word, value in table["numbers"].items()},
        joints=frozenset((*table["to"], *table["and"])),
        endings=table.get("endings", False),
        pieces=frozenset((*named, *signs, *behind)) if signs else frozenset(),
        before=tuple(sorted(before, key=lambda phrase: (-len(phrase), phrase))) if signs else (),
    )


def _scales_of(locale: Locale) -> dict[Forms, Forms]:
    """The words that CLDR's compact formats set behind a number: "0 Millionen", "0 Mio'.'", "00 mil".

    A short form that is another number's in English is UNREAD: who writes "5 bn" in Paris may mean either.
    """
    found: dict[Forms, Forms] = {}
    for width in ("short", "long"):
        for sizes in locale.compact_decimal_formats.get(width, {}).values():
            for size, pattern in sizes.items():
                form = _PATTERN.fullmatch(pattern.pattern.replace("'", ""))
                factor = int(size) // 10 ** (len(form[1]) - 1) if form else 0
                if form is None or factor not in _SCALES or (form[2].isascii() and len(form[2]) == 1):
                    continue
                name = form[2].lower()
                differs = width == "short" and _SHORT_IN_ENGLISH.get(name, factor) != factor
                found[forms_of(name)] = (UNREAD if differs else _SCALES[factor],)
    return found


def _currencies_of(locale: Locale) -> dict[Forms, Forms]:
    """CLDR's names of every currency, in all the forms that stand behind numbers, and its name in English."""
    found: dict[Forms, Forms] = {}
    for code, _ in full_names():
        english = tuple(token.form for token in tokenize(get_currency_name(code, count=2, locale=ENGLISH)))
        for count in _COUNTS:
            name = get_currency_name(code, count=count, locale=locale)
            if name != code and not re.search(r"[(\d]", name):
                found[forms_of(name)] = english
    return found
