"""What the page's head says of it: meta tags, OpenGraph, the title element, links."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from pipeline.page.characters import collapse
from pipeline.page.tree import Tree, text_of

_LONGEST = 3000
"""Characters: what a page says of itself is shorter, and anything may stand in a meta tag."""


@dataclass(frozen=True)
class Metadata:
    """Meta tags by their lower-case name or property, values in page order; the title element; canonical links."""

    values: dict[str, tuple[str, ...]]
    title: str | None
    canonical: str | None

    def first(self, *names: str) -> str | None:
        """The first value there is of the first of *names* that has one."""
        return next(iter(self.all(*names)), None)

    def all(self, *names: str) -> Iterable[str]:
        """Every value of *names*, name by name."""
        for name in names:
            yield from self.values.get(name, ())


def read_metadata(tree: Tree) -> Metadata:
    """The page's meta tags, wherever they stand: many pages leave some in the body."""
    values: dict[str, list[str]] = {}
    canonical = None
    for tag in tree.heads:
        if tag["tag"] == "link":
            if tag.get("rel", "").strip().lower() == "canonical":
                canonical = canonical or collapse(tag.get("href", "")) or None
            continue
        content = collapse(tag.get("content", "")[: 2 * _LONGEST])[:_LONGEST]
        if content:
            for key in ("property", "name"):
                name = collapse(tag.get(key, ""))
                if name:
                    values.setdefault(name.lower(), []).append(content)
    title = tree.title
    return Metadata(
        {name: tuple(found) for name, found in values.items()},
        (text_of(title, _LONGEST)[:_LONGEST] or None) if title else None,
        canonical,
    )


def find_url(metadata: Metadata, stated: str | None, document_url: str | None) -> str | None:
    """The article's canonical address, absolute; None where the page names none that is about it alone.

    Asked in turn: link rel=canonical, og:url, the JSON-LD article's own (*stated*). A site's front page is no article's
    address: pages name it by mistake.
    """
    for address in (metadata.canonical, metadata.first("og:url"), stated):
        absolute = absolute_url(address, document_url)
        if absolute and (urlsplit(absolute).path.strip("/") or urlsplit(absolute).query):
            return absolute
    return None


def absolute_url(address: str | None, base: str | None) -> str | None:
    """*address* made absolute by *base*; None for what is no web address or can't be made one.

    >>> absolute_url("/a.jpg", "https://www.harbourpost.example/2023/story"), absolute_url("data:x", None)
    ('https://www.harbourpost.example/a.jpg', None)
    """
    if not address:
        return None
    try:
        joined = urljoin(base or "", collapse(address))
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:  # "http://[broken"
        return None
    return joined.replace(" ", "%20") if parts.scheme in {"http", "https"} and host else None
