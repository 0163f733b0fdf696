"""WARC files, compressed or not: the pages that servers answered with."""

import re
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Literal, cast

from pipeline.document import Document
from pipeline.sources.archive import CHANGED, Member
from pipeline.sources.base import Fault, quietly
from pipeline.sources.broken import Broken, missing, told
from pipeline.sources.limits import ALWAYS, LARGEST_FILE, MOST_TIMES, bomb, refuse_large, too_large
from pipeline.sources.names import MemberNames
from pipeline.sources.packed import Unpacked
from pipeline.sources.when import fetched_at

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord

_GZIP = b"\x1f\x8b\x08"
_WARC = b"WARC/1."
_STEP = 2**20
_LONGEST_HEADER = 2**18
_TEXT = re.compile(r"\s*(?:text/(?:html|plain)|application/(?:vnd\.wap\.)?xhtml\+xml)\s*(?:;|$)", re.IGNORECASE)
_DIGEST = re.compile(r"(?i:sha1):(?:[A-Z2-7]{32}|[0-9a-f]{40})|(?i:sha256):[0-9a-f]{64}")
"""The digests of a record that are compared: those whose spelling leaves no doubt."""

_ROBOTS = re.compile(r"https?://[^/?#]*/robots\.txt")
"""The file that crawlers ask for before all others (RFC 9309), and keep."""

_PAGES = {200, 203}
"""Statuses of an answer that is the page that was asked for: OK, and OK by way of a proxy that changed it."""

_DECODINGS: tuple[Literal["all", "content", "transfer", "none"], ...] = ("all", "content", "transfer", "none")


_CUT = Fault("corrupt", "the record is cut off")


