"""What is known of how a page was fetched: the JSON file beside it, as `fetch` writes it and `run` reads it."""

import datetime as dt
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from pipeline.document import Document

BESIDE = ".fetched.json"
"""Ends the name of the file beside a page, in place of the page's own suffix."""

STATE = "fetch.json"
"""Lies at the top of a folder of fetched pages."""

FAILURES = "failures.jsonl"

_MARKS = {STATE: b'"fetch_version"', FAILURES: b'"stage":"fetch"'}

BEGINNING = 2**14
"""Bytes of such a file that show that it is one: a URL is not so long."""

LARGEST = 2**22
"""Bytes of a file beside a page that is read at all: more than all headers of ten redirects can have."""

AnyPath = TypeVar("AnyPath", bound=PurePath)

Headers = tuple[tuple[str, str], ...]


class Exchange(Struct, frozen=True, kw_only=True):
    """One request, and the head of its answer. No credentials and no cookies are among the headers."""

    url: str
    sent: Headers
    http_version: str
    status: int
    reason: str
    headers: Headers

    def header(self, name: str) -> str | None:
        """The first header called *name* (in lower case) of the answer."""
        return next((value for each, value in self.headers if each.lower() == name), None)


class Said(Struct, frozen=True, kw_only=True):
    """What a feed or a sitemap says of a page: `published` in ISO 8601; what it does not say is None."""

    by: str
    title: str | None = None
    published: str | None = None


class Fetched(Struct, frozen=True, kw_only=True):
    """How one page was fetched. `file` is the page's name beside this file, `fetched` when its bytes came.

    `url` was asked for, and `answer.url` gave the page, behind `redirects`. `media_type` is the Content-Type with the
    charset as it was sent. `etag` and `last_modified` are those of the last answer, which may have been "not modified".
    `warc` is the WARC that holds the page, where there is one.
    """

    file: str
    url: str
    fetched: Annotated[dt.datetime, Meta(tz=True)]
    media_type: str | None
    size: int
    sha256: str
    etag: str | None
    last_modified: str | None
    said: Said | None
    warc: str | None
    redirects: tuple[Exchange, ...]
    answer: Exchange

    @property
    def time(self) -> str:
        """`fetched` as text: ISO 8601 in UTC."""
        return self.fetched.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def as_fetched(document: Document, page: Path) -> Document:
    """*document*, which was read from *page*, with what the file beside it says, if there is one. Raises nothing."""
    return with_known(document, page.name, read_fetched(beside(page)))


def with_known(document: Document, name: str, known: Fetched | None) -> Document:
    """*document*, read from a file called *name*, with what is *known* of a page, if that is of the same name."""
    if known is None or known.file != name:
        return document
    media_type = known.media_type or document.media_type
    return replace(document, url=known.answer.url, media_type=media_type, fetched=known.time)


def beside(page: AnyPath) -> AnyPath:
    """The path of the file beside *page*."""
    return page.with_name(page.stem + BESIDE)


def read_fetched(path: Path) -> Fetched | None:
    """What the file *path*, beside some page, says; None where there is none that says anything."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return None
        return parse_fetched(path.read_bytes())
    except (OSError, ValueError):  # none there; ValueError: a NUL byte in the name
        return None


def parse_fetched(data: bytes) -> Fetched | None:
    """What a file beside a page says, which holds *data*; None where it is somebody else's."""
    try:
        return msgspec.json.decode(data, type=Fetched)
    except ValueError:
        return None


def is_about_pages(name: str, begins: Callable[[], bytes]) -> bool:
    """Whether a file called *name*, whose first bytes *begins* gives, is what `fetch` wrote about its pages."""
    if name.endswith(BESIDE):
        return True
    return name in _MARKS and _MARKS[name] in begins()
