"""Figures that restate another in a second currency: "80 million yuan ($12.3 million)"."""

from collections.abc import Sequence

from pipeline.annotate.numbers import HYPHENS, Token
from pipeline.data import load_table

_TABLE = load_table("money")["restated"]
_WORDS = frozenset(_TABLE["words"])
_HEDGES = frozenset(_TABLE["hedges"])
_CLOSED = frozenset(_TABLE["closed"])
_PARTS = frozenset(_TABLE["parts"])
_DASHES = HYPHENS | {"–", "—"}
_BRACKETS = {"(": ")", "[": "]"}
_EQUALS = frozenset("=≈")
_LONGEST = 7  # tokens between the two: " shipyard loan (or the equivalent of"
_NOUNS = 3  # words of what the first is the price of, before the bracket


def restates(between: Sequence[Token], after: str, *, chained: bool) -> bool:
    """Whether the tokens *between* two figures of different currencies say that the second restates the first.

    *after* is the word or sign that follows the second, in lower case, "" for none. It restates in a bracket that opens
    right after the first or after the noun it stands before ("a $5m loan (£4m)"), between dashes, after ", or",
    ", about" and ", the equivalent of"; and, where the first is itself a restatement (*chained*), after the sign that
    parts the two: "A$20m ($13m; £10m)".

    >>> from pipeline.annotate.numbers import tokenize
    >>> [restates(tokenize(words), ")", chained=False) for words in ("(about", "loan (", ", or", "and", "(with", ";")]
    [True, True, True, False, False, False]
    """
    words = [token.lower for token in between]
    if not words or len(words) > _LONGEST:
        return False
    bracket = next((place for place, word in enumerate(words) if word in _BRACKETS), None)
    if bracket is not None and after in _PARTS:  # "($30m | of it borrowed)"
        return False
    if bracket is not None:
        closed = after == _BRACKETS[words[bracket]]
        return _WORDS.issuperset(words[bracket + 1 :]) and _is_noun(between[:bracket], closed=closed)
    opener, *rest = words
    if not _WORDS.issuperset(rest):
        return False
    if opener in _EQUALS or "equivalent" in words or (rest and opener == "or"):
        return True
    if opener in _DASHES:
        return bool(rest) or after in _DASHES
    if rest and opener == ",":
        return rest[0] == "or" or (_HEDGES.issuperset(rest) and after in {",", "."})
    return chained and opener in {";", ",", "/", "or"}


def _is_noun(between: Sequence[Token], *, closed: bool) -> bool:
    """Whether the tokens from the first figure to the bracket are nothing, or where it is *closed* a noun or two."""
    if not between:
        return True
    nouns = len(between) <= _NOUNS and all(token.kind == "word" for token in between)
    return closed and nouns and _CLOSED.isdisjoint(token.lower for token in between)
