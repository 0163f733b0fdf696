import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.record.types import Record
from pipeline.run.duplicates import mark_duplicates
from pipeline.run.shingles import FEWEST_WORDS, shingles, similarity
from pipeline.run.sketches import Sketches, row
from pipeline.sinks import JsonLines
from tests.unit.record.made import bare_record, with_article

WORDS = [f"w{n}" for n in range(3000)]


def _story(seed: int, words: int = 300) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 -- words, not secrets
    return chance.choices(WORDS, k=words)


def _article(path: str, words: list[str], published: str | None = "2018-06-25", url: str | None = None) -> Record:
    return with_article(bare_record(path, " ".join(words)), published=published, url=url or f"https://{path}.example/")


class Folder:
    """A run's records in shards of two, and their marks."""

    def __init__(self, folder: Path, records: list[Record]) -> None:
        self.records, self.sketches, self.marked = JsonLines(folder), Sketches(folder), folder / "duplicates.json"
        self.names = [f"part-{n:05}" for n in range((len(records) + 1) // 2)]
        for n, name in enumerate(self.names):
            self.write(name, records[2 * n : 2 * n + 2])

    def write(self, name: str, records: list[Record]) -> None:
        self.records.write(name, records)
        with self.sketches.begun(name) as rows:
            rows.writelines(map(row, records))

    def mark(self) -> dict[str, str]:
        return mark_duplicates(self.records, self.sketches, self.marked, self.names)

    def marks(self) -> dict[str, str | None]:
        read = [record for name in self.names for record in self.records.read(name)]
        paths = {record.id: record.source.path for record in reversed(read)}
        return {record.source.path: paths[record.duplicate_of] if record.duplicate_of else None for record in read}


EDITED = [word if n % 25 else "edited" for n, word in enumerate(_story(1))]
UPDATED = _story(1)[:120] + _story(2)[:180]


@pytest.mark.parametrize(
    ("copy", "repeats"),
    [
        (_story(1), True),
        (_story(1)[:220], True),
        (EDITED, True),
        (["OUR", "STAFF", *_story(1)], True),
        ([word.upper() + "," for word in _story(1)], True),
        (UPDATED, False),
        (_story(2), False),
        (_story(1)[:100], False),
    ],
    ids=["same", "cut", "edited", "longer", "case and points", "shares much", "another", "a third of it"],
)
def test_what_repeats(tmp_path: Path, copy: list[str], repeats: bool) -> None:
    folder = Folder(tmp_path, [_article("a", _story(1)), _article("b", copy), _article("c", _story(3))])
    folder.mark()
    assert folder.marks() == {"a": None, "b": "a" if repeats else None, "c": None}


def test_briefs_are_not_compared(tmp_path: Path) -> None:
    brief = _story(1, FEWEST_WORDS - 1)
    folder = Folder(tmp_path, [_article("a", brief), _article("b", brief, url="https://one.example/b")])
    assert folder.mark() == {}


def test_earlier_is_by_day_then_path(tmp_path: Path) -> None:
    days = {
        "a": None,
        "b": "2018-06-25T08:00:00+08:00",  # which is midnight in UTC
        "c": "2018-06-24T23:00:00-02:00",  # which is one o'clock, the day after
        "d": "2018-06-24",
        "e": "2018-06-25",
    }
    records = [_article(path, [*_story(1), path], day) for path, day in days.items()]
    folder = Folder(tmp_path, records)
    folder.mark()
    assert folder.marks() == {"a": "d", "b": "d", "c": "d", "d": None, "e": "d"}
    folder = Folder(tmp_path, records[:3])
    folder.mark()
    assert folder.marks() == {"a": "b", "b": None, "c": "b"}


def test_nothing_repeats_a_copy(tmp_path: Path) -> None:
    story = _story(1, 400)
    chain = [_article(f"{n}", story[n * 60 : n * 60 + 240]) for n in range(4)]
    folder = Folder(tmp_path, chain)
    folder.mark()
    marks = folder.marks()
    assert marks["0"] is None
    assert all(original is None or marks[original] is None for original in marks.values())


def test_one_article_read_twice_repeats_what_its_first_does(tmp_path: Path) -> None:
    url = "https://one.example/story"
    folder = Folder(
        tmp_path,
        [
            _article("a", _story(1), url=url),
            _article("b", [*_story(1), "updated"], url=url),
            _article("c", [*_story(1), "elsewhere"]),
        ],
    )
    folder.mark()
    assert folder.marks() == {"a": None, "b": None, "c": "a"}
    folder.write("part-00000", [_article("0", _story(1), "2018-01-01"), _article("a", _story(1), url=url)])
    folder.write("part-00001", [_article("b", _story(4), url=url), _article("c", _story(3))])
    folder.mark()
    assert folder.marks() == {"0": None, "a": "0", "b": "0", "c": None}


def test_done_again_it_leaves_the_same_bytes_and_takes_back_what_no_longer_holds(tmp_path: Path) -> None:
    first, second = _article("a", _story(1)), _article("c", [*_story(1), "more"])
    folder = Folder(tmp_path, [first, _article("b", _story(2)), second, _article("d", _story(3))])
    originals = folder.mark()
    assert originals == {second.id: first.id}
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.glob("part*")}
    assert folder.mark() == originals
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.glob("part*")} == before
    folder.write("part-00000", [_article("a", _story(5))])
    assert folder.mark() == {}
    assert set(folder.marks().values()) == {None}


def test_many_copies_are_no_trouble(tmp_path: Path) -> None:
    records = [_article(f"{n:03}", [*_story(n % 3), f"copy{n}"]) for n in range(120)]
    folder = Folder(tmp_path, records)
    folder.mark()
    assert folder.marks() == {f"{n:03}": f"{n % 3:03}" if n > 2 else None for n in range(120)}


def test_an_empty_run(tmp_path: Path) -> None:
    assert Folder(tmp_path, []).mark() == {}
    assert Folder(tmp_path, [replace(_article("a", []), warnings=())]).mark() == {}


def test_similarity() -> None:
    one, other = shingles(" ".join(_story(1))), shingles(" ".join(_story(2)))
    assert similarity(one, one) == 1
    assert similarity(one, other) < 0.01
    assert similarity(one, frozenset()) == similarity(frozenset(), frozenset()) == 0
    assert shingles("half a pair \ud800 " * 40)
