"""Figures that are given out in order: "Ohio and Texas paid $2m and $3m respectively"."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.annotate.figures.reading import Reading
from pipeline.annotate.figures.sentence import Sentence

_WORD = "respectively"
_JOINS = frozenset({",", "and", "&", "or"})


def give_out(sentence: Sentence, id_: str, reading: Reading) -> Reading:
    """*reading* with what is joined by "and" given to the figures in order, where the sentence says that it is.

    What can't be given out, since it is not as many as the figures, is left out; what is one belongs to all.
    """
    together = _given_out(sentence)
    if id_ not in together:
        return reading
    place, number = together.index(id_), len(together)
    owners = tuple(own for word in reading.owners if (own := _own(word, place, number)) is not None)
    measured = _own(reading.measured, place, number) if reading.measured is not None else None
    return reading._replace(owners=owners, measured=measured, alone=True)


def _given_out(sentence: Sentence) -> Sequence[str]:
    """The figures that stand in a row before "respectively", in order; none where there is one at most."""
    at = next((token.i for token in sentence.doc if token.lower_ == _WORD), 0)
    together: list[str] = []
    for id_, words in reversed([*sentence.draft.figures.items()]):
        if words.stop <= at:
            if any(token.lower_ not in _JOINS for token in sentence.doc[words.stop : at]):
                break
            together.insert(0, id_)
            at = words.start
    return together if len(together) > 1 else ()


def _own(word: Token, place: int, number: int) -> Token | None:
    """Of *word* and what it is joined to, if they are as many as the figures, the one at *place*; a lone *word*."""
    joined = sorted((word, *word.conjuncts), key=lambda token: token.i)
    if len(joined) == 1:
        return word
    return joined[place] if len(joined) == number else None
