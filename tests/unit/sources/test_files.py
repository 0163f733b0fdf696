import io
import os
import sys
from pathlib import Path

import pytest

from pipeline.document import Document, Failure
from pipeline.errors import InputError
from pipeline.sources import Entry, Source, limits
from pipeline.sources.files import open_file, open_folder, open_list
from pipeline.sources.media_types import media_type_of


def _paths(source: Source) -> list[str]:
    return sorted(entry.path for entry in source.entries())


def _read_one(source: Source, path: str) -> Document | Failure:
    (outcome,) = source.read([Entry(path, 0)])
    return outcome


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name in ("monday/a.html", "monday/b.txt", "tuesday/a.html", "tuesday/c.php"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("a.html", "text/html"),
        ("b/A.HTM", "text/html"),
        ("a.xhtml", "application/xhtml+xml"),
        ("a.txt", "text/plain"),
        ("a.html.bak", None),
        ("story", None),
        (".html/story", None),
    ],
)
def test_what_a_suffix_says(path: str, media_type: str | None) -> None:
    assert media_type_of(path) == media_type


def test_a_document_holds_its_bytes_and_what_is_known(pages: Path) -> None:
    document = _read_one(open_folder(str(pages)), "monday/b.txt")
    assert document == Document(data=b"monday/b.txt", path="monday/b.txt", media_type="text/plain")


def test_a_file_is_called_by_its_name(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages)
    for named in ("monday/a.html", "./tuesday/../monday/a.html", str(pages / "monday/a.html")):
        source = open_file(named)
        assert _paths(source) == ["a.html"]
        assert isinstance(_read_one(source, "a.html"), Document)


@pytest.mark.parametrize("separator", [b"\n", b"\r\n", b"\0"])
@pytest.mark.parametrize("end", [True, False])
def test_a_list_of_paths(pages: Path, monkeypatch: pytest.MonkeyPatch, separator: bytes, end: bool) -> None:
    monkeypatch.chdir(pages)
    listed = separator.join([b"tuesday/c.php", b"", b"monday", str(pages / "tuesday/a.html").encode()])
    (pages / "list").write_bytes(listed + separator * end)
    source = open_list("list")
    assert source.root == pages
    assert _paths(source) == ["monday/a.html", "monday/b.txt", "tuesday/a.html", "tuesday/c.php"]


def test_a_list_on_standard_input(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"monday/a.html\nmonday/b.txt\n")))
    source = open_list("-")
    assert source.root == pages / "monday"
    assert _paths(source) == _paths(source) == ["a.html", "b.txt"]


def test_a_long_list_is_read_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{'x' * (n % 200)}{n}.html" for n in range(2000)]
    (tmp_path / "list").write_text("\n".join(names))
    monkeypatch.chdir(tmp_path)
    assert _paths(open_list("list")) == sorted(names)


def test_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"\n\n")
    assert _paths(open_list(str(tmp_path / "list"))) == []


def test_what_a_list_names_and_is_not_there_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list").write_bytes(b"gone.html\n" + b"x" * 70_000 + b"\nnul\0inside.html\n")
    source = open_list("list")
    outcomes = list(source.read(source.entries()))
    assert [each.code for each in outcomes if isinstance(each, Failure)] == ["unreadable"] * 3


@pytest.mark.parametrize(
    ("opener", "sentence"),
    [
        (open_folder, "the folder .*nothing can't be listed: No such file"),
        (open_file, "there is no file or folder .*nothing"),
        (open_list, "the list .*nothing can't be read: No such file"),
    ],
)
def test_an_input_that_is_not_there(tmp_path: Path, opener: type, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        opener(str(tmp_path / "nothing"))


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read: Is a directory"):
        open_list(str(tmp_path))


def test_a_failure_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "large.html").write_bytes(b"12345")
    (tmp_path / "locked.html").write_bytes(b"1")
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.html").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(limits, "LARGEST_FILE", 4)
    opened = Path.open

    def guarded(path: Path, mode: str) -> object:
        if path.name == "locked.html":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", guarded)
    source = open_folder(str(tmp_path))
    expected = {
        "large.html": ("too_large", "it has 5 bytes; over 4 are not read"),
        "locked.html": ("unreadable", "it can't be read: Permission denied"),
        "folder": ("unreadable", "it is a folder that can't be listed"),
        "broken.html": ("unreadable", "it can't be read: No such file or directory"),
        "pipe": ("unreadable", "it is not a regular file"),
        "gone.html": ("unreadable", "it can't be read: No such file or directory"),
    }
    for path, (code, message) in expected.items():
        assert _read_one(source, path) == Failure(path=path, stage="source", code=code, message=message)
