"""Where links lead."""

import re
from itertools import islice
from urllib.parse import urlsplit

from pipeline.page.passages import Passage, Passages, Scope
from pipeline.page.tree import attribute, first_of

ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")
"""What an archive puts before an address, with the time at which it fetched the page."""

_ALL_LINK = 0.9
"""The share of a line that links, where it is nothing else."""
_AROUND = 4
"""Blocks."""
_OF_A_TEASER = 6
"""Passages: section, heading, line, author, date, a link to go on."""


def leads_home(passage: Passage) -> bool:
    """Whether a passage is a link to the site's front page, as logos and the site's name are."""
    link = first_of(passage.scope.tag, "a") if passage.linked > _ALL_LINK else None
    address = attribute(link, "href") if link is not None else None
    if address is None or address.startswith("#"):
        return False
    try:
        parts = urlsplit(ARCHIVED.sub("", address))
    except ValueError:  # "http://[broken"
        return False
    return not parts.path.strip("/") and not parts.query


def is_in_teaser(page: Passages, scope: Scope, headline: int) -> bool:
    """Whether a heading that is a link stands beside *scope*, and not the *headline*: it tells of another story."""
    for around in islice(scope.ancestors(), _AROUND):
        if around.end - around.first > _OF_A_TEASER or around.first <= headline < around.end:
            return False
        if any(p.level and p.linked > _ALL_LINK for p in page.passages[around.first : around.end]):
            return True
    return False


def host_of(url: str | None) -> str:
    """The host of an address, without "www."; "" where it has none, or is none. Of an archived page its own.

    >>> host_of("https://www.harbourpost.example/2023/story"), host_of("http://[broken"), host_of(None)
    ('harbourpost.example', '', '')
    """
    try:
        return (urlsplit(ARCHIVED.sub("", url or "")).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
