"""WARC files: which records are documents, what is known of them, and what damage costs."""

import gzip
import io
import itertools
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
import zstandard
from fastwarc.warc import ArchiveIterator
from warcio.warcwriter import WARCWriter

from pipeline.document import Document, Failure
from pipeline.sources import Input, Source, open_source
from tests.unit.sources.made import DATE, warc, write, write_response

PAGE = b"<p>a page"
PAGES = {f"{number}.html": b"<p>page %d" % number * 50 for number in range(4)}
HTML = ("Content-Type", "text/html; charset=windows-1252")


def _written(path: Path, *responses: Mapping[str, object], packed: bool = True) -> Source:
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    for number, response in enumerate(responses):
        write_response(writer, **{"url": f"https://news.example/{number}", "data": PAGE, **response})  # type: ignore[arg-type]
    return open_source(Input(str(write(path, made.getvalue()))))


def _read(source: Source) -> list[Document | Failure]:
    return list(source.read(source.entries()))


def _offsets(data: bytes) -> list[int]:
    return [record.stream_pos for record in ArchiveIterator(io.BytesIO(data), parse_http=False)]


def test_what_is_known_of_a_page(tmp_path: Path) -> None:
    source = _written(tmp_path / "a.warc.gz", {"record_id": "<urn:uuid:0b1c>", "headers": (HTML, ("X", "y"))})
    (document,) = _read(source)
    assert document == Document(
        data=PAGE,
        path="a.warc.gz!0b1c",
        url="https://news.example/0",
        media_type="text/html; charset=windows-1252",
        fetched=DATE,
    )


@pytest.mark.parametrize(
    ("response", "is_document"),
    [
        ({}, True),
        ({"headers": ()}, True),  # its bytes decide
        ({"headers": (("content-type", " TEXT/plain;charset=x"),)}, True),
        ({"headers": (("Content-Type", "application/xhtml+xml"),)}, True),
        ({"headers": (("Content-Type", "text/htmlish"),)}, False),
        ({"headers": (("Content-Type", "image/png"),)}, False),
        ({"headers": (("Content-Type", "application/json"),)}, False),
        ({"status": "203 Non-Authoritative"}, True),
        ({"status": "404 Not Found"}, False),
        ({"status": "301 Moved Permanently"}, False),
        ({"status": "206 Partial Content"}, False),
        ({"url": "https://news.example/robots.txt", "headers": (("Content-Type", "text/plain"),)}, False),
        ({"url": "https://news.example/2018/robots.txt"}, True),
        ({"url": "https://news.example/?/robots.txt"}, True),
        ({"record_type": "request"}, False),
        ({"record_type": "revisit"}, False),
        ({"record_type": "resource"}, True),
        ({"record_type": "resource", "url": "metadata://tool.example/crawl.log"}, False),
        ({"record_type": "resource", "headers": (("Content-Type", "application/pdf"),)}, False),
    ],
)
def test_which_records_are_documents(tmp_path: Path, response: dict[str, object], is_document: bool) -> None:
    read = _read(_written(tmp_path / "a.warc.gz", response, {"url": "https://news.example/last"}))
    assert [each.url for each in read if isinstance(each, Document)][-1] == "https://news.example/last"
    assert len(read) == 1 + is_document
    assert all(isinstance(each, Document) and each.data == PAGE for each in read)


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _chunked(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)


@pytest.mark.parametrize(
    ("encodings", "body", "read"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE), PAGE),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE), PAGE),
        ({"Transfer-Encoding": "chunked"}, _chunked(PAGE), PAGE),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, _chunked(gzip.compress(PAGE)), PAGE),
        # Crawlers that undid the coding and kept the header.
        ({"Content-Encoding": "gzip"}, PAGE, PAGE),
        ({"Transfer-Encoding": "chunked"}, PAGE, PAGE),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, gzip.compress(PAGE), PAGE),
        ({"Content-Encoding": "unheard-of"}, PAGE, PAGE),
        ({"Content-Encoding": "unheard-of"}, b"\x01\x02", "corrupt"),
        ({"Content-Encoding": "deflate"}, _raw_deflate(b"x" * 99), "corrupt"),
        ({"Transfer-Encoding": "chunked"}, _chunked(PAGE)[:8], "corrupt"),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(65 * 2**20)), "too_large"),
    ],
)
def test_the_codings_of_an_answer_are_undone(
    tmp_path: Path, encodings: dict[str, str], body: bytes, read: bytes | str
) -> None:
    source = _written(tmp_path / "a.warc.gz", {"headers": (HTML, *encodings.items()), "data": body})
    (outcome,) = _read(source)
    assert (outcome.code if isinstance(outcome, Failure) else outcome.data) == read


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_a_suffix_need_not_be_right(tmp_path: Path, packed: bool, suffix: str) -> None:
    path = write(tmp_path / f"a{suffix}", warc(PAGES, packed=packed))
    assert [each.data for each in _read(open_source(Input(str(path)))) if isinstance(each, Document)] == [
        *PAGES.values()
    ]


