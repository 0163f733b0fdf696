"""Organisations that a page names as its article's author, for want of a person."""

import re
from collections.abc import Iterator, Sequence

from pipeline.data import load_table
from pipeline.page.agencies import agency_of
from pipeline.page.linked_data import LinkedData, texts
from pipeline.page.names import BY, is_opening
from pipeline.page.passages import Mark, Passage
from pipeline.page.printed import NOT_ALONE
from pipeline.page.tree import attribute, text_of

_TABLE = load_table("bylines")["byline"]
_DESKS = frozenset(_TABLE["desks"])
_NOBODY = frozenset([*_TABLE["nobody"], *_TABLE["roles"]])
_GENERIC = _DESKS.union(
    _TABLE["never"], _TABLE["organisations"], _TABLE["behind"], _TABLE["particles"], _TABLE["never_first"]
)
_INSIDE = frozenset([*_TABLE["inside"], *_TABLE["particles"], *_TABLE["never_first"]])
_OTHER = re.compile(r"[|@<>{}()\[\]\\=_?!:;…%]|//|\b(?:19|20)\d\d\b")
"""What stands in addresses, sentences and dates."""
_ADDRESS = re.compile(r"\w\.[a-z]{2,}\b", re.IGNORECASE)
"""What an organisation is called as seldom; a desk may be that of a site: "Halloran.example Editorial Team"."""
_CUT = re.compile(r"[|•·,\d]|\s[-–—]\s")
_TO_A_DATE = _INSIDE | frozenset(_TABLE["days_and_months"])
_LONGEST = 60
"""Characters: a longer line is no name."""
_MOST_WORDS = 8
_MOST_MARKS = 200
"""Elements that are looked at."""


def organisation_of(text: str) -> str | None:
    """The organisation, or the desk of one, that *text* is, which stands where an author is named; None where it is
    neither, or generic.

    >>> organisation_of("Tea Board of Halloran"), organisation_of("Editorial Team"), organisation_of("tea.example")
    ('Tea Board of Halloran', None, None)
    >>> organisation_of("Halloran Editorial Team"), organisation_of("Court Reporter")
    ('Halloran Editorial Team', None)
    """
    opening = BY.match(text)
    name = (text if opening is None or _opens_a_name(opening[0]) else text[opening.end() :]).strip(" .,-–—*／\"'")
    words = _words(name)
    if not 1 < len(name) <= _LONGEST or len(words) > _MOST_WORDS or _OTHER.search(name):
        return None
    if _ADDRESS.search(name) and not is_desk(name):
        return None
    plain = [word.strip(".,'").casefold() for word in words]
    if not _NOBODY.isdisjoint(plain) or all(word in _GENERIC or not any(map(str.isalpha, word)) for word in plain):
        return None
    agency = agency_of(" ".join(word for word in words if word.casefold() not in _DESKS))
    is_spelt_small = is_desk(name) and any(word[:1].isupper() for word in words)
    return agency or (name if is_spelt_small or all(map(_may_stand_in_a_name, [name, *words])) else None)


def is_desk(name: str) -> bool:
    """Whether *name* is that of an organisation's desk: "Halloran Editorial Team"."""
    return not _DESKS.isdisjoint(word.casefold() for word in _words(name))


def _words(name: str) -> list[str]:
    return re.split(r"[\s/-]+", name.replace("’", "'"), maxsplit=_MOST_WORDS)


def _may_stand_in_a_name(word: str) -> bool:
    """Whether *word* begins with a capital, if its script has any, or is a small one that names hold."""
    return not word[:1].islower() or word.casefold() in _INSIDE


def organisations_stated(linked: LinkedData) -> Iterator[str]:
    """The organisations that linked data states as the authors of the article, or of the page."""
    for thing in (*linked.things("author"), *linked.page_authors()):
        yield from filter(None, map(organisation_of, texts(thing.get("name"))))


def organisations_signed(passages: Sequence[Passage], furniture: Sequence[str | None]) -> Iterator[str]:
    """The organisation that a line of *passages* names behind "By", or that stands below a line of "By" alone."""
    is_opened = False
    for passage in passages:
        opening = BY.match(passage.text)
        if (opening or is_opened) and passage.kind != "heading" and furniture[passage.index] not in NOT_ALONE:
            name = organisation_of(_before_date(passage.text[opening.end() if opening else 0 :]))
            if name and " " in name and not (opening and _opens_a_name(opening[0])):
                yield name
                return
        is_opened = is_opening(passage.text)


def names_signed(passages: Sequence[Passage], furniture: Sequence[str | None]) -> Iterator[str]:
    """What lines of *passages* name behind "By", whatever it is."""
    for passage in passages:
        opening = BY.match(passage.text)
        if opening and passage.kind != "heading" and furniture[passage.index] not in NOT_ALONE:
            yield _before_date(passage.text[opening.end() :])


def names_marked(marks: Sequence[Mark], headline: int, end: int) -> Iterator[str]:
    """What elements hold that are marked as the author's name, whatever it is, without "By" before it."""
    return (_unopened(text_of(mark.tag, _LONGEST + 1)) for mark in _marked(marks, headline, end))


def names_of_persons(linked: LinkedData) -> Iterator[str]:
    """What linked data states as the persons who wrote the article, whatever they are."""
    for thing in (*linked.things("author"), *linked.page_authors()):
        if list(texts(thing.get("@type"))) == ["Person"]:
            yield from map(_unopened, texts(thing.get("name")))


def _unopened(line: str) -> str:
    """*line* without "By"."""
    opening = BY.match(line)
    return line[opening.end() :] if opening else line


def _before_date(line: str) -> str:
    """What stands in *line* before its first bar, comma or number, and the words that lead to a date."""
    words = _CUT.split(line[: 2 * _LONGEST], maxsplit=1)[0].split()
    while words and words[-1].casefold() in _TO_A_DATE:
        words.pop()
    return " ".join(words)


def _opens_a_name(opening: str) -> bool:
    """Whether what opens a line belongs to what follows: "Newsroom Brackwater" has a desk's name, no label."""
    return opening.strip(" -–—~*|").casefold() in _NOBODY | _DESKS


def organisations_marked(marks: Sequence[Mark], headline: int, end: int) -> Iterator[str]:
    """The organisation in an element that is marked as the author's name."""
    for mark in _marked(marks, headline, end):
        name = organisation_of(text_of(mark.tag, _LONGEST + 1))
        if name:
            yield name
            return


def _marked(marks: Sequence[Mark], headline: int, end: int) -> Iterator[Mark]:
    """The elements near the article that are marked as an author's name, but those of comments."""
    near = [mark for mark in marks if "byline" in mark.roles and headline - 6 <= mark.index <= end + 6]
    for mark in near[:_MOST_MARKS]:
        if (
            mark.tag.get("rel") == "author"
            or "author" in (attribute(mark.tag, "itemprop") or "")
            or "fn" in (attribute(mark.tag, "class") or "").split()
        ) and not any("comments" in scope.roles for scope in mark.scope.ancestors()):
            yield mark
