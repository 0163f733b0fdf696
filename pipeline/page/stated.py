"""Whom the page states as the article's authors, for machines: linked data, meta tags."""

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.page.agencies import agency_of
from pipeline.page.linked_data import LinkedData, texts
from pipeline.page.metadata import Metadata
from pipeline.page.names import is_given, parse_names
from pipeline.page.organisations import organisation_of

_META = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "cxenseparse:author",
    "dc.creator", "dcterms.creator", "citation_author", "analyticsattributes.author", "byl", "byline",
    "article:author_name", "articleauthor", "author_name", "author-name", "twitter:data1",
)  # fmt: skip
_FAMILY_FIRST = re.compile(r"^\s*([^\W\d_]+(?:[ -][^\W\d_]+){0,2}),\s+([^\W\d_]+\.?)\s*$")
"""As libraries write names: "Sorensen Vaz, Lúcia"."""
_LOGIN = re.compile(r"[^\W\d_]{2,}(?:[ ._][^\W\d_]{2,}){1,2}")
"""What many systems state for a name: "jane.doe"."""
_MOST = 30
"""Meta tags of one name: nobody has more authors."""


def stated(linked: LinkedData) -> Iterator[str]:
    """The article's authors in linked data; its creators where it has none."""
    for thing in linked.things("author"):
        kinds = tuple(texts(thing.get("@type")))
        for name in texts(thing.get("name")):
            if "Organization" in kinds or "NewsMediaOrganization" in kinds:
                agency = agency_of(name)
                yield from (agency,) if agency else ()
            else:
                yield from parse_names(_capitalised(name), single="Person" in kinds)
    if not linked.article.get("author"):
        for thing in linked.things("creator"):
            for name in texts(thing.get("name")):
                yield from parse_names(name)


def of_meta(metadata: Metadata) -> Iterator[str]:
    """The names in the first kind of meta tag that holds any."""
    for name in _META:
        values = [_given_first(_capitalised(value)) for value in islice(metadata.all(name), _MOST)]
        found = [author for value in values for author in parse_names(value, single=True)]
        if found:
            yield from found
            return


def _given_first(name: str) -> str:
    """*name* with the given name first, where a comma parts the two; as it is where a firm may be what follows one.

    >>> _given_first("Sorensen Vaz, Lúcia"), _given_first("Jane Doe, Tidewise"), _given_first("John, Jane")
    ('Lúcia Sorensen Vaz', 'Jane Doe, Tidewise', 'Jane John')
    """
    parts = _FAMILY_FIRST.fullmatch(name)
    if not parts or (" " in parts[1] and is_given(parts[1]) and not is_given(parts[2])):
        return name
    return f"{parts[2]} {parts[1]}"


def _capitalised(name: str) -> str:
    """*name* as names are written, where it is a person's in small letters or as a login; any other as it is.

    >>> _capitalised("jane.doe"), _capitalised("jane doe"), _capitalised("webdesk"), _capitalised("tea.house")
    ('Jane Doe', 'Jane Doe', 'webdesk', 'tea.house')
    """
    if not name.islower() or not _LOGIN.fullmatch(name):
        return name
    parts = re.split("[ ._]", name)
    return " ".join(map(str.capitalize, parts)) if is_given(parts[0]) else name


def of_page(linked: LinkedData) -> Iterator[str]:
    """The author of the page that holds the article, where its linked data describes no article."""
    for thing in linked.page_authors():
        is_person = "Person" in texts(thing.get("@type"))
        for name in map(_capitalised, texts(thing.get("name"))):
            yield from parse_names(name, single=is_person) if is_person or is_given(name) else ()


def of_own_site(linked: LinkedData) -> Iterator[str]:
    """The person whose site it is, by name or pen name: linked data states that person as an organisation too."""
    for thing in linked.things("author"):
        if {"Person", "Organization"} <= set(texts(thing.get("@type"))):
            yield from (name for name in texts(thing.get("name")) if organisation_of(name))
