"""Every source keeps the promises of sources/base.py: one test each, run over every row of SOURCES."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.document import Document, Failure
from pipeline.run.order import in_order
from pipeline.sources import SOURCES, Input, Kind, Source, open_source, open_sources

NAMES = ["b.html", "a/c.html", "a!.html", "新闻.html", "line\nend.html", os.fsdecode(b"caf\xe9.html"), r"caf\xe9.html"]


def _folder(root: Path) -> Source:
    return open_source(Input(str(root)))


def _list(root: Path) -> Source:
    listed = root.parent / "list"
    listed.write_bytes(b"\0".join(os.fsencode(root / name) for name in NAMES))
    return open_source(Input(str(listed), is_list=True))


def _file(root: Path) -> Source:
    return open_source(Input(str(root / "b.html")))


def _together(root: Path) -> Source:
    return open_sources([Input(str(root / name)) for name in NAMES])


MADE: dict[Kind, Callable[[Path], Source]] = {"folder": _folder, "file": _file, "list": _list}


@pytest.fixture(params=[*SOURCES, "together"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    root = tmp_path / "pages"
    for name in NAMES:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.fsencode(name))
    return _together(root) if request.param == "together" else MADE[request.param](root)


def test_every_row_is_tested() -> None:
    assert list(MADE) == list(SOURCES)


def test_listing_again_lists_the_same(source: Source) -> None:
    listed = list(in_order(source.entries()))
    assert listed
    assert list(in_order(source.entries())) == listed
    assert len({entry.path for entry in listed}) == len(listed)


def test_paths_are_relative_and_fit_for_any_database(source: Source) -> None:
    for entry in source.entries():
        assert not entry.path.startswith("/")
        assert ".." not in entry.path.split("/")
        entry.path.encode()


def test_what_is_listed_is_read_in_the_order_asked_for(source: Source) -> None:
    entries = list(in_order(source.entries()))
    for asked in (entries, entries[::-1]):
        read = list(source.read(entry.path for entry in asked))
        assert [each.path for each in read] == [entry.path for entry in asked]
        for entry, each in zip(asked, read, strict=True):
            assert isinstance(each, Document)
            assert len(each.data) == entry.size
            assert each.media_type == "text/html"


def test_each_document_has_its_own_bytes(source: Source) -> None:
    paths = [entry.path for entry in source.entries()]
    hashes = {each.sha256 for each in source.read(paths) if isinstance(each, Document)}
    assert len(hashes) == len(paths)


def test_what_went_away_is_a_failure(source: Source) -> None:
    path = next(iter(source.entries())).path
    gone = f"{path}-gone"
    first, second = source.read([gone, path])
    assert isinstance(first, Failure)
    assert (first.path, first.stage, first.code) == (gone, "source", "unreadable")
    assert str(source.root) not in first.message
    assert isinstance(second, Document)


def test_nothing_is_read_before_it_is_asked_for(source: Source) -> None:
    paths = [entry.path for entry in source.entries()]
    assert isinstance(next(iter(source.read(iter(paths)))), Document)


def test_it_can_be_sent_to_a_worker(source: Source) -> None:
    sent: Source = pickle.loads(pickle.dumps(source))  # noqa: S301 -- what we pickled ourselves
    assert list(sent.entries()) == list(source.entries())
