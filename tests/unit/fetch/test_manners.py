"""robots.txt, pauses and retries."""

from email.utils import format_datetime

import pytest

from tests.unit.fetch.conftest import Fetching
from tests.unit.fetch.site import HTML, NOON, Answer, Request, Route, Site


def _robots(text: str) -> Answer:
    return Answer(body=text.encode(), headers={"Content-Type": "text/plain"})


def _in_turn(*answers: Answer) -> Route:
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


PAGE = Answer(body=b"A story.", headers={"Content-Type": HTML})
TAGGED = Answer(body=b"A story.", headers={"Content-Type": HTML, "ETag": '"1"'})
BUSY = Answer(status=503)


def test_robots_are_asked_once_and_obeyed(site: Site, fetching: Fetching) -> None:
    site.add("/robots.txt", _robots("User-agent: *\nDisallow: /private/\nAllow: /private/open\n"))
    good, shut, open_ = site.page("/a"), site.page("/private/b"), site.page("/private/open")
    fetching(good, shut, open_)
    assert fetching.failures == {shut: "robots_disallowed"}
    assert [each.path for each in site.asked] == ["/robots.txt", "/a", "/private/open"]


def test_our_own_rules_come_before_those_for_all(site: Site, fetching: Fetching) -> None:
    site.add("/robots.txt", _robots("User-agent: news-pipeline\nDisallow: /b\n\nUser-agent: *\nDisallow: /a\n"))
    first, second = site.page("/a"), site.page("/b")
    fetching(first, second)
    assert fetching.failures == {second: "robots_disallowed"}


def test_a_redirect_to_what_robots_forbid(site: Site, fetching: Fetching) -> None:
    site.add("/robots.txt", _robots("User-agent: *\nDisallow: /private/\n"))
    site.page("/private/b")
    url = site.leads("/a", "/private/b")
    fetching(url)
    assert fetching.failures == {url: "robots_disallowed"}
    assert site.paths == ["/a"]


@pytest.mark.parametrize(
    ("robots", "code"),
    [
        (Answer(status=404), None),
        (Answer(status=401), None),
        (Answer(status=302, headers={"Location": "/robots.txt"}), None),
        (Answer(status=200, body=b"<html>Not found</html>"), None),
        (Answer(status=500), "robots_unreachable"),
        (Answer(status=429), "robots_unreachable"),
        (Answer(raw=(b"User-agent",), headers={"Content-Length": "99"}), "robots_unreachable"),
    ],
)
def test_robots_that_can_not_be_read(site: Site, fetching: Fetching, robots: Answer, code: str | None) -> None:
    site.add("/robots.txt", robots)
    url = site.page("/a")
    fetching(url)
    assert fetching.failures == ({url: code} if code else {})
    assert site.paths == ([] if code else ["/a"])


def test_of_endless_robots_the_beginning_counts(site: Site, fetching: Fetching) -> None:
    rules = "User-agent: *\nDisallow: /a\n" + "# and so on\n" * 100_000 + "Disallow: /b\n"
    site.add("/robots.txt", _robots(rules))
    first, second = site.page("/a"), site.page("/b")
    fetching(first, second)
    assert fetching.failures == {first: "robots_disallowed"}


def test_a_pause_behind_each_request_to_a_host(site: Site, fetching: Fetching) -> None:
    fetching(*[site.page(f"/{n}") for n in range(3)], delay=2.0)
    assert fetching.clock.slept == [2.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("rules", "pause"), [("Crawl-delay: 7", 7.0), ("Request-rate: 1/9", 9.0), ("Crawl-delay: 0.5", 2.0)]
)
def test_the_pause_that_robots_ask_for(site: Site, fetching: Fetching, rules: str, pause: float) -> None:
    site.add("/robots.txt", _robots(f"User-agent: *\n{rules}\n"))
    fetching(*[site.page(f"/{n}") for n in range(3)], delay=2.0)
    assert fetching.clock.slept[1:] == [pause, pause]


def test_a_pause_of_our_own_may_be_as_long_as_we_like(site: Site, fetching: Fetching) -> None:
    fetching(site.page("/a"), delay=300.0, max_wait=10.0)
    assert fetching.failures == {}
    assert fetching.clock.slept == [300.0]


