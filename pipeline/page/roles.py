"""What page makers' names for elements say of what stands in them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.data import load_table

_TABLE = load_table("html")
_NAMING = frozenset(_TABLE["attributes"]["names"])
_ROLE_OF_TAG = {tag: frozenset({role}) for tag, role in _TABLE["elements"]["roles"].items()}
_LABELS: dict[str, str] = _TABLE["attributes"]["roles"]
_TELLING = frozenset({"role", "hidden", "rel", "style"})
_ASKED_BESIDE = (_NAMING | _TELLING) - {"class"}
"""Attributes that are asked for where there are any; a class, most elements have."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()
_PLAIN = frozenset({"plain"})
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
_WHOLE = {phrase[0][1:]: role for phrase, role in _PHRASES.items() if phrase[0].startswith("=")}
"""Names that say something only whole, and the role of each."""
_LENGTHS: dict[str, tuple[int, ...]] = {}
"""How many words the phrases have that begin with a word, the most first."""
for _phrase in sorted(_PHRASES, key=len):
    _LENGTHS[_phrase[0]] = tuple(dict.fromkeys((len(_phrase), *_LENGTHS.get(_phrase[0], ()))))
_OPENINGS = frozenset(_LENGTHS)
_LETTERS = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz" else 0x20 for code in range(256))
"""Of each byte the small letter that it is, or a space."""
_ABOUT_THE_PAGE: list[str] = load_table("furniture")["words"]["about_the_page"]
_PREFIXES = frozenset(word for word in _ABOUT_THE_PAGE if "-" not in word)
_LONGER_PREFIXES = tuple(f"{word}-" for word in _ABOUT_THE_PAGE if "-" in word)
_MODIFIER = re.compile(r"--(?:" + "|".join(load_table("furniture")["words"]["modifiers"]) + r")-.*", re.IGNORECASE)
"""What a name says that an element has beside it, or has not: "section--has-ads"."""


@lru_cache(maxsize=8192)
def roles_of(names: str) -> frozenset[str]:
    """The roles that an element's *names*, its class, id and the like with spaces between, give it.

    A longer phrase hides the words in it: an "author bio" is a biography, and no byline; a "plain" one hides only.
    "=by" in the table is the whole of a name; it says nothing within one.

    >>> sorted(roles_of("RelatedArticles has-sidebar")), sorted(roles_of("c-author-bio")), sorted(roles_of("grid"))
    (['related'], ['biography'], [])
    """
    found = [role for name in names[:400].split() for role in _roles_of_name(name)]
    return frozenset(found) - _PLAIN if found else _NONE


@lru_cache(maxsize=8192)  # each page has a hundred that no other had: the work is done for those
def _roles_of_name(name: str) -> Sequence[str]:
    small = name.lower()
    whole = _WHOLE.get(small)
    if whole:
        return (whole,)
    words = _words_of(name, small)
    if _OPENINGS.isdisjoint(words):
        return ()
    first, hyphen, _ = small.partition("-")
    if hyphen and (first in _PREFIXES or small.startswith(_LONGER_PREFIXES)):
        return ()
    if "--" in name:
        name = _MODIFIER.sub("", name)
        words = _words_of(name, name.lower())
    return _roles_of_words(words)


def _words_of(name: str, small: str) -> list[str]:
    """The words that *name*, in small letters *small*, is put together of."""
    if name == small:  # no word begins within another: parted as bytes in a third of the time
        return small.encode("ascii", "replace").translate(_LETTERS).decode("ascii").split()
    return [word.lower() for word in _WORD.findall(name)]


def _roles_of_words(words: Sequence[str]) -> list[str]:
    found, start, end = [], 0, len(words)
    while start < end:
        for length in _LENGTHS.get(words[start], ()):
            if start + length <= end and (role := _PHRASES.get(tuple(words[start : start + length]))):
                found.append(role)
                start += length - 1
                break
        start += 1
    return found


def roles_of_element(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """The roles that an element's names, its labels and the kind of it give it.

    >>> sorted(roles_of_element("aside", {"class": "by-line"})), sorted(roles_of_element("p", {"hidden": ""}))
    (['byline', 'sidebar'], ['hidden'])
    """
    own = _ROLE_OF_TAG.get(tag, _NONE)
    names, told = attributes.get("class"), _NONE
    if not _ASKED_BESIDE.isdisjoint(attributes):
        names = ""
        for attribute, value in attributes.items():
            if attribute in _TELLING:
                told |= _told(attribute, value)
            elif attribute in _NAMING and (attribute != "id" or tag not in _HEADINGS):
                names = f"{names} {value}" if names else value
    if not names:
        return own | told if told else own
    roles = roles_of(names)
    return _joined(own, roles, told) if own or told else roles


def roles_of_kind(tag: str) -> frozenset[str]:
    """The roles that the kind of an element gives it, whatever its names."""
    return _ROLE_OF_TAG.get(tag, _NONE)


def _told(attribute: str, value: str) -> frozenset[str]:
    """The role that an attribute gives by its first word, if any."""
    role = None
    if attribute == "rel":
        role = "byline" if value.partition(" ")[0] == "author" else None
    elif attribute == "role":
        role = _LABELS.get(value.partition(" ")[0])
    elif attribute == "hidden" or ("none" in value and _HIDDEN.search(value)):
        role = "hidden"
    return frozenset({role}) if role else _NONE


@lru_cache(maxsize=1024)  # few sets, asked for again and again
def _joined(own: frozenset[str], roles: frozenset[str], told: frozenset[str]) -> frozenset[str]:
    return own | roles | told
