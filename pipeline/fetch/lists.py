"""From what was asked for to pages: feeds, sitemaps and sites' own lists of sitemaps are read on the way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.document import Failure
from pipeline.errors import DocumentError
from pipeline.fetch.client import Wanted
from pipeline.fetch.clock import Clock
from pipeline.fetch.decoding import unpacked
from pipeline.fetch.listed import Link
from pipeline.fetch.printable import printable
from pipeline.fetch.store import Store
from pipeline.fetch.urls import Address, parse_address, without_credentials
from pipeline.fetch.visit import Visitor, conditions
from pipeline.sources.saved import Said

ListKind = Literal["feed", "sitemap", "site"]

LARGEST_LIST = 50 * 2**20
"""Bytes of a feed or a sitemap, unpacked: what sitemaps.org allows."""

DEEPEST = 3
"""How deep indexes of sitemaps may lie in one another."""

_ACCEPT = {
    "feed": "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    "sitemap": "application/xml, text/xml, */*;q=0.1",
}


@dataclass(frozen=True)
class Page:
    """A page to fetch, and what a feed or sitemap said of it."""

    address: Address
    said: Said | None = None


@dataclass
class Listing:
    """A feed, a sitemap, or a site whose robots.txt names sitemaps; `found` is what it led to, once it was read."""

    address: Address
    kind: ListKind
    depth: int = 0
    found: "list[Found]" = field(default_factory=list)


Found = Page | Listing | Failure
"""What a URL may turn out to be; Failure: it can't be asked, or was no list."""


def asked_page(url: str, said: Said | None = None, base: Address | None = None) -> Page | Failure:
    """The page that *url* names, or why it can't be asked for."""
    try:
        return Page(parse_address(url, base), said)
    except DocumentError as error:
        return failure(without_credentials(url), error)


def asked_list(url: str, kind: ListKind, base: Address | None = None, depth: int = 0) -> Listing | Failure:
    """The list that *url* names, or why it can't be asked for. A site may be named by its host alone."""
    written = f"https://{url}" if kind == "site" and "://" not in url else url
    try:
        return Listing(parse_address(written, base), kind, depth)
    except DocumentError as error:
        return failure(without_credentials(url), error)


def failure(url: str, error: DocumentError) -> Failure:
    """The line of failures.jsonl for *url*."""
    return Failure(path=printable(url), stage=error.stage, code=error.code, message=printable(str(error)))


def gathered(
    asked: Sequence[Found], read: Callable[[Sequence[Listing]], Iterable[tuple[int, list[Found]]]]
) -> tuple[list[Page | Failure], int]:
    """The pages that *asked* comes to, each once and in order, failures at their place; and how many lists were read.

    *read* gives the number of each of some listings, and what it led to.
    """
    seen = set[tuple[ListKind, str]]()
    lists = 0
    waiting = [each for each in asked if isinstance(each, Listing)]
    while waiting:
        fresh = []
        for listing in waiting:
            if (listing.kind, listing.address.url) not in seen:
                seen.add((listing.kind, listing.address.url))
                fresh.append(listing)
        for number, found in read(fresh):
            fresh[number].found = found
            lists += not _is_failed(fresh[number])
        waiting = [each for listing in fresh for each in listing.found if isinstance(each, Listing)]
    return _distinct(_flat(asked)), lists


class Lister:
    """Reads listings on behalf of one thread. *store* keeps them: they too are sent again only where they changed."""

    def __init__(self, visitor: Visitor, store: Store, clock: Clock) -> None:
        self._visitor = visitor
        self._store = store
        self._clock = clock

    def __call__(self, listing: Listing) -> list[Found]:
        """What *listing* leads to, in its order; a failure with the listing's own URL where it, or a part of it, can't
        be read.
        """
        address = listing.address
        try:
            if listing.kind == "site":
                return self._sitemaps_of(address)
            data, media_type = self._fetched(address, _ACCEPT[listing.kind])
            if listing.kind == "feed":
                from pipeline.fetch.feeds import read_feed

                return [_linked(link, address) for link in read_feed(data, address.url, media_type)]
            return _in_sitemap(data, listing)
        except DocumentError as error:
            return [failure(address.url, error)]

    def _sitemaps_of(self, site: Address) -> list[Found]:
        sitemaps = self._visitor.robots(site).sitemaps
        if not sitemaps:
            raise DocumentError("fetch", "no_sitemaps", "the robots.txt of the site names no sitemap")
        return [asked_list(url, "sitemap", site) for url in sitemaps]

    def _fetched(self, address: Address, accept: str) -> tuple[bytes, str | None]:
        known = self._store.known(address)
        wanted = Wanted(accept=accept, types=None, most=LARGEST_LIST)
        visit = self._visitor.visit(address, wanted, conditions(known))
        self._store.keep(address, visit, self._clock.now(), None, known)
        if visit.body is None and known is not None:
            return self._store.page(address, known).read_bytes(), known.media_type
        return visit.body or b"", visit.answer.header("content-type")


def _in_sitemap(data: bytes, listing: Listing) -> list[Found]:
    from pipeline.fetch.sitemaps import read_sitemap

    sitemap = read_sitemap(unpacked(data, LARGEST_LIST), listing.address.url)
    found: list[Found] = [_linked(link, listing.address) for link in sitemap.pages]
    if sitemap.sitemaps and listing.depth >= DEEPEST:
        message = f"indexes of sitemaps lie more than {DEEPEST} deep in one another"
        raise DocumentError("fetch", "too_deep", message)
    found += [asked_list(url, "sitemap", listing.address, listing.depth + 1) for url in sitemap.sitemaps]
    if sitemap.fault is not None:
        found.append(failure(listing.address.url, sitemap.fault))
    return found


def _linked(link: Link, base: Address) -> Page | Failure:
    return asked_page(link.url, link.said, base)


def _is_failed(listing: Listing) -> bool:
    return any(isinstance(each, Failure) and each.path == listing.address.url for each in listing.found)


def _flat(found: Iterable[Found]) -> Iterator[Page | Failure]:
    for each in found:
        if isinstance(each, Listing):
            yield from _flat(each.found)
        else:
            yield each


def _distinct(found: Iterable[Page | Failure]) -> list[Page | Failure]:
    """*found* with each URL once, at its first place. Of what is said of a page, the first that is said counts."""
    failures: dict[str, Failure] = {}
    pages: dict[str, Page] = {}
    order: list[tuple[bool, str]] = []
    for each in found:
        if isinstance(each, Failure):
            is_new = each.path not in failures
            failures.setdefault(each.path, each)
            url = each.path
        else:
            url = each.address.url
            is_new = url not in pages
            before = pages.setdefault(url, each)
            if before.said is None:
                pages[url] = replace(before, said=each.said)
        if is_new:
            order.append((isinstance(each, Failure), url))
    return [failures[url] if failed else pages[url] for failed, url in order]
