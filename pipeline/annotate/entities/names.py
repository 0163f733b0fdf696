"""Names: where one begins and ends in a text, and when two spellings are one name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.data import load_table
from pipeline.data.countries import country_code
from pipeline.data.places import regions_named

Name = tuple[str, ...]
"""A name's words, as `words` gives them."""


def one_of(literals: Iterable[str]) -> str:
    """A pattern for any of *literals*, the longest first.

    >>> one_of(["EU", "US", "USDA"])
    'USDA|EU|US'
    """
    return "|".join(re.escape(literal) for literal in sorted(literals, key=lambda literal: (-len(literal), literal)))


_TABLE = load_table("names")
_TITLES = re.compile(rf"(?:(?:{one_of(_TABLE['titles'])})\.?\s+)+(?=\S)")
_TITLES_BEFORE = re.compile(rf"\b(?:{one_of(_TABLE['titles'])}|(?:{one_of(_TABLE['shortened_titles'])})\.)[^\S\n]+$")
_TITLES_OF_PEOPLE = re.compile(
    rf"(?:(?:{one_of(set(_TABLE['titles']) - set(_TABLE['titles_in_names']))})\.?\s+)+(?=\S)"
)
_TITLE_WORDS = frozenset(_TABLE["titles"])
_TITLE_ENDS = tuple(
    {title.rpartition(" ")[2] for title in _TABLE["titles"]} | {f"{title}." for title in _TABLE["shortened_titles"]}
)
_POST_BEFORE = re.compile(rf"\b(?:{one_of(_TABLE['posts'])}) (?:of|for)(?: the)? $")
_POST_BEHIND = re.compile(r" (Minister|Secretary)\b")
_POST = re.compile(rf"(?:{one_of(_TABLE['posts'])}) (?:of|for) ")
_GOVERNMENTS = frozenset(_TABLE["governments"])
_ARTICLE = re.compile(r"(?:[Tt]he|THE|an?)\s+(?=\S)")
_OPENING = re.compile(r"[\s\"'“”‘’«»(\[{<*•·,;:.!?/\\|–—-]+")
# A full stop closes a name but after a capital ("U.S.") and after a shortened word ("Orlan Inc.").
_CLOSING = re.compile(
    r"(?:[^\w.!+%&)]+|\)|!+(?![ ,][a-z]|['’])"
    r"|(?<![A-Z])(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bBros)(?<!\bCo)(?<!\bJr)(?<!\bSr)(?<!\bSt)\.+)$"
)
_POSSESSIVE = re.compile(r"(?:['’]s?| ?‘s)$")
_POSSESSIVE_NAMES = frozenset(_TABLE["possessive_names"])
_AFTER_A_WHOLE_NAME = re.compile(rf"\s*(?:[,.;:!?)\"”]|$|(?:{one_of(_TABLE['after_a_whole_name'])})\b)")
_LEGAL_FORMS = frozenset(form.casefold() for form in _TABLE["legal_forms"])
_GENERIC_HEADS = frozenset(head.casefold() for head in _TABLE["generic_heads"])
_QUOTED = re.compile(r"(?<!\w)['‘’](\w[^'‘’]*)['’](?!\w)")
_NICKNAME = re.compile(r"[\"“'‘(](?:[Tt]he )?([A-Z][\w-]+)[\"”'’)] (?:[A-Z]\. ?)?[A-Z][\w’-]+")
_GIVEN_BEFORE = re.compile(r"\b[A-Z][\w’-]+(?: [A-Z]\.)? $")
_WORDS = re.compile(r"[\w&'+]+(?:-[\w']+)*")
_LETTERS = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,}|[A-Z]+[a-z]{1,2}[A-Z]+")
_LETTERED = re.compile(r"[^\W\d_][\w’']*")
_NOT_A_NAME = re.compile(r"https?:|www\.|[@#]\w|\[", re.IGNORECASE)


