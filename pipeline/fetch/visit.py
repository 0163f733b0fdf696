"""One URL, from asking whether it may be asked to its body: robots.txt, redirects, retries."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from requests.cookies import RequestsCookieJar
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from pipeline.errors import DocumentError
from pipeline.fetch.client import Client, Reply, Wanted
from pipeline.fetch.hosts import Host, Hosts
from pipeline.fetch.robots import ALL_ALLOWED, MOST_BYTES, Robots, parse_robots
from pipeline.fetch.urls import Address, parse_address
from pipeline.sources.saved import Exchange, Fetched

logger = logging.getLogger(__name__)

MOST_REDIRECTS = 10
_ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_TOO_MANY_REQUESTS = 429
_BUSY = (_TOO_MANY_REQUESTS, 500, 502, 503, 504)
_UNANSWERED = frozenset({"timeout", "connection", "truncated"})
_NOBODY_THERE = frozenset({"dns", "tls", "connection", "private_address", "proxy"})
_ROBOTS = Wanted(accept="text/plain, */*;q=0.5", types=None, most=MOST_BYTES, cut=True)


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How patient a session is: retries of a request, and the longest pause (seconds) that a server may ask for."""

    retries: int
    most_wait: float


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What a URL gave in the end: its body, or None where its server says that it is as before; and the way to it."""

    answer: Exchange
    redirects: tuple[Exchange, ...]
    body: bytes | None


def conditions(known: Fetched | None) -> dict[str, dict[str, str]]:
    """The headers that ask for a page only if it is not as *known*, by the URL that gave it."""
    if known is None:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {known.answer.url: {name: value for name, value in headers.items() if value}}


class Visitor:
    """Asks for URLs on behalf of one thread; *hosts* are shared by all."""

    def __init__(self, client: Client, hosts: Hosts, manners: Manners) -> None:
        self._client = client
        self._hosts = hosts
        self._manners = manners

    def visit(self, asked: Address, wanted: Wanted, conditions: Mapping[str, Mapping[str, str]]) -> Visit:
        """What *asked* gives. *conditions* are headers by the URL, of those on the way, that they are sent to.

        Raises DocumentError with a code of those in docs/fetch.md, or Stopped.
        """
        way: list[Exchange] = []
        reply = self._follow(asked, wanted, conditions, way, MOST_REDIRECTS, self._admit)
        if reply.status == _NOT_MODIFIED and conditions.get(reply.exchange.url):
            return Visit(answer=reply.exchange, redirects=tuple(way), body=None)
        if not reply.is_good:
            raise _refusal(reply)
        return Visit(answer=reply.exchange, redirects=tuple(way), body=reply.body)

    def robots(self, site: Address) -> Robots:
        """The rules of *site*. Raises DocumentError where they can't be known, so that nothing is allowed."""
        return self._hosts.of(site.host).robots(site.origin, partial(self._read_robots, site))

    def _follow(
        self,
        asked: Address,
        wanted: Wanted,
        conditions: Mapping[str, Mapping[str, str]],
        way: list[Exchange],
        most: int,
        admit: Callable[[Address], None],
    ) -> Reply:
        """The first answer behind *asked* that is no redirect; the redirects are added to *way*."""
        address, cookies, been = asked, RequestsCookieJar(), set[tuple[str, int]]()
        while True:
            admit(address)
            # Only where the very origin that they were given for asks do credentials go along.
            credentials = asked.credentials if address.origin == asked.origin else None
            reply = self._ask(address, wanted, conditions.get(address.url, {}), cookies, credentials)
            if reply.status not in _REDIRECTS:
                return reply
            target = reply.exchange.header("location")
            if target is None:
                raise DocumentError("fetch", "bad_redirect", "it leads elsewhere, and does not say where")
            way.append(reply.exchange)
            been.add((address.url, len(cookies)))
            cookies.update(reply.cookies)
            address, before = _redirected(target, address), address
            if address.host != before.host:
                cookies = RequestsCookieJar()
            if (address.url, len(cookies)) in been:
                raise DocumentError("fetch", "redirect_loop", "its redirects lead in a circle")
            if len(way) > most:
                raise DocumentError("fetch", "too_many_redirects", f"it leads on more than {most} times")

    def _ask(
        self,
        address: Address,
        wanted: Wanted,
        conditions: Mapping[str, str],
        cookies: RequestsCookieJar,
        credentials: tuple[str, str] | None,
    ) -> Reply:
        """The answer of *address*'s host, asked again where it is busy or did not answer."""
        host = self._hosts.of(address.host)
        tried = 0
        while True:
            if host.closed is not None:
                raise DocumentError("fetch", host.closed.code, str(host.closed))
            pause = max(host.delay, 1.0) * 2**tried
            with host.turn():
                try:
                    reply = self._client.get(address, wanted, conditions, cookies, credentials)
                except DocumentError as error:
                    if error.code not in _UNANSWERED:
                        raise
                    if tried >= self._manners.retries:
                        host.failed(error)
                        raise
                    logger.debug("%s: %s, asked again: %s", address.url, error.code, error)
                else:
                    logger.debug("%s: status %d", address.url, reply.status)
                    host.answered()
                    if reply.status not in _BUSY:
                        return reply
                    pause = max(pause, self._asked_pause(reply, host))
                    if tried >= self._manners.retries:
                        return reply
                host.pause(min(pause, self._manners.most_wait))
            tried += 1

    def _asked_pause(self, reply: Reply, host: Host) -> float:
        """Seconds that a busy host asks for. One that asks for more than anybody waits is not asked again."""
        try:
            seconds = Retry().parse_retry_after(reply.exchange.header("retry-after") or "0")
        except (InvalidHeader, OverflowError, ValueError):
            return 0.0
        if seconds > self._manners.most_wait:
            message = f"its host asks for a pause of {seconds:,.0f} seconds, longer than --max-wait allows"
            host.close(f"http_{reply.status}", message)
            raise DocumentError("fetch", f"http_{reply.status}", message)
        return seconds

    def _admit(self, address: Address) -> None:
        """Raises DocumentError where *address* may not be asked for."""
        host = self._hosts.of(address.host)
        robots = self.robots(address)
        if not robots.allows(address.url):
            raise DocumentError("fetch", "robots_disallowed", "the robots.txt of its site does not allow it")
        if robots.delay > self._manners.most_wait and host.closed is None:
            message = f"its site asks for {robots.delay:,.0f} seconds between two pages, longer than --max-wait allows"
            host.close("crawl_delay", message)

    def _read_robots(self, site: Address) -> Robots:
        """RFC 9309: where there is no robots.txt all is allowed; where nobody can say, nothing."""
        address = parse_address("/robots.txt", site)
        try:
            reply = self._follow(address, _ROBOTS, {}, [], _ROBOTS_REDIRECTS, lambda _: None)
        except DocumentError as error:
            if error.code in {"too_many_redirects", "redirect_loop", "bad_redirect"}:
                return ALL_ALLOWED
            if error.code in _NOBODY_THERE:
                raise
            message = f"the robots.txt of its site can't be read ({error.code}: {error}), so nothing there is allowed"
            raise DocumentError("fetch", "robots_unreachable", message) from error
        if reply.is_good:
            return parse_robots(reply.body)
        if reply.status in _BUSY or reply.status >= 500:
            message = f"the robots.txt of its site can't be read (status {reply.status}), so nothing there is allowed"
            raise DocumentError("fetch", "robots_unreachable", message)
        return ALL_ALLOWED


def _redirected(target: str, address: Address) -> Address:
    """Where a Location header leads; headers are read as Latin-1, and many servers write UTF-8."""
    try:
        return parse_address(target.encode("latin-1").decode("utf-8", "replace"), address)
    except DocumentError as error:
        raise DocumentError("fetch", error.code, f"it leads to what is refused: {error}") from error


def _refusal(reply: Reply) -> DocumentError:
    reason = f" {reply.exchange.reason[:80]}" if reply.exchange.reason else ""
    return DocumentError("fetch", f"http_{reply.status}", f"its server answered {reply.status}{reason}")
