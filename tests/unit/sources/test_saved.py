import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pipeline.document import Document
from pipeline.sources import Input, open_source
from pipeline.sources.saved import LARGEST
from pipeline.sources.walk import walk
from tests.unit.sources.made import Pages, tarred, write, zipped

EXCHANGE = {"url": "https://a.example/story", "sent": [], "http_version": "1.1", "status": 200, "reason": "OK",
            "headers": []}  # fmt: skip
FETCHED = {
    "file": "story.html", "url": "https://a.example/s", "fetched": "2024-05-02T20:00:00+08:00",
    "media_type": "text/html; charset=koi8-r", "size": 1, "sha256": "00", "etag": None, "last_modified": None,
    "said": None, "warc": None, "redirects": [], "answer": EXCHANGE,
}  # fmt: skip


def _documents(folder: Path) -> dict[str, Document]:
    source = open_source(Input(str(folder)))
    read = source.read(source.entries())
    return {each.path: each for each in read if isinstance(each, Document)}


def _saved(folder: Path, **changed: object) -> Path:
    folder.mkdir()
    (folder / "story.html").write_text("A story.")
    (folder / "story.fetched.json").write_bytes(msgspec.json.encode(FETCHED | changed))
    return folder


def test_what_lies_beside_a_page_is_read_with_it(tmp_path: Path) -> None:
    documents = _documents(_saved(tmp_path / "pages"))
    assert list(documents) == ["story.html"]
    document = documents["story.html"]
    assert document.url == "https://a.example/story"
    assert document.media_type == "text/html; charset=koi8-r"
    assert document.fetched == "2024-05-02T12:00:00Z"


def test_without_a_media_type_the_suffix_counts(tmp_path: Path) -> None:
    assert _documents(_saved(tmp_path / "pages", media_type=None))["story.html"].media_type == "text/html"


@pytest.mark.parametrize(
    "changed", [{"file": "other.html"}, {"fetched": "2024-05-02T20:00:00"}, {"fetched": "yesterday"}, {"answer": None}]
)
def test_what_is_about_another_page_or_not_ours_says_nothing(tmp_path: Path, changed: dict[str, object]) -> None:
    document = _documents(_saved(tmp_path / "pages", **changed))["story.html"]
    assert (document.url, document.fetched, document.media_type) == (None, None, "text/html")


def test_what_can_not_be_read_says_nothing(tmp_path: Path) -> None:
    beside = _saved(tmp_path / "pages") / "story.fetched.json"
    beside.unlink()
    os.mkfifo(beside)
    assert _documents(tmp_path / "pages")["story.html"].url is None
    beside.unlink()
    with beside.open("wb") as file:
        file.write(msgspec.json.encode(FETCHED))
        file.write(b" " * LARGEST)
    assert _documents(tmp_path / "pages")["story.html"].url is None


def _fetched(folder: Path) -> Path:
    """A folder as `fetch` leaves it."""
    _saved(folder)
    (folder / "fetch.json").write_text('{"fetch_version":"1"}')
    (folder / "failures.jsonl").write_text('{"path":"https://a.example/b","stage":"fetch","code":"dns"}\n')
    return folder


def test_what_fetch_wrote_about_its_pages_is_no_document(tmp_path: Path) -> None:
    folder = _fetched(tmp_path / "pages")
    assert [path for path, _ in walk(tmp_path)] == [str(folder / "story.html")]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_nor_is_it_in_an_archive(tmp_path: Path, pack: Callable[[Pages], bytes]) -> None:
    kept = {f"pages/{path.name}": path.read_bytes() for path in sorted(_fetched(tmp_path / "pages").iterdir())}
    path = write(tmp_path / f"a{'.zip' if pack is zipped else '.tar'}", pack(kept | {"b.html": b"Another page"}))
    documents = _documents(path)
    assert [*documents] == [f"{path.name}!pages/story.html", f"{path.name}!b.html"]


def test_what_lies_beside_a_page_in_a_zip_archive_is_read_with_it(tmp_path: Path) -> None:
    kept = {path.name: path.read_bytes() for path in _saved(tmp_path / "pages").iterdir()}
    other = kept | {"other.html": b"Another page", "other.fetched.json": kept["story.fetched.json"]}
    other |= {"third.html": b"A third page", "third.fetched.json": b"{}", "fourth": b"A fourth"}
    documents = _documents(write(tmp_path / "a.zip", zipped(other)))
    plain = _documents(tmp_path / "pages")["story.html"]
    assert documents.pop("a.zip!story.html") == replace(plain, path="a.zip!story.html")
    assert [(each.path, each.url, each.fetched) for each in documents.values()] == [
        (f"a.zip!{name}", None, None) for name in ("other.html", "third.html", "fourth")
    ]


def test_files_of_these_names_elsewhere_are_documents(tmp_path: Path) -> None:
    for name in ("fetch.json", "failures.jsonl"):
        (tmp_path / name).write_text("{}")
    assert sorted(Path(path).name for path, _ in walk(tmp_path)) == ["failures.jsonl", "fetch.json"]
    for pack, name in ((zipped, "a.zip"), (tarred, "a.tar")):
        source = open_source(Input(str(write(tmp_path / name, pack({"fetch.json": b"{}", "failures.jsonl": b"{}"})))))
        assert [entry.path for entry in source.entries()] == [f"{name}!fetch.json", f"{name}!failures.jsonl!1"]
