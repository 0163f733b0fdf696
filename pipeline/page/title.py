"""The headline."""

import re

from pipeline.page.linked_data import LinkedData
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Passage, Passages
from pipeline.page.wording import overlap, words_of

_PARTS = re.compile(r"\s+[|\-–—:·•»«>/~]+\s+|\s*[|»•]\s*")
_LONGEST = 60
"""Words: no headline is longer."""
_LONGEST_STATED = 600
"""Characters: what a page states as its title may hold the site's name, a slogan, keywords; but not a book."""


def find_headline(
    page: Passages, metadata: Metadata, linked: LinkedData, publisher: str | None
) -> tuple[str | None, int]:
    """The article's headline, without the site's name, and the index of the passage where it stands.

    None where nothing is a headline; 0 where it is not among the passages.

    Asked in turn: a heading that agrees with what the page's head states, the highest and first; the stated headline
    (JSON-LD, og:title, twitter:title); a first h1 alone; the title element.
    """
    stated = [
        title
        for title in (
            linked.text("headline"),
            metadata.first("og:title"),
            metadata.first("twitter:title", "dc.title", "citation_title", "parsely-title", "title"),
            metadata.title,
        )
        if title and len(title) <= _LONGEST_STATED
    ]
    bare = [without_site(title, publisher) for title in stated]
    headings = [p for p in page.passages if 0 < p.words <= _LONGEST and p.level]
    parts = [part for part in _PARTS.split(metadata.title or "") if len(words_of(part)) >= 3]
    heading = _choose(headings, (*bare, *stated, *parts), publisher)
    if heading is not None:
        return _without_kicker(heading, bare), heading.index
    line = _printed(page, (*bare, *parts))
    if line is not None:
        return line
    if bare:
        return bare[0], 0
    first = next((p for p in headings if p.words >= 3 and p.linked < 0.9), None)
    return (first.text, first.index) if first else (None, 0)


def _choose(headings: list[Passage], stated: tuple[str, ...], publisher: str | None) -> Passage | None:
    """The heading that is the headline; None where none surely is."""
    agreeing = [p for p in headings if p.level <= 3 and any(_agrees(p.text, title) for title in stated)]
    if agreeing:
        return min(agreeing, key=lambda p: (p.level, p.index))
    h1 = [p for p in headings if p.level == 1 and p.words >= 3 and p.linked < 0.9]
    return h1[0] if len(h1) == 1 and words_of(h1[0].text) != words_of(publisher or "") else None


def _printed(page: Passages, stated: tuple[str, ...]) -> tuple[str, int] | None:
    """The first line of the page that is a stated headline, and its passage; old pages print it without a heading."""
    wanted = {words_of(title) for title in stated if len(words_of(title)) >= 3}
    for passage in page.passages:
        if passage.words <= 2 * _LONGEST and passage.linked < 0.9:
            for line in passage.lines:
                if words_of(line) in wanted:
                    return line, passage.index
    return None


def _without_kicker(heading: Passage, stated: list[str]) -> str:
    """The heading from where the stated headline begins: a kicker may stand before it in the same element."""
    own = words_of(heading.text)
    for title in stated:
        other = words_of(title)
        if 4 <= len(other) < len(own) and own[-len(other) :] == other:
            start = heading.text.casefold().find(title.split()[0].casefold())
            while start > 0 and words_of(heading.text[start:]) != other:
                start = heading.text.casefold().find(title.split()[0].casefold(), start + 1)
            if start > 0:
                return heading.text[start:]
    return heading.text


def _agrees(heading: str, stated: str) -> bool:
    """Whether a heading is the stated title, but for its typography or a word or two."""
    own, other = words_of(heading), words_of(stated)
    if not own or not other:
        return False
    return (
        own == other
        or (len(own) >= 3 and overlap(heading, stated) >= 0.7)
        or (len(own) >= 4 and other[: len(own)] == own)
    )


def without_site(title: str, publisher: str | None) -> str:
    """*title* without the name of the site behind or before it.

    A part is the site's name where it is the publisher's; else the shorter end of a title is taken for one where it
    stands behind a bar, or has no more than four words.

    >>> without_site("Tea prices rise again in the hills | The Harbour Post", "The Harbour Post")
    'Tea prices rise again in the hills'
    >>> without_site("Tea - a history of the leaf", None)
    'Tea - a history of the leaf'
    """
    separators = list(_PARTS.finditer(title))
    if not separators:
        return title
    name = words_of(publisher or "")
    first, last = title[: separators[0].start()], title[separators[-1].end() :]
    if name and words_of(last)[: len(name)] == name:
        return without_site(title[: separators[-1].start()], None) if len(separators) > 1 else first
    if name and words_of(first) == name:
        return title[separators[0].end() :]
    rest = title[: separators[-1].start()]
    bar = separators[-1].group().strip() in {"|", "»", "•", "·"}
    if len(words_of(last)) <= (6 if bar else 4) and len(words_of(rest)) >= 4 and separators[-1].group().strip() != ":":
        return without_site(rest, None) if bar and len(separators) > 1 else rest
    return title
