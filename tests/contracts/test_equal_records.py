"""The same pages give the same records, whatever they were kept in, but for where they came from."""

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from pipeline.document import Document
from pipeline.errors import DocumentError
from pipeline.page.article import read_page
from pipeline.page.types import Page
from pipeline.record.types import Record
from pipeline.sources import Input, Source, open_source
from tests.unit.sources.made import MAKERS, warc, write

if TYPE_CHECKING:
    from pipeline import Extractor

KEPT = Path(__file__).parent / "by-wget"
"""A small site of ours, and the WARC file that GNU Wget 1.21.3 made of it."""


def _pages(corpus: Path) -> dict[str, bytes]:
    """The pages of *corpus* that are HTML, by name; JSON Lines hold text only, and those are UTF-8."""
    found = {path.name: path.read_bytes() for path in sorted(corpus.rglob("*.html"))}
    return {name: data for name, data in found.items() if data and _is_utf_8(data)}


def _is_utf_8(data: bytes) -> bool:
    """Whether a page is what it says: of one that lies about it the warning is lost with its bytes."""
    try:
        return re.search(rb"charset=[\"']?utf-8", data.lower()) is not None and bool(data.decode())
    except UnicodeDecodeError:
        return False


def _documents(source: Source) -> Iterator[Document]:
    for outcome in source.read(source.entries()):
        assert isinstance(outcome, Document)
        yield outcome


def _read(document: Document) -> Page | str:
    """What is read off the bytes alone: an address is evidence, too, and only some kinds of archives keep it."""
    try:
        return read_page(Document(data=document.data, path="", media_type=document.media_type))
    except DocumentError as error:
        return error.code


@pytest.mark.parametrize("suffix", MAKERS)
def test_the_articles_of_every_kind_of_archive_are_those_of_the_files(
    corpus: Path, tmp_path: Path, suffix: str
) -> None:
    pages = _pages(corpus)
    assert len(pages) > 15
    named = dict(list(pages.items())[:: 1 if suffix in {".zip", ".warc.gz", ".parquet"} else 6])
    path = write(tmp_path / f"pages{suffix}", MAKERS[suffix](named))
    plain = [Document(data=data, path=name, media_type="text/html") for name, data in named.items()]
    kept = list(_documents(open_source(Input(str(path)))))
    assert [each.sha256 for each in kept] == [each.sha256 for each in plain]
    assert [_read(each) for each in kept] == [_read(each) for each in plain]


def _bare(record: Record) -> Record:
    """*record* without what says where it came from."""
    source = replace(record.source, path="", url=None)
    return replace(record, source=source)


def test_records_from_a_warc_file_by_warcio_are_those_of_the_folder(
    extractor: "Extractor", corpus: Path, tmp_path: Path
) -> None:
    pages = dict(list(_pages(corpus).items())[4:7])
    folder = tmp_path / "folder"
    for name, data in pages.items():
        write(folder / name, data)
    write(tmp_path / "pages.warc.gz", warc(pages, date="2026-01-01T00:00:00Z"))  # after all of them
    plain = list(extractor.extract_many(_documents(open_source(Input(str(folder))))))
    kept = list(extractor.extract_many(_documents(open_source(Input(str(tmp_path / "pages.warc.gz"))))))
    assert sorted(map(repr, map(_bare, kept))) == sorted(map(repr, map(_bare, plain)))
    assert all(record.source.url for record in kept)


@pytest.fixture(params=["kept", "now"])
def by_wget(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A WARC file of the site: the one that is kept, or one that wget makes now, where it is installed."""
    if request.param == "kept" or shutil.which("wget") is None:
        return KEPT / "site.warc.gz"
    handler = partial(QuietHandler, directory=str(KEPT / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/index.html"
            command = ["wget", "-q", "--no-proxy", "-r", "-p", "--delete-after", "--warc-file=site", address]
            subprocess.run(command, cwd=tmp_path, check=False)  # it complains of the page that is gone
        finally:
            server.shutdown()
    return tmp_path / "site.warc.gz"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder, and tells nobody."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 -- so it is called there
        """See BaseHTTPRequestHandler."""


def test_a_warc_file_by_wget_gives_the_records_of_the_folder(extractor: "Extractor", by_wget: Path) -> None:
    kept = {document.url: document for document in _documents(open_source(Input(str(by_wget))))}
    plain = {path.name: path.read_bytes() for path in (KEPT / "site").glob("*.html")}
    assert {url.rpartition("/")[2]: document.data for url, document in kept.items() if url} == plain
    assert len(kept) == 2  # neither requests, the picture, the page that is gone, robots.txt, nor the log of wget
    (story,) = [document for url, document in kept.items() if url and url.endswith("ferry.html")]
    assert story.fetched
    folder = open_source(Input(str(KEPT / "site" / "ferry.html")))
    ours, theirs = extractor.extract_many([*_documents(folder), story])
    assert _bare(replace(theirs, article=replace(theirs.article, url=None))) == _bare(
        replace(ours, article=replace(ours.article, url=None))
    )
    assert theirs.article.title == "Islanders buy their ferry back"
    assert [money.text for money in theirs.money] == ["£1.4 million", "£50,000", "€300,000"]
