"""What the file of a page is called: the same for the same URL, on any system, whatever the URL holds."""

import hashlib
import re

from pipeline.fetch.urls import Address

_LONGEST = 80
_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")

SUFFIXES = {"application/xhtml+xml": ".xhtml", "text/plain": ".txt"}
"""The suffix of a page by its media type; of any other it is ".html"."""


def folder_name(address: Address) -> str:
    """The folder of *address*'s host: its name, and its port where that is not the web's own.

    >>> from pipeline.fetch.urls import parse_address
    >>> folder_name(parse_address("http://[2001:db8::1]:8080/")), folder_name(parse_address("https://News.example/a"))
    ('2001-db8-1_8080', 'news.example')
    """
    host = "-".join(part for part in re.split(r"[^a-z0-9._-]+", address.host.lower()) if part).lstrip(".-")[:200]
    return (host or "host") + ("" if address.port in {80, 443} else f"_{address.port}")


def stem(address: Address) -> str:
    """What the name of *address*'s page begins with: what can be read of its path, and 16 hex digits of the URL's
    SHA-256, which make it the only one.

    >>> from pipeline.fetch.urls import parse_address
    >>> stem(parse_address("https://news.example/2024/05/port-tariffs.html?page=2"))
    '2024-05-port-tariffs-html-page-2-b6547ff7c5c06346'
    """
    path = address.url.split("://", 1)[1].partition("/")[2]
    readable = _UNSAFE.sub("-", path).strip("-")[-_LONGEST:].strip("-") or "index"
    return f"{readable}-{hashlib.sha256(address.url.encode()).hexdigest()[:16]}"