def trim_name(text: str, start: int, end: int, *, person: bool, work: bool = False) -> tuple[int, int] | None:
    """The offsets of the name itself within text[start:end], None where there is none.

    What goes: all after a line end, a leading article, quotes and brackets, closing punctuation, a possessive that owns
    something, an opened bracket that is not closed, and before a person's name its titles. What comes: the "'s" that a
    known name ends in and the model left out. A *work* keeps the article that its title begins with.

    >>> text = "the Harbour Board's fee"
    >>> start, end = trim_name(text, 0, 19, person=False)
    >>> text[start:end]
    'Harbour Board'
    """
    line_end = text.find("\n", start, end)
    if line_end > start:
        end = line_end
    while start < end:
        before = (start, end)
        if opening := _OPENING.match(text, start, end):
            start = opening.end()
        if article := None if work and text.startswith("The ", start) else _ARTICLE.match(text, start, end):
            start = article.end()
        if person and (titles := _TITLES.match(text, start, end)):
            start = titles.end()
        end = _cut_end(text, start, end)
        if (start, end) == before:
            break
    if text[start : end + 2].replace("’", "'") in _POSSESSIVE_NAMES:
        end += 2
    if text.startswith(".", end) and regions_named(text[start : end + 1]):
        end += 1
    name = text[start:end]
    return (start, end) if any(c.isupper() for c in name) and not _NOT_A_NAME.search(name) else None


def without_titles(text: str, start: int, end: int) -> int:
    """Where the name in text[start:end] begins, behind titles that nothing but people has; *start* where it has none.

    >>> without_titles("Vice President Orlan", 0, 20), without_titles("General Orlan", 0, 13)
    (15, 0)
    """
    titles = _TITLES_OF_PEOPLE.match(text, start, end)
    return titles.end() if titles else start


def is_title(name: str) -> bool:
    """Whether *name* is a title alone: "Gen"."""
    return name in _TITLE_WORDS


def is_titled(text: str, from_: int, start: int) -> bool:
    """Whether a title stands straight before text[start], within text[from_:start]."""
    before = text[from_:start].rstrip()
    return before.endswith(_TITLE_ENDS) and _TITLES_BEFORE.search(text, from_, start) is not None


def nicknamed(text: str) -> Iterator[tuple[int, int, str]]:
    """The offsets of every "Gabriel ‘Gabe’ Torres" in *text*, and the nickname; in brackets only a short given name.

    >>> list(nicknamed("Gabriel (Gabe) Torres of Acme (Orlan) Holdings"))
    [(0, 21, 'Gabe')]
    """
    for match in _NICKNAME.finditer(text):
        given = _GIVEN_BEFORE.search(text, max(0, match.start() - 24), match.start())
        if given and (text[match.start()] != "(" or given.group()[:2] == match[1][:2]):
            yield given.start(), match.end(), match[1]


def ends_a_post(text: str, start: int) -> bool:
    """Whether what begins at text[start] says which post somebody has: "Secretary of | State".

    >>> ends_a_post("the Secretary of State", 17), ends_a_post("the State", 4)
    (True, False)
    """
    return _POST_BEFORE.search(text, max(0, start - 40), start) is not None


