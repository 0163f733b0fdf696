"""What page makers' names for elements say of what stands in them."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.data import load_table

_TABLE = load_table("html")
_NAMING = frozenset(_TABLE["attributes"]["names"])
_ROLE_OF_TAG = {tag: frozenset({role}) for tag, role in _TABLE["elements"]["roles"].items()}
_LABELS: dict[str, str] = _TABLE["attributes"]["roles"]
_TELLING = frozenset({"role", "hidden", "rel", "style"})
_ASKED = _NAMING | _TELLING
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
_WHOLE = {phrase[0][1:]: role for phrase, role in _PHRASES.items() if phrase[0].startswith("=")}
"""Names that say something only whole, and the role of each."""
_BY_OPENING: dict[str, list[tuple[list[str], str]]] = {}
"""The phrases that begin with a word, the longest first, and the role of each."""
for _phrase in sorted(_PHRASES, key=len, reverse=True):
    _BY_OPENING.setdefault(_phrase[0], []).append((list(_phrase), _PHRASES[_phrase]))
_TELLING_WORDS = frozenset(_BY_OPENING) | frozenset(word.lower() for whole in _WHOLE for word in _WORD.findall(whole))
_TELLING_BYTES = frozenset(word.encode() for word in _TELLING_WORDS)
"""The words of which every name that tells something holds one."""
_WORDS_OF_BYTES = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz" else 0x20 for code in range(256))
_ABOUT_THE_PAGE = tuple(f"{word}-" for word in load_table("furniture")["words"]["about_the_page"])
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
    found: set[str] = set()
    names = names[:400]
    if _tell_nothing(names):
        return _NONE
    for name in names.split():
        if not name.lower().startswith(_ABOUT_THE_PAGE):
            found.update(_roles_of_name(_MODIFIER.sub("", name) if "--" in name else name))
    found.discard("plain")
    return frozenset(found)


def _tell_nothing(names: str) -> bool:
    """Whether none of *names* tells anything: so it is with most, and each page has a hundred that no other had."""
    if names.islower():  # no word begins within another: bytes are parted into words in a third of the time
        return _TELLING_BYTES.isdisjoint(names.encode("ascii", "replace").translate(_WORDS_OF_BYTES).split())
    return _TELLING_WORDS.isdisjoint(map(str.lower, _WORD.findall(names)))


@lru_cache(maxsize=8192)
def _roles_of_name(name: str) -> tuple[str, ...]:
    whole = _WHOLE.get(name.lower())
    if whole:
        return (whole,)
    words = [word.lower() for word in _WORD.findall(name)]
    return () if _BY_OPENING.keys().isdisjoint(words) else tuple(_roles_of_words(words))


def _roles_of_words(words: list[str]) -> Iterable[str]:
    start = 0
    while start < len(words):
        for phrase, role in _BY_OPENING.get(words[start], ()):
            if words[start : start + len(phrase)] == phrase:
                yield role
                start += len(phrase) - 1
                break
        start += 1


def roles_of_element(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """The roles that an element's names, its labels and the kind of it give it.

    >>> sorted(roles_of_element("aside", {"class": "by-line"})), sorted(roles_of_element("p", {"hidden": ""}))
    (['byline', 'sidebar'], ['hidden'])
    """
    names, told = "", _NONE
    for attribute, value in attributes.items():
        if attribute in _ASKED:
            if attribute in _TELLING:
                told |= _told(attribute, value)
            elif attribute != "id" or tag not in _HEADINGS:
                names = f"{names} {value}" if names else value
    own = _ROLE_OF_TAG.get(tag, _NONE)
    roles = roles_of(names) if names else _NONE
    return _joined(own, roles, told) if own or told else roles


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
