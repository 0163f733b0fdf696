"""URLs as they were written, to the one form that they are asked, compared and kept in."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin

from requests import RequestException
from requests.models import PreparedRequest
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from pipeline.errors import DocumentError

_PORTS = {"http": 80, "https": 443}
_END = re.compile("[/?#]")
_LEAST_OPEN_PORT = 1024
"""Below it lie the ports of other services, mail and shells among them; 80 and 443 are the web's."""


@dataclass(frozen=True)
class Address:
    """A URL that can be asked. `url` has neither fragment nor credentials; those, where it came with any, are apart.

    Two addresses are the same where their `url` is.
    """

    url: str
    scheme: str = field(compare=False)
    host: str = field(compare=False)
    port: int = field(compare=False)
    credentials: tuple[str, str] | None = field(default=None, compare=False, repr=False)

    @property
    def origin(self) -> str:
        """Scheme, host and port: what credentials and robots.txt are for."""
        return f"{self.scheme}://{self.host}:{self.port}"


def parse_address(written: str, base: Address | None = None) -> Address:
    """The address that *written* stands for, seen from *base* where it is relative.

    Raises DocumentError `bad_url`, `unsupported_scheme` or `port_refused`; its message holds no credentials.

    >>> parse_address("HTTPS://Joe:secret@News.Example:443/a/../b c?q=%7e#top").url
    'https://news.example/b%20c?q=~'
    """
    text = written.strip()
    try:
        full = urljoin(base.url, text) if base else text
        parsed = parse_url(full)
    except (LocationParseError, ValueError) as error:
        raise DocumentError("fetch", "bad_url", "it is not a URL") from error
    scheme = parsed.scheme
    if scheme not in _PORTS:
        what = f'of "{scheme}"' if scheme and "://" in text else "without http:// or https://"
        raise DocumentError("fetch", "unsupported_scheme", f"it is a URL {what}; only http and https are fetched")
    # Browsers take "\\" for "/": what stands before it would be the host there, what stands behind it here.
    if not parsed.host or "\\" in _END.split(full.partition("://")[2])[0] or any(map(_is_control, text)):
        raise DocumentError("fetch", "bad_url", "it is not a URL")
    host = parsed.host.rstrip(".")
    port = parsed.port if parsed.port is not None else _PORTS[scheme]
    if port not in _PORTS.values() and port < _LEAST_OPEN_PORT:
        message = f"port {port} is another service's; 80, 443 and those from {_LEAST_OPEN_PORT} on are asked"
        raise DocumentError("fetch", "port_refused", message)
    shown = None if port == _PORTS[scheme] else port
    prepared = PreparedRequest()
    try:
        prepared.prepare_url(Url(scheme, None, host, shown, parsed.path or "/", parsed.query).url, None)
    except RequestException as error:
        raise DocumentError("fetch", "bad_url", "it is not a URL") from error
    user, _, password = (parsed.auth or "").partition(":")
    credentials = (unquote(user), unquote(password)) if parsed.auth else None
    return Address(str(prepared.url), scheme, host.strip("[]"), port, credentials)


def without_credentials(written: str) -> str:
    """*written*, which is no URL that can be asked, without what may be a password in it.

    >>> without_credentials("ftp://joe:p/@ss@files.example/a"), without_credentials("news.example/@joe/1")
    ('ftp://files.example/a', 'news.example/@joe/1')
    """
    if written.strip().lower().startswith("mailto:"):  # what stands before the "@" of a mail address is no password
        return written.strip()
    scheme, slashes, rest = written.strip().partition("://")
    if not slashes:
        scheme, rest = "", scheme
    before, _, after = rest.rpartition("@")
    return scheme + slashes + (after if ":" in before else rest)


def _is_control(character: str) -> bool:
    return character < " " or character == "\x7f"
