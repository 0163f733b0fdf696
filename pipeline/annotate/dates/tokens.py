"""A text as the grammar sees it: words, figures and signs, with their sentences."""

from functools import cache, cached_property

from spacy.tokens import Doc

from pipeline.annotate.context import text_of
from pipeline.annotate.dates.abroad import in_english
from pipeline.annotate.numbers import Token, tokenize
from pipeline.annotate.sentences import sentence_starts

_END = Token("", "", "end", -1, -1)
BREAK = "break"
_PADDING = 64  # more than any reader looks behind the first token or ahead of the last
_SHORT_WORD = 3  # "of", "the": in lower case in headlines too


class Tokens:
    """The tokens of one text, in English words where its *language* is another. A blank line is a token of its own, of
    kind "break": no expression runs across it.

    Indices shortly outside the text may be asked for: outside the text stands a token of kind "end" without characters.
    """

    def __init__(self, doc: Doc, language: str | None = None) -> None:
        self.text = text_of(doc)
        self.all: list[Token] = []
        end = 0
        tokens = tokenize(self.text)
        for token in tokens if language in (None, "en") else in_english(tokens, language):
            if token.start - end > 1 and self.text.count("\n", end, token.start) > 1:
                self.all.append(Token("\n", "\n", BREAK, end, token.start))
            self.all.append(token)
            end = token.end
        self.lowers = ["'" if token.form == "’" else token.lower for token in self.all]
        # Padded, so that the index before the first token and those after the last need no test of their own.
        self._padded_lowers = [*self.lowers, *[""] * _PADDING]
        self._padded = [*self.all, *[_END] * _PADDING]
        self._headline = cache(self._read_headline)
        self._spans, self._numbers = _sentence_spans(doc, self.all, len(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words, in lower case."""
        return frozenset(self.lowers)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, at: int) -> Token:
        return self._padded[at]

    def lower(self, at: int) -> str:
        """The token at *at* in lower case, a curly apostrophe as a straight one; "" outside the text."""
        return self._padded_lowers[at]

    def glued(self, at: int) -> bool:
        """Whether the token at *at* follows the one before it without a space."""
        return 0 < at < len(self.all) and self.all[at - 1].end == self.all[at].start

    def sentence(self, at: int) -> tuple[int, int]:
        """The tokens of the sentence that *at* lies in: its first, and the one after its last."""
        return self._spans[at]

    def sentence_number(self, at: int) -> int:
        """The number of the sentence that *at* lies in, counted from 0."""
        return self._numbers[at]

    def is_headline(self, at: int) -> bool:
        """Whether nearly all longer words of the sentence that *at* lies in have capitals, as in American headlines."""
        return self._headline(*self.sentence(at))

    def _read_headline(self, first: int, end: int) -> bool:
        long = [token.form for token in self.all[first:end] if token.kind == "word" and len(token.form) > _SHORT_WORD]
        return 4 * sum(form[0].islower() for form in long) < len(long)

    def slice(self, start: int, end: int) -> str:
        """The characters of the tokens *start* to *end* (excluded)."""
        return self.text[self.all[start].start : self.all[end - 1].end]


def _sentence_spans(doc: Doc, tokens: list[Token], length: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The sentence of every token, and its number; the whole text is one where *doc* has no sentences."""
    starts = [doc[at].idx for at in sentence_starts(doc)[1:]]
    firsts = [0]
    upcoming = iter([*starts, length + 1])
    start = next(upcoming)
    for at, token in enumerate(tokens):
        if token.start >= start:
            firsts.append(at)
            while token.start >= start:
                start = next(upcoming)
    spans: list[tuple[int, int]] = []
    numbers: list[int] = []
    for number, (first, end) in enumerate(zip(firsts, [*firsts[1:], len(tokens)], strict=True)):
        spans.extend([(first, end)] * (end - first))
        numbers.extend([number] * (end - first))
    return spans, numbers
