"""Pages that are compressed one by one, and pages saved with their pictures as MHTML."""

import gzip
from pathlib import Path

import pytest

from pipeline.document import Document, Failure
from pipeline.sources import Input, limits, open_source, packed
from tests.unit.sources.made import PACK, write, zipped

MHTML = b"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://news.example/story\r
Subject: A story\r
Date: Mon, 25 Jun 2018 10:56:00 -0000\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----b----"\r
\r
\r
------b----\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
Content-Location: https://news.example/a.png\r
\r
iVBORw==\r
------b----\r
Content-Type: text/html; charset="windows-1252"\r
Content-ID: <frame-1>\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://news.example/a-long-address/\r
 story\r
\r
<p>caf=E9 =\r
au lait</p>\r
------b------\r
"""


def _read(path: Path) -> Document | Failure:
    source = open_source(Input(str(path)))
    (outcome,) = source.read(source.entries())
    return outcome


@pytest.mark.parametrize("packing", PACK)
def test_a_compressed_page_is_one_document_under_its_own_name(tmp_path: Path, packing: str) -> None:
    path = write(tmp_path / f"a.html{packing}", PACK[packing](b"<p>a page"))
    assert _read(path) == Document(data=b"<p>a page", path=path.name, media_type="text/html")
    assert _read(write(tmp_path / f"a{packing}", PACK[packing](b"<p>a page"))) == Document(
        data=b"<p>a page", path=f"a{packing}"
    )
    for damaged in (PACK[packing](b"<p>a page" * 99)[:-9], b"no", b"<p>it is not compressed at all"):
        outcome = _read(write(tmp_path / f"a.html{packing}", damaged))
        assert isinstance(outcome, Failure)
        assert outcome.code == "corrupt"


def test_a_compressed_page_in_an_archive(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", zipped({"a.txt.gz": gzip.compress(b"text"), "b.mht": MHTML}))
    source = open_source(Input(str(path)))
    one, two = source.read(source.entries())
    assert one == Document(data=b"text", path="a.zip!a.txt.gz", media_type="text/plain")
    assert isinstance(two, Document)
    assert (two.path, two.data) == ("a.zip!b.mht", b"<p>caf\xe9 au lait</p>")


@pytest.mark.parametrize("packing", PACK)
def test_a_page_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packing: str) -> None:
    monkeypatch.setattr(packed, "LARGEST_FILE", 10_000)
    outcome = _read(write(tmp_path / f"a.html{packing}", PACK[packing](bytes(limits.LARGEST_FILE // 8))))
    assert isinstance(outcome, Failure)
    assert outcome.code == "too_large"


@pytest.mark.parametrize("name", ["a.mht", "a.MHTML", "a.mhtml.gz"])
def test_the_page_of_mhtml(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, gzip.compress(MHTML) if name.endswith(".gz") else MHTML)
    assert _read(path) == Document(
        data=b"<p>caf\xe9 au lait</p>",
        path=name,
        url="https://news.example/a-long-address/story",
        media_type="text/html; charset=windows-1252",
        fetched="2018-06-25T10:56:00Z",
    )


def test_the_page_that_mhtml_begins_with(tmp_path: Path) -> None:
    two = MHTML.replace(
        b"------b------",
        MHTML[MHTML.index(b"------b----\r\nContent-Type: text") :].replace(b"-1>", b"-2>").replace(b"caf", b"CAF"),
    )
    assert isinstance(first := _read(write(tmp_path / "a.mht", two)), Document)
    assert first.data.startswith(b"<p>caf")
    named = two.replace(b'type="text/html";', b'type="text/html"; start="<frame-2>";')
    assert isinstance(second := _read(write(tmp_path / "a.mht", named)), Document)
    assert second.data.startswith(b"<p>CAF")


@pytest.mark.parametrize(
    "data",
    [b"", b"nothing of the kind", MHTML.replace(b"text/html;", b"text/css;"), MHTML[:200]],
)
def test_mhtml_without_a_page(tmp_path: Path, data: bytes) -> None:
    outcome = _read(write(tmp_path / "a.mht", data))
    assert isinstance(outcome, Failure)
    assert outcome.code == "no_page"


@pytest.mark.parametrize("name", ["a.html", "a", "a.eml", "a.txt.gz"])
def test_mhtml_under_another_name(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, gzip.compress(MHTML) if name.endswith(".gz") else MHTML)
    assert isinstance(outcome := _read(path), Document)
    assert (outcome.data, outcome.media_type) == (b"<p>caf\xe9 au lait</p>", "text/html; charset=windows-1252")


@pytest.mark.parametrize("kind", ["text/plain", "multipart/mixed; boundary=b"])
def test_a_mail_of_text_alone_stays_as_it_is(tmp_path: Path, kind: str) -> None:
    mail = f"From: Ann Lee\nMIME-Version: 1.0\nContent-Type: {kind}\n\nThe mill closed in the spring.\n".encode()
    assert _read(write(tmp_path / "a.txt", mail)) == Document(data=mail, path="a.txt", media_type="text/plain")


def test_mhtml_of_parts_in_parts_without_end(tmp_path: Path) -> None:
    deep = b"".join(b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(5000))
    outcome = _read(write(tmp_path / "a.mht", deep))
    assert isinstance(outcome, Failure)
    assert outcome.code in {"corrupt", "no_page"}


def test_what_says_nothing_of_place_or_time_is_not_known(tmp_path: Path) -> None:
    local = MHTML.replace(b"Content-Location: https:", b"Content-Location: file:").replace(
        b"Mon, 25 Jun", b"One day in"
    )
    outcome = _read(write(tmp_path / "a.mht", local))
    assert isinstance(outcome, Document)
    assert (outcome.url, outcome.fetched) == (None, None)
