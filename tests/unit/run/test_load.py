import gzip
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from pipeline.errors import InputError, OutputError
from pipeline.run import load as module
from pipeline.run.load import Loaded, load
from pipeline.run.session import retry, run
from pipeline.sinks import JsonLines
from pipeline.sources import Input
from tests.databases.dumped import ask, dump, records_in
from tests.databases.made import made, write_run
from tests.unit.record.made import RECORD, bare_record
from tests.unit.run.fakes import OPTIONS, FakeExtractor, write_pages


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'all.db'}"


def _load(address: str, *named: object) -> list[Loaded]:
    return [*load([str(each) for each in named], address)]


def test_the_output_of_a_run_becomes_its_own_database(tmp_path: Path, address: str) -> None:
    story = " ".join(f"word{n}" for n in range(60))
    pages = write_pages(
        tmp_path / "pages", {"a.html": story, "b.html": "", "c.html": story + " more", "d.html": "Other"}
    )
    output = tmp_path / "output"
    run([Input(str(pages))], output, OPTIONS, FakeExtractor)
    assert _load(address, output)[-1] == Loaded(records=3, shards=2)
    assert dump(address) == dump(f"sqlite:///{output / 'news.db'}")
    assert sum(mark is not None for (mark,) in ask(address, "SELECT duplicate_of FROM articles")) == 1
    _load(address, output / "records")
    assert dump(address) == dump(f"sqlite:///{output / 'news.db'}")


def test_a_folder_of_shards_without_a_run(tmp_path: Path, address: str) -> None:
    folder = write_run(tmp_path / "shards", made(12), 5)
    assert _load(address, folder) == [
        Loaded(records=5, shards=1),
        Loaded(records=10, shards=2),
        Loaded(records=12, shards=3),
    ]
    before = dump(address)
    _load(address, folder)
    assert dump(address) == before
    assert ask(address, "SELECT records_folder, started, records FROM runs") == [(str(folder), None, 12)]


def test_shards_come_by_their_numbers(tmp_path: Path, address: str) -> None:
    sink = JsonLines(tmp_path / "records")
    for name in ("part-99999", "part-100000"):
        sink.write(name, [bare_record(name, name, url="https://one.example/story")])
    _load(address, tmp_path / "records")
    assert ask(address, "SELECT text FROM articles") == [("part-100000",)]