def test_one_compressed_as_a_whole_is_read_all_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.gz", gzip.compress(warc(PAGES, packed=False)))
    source = open_source(Input(str(path)))
    entries = list(source.entries())
    assert [each.data for each in source.read(entries) if isinstance(each, Document)] == [*PAGES.values()]
    assert [each.data for each in source.read(entries[::-1]) if isinstance(each, Document)] == [*PAGES.values()][::-1]


def test_records_without_a_name_or_with_the_same(tmp_path: Path) -> None:
    same = {"record_id": "<urn:uuid:1>"}
    source = _written(tmp_path / "a.warc.gz", same, same, {"record_id": "<../../x>"}, {"record_id": "urn:x!y.html!z"})
    paths = [entry.path.partition("!")[2] for entry in source.entries()]
    assert paths == ["1", "1~2", "x", "urn:x!y.html\\x21z"]
    data = warc({"a": PAGE}, packed=False)
    begin = data.index(b"WARC-Record-ID", data.index(b"WARC/1.0", 1))
    nameless = data[:begin] + b"X" + data[begin + 1 :]
    path = write(tmp_path / "b.warc", nameless)
    (document,) = _read(open_source(Input(str(path))))
    assert isinstance(document, Document)
    assert document.path == f"b.warc!offset-{_offsets(nameless)[1]}"


@pytest.mark.parametrize("packed", [True, False])
def test_damaged_records_are_one_failure_and_the_others_are_read(tmp_path: Path, packed: bool) -> None:
    data = warc(PAGES, packed=packed)
    at = _offsets(data)  # of the file's own record, and of four pages
    flipped = bytearray(data)
    flipped[at[2] + (20 if packed else 2)] ^= 0xFF
    cases: list[tuple[bytes, int, list[int]]] = [
        (bytes(flipped), 1, [0, 2, 3]),
        (data[: at[2]] + bytes(3000) + data[at[4] :], 1, [0, 3]),
        (data[: at[2]] + b"what is this\r\n" * 9 + data[at[2] :], 1, [0, 1, 2, 3]),
        (bytes(900) + data[at[2] :], 1, [1, 2, 3]),
        (data[: at[4] + 90], 1, [0, 1, 2]),
        (data[: at[4] + 280], 1, [0, 1, 2]),
        (data + b"what is this\r\n", 1, [0, 1, 2, 3]),
    ]
    for damaged, failures, whole in cases:
        read = _read(open_source(Input(str(write(tmp_path / "a.warc", damaged)))))
        assert [each.code for each in read if isinstance(each, Failure)] == ["corrupt"] * failures
        assert [each.data for each in read if isinstance(each, Document)] == [[*PAGES.values()][n] for n in whole]


def test_a_record_that_says_it_is_longer_than_the_file(tmp_path: Path) -> None:
    data = warc(PAGES, packed=False)
    begin = data.index(b"Content-Length: ", _offsets(data)[2])
    source = open_source(Input(str(write(tmp_path / "a.warc", data[: begin + 16] + b"99" + data[begin + 16 :]))))
    outcomes = [each.code if isinstance(each, Failure) else "" for each in _read(source)]
    assert outcomes == ["", "corrupt", "", ""]


def test_a_time_that_is_none_is_not_known(tmp_path: Path) -> None:
    data = warc({"a": PAGE}, packed=False).replace(DATE.encode(), b"some day or other...")
    (document,) = _read(open_source(Input(str(write(tmp_path / "a.warc", data)))))
    assert isinstance(document, Document)
    assert document.fetched is None


