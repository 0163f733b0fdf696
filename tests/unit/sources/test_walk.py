import os
from pathlib import Path

import pytest

from pipeline.sources.walk import walk


def _make(root: Path, *files: str) -> Path:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"12345")
    return root


def _walked(top: Path, excluded: Path | None = None) -> list[str]:
    return sorted(os.path.relpath(path, top) for path, _ in walk(top, excluded))


def test_every_file_at_any_depth(tmp_path: Path) -> None:
    _make(tmp_path, "a.html", "b/c/d/e.txt", "b/picture.jpg", "b/c/no suffix")
    assert _walked(tmp_path) == ["a.html", "b/c/d/e.txt", "b/c/no suffix", "b/picture.jpg"]
    assert {size for _, size in walk(tmp_path)} == {5}


def test_hidden_files_and_folders_are_passed_by(tmp_path: Path) -> None:
    _make(tmp_path, ".git/a.html", "b/.hidden.html", "b/c.html")
    assert _walked(tmp_path) == ["b/c.html"]
    assert _walked(_make(tmp_path / ".saved", "x.html")) == ["x.html"]


def test_an_excluded_folder_is_left_out(tmp_path: Path) -> None:
    _make(tmp_path, "a.html", "out/records/part-00000.jsonl")
    assert _walked(tmp_path, (tmp_path / "out").resolve()) == ["a.html"]
    (tmp_path / "again").symlink_to("out")
    assert _walked(tmp_path, (tmp_path / "out").resolve()) == ["a.html"]


def test_links_to_files_are_followed_and_broken_ones_listed(tmp_path: Path) -> None:
    _make(tmp_path, "a.html")
    (tmp_path / "again.html").symlink_to("a.html")
    (tmp_path / "broken.html").symlink_to("nowhere.html")
    (tmp_path / "itself.html").symlink_to("itself.html")
    assert _walked(tmp_path) == ["a.html", "again.html", "broken.html", "itself.html"]
    assert {os.path.relpath(path, tmp_path): size for path, size in walk(tmp_path)}["broken.html"] == 0


def test_loops_end(tmp_path: Path) -> None:
    top = _make(tmp_path / "top", "a.html", "b/c.html")
    (top / "b" / "up").symlink_to("..")
    (top / "same").symlink_to("b")
    (top / "out").symlink_to(tmp_path)
    (top / "itself").symlink_to("itself")
    assert _walked(top) == ["a.html", "b/c.html", "itself"]


def test_a_linked_folder_from_elsewhere_is_walked_once_under_its_first_name(tmp_path: Path) -> None:
    _make(tmp_path / "disk", "pages/a.html", "pages/deep/b.html")
    top = _make(tmp_path / "top", "c.html")
    (top / "x").symlink_to(tmp_path / "disk" / "pages")
    (top / "m").symlink_to(tmp_path / "disk" / "pages")
    (top / "z").symlink_to(tmp_path / "disk" / "pages" / "deep")
    assert _walked(top) == ["c.html", "m/a.html", "m/deep/b.html"]


def test_a_link_to_a_hidden_folder_shows_it(tmp_path: Path) -> None:
    _make(tmp_path, ".snapshots/monday/a.html")
    (tmp_path / "latest").symlink_to(".snapshots/monday")
    assert _walked(tmp_path) == ["latest/a.html"]


def test_a_folder_that_cannot_be_listed_is_itself_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path, "a.html", "locked/b.html")
    scandir = os.scandir

    def guarded(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    assert _walked(tmp_path) == ["a.html", "locked"]


def test_pipes_and_sockets_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _walked(_make(tmp_path, "a.html")) == ["a.html"]


def test_no_depth_is_too_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.html").touch()
    try:
        assert _walked(tmp_path) == ["d/" * 1200 + "a.html"]
    finally:
        Path("a.html").unlink()
        for _ in range(1200):  # what tidies up after tests can't go as deep
            os.chdir("..")
            Path("d").rmdir()
