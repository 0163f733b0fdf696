"""Zip and tar archives: what is hostile, damaged or odd in them costs itself only, and is accounted for."""

import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from pipeline.document import Document, Failure
from pipeline.errors import InputError
from pipeline.run.order import in_order
from pipeline.sources import Entry, Input, Source, archives, limits, open_source, packed
from tests.unit.sources.made import PACK, Pages, json_lines, table, tarred, warc, write, zipped

PAGES = {f"{number}.html": f"<p>page {number}".encode() * 40 for number in range(5)}
BREAKING = ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst", "jsonl.gz", "warc", "warc.gz", "parquet"]


def _source(path: Path, data: bytes) -> Source:
    return open_source(Input(str(write(path, data))))


def _outcomes(source: Source, entries: Iterable[Entry] | None = None) -> dict[str, str]:
    """For each path in order "" where it is read, else the code of its failure; the archive's name is left out."""
    read = source.read(in_order(source.entries()) if entries is None else entries)
    return {each.path.partition("!")[2]: each.code if isinstance(each, Failure) else "" for each in read}


def _zip(members: Iterable[tuple[zipfile.ZipInfo | str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def _tar(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def _info(name: str, kind: bytes = tarfile.REGTYPE, leads_to: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, leads_to
    return info


NAMES = ["../../etc/a.html", "/etc/a.html", "C:\\etc\\a.html", "b/./c.html", "b//c.html", "b!.html", "x.zip!y.html"]
SAFE = ["etc/a.html", "etc/a~2.html", "etc/a~3.html", "b/c.html", "b/c~2.html", "b!.html", "x.zip\\x21y.html"]


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_no_name_leads_out_of_the_archive_and_no_two_are_one(tmp_path: Path, suffix: str) -> None:
    data = _zip((name, b"x") for name in NAMES) if suffix == ".zip" else _tar(*((_info(name), b"x") for name in NAMES))
    source = _source(tmp_path / f"a{suffix}", data)
    assert [entry.path for entry in source.entries()] == [f"a{suffix}!{name}" for name in SAFE]
    assert set(_outcomes(source).values()) == {""}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_a_name_given_twice_is_two_documents(tmp_path: Path, suffix: str) -> None:
    twice = [("a.html", b"one"), ("a~2.html", b"two"), ("a.html", b"three"), ("noend", b"4"), ("noend", b"5")]
    data = _zip(twice) if suffix == ".zip" else _tar(*((_info(name), data) for name, data in twice))
    source = _source(tmp_path / f"a{suffix}", data)
    read = [each for each in source.read(source.entries()) if isinstance(each, Document)]
    assert [each.path.partition("!")[2] for each in read] == ["a.html", "a~2.html", "a~3.html", "noend", "noend~2"]
    assert [each.data for each in read] == [b"one", b"two", b"three", b"4", b"5"]


def test_hidden_members_and_folders_are_no_documents(tmp_path: Path) -> None:
    names = ["a.html", ".hidden.html", ".git/b.html", "__MACOSX/._a.html", "folder/"]
    assert _outcomes(_source(tmp_path / "a.zip", _zip((name, b"") for name in names))) == {"a.html": ""}
    infos = [_info("a.html"), _info("./.git/b.html"), _info("folder", tarfile.DIRTYPE), _info("pipe", tarfile.FIFOTYPE)]
    assert _outcomes(_source(tmp_path / "a.tar", _tar(*((info, b"") for info in infos)))) == {"a.html": ""}
    assert _outcomes(_source(tmp_path / "b.tar", _tar((_info("disk", tarfile.BLKTYPE), b"")))) == {}


def test_links_in_archives_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_bytes(b"secret")
    links = [
        (_info("soft.html", tarfile.SYMTYPE, "../secret.html"), b""),
        (_info("hard.html", tarfile.LNKTYPE, "b"), b""),
    ]
    source = _source(tmp_path / "a.tar", _tar(*links, (_info("b.html"), b"b")))
    assert _outcomes(source) == {"soft.html": "not_followed", "hard.html": "not_followed", "b.html": ""}
    link = zipfile.ZipInfo("soft.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert _outcomes(_source(tmp_path / "a.zip", _zip([(link, b"secret.html")]))) == {"soft.html": "not_followed"}


def test_what_a_zip_archive_can_not_give(tmp_path: Path) -> None:
    data = bytearray(_zip([("a.html", b"x" * 50), ("b.html", b"y" * 50), ("c.html", b"z" * 50), ("d.html", b"z")]))
    directory = [found for found in range(len(data)) if data[found : found + 4] == b"PK\x01\x02"]
    data[directory[0] + 8] |= 1  # encrypted
    data[directory[1] + 10] = 9  # deflate64
    data[data.index(b"z" * 50)] ^= 1  # not what its checksum is of
    expected = {"a.html": "encrypted", "b.html": "unsupported", "c.html": "corrupt", "d.html": ""}
    assert _outcomes(_source(tmp_path / "a.zip", bytes(data))) == expected


def test_a_damaged_directory_of_a_zip_archive(tmp_path: Path) -> None:
    data = zipped(PAGES)
    size = data.index(b"PK\1\2") + 16  # of the first member: its checksum, and its bytes as they are packed
    cut = data[:size] + bytes(8) + data[size + 8 :]
    assert _outcomes(_source(tmp_path / "a.zip", cut)) == dict.fromkeys(PAGES, "") | {"0.html": "corrupt"}
    end = data.index(b"PK\5\6") + 8
    assert _outcomes(_source(tmp_path / "b.zip", data[:end] + bytes(8) + data[end + 8 :])) == {"": "corrupt"}
    assert _outcomes(_source(tmp_path / "c.zip", zipped({}))) == {}


def test_names_in_zip_archives_are_utf_8_where_they_can_be(tmp_path: Path) -> None:
    data = _zip([("新闻.html", b"said"), ("café.html", b"said")])
    unsaid = data.replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")  # the flag that says so
    assert unsaid != data
    legacy = _zip([("cafe.html", b"")]).replace(b"cafe", b"caf\x82")
    for made, names in (
        (data, ["新闻.html", "café.html"]),
        (unsaid, ["新闻.html", "café.html"]),
        (legacy, ["café.html"]),
    ):
        assert list(_outcomes(_source(tmp_path / "a.zip", made))) == names


def test_a_zip_archive_with_a_member_without_a_name(tmp_path: Path) -> None:
    data = _zip([("a", b"one"), ("b", b"two")]).replace(b"a" + b"one", b"\0one").replace(b"a" + b"PK", b"\0PK")
    assert _outcomes(_source(tmp_path / "a.zip", data)) == {"_": "", "b": ""}


def test_long_names_and_names_of_any_bytes_in_tar_archives(tmp_path: Path) -> None:
    names = ["long/" * 60 + "a.html", os.fsdecode(b"caf\xe9.html")]
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode="w", format=form, errors="surrogateescape") as archive:
            for name in names:
                archive.addfile(_info(name))
        source = _source(tmp_path / "a.tar", made.getvalue())
        assert _outcomes(source) == {"long/" * 60 + "a.html": "", "caf\\xe9.html": ""}


@pytest.mark.parametrize("kind", BREAKING)
def test_cut_off_anywhere_it_gives_what_is_whole_and_says_so(tmp_path: Path, kind: str) -> None:
    base, _, packing = kind.partition(".")
    make = {"zip": zipped, "tar": tarred, "jsonl": json_lines, "parquet": table, "warc": warc}[base]
    whole = warc(PAGES, packed=kind == "warc.gz") if base == "warc" else make(PAGES)
    whole = PACK[f".{packing}"](whole) if packing and base != "warc" else whole
    for size in range(1, len(whole) - 1, max(1, len(whole) // 17)):
        source = _source(tmp_path / f"a.{kind}", whole[:size])
        outcomes = list(source.read(source.entries()))
        assert all(each.data in PAGES.values() for each in outcomes if isinstance(each, Document))
        is_between = kind.startswith(("warc", "tar"))  # between two members nothing shows that there were more
        assert is_between or any(isinstance(each, Failure) for each in outcomes)


@pytest.mark.parametrize("kind", BREAKING)
def test_nothing_that_is_damaged_ends_a_run(tmp_path: Path, kind: str) -> None:
    base, _, packing = kind.partition(".")
    make = {"zip": zipped, "tar": tarred, "jsonl": json_lines, "parquet": table, "warc": warc}[base]
    whole = warc(PAGES, packed=kind == "warc.gz") if base == "warc" else make(PAGES)
    whole = PACK[f".{packing}"](whole) if packing and base != "warc" else whole
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        source = _source(tmp_path / f"a.{kind}", bytes(damaged))
        entries = list(source.entries())
        assert [each.path for each in source.read(entries)] == [entry.path for entry in entries]


def test_a_damaged_header_is_not_the_end_of_a_tar_archive(tmp_path: Path) -> None:
    data = bytearray(tarred(PAGES))
    data[data.index(b"3.html")] ^= 1
    outcomes = _outcomes(_source(tmp_path / "a.tar", bytes(data)))
    assert outcomes == {"": "corrupt", "0.html": "", "1.html": "", "2.html": ""}


@pytest.mark.parametrize("packing", ["", *PACK])
def test_a_tar_archive_ends_in_zeros_and_nothing_else(tmp_path: Path, packing: str) -> None:
    whole = tarred(PAGES)
    assert not whole[5 * 1024 :].strip(b"\0")
    pack = PACK.get(packing, bytes)
    for data, faults in ((whole[: 5 * 1024 + 512], 0), (whole[: 5 * 1024], 1), (whole + whole, 1), (whole + b"x", 1)):
        outcomes = _outcomes(_source(tmp_path / f"a.tar{packing}", pack(data)))
        assert outcomes == dict.fromkeys(PAGES, "") | ({"": "corrupt"} if faults else {})


def test_the_checksum_of_a_compressed_tar_archive_is_compared(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(tarred(PAGES)))
    packed[-5] ^= 1
    assert _outcomes(_source(tmp_path / "a.tar.gz", bytes(packed))) == dict.fromkeys(PAGES, "") | {"": "corrupt"}


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    for suffix in (*archives.ARCHIVES, ".tar.gz", ".jsonl.zst", ".tgz"):
        source = _source(tmp_path / f"a{suffix}", b"<p>no archive at all, nor a line of JSON")
        (failure,) = source.read(source.entries())
        assert isinstance(failure, Failure)
        assert failure.code in {"corrupt", "not_json"}
        assert len(failure.message.splitlines()) == 1


def test_what_unpacks_to_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (limits, packed):
        monkeypatch.setattr(module, "ALWAYS", 2**20)
        monkeypatch.setattr(module, "MOST_TIMES", 50)
    blank = {f"{number}.html": bytes(2**19) for number in range(9)}
    for name, data in (("a.tar.gz", gzip.compress(tarred(blank))), ("a.zip", zipped(blank))):
        outcomes = _outcomes(_source(tmp_path / name, data))
        assert outcomes.pop("") == "bomb"
        assert 1 <= len(outcomes) <= 4
        assert next(iter(outcomes.values())) == ""
    nested = _outcomes(_source(tmp_path / "b.zip", zipped({f"{n}.zip": zipped(blank) for n in range(3)})))
    assert "bomb" in nested.values()
    assert len(nested) < 9


def test_too_many_too_large_too_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = {"page.html": b"page"}
    for level in range(limits.DEEPEST):
        deep = {"page.html": b"page", f"{level}.zip": zipped(deep)}
    outcomes = _outcomes(_source(tmp_path / "a.zip", zipped(deep)))
    assert list(outcomes.values()).count("") == limits.DEEPEST
    assert [path for path, code in outcomes.items() if code == "too_deep"] == ["3.zip!2.zip!1.zip!0.zip"]
    monkeypatch.setattr(limits, "MOST_MEMBERS", 3)
    for data, suffix in ((zipped(PAGES), ".zip"), (tarred(PAGES), ".tar")):
        many = _outcomes(_source(tmp_path / f"b{suffix}", data))
        assert many == {"": "too_many", "0.html": "", "1.html": "", "2.html": ""}
    monkeypatch.setattr(limits, "LARGEST_FILE", 100)
    for data, suffix in ((zipped({"a.html": bytes(101), "b.zip": bytes(101)}), ".zip"), (tarred(PAGES), ".tar")):
        assert set(_outcomes(_source(tmp_path / f"c{suffix}", data)).values()) <= {"too_large", "too_many"}


def test_a_header_in_a_tar_archive_that_fills_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a" * 200)
    data = bytearray(info.tobuf(tarfile.GNU_FORMAT))  # a header of a long name, the name, the header of the member
    data[124:136] = b"%011o\0" % 2**32
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + 8 * 0x20 + sum(data[156:512]))
    for name, made in (("a.tar", bytes(data)), ("a.tar.gz", gzip.compress(bytes(data)))):
        assert _outcomes(_source(tmp_path / name, made)) == {"": "bomb"}


def test_a_zip_archive_of_more_members_than_fit_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.sources.zips.MOST_MEMBERS", 1)
    assert _outcomes(_source(tmp_path / "a.zip", zipped(PAGES))) == {"": "too_many"}


def test_what_changed_since_it_was_listed_is_a_failure(tmp_path: Path) -> None:
    other = {f"{number}.html": b"<p>other" for number in range(3)}
    for suffix, make in ((".zip", zipped), (".tar", tarred), (".warc.gz", warc), (".jsonl", json_lines)):
        source = _source(tmp_path / f"a{suffix}", make(PAGES))
        entries = list(source.entries())
        write(tmp_path / f"a{suffix}", make(other))
        outcomes = list(source.read(entries))
        assert [each.path for each in outcomes] == [entry.path for entry in entries]
        assert not any(isinstance(each, Document) and each.data in PAGES.values() for each in outcomes)
        (tmp_path / f"a{suffix}").unlink()
        assert {each.code for each in source.read(entries) if isinstance(each, Failure)} == {"unreadable"}


@pytest.mark.parametrize("kind", ["tar.gz", "jsonl.bz2", "warc.gz"])
def test_the_parts_of_a_compressed_archive_are_read_in_one_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    pages = {f"{n:03}.html": os.urandom(50).hex().encode() * 20 for n in range(60)}
    data = {"tar.gz": lambda: gzip.compress(tarred(pages)), "jsonl.bz2": lambda: PACK[".bz2"](json_lines(pages)),
            "warc.gz": lambda: gzip.compress(warc(pages, packed=False))}[kind]()  # fmt: skip
    source = _source(tmp_path / f"a.{kind}", data)
    entries = list(in_order(source.entries()))
    begun = []
    begin = packed.Unpacked._begin

    def noted(stream: packed.Unpacked) -> None:
        begun.append(stream)
        begin(stream)

    monkeypatch.setattr(packed.Unpacked, "_begin", noted)
    for first in range(0, 60, 10):  # as shards do, each with a reading of its own
        assert all(isinstance(each, Document) for each in source.read(entries[first : first + 10]))
    assert len({id(stream) for stream in begun}) == 1
    assert len(begun) <= 2


def test_life_is_shown_on_the_way_to_what_lies_behind(tmp_path: Path) -> None:
    pages = {"a.html": bytes(2**23), "b.html": bytes(2**23), "c.html": b"c"}
    source = _source(tmp_path / "a.tar.gz", gzip.compress(tarred(pages)))
    *_, last = source.entries()
    signs: list[None] = []
    (document,) = source.read([last], lambda: signs.append(None))
    assert isinstance(document, Document)
    assert len(signs) >= 4


def test_a_package_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, tuple[str, Callable[[Pages], bytes]]] = {
        "fastwarc.warc": (".warc.gz", warc),
        "pyarrow": (".parquet", table),
        "zstandard": (".tar.zst", tarred),
    }
    for package, (suffix, make) in made.items():
        data = PACK[".zst"](make(PAGES)) if suffix == ".tar.zst" else make(PAGES)
        path = write(tmp_path / suffix / f"a{suffix}", data)
        with monkeypatch.context() as patch:
            patch.setitem(__import__("sys").modules, package, None)
            with pytest.raises(InputError, match=r'can.t be read: .* pip install "news-pipeline\[archives\]"'):
                open_source(Input(str(path)))
            source = open_source(Input(str(path.parent)))
            (failure,) = source.read(source.entries())
            assert isinstance(failure, Failure)
            assert (failure.path, failure.code) == (f"a{suffix}", "missing_package")
