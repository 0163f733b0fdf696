"""Pages of a real server: what is kept of them, and what is refused."""

import gzip
import socket
import threading
import time
from typing import Any

import pytest

from pipeline.document import Document
from tests.unit.fetch.conftest import Fetching
from tests.unit.fetch.site import HTML, NOON, Answer, Request, Site, serving


def test_a_page_is_kept_as_it_was_sent(site: Site, fetching: Fetching) -> None:
    url = site.page("/2024/port tariffs".replace(" ", "%20"), "Port tariffs rise.", ETag='"1"', X_Served="by one")
    outcome = fetching(url)
    assert (outcome.counts.urls, outcome.counts.new, outcome.counts.failures) == (1, 1, 0)
    assert fetching.pages == {url: b"Port tariffs rise."}
    beside = fetching.beside[url]
    assert beside["answer"]["url"] == url
    assert beside["fetched"] == "2024-05-02T12:00:00Z"
    assert beside["answer"]["status"] == 200
    assert ["X-Served", "by one"] in beside["answer"]["headers"]
    assert (beside["etag"], beside["media_type"], beside["redirects"]) == ('"1"', HTML, [])
    (document,) = fetching.documents()
    assert isinstance(document, Document)
    assert (document.url, document.fetched, document.media_type) == (url, "2024-05-02T12:00:00Z", HTML)


def test_each_url_is_asked_for_once(site: Site, fetching: Fetching) -> None:
    url = site.page("/a")
    outcome = fetching(url, url + "#comments", url.replace("http", "HTTP"), f" {url}")
    assert (outcome.counts.urls, outcome.counts.new) == (1, 1)
    assert site.paths == ["/a"]


def test_who_asks_is_said(site: Site, fetching: Fetching) -> None:
    fetching(site.page("/a"), agent="news-pipeline/1 (contact: joe@paper.example)", sender="joe@paper.example")
    for asked in site.asked:
        assert asked.headers["User-Agent"] == "news-pipeline/1 (contact: joe@paper.example)"
        assert asked.headers["From"] == "joe@paper.example"
        assert "Cookie" not in asked.headers


def test_the_charset_is_the_one_that_was_sent(site: Site, fetching: Fetching) -> None:
    text = '<html><head><meta charset="utf-8"></head><body>Цены на зерно выросли.</body></html>'
    sent = {"Content-Type": "text/html; charset=windows-1251"}
    url = site.add("/grain", Answer(body=text.encode("cp1251"), headers=sent))
    fetching(url)
    (document,) = fetching.documents()
    assert document.media_type == "text/html; charset=windows-1251"
    assert document.data == text.encode("cp1251")


@pytest.mark.parametrize(
    ("media_type", "suffix"),
    [(HTML, ".html"), ("Application/XHTML+XML", ".xhtml"), ("text/plain; charset=utf-8", ".txt"), (None, ".html")],
)
def test_media_types_that_are_kept(site: Site, fetching: Fetching, media_type: str | None, suffix: str) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    fetching(site.add("/a", Answer(body=b"A story.", headers=headers)))
    (document,) = fetching.documents()
    assert document.path.endswith(suffix)


def _html(status: int = 200, **named: Any) -> Answer:
    return Answer(status=status, headers={"Content-Type": HTML} | named.pop("headers", {}), **named)


FAULTS: dict[str, Answer] = {
    "not_html": Answer(body=b"%PDF-", headers={"Content-Type": "application/pdf"}),
    "http_404": Answer(status=404),
    "http_410": Answer(status=410),
    "http_204": Answer(status=204),
    "http_304": Answer(status=304),
    "too_large": _html(body=b"x" * 5001),
    "truncated": _html(headers={"Content-Length": "500"}, raw=(b"half a story",)),
    "bad_redirect": Answer(status=302),
    "bad_encoding": _html(body=b"not gzip at all", headers={"Content-Encoding": "gzip"}),
    "unsupported_scheme": Answer(status=301, headers={"Location": "ftp://files.example/a"}),
    "port_refused": Answer(status=301, headers={"Location": "http://127.0.0.1:22/"}),
    "bad_url": Answer(status=301, headers={"Location": "http://[1"}),
}