def _crawl(*, packed: bool) -> bytes:
    """Pages, each behind its request, as crawlers write them."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    for number, data in enumerate(PAGES.values()):
        url = f"https://news.example/{number}"
        write_response(writer, url, b"GET / HTTP/1.1\r\n" * 30, record_type="request", headers=(("Host", "x"),))
        write_response(writer, url, data)
    return made.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_cut_off_anywhere_but_between_two_records_it_says_so(tmp_path: Path, packed: bool) -> None:
    data = _crawl(packed=packed)
    between = {0, *_offsets(data), len(data)}
    if not packed:  # two line ends stand behind each record
        between = {cut for end in between for cut in range(end - 4, end + 1)}
    for cut in sorted({*range(1, len(data), 23), *(at + n for at in _offsets(data) for n in range(-12, 9))} - between):
        if 0 < cut < len(data):
            read = _read(open_source(Input(str(write(tmp_path / "a.warc", data[:cut])))))
            assert [each.code for each in read if isinstance(each, Failure)] == ["corrupt"], cut


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"page 2", b"PAGE 2"),
        (b"HTTP/1.1 200", b"HTTP/1.1 404"),
        (b"Content-Type: text/html", b"Content-Type: tdxt/html"),
        (b"WARC-Type: response", b"WARC-Type: responsd"),
        (b"WARC-Type: response", b"WARC-Typf: response"),
        (b"application/http", b"application/htto"),
    ],
)
def test_a_page_that_was_altered_is_a_failure(tmp_path: Path, before: bytes, after: bytes) -> None:
    data = _crawl(packed=False)
    begin = data.index(before, _offsets(data)[5])
    altered = data[:begin] + after + data[begin + len(after) :]
    read = _read(open_source(Input(str(write(tmp_path / "a.warc", altered)))))
    assert [each.code if isinstance(each, Failure) else "" for each in read] == ["", "", "corrupt", ""]


@pytest.mark.parametrize("digest", [b"sha1:nonsense", b"crc32:00000000", b"sha-1:" + b"A" * 32])
def test_a_digest_that_can_not_be_told_is_passed_over(tmp_path: Path, digest: bytes) -> None:
    data = warc({"a": PAGE}, packed=False)
    begin = data.index(b"sha1:", data.index(b"WARC-Block-Digest", _offsets(data)[1]))
    end = data.index(b"\r\n", begin)
    (document,) = _read(open_source(Input(str(write(tmp_path / "a.warc", data[:begin] + digest + data[end:])))))
    assert isinstance(document, Document)


def test_a_digest_that_was_written_wrong_beside_a_checksum_that_is_right(tmp_path: Path) -> None:
    data = warc({"a": PAGE}, packed=False)
    begin = data.index(b"sha1:", data.index(b"WARC-Block-Digest", _offsets(data)[1])) + 5
    wrong = data[:begin] + b"AAAA" + data[begin + 4 :]
    kept = {"a.warc": wrong, "a.warc.zst": zstandard.compress(wrong), "a.warc.gz": gzip.compress(wrong)}
    read = [_read(open_source(Input(str(write(tmp_path / name, made))))) for name, made in kept.items()]
    assert [isinstance(each, Failure) for (each,) in read] == [True, True, False]


def test_records_that_are_no_pages_may_be_of_any_type_and_place(tmp_path: Path) -> None:
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=False)
    for url, record_type, media_type in (
        ("dns:news.example", "response", "text/dns"),
        ("https://news.example/", "of-our-own", "text/html"),
    ):
        record = writer.create_warc_record(
            url, record_type, payload=io.BytesIO(PAGE), warc_content_type=media_type, warc_headers_dict={}
        )
        writer.write_record(record)
        record.raw_stream.close()  # it was copied to a temporary file
    write_response(writer, "https://news.example/1", PAGE)
    (document,) = _read(open_source(Input(str(write(tmp_path / "a.warc", made.getvalue())))))
    assert document.path.startswith("a.warc!")
    assert isinstance(document, Document)
    assert document.url == "https://news.example/1"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst"])
def test_one_without_records_is_a_failure(tmp_path: Path, name: str) -> None:
    (failure,) = _read(open_source(Input(str(write(tmp_path / name, b"")))))
    assert failure == Failure(path=name, stage="source", code="corrupt", message="it holds no records")


def test_records_compressed_by_zstandard_with_a_dictionary_in_front(tmp_path: Path) -> None:
    plain = warc(PAGES, packed=False)
    words = zstandard.ZstdCompressionDict(plain[:2000])
    at = [*_offsets(plain), len(plain)]
    packer = zstandard.ZstdCompressor(dict_data=words)
    frames = b"".join(packer.compress(plain[begin:end]) for begin, end in itertools.pairwise(at))
    for kept in (words.as_bytes(), zstandard.compress(words.as_bytes())):
        front = b"\x5d\x2a\x4d\x18" + len(kept).to_bytes(4, "little") + kept
        read = _read(open_source(Input(str(write(tmp_path / "a.warc.zst", front + frames)))))
        assert [each.data for each in read if isinstance(each, Document)] == [*PAGES.values()]
    lost = _read(open_source(Input(str(write(tmp_path / "b.warc.zst", frames)))))
    damaged = _read(open_source(Input(str(write(tmp_path / "c.warc.zst", front[:8] + b"\0" * len(kept) + frames)))))
    assert [each.code for each in (*lost, *damaged) if isinstance(each, Failure)] == ["corrupt"] * 2
