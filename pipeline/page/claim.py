"""Whether the page says of itself that it is an article."""

import re

from pipeline.data import load_table
from pipeline.page.linked_data import LinkedData, is_article, texts
from pipeline.page.metadata import Metadata
from pipeline.page.stated import of_meta
from pipeline.page.title import Headline
from pipeline.page.wording import words_of

_TIMES: tuple[str, ...] = tuple(load_table("timestamps")["meta"]["published"])
_DATED = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/[^/?#]")
"""An address with the year and month of what it leads to."""
_LISTED = 8
"""Headlines: a page that describes as many articles lists them."""
_OF_A_HEADLINE = 2
"""Words: one alone is an application's name."""


def states_article(linked: LinkedData, metadata: Metadata) -> bool:
    """Whether the page's head says that it is an article; a front that describes those it lists does not, since none
    of them has the page's own title.
    """
    if metadata.first("og:type") == "article" or metadata.first("article:published_time") is not None:
        return True
    headlines = (title for node in linked.nodes if is_article(node) for title in texts(node.get("headline")))
    listed = set(map(words_of, headlines)) - {()}
    own = [words_of(title) for title in (metadata.first("og:title"), metadata.title) if title]
    return bool(linked.article) and (
        len(listed) < _LISTED or any(title[: len(headline)] == headline for title in own for headline in listed)
    )


def states_story(title: Headline, metadata: Metadata) -> bool:
    """Whether the page states a headline of its own, and who wrote it or when, if only by the month in its address."""
    if metadata.first("og:title", "twitter:title") is None or len(words_of(title.text or "")) < _OF_A_HEADLINE:
        return False
    addresses = (metadata.canonical, metadata.first("og:url"))
    is_dated = metadata.first(*_TIMES) is not None or any(_DATED.search(address or "") for address in addresses)
    return is_dated or next(of_meta(metadata), None) is not None
