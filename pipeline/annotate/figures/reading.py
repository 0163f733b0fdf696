"""What a rule makes of a figure."""

from typing import NamedTuple

from spacy.tokens import Token


class Reading(NamedTuple):
    """What a rule makes of a figure; each part is empty where the sentence does not say.

    `measured` is the noun for what is measured, `owners` are the words for whose it may be, likeliest first, `verb` is
    the predicate. `alone`: what `measured` is joined to by "and" is measured by another figure.
    """

    rule: str
    measured: Token | None = None
    owners: tuple[Token, ...] = ()
    verb: Token | None = None
    alone: bool = False


Known = dict[str, Reading]
"""The readings of the figures that stand before one in its sentence, in order."""


def present(*words: Token | None) -> tuple[Token, ...]:
    """Those of *words* that are there."""
    return tuple(word for word in words if word is not None)
