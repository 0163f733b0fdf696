"""What page makers' names for elements say of what stands in them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.data import load_table

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _phrases() -> dict[tuple[str, ...], str]:
    """Every phrase of the table as words, and its role; where a phrase has two, the first counts."""
    found: dict[tuple[str, ...], str] = {}
    for role, phrases in load_table("furniture")["roles"].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words, role)
            found.setdefault(("".join(words),), role)
    return found


_PHRASES = _phrases()
_LONGEST = max(map(len, _PHRASES))
_ABOUT_THE_PAGE = tuple(f"{word}-" for word in load_table("furniture")["words"]["about_the_page"])
_MODIFIER = re.compile(r"--(?:" + "|".join(load_table("furniture")["words"]["modifiers"]) + r")-.*", re.IGNORECASE)
"""What a name says that an element has beside it, or has not: "section--has-ads"."""


@lru_cache(maxsize=4096)
def roles_of(names: str) -> frozenset[str]:
    """The roles that an element's *names*, its class, id and the like with spaces between, give it.

    A longer phrase hides the words in it: an "author bio" is a biography, and no byline; a "plain" one hides only.
    "=by" in the table is the whole of a name; it says nothing within one.

    >>> sorted(roles_of("RelatedArticles has-sidebar")), sorted(roles_of("c-author-bio")), sorted(roles_of("grid"))
    (['related'], ['biography'], [])
    """
    found: set[str] = set()
    for name in names[:400].split():
        if not name.lower().startswith(_ABOUT_THE_PAGE):
            found.update(_roles_of_name(_MODIFIER.sub("", name)))
    found.discard("plain")
    return frozenset(found)


@lru_cache(maxsize=8192)
def _roles_of_name(name: str) -> tuple[str, ...]:
    words = [word.lower() for word in _WORD.findall(name)]
    whole = _PHRASES.get((f"={name.lower()}",))
    return (whole,) if whole else tuple(_roles_of_words(words))


def _roles_of_words(words: list[str]) -> Iterable[str]:
    start = 0
    while start < len(words):
        for end in range(min(start + _LONGEST, len(words)), start, -1):
            role = _PHRASES.get(tuple(words[start:end]))
            if role:
                yield role
                start = end - 1
                break
        start += 1