def test_files_plain_and_compressed_in_their_order(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    old, new = (bare_record(name, name, url="https://one.example/story") for name in ("old", "new"))
    plain, packed = tmp_path / "z.jsonl", tmp_path / "a.jsonl.gz"
    lines = [record.to_json() for record in (old, RECORD, bare_record("c", "c"))]
    plain.write_text("\n".join([lines[0], "", *lines[1:]]), "utf-8")
    packed.write_bytes(gzip.compress(new.to_json().encode()))
    assert _load(address, plain, packed)[-1] == Loaded(records=4, shards=3)
    assert ask(address, "SELECT text FROM articles WHERE url IS NOT NULL") == [("new",)]
    _load(address, packed, plain)
    assert ask(address, "SELECT text FROM articles WHERE url IS NOT NULL") == [("old",)]


def test_standard_input(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = SimpleNamespace(buffer=io.BytesIO(b"".join(record.to_json().encode() + b"\n" for record in made(5))))
    monkeypatch.setattr("sys.stdin", stdin)
    assert _load(address, "-") == [Loaded(records=5, shards=1)]


def test_a_line_that_is_no_record_ends_it_and_keeps_what_was_before(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    path = tmp_path / "bad.jsonl"
    path.write_bytes(RECORD.to_json().encode() + b"\n{}\n")
    with pytest.raises(InputError, match=r"bad\.jsonl:2: not a record: .*; news-pipeline validate says"):
        _load(address, path)
    assert ask(address, "SELECT count(*) FROM articles") == [(1,)]
    path.write_bytes(b'"\xff"\n')
    with pytest.raises(InputError, match=r":1: not a record"):
        _load(address, path)


def test_what_holds_no_records(tmp_path: Path, address: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no records; name a run"):
        _load(address, tmp_path / "empty")
    with pytest.raises(InputError, match="is not there; name the output folder of a run, or files of records"):
        _load(address, tmp_path / "nothing")
    (tmp_path / "bad.jsonl.gz").write_bytes(b"not compressed")
    with pytest.raises(InputError, match=r"bad\.jsonl\.gz:1 can't be read: Not a gzipped file"):
        _load(address, tmp_path / "bad.jsonl.gz")
    with pytest.raises(OutputError, match="the target is not a database"):
        _load(str(tmp_path / "folder"), tmp_path / "bad.jsonl.gz")


def test_a_run_of_another_version_is_told_of_without_talk_of_an_output(tmp_path: Path, address: str) -> None:
    write_run(tmp_path / "records", made(1), 5)
    (tmp_path / "run.json").write_bytes(b"{}")
    with pytest.raises(InputError, match=r"is not the run\.json of a run of this version") as told:
        _load(address, tmp_path)
    assert "--output" not in str(told.value)


def test_a_run_fills_another_database_too_and_goes_on_with_it(tmp_path: Path, address: str) -> None:
    pages = write_pages(tmp_path / "pages", {"a.html": "One", "b.html": "Two", "c.html": "", "d.html": "Four"})
    output = tmp_path / "output"
    run([Input(str(pages))], output, OPTIONS, FakeExtractor, to=address)
    assert dump(address) == dump(f"sqlite:///{output / 'news.db'}")
    only = f"sqlite:///{tmp_path / 'only.db'}"
    without = replace(OPTIONS, database=False)
    run([Input(str(pages))], tmp_path / "other", without, FakeExtractor, to=only)
    assert not (tmp_path / "other" / "news.db").exists()
    assert records_in(only) == records_in(address)
    later = f"sqlite:///{tmp_path / 'later.db'}"
    assert run([Input(str(pages))], output, OPTIONS, FakeExtractor, to=later).was_finished
    assert dump(later) == dump(address)


def test_retry_brings_a_database_up_to_date(tmp_path: Path, address: str) -> None:
    same = "https://one.example/story"
    pages = write_pages(tmp_path / "pages", {"a.html": "", "b.html": "Two", "c.html": f"{same} The later stays"})
    output = tmp_path / "output"
    run([Input(str(pages))], output, OPTIONS, FakeExtractor, to=address)
    (pages / "a.html").write_text(f"{same} Repaired")
    retry(output, lambda options: options, lambda _: FakeExtractor, to=address)
    assert records_in(address) == records_in(f"sqlite:///{output / 'news.db'}")
    assert sorted(ask(address, "SELECT text FROM articles")) == [("The later stays",), ("Two",)]


def test_a_database_that_cannot_be_used_is_told_of_before_the_model_is_loaded(tmp_path: Path) -> None:
    def no_model() -> FakeExtractor:
        raise AssertionError

    pages = write_pages(tmp_path / "pages", {"a.html": "One"})
    (tmp_path / "file").write_bytes(b"")
    for to in (f"sqlite:///{tmp_path}/file/all.db", "oracle://somewhere/news", "postgresql://127.0.0.1:1/news"):
        with pytest.raises(OutputError):
            run([Input(str(pages))], tmp_path / "output", OPTIONS, no_model, to=to)
    assert not (tmp_path / "output").exists()


def test_digests_do_not_know_of_marks(tmp_path: Path) -> None:
    sink = JsonLines(tmp_path)
    sink.write("part-00000", [RECORD, bare_record("b.html", '"duplicate_of":"' + "0" * 32 + '"')])
    before = sink.digest("part-00000")
    sink.mark_duplicates({RECORD.id: "0" * 32})
    assert sink.digest("part-00000") == before
    sink.write("part-00001", [RECORD, bare_record("b.html", '"duplicate_of":null')])
    assert sink.digest("part-00001") != before
