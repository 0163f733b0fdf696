from pathlib import Path

import pytest

from pipeline.document import Document, Failure
from pipeline.errors import InputError
from pipeline.sources import Entry, Input, open_source, open_sources


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name in ("monday/a.html", "monday/deep/b.html", "tuesday/a.html", "c.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(name.encode())
    return tmp_path


def test_what_is_named_decides_what_opens_it(pages: Path) -> None:
    assert Input(str(pages)).kind == "folder"
    assert Input(str(pages / "c.html")).kind == "file"
    assert Input(str(pages / "nothing")).kind == "file"
    assert Input(str(pages / "c.html"), is_list=True).kind == "list"


def test_one_input_is_its_own_root(pages: Path) -> None:
    source = open_source(Input(str(pages / "monday")))
    assert sorted(entry.path for entry in source.entries()) == ["a.html", "deep/b.html"]


def test_several_inputs_share_the_deepest_folder_above_them(pages: Path) -> None:
    source = open_sources([Input(str(pages / name)) for name in ("monday", "tuesday", "c.html")])
    listed = sorted(entry.path for entry in source.entries())
    assert listed == ["c.html", "monday/a.html", "monday/deep/b.html", "tuesday/a.html"]
    read = list(source.read([Entry(path, 0) for path in listed]))
    assert [each.path for each in read] == listed
    assert [each.data.decode() for each in read if isinstance(each, Document)] == listed
    (gone,) = source.read([Entry("monday/gone.html", 0)])
    assert isinstance(gone, Failure)
    assert gone.path == "monday/gone.html"


def test_what_is_named_twice_is_listed_twice_under_one_path(pages: Path) -> None:
    source = open_sources([Input(str(pages / "monday")), Input(str(pages / "monday/deep/b.html"))])
    listed = sorted(entry.path for entry in source.entries())
    assert listed == ["a.html", "deep/b.html", "deep/b.html"]
    assert [each.path for each in source.read([Entry("a.html", 0), Entry("deep/b.html", 0)])] == [
        "a.html",
        "deep/b.html",
    ]


def test_no_input(pages: Path) -> None:
    with pytest.raises(InputError, match="no input was named"):
        open_sources([])
    with pytest.raises(InputError, match="there is no file or folder"):
        open_sources([Input(str(pages)), Input(str(pages / "nothing"))])
