import errno
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from pipeline.errors import InputError, ModelError, OutputError
from pipeline.run import session
from pipeline.run.manifest import Manifest, Options, read_manifest, write_manifest
from pipeline.run.nursery import MakeExtractor
from pipeline.run.progress import Progress
from pipeline.run.session import Outcome, retry, run
from pipeline.sources import Input
from tests.unit.run.fakes import OPTIONS, FakeExtractor, write_pages
from tests.unit.sources.made import warc

PAGES = {
    "a.html": "https://one.example/story First version",
    "b/c.html": "Another story",
    "b/empty.html": "",
    "d.html": "https://one.example/story Second version",
    "e.html": "MODEL-CRASH",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages", PAGES)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def _run(pages: Path, output: Path, options: Options = OPTIONS, *, force: bool = False) -> Outcome:
    return run([Input(str(pages))], output, options, FakeExtractor, force=force)


def _manifest(output: Path) -> Manifest:
    manifest = read_manifest(output / "run.json")
    assert manifest is not None
    return manifest


def _ask(output: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(output / "news.db")) as connection:
        return connection.execute(question).fetchall()


def _no_model() -> FakeExtractor:
    raise ModelError("there is no such model")


def test_a_whole_run(pages: Path, output: Path) -> None:
    outcome = _run(pages, output)
    counts = outcome.counts
    assert (counts.documents, counts.records, counts.failures, counts.skipped, counts.remaining) == (5, 3, 2, 0, 0)
    assert not outcome.interrupted
    assert not outcome.was_finished
    shards = sorted((output / "records").iterdir())
    assert [path.name for path in shards] == ["part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"]
    lines = [json.loads(line) for path in shards for line in path.read_bytes().splitlines()]
    assert [line["source"]["path"] for line in lines] == ["a.html", "b/c.html", "d.html"]
    failures = [json.loads(line) for line in (output / "failures.jsonl").read_bytes().splitlines()]
    assert [failure["path"] for failure in failures] == ["b/empty.html", "e.html"]
    manifest = _manifest(output)
    assert manifest.status == "finished"
    assert manifest.counts == counts
    assert manifest.inputs == (Input(str(pages)),)
    assert manifest.producer == FakeExtractor().producer
    assert manifest.resumed == 0
    assert manifest.finished is not None


def test_the_database_holds_one_row_an_article_and_the_later_wins(pages: Path, output: Path) -> None:
    _run(pages, output)
    rows = _ask(output, "SELECT source_path, text FROM articles ORDER BY source_path")
    assert rows == [("b/c.html", "Another story"), ("d.html", "Second version")]


def test_a_finished_run_is_left_as_it_is(pages: Path, output: Path) -> None:
    first = _run(pages, output)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*.json*")}
    again = run([Input(str(pages))], output, OPTIONS, _no_model)
    assert again.was_finished
    assert again.counts == first.counts
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*.json*")} == before


def test_an_interrupted_run_goes_on(pages: Path, output: Path) -> None:
    page = pages / "d.html"
    page.write_text("https://one.example/story INTERRUPTions")
    stopped = _run(pages, output)
    assert stopped.interrupted
    assert (stopped.counts.records, stopped.counts.failures, stopped.counts.remaining) == (2, 0, 3)
    assert _manifest(output).status == "unfinished"
    page.write_text("https://one.example/story interruptions")
    outcome = _run(pages, output)
    assert not outcome.interrupted
    assert outcome.counts.remaining == 0
    assert _manifest(output).resumed == 1
    assert _manifest(output).status == "finished"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (replace(OPTIONS, model="other"), "--model was fake, now other"),
        (replace(OPTIONS, shard_size=3), "--shard-size was 2, now 3"),
    ],
)
def test_another_run_is_refused(pages: Path, output: Path, options: Options, sentence: str) -> None:
    _run(pages, output)
    with pytest.raises(OutputError, match=f"holds another run .{sentence}.; choose another --output, or .* --force"):
        _run(pages, output, options)
    assert _run(pages, output, replace(OPTIONS, batch_size=1)).was_finished


def test_a_run_over_another_input_is_refused(pages: Path, output: Path) -> None:
    _run(pages, output)
    with pytest.raises(OutputError, match=r"input was .*pages, now .*pages/b"):
        _run(pages / "b", output)