class Warc:
    """The HTML and plain text in the response records of a WARC file; `at` is the offset of the record.

    Requests, revisits, metadata, pictures, redirects, errors and robots.txt are no documents. Where records are
    damaged, all that lies between the last whole one and the next is one document, with a fault.
    """

    holds_files: ClassVar = False

    def __init__(self, file: BinaryIO, alive: Callable[[], None] = quietly) -> None:
        try:
            from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
        except ImportError as error:
            raise missing("fastwarc") from error
        self._iterator, self._make_record = ArchiveIterator, WarcRecord
        self._types = WarcRecordType
        self._file = file
        self._is_packed = self._is_solid = isinstance(file, Unpacked)
        self._has_checksum = isinstance(file, Unpacked) and file.has_checksum
        if not self._is_solid:
            self._size = file.seek(0, 2)
            self._is_packed = self._has_checksum = self._begins_packed()
            self._is_solid = self._is_packed and self._is_one_stream()
            if self._is_solid:
                self._file = cast("BinaryIO", Unpacked(file, ".gz", alive))
        self._ahead: ArchiveIterator | None = None  # of a file that is one stream, and at which record it is
        self._position = -1

    def members(self) -> Iterator[Member]:
        """See Archive.members."""
        names, unpacked = MemberNames(), 0
        last: int | None
        begin: int | None = 0
        while begin is not None:
            last, end, is_cut = None, begin, False
            fault: Fault | None = None
            try:
                with told():
                    for record in self._records(begin):
                        _refuse_cut_header(record)
                        last = record.stream_pos
                        end = last + (1 if self._is_packed else max(1, record.content_length))
                        unpacked += record.content_length
                        if not self._is_solid and unpacked > ALWAYS and unpacked > MOST_TIMES * self._size:
                            raise bomb()
                        member = self._member(record, names)
                        is_cut = record.reader.consume() < record.content_length
                        if member is not None:
                            yield member  # reading it says that it is cut off
                        elif is_cut:
                            fault = _CUT
            except Broken as broken:
                if self._is_solid or broken.fault.code != "corrupt":
                    raise
                fault = Fault("corrupt", "records are damaged here")
            if self._is_solid:
                if fault is not None or last is None:
                    raise Broken("corrupt", "it is cut off" if last is not None else "it holds no records")
                return
            if end > self._size and last is not None:  # it is cut off, or lies about its length
                end = last + 1
            damaged, begin = self._next_whole(end)
            if fault is None and damaged is not None:
                fault = _CUT
            elif fault is None and begin is None:
                if last is None:
                    raise Broken("corrupt", "it holds no records")
                fault = _CUT if not is_cut and self._ends_amid(last) else None
            if fault is not None:
                place = end if damaged is None else damaged
                yield Member(names.of(f"offset-{place}"), 0, place, fault)

    def read(self, at: int, path: str, size: int | None) -> Document:
        """See Archive.read."""
        with told():
            record = self._record(at)
            if record is None or record.stream_pos != at or size not in {None, record.content_length}:
                raise Broken("unreadable", CHANGED)
            block = _all(record.reader.read, min(record.content_length, LARGEST_FILE))
            if len(block) < record.content_length:
                raise Broken("corrupt", "the record is cut off")
            headers = record.headers
            if record.record_type == self._types.response:
                media_type, data = _answer(self._make_record, block)
            else:
                media_type, data = headers.get("Content-Type"), block
        url = headers.get("WARC-Target-URI")
        return Document(
            data=data,
            path=path,
            url=url.strip("<>") if url else None,  # wget wrote them so
            media_type=media_type,
            fetched=fetched_at(headers.get("WARC-Date")),
        )

    def close(self) -> None:
        """See Archive.close."""
        self._file.close()

    def _records(self, begin: int) -> "ArchiveIterator":
        self._file.seek(begin)
        return self._iterator(self._file, parse_http=False)

    def _record(self, at: int) -> "WarcRecord | None":
        if not self._is_solid:
            return next(iter(self._records(at)), None)
        if self._ahead is None or at <= self._position:
            self._ahead = self._records(0)
        for record in self._ahead:
            self._position = record.stream_pos
            if record.stream_pos >= at:
                return record
        return None

    def _member(self, record: "WarcRecord", names: MemberNames) -> Member | None:
        """What *record* is as a document; None where it is none."""
        size, at = record.content_length, record.stream_pos
        address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        is_of_web = address.startswith("http")
        media_type = None
        fault = self._altered(record)
        if fault is not None:
            pass
        elif record.record_type == self._types.response and (record.is_http or is_of_web):
            status, media_type = _head(record)
            if status is None:
                fault = Fault("corrupt", "the record holds no answer of a server")
            elif status not in _PAGES:
                return None
        elif record.record_type == self._types.resource and is_of_web:
            media_type = record.headers.get("Content-Type")
        elif self._lacks_type(record):
            fault = Fault("corrupt", "the record does not say what it is")
        else:
            return None
        if (media_type and not _TEXT.match(media_type)) or _ROBOTS.fullmatch(address):
            return None
        fault = fault or too_large(size)
        called = (record.record_id or "").strip("<> ").removeprefix("urn:uuid:")
        return Member(names.of(called or f"offset-{at}"), size, at, fault)

    def _altered(self, record: "WarcRecord") -> Fault | None:
        """What is said of a *record* whose digest is not that of its bytes.

        Most compressions have a checksum, which is always compared: there a digest that differs was written so.
        """
        digest = (record.headers.get("WARC-Block-Digest") or "").strip()
        if self._has_checksum or record.content_length > LARGEST_FILE or not _DIGEST.fullmatch(digest):
            return None
        if record.record_type not in (self._types.response, self._types.resource) and not self._lacks_type(record):
            return None
        return None if record.verify_block_digest() else Fault("corrupt", "its bytes are not those of its digest")

    def _lacks_type(self, record: "WarcRecord") -> bool:
        """Whether *record* does not say which type it is of, or is an answer of a type that there is not."""
        if record.record_type not in (self._types.no_type, self._types.unknown):  # they can't be hashed
            return False
        return "WARC-Type" not in record.headers or "msgtype=response" in (record.headers.get("Content-Type") or "")

    def _begins_packed(self) -> bool:
        """Whether the file is compressed: as it begins, or where its beginning is damaged as it goes on."""
        begins = self._bytes(0, len(_WARC))
        self._is_packed = not begins.startswith(_WARC)
        return self._is_packed and (begins.startswith(_GZIP) or next(self._beginnings(0), None) is not None)

    def _is_one_stream(self) -> bool:
        """Whether the file was compressed as a whole, and not record by record as the format asks for."""
        try:
            positions = [record.stream_pos for record, _ in zip(self._records(0), range(2), strict=False)]
        except OSError:
            return False
        return len(positions) == 2 and self._bytes(positions[1], len(_GZIP)) != _GZIP

    def _next_whole(self, begin: int) -> tuple[int | None, int | None]:
        """Where from *begin* on something damaged begins like a record, and where the next whole record does."""
        damaged = None
        for place in self._beginnings(begin):
            try:
                _refuse_cut_header(next(iter(self._records(place))))
            except (OSError, StopIteration, Broken):
                damaged = place if damaged is None else damaged
            else:
                return damaged, place
        return damaged, None

    def _beginnings(self, begin: int) -> Iterator[int]:
        """Where from *begin* on there are bytes like those that a record begins with."""
        sought = _GZIP if self._is_packed else _WARC
        keep = len(sought) - 1
        while chunk := self._bytes(begin, _STEP):
            found = chunk.find(sought)
            while found >= 0:
                place = begin + found
                if not self._is_packed or self._unpacks_to_record(place):
                    yield place
                found = chunk.find(sought, found + 1)
            if len(chunk) <= keep:
                return
            begin += len(chunk) - keep

    def _unpacks_to_record(self, place: int) -> bool:
        packed = self._bytes(place, 4096)
        try:
            begins = zlib.decompressobj(31).decompress(packed, len(_WARC))
        except zlib.error:
            return False
        return begins == _WARC or (place + len(packed) == self._size and _WARC.startswith(begins))

    def _ends_amid(self, last: int) -> bool:
        """Whether the file breaks off in or behind the record at *last*, which has all the bytes that it says."""
        if not self._is_packed:
            end = self._bytes(max(0, self._size - len(_WARC)), len(_WARC))
            return any(end.endswith(b"\n" + _WARC[:length]) for length in range(1, len(_WARC)))
        unpacker = zlib.decompressobj(31)
        while not unpacker.eof and (packed := self._bytes(last, 2**16)):
            unpacker.decompress(packed)
            last += len(packed)
        return not unpacker.eof or bool((unpacker.unused_data + self._bytes(last, 2**16)).strip(b"\0"))

    def _bytes(self, begin: int, size: int) -> bytes:
        self._file.seek(begin)
        return self._file.read(size)


