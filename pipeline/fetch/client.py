"""One request, and its answer or why there was none."""

import http.client
import os
import re
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from requests import PreparedRequest, Request, Response
from requests import exceptions as failed
from requests.cookies import RequestsCookieJar
from requests.utils import get_environ_proxies, select_proxy
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError, SSLError

from pipeline.errors import DocumentError, UsageError
from pipeline.fetch.addresses import resolved
from pipeline.fetch.connection import Adapter, Line
from pipeline.fetch.decoding import Unpacker
from pipeline.fetch.urls import Address
from pipeline.sources.saved import Exchange, Headers

CONNECT_TIMEOUT = 10.0
"""Seconds until a connection must stand, the handshake of TLS included."""

_PIECE = 2**16
_SECRET = frozenset(
    {"authorization", "cookie", "proxy-authorization", "set-cookie", "set-cookie2", "proxy-authenticate"}
)
_CREDENTIALS = re.compile(r"(?<=//)[^/?#@\s]+@")  # in a URL, as Location may hold one
_FOLDS = re.compile(r"[\r\n]+[ \t]*")
_VERSIONS = {9: "0.9", 10: "1.0", 11: "1.1", 20: "2"}
_GOOD = (200, 203)
_NOT_MODIFIED = 304
_DRAINED = 2**16


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for: the Accept header, the media types that are taken (None: any), and at most how many bytes.

    With `cut`, what is longer is cut there; without, it is refused.
    """

    accept: str
    types: frozenset[str] | None
    most: int
    cut: bool = False


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer: its head, the cookies that came with it, and the body where it was wanted (status 200 or 203)."""

    exchange: Exchange
    body: bytes
    cookies: RequestsCookieJar

    @property
    def status(self) -> int:
        """The status code of HTTP."""
        return self.exchange.status

    @property
    def is_good(self) -> bool:
        """Whether the body is what was asked for."""
        return self.status in _GOOD


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who asks: the User-Agent header, and the From header where a mail address is known."""

    agent: str
    sender: str | None = None


class Client:
    """Sends requests, one at a time. Nothing but what is passed in is sent: no netrc, no cookies of other pages."""

    def __init__(self, identity: Identity, line: Line, timeout: float) -> None:
        self._identity = identity
        self._line = line
        self._timeout = timeout
        self._adapter = Adapter(line)

    def get(
        self,
        address: Address,
        wanted: Wanted,
        conditions: Mapping[str, str],
        cookies: RequestsCookieJar | None = None,
        credentials: tuple[str, str] | None = None,
    ) -> Reply:
        """The answer to one GET request; redirects are answers.

        Raises DocumentError with a code of those in docs/fetch.md, or Stopped.
        """
        self._line.until = time.monotonic() + self._timeout
        self._line.surplus = False
        try:
            prepared = Request(
                "GET", address.url, headers=self._headers(wanted, conditions), auth=credentials, cookies=cookies
            ).prepare()
            # Not by a Session: that reads netrc, and the body of each redirect whatever its size.
            with self._adapter.send(
                prepared,
                stream=True,
                timeout=(min(CONNECT_TIMEOUT, self._timeout), self._timeout),
                verify=os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True,
                proxies=self._proxies(address),
            ) as response:
                return self._read(address, prepared, response, wanted)
        except (failed.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise _failure(error, self._timeout) from error

    def _headers(self, wanted: Wanted, conditions: Mapping[str, str]) -> dict[str, str]:
        headers = {"User-Agent": self._identity.agent, "Accept": wanted.accept, "Accept-Encoding": "gzip"}
        if self._identity.sender:
            headers["From"] = self._identity.sender
        return headers | dict(conditions)

    def _proxies(self, address: Address) -> dict[str, str]:
        """The proxies of the environment that *address* is asked through; behind one, its name is looked at here."""
        proxies = get_environ_proxies(address.url)
        proxy = select_proxy(address.url, proxies)
        if not proxy:
            return {}
        if "://" in proxy and not proxy.startswith(("http://", "https://")):
            raise UsageError("the proxy of the environment is none of http or https; unset it, or name another")
        try:
            resolved(address.host, address.port, allow_private=self._line.allow_private)
        except DocumentError as error:
            if error.code != "dns":  # where only the proxy can resolve names, it alone decides
                raise
        return proxies

    def _read(self, address: Address, prepared: PreparedRequest, response: Response, wanted: Wanted) -> Reply:
        raw = response.raw
        head = Exchange(
            url=address.url,
            sent=_shown(prepared.headers.items()),
            http_version=_VERSIONS.get(raw.version, "1.1"),
            status=response.status_code,
            reason=_FOLDS.sub(" ", response.reason or ""),
            headers=_shown(raw.headers.items()),
        )
        if head.status not in _GOOD:
            if head.status == _NOT_MODIFIED or _is_short(head):
                raw.drain_conn()  # what is short is read to its end, so that the connection can be used again
            return Reply(exchange=head, body=b"", cookies=response.cookies)
        media_type = (head.header("content-type") or "").split(";")[0].strip().lower()
        if wanted.types is not None and media_type and media_type not in wanted.types:
            message = f"it is {media_type[:80]}; only HTML and plain text are kept"
            raise DocumentError("fetch", "not_html", message)
        body = _body(response, head, wanted)
        if self._line.surplus and not wanted.cut:
            message = f"its body is longer than the {head.header('content-length')} bytes that its server says"
            raise DocumentError("fetch", "truncated", message)
        return Reply(exchange=head, body=body, cookies=response.cookies)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._adapter.close()


def _body(response: Response, head: Exchange, wanted: Wanted) -> bytes:
    length = _length(head)
    if length is not None and length > wanted.most and not wanted.cut:
        raise DocumentError("fetch", "too_large", f"its body has {length:,} bytes, more than {wanted.most:,}")
    unpacker = Unpacker(head.header("content-encoding"), wanted.most, cut=wanted.cut)
    came = 0
    for piece in response.raw.stream(_PIECE, decode_content=False):
        came += len(piece)
        unpacker.take(piece)
        if unpacker.full:
            return unpacker.finish()
    if length is not None and came != length:
        raise DocumentError("fetch", "truncated", f"its body has {came:,} bytes of {length:,}")
    return unpacker.finish()


def _length(head: Exchange) -> int | None:
    """The bytes of the body as it is sent; None where the head does not say."""
    stated = head.header("content-length") if head.header("transfer-encoding") is None else None
    return int(stated) if stated and stated.isascii() and stated.isdigit() else None


def _is_short(head: Exchange) -> bool:
    length = _length(head)
    return length is not None and length < _DRAINED


def _shown(headers: Iterable[tuple[str, str]]) -> Headers:
    """*headers* without the secret ones and without credentials in URLs, each on one line."""
    return tuple(
        (name, _CREDENTIALS.sub("", _FOLDS.sub(" ", str(value))))
        for name, value in headers
        if name.lower() not in _SECRET
    )


def _failure(error: Exception, timeout: float) -> DocumentError:
    """What *error*, of the libraries or the system, means. Their own words are not used: they quote what was sent."""
    match error:
        case failed.Timeout() | ReadTimeoutError() | TimeoutError():
            code, message = "timeout", f"it did not come within {timeout:g} seconds"
        case failed.SSLError() | SSLError() | ssl.SSLError():
            code, message = "tls", "its server can't be trusted: the handshake of TLS failed"
        case failed.ProxyError():
            code, message = "proxy", "the proxy of the environment can't be used"
        case failed.ConnectionError():
            code, message = "connection", "its server can't be connected to, hung up, or does not speak HTTP"
        case ProtocolError() | OSError():
            code, message = "truncated", "the connection ended before its body did"
        case _:
            code, message = "bad_response", "its server's answer is not HTTP"
    return DocumentError("fetch", code, message)