def test_a_run_of_another_version_is_refused(pages: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run(pages, output)
    monkeypatch.setattr(session, "__version__", "99")
    with pytest.raises(OutputError, match=r"version was 0\.1\.0, now 99"):
        _run(pages, output)


def test_an_unfinished_run_of_another_model_version_is_refused(pages: Path, output: Path) -> None:
    (pages / "d.html").write_text("INTERRUPT")
    _run(pages, output)
    with pytest.raises(OutputError, match=r"begun with fake 1 on spaCy 3\.8, this is fake 2 on spaCy 3\.8"):
        run([Input(str(pages))], output, OPTIONS, lambda: FakeExtractor("2"))


def test_force_replaces_the_run_and_nothing_else(pages: Path, output: Path) -> None:
    _run(pages, output)
    (output / "records" / "mine.jsonl").write_bytes(b"mine")
    outcome = _run(pages, output, replace(OPTIONS, shard_size=100), force=True)
    assert not outcome.was_finished
    names = sorted(path.name for path in (output / "records").iterdir())
    assert names == ["mine.jsonl", "part-00000.jsonl"]
    assert _manifest(output).options.shard_size == 100
    assert _manifest(output).resumed == 0
    assert _ask(output, "SELECT count(*) FROM shards") == [(1,)]


def test_force_takes_nothing_away_for_a_model_that_is_not_there(pages: Path, output: Path) -> None:
    _run(pages, output)
    before = sorted(output.rglob("*"))
    with pytest.raises(ModelError):
        run([Input(str(pages))], output, OPTIONS, _no_model, force=True)
    assert sorted(output.rglob("*")) == before


def test_documents_that_changed_since_are_noticed(pages: Path, output: Path) -> None:
    _run(pages, output)
    (pages / "new.html").write_text("New")
    with pytest.raises(OutputError, match="have changed since it began"):
        _run(pages, output)
    assert _run(pages, output, force=True).counts.documents == 6


def test_what_is_refused_for_changed_documents_stays_as_it_was(pages: Path, output: Path) -> None:
    (pages / "empty.html").write_text("")
    _run(pages, output)
    before = (output / "run.json").read_bytes()
    (pages / "new.html").write_text("New")
    with pytest.raises(OutputError, match="have changed since it began"):
        retry(output, lambda options: options, lambda _: FakeExtractor)
    assert (output / "run.json").read_bytes() == before


def test_what_can_be_refused_is_refused_before_anything_is_written(pages: Path, output: Path) -> None:
    with pytest.raises(InputError):
        _run(pages / "nothing", output)
    with pytest.raises(ModelError):
        run([Input(str(pages))], output, OPTIONS, _no_model)
    with pytest.raises(OutputError, match="is the input itself"):
        _run(pages, pages)
    assert not output.exists()
    assert not (pages / "records").exists()


def test_an_output_inside_the_input_is_no_document(pages: Path) -> None:
    first = _run(pages, pages / "output")
    assert first.counts.documents == 5
    assert _run(pages, pages / "output").was_finished


def test_what_is_named_twice_is_skipped_once(pages: Path, output: Path) -> None:
    named = [Input(str(pages)), Input(str(pages / "b" / "c.html")), Input(str(pages / "b"))]
    counts = run(named, output, OPTIONS, FakeExtractor).counts
    assert (counts.documents, counts.records, counts.failures, counts.skipped) == (8, 3, 2, 3)


def test_the_database_may_be_left_out_and_made_later(pages: Path, output: Path) -> None:
    _run(pages, output, replace(OPTIONS, database=False))
    assert not (output / "news.db").exists()
    assert _run(pages, output).was_finished
    assert _ask(output, "SELECT count(*) FROM articles") == [(2,)]


def test_an_empty_folder(tmp_path: Path, output: Path) -> None:
    outcome = _run(write_pages(tmp_path / "empty", {}), output)
    assert outcome.counts.documents == 0
    assert (output / "failures.jsonl").read_bytes() == b""
    assert _manifest(output).status == "finished"


def test_a_full_disk_is_one_sentence_and_keeps_what_is_done(
    pages: Path, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync
    calls = iter(range(1000))

    def full(descriptor: int) -> None:
        if next(calls) > 8:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="can't be written: No space left on device"):
            _run(pages, output)
    assert (output / "records" / "part-00000.jsonl").exists()
    _run(pages, output)
    _run(pages, tmp_path / "undisturbed")
    for name in ("records/part-00000.jsonl", "records/part-00002.jsonl", "failures.jsonl"):
        assert (output / name).read_bytes() == (tmp_path / "undisturbed" / name).read_bytes()


def test_retry_has_another_go_at_failures_alone(pages: Path, output: Path) -> None:
    _run(pages, output)
    before = (output / "records" / "part-00000.jsonl").read_bytes()
    (pages / "e.html").write_text("The model can")
    extractor = FakeExtractor()
    outcome = retry(output, lambda options: replace(options, batch_size=8), lambda _: lambda: extractor)
    assert extractor.batches == [1]
    assert (outcome.counts.records, outcome.counts.failures) == (4, 1)
    assert (output / "records" / "part-00000.jsonl").read_bytes() == before
    failures = [json.loads(line) for line in (output / "failures.jsonl").read_bytes().splitlines()]
    assert [failure["path"] for failure in failures] == ["b/empty.html"]
    assert _manifest(output).status == "finished"
    assert _manifest(output).options.batch_size == 8
    assert _ask(output, "SELECT count(*) FROM articles") == [(3,)]
    assert _run(pages, output).was_finished


def test_retry_of_what_it_cannot(pages: Path, output: Path) -> None:
    with pytest.raises(OutputError, match="holds no run"):
        retry(output, lambda options: options, lambda _: FakeExtractor)
    _run(pages, output)
    (pages / "a.html").write_text("This one was no failure, and changed")
    with pytest.raises(OutputError, match="have changed since it began"):
        retry(output, lambda options: options, lambda _: FakeExtractor)
    listed = replace(_manifest(output), inputs=(Input("-", is_list=True),))
    write_manifest(output / "run.json", listed)
    with pytest.raises(OutputError, match="came on standard input, and is gone"):
        retry(output, lambda options: options, lambda _: FakeExtractor)


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    return lambda data: monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(data)))


