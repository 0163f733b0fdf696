"""Whom the page states as the article's authors, for machines: linked data, meta tags."""

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.page.agencies import agency_of
from pipeline.page.linked_data import LinkedData, as_list, texts
from pipeline.page.metadata import Metadata
from pipeline.page.names import parse_names
from pipeline.page.organisations import organisation_of

_META = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "cxenseparse:author",
    "dc.creator", "dcterms.creator", "citation_author", "analyticsattributes.author", "byl", "byline",
    "article:author_name", "twitter:data1",
)  # fmt: skip
_FAMILY_FIRST = re.compile(r"^\s*([^\W\d_]+(?:[ -][^\W\d_]+){0,2}),\s+([^\W\d_]+\.?)\s*$")
"""As libraries write names: "Sorensen Vaz, Lúcia"."""
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
                yield from parse_names(name, single="Person" in kinds)
    if not linked.article.get("author"):
        for thing in linked.things("creator"):
            for name in texts(thing.get("name")):
                yield from parse_names(name)


def of_meta(metadata: Metadata) -> Iterator[str]:
    """The names in the first kind of meta tag that holds any."""
    for name in _META:
        values = [_FAMILY_FIRST.sub(r"\2 \1", value) for value in islice(metadata.all(name), _MOST)]
        found = [author for value in values for author in parse_names(value, single=True)]
        if found:
            yield from found
            return


def of_page(linked: LinkedData) -> Iterator[str]:
    """The author of the page that holds the article, where its linked data describes no article."""
    if not linked.article:
        by_id = {node["@id"]: node for node in linked.nodes if isinstance(node.get("@id"), str) and "name" in node}
        for node in linked.nodes:
            if any(kind.endswith("Page") for kind in texts(node.get("@type"))):
                for author in as_list(node.get("author")):
                    stated = author if isinstance(author, dict) else {"name": author}
                    known = by_id.get(str(stated.get("@id")), stated)
                    for name in texts(known.get("name")):
                        yield from parse_names(name)


def of_own_site(linked: LinkedData) -> Iterator[str]:
    """The person whose site it is, by name or pen name: linked data states that person as an organisation too."""
    for thing in linked.things("author"):
        if {"Person", "Organization"} <= set(texts(thing.get("@type"))):
            yield from (name for name in texts(thing.get("name")) if organisation_of(name))