def test_connections_are_used_again(site: Site, fetching: Fetching) -> None:
    url = site.add("/a", lambda request: Answer(status=304) if request.headers["If-None-Match"] else TAGGED)
    other = site.leads("/b", site.page("/c"))
    gone = site.add("/gone", Answer(status=404, body=b"Not here."))
    fetching(url, other, gone)
    fetching(gone, url, other)
    assert [len(ports) for ports in (set(site.ports[:5]), set(site.ports[5:]))] == [1, 1]


def test_a_pause_that_nobody_waits(site: Site, fetching: Fetching) -> None:
    site.add("/robots.txt", _robots("User-agent: *\nCrawl-delay: 86400\n"))
    urls = [site.page(f"/{n}") for n in range(3)]
    fetching(*urls)
    assert fetching.failures == dict.fromkeys(urls, "crawl_delay")
    assert site.paths == []
    assert "86,400 seconds" in fetching.failure_lines[0]["message"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_host_is_asked_again_later(site: Site, fetching: Fetching, status: int) -> None:
    url = site.add("/a", _in_turn(Answer(status=status), Answer(status=status), PAGE))
    fetching(url, retries=2)
    assert fetching.pages == {url: b"A story."}
    assert fetching.clock.slept == [1.0, 2.0]


def test_a_busy_host_says_when(site: Site, fetching: Fetching) -> None:
    url = site.add("/a", _in_turn(Answer(status=429, headers={"Retry-After": "30"}), PAGE))
    other = site.page("/b")
    fetching(url, other, retries=1)
    assert fetching.clock.slept == [30.0]
    assert list(fetching.pages) == [url, other]


def test_a_busy_host_says_when_by_the_clock(site: Site, fetching: Fetching) -> None:
    past = format_datetime(NOON, usegmt=True)  # long ago by the machine's clock, which the header is held against
    url = site.add("/a", _in_turn(Answer(status=503, headers={"Retry-After": past}), PAGE))
    fetching(url, retries=1)
    assert fetching.clock.slept == [1.0]


@pytest.mark.parametrize("header", ["soon", "-5", "9" * 400])
def test_a_retry_after_that_says_nothing(site: Site, fetching: Fetching, header: str) -> None:
    url = site.add("/a", _in_turn(Answer(status=503, headers={"Retry-After": header}), PAGE))
    fetching(url, retries=1)
    assert fetching.clock.slept in ([1.0], [])


def test_a_host_that_wants_to_be_left_alone(site: Site, fetching: Fetching) -> None:
    first = site.add("/a", Answer(status=429, headers={"Retry-After": "3600"}))
    second = site.page("/b")
    fetching(first, second, retries=5)
    assert fetching.failures == {first: "http_429", second: "http_429"}
    assert site.paths == ["/a"]


def test_a_busy_host_is_not_asked_for_ever(site: Site, fetching: Fetching) -> None:
    url = site.add("/a", BUSY)
    fetching(url, retries=3)
    assert fetching.failures == {url: "http_503"}
    assert site.paths == ["/a"] * 4


def test_what_will_not_change_is_not_asked_again(site: Site, fetching: Fetching) -> None:
    fetching(site.add("/a", Answer(status=404)), site.add("/b", Answer(status=403)), retries=3)
    assert site.paths == ["/a", "/b"]


def test_a_broken_connection_is_tried_again(site: Site, fetching: Fetching) -> None:
    short = Answer(headers={"Content-Type": HTML, "Content-Length": "500"}, raw=(b"half",))
    url = site.add("/a", _in_turn(short, PAGE))
    fetching(url, retries=1)
    assert fetching.pages == {url: b"A story."}


def test_a_host_that_does_not_answer_is_given_up(site: Site, fetching: Fetching) -> None:
    def hang_up(_: Request) -> Answer:
        raise ConnectionError

    urls = [site.add(f"/{n}", hang_up) for n in range(8)]
    fetching(*urls)
    assert fetching.failures == dict.fromkeys(urls, "connection")
    assert len(site.paths) == 5
