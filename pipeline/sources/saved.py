"""What is known of how a page was fetched: the JSON file beside it, as `fetch` writes it and `run` reads it."""

import datetime as dt
import stat
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from pipeline.document import Document

BESIDE = ".fetched.json"
"""Ends the name of the file beside a page, in place of the page's own suffix."""

STATE = "fetch.json"
"""Lies at the top of a folder of fetched pages, and makes it one."""

FAILURES = "failures.jsonl"

LARGEST = 2**22
"""Bytes of a file beside a page that is read at all: more than all headers of ten redirects can have."""

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
    known = read_fetched(page.with_name(page.stem + BESIDE))
    if known is None or known.file != page.name:
        return document
    media_type = known.media_type or document.media_type
    return replace(document, url=known.answer.url, media_type=media_type, fetched=known.time)


def read_fetched(path: Path) -> Fetched | None:
    """What the file *path*, beside some page, says; None where there is none that says anything."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return None
        return msgspec.json.decode(path.read_bytes(), type=Fetched)
    except (OSError, ValueError):  # none there; ValueError: a NUL byte in the name, or somebody else's file
        return None


def is_about_pages(folder: Path, name: str) -> bool:
    """Whether the file *name* in *folder* is what `fetch` wrote about its pages, and no page."""
    if name.endswith(BESIDE):
        return True
    return name in {STATE, FAILURES} and (folder / STATE).is_file() and _is_state(folder / STATE)


def _is_state(path: Path) -> bool:
    try:
        return b'"fetch_version"' in path.read_bytes()[:200]
    except OSError:
        return False
