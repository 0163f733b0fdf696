"""Every source keeps the promises of sources/base.py: one test each, run over every row of SOURCES and of ARCHIVES."""

import os
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from pipeline.document import Document, Failure
from pipeline.run.order import in_order
from pipeline.sources import SOURCES, Entry, Input, Kind, Source, open_source, open_sources
from pipeline.sources.archives import ARCHIVES
from pipeline.sources.base import Fault
from tests.unit.sources.made import MAKERS, PACK, zipped

NAMES = ["b.html", "a/c.html", "a!.html", "新闻.html", "line\nend.html", os.fsdecode(b"caf\xe9.html"), r"caf\xe9.html"]
PAGES = {name: f"<p>{number} {'x' * number} 新闻".encode() for number, name in enumerate(NAMES)}
SIZED = {".zip", ".tar"}
"""Archives that say how large a document in them is. The others say how much it takes up."""


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


@dataclass
class Made:
    """A source, how many documents are in it, and whether their sizes are known from listing it."""

    source: Source
    documents: int = len(NAMES)
    is_sized: bool = True


def _archive(suffix: str, tmp_path: Path) -> Made:
    path = tmp_path / f"pages{suffix}"
    path.write_bytes(MAKERS[suffix](_utf_8_only(suffix)))
    return Made(open_source(Input(str(path))), is_sized=any(suffix.startswith(each) for each in SIZED))


def _utf_8_only(suffix: str) -> dict[str, bytes]:
    return (
        PAGES
        if suffix.startswith(".tar")
        else {name.encode("utf-8", "replace").decode(): PAGES[name] for name in PAGES}
    )


def _in_archives(tmp_path: Path) -> Made:
    """Archives beside a file, in a folder, and in one another."""
    inner = {f"in{suffix}": make(_utf_8_only(suffix)) for suffix, make in MAKERS.items()}
    (tmp_path / "pages/a").mkdir(parents=True)
    (tmp_path / "pages/a/outer.zip").write_bytes(
        zipped({**inner, "deeper.zip": zipped({"deepest.zip": zipped(inner)})})
    )
    (tmp_path / "pages/a/page.html").write_bytes(PAGES["b.html"] + b"!")
    return Made(open_source(Input(str(tmp_path / "pages"))), 1 + 2 * len(NAMES) * len(MAKERS), is_sized=False)


@pytest.fixture(params=[*SOURCES, "together", *MAKERS, "in archives"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    if request.param in MAKERS:
        return _archive(request.param, tmp_path)
    if request.param == "in archives":
        return _in_archives(tmp_path)
    root = tmp_path / "pages"
    for name, data in PAGES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    source = _together(root) if request.param == "together" else MADE[request.param](root)
    return Made(source, 1 if request.param == "file" else len(NAMES))


@pytest.fixture
def source(made: Made) -> Source:
    return made.source


def test_every_row_is_tested() -> None:
    assert list(MADE) == list(SOURCES)
    assert set(MAKERS) == {
        *ARCHIVES,
        *(suffix + packing for suffix, row in ARCHIVES.items() if row.is_stream for packing in PACK),
    }


def test_listing_again_lists_the_same(made: Made) -> None:
    listed = list(in_order(made.source.entries()))
    assert list(in_order(made.source.entries())) == listed
    assert len({entry.path for entry in listed}) == len(listed) == made.documents


def test_paths_are_relative_and_fit_for_any_database(source: Source) -> None:
    for entry in source.entries():
        assert not entry.path.startswith("/")
        assert ".." not in entry.path.split("/")
        assert "\0" not in entry.path
        entry.path.encode()


def test_what_is_listed_is_read_in_the_order_asked_for(made: Made) -> None:
    entries = list(in_order(made.source.entries()))
    for asked in (entries, entries[::-1], entries[1::2] + entries[::2]):
        read = list(made.source.read(asked))
        assert [each.path for each in read] == [entry.path for entry in asked]
        for entry, each in zip(asked, read, strict=True):
            assert isinstance(each, Document)
            assert len(each.data) == entry.size or not made.is_sized
            assert each.media_type in {"text/html", "text/html; charset=utf-8"}


def test_the_pages_are_those_of_the_plain_folder(made: Made) -> None:
    read = {each.data for each in made.source.read(made.source.entries()) if isinstance(each, Document)}
    assert read - {PAGES["b.html"] + b"!"} == set(list(PAGES.values())[: made.documents])


def test_no_document_is_another(made: Made) -> None:
    read = list(made.source.read(made.source.entries()))
    assert len({each.path for each in read}) == made.documents
    if made.documents == len(NAMES):
        assert len({each.sha256 for each in read if isinstance(each, Document)}) == len(NAMES)


def test_any_part_of_a_list_can_be_read_alone(source: Source) -> None:
    entries = list(in_order(source.entries()))
    whole = list(source.read(entries))
    for number in (0, len(entries) // 2, len(entries) - 1):
        assert list(source.read(entries[number:])) == whole[number:]
        assert list(source.read([entries[number]])) == [whole[number]]


def test_what_went_away_is_a_failure(source: Source) -> None:
    listed = next(iter(source.entries()))
    gone = Entry(f"{listed.path}-gone", listed.size)
    first, second = source.read([gone, listed])
    assert isinstance(first, Failure)
    assert (first.path, first.stage, first.code) == (gone.path, "source", "unreadable")
    assert str(source.root) not in first.message
    assert isinstance(second, Document)


def test_what_has_a_fault_is_that_failure(source: Source) -> None:
    entries = [replace(entry, fault=Fault("odd", "it is odd")) for entry in source.entries()]
    assert {each.code for each in source.read(_sent(entries)) if isinstance(each, Failure)} == {"odd"}


def test_nothing_is_read_before_it_is_asked_for(source: Source) -> None:
    asked = []

    def asking() -> Iterator[Entry]:
        for entry in source.entries():
            asked.append(entry)
            yield entry

    assert isinstance(next(iter(source.read(asking()))), Document)
    assert len(asked) == 1


def test_two_readers_are_not_in_each_others_way(source: Source) -> None:
    entries = list(in_order(source.entries()))
    alone = list(source.read(entries))
    assert list(zip(source.read(entries), source.read(entries), strict=True)) == [(each, each) for each in alone]


def test_it_can_be_sent_to_a_worker(source: Source) -> None:
    sent: Source = pickle.loads(pickle.dumps(source))  # noqa: S301 -- what we pickled ourselves
    entries = list(source.entries())
    assert list(sent.entries()) == entries
    assert list(sent.read(_sent(entries))) == list(source.read(entries))


def _sent(entries: list[Entry]) -> list[Entry]:
    """As a plan keeps them."""
    return msgspec.json.decode(msgspec.json.encode(entries), type=list[Entry])
