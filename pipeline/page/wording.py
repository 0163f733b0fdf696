"""Texts compared by their words: the same headline in another typography is the same headline."""

import re
import unicodedata
from functools import lru_cache

_WORDS = re.compile(r"\w+")
_LETTERS = bytes(code if chr(code).isalnum() or code == 0x5F else 0x20 for code in range(128)) + bytes(128)
"""Of each ASCII character itself where it is of a word, else a space."""
_TYPOGRAPHY = ("’", "“", "”", "–", "—", "‘", "…")
"""Signs of texts that are otherwise plain."""


@lru_cache(maxsize=2048)  # one page's: lines are compared with many others
def words_of(text: str) -> tuple[str, ...]:
    """The words of *text* without case, punctuation, accents' spelling and white space.

    >>> words_of("Tea’s  price: “up”") == words_of("TEA'S PRICE – UP")
    True
    """
    if not text.isascii():
        for sign in _TYPOGRAPHY:
            text = text.replace(sign, " ")
    if text.isascii():  # parted as bytes in a third of the time
        return tuple(text.lower().encode("ascii").translate(_LETTERS).decode("ascii").split())
    return tuple(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def shingles(text: str, size: int) -> list[tuple[str, ...]]:
    """Every run of *size* words of *text*; all its words as one run where it has fewer."""
    words = words_of(text)
    return [words[start : start + size] for start in range(max(1, len(words) - size + 1))] if words else []


def overlap(one: str, other: str) -> float:
    """The share of words that two texts have in common, 0 to 1, by the longer one's count.

    >>> overlap("Tea prices rise", "Tea prices rise again")
    0.75
    """
    first, second = set(words_of(one)), set(words_of(other))
    return len(first & second) / max(len(first), len(second), 1)


def ends_sentence(text: str) -> bool:
    """Whether *text* closes as sentences do, in whatever script; a label or a headline does not."""
    return text.endswith(_SENTENCE_ENDS)


_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", "…", ":", "。", "！", "？", "」", "»", ")", "।", "؟", "۔")
