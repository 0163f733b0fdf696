"""What stands above the text besides the headline: the deck, and the page's own description of the article."""

from pipeline.page.linked_data import LinkedData
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Passage, Passages
from pipeline.page.wording import words_of

_SHORTEST, _LONGEST = 4, 70
"""Words of a deck."""
LONGEST_DECK = 33
"""Words: a longer deck is the article's first paragraph in large letters."""
_NEAR = 9
"""Passages: how far below the headline a deck may stand."""
_SENTENCE_END = (".", "!", "?", "”", '"', "…", ":")


def find_summary(metadata: Metadata, linked: LinkedData) -> str | None:
    """The page's description of the article; None where it has none.

    Asked in turn: the meta description, og:description, JSON-LD, twitter:description.
    """
    for stated in (
        metadata.first("description", "og:description"),
        linked.text("description"),
        metadata.first("twitter:description", "dc.description"),
    ):
        if stated and len(words_of(stated)) > 1:
            return stated
    return None


def find_subtitle(page: Passages, headline: int, summary: str | None = None) -> Passage | None:
    """The deck: what is named as one below the *headline*, else a lone h2 or h3 right behind it, else a line there that
    is long for a label and closes no sentence, else the page's description (*summary*) in the headline's own block.
    None where there is none.
    """
    if not page.passages:
        return None
    title = words_of(page.passages[headline].text)
    below = page.passages[headline + 1 : headline + _NEAR]
    decks = [
        p
        for p in below
        if _SHORTEST <= p.words <= _LONGEST
        and p.linked < 0.3
        and words_of(p.text) != title
        and not _named(p, "caption")
    ]
    for passage in decks:
        if _named(passage, "subtitle"):
            return passage
    for passage in decks:
        if passage.level in {2, 3} and passage.index <= headline + 2:
            return None if _is_one_of_many(page, passage) else passage
    for passage in decks:
        if _named(passage, "lead") and passage.words >= 6 and not passage.text.endswith(_SENTENCE_END):
            return passage
    described = words_of(summary or "")
    for passage in decks:
        if described and words_of(passage.text) == described and _is_beside(page, headline, passage):
            return passage
    return None


def _is_beside(page: Passages, headline: int, passage: Passage) -> bool:
    """Whether a passage stands in a block with the headline that holds no other prose."""
    around = {id(scope) for scope in page.passages[headline].scope.ancestors()}
    block = next((scope for scope in passage.scope.ancestors() if id(scope) in around), None)
    inside = page.passages[block.first : block.end] if block else ()
    return bool(block) and all(p.words < _LONGEST / 4 or p.index in {headline, passage.index} for p in inside)


def is_apart(subtitle: Passage) -> bool:
    """Whether the deck is one by its name, and no longer than decks are: it then is no part of the text."""
    return subtitle.words <= LONGEST_DECK and _named(subtitle, "subtitle")


def _named(passage: Passage, role: str) -> bool:
    around = list(passage.scope.ancestors())[:2]
    return role in passage.roles or any(role in scope.roles for scope in around)


def _is_one_of_many(page: Passages, heading: Passage) -> bool:
    """Whether the headings of that kind part the text: the first of them then opens a part of it."""
    own = heading.scope.tag
    alike = [
        p
        for p in page.passages[heading.index + 1 : heading.index + 60]
        if p.scope.name == own.name and p.scope.tag.get("class") == own.get("class")
    ]
    return len(alike) > 1
