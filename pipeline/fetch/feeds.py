"""What RSS and Atom feeds list."""

import calendar
import datetime as dt
from collections.abc import Iterator
from io import BytesIO

import feedparser

from pipeline.errors import DocumentError
from pipeline.fetch.listed import Link
from pipeline.fetch.printable import printable
from pipeline.sources.saved import Said

_FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What feedparser raises where a feed is broken in a way that it did not foresee: a character of no number, a charset
that is none."""


def read_feed(data: bytes, url: str, media_type: str | None) -> Iterator[Link]:
    """The pages of the feed *data*, which came from *url*, in its order; entries without a link are left out.

    Raises DocumentError `not_a_feed`.
    """
    said = {"content-location": url} | ({"content-type": media_type} if media_type else {})
    try:
        # A file, not bytes: given those, feedparser first looks for a file on disk of that name.
        feed = feedparser.parse(BytesIO(data), response_headers=said)
    except _FAULTS as error:
        raise DocumentError("fetch", "not_a_feed", "it is too broken a feed to be read") from error
    if not feed.get("version") and not feed.entries:
        raise DocumentError("fetch", "not_a_feed", "it is no RSS or Atom feed")
    for entry in feed.entries:
        if link := entry.get("link"):
            title = printable(" ".join(str(entry.get("title") or "").split())) or None
            yield Link(str(link), Said(by=url, title=title, published=_published(entry)))


def _published(entry: feedparser.FeedParserDict) -> str | None:
    """When the entry was published, in UTC, where the feed says so in a form that can be read."""
    parsed = entry.get("published_parsed")
    if parsed is None:
        return None
    try:
        time = dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return time.isoformat().replace("+00:00", "Z")