@pytest.mark.parametrize("code", FAULTS)
def test_faults(site: Site, fetching: Fetching, code: str) -> None:
    url = site.add("/a", FAULTS[code])
    outcome = fetching(url, max_bytes=5000)
    assert fetching.failures == {url: code}
    assert outcome.counts.failures_by_code == {code: 1}
    assert (outcome.counts.urls, outcome.counts.failures, fetching.pages) == (1, 1, {})
    (line,) = fetching.failure_lines
    assert line["stage"] == "fetch"


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("too_large", _html(raw=(b"x" * 4000, b"x" * 4000))),
        ("too_large", _html(body=gzip.compress(b"0" * 50_000_000), headers={"Content-Encoding": "gzip"})),
        ("truncated", _html(raw=(gzip.compress(b"A story." * 99)[:-9],), headers={"Content-Encoding": "gzip"})),
        ("truncated", _html(raw=(b"5\r\nA sto\r\n",), headers={"Transfer-Encoding": "chunked"})),
        ("truncated", _html(raw=(b"A story that goes on.",), headers={"Content-Length": "8"})),
        ("bad_encoding", _html(body=b"??", headers={"Content-Encoding": "br"})),
    ],
    ids=["no length", "bomb", "gzip cut off", "chunks cut off", "too short a length", "brotli"],
)
def test_bodies_that_lie(site: Site, fetching: Fetching, code: str, answer: Answer) -> None:
    url = site.add("/a", answer)
    fetching(url, max_bytes=5000)
    assert fetching.failures == {url: code}


@pytest.mark.parametrize(
    "answer",
    [
        _html(raw=(b"2\r\nA \r\n", b"6\r\nstory.\r\n0\r\n\r\n"), headers={"Transfer-Encoding": "chunked"}),
        _html(raw=(b"A ", b"story.")),
        _html(body=gzip.compress(b"A ") + gzip.compress(b"story."), headers={"Content-Encoding": "gzip"}),
        _html(body=b"A story.", headers={"Content-Encoding": "utf-8"}),
        _html(raw=(b"A story.\r\n",), headers={"Content-Length": "8"}),
    ],
    ids=["chunked", "until the end", "gzip", "no packing", "a line end behind"],
)
def test_bodies_however_they_are_sent(site: Site, fetching: Fetching, answer: Answer) -> None:
    url = site.add("/a", answer)
    fetching(url)
    assert fetching.pages == {url: b"A story."}


def test_a_server_that_takes_its_time_has_no_more_than_the_timeout(site: Site, fetching: Fetching) -> None:
    drops = tuple(b"x" for _ in range(100))
    url = site.add("/a", _html(headers={"Content-Length": "100"}, raw=drops, pause=0.05))
    began = time.monotonic()
    fetching(url, timeout=1.0)
    assert fetching.failures == {url: "timeout"}
    assert time.monotonic() - began < 4


def test_a_head_that_comes_drop_by_drop(fetching: Fetching) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            for _ in range(2):  # robots.txt, and the page
                connection, _address = server.accept()
                with connection:
                    asked = connection.recv(4096)
                    if b"robots" in asked:
                        connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        continue
                    try:
                        for drop in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100:
                            connection.sendall(bytes([drop]))
                            time.sleep(0.02)
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        fetching(url, timeout=1.0)
        thread.join()
    assert fetching.failures == {url: "timeout"}


def test_what_is_no_http(fetching: Fetching) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def babble() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"220 mail.example ESMTP\r\n")

        thread = threading.Thread(target=babble)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        fetching(url)
        thread.join()
    assert fetching.failures == {url: "connection"}


def test_nobody_listens_and_no_tls(site: Site, fetching: Fetching) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    gone, plain = f"http://127.0.0.1:{port}/a", site.url.replace("http:", "https:") + "/a"
    fetching(gone, plain, "https://nowhere.invalid/a")
    assert fetching.failures == {gone: "connection", plain: "tls", "https://nowhere.invalid/a": "dns"}


def test_redirects_are_kept(site: Site, fetching: Fetching) -> None:
    end = site.page("/story")
    url = site.leads("/a", site.leads("/b", "/story", 308), 301)
    fetching(url)
    beside = fetching.beside[url]
    assert [(hop["url"], hop["status"]) for hop in beside["redirects"]] == [(url, 301), (f"{site.url}/b", 308)]
    assert beside["answer"]["url"] == end
    (document,) = fetching.documents()
    assert document.url == end


def test_a_redirect_in_utf8(site: Site, fetching: Fetching) -> None:
    site.page("/caf%C3%A9")
    url = site.leads("/a", "/café".encode().decode("latin-1"))
    fetching(url)
    assert fetching.beside[url]["answer"]["url"] == f"{site.url}/caf%C3%A9"


