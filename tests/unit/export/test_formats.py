"""What every format promises: one test each, run over every row of FORMATS."""

import errno
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.errors import InputError, OutputError, UsageError
from pipeline.export import FORMATS, Exported, export, export_to_stream
from pipeline.record.types import Record
from tests.unit.export.made import NULLS, ODD, many
from tests.unit.record.made import RECORD

FOLDERS = [name for name, format_ in FORMATS.items() if format_.names]
FILES = [name for name, format_ in FORMATS.items() if not format_.names]
RECORDS = [RECORD, ODD, NULLS]


@pytest.fixture(params=FORMATS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "target"


def _write(records: Iterable[Record], name: str, target: Path, *, force: bool = False) -> Exported:
    return export(lambda: records, name, target, force=force)


def _bytes(target: Path) -> dict[str, bytes]:
    """Every file of an export by its name."""
    files = sorted(target.iterdir()) if target.is_dir() else [target]
    return {path.name: path.read_bytes() for path in files}


def test_the_same_records_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    for target in ("a", "b"):
        assert _write([*RECORDS, *many(20)], name, tmp_path / target) == Exported(23, 0)
    assert list(_bytes(tmp_path / "a").values()) == list(_bytes(tmp_path / "b").values())


def test_hash_seeds_change_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.export import FORMATS, export;"
        "from tests.unit.export.test_formats import RECORDS;"
        "[export(lambda: RECORDS, name, Path(sys.argv[1]) / name) for name in FORMATS]"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, tmp_path / seed],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        for seed in ("1", "2")
    ]
    assert [run.wait() for run in runs] == [0, 0]
    first, second = ([_bytes(path) for path in sorted((tmp_path / seed).iterdir())] for seed in ("1", "2"))
    assert len(first) == len(FORMATS)
    assert first == second


def test_no_records_are_a_valid_export(name: str, target: Path) -> None:
    assert _write([], name, target) == Exported(0, 0)
    files = _bytes(target)
    if name in FILES:
        assert files == {"target": b""}
    elif name != "timeml":
        assert files


def test_the_last_record_of_an_id_stands(name: str, tmp_path: Path) -> None:
    first = replace(RECORD, entities=(), money=(), dates=())
    assert _write([first, NULLS, RECORD], name, tmp_path / "twice") == Exported(2, 1)
    _write([NULLS, RECORD], name, tmp_path / "once")
    assert list(_bytes(tmp_path / "twice").values()) == list(_bytes(tmp_path / "once").values())


def test_what_is_there_is_not_overwritten_without_force(name: str, target: Path) -> None:
    _write(RECORDS, name, target)
    before = _bytes(target)
    with pytest.raises(OutputError, match=r"already; --force replaces it"):
        _write([RECORD], name, target)
    assert _bytes(target) == before
    _write([RECORD], name, target, force=True)
    assert _bytes(target) != before


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, InputError])
def test_all_or_nothing(name: str, target: Path, fault: type[BaseException]) -> None:
    calls: list[int] = []

    def read() -> Iterator[Record]:
        calls.append(1)
        yield from RECORDS
        if len(calls) == 2:
            raise fault("the second reading")

    with pytest.raises(fault):
        export(read, name, target)
    assert not target.exists()
    calls.clear()
    _write([NULLS], name, target)
    before = _bytes(target)
    with pytest.raises(fault):
        export(read, name, target, force=True)
    assert _bytes(target) == before


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_keeps_what_is_not_ours(name: str, target: Path) -> None:
    target.mkdir(parents=True)
    mine = ["notes.md", "sales.csv", "sales.parquet", "part-1.spacy", "story.tml", "articles.parquet.bak"]
    for other in mine:
        (target / other).write_text("mine")
    _write([RECORD], name, target)
    _write([NULLS], name, target, force=True)
    assert all((target / other).read_text() == "mine" for other in mine)


@pytest.mark.parametrize(("name", "old"), [("docbin", "part-00077.spacy"), ("timeml", f"{'a' * 32}.tml")])
def test_what_an_earlier_export_wrote_is_removed(name: str, old: str, tmp_path: Path, target: Path) -> None:
    _write([RECORD], name, tmp_path / "fresh")
    target.mkdir(parents=True)
    (target / old).touch()
    _write([RECORD], name, target, force=True)
    assert _bytes(target) == _bytes(tmp_path / "fresh")


@pytest.mark.parametrize("name", FOLDERS)
def test_what_a_killed_export_left_is_in_nobody_s_way(name: str, tmp_path: Path, target: Path) -> None:
    _write([RECORD], name, tmp_path / "fresh")
    target.mkdir(parents=True)
    for left in _bytes(tmp_path / "fresh"):
        (target / f"{left}.tmp").write_text("half of")
    _write([NULLS], name, target)
    assert not list(target.glob("*.tmp"))


def test_a_folder_is_no_file_and_a_file_no_folder(name: str, target: Path) -> None:
    if name in FOLDERS:
        target.parent.mkdir()
        target.touch()
    else:
        target.mkdir(parents=True)
    with pytest.raises(OutputError, match=r"choose another --output|name it as --output"):
        _write([RECORD], name, target, force=True)


def test_a_place_that_can_not_be_made_is_a_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="can't be written"):
        _write([RECORD], name, tmp_path / "file" / "target")


@pytest.mark.parametrize("name", FILES)
def test_one_file_goes_to_a_stream_too(name: str, target: Path) -> None:
    stream = BytesIO()
    assert export_to_stream(lambda: RECORDS, name, stream) == _write(RECORDS, name, target)
    assert stream.getvalue() == target.read_bytes()
    lines = stream.getvalue().splitlines()
    assert len(lines) >= len(RECORDS)


@pytest.mark.parametrize("name", FILES)
def test_a_stream_that_takes_no_more_is_a_sentence(name: str) -> None:
    class Full(BytesIO):
        fault: OSError = OSError(errno.ENOSPC, "No space left on device")

        def write(self, _: object) -> int:
            raise self.fault

    full = Full()
    with pytest.raises(OutputError, match="standard output can't be written: No space left on device"):
        export_to_stream(lambda: RECORDS, name, full)
    full.fault = BrokenPipeError()
    with pytest.raises(BrokenPipeError):
        export_to_stream(lambda: RECORDS, name, full)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_does_not_go_to_a_stream(name: str) -> None:
    with pytest.raises(UsageError, match="name a folder as --output"):
        export_to_stream(list, name, BytesIO())


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.delitem(sys.modules, "pipeline.export.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r'parquet needs pyarrow.*pip install "news-pipeline\[parquet\]"'):
        _write([RECORD], "parquet", target)
    assert not target.exists()
