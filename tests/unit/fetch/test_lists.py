"""Feeds and sitemaps, and what they say of pages."""

import gzip

import pytest

from pipeline.fetch.feeds import read_feed
from pipeline.fetch.lists import ListKind, asked_list
from pipeline.fetch.sitemaps import read_sitemap
from pipeline.sources.saved import Said
from tests.unit.fetch.conftest import Fetching
from tests.unit.fetch.site import Answer, Request, Site

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title><link>{site}/</link>
<item><title>Port  tariffs
 rise &amp; rise</title><link>{site}/tariffs</link><pubDate>Thu, 02 May 2024 10:00:00 +0800</pubDate></item>
<item><title>No link</title></item>
<item><link>/ferry</link><pubDate>some day</pubDate></item>
<item><link>{site}/tariffs</link></item>
<item><link>mailto:desk@harbour.example</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="iso-8859-1"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Kurier</title>
<entry><title>Zölle</title><link href="/zoll"/><published>2024-05-02T10:00:00Z</published></entry>
<entry><title>Updated only</title><link href="/updated"/><updated>2024-05-02T11:00:00Z</updated></entry></feed>"""
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> {site}/tariffs </loc><lastmod>2024-05-03</lastmod><news:news><news:publication><news:name>Post</news:name>
</news:publication><news:publication_date>2024-05-02T10:00:00+08:00</news:publication_date>
<news:title>Port tariffs rise</news:title></news:news></url>
<url><loc>{site}/ferry</loc><news:news><news:publication_date>soon</news:publication_date></news:news></url>
<url><lastmod>2024-05-03</lastmod></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{site}/news.xml.gz</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap>
<sitemap><loc>{site}/index.xml</loc></sitemap></sitemapindex>"""
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def _xml(text: str, site: Site, **headers: str) -> Answer:
    return Answer(body=text.format(site=site.url).encode(), headers={"Content-Type": "application/xml"} | headers)


def test_the_pages_of_a_feed(site: Site, fetching: Fetching) -> None:
    feed = site.add("/rss", _xml(RSS, site))
    urls = [site.page("/tariffs"), site.page("/ferry")]
    outcome = fetching(asked_list(feed, "feed"))
    assert (outcome.counts.urls, outcome.counts.new, outcome.counts.lists) == (3, 2, 1)
    assert fetching.failures == {"mailto:desk@harbour.example": "unsupported_scheme"}
    said = [fetching.beside[url]["said"] for url in urls]
    assert said[0] == {"by": feed, "title": "Port tariffs rise & rise", "published": "2024-05-02T02:00:00Z"}
    assert said[1] == {"by": feed, "title": None, "published": None}


def test_an_atom_feed_in_its_own_encoding() -> None:
    links = list(read_feed(ATOM.encode("latin-1"), "https://a.example/feed", "application/atom+xml"))
    assert [link.url for link in links] == ["https://a.example/zoll", "https://a.example/updated"]
    assert links[0].said == Said(by="https://a.example/feed", title="Zölle", published="2024-05-02T10:00:00Z")
    assert links[1].said == Said(by="https://a.example/feed", title="Updated only", published=None)


def test_a_page_that_was_asked_for_by_itself_keeps_what_a_feed_says(site: Site, fetching: Fetching) -> None:
    url = site.page("/tariffs")
    fetching(url, asked_list(site.add("/rss", _xml(RSS, site)), "feed"))
    assert site.paths.count("/tariffs") == 1
    assert fetching.beside[url]["said"]["title"] == "Port tariffs rise & rise"


def test_a_feed_is_sent_again_only_where_it_changed(site: Site, fetching: Fetching) -> None:
    def tagged(request: Request) -> Answer:
        if request.headers["If-None-Match"] == '"1"':
            return Answer(status=304)
        return _xml(RSS, site, ETag='"1"')

    feed = asked_list(site.add("/rss", tagged), "feed")
    site.page("/tariffs")
    site.page("/ferry")
    fetching(feed)
    counts = fetching(asked_list(f"{site.url}/rss", "feed")).counts
    assert (counts.unchanged, counts.lists, counts.failures) == (2, 1, 1)
    assert not any("rss" in document.path for document in fetching.documents())


def test_the_pages_of_sitemaps(site: Site, fetching: Fetching) -> None:
    index = site.add("/index.xml", _xml(INDEX, site))
    site.add("/news.xml.gz", Answer(body=gzip.compress(NEWS.format(site=site.url).encode())))
    urls = [site.page("/tariffs"), site.page("/ferry")]
    counts = fetching(asked_list(index, "sitemap")).counts
    assert (counts.urls, counts.new, counts.lists, counts.failures) == (3, 2, 2, 1)
    assert fetching.failures == {f"{site.url}/gone.xml": "http_404"}
    assert site.paths.count("/index.xml") == 1
    by = f"{site.url}/news.xml.gz"
    said = [fetching.beside[url]["said"] for url in urls]
    assert said[0] == {"by": by, "title": "Port tariffs rise", "published": "2024-05-02T10:00:00+08:00"}
    assert said[1] == {"by": by, "title": None, "published": None}


