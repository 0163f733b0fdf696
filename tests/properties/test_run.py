"""A run that was killed or interrupted anywhere, and continued, is byte for byte an undisturbed one."""

import os
import sys
import warnings
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Engine
from sqlalchemy.event import listen

from pipeline.document import Document
from pipeline.page.types import Page
from pipeline.record.types import Record
from pipeline.run.session import run
from pipeline.sources import Input
from tests.databases.dumped import Dump, records_in
from tests.unit.run.fakes import OPTIONS, FakeExtractor, write_pages

STORY = " ".join(f"word{n}" for n in range(60))
PAGES = {
    "a.html": "https://one.example/story First version",
    "b/empty.html": "",
    "b/c.html": "Another story",
    "d.html": "https://one.example/story Second version",
    "e.html": "MODEL-CRASH",
    "f.html": "BREAK",
    "g.html": "A last story",
    "h.html": STORY,
    "i.html": STORY + " and more",
}
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}
KILLED = 9

Result = tuple[dict[str, bytes], Dump]


def _result(output: Path) -> Result:
    files = [*sorted((output / "records").iterdir()), output / "failures.jsonl"]
    return {path.name: path.read_bytes() for path in files}, records_in(f"sqlite:///{output / 'news.db'}")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("input") / "pages", PAGES)


@pytest.fixture(scope="module")
def undisturbed(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    output = tmp_path_factory.mktemp("undisturbed")
    run([Input(str(pages))], output, OPTIONS, FakeExtractor)
    return _result(output)


def _run_and_die(pages: Path, output: Path, moment: int) -> int:
    """Runs in a process that ends, without a chance to tidy up, at its *moment*-th touch of a file; its exit code."""
    with warnings.catch_warnings():
        # From 3.12 on Python warns of forking beside threads; the libraries of other tests may have some. The child
        # uses none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 1
        try:
            touched = 0

            def die(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal touched
                if event == "statement" or (event in EVENTS and str(output) in repr(arguments)):
                    touched += 1
                    if touched > moment:
                        os._exit(KILLED)

            # In the middle of a transaction, too.
            listen(Engine, "after_cursor_execute", lambda *_: sys.audit("statement"))
            sys.addaudithook(die)
            run([Input(str(pages))], output, OPTIONS, FakeExtractor)
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill a process at a given moment")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moments=st.lists(st.integers(0, 140), min_size=1, max_size=4))
def test_killed_anywhere_and_continued(pages: Path, undisturbed: Result, moments: list[int]) -> None:
    with TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        codes = [_run_and_die(pages, output, moment) for moment in moments]
        assert set(codes) <= {0, KILLED}
        outcome = run([Input(str(pages))], output, OPTIONS, FakeExtractor)
        assert outcome.counts.remaining == 0
        assert _result(output) == undisturbed
        assert not list(output.rglob("*.tmp"))


class Impatient(FakeExtractor):
    """Is interrupted when it is handed its n-th batch."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self._left = batches

    def records(self, read: Sequence[tuple[Document, Page]]) -> list[Record]:
        if self._left == 0:
            raise KeyboardInterrupt
        self._left -= 1
        return super().records(read)


@settings(max_examples=20, deadline=None)
@given(patience=st.lists(st.integers(0, 4), max_size=4), batch_sizes=st.lists(st.integers(1, 8), min_size=5))
def test_interrupted_and_continued_with_any_batch_size(
    pages: Path,
    undisturbed: Result,
    patience: list[int],
    batch_sizes: list[int],
) -> None:
    inputs = [Input(str(pages))]
    with TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        for batches, size in zip(patience, batch_sizes, strict=False):
            run(inputs, output, replace(OPTIONS, batch_size=size), partial(Impatient, batches))
        run(inputs, output, replace(OPTIONS, batch_size=batch_sizes[-1]), FakeExtractor)
        assert _result(output) == undisturbed
