"""What something without a name is, by how it begins."""

import pytest

from pipeline.sources.sniffed import suffix_of
from tests.unit.sources.made import MAKERS, PACK

PAGES = {f"{number}.html": f"<p>page {number}".encode() * 4000 for number in range(5)}
MHTML = b"From: <Saved by a browser>\r\nSubject: Some\r\n page\r\nMIME-Version: 1.0\r\n\r\n<p>"


@pytest.mark.parametrize("suffix", MAKERS)
def test_archives_of_every_kind_are_known(suffix: str) -> None:
    data = MAKERS[suffix](PAGES)
    assert suffix_of(data) == suffix.replace(".ndjson", ".jsonl")
    assert suffix_of(data[:3000]) in {suffix.replace(".ndjson", ".jsonl"), suffix[suffix.rindex(".") :]}


@pytest.mark.parametrize(
    "page", [b"", b"<!doctype html><p>{", b"A town: news\n\nPK, the WARC/1.0", b"{ }", b"BZ", b"\x1f\x8b"]
)
def test_all_else_is_a_page(page: bytes) -> None:
    assert suffix_of(page) == ""
    for suffix, pack in PACK.items():
        assert suffix_of(pack(page)) == suffix


def test_mhtml_is_known_by_its_headers() -> None:
    assert suffix_of(MHTML) == ".mhtml"
    assert suffix_of(b"\n" + MHTML) == ""
