"""Figures that restate another in a second currency: "80 million yuan ($12.3 million)"."""

from collections.abc import Sequence

from pipeline.annotate.numbers import Token
from pipeline.data import load_table

_WORDS = frozenset(load_table("money")["restated"]["words"])
_LONGEST = 5  # tokens between the two: ", or the equivalent of"


def restates(between: Sequence[Token], *, chained: bool) -> bool:
    """Whether the tokens *between* two figures of different currencies say that the second restates the first.

    It does in a bracket that opens right after the first, after ", or" and ", the equivalent of"; and, where the first
    is itself a restatement (*chained*), after the sign that parts the two: "A$20m ($13m; £10m)".

    >>> from pipeline.annotate.numbers import tokenize
    >>> [restates(tokenize(words), chained=False) for words in ("(about", ", or", "and", "(including", ";")]
    [True, True, False, False, False]
    """
    words = [token.lower for token in between]
    if not words or len(words) > _LONGEST:
        return False
    opener, rest = words[0], words[1:]
    if not _WORDS.issuperset(rest):
        return False
    if opener in {"(", "["}:
        return True
    if opener == "," and rest:
        return rest[0] == "or" or "equivalent" in rest
    return (chained and opener in {";", ",", "/", "or"}) or "equivalent" in words
