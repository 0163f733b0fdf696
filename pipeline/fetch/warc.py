"""Fetched pages as a WARC: ISO 28500, version 1.1, each record packed by gzip on its own."""

import base64
import gzip
import hashlib
import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.sources.saved import Exchange, Fetched, Said

_MOVED = {"content-encoding", "content-length", "transfer-encoding"}
"""Headers about how a body was sent. The body is kept as it was before, so they get the names that Common Crawl gives
them, and Content-Length is its own."""

_Fields = list[tuple[str, str]]


def write_warc(path: Path, pages: Iterable[tuple[Fetched, bytes]], agent: str, scratch: Path) -> int:
    """Commits *pages*, in their order, to the WARC *path*, with the requests and redirects that led to them.

    How many there were; where there were none, there is no WARC. *agent* is who fetched them.
    """
    unfinished = scratch / f"{path.name}.tmp"
    written = 0
    with unfinished.open("wb") as file:
        for fetched, body in pages:
            if not written:
                file.write(_info(path.name, agent, fetched.time))
            for hop in fetched.redirects:
                file.write(_exchange(hop, None, fetched.time)[0])
            records, page = _exchange(fetched.answer, body, fetched.time)
            file.write(records)
            if fetched.said is not None:
                file.write(_metadata(fetched.said, fetched.answer.url, page, fetched.time))
            written += 1
        file.flush()
        os.fsync(file.fileno())
    if written:
        unfinished.replace(path)
    else:
        unfinished.unlink()
    return written


def _info(name: str, agent: str, time: str) -> bytes:
    block = f"software: {agent}\r\nformat: WARC File Format 1.1\r\n".encode()
    return _record("warcinfo", time, [("WARC-Filename", name)], "application/warc-fields", block)[0]


def _metadata(said: Said, url: str, page: str, time: str) -> bytes:
    """What a feed or sitemap said of the page at *url*, which is in the record *page*."""
    named = (("via", said.by), ("title", said.title), ("published", said.published))
    block = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in named if value)
    fields = [("WARC-Target-URI", url), ("WARC-Concurrent-To", page)]
    return _record("metadata", time, fields, "application/warc-fields", block.encode("utf-8", "replace"))[0]


def _exchange(exchange: Exchange, body: bytes | None, time: str) -> tuple[bytes, str]:
    """The records of one answer and of the request for it, and the id of the first. A *body* of None was not kept."""
    head = f"HTTP/{exchange.http_version} {exchange.status} {exchange.reason}".rstrip() + "\r\n"
    for name, value in exchange.headers:
        head += f"{'X-Crawler-' if name.lower() in _MOVED else ''}{name}: {value}\r\n"
    content = body or b""
    head += f"Content-Length: {len(content)}\r\n\r\n"
    fields = [("WARC-Target-URI", exchange.url), ("WARC-Payload-Digest", _digest(content))]
    if body is None:
        fields.append(("WARC-Truncated", "unspecified"))
    http = "application/http; msgtype="
    response, record_id = _record(
        "response", time, fields, f"{http}response", head.encode("latin-1", "replace") + content
    )
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", *(f"{name}: {value}" for name, value in exchange.sent)]
    asked = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
    fields = [("WARC-Target-URI", exchange.url), ("WARC-Concurrent-To", record_id)]
    return response + _record("request", time, fields, f"{http}request", asked)[0], record_id


def _record(kind: str, time: str, fields: _Fields, media_type: str, block: bytes) -> tuple[bytes, str]:
    """A record, packed, and its id, which is made of what it holds: the same pages give the same bytes."""
    named = [("WARC-Type", kind), ("WARC-Date", time), *fields, ("WARC-Block-Digest", _digest(block))]
    named += [("Content-Type", media_type), ("Content-Length", str(len(block)))]
    text = "".join(f"{name}: {value}\r\n" for name, value in named)
    record_id = f"<urn:uuid:{uuid.UUID(bytes=hashlib.sha256(text.encode() + block).digest()[:16], version=4)}>"
    head = f"WARC/1.1\r\nWARC-Record-ID: {record_id}\r\n{text}\r\n".encode()
    return gzip.compress(head + block + b"\r\n\r\n", mtime=0), record_id


def _digest(data: bytes) -> str:
    """SHA-1 in base 32, as every reader of WARCs knows it; it guards against accidents only."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
