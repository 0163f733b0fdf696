"""Words that the language model keeps from one batch to the next."""

from collections import Counter
from collections.abc import Iterable

from spacy.language import Language

LONGEST_WORD = 30
"""Characters of a word, with the signs it touches, that is kept at all. Longer ones are addresses."""


class CommonWords:
    """Has the tokenizer of *nlp* keep words that several texts share, as many as it has room for.

    What it learns within a memory zone is gone with the zone: there it takes every word apart anew, each time that it
    stands in a text, which is a third of its work. Words come out the same whether they are kept or not.
    """

    def __init__(self, nlp: Language) -> None:
        self._tokenizer = nlp.tokenizer
        self._room: int = getattr(nlp.tokenizer, "max_cache_size", 0)  # spaCy's own alone has one
        self._kept: set[str] = set()

    def learn_from(self, texts: Iterable[str]) -> None:
        """Keeps the words that stand in more than one of *texts*. To be called outside memory zones."""
        if not self._room:
            return
        counts = Counter(word for text in texts for word in set(text.split()) - self._kept)
        common = [word for word, texts_with in counts.most_common(self._room) if texts_with > 1]
        fresh = [word for word in common if len(word) <= LONGEST_WORD]
        self._tokenizer(" ".join(fresh))
        self._kept.update(fresh)
        self._room -= len(fresh)
