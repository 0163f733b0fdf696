"""Amounts and ranges of money in a run of tokens: "$1.2bn", "7-9 lakh rupees", "two dollars and fifty cents"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import NamedTuple

from pipeline.annotate.money.abroad import UNREAD, languages
from pipeline.annotate.money.currency import Evidence
from pipeline.annotate.money.qualifier import read_per
from pipeline.annotate.money.traps import is_trap
from pipeline.annotate.money.vocabulary import (
    Match,
    Term,
    currency_openers,
    last_days,
    read_country,
    read_currency,
)
from pipeline.annotate.numbers import (
    HYPHENS,
    NUMBER_OPENERS,
    PLURAL_SCALES,
    SCALES,
    Number,
    Token,
    past_hyphen,
    read_number,
    word_at,
)
from pipeline.data import load_table

_TABLE = load_table("money")
_CHANGES = frozenset(_TABLE["change"]["words"])
_RANGES = frozenset(_TABLE["change"]["ranges"])
_SUMS = frozenset(_TABLE["traps"]["sums"])
_CLOSERS = frozenset(_TABLE["change"]["closers"])
_HEDGES = frozenset(_TABLE["change"]["hedges"])
_UNITS = frozenset(_TABLE["per"]["units"])
_PER = frozenset(_TABLE["per"]["articles"])
_PRICING = frozenset(_TABLE["per"]["pricing"])
_COUNTS: dict[str, list[tuple[tuple[str, ...], Decimal]]] = {
    first: [(tuple(words.split()), Decimal(least)) for words, least in counts]
    for first, counts in groupby(
        sorted(_TABLE["vague"]["counts"].items(), reverse=True),  # of two that begin alike the longer first
        key=lambda entry: entry[0].partition(" ")[0],
    )
}
_MULTI = {word: Decimal(least) for word, least in _TABLE["vague"]["multi"].items()}
_VAGUE_SCALES = PLURAL_SCALES | {"tens": Decimal(_TABLE["vague"]["tens"])}

_DASHES = HYPHENS | {"–", "—", "−"}
_MINUS = frozenset("-−")
_HANGING = HYPHENS | {"'", "’", "&", "/"}
_AFTER_COUNTRY = (_CLOSERS | _PER | {"to"}) - {"and", "or"}  # "$5 million | US and UK officials"
_LOOK_BACK = 10  # tokens; how far before "from" the verb of a change stands in a news sentence
_FIGURES = frozenset(map(Decimal, range(4, 11)))  # "three-figure" and less are scores
_MILLION = Decimal(1_000_000)
_FAR = 20  # times the other: so far apart are no two values of one thing
_FARTHEST_AGAINST = 9  # tokens from a figure to the one it is held against: " in the first quarter of 2017, down from"
_AGAINST = [words.split() for words in _TABLE["against"]["links"]]
_PASSED_AGAINST = frozenset(_TABLE["against"]["passed"])
_BEHIND_AGAINST = frozenset(_TABLE["against"]["behind"])
_ONE, _BIG, _BILLION = Decimal(1), Decimal(1000), Decimal(1_000_000_000)
_FOREIGN = load_table("numbers")["foreign"]
_FOREIGN_SCALES, _FOREIGN_LETTERS = frozenset(_FOREIGN["scales"]), frozenset(_FOREIGN["letters"])
_OTHERWISE = frozenset(_FOREIGN["otherwise"])
_ONE_GROUP = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
_INDIAN = frozenset({"lakh", "lakhs", "lac", "lacs", "crore", "crores", "cr"})


class Amount(NamedTuple):
    """One number with the currency word or sign beside it; `term` is None where it has none of its own.

    `value` is in the main unit. `scale`: see Number. `sign_first` where the currency stands before the number, `vague`
    where the words give no more than a least value.
    """

    value: Decimal
    scale: Decimal
    term: Term | None
    start: int
    end: int
    sign_first: bool = False
    vague: bool = False


class Figure(NamedTuple):
    """A monetary figure: its bounds in the main unit, its currency term, and its tokens, half open."""

    low: Decimal
    high: Decimal | None
    term: Term | None
    start: int
    end: int
    indian: bool = False

    @property
    def is_range(self) -> bool:
        """Whether the text gives two ends."""
        return self.high is not None and self.low != self.high


class Joints(NamedTuple):
    """The words that join the ends of a range: one of `to`, but for a change from one value to another behind one of
    `from_`; or one of `and_` where one of `opens` stands before both. One of `articles` may stand before either.
    """

    to: frozenset[str]
    opens: frozenset[str]
    and_: frozenset[str]
    from_: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


JOINTS: dict[str, Joints] = {
    language: Joints(*(frozenset(words.get(part, ())) for part in ("to", "opens", "and", "from", "articles")))
    for language, words in languages().items()
}
"""Those of other languages than English."""


class Writing(NamedTuple):
    """How an article writes its numbers: with a decimal comma, in another language than English (`foreign`), whose
    words for them were put `in_english` or not, or in one whose papers set the comma and the point either way
    (`divided`); and its words for ranges.
    """

    decimal_comma: bool = False
    foreign: bool = False
    divided: bool = False
    in_english: bool = False
    joints: Joints = Joints(frozenset({"to"}), frozenset({"between"}), frozenset({"and"}))


ENGLISH = Writing()
"""How articles in English write numbers."""


def find_figures(tokens: Sequence[Token], evidence: Evidence, writing: Writing = ENGLISH) -> list[Figure]:
    """The monetary figures in *tokens*, from left to right, without overlap.

    >>> from pipeline.annotate.numbers import tokenize
    >>> nothing_known = Evidence()
    >>> [(str(f.low), str(f.high)) for f in find_figures(tokenize("$5-8 million, 90m yuan"), nothing_known)]
    [('5000000', '8000000'), ('90000000', '90000000')]
    """
    reader = _Reader(tokens, evidence, writing)
    openers = _openers()
    figures: list[Figure] = []
    read_to = 0
    for at, token in enumerate(tokens):
        if at >= read_to and (token.kind == "figures" or token.lower in openers):
            figure, read_to = reader.read(at)
            if figure is None and figures:
                figure = reader.held_against(at, figures[-1])
            if figure is not None:
                figures.append(figure)
                read_to = max(read_to, figure.end)
    return figures


@cache
def _openers() -> frozenset[str]:
    """Every word and sign, in lower case, that a figure can begin with."""
    return currency_openers() | NUMBER_OPENERS | _VAGUE_SCALES.keys() | _MULTI.keys() | _COUNTS.keys() | _MINUS


class _Reader:
    """Reads figures of one text. Every method takes the index of a token and looks a bounded way from it."""

    def __init__(self, tokens: Sequence[Token], evidence: Evidence, writing: Writing) -> None:
        self.tokens = tokens
        self.evidence = evidence
        self.writing = writing
        self.decimal_comma = writing.decimal_comma

    def read(self, at: int) -> tuple[Figure | None, int]:
        """The figure that begins at *at* or None, and where to read on."""
        if self.tokens[at].form in _MINUS:
            figure = self._negative(at)
            return figure, figure.end if figure else at + 1
        amount = self._amount(at)
        if amount is None:
            return None, at + 1
        figure = self._range(amount) or self._single(amount) or self._sum_of_figures(amount) or self._moved(amount)
        if figure is not None and self.writing.foreign and self._means_another(figure):
            return None, figure.end
        return figure, figure.end if figure else amount.end

    def held_against(self, at: int, last: Figure) -> Figure | None:
        """The number at *at*, in the currency of *last*, held against it: "to $84 billion from | 79 billion"."""
        between = self.tokens[last.end : at]
        if last.term is None or not 0 < len(between) <= _FARTHEST_AGAINST:
            return None
        words = [token.lower for token in between]
        link = next((link for link in _AGAINST if words[-len(link) :] == link), None)
        moved = words == ["to"] and word_at(self.tokens, last.start - 1) == "from"
        if link == ["from"]:
            moved = word_at(self.tokens, last.start - 1) in {"to", "at"}
            link = link if moved else None
        if not moved and link is None:
            return None
        rest = between[: -len(link or words)]
        if not all(token.kind == "figures" or token.lower in _PASSED_AGAINST for token in rest):
            return None
        amount = self._with_unit(at)
        if amount is None or amount.term is not None or amount.scale < _MILLION or not self._stands_alone(amount.end):
            return None
        near = 0 < amount.value < _FAR * last.low and last.low < _FAR * amount.value
        return Figure(amount.value, amount.value, last.term, at, amount.end, last.indian) if near else None

    def _stands_alone(self, end: int) -> bool:
        """Whether the number before *end* counts nothing that is named behind it."""
        after = self.tokens[end] if end < len(self.tokens) else None
        if after is None or (after.kind != "word" and after.form not in {"%", "-"}):
            return True
        return after.lower in _BEHIND_AGAINST

    def _single(self, amount: Amount) -> Figure | None:
        if amount.term is None or self._trap(amount):
            return None
        high = None if amount.vague else amount.value
        return Figure(amount.value, high, amount.term, amount.start, amount.end, self._indian(amount.start, amount.end))

    def _negative(self, at: int) -> Figure | None:
        """Reads "a profit of | -$5m": a minus glued to the sign of an amount, after a blank and a word on its line."""
        before, after = self.tokens[at - 1 : at], self.tokens[at + 1 : at + 2]
        if not before or not after or before[0].kind != "word" or before[0].end != self.tokens[at].start - 1:
            return None
        amount = self._with_sign(at + 1) if after[0].start == self.tokens[at].end else None
        if amount is None or self._range(amount) or (figure := self._single(amount)) is None:
            return None
        return figure._replace(low=-amount.value, high=-amount.value, start=at)

    def _means_another(self, figure: Figure) -> bool:
        """Whether the number of *figure*, in an article that is not in English, may mean another than was read."""
        after = word_at(self.tokens, figure.end)
        if after == UNREAD or after in _FOREIGN_SCALES or after[:1] in _FOREIGN_LETTERS:
            return True
        inside = self.tokens[figure.start : figure.end]
        words = {token.lower for token in inside}
        if UNREAD in words or not (self.writing.in_english or _OTHERWISE.isdisjoint(words)):
            return True
        return self.writing.divided and any(_ONE_GROUP.fullmatch(token.form) for token in inside)

    def _trap(self, amount: Amount) -> bool:
        return amount.term is not None and is_trap(
            self.tokens, amount.start, amount.end, amount.value, amount.term, self.evidence
        )

    # -- one amount

    def _amount(self, at: int) -> Amount | None:
        amount = self._with_sign(at) or self._vague(at) or self._with_unit(at) or self._article(at)
        return self._with_country(amount) if amount else None

    def _with_sign(self, at: int) -> Amount | None:
        """Reads "$5", "USD34.6 million", "Rs. 20", "R7.5bn", "rupees 500 crore"."""
        match = read_currency(self.tokens, at)
        if match is None or match.term.minor or self._in_a_pair(at):
            return None
        term, place = match
        if term.contrast and self._glued_to_word(at) and self.tokens[at - 1].form.isupper():
            term = replace(term, codes=frozenset(), default=None)  # the dollar of a country that we do not know: "CI$5"
        number = read_number(self.tokens, place, decimal_comma=self.decimal_comma)
        if number is None or self.tokens[place].lower in {"a", "an"}:
            return None
        glued = self._glued(place)
        if term.kind == "name" and not term.leading and (number.scale < _BIG or self._names_next(number.end)):
            return None
        if self.tokens[place].lower in SCALES:  # the head of a table's column: "Aid paid (€ million)"
            return None
        if self.tokens[place].kind == "word" and term.kind != "code" and number.scale < _BIG:
            return None
        if term.unsure and not self._sure_enough(term, number, glued=glued):
            return None
        if glued:  # "R1 200", "€12 500 000"
            number = self._grouped(number, place)
        value, end = number.value * term.times, number.end
        if (term.letter or term.kind == "code") and self._runs_on(end):  # "P90X"
            return None
        following = self._currency_behind(end)
        if following and self._same_money(term, following.term) and not self._sign_of_next(following):
            term, end = self._narrower(term, following.term), following.end
        return self._with_small_change(Amount(value, number.scale, term, at, end, sign_first=True))

    def _currency_behind(self, end: int) -> Match | None:
        """The currency said once more behind a figure with its sign: "$5 USD", "£1.20p"; not the "p" of "£90 p/w"."""
        match = read_currency(self.tokens, past_hyphen(self.tokens, end))
        if match is None or (match.term.minor and match.term.unsure and not self._glued(end)):
            return None
        return match

    def _with_unit(self, at: int) -> Amount | None:
        """Reads "80 million yuan", "20€", "three-million-dollar"; a bare number where no term follows."""
        number = read_number(self.tokens, at, decimal_comma=self.decimal_comma)
        if number is None:
            return None
        number = self._blank_thousands(number, at)
        bare = Amount(number.value, number.scale, None, at, number.end)
        if self._glued_to_word(at) or self.tokens[at].form.startswith("00"):
            return bare
        place = past_hyphen(self.tokens, number.end)
        if place > number.end and word_at(self.tokens, place) == "odd":  # "300-odd dollars"
            place += 1
        if number.scale >= _BIG and self._form(place) == "." and len(self.tokens[place - 1].form) == 1:
            place += 1  # "1.2 b. dollars"
        if number.scale >= _BIG and word_at(self.tokens, place) == "of":
            place += 1
        match = read_currency(self.tokens, place)
        if match is None or self._sign_of_next(match) or match.term.letter:
            return bare
        term = match.term
        glued = self._glued(place)
        if term.unsure and self._runs_on(match.end):
            return bare
        if term.unsure and not (
            glued and (self.evidence.supports(term) or self._priced(at, match.end))
            if term.minor
            else self._sure_enough(term, number, glued=True)
        ):
            return bare
        amount = Amount(number.value * term.times / term.per_main, number.scale, term, at, match.end)
        scale = SCALES.get(word_at(self.tokens, match.end), _ONE)
        if term.kind == "code" and number.scale == 1 and scale >= _BIG:  # "75 USD million"
            return amount._replace(value=amount.value * scale, scale=scale, end=match.end + 1)
        return self._with_small_change(amount)

    def _vague(self, at: int) -> Amount | None:
        """Reads "hundreds of millions of dollars", "a few euros", "several billions of yen", "multimillion-pound"."""
        count, end = self._count(at)
        if count is None:
            return None
        scale = Decimal(1)
        number = read_number(self.tokens, past_hyphen(self.tokens, end))
        if number and self.tokens[number.end - 1].kind == "word" and number.value == number.scale:
            scale, end = number.scale, number.end
        elif end > at and (plural := PLURAL_SCALES.get(word_at(self.tokens, end))):
            scale, end = plural, end + 1
        end = past_hyphen(self.tokens, end)
        if word_at(self.tokens, end) == "of":
            end += 1
        match = read_currency(self.tokens, end)
        if match is None or match.term.kind == "symbol" or match.term.unsure:
            return None
        return Amount(count * scale / match.term.per_main, scale, match.term, at, match.end, vague=True)

    def _count(self, at: int) -> tuple[Decimal | None, int]:
        """The least that a vague count means, and the index after it."""
        if at >= len(self.tokens):
            return None, at
        if least := _MULTI.get(self.tokens[at].lower):
            return least, at + 1
        for words, least in _COUNTS.get(self.tokens[at].lower, ()):
            if tuple(token.lower for token in self.tokens[at : at + len(words)]) == words:
                return least, at + len(words)
        product, end = None, at
        for _ in range(3):
            factor = _VAGUE_SCALES.get(word_at(self.tokens, end))
            if factor is None:
                break
            product = factor if product is None else product * factor
            end += 1
            if word_at(self.tokens, end) != "of" or word_at(self.tokens, end + 1) not in _VAGUE_SCALES:
                break
            end += 1
        return product, end

    def _article(self, at: int) -> Amount | None:
        """Reads "a dollar" where it is a price, "a dollar and 42 cents"; not "a dollar store", "a pound of sugar"."""
        if word_at(self.tokens, at) not in {"a", "an"}:
            return None
        match = read_currency(self.tokens, at + 1)
        if match is None or match.term.kind != "name" or match.term.unsure or match.term.group == "pound":
            return None
        one = Amount(match.term.times / match.term.per_main, Decimal(1), match.term, at, match.end)
        more = self._with_small_change(one)
        if more is not one:
            return more
        after = self.tokens[match.end] if match.end < len(self.tokens) else None
        ends = after is None or after.kind == "break" or after.form in {".", ",", ";", ")"}
        per = after is not None and after.lower in _PER and word_at(self.tokens, match.end + 1) in _UNITS
        return one if per or (ends and not match.term.minor) else None

    def _with_small_change(self, amount: Amount) -> Amount:
        """*amount* with the cents that follow it: "3 dollars 50 cents", "$20 and 43c", "15 dollars 50"."""
        if amount.term is None or amount.term.minor or amount.scale > 1:
            return amount
        start = amount.end + (word_at(self.tokens, amount.end) == "and" or self._form(amount.end) == ",")
        number = read_number(self.tokens, start)
        if number is None or number.scale > 1 or number.value != number.value.to_integral_value():
            return amount
        match = read_currency(self.tokens, number.end)
        if match and match.term.minor and not match.term.codes.isdisjoint(amount.term.codes):
            if number.value < match.term.per_main:
                return amount._replace(value=amount.value + number.value / match.term.per_main, end=match.end)
            return amount
        two_figures = self.tokens[start].kind == "figures" and len(self.tokens[start].form) == 2
        closes = self._form(number.end) in {".", ""} and self._form(amount.end) != ","
        if amount.term.kind == "name" and two_figures and closes:
            return amount._replace(value=amount.value + number.value / 100, end=number.end)
        return amount

    def _with_country(self, amount: Amount) -> Amount:
        """*amount* with whose dollars it is in behind it: "$5 million Canadian", "$20 (US)"; not "$5 US aid"."""
        if amount.term is None or amount.term.group is None or not amount.term.contrast or amount.term.minor:
            return amount
        opened = self._form(amount.end) == "("
        match = read_country(self.tokens, amount.end + opened, amount.term.group)
        if match is None and opened:
            match = read_currency(self.tokens, amount.end + 1)
        if match is None or (opened and self._form(match.end) != ")") or not match.term.codes < amount.term.codes:
            return amount
        after = self.tokens[match.end] if match.end < len(self.tokens) else None
        if after and (after.form in _HANGING if after.kind != "word" else after.lower not in _AFTER_COUNTRY):
            return amount
        return amount._replace(term=match.term, end=match.end + opened)

    # -- two amounts

    def _range(self, first: Amount) -> Figure | None:
        """The range that begins with *first*, None where none does: "$40-50 billion", "between 2 and 3m yuan"."""
        if first.vague:
            return None
        before = {word_at(self.tokens, first.start - 1), word_at(self.tokens, first.start - 2)}
        between = not self.writing.joints.opens.isdisjoint(before)
        second = self._other_end(first, between=between)
        if second is None or second.vague or self._trap(second) or (first.term and self._trap(first)):
            return None
        term = first.term or second.term
        if first.term and second.term:
            if not self._same_money(first.term, second.term):
                return None
            term = self._narrower(first.term, second.term)
        low, high = first.value, second.value
        if first.scale == 1 and second.scale > 1 and low < second.value / second.scale:
            low *= second.scale
        if second.term and second.term.minor and not (first.term and first.term.minor):
            low /= second.term.per_main if first.term is None else 1
        if first.term and first.term.minor and second.term is None:
            high /= first.term.per_main
        if low >= high or term is None:
            return None
        return Figure(low, high, term, first.start, second.end, self._indian(first.start, second.end))

    def _moved(self, first: Amount) -> Figure | None:
        """The first of two whose currency the second alone names: "rose from | 3.1 billion to 3.4 billion euros"."""
        if (
            first.term
            or first.scale < _MILLION
            or word_at(self.tokens, first.end) != "to"
            or not self._is_change(first)
        ):
            return None
        second = self._with_unit(first.end + 1)
        if second is None or second.term is None or second.scale != first.scale or self._trap(second):
            return None
        return Figure(
            first.value, first.value, second.term, first.start, first.end, self._indian(first.start, first.end)
        )

    def _other_end(self, first: Amount, *, between: bool) -> Amount | None:
        """The amount that closes a range begun by *first*."""
        end = past_hyphen(self.tokens, first.end)
        word = word_at(self.tokens, end)
        joints = self.writing.joints
        if word in joints.to or word in joints.and_ or word == "or":
            if (word in joints.and_ and not between) or (word == "or" and (between or first.term is not None)):
                return None
            start = past_hyphen(self.tokens, end + 1) if end > first.end else end + 1
            second = self._amount(start + (word_at(self.tokens, start) in _HEDGES | joints.articles))
            if second is None or not self._share(first, second):
                return None
            refused = not self._closes(second) or (word in joints.to and self._is_change(first))
            return None if refused else second
        if self._form(first.end) not in _DASHES or first.end + 1 >= len(self.tokens):
            return None
        tight = self.tokens[first.end].start == self.tokens[first.end - 1].end
        second = self._amount(first.end + 1)
        if second is None or not self._share(first, second):
            return None
        tight = tight and self.tokens[first.end].end == self.tokens[second.start].start
        both = first.term is not None and second.term is not None
        return second if tight or both else None

    def _share(self, first: Amount, second: Amount) -> bool:
        """Whether the two have a currency between them; a sign before the second says nothing of the first."""
        return first.term is not None or (second.term is not None and not second.sign_first)

    def _closes(self, second: Amount) -> bool:
        """Whether the number after "to" is money too, and not the people who got it: "gave $500 to 20 schools"."""
        if second.term is not None:
            return True
        after = self.tokens[second.end] if second.end < len(self.tokens) else None
        return after is None or (after.kind != "word" and after.form != "%") or after.lower in _PER | _CLOSERS

    def _is_change(self, first: Amount) -> bool:
        """Whether "A to B" is a move from one value to another: "slashed from $47 billion to $8 billion"."""
        at = first.start - 1
        if word_at(self.tokens, at) in self.writing.joints.from_:
            return True
        if word_at(self.tokens, at) == "by":  # "raised its dividend by 12 cents to 60 cents"
            return True
        from_ = next((back for back in range(at, at - 3, -1) if word_at(self.tokens, back) == "from"), None)
        reach = _LOOK_BACK if from_ is not None else 2
        for back in range(at, max(-1, at - reach), -1):
            token = self.tokens[back]
            if token.kind == "break" or token.form in {".", ";", "!", "?"} or token.lower in _RANGES:
                return False
            if token.lower in _CHANGES:
                return True
        return False

    # -- sums without a currency

    def _sum_of_figures(self, amount: Amount) -> Figure | None:
        """The bounds of "six-figure" before a word for a sum of money, in no currency."""
        place = past_hyphen(self.tokens, amount.end)
        if amount.term or place == amount.end or word_at(self.tokens, place) not in {"figure", "figures"}:
            return None
        if amount.value not in _FIGURES or not {word_at(self.tokens, place + n) for n in (1, 2)} & _SUMS:
            return None
        low = Decimal(10) ** (int(amount.value) - 1)
        return Figure(low, low * 10 - 1, None, amount.start, place + 1)

    # -- small questions

    def _sure_enough(self, term: Term, number: Number, *, glued: bool) -> bool:
        """Whether a doubtful word, letter or code is money here."""
        if self.evidence.supports(term):
            return glued or not term.letter
        if term.letter:
            return glued and number.scale >= _BIG
        return term.kind == "name" and number.scale >= _BILLION  # other things than won or marks are not so many

    def _priced(self, at: int, end: int) -> bool:
        """Whether tokens *at* to *end* say what something costs, by the words beside: "costs 5p", "5p a minute"."""
        if word_at(self.tokens, at - 1) in _PRICING:
            return True
        return word_at(self.tokens, end) in _PER and read_per(self.tokens, end).unit in _UNITS

    def _same_money(self, one: Term, other: Term) -> bool:
        return not one.codes.isdisjoint(other.codes) or (one.group == "dollar" and other.group == "peso")

    def _narrower(self, one: Term, other: Term) -> Term:
        """Of two terms for the same money the one that says more; a smaller unit is never it."""
        if other.minor != one.minor:
            return other if one.minor else one
        return other if len(other.codes) < len(one.codes) else one

    def _sign_of_next(self, match: Match) -> bool:
        """Whether the sign or code found after a number belongs to the figures after it: "in 10 $100 bills"."""
        if match.term.kind == "name" or match.end >= len(self.tokens) or match.term.minor:
            return False
        after = self.tokens[match.end]
        if after.kind != "figures":
            return False
        is_glued_behind = self._glued(match.end)
        if match.term.kind != "symbol" or is_glued_behind != self._glued(match.end - 1):
            return is_glued_behind
        return not self._names_next(match.end + 1)  # "260 € 270 €"

    def _glued(self, at: int) -> bool:
        """Whether nothing parts the token *at* from the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def _runs_on(self, end: int) -> bool:
        """Whether a word or figures run on at *end*: the "c" of "0c55a7"."""
        return self._glued(end) and self.tokens[end].kind in {"word", "figures"}

    def _glued_to_word(self, at: int) -> bool:
        """Whether a word runs into the figures at *at*: "iPhone5"; in scripts without capitals all words do."""
        return self._glued(at) and self.tokens[at - 1].kind == "word" and _has_case(self.tokens[at - 1].form[-1])

    def _names_next(self, end: int) -> bool:
        """Whether a currency stands right after *end*."""
        return read_currency(self.tokens, past_hyphen(self.tokens, end)) is not None

    def _in_a_pair(self, at: int) -> bool:
        """Whether the code at *at* is the second of a pair: "EUR/USD 1.10"; not of two prices: "$15/£13.49"."""
        if self._form(at - 1) != "/" or self.tokens[at - 1].end != self.tokens[at].start:
            return False
        return word_at(self.tokens, at - 2).upper() in last_days()

    def _blank_thousands(self, number: Number, at: int) -> Number:
        """*number* with the groups of three behind it where a currency closes them: "103 344 euros"."""
        if self._digits_before(at):
            return number
        whole = self._grouped(number, at)
        return whole if self._names_next(whole.end) else number

    def _digits_before(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].kind == "figures"

    def _grouped(self, number: Number, place: int) -> Number:
        """*number*, whose figures stand at *place*, with the groups of three that blanks part from it: "1 200"."""
        value, end = self.tokens[place].form, number.end
        if end != place + 1 or not value.isdecimal() or len(value) > 3:
            return number
        while end < len(self.tokens) and end < place + 4:
            token = self.tokens[end]
            if len(token.form) != 3 or not token.form.isdecimal() or token.start != self.tokens[end - 1].end + 1:
                break
            value, end = value + token.form, end + 1
        return Number(Decimal(value), number.scale, end) if end > number.end else number

    def _indian(self, start: int, end: int) -> bool:
        """Whether a lakh or a crore is counted between *start* and *end*."""
        return any(token.lower in _INDIAN for token in self.tokens[start:end])

    def _form(self, at: int) -> str:
        return self.tokens[at].form if 0 <= at < len(self.tokens) else ""


def _has_case(letter: str) -> bool:
    return letter.lower() != letter.upper()