def test_redirects_without_end(site: Site, fetching: Fetching) -> None:
    circle = site.leads("/a", site.leads("/b", "/a"))
    far, *_ = [site.leads(f"/{n}", f"/{n + 1}") for n in range(30)]
    itself = site.leads("/self", "/self")
    fetching(circle, far, itself)
    assert fetching.failures == {circle: "redirect_loop", far: "too_many_redirects", itself: "redirect_loop"}
    assert "/11" not in site.paths


def test_a_redirect_that_wants_its_cookie(site: Site, fetching: Fetching) -> None:
    def gate(request: Request) -> Answer:
        if request.headers["Cookie"] == "seen=1":
            return _html(body=b"A story.")
        return Answer(status=302, headers={"Location": "/a", "Set-Cookie": "seen=1"})

    url, other = site.add("/a", gate), site.page("/b")
    fetching(url, other)
    assert fetching.pages[url] == b"A story."
    assert [each.headers["Cookie"] for each in site.asked if each.path == "/b"] == [None]
    assert b"seen=1" not in fetching.everything()


def test_only_what_changed_is_sent_again(site: Site, fetching: Fetching) -> None:
    def tagged(request: Request) -> Answer:
        if request.headers["If-None-Match"] == '"1"':
            return Answer(status=304, headers={"ETag": '"1"'})
        return _html(body=b"Tagged.", headers={"ETag": '"1"'})

    def dated(request: Request) -> Answer:
        if request.headers["If-Modified-Since"] == "Wed, 01 May 2024 10:00:00 GMT":
            return Answer(status=304)
        return _html(body=b"Dated.", headers={"Last-Modified": "Wed, 01 May 2024 10:00:00 GMT"})

    urls = [site.add("/tagged", tagged), site.add("/dated", dated), site.page("/same"), site.page("/other", "One.")]
    site.routes["/moved"] = Answer(status=301, headers={"Location": "/tagged"})
    urls.append(f"{site.url}/moved")
    assert fetching(*urls).counts.new == 5
    before = fetching.beside
    site.page("/other", "Two.")
    fetching.clock.today = NOON.replace(day=3)
    counts = fetching(*urls, site.page("/fresh"), site.url + "/gone").counts
    assert (counts.new, counts.changed, counts.unchanged, counts.failures, counts.urls) == (1, 1, 4, 1, 7)
    after = fetching.beside
    for url in urls[:3]:
        assert after[url] == before[url]  # fetched when its bytes came
    assert after[urls[3]]["fetched"] == "2024-05-03T12:00:00Z"
    assert fetching.pages[urls[3]] == b"Two."
    assert len(fetching.documents()) == 6


def test_a_page_that_changed_here_is_fetched_anew(site: Site, fetching: Fetching) -> None:
    url = site.page("/a", "A story.", ETag='"1"')
    fetching(url)
    (document,) = fetching.documents()
    (fetching.folder / document.path).write_text("somebody wrote into it")
    assert fetching(url).counts.new == 1
    assert "If-None-Match" not in site.asked[-1].headers
    assert fetching.pages == {url: b"A story."}


def test_a_page_that_becomes_plain_text(site: Site, fetching: Fetching) -> None:
    url = site.page("/a")
    fetching(url)
    site.add("/a", Answer(body=b"Plain.", headers={"Content-Type": "text/plain"}))
    assert fetching(url).counts.changed == 1
    (document,) = fetching.documents()
    assert (document.data, document.media_type) == (b"Plain.", "text/plain")


def test_a_page_that_fails_later_stays(site: Site, fetching: Fetching) -> None:
    url = site.page("/a")
    fetching(url)
    site.add("/a", Answer(status=404))
    assert fetching(url).counts.failures == 1
    assert fetching.pages == {url: b"A story."}


def test_the_same_however_many_hosts_at_once(site: Site, fetching: Fetching) -> None:
    with serving("127.0.0.2") as second, serving("127.0.0.3") as third:
        urls = [each.page(f"/{n}") for n in range(6) for each in (third, site, second)]
        urls = [each for url in urls for each in (f"{url}-gone", url)]
        fetching(*urls, hosts=1)
        one = fetching.everything()
        fetching.folder = fetching.folder.with_name("again")
        fetching(*urls, hosts=8)
    assert list(fetching.failures) == urls[::2]
    assert set(fetching.pages) == set(urls[1::2])
    assert fetching.everything() == one.replace(b'"hosts": 1', b'"hosts": 8')