def _head(record: "WarcRecord") -> tuple[int | None, str | None]:
    """The status and Content-Type of the HTTP answer in *record*; None and None where there is none."""
    try:
        record.parse_http(max_header_len=_LONGEST_HEADER)
    except OSError:
        return None, None
    headers: HeaderMap | None = record.http_headers
    return (None, None) if headers is None else (headers.status_code, headers.get("Content-Type"))


def _refuse_cut_header(record: "WarcRecord") -> None:
    """Raises Broken where the header of *record* does not say how long it is: the library takes as much as there is."""
    if not (record.headers.get("Content-Length") or "").strip().isdigit():
        raise Broken("corrupt", "the record is cut off")


def _answer(make_record: "Callable[[], WarcRecord]", block: bytes) -> tuple[str | None, bytes]:
    """The media type and the page in the HTTP answer *block*, freed of what it was sent in.

    Some crawlers keep headers that speak of a coding which they have undone: what begins as a page is one as it is.
    """
    for decoding in _DECODINGS:
        answer = make_record()
        answer.is_http = True
        answer.set_bytes_content(block)
        try:
            answer.parse_http(auto_decode=decoding, max_header_len=_LONGEST_HEADER)
            data = _all(answer.reader.read, LARGEST_FILE + 1)
        except OSError as error:
            fault = error
            continue
        if decoding == "all" or data.lstrip().startswith(b"<"):
            refuse_large(len(data))
            return answer.http_headers.get("Content-Type"), data
    raise Broken("corrupt", f"its answer can't be decoded ({fault})")


def _all(read: Callable[[int], bytes], size: int) -> bytes:
    """Up to *size* bytes of what *read* gives piece by piece."""
    parts = []
    while size and (part := read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
