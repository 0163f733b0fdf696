"""What sitemaps list (sitemaps.org, and Google's extension for news)."""

import datetime as dt
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from pipeline.errors import DocumentError
from pipeline.fetch.listed import Link
from pipeline.sources.saved import Said

_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass
class Sitemap:
    """The `pages` of a sitemap, and the `sitemaps` of an index of them, in their order.

    `fault` is why it is not all there: what stands before the fault counts.
    """

    pages: list[Link] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    fault: DocumentError | None = None


def read_sitemap(data: bytes, url: str) -> Sitemap:
    """What the sitemap *data*, which came from *url*, lists. No entity is expanded, and nothing else is opened.

    A page's date is the news extension's `publication_date`; `lastmod` says when a page changed, and is not kept.
    """
    found = Sitemap()
    root = None
    try:
        parsed = etree.iterparse(
            BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        )
        for event, element in parsed:
            name = _name(element)
            if event == "start":
                root = root or name
                if root not in {"urlset", "sitemapindex"}:
                    found.fault = DocumentError("fetch", "not_a_sitemap", "it is no sitemap")
                    break
            elif name in {"url", "sitemap"}:
                _take(element, name, url, found)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        what = "it is no sitemap" if root is None else f"it is broken in line {error.lineno or 1}"
        found.fault = DocumentError("fetch", "not_a_sitemap", what)
    return found


def _take(element: "etree._Element", kind: str, url: str, found: Sitemap) -> None:
    location = next((_text(child) for child in element if _name(child) == "loc"), None)
    if not location:
        return
    if kind == "sitemap":
        found.sitemaps.append(location)
        return
    title = _text(element.find(f"{{{_NEWS}}}news/{{{_NEWS}}}title"))
    published = _iso(_text(element.find(f"{{{_NEWS}}}news/{{{_NEWS}}}publication_date")))
    found.pages.append(Link(location, Said(by=url, title=title, published=published)))


def _name(element: "etree._Element") -> str:
    """The name of *element* without its namespace, which sites often get wrong."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: "etree._Element | None") -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _iso(text: str | None) -> str | None:
    """*text* where it is a date or time of ISO 8601."""
    try:
        dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return text
