"""Sentences that hold a figure, as plain copies that a parser reads well."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from pipeline.annotate.context import text_of
from pipeline.annotate.figures.tree import is_verb
from pipeline.annotate.figures.words import BOUNDS, COMPARED
from pipeline.annotate.sentences import sentence_starts
from pipeline.data import load_table
from pipeline.record.types import Money

LONGEST_SENTENCE = 160
"""Words of a sentence that is still read; what is longer is a list or a table that no full stop ends."""

STANDARD_FIGURE = ("$", "5", "million")
"""How every figure is written in a copy: parsers saw this form most, "Rs 300 crore" and "71.350 euro" never."""

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
"""Quotes as parsers saw most of them: "it’s" is two words and one verb to them only when it is written "it's"."""

_REACH = 40
_PASSED = frozenset({"'s", "’s", "a", "an", "the"})
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(re.escape(words) for words in sorted(BOUNDS, key=len, reverse=True))})\s{{1,3}}){{1,3}}$",
    re.IGNORECASE,
)
_EXACT_BEFORE = re.compile(
    r"(?<!\w)(?:only|just|another|even|an additional|an extra|a record|a combined|(?:a total|an average) of)\s$",
    re.IGNORECASE,
)
_MODIFIER = rf"(?:{'|'.join(load_table('money')['per']['modifiers'])})"
_PER = {
    words: re.compile(
        r"(?:\s?/\s?[^\W\d]{1,12}|-(?:an?|per)-[^\W\d]{1,12}"
        rf"|\s(?:an?|per|every)\s(?:{_MODIFIER}\s)?[^\W\d]{{2,14}}(?:[\s-][^\W\d]{{2,14}}){{{words - 1}}})(?!\w)"
    )
    for words in (1, 2, 3, 4)
}
_AFTER = re.compile(
    r"\s(?:or (?:so|more|less|thereabouts)|apiece|each)(?!\w)|-plus(?!\w)|\+(?!\w)|\smore(?=\s(?:in|of|for)\s)"
    r"|\splus\s(?:\w+\s)?(?:benefits|bonus(?:es)?|costs?|expenses|fees?|GST|interest|tax(?:es)?|VAT)(?!\w)"
)
_WORTH_OF = re.compile(r"\sworth(?=\sof\s)")
DATELINE = re.compile(
    r"[^\W\d_a-z][A-Z .'’-]{2,30}(?:, [A-Z][\w. ]{1,20}){0,2}(?:,? \(?[A-Z][a-z]{2,8}\.? \d{1,2}\)?)?"
    r"(?: ?\([A-Z][\w .-]{1,30}\))?(?: ?(?:--?|[–—])|:) "
)
"""What stands before the first sentence of an agency's story: "GENEVA, June 5 (Reuters) - "."""
_OPENS_OBJECT = re.compile(r"the|it|its|their|each|every|this|[A-Z][\w.&-]+")
_FAR_AT = 9
_COUNT = re.compile(r"(?!(?:19|20)\d\d\b)\d{1,3}(?:,?\d{3})*")
_BRACKETED = re.compile(r"[ \t]?\([^()\n]{0,120}\)")


@dataclass(frozen=True)
class Draft:
    """The words of a sentence's copy, each with its place in the text, and where the figures stand among them."""

    in_: str
    start: int
    end: int
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    figures: Mapping[str, range]
    first_cell: int | None = None
    """Where the sentence is a row of a table with figures alone behind its first cell: the words of that cell."""

    def words_within(self, start: int, end: int) -> range:
        """The indices of the words that overlap the characters *start* to *end* of the text."""
        ends, starts = [place[1] for place in self.places], [place[0] for place in self.places]
        return range(bisect_right(ends, start), bisect_left(starts, end))


@dataclass(frozen=True)
class Sentence:
    """The parsed copy of one sentence.

    `names` and `times` give the id of the entity or date that a word is part of.
    """

    draft: Draft
    doc: Doc
    names: Mapping[int, str]
    times: Mapping[int, str]

    @cached_property
    def amounts(self) -> Mapping[int, str]:
        """The figure that a word is part of."""
        return {i: id_ for id_, words in self.draft.figures.items() for i in words}

    def words_of(self, id_: str) -> range:
        """The indices of the words of the figure *id_*."""
        return self.draft.figures[id_]

    def head(self, id_: str) -> Token:
        """The word of the figure *id_* that binds it to the rest of the sentence."""
        words = self.words_of(id_)
        for i in reversed(words):
            token = self.doc[i]
            if token.head.i not in words or token.head == token:
                return token
        return self.doc[words.stop - 1]

    def figure_at(self, token: Token) -> str | None:
        """The figure that *token* is part of."""
        return self.amounts.get(token.i)

    def name_at(self, token: Token) -> str | None:
        """The entity that *token* is part of."""
        return self.names.get(token.i)

    def time_at(self, token: Token) -> str | None:
        """The date that *token* is part of."""
        return self.times.get(token.i)

    def plain(self, token: Token) -> bool:
        """Whether *token* is part of no figure, name or time."""
        return token.i not in self.amounts and token.i not in self.names and token.i not in self.times

    def compared(self, id_: str) -> bool:
        """Whether another figure is held against the figure *id_*: "down from $5m", "against $5m a year earlier"."""
        start = self.words_of(id_).start
        while start > 0 and (start - 1 in self.times or self.doc[start - 1].lower_ in _PASSED):
            start -= 1  # "up from last year's $5m"
        if start > 1 and self.doc[start - 1].lower_ == "from" and is_verb(self.doc[start - 2]):
            return False  # "after sales rose from $5m"
        before = " ".join(token.lower_ for token in self.doc[max(0, start - 4) : start])
        return any(before == words or before.endswith(" " + words) for words in COMPARED)

    def can_be_thing(self, token: Token) -> bool:
        """Whether *token* can be what is bought, cut or valued: no figure, no time, no share."""
        return token.i not in self.amounts and token.i not in self.times and not self.is_share(token)

    def is_share(self, token: Token) -> bool:
        """Whether *token* stands for a share of something: "3.1 percent", "5%"."""
        return token.lower_ in ("%", "percent", "pc", "cent", "point", "points")