def begins_a_post(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] says what somebody is minister of: "Federal Energy | Minister".

    >>> begins_a_post("Federal Energy Minister", 0, 14), begins_a_post("Treasury Secretary", 0, 8)
    (True, False)
    """
    parts = text[start:end].split()
    if _POST.match(text, start, end):
        return True  # "Minister of Finance"
    behind = _POST_BEHIND.match(text, end)
    if behind is None:
        return False
    plain = len(parts) == 1 and behind[1] == "Minister" and parts[0] != "Treasury"
    return plain or parts[0] in _GOVERNMENTS or parts[-1] == "Cabinet"


def _cut_end(text: str, start: int, end: int) -> int:
    part = text[start:end]
    if keeps_possessive(part, text[end : end + 24]):
        return end
    if possessive := _POSSESSIVE.search(part):
        return start + possessive.start()
    if closing := _CLOSING.search(part):
        closed = closing.group().find(")")
        balanced = closed >= 0 and part.count("(") >= part.count(")")
        return start + closing.start() + (closed + 1 if balanced else 0)
    opened = part.rfind("(")
    if opened > 0 and ")" not in part[opened:]:
        return start + opened
    return end


def keeps_possessive(name: str, following: str) -> bool:
    """Whether the "'s" that *name* ends in is part of it, seen by itself or by what *following* text it stands before.

    >>> keeps_possessive("Macy's", " sales"), keeps_possessive("Orlan's", " said"), keeps_possessive("Lodz's", " trade")
    (True, True, False)
    """
    if not name.endswith(("'s", "’s")):
        return False
    return name.replace("’", "'") in _POSSESSIVE_NAMES or _AFTER_A_WHOLE_NAME.match(following) is not None


@lru_cache(maxsize=8192)  # an article asks of each of its names again and again
def words(name: str) -> tuple[str, ...]:
    """The words that two spellings of one name share: case, dots, kinds of quotes and a title's article aside.

    >>> words("U.S. Steel Corp."), words("O’Neill"), words("The Long Quay")
    (('us', 'steel', 'corp'), ("o'neill",), ('long', 'quay'))
    """
    parts = tuple(_WORDS.findall(_QUOTED.sub(r"\1", name).replace("’", "'").replace(".", "").casefold()))
    return parts[1:] if parts[:1] == ("the",) and len(parts) > 1 else parts


def without_legal_form(name: tuple[str, ...]) -> tuple[str, ...]:
    """*name*'s words without "Inc", "plc" and the like at its end, unless nothing else would be left."""
    end = len(name)
    while end > 1 and name[end - 1] in _LEGAL_FORMS:
        end -= 1
    return name[:end]


def is_generic(name: tuple[str, ...]) -> bool:
    """Whether *name* is one word that many organisations' names begin with or consist of: "bank", "national"."""
    return len(name) == 1 and name[0] in _GENERIC_HEADS


def is_letters(name: str) -> bool:
    """Whether *name* is written as an acronym: capitals, with or without stops, small ones only within: "MoD".

    >>> is_letters("F.T.C."), is_letters("MoD"), is_letters("Mod")
    (True, True, False)
    """
    return _LETTERS.fullmatch(name) is not None


def has_letters(name: str, letters: str) -> bool:
    """Whether *letters* stand for *name*: the initials of its words, where small words, a country in front and a legal
    form may be left out.

    >>> has_letters("Industrial Light and Magic", "ILM"), has_letters("U.S. Fish and Wildlife Service", "FWS")
    (True, True)
    """
    parts = _LETTERED.findall(name.replace(".", ""))
    letters = letters.replace(".", "")
    return _spell(parts, letters) or (
        len(parts) > 2 and country_code(parts[0]) is not None and _spell(parts[1:], letters)
    )


def first_letters(name: str) -> tuple[str, ...]:
    """The letters that an acronym of *name* can begin with: its first, and that behind a country in front."""
    first, _, rest = name.partition(" ")
    return (first[0], rest[0]) if rest and country_code(first) else (first[0],)


def _spell(parts: Sequence[str], letters: str) -> bool:
    """Whether *parts* give *letters*: each its first or, in capitals, all; small words and legal forms none."""
    if not letters:
        return all(part[0].islower() or part.casefold() in _LEGAL_FORMS for part in parts)
    if not parts:
        return False
    part, *rest = parts
    if letters[0] in (part[0], part[0].upper()) and _spell(rest, letters[1:]):
        return True
    if part.isupper() and len(part) > 1 and letters.startswith(part) and _spell(rest, letters[len(part) :]):
        return True
    return part[0].islower() and _spell(rest, letters)
