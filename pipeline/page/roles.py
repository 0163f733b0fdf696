"""What page makers' names for elements say of what stands in them."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.data import load_table

_TABLE = load_table("html")
_NAMING = frozenset(_TABLE["attributes"]["names"])
_ROLE_OF_TAG = {tag: frozenset({role}) for tag, role in _TABLE["elements"]["roles"].items()}
_LABELS: dict[str, str] = _TABLE["attributes"]["roles"]
_TELLING = frozenset({"role", "hidden", "rel"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Their ids are their own words, for links that lead to them."""
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
_OPENINGS = frozenset(phrase[0].removeprefix("=") for phrase in _PHRASES)
"""The words that a phrase may begin with."""
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
    names = names[:400]
    if _OPENINGS.isdisjoint(map(str.lower, _WORD.findall(names))):
        return _NONE
    found: set[str] = set()
    for name in names.split():
        if not name.lower().startswith(_ABOUT_THE_PAGE):
            found.update(_roles_of_name(_MODIFIER.sub("", name) if "--" in name else name))
    found.discard("plain")
    return frozenset(found)


@lru_cache(maxsize=8192)
def _roles_of_name(name: str) -> tuple[str, ...]:
    whole = _PHRASES.get((f"={name.lower()}",))
    return (whole,) if whole else tuple(_roles_of_words([word.lower() for word in _WORD.findall(name)]))


def _roles_of_words(words: list[str]) -> Iterable[str]:
    start = 0
    while start < len(words):
        if words[start] in _OPENINGS:
            for end in range(min(start + _LONGEST, len(words)), start, -1):
                role = _PHRASES.get(tuple(words[start:end]))
                if role:
                    yield role
                    start = end - 1
                    break
        start += 1


def roles_of_element(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """The roles that an element's names, its labels and the kind of it give it.

    >>> sorted(roles_of_element("aside", {"class": "by-line"})), sorted(roles_of_element("p", {"hidden": ""}))
    (['byline', 'sidebar'], ['hidden'])
    """
    if not attributes:
        return _ROLE_OF_TAG.get(tag, _NONE)
    names, others = "", ""
    for attribute, value in attributes.items():
        if attribute in _NAMING and not (attribute == "id" and tag in _HEADINGS):
            names += f" {value}"
        elif attribute in _TELLING:
            others += f" {attribute}={value}"
        elif attribute == "style" and "none" in value and _HIDDEN.search(value):
            others += " hidden="
    return _all_roles(tag, names, others) if names or others else _ROLE_OF_TAG.get(tag, _NONE)


@lru_cache(maxsize=8192)
def _all_roles(tag: str, names: str, others: str) -> frozenset[str]:
    """The roles of a *tag* with these *names* and *others* of its attributes, each " name=value"."""
    found = set(_ROLE_OF_TAG.get(tag, _NONE)) | roles_of(names)
    for attribute in others.split(" "):
        name, _, value = attribute.partition("=")
        if name == "role" and value in _LABELS:
            found.add(_LABELS[value])
        elif name == "hidden":
            found.add("hidden")
        elif name == "rel" and value == "author":
            found.add("byline")
    return frozenset(found)