def test_the_sitemaps_that_a_site_names(site: Site, fetching: Fetching) -> None:
    rules = f"Sitemap: {site.url}/news.xml\nUser-agent: *\nDisallow: /ferry\n"
    site.add("/robots.txt", Answer(body=rules.encode()))
    site.add("/news.xml", _xml(NEWS, site))
    site.page("/tariffs")
    counts = fetching(asked_list(site.url, "site")).counts
    assert (counts.new, counts.lists) == (1, 2)
    assert fetching.failures == {f"{site.url}/ferry": "robots_disallowed"}
    assert fetching(asked_list("nowhere.invalid", "site")).counts.failures_by_code == {"dns": 1}


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("feed", b"<html><body>Not found</body></html>", "not_a_feed"),
        ("feed", b"", "not_a_feed"),
        ("feed", b"<rss version='2.0'><channel><item><title>&#99999999;</title></item><p", "not_a_feed"),
        ("sitemap", b"<html><body><p>Not found</p></body></html>", "not_a_sitemap"),
        ("sitemap", b"Not found", "not_a_sitemap"),
        ("sitemap", b"", "not_a_sitemap"),
        ("sitemap", b"\x1f\x8b\x08 no gzip", "bad_encoding"),
        ("site", b"", "no_sitemaps"),
    ],
)
def test_what_is_no_list_is_a_failure(site: Site, fetching: Fetching, kind: ListKind, body: bytes, code: str) -> None:
    url = site.add("/list", Answer(body=body))
    counts = fetching(asked_list(url, kind)).counts
    assert fetching.failures == {url: code}
    assert (counts.urls, counts.failures, counts.lists) == (1, 1, 0)


def test_of_a_broken_sitemap_the_beginning_counts() -> None:
    text = NEWS.format(site="https://a.example")
    sitemap = read_sitemap(text[: text.index("<lastmod>2024-05-03</lastmod></url>")].encode(), "https://a.example/s")
    assert [link.url for link in sitemap.pages] == ["https://a.example/tariffs", "https://a.example/ferry"]
    assert sitemap.fault is not None
    assert sitemap.fault.code == "not_a_sitemap"


def test_indexes_that_never_end(site: Site, fetching: Fetching) -> None:
    for n in range(9):
        index = f"<sitemapindex><sitemap><loc>{{site}}/{n + 1}</loc></sitemap></sitemapindex>"
        site.add(f"/{n}", _xml(index, site))
    fetching(asked_list(f"{site.url}/0", "sitemap"))
    assert fetching.failures == {f"{site.url}/3": "too_deep"}


def test_entities_are_not_expanded_and_files_not_read() -> None:
    names = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    for start, entity in ((BOMB, "&i;"), (names, "&f;")):
        text = f"{start}<urlset><url><loc>https://a.example/{entity}</loc></url></urlset>"
        sitemap = read_sitemap(text.encode(), "https://a.example/s")
        assert [link.url for link in sitemap.pages] in ([], [f"https://a.example/{entity}"])
        feed = f"{start}<rss version='2.0'><channel><item><title>{entity}</title><link>/a</link></item></channel></rss>"
        for link in read_feed(feed.encode(), "https://a.example/f", "text/xml"):
            assert link.said is not None
            assert len(link.said.title or "") < 1000


def test_a_title_with_half_a_character(site: Site, fetching: Fetching) -> None:
    item = f"<item><title>a\ud800b</title><link>{site.page('/a')}</link></item>"
    rss = f"<rss version='2.0'><channel>{item}</channel></rss>"
    fetching(asked_list(site.add("/rss", Answer(body=rss.encode("utf-8", "surrogatepass"))), "feed"))
    assert len(fetching.pages) == 1


def test_a_sitemap_with_a_name_that_is_none() -> None:
    body = b"<urlset><ews:news>x</ews:news><url><loc>https://a.example/x</loc></url></urlset>"
    assert [link.url for link in read_sitemap(body, "https://a.example/s").pages] == ["https://a.example/x"]


def test_a_packed_sitemap_that_explodes(site: Site, fetching: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.fetch.lists.LARGEST_LIST", 100_000)
    url = site.add("/s.xml.gz", Answer(body=gzip.compress(b"0" * 10_000_000)))
    fetching(asked_list(url, "sitemap"))
    assert fetching.failures == {url: "too_large"}
