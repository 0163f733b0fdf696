"""Whether a sentence speaks of what lies behind or ahead, at the place of a time expression.

Read off words, without a parser: the verb nearest to the left of the expression, else the first to its right. The
parser's governing verb can take this place; nothing else knows how it is done.
"""

from bisect import bisect_left
from functools import cache
from typing import Literal

from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import TENSE

Tense = Literal["past", "present", "intended", "future"]
"""Of "intended" are plans and what might be: they show ahead less surely than "will"."""


class Tenses:
    """The tenses of one text's sentences."""

    def __init__(self, tokens: Tokens) -> None:
        self._t = tokens
        self._cues = cache(self._read_cues)

    def around(self, start: int, end: int) -> Tense | None:
        """The tense at the expression of the tokens *start* to *end* (excluded); None where no word shows one."""
        cues = self._cues(*self._t.sentence(start))
        left = bisect_left(cues, (start, ""))
        right = bisect_left(cues, (end, ""))
        if right < len(cues) and cues[right][0] == end:
            return cues[right][1]  # "the department on Sunday issued"
        cue = cues[left - 1] if left > 0 else cues[right] if right < len(cues) else None
        return cue[1] if cue else None

    def _read_cues(self, first: int, end: int) -> list[tuple[int, Tense]]:
        return [(at, tense) for at in range(first, end) if (tense := self._tense_of(at, first))]

    def _tense_of(self, at: int, first: int) -> Tense | None:
        t = self._t
        word = t.lower(at)
        if t[at].kind != "word" or (t[at].form[0].isupper() and at > first):
            return None
        if word == "to":
            verb = t[at + 1].kind == "word" and t[at + 1].form.islower()
            return "intended" if verb and t.lower(at - 1) in TENSE["infinitive_after"] else None
        for tense in ("future", "intended"):
            if word in TENSE[tense]:
                return tense
        participle = len(word) > 3 and word.endswith("ed") and word not in TENSE["not_past"]
        if t.lower(at - 1) in {"be", "being", "is", "are"} and (participle or word in TENSE["past"]):
            return None  # "will be held": the verb before it tells
        if word in TENSE["past"] or participle:
            return "past"
        return "present" if word in TENSE["present"] else None
