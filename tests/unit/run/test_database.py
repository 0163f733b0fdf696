from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.record.types import Record
from pipeline.run.database import Loader
from pipeline.run.manifest import Ledger, ShardResult
from pipeline.run.plan import shard_name
from pipeline.sinks import JsonLines
from tests.unit.record.made import bare_record

RESULT = ShardResult(number=0, documents=1, records=1, entities=0, money=0, dates=0, failures=())


class Written:
    """A sink that remembers the order."""

    def __init__(self, held: Iterable[str] = ()) -> None:
        self.held = list(held)

    def holds(self, shard: str, digest: str | None = None) -> bool:
        assert digest is not None
        return shard in self.held

    def write(self, shard: str, records: Iterable[Record], digest: str | None = None) -> None:
        assert len(list(records)) == 1
        assert digest is not None
        self.held.append(shard)

    def mark_duplicates(self, originals: Mapping[str, str]) -> None:
        """Has no need to know."""
        assert not originals

    def close(self) -> None:
        """Holds nothing open."""


@settings(deadline=None)  # a disk has moods
@given(st.permutations(range(5)), st.integers(0, 5))
def test_shards_come_in_order_whatever_order_they_are_done_in(order: list[int], held: int) -> None:
    with TemporaryDirectory() as folder:
        _come_in_order(Path(folder), order, held)


def _come_in_order(folder: Path, order: list[int], held: int) -> None:
    records, ledger = JsonLines(folder), Ledger(folder)
    names = [shard_name(number) for number in range(5)]
    sink = Written(names[:held])
    loader = Loader([sink], records, ledger, 5)
    for number in order:
        records.write(names[number], [bare_record("a.html", "Text")])
        ledger.enter(names[number], RESULT)
        loader.catch_up()
        assert sink.held == names[: len(sink.held)]
    assert sink.held == names


def test_without_a_database_nothing_is_brought_anywhere(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.enter("part-00000", RESULT)
    Loader([], JsonLines(tmp_path), ledger, 1).catch_up()