def _run_piped(output: Path, *, make: MakeExtractor = FakeExtractor, force: bool = False) -> Outcome:
    return run([Input("-")], output, OPTIONS, make, force=force)


def test_documents_are_counted_as_they_are_listed(
    pages: Path, output: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run.progress.LOGGED_EVERY", 0.0)
    for _ in range(2):  # the second time, there is nothing else to do
        with caplog.at_level("INFO", logger="pipeline.run.progress"):
            run([Input(str(pages))], output, OPTIONS, FakeExtractor, progress=Progress())
        assert [each.getMessage() for each in caplog.records][4] == "listed 5 documents"
        caplog.clear()


def test_standard_input_is_kept_so_that_its_run_goes_on(output: Path, pipe: Callable[[bytes], None]) -> None:
    pipe(warc({"a": b"Story", "b": b"MODEL-CRASH"}))
    with pytest.raises(ModelError):
        _run_piped(output, make=_no_model)
    pipe(data := warc({"a": b"One story", "b": b"Another", "c": b"MODEL-CRASH"}))
    assert _run_piped(output).counts.records == 2
    assert (output / "state" / "-.warc.gz").read_bytes() == data
    pipe(data)
    assert _run_piped(output).was_finished
    pipe(b"")
    assert _run_piped(output).was_finished
    for other in (data[:-1], data + b"x", b"A page"):
        pipe(other)
        with pytest.raises(OutputError, match="is not what the run in"):
            _run_piped(output)
    pipe(b"never read")
    assert retry(output, lambda options: options, lambda _: FakeExtractor).counts.failures == 1


def test_standard_input_goes_with_its_run(pages: Path, output: Path, pipe: Callable[[bytes], None]) -> None:
    pipe(b"A page")
    _run_piped(output)
    assert _manifest(output).root == "-"
    with pytest.raises(OutputError, match="input was -, now"):
        _run(pages, output)
    pipe(b'{"html": "A page"}')
    _run_piped(output, force=True)
    assert [path.name for path in (output / "state").glob("-*")] == ["-.jsonl"]
    _run(pages, output, force=True)
    assert not [*(output / "state").glob("-*")]
    pipe(b"A page")
    with pytest.raises(OutputError, match="now -"):
        _run_piped(output)
    _run_piped(output, force=True)
    (output / "state" / "-").unlink()
    with pytest.raises(OutputError, match="what came on standard input is not in"):
        retry(output, lambda options: options, lambda _: FakeExtractor)


def test_articles_that_repeat_others_are_marked(tmp_path: Path, output: Path) -> None:
    story = " ".join(f"word{n}" for n in range(60))
    copies = {"a.html": story, "b.html": f"https://one.example/b {story} and more", "c.html": "Another story"}
    pages = write_pages(tmp_path / "copies", copies)
    _run(pages, output)
    first, second = (json.loads(line) for line in (output / "records" / "part-00000.jsonl").read_bytes().splitlines())
    assert (first["duplicate_of"], second["duplicate_of"]) == (None, first["id"])
    rows = _ask(output, "SELECT source_path, duplicate_of FROM articles ORDER BY source_path")
    assert rows == [("a.html", None), ("b.html", first["id"]), ("c.html", None)]


def test_an_output_that_cannot_be_made(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="can't be written: Not a directory"):
        _run(pages, tmp_path / "file" / "output")


def test_two_runs_that_began_together(pages: Path, output: Path) -> None:
    def slow() -> FakeExtractor:
        _run(pages, output)  # the other run, while this one loads its model
        return FakeExtractor()

    with pytest.raises(OutputError, match="another run has just written"):
        run([Input(str(pages))], output, OPTIONS, slow)
    assert _manifest(output).resumed == 0