def draft_sentences(
    in_: str, doc: Doc, money: Sequence[Money], name_ends: Collection[int] = frozenset()
) -> Iterator[Draft]:
    """A draft of each sentence of *doc* that holds a figure of *money*, which are those of this text, in order.

    A name that ends at one of *name_ends* keeps its "'s" in one word: "Macy's".
    """
    text = text_of(doc)
    number = 0
    starts = sentence_starts(doc)
    for first, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        if number == len(money):
            return
        here = []
        end_char = doc[end - 1].idx + len(doc[end - 1])
        while number < len(money) and money[number].start < end_char:
            here.append(money[number])
            number += 1
        if here and end - first <= LONGEST_SENTENCE:
            yield _draft(in_, text, doc[first:end], here, name_ends)


def _draft(in_: str, text: str, sentence: DocSpan, money: Sequence[Money], name_ends: Collection[int]) -> Draft:
    left_out = list(_left_out(text, sentence.start_char, sentence.end_char, money))
    kept = [figure for figure in money if not any(start <= figure.start < end for start, end in left_out)]
    cuts: list[tuple[int, int, str | None]] = [(figure.start, figure.end, figure.id) for figure in kept]
    cuts += [(start, end, None) for start, end in left_out]
    cuts.sort(key=lambda cut: cut[:2])
    words: list[str] = []
    places: list[tuple[int, int]] = []
    figures: dict[str, range] = {}
    first = 0
    for token in sentence:
        at, end = token.idx, token.idx + len(token)
        while first < len(cuts) and cuts[first][1] <= at:
            first += 1
        for start, stop, id_ in cuts[first:]:
            if start >= end:
                break
            _add(words, places, text, at, start)
            if id_ is not None and id_ not in figures:
                _tell_verb(words)
                figures[id_] = range(len(words), len(words) + len(STANDARD_FIGURE))
                words.extend(STANDARD_FIGURE)
                places.extend([(start, stop)] * len(STANDARD_FIGURE))
            at = max(at, stop)
        if end in name_ends and token.lower_ in ("'s", "’s") and places and places[-1][1] == at:
            words[-1], places[-1] = f"{words[-1]}'s", (places[-1][0], end)
            continue
        _add(words, places, text, at, end)
        if words[-3:-1] == [STANDARD_FIGURE[-1], "to"] and _COUNT.fullmatch(words[-1]):
            words[-1] = "many"  # "gave $5m to 20 schools": parsers take "$5m to 20" for one number
    tab = text.find("\t", sentence.start_char, sentence.end_char)
    only_figures = tab >= 0 and _are_figures(text, tab, sentence.end_char, kept)
    first_cell = bisect_left(places, (tab, tab)) if only_figures else None
    return Draft(in_, sentence.start_char, sentence.end_char, tuple(words), tuple(places), figures, first_cell)


def _tell_verb(words: list[str]) -> None:
    """Write "valued" in "the deal values each share at", before a figure: parsers take "values" for a noun."""
    for i in range(len(words) - 3, max(0, len(words) - _FAR_AT), -1):
        if words[-1] == "at" and words[i] == "values" and _OPENS_OBJECT.fullmatch(words[i + 1]):
            words[i] = "valued"


def _are_figures(text: str, start: int, end: int, money: Sequence[Money]) -> bool:
    """Whether each of the cells from *start* to *end* holds a figure of *money*: other numbers count other things."""
    cells = [cell for cell in re.finditer(r"[^\t]+", text[start:end]) if not cell[0].isspace()]
    return all(any(cell.start() <= figure.start - start < cell.end() for figure in money) for cell in cells)


def _add(words: list[str], places: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    if start < end and not text[start:end].isspace():
        words.append(text[start:end].translate(_STRAIGHT))
        places.append((start, end))


def _left_out(text: str, start: int, end: int, money: Sequence[Money]) -> Iterator[tuple[int, int]]:
    """What a copy leaves out: what bounds a figure, what it is counted per, and brackets without a figure of their own.

    A bracket that restates the figure before it ("80 million yuan ($12.3 million)") has none of its own.
    """
    if (start == 0 or text[start - 1] == "\n") and (dateline := DATELINE.match(text, start, end)):
        yield dateline.span()
    own = [figure.start for figure in money if figure.same_as is None]
    for bracket in _BRACKETED.finditer(text, start, end):
        if bisect_left(own, bracket.start()) == bisect_left(own, bracket.end()):
            yield bracket.span()
    for figure in money:
        bound = _EXACT_BEFORE if figure.qualifier == "exact" else _BEFORE
        before = max(start, figure.start - _REACH)
        if found := bound.search(text[before : figure.start]):
            yield before + found.start(), figure.start
        at = figure.end
        per = () if figure.per is None else (_PER[min(len(re.split(r"[ -]", figure.per)), 4)],)
        for pattern in (*per, _AFTER, _WORTH_OF):
            if after := pattern.match(text, at, end):
                at = after.end()
        if at > figure.end:
            yield figure.end, at
