"""A document: bytes and where they came from; and a failure: why one gave no record."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import msgspec


@dataclass(frozen=True, kw_only=True)
class Document:
    """The raw bytes of one saved page, and what is known of where they came from.

    `path` is the place it was read from, relative to the input root, "/" separated. `url` and `media_type` (with the
    charset that the server named) are None where the source does not say, and so is `fetched`, the time at which the
    page was fetched: ISO 8601 with its offset, "2018-06-25T10:56:00Z".
    """

    data: bytes
    path: str
    url: str | None = None
    media_type: str | None = None
    fetched: str | None = None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the raw bytes, 64 hex digits."""
        return hashlib.sha256(self.data).hexdigest()


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why one document gave no record, or one URL no page: a line of failures.jsonl; the `path` of a URL is itself.

    `stage` and `code` are DocumentError's; an error nobody foresaw has the code "internal_error".
    """

    path: str
    stage: str
    code: str
    message: str
