"""WARCs, read by others' readers."""

import gzip
import io
from pathlib import Path
from typing import Any

import fastwarc
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from pipeline.fetch.lists import asked_list
from tests.unit.fetch.conftest import Fetching
from tests.unit.fetch.site import HTML, Answer, Request, Site


def _by_warcio(path: Path) -> list[tuple[str, str | None, bytes]]:
    with path.open("rb") as file:
        return [
            (each.rec_type, each.rec_headers.get_header("WARC-Target-URI"), each.content_stream().read())
            for each in ArchiveIterator(file)
        ]


def _fetched(site: Site, fetching: Fetching) -> tuple[list[str], Path]:
    packed = Answer(body=gzip.compress(b"Packed."), headers={"Content-Type": HTML, "Content-Encoding": "gzip"})
    urls = [site.page("/b", "Цены"), site.add("/packed?x=1", packed), site.leads("/a", "/b", 301)]
    fetching(*urls, site.url + "/gone", warc=True)
    return urls, fetching.folder / "fetch-00001.warc.gz"


def test_read_by_warcio(site: Site, fetching: Fetching) -> None:
    urls, path = _fetched(site, fetching)
    records = _by_warcio(path)
    assert [(kind, url) for kind, url, _ in records] == [
        ("warcinfo", None),
        ("response", urls[0]), ("request", urls[0]),
        ("response", urls[1]), ("request", urls[1]),
        ("response", urls[2]), ("request", urls[2]),
        ("response", urls[0]), ("request", urls[0]),
    ]  # fmt: skip
    assert [body for kind, _, body in records if kind == "response"] == [
        "Цены".encode(),
        b"Packed.",
        b"",
        "Цены".encode(),
    ]


def test_its_digests_are_right(site: Site, fetching: Fetching, capsys: Any) -> None:
    _, path = _fetched(site, fetching)
    checked = Checker(type("Asked", (), {"inputs": [str(path)], "verbose": True}))
    checked.process_all()
    assert checked.exit_value == 0
    assert capsys.readouterr().out.count("digest pass") == 9


def test_read_by_fastwarc(site: Site, fetching: Fetching) -> None:
    urls, path = _fetched(site, fetching)
    with path.open("rb") as file:
        kinds = fastwarc.WarcRecordType.response
        records = [
            (each.headers.get("WARC-Target-URI"), each.http_headers, each.http_content_type, each.reader.read())
            for each in fastwarc.ArchiveIterator(file, record_types=kinds, parse_http=True, strict_mode=True)
        ]
    assert [record[0] for record in records] == [urls[0], urls[1], urls[2], urls[0]]
    assert records[1][3] == b"Packed."
    assert records[1][1].get("X-Crawler-Content-Encoding") == "gzip"
    assert {record[1].status_code for record in records} == {200, 301}


def test_read_by_run(site: Site, fetching: Fetching) -> None:
    urls, path = _fetched(site, fetching)
    documents = fetching.documents()
    assert [(each.url, each.data) for each in documents] == [
        (urls[0], "Цены".encode()), (urls[1], b"Packed."), (urls[0], "Цены".encode()),
    ]  # fmt: skip
    assert all(each.path.startswith(f"{path.name}!") and each.fetched and each.media_type for each in documents)


def test_the_request_is_kept(site: Site, fetching: Fetching) -> None:
    urls, path = _fetched(site, fetching)
    with path.open("rb") as file:
        asked = {
            each.rec_headers.get_header("WARC-Target-URI"): each.http_headers.to_str()
            for each in ArchiveIterator(file)
            if each.rec_type == "request"
        }
    lines = asked[urls[1]].splitlines()
    assert lines[:2] == ["GET /packed?x=1 HTTP/1.1", f"Host: {site.url[7:]}"]
    assert "User-Agent: tester/1" in lines


def test_what_a_sitemap_says_is_kept(site: Site, fetching: Fetching) -> None:
    urls = [site.page("/tariffs"), site.page("/ferry"), site.page("/by-itself")]
    sitemap = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{urls[0]}</loc><n:news>'
        "<n:publication_date>2024-05-02</n:publication_date><n:title>Zölle steigen</n:title></n:news></url>"
        f"<url><loc>{urls[1]}</loc></url></urlset>"
    )
    by = site.add("/s.xml", Answer(body=sitemap.encode(), headers={"Content-Type": "application/xml"}))
    fetching(asked_list(by, "sitemap"), urls[2], warc=True)
    records = _by_warcio(fetching.folder / "fetch-00001.warc.gz")
    assert [(url, block.decode().splitlines()) for kind, url, block in records if kind == "metadata"] == [
        (urls[0], [f"via: {by}", "title: Zölle steigen", "published: 2024-05-02"]),
        (urls[1], [f"via: {by}"]),
    ]
    assert len(fetching.documents()) == 3


def test_each_session_adds_what_is_new(site: Site, fetching: Fetching) -> None:
    def tagged(request: Request) -> Answer:
        if request.headers["If-None-Match"]:
            return Answer(status=304)
        return Answer(body=b"Tagged.", headers={"Content-Type": HTML, "ETag": '"1"'})

    urls = [site.add("/tagged", tagged), site.page("/a", "One.")]
    fetching(*urls, warc=True)
    assert fetching(*urls, warc=True).counts.unchanged == 2
    assert not (fetching.folder / "fetch-00002.warc.gz").exists()
    site.page("/a", "Two.")
    counts = fetching(*urls, site.page("/b", "Three."), warc=True).counts
    assert (counts.new, counts.changed, counts.unchanged) == (1, 1, 1)
    bodies = [body for kind, _, body in _by_warcio(fetching.folder / "fetch-00003.warc.gz") if kind == "response"]
    assert bodies == [b"Two.", b"Three."]
    assert not list((fetching.folder / ".fetch").rglob("*.html"))


def test_pages_of_a_warc_that_went_away_are_fetched_anew(site: Site, fetching: Fetching) -> None:
    url = site.page("/a")
    fetching(url, warc=True)
    (fetching.folder / "fetch-00001.warc.gz").unlink()
    assert fetching(url, warc=True).counts.new == 1


def test_stopped_before_it_said_that_all_was_done(site: Site, fetching: Fetching) -> None:
    url = site.page("/a")
    fetching(url, warc=True)
    state = fetching.folder / "fetch.json"
    state.write_text(state.read_text().replace('"finished",', '"unfinished",', 1))
    assert fetching(url, warc=True).counts.unchanged == 1
    assert len(list(fetching.folder.glob("*.warc.gz"))) == 1


def test_the_same_pages_give_the_same_bytes(site: Site, fetching: Fetching) -> None:
    _, path = _fetched(site, fetching)
    one = path.read_bytes()
    fetching.folder = fetching.folder.with_name("again")
    assert _fetched(site, fetching)[1].read_bytes() == one
    assert gzip.GzipFile(fileobj=io.BytesIO(one)).read().startswith(b"WARC/1.1\r\n")
