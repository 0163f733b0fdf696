"""Where links lead."""

import re
from urllib.parse import urlsplit

from pipeline.page.passages import Passage
from pipeline.page.tree import attribute, first_of

ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")
"""What an archive puts before an address, with the time at which it fetched the page."""


def leads_home(passage: Passage) -> bool:
    """Whether a passage is a link to the site's front page, as logos and the site's name are."""
    link = first_of(passage.scope.tag, "a") if passage.linked > 0.9 else None
    address = attribute(link, "href") if link is not None else None
    if address is None or address.startswith("#"):
        return False
    try:
        parts = urlsplit(ARCHIVED.sub("", address))
    except ValueError:  # "http://[broken"
        return False
    return not parts.path.strip("/") and not parts.query


def host_of(url: str | None) -> str:
    """The host of an address, without "www."; "" where it has none, or is none. Of an archived page its own.

    >>> host_of("https://www.harbourpost.example/2023/story"), host_of("http://[broken"), host_of(None)
    ('harbourpost.example', '', '')
    """
    try:
        return (urlsplit(ARCHIVED.sub("", url or "")).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
