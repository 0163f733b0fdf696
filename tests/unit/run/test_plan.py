from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, Failure
from pipeline.errors import OutputError
from pipeline.run.plan import Planned, Shard, make_plan, read_plan, shards
from pipeline.sources import Entry
from pipeline.sources.base import quietly


@dataclass
class Listed:
    """A source that can be listed only."""

    listed: list[Entry]
    root: Path = Path("/")

    def entries(self) -> Iterator[Entry]:
        return iter(self.listed)

    def read(self, entries: Iterable[Entry], alive: Callable[[], None] = quietly) -> Iterator[Document | Failure]:
        raise AssertionError(f"planning reads nothing, and not {list(entries)}, {alive}")


def _entries(*names: str, size: int = 10) -> list[Entry]:
    return [Entry(name, size) for name in names]


@pytest.mark.parametrize(
    ("sizes", "size", "most_bytes", "cut"),
    [
        ([], 2, 100, []),
        ([1, 1, 1, 1, 1], 2, 100, [2, 2, 1]),
        ([60, 30, 20, 10], 9, 100, [2, 2]),
        ([500, 1, 500], 9, 100, [1, 1, 1]),
        ([0, 0, 0], 9, 0, [3]),
    ],
)
def test_shards_are_cut_by_number_and_by_bytes(sizes: list[int], size: int, most_bytes: int, cut: list[int]) -> None:
    entries = [Entry(str(n), each) for n, each in enumerate(sizes)]
    made = list(shards(entries, size, most_bytes))
    assert [len(shard.documents) for shard in made] == cut
    assert [shard.number for shard in made] == list(range(len(cut)))


@given(st.lists(st.integers(0, 50)), st.integers(1, 5), st.integers(0, 100))
def test_shards_together_are_the_entries(sizes: list[int], size: int, most_bytes: int) -> None:
    entries = [Entry(str(n), each) for n, each in enumerate(sizes)]
    made = list(shards(entries, size, most_bytes))
    assert [entry for shard in made for entry in shard.documents] == entries
    assert all(1 <= len(shard.documents) <= size for shard in made)


def test_names_of_shards() -> None:
    assert Shard(7, ()).name == "part-00007"
    assert Shard(1234567, ()).name == "part-1234567"


def test_the_order_of_listing_and_what_is_named_twice_make_no_difference(tmp_path: Path) -> None:
    one = make_plan(tmp_path / "one.jsonl", Listed(_entries("c", "a", "b")), 2)
    two = make_plan(tmp_path / "two.jsonl", Listed(_entries("a", "b", "a", "c", "a")), 2)
    assert one == Planned(documents=3, shards=2, skipped=0)
    assert two == Planned(documents=3, shards=2, skipped=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    plan = tmp_path / "plan.jsonl"
    make_plan(plan, Listed(_entries("新闻", "line\nend", "a")), 2)
    assert [shard.documents for shard in read_plan(plan)] == [
        (Entry("a", 10), Entry("line\nend", 10)),
        (Entry("新闻", 10),),
    ]


def test_a_plan_that_is_there_must_be_the_same(tmp_path: Path) -> None:
    plan = tmp_path / "output" / "state" / "plan.jsonl"
    plan.parent.mkdir(parents=True)
    make_plan(plan, Listed(_entries("a", "b")), 2)
    written = plan.read_bytes()
    assert make_plan(plan, Listed(_entries("b", "a")), 2).documents == 2
    for changed in (_entries("a", "b", "c"), _entries("a"), _entries("a", "b", size=11)):
        with pytest.raises(OutputError, match=r"output have changed since it began; .* --force"):
            make_plan(plan, Listed(changed), 2)
    assert plan.read_bytes() == written
    assert list(plan.parent.iterdir()) == [plan]
