"""What the words around a figure say of it: its bound, and what it is counted per."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from pipeline.annotate.glossary import forms_of
from pipeline.annotate.money.abroad import languages
from pipeline.annotate.numbers import Token, past_hyphen, word_at
from pipeline.data import load_table
from pipeline.record.types import Qualifier

_TABLE = load_table("money")
_Meaning = TypeVar("_Meaning")
_Phrases = dict[str, list[tuple[tuple[str, ...], _Meaning]]]


def _by_word(section: dict[_Meaning, list[str]], index: int) -> _Phrases[_Meaning]:
    """The phrases of *section*, each with what it means, by their first (0) or last (-1) token, longest first."""
    phrases: _Phrases[_Meaning] = {}
    for meaning, texts in section.items():
        for text in texts:
            forms = forms_of(text)
            phrases.setdefault(forms[index], []).append((forms, meaning))
    for entries in phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return phrases


_BEFORE: _Phrases[Qualifier] = _by_word(_TABLE["before"], -1)
_AFTER: _Phrases[Qualifier] = _by_word(_TABLE["after"], 0)
_BOUNDS: tuple[Qualifier, ...] = ("about", "more_than", "at_least", "less_than", "at_most")
_OVER = frozenset(forms_of(phrase) for words in languages().values() for phrase in words.get("over", ()))
_BEFORE_IN: dict[str, _Phrases[Qualifier]] = {
    language: _by_word(
        {bound: [*words[bound], *(words.get("over", ()) if bound == "more_than" else ())] for bound in _BOUNDS}, -1
    )
    for language, words in languages().items()
}
_AFTER_IN: dict[str, _Phrases[Qualifier]] = {
    language: _by_word(words.get("behind", {}), 0) for language, words in languages().items()
}
"""What bounds figures in other languages than English."""
_THROUGH_ARTICLES = frozenset(tuple(phrase.split()) for phrase in _TABLE["skipped"]["through_articles"])
_MARKS, _PASSES = frozenset(_TABLE["marks"]["nouns"]), frozenset(_TABLE["marks"]["verbs"])
_FILLERS = frozenset(_TABLE["skipped"]["fillers"])
_OVER_TOPICS = frozenset(_TABLE["over"]["topics"])
_PER = _TABLE["per"]
_UNITS = frozenset(_PER["units"])
_MODIFIERS = frozenset(_PER["modifiers"])
_COMPOUNDS = frozenset(_PER["compounds"])
_TIMES = frozenset(tuple(words.split()) for words in _PER["times"])
_GROSS = frozenset(_PER["gross"])
_TIME_UNITS = frozenset(_PER["time_units"])
_NEVER = frozenset(_PER["never"])
_ARTICLES = frozenset(_PER["articles"])
_EVERY = frozenset({"every", "each"})
_ADVERBS: _Phrases[str] = _by_word(_PER["adverbs"], 0)
_SHORT: dict[str, str] = _PER["short"]
_OF_HEAT = tuple(_PER["of_heat"].lower().split())
_ABBREVIATED: dict[str, str] = _PER["abbreviated"]


class Bound(NamedTuple):
    """A qualifier, and the index of the token after its words where they follow the figure."""

    qualifier: Qualifier
    end: int


class Per(NamedTuple):
    """What a figure is counted per, a singular noun or None, and the index of the token after its words."""

    unit: str | None
    end: int


def read_bound(tokens: Sequence[Token], start: int, end: int, language: str | None = None) -> Bound:
    """What bounds the figure in tokens *start* to *end* of a text in *language*: the words before it, else those right
    after it.
    """
    phrases = _BEFORE_IN.get(language or "en", _BEFORE)
    qualifier, at = _before(tokens, start, phrases)
    if qualifier is None and word_at(tokens, start - 1) == "the" and _is_mark(tokens, end):
        passed = word_at(tokens, start - 2) in _PASSES
        qualifier, at = ("more_than", start - 2) if passed else _before(tokens, start - 1, phrases)
    if qualifier == "about":  # "up to about $5": the outer word bounds
        outer, begin = _before(tokens, at, phrases)
        if tuple(token.lower for token in tokens[begin:at]) not in _OVER:  # "freut sich über rund 500 Euro"
            qualifier = outer or qualifier
    if qualifier is None and any(token.lower == "odd" for token in tokens[start:end]):  # "20-odd million"
        return Bound("about", end)
    return read_bound_after(tokens, end, language) if qualifier is None else Bound(qualifier, end)


def _is_mark(tokens: Sequence[Token], end: int) -> bool:
    """Whether the figure that ends before *end* is one that is passed or not: "the $1 billion mark"."""
    return word_at(tokens, past_hyphen(tokens, read_per(tokens, end).end)) in _MARKS


def read_bound_after(tokens: Sequence[Token], end: int, language: str | None = None) -> Bound:
    """What bounds the figure, or the figure with its unit, that ends before *end* of a text in *language*: "$22 an
    hour | or more"; a sign only where it touches: "$100+", not "$5 + tax".
    """
    if 0 < end < len(tokens) and tokens[end].kind == "sign" and tokens[end].start != tokens[end - 1].end:
        return Bound("exact", end)
    word = tokens[end].lower if end < len(tokens) else ""
    for forms, bound in (*_AFTER_IN.get(language or "en", {}).get(word, ()), *_AFTER.get(word, ())):
        if tuple(token.lower for token in tokens[end : end + len(forms)]) == forms:
            return Bound(bound, end + len(forms))
    return Bound("exact", end)


def _before(tokens: Sequence[Token], start: int, phrases: _Phrases[Qualifier]) -> tuple[Qualifier | None, int]:
    """The qualifier of *phrases* whose words end right before *start*, and where they begin."""
    at, article = start, False
    while at > 0 and tokens[at - 1].lower in _FILLERS:
        at -= 1
    if at > 0 and tokens[at - 1].lower in {"a", "an"} and phrases is _BEFORE:
        article = at == start
        at -= 1
    if at == 0:
        return None, at
    for forms, qualifier in phrases.get(tokens[at - 1].lower, ()):
        begin = at - len(forms)
        if begin < 0 or tuple(token.lower for token in tokens[begin:at]) != forms:
            continue
        if article and forms not in _THROUGH_ARTICLES:
            return None, begin
        if forms == ("over",) and not _OVER_TOPICS.isdisjoint(t.lower for t in tokens[max(0, begin - 2) : begin]):
            return None, begin
        if forms in _OVER and begin > 0 and tokens[begin - 1].form[0].isupper():
            return None, begin
        return qualifier, begin
    return None, at


def read_per(tokens: Sequence[Token], end: int) -> Per:
    """What the figure that ends before the token *end* is counted per; unit None where nothing is said.

    >>> from pipeline.annotate.numbers import tokenize
    >>> read_per(tokenize("$1.40 a share"), 2), read_per(tokenize("$0.03/kWh"), 2), read_per(tokenize("$5 per cent"), 2)
    (Per(unit='share', end=4), Per(unit='kilowatt-hour', end=4), Per(unit=None, end=2))
    """
    nothing = Per(None, end)
    at = past_hyphen(tokens, end)
    if at >= len(tokens):
        return nothing
    if tokens[at].form == "/":
        return _unit(tokens, at + 1, any_noun=False) or nothing
    for forms, unit in _ADVERBS.get(tokens[at].lower, ()):
        if tuple(token.lower for token in tokens[at : at + len(forms)]) == forms:
            return Per(unit, at + len(forms))
    word = word_at(tokens, at)
    each = Per("each", at + 1) if word == "each" else nothing
    if word == "for" and word_at(tokens, at + 1) in _EVERY:  # "$5 for every ticket"
        at, word = at + 1, word_at(tokens, at + 1)
    if word not in _ARTICLES or _is_time(tokens, at + 1):
        return nothing
    return _unit(tokens, past_hyphen(tokens, at + 1), any_noun=word == "per") or each


def _is_time(tokens: Sequence[Token], at: int) -> bool:
    """Whether the unit of time at *at* says when: "a year | earlier", not "a year before tax"."""
    if word_at(tokens, at) not in _TIME_UNITS or word_at(tokens, at + 2) in _GROSS:
        return False
    return any(tuple(word_at(tokens, at + 1 + n) for n, _ in enumerate(words)) == words for words in _TIMES)


def _unit(tokens: Sequence[Token], at: int, *, any_noun: bool) -> Per | None:
    if tuple(token.lower for token in tokens[at : at + len(_OF_HEAT)]) == _OF_HEAT:
        return Per(_PER["of_heat"], at + len(_OF_HEAT))
    while (
        at < len(tokens) and tokens[at].lower in _MODIFIERS and at + 1 < len(tokens) and tokens[at + 1].kind == "word"
    ):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "word" or tokens[at].lower in _NEVER:
        return None
    word = tokens[at].lower
    after = past_hyphen(tokens, at + 1)
    if word in _ABBREVIATED and tokens[after : after + 1] and tokens[after].form == ".":  # "sq. ft"
        after += 1
    if word in _COMPOUNDS and after < len(tokens) and tokens[after].kind == "word":
        noun = _SHORT.get(tokens[after].form, tokens[after].lower)
        if word in {"kilowatt", "megawatt", "gigawatt"}:
            return Per(f"{word}-hour", after + 1) if noun == "hour" else Per(word, at + 1)
        return Per(f"{_ABBREVIATED.get(word, word)} {noun}", after + 1)
    if tokens[at].form in _SHORT:
        return Per(_SHORT[tokens[at].form], at + 1)
    return Per(word, at + 1) if any_noun or word in _UNITS else None
