"""The database of a run, filled from committed shards in their order."""

from collections.abc import Mapping

from pipeline.run.manifest import Ledger
from pipeline.run.plan import shard_name
from pipeline.sinks import JsonLines, Sink


class Loader:
    """Brings shards into a database in the order of their numbers, each when all before it are there.

    So the rows are those of an undisturbed run, whatever order the shards are done in and however often the run stops:
    where two records have one id, the later by order stays. Without a *sink* nothing is brought anywhere.
    """

    def __init__(self, sink: Sink | None, records: JsonLines, ledger: Ledger, shards: int) -> None:
        self._sink = sink
        self._records = records
        self._ledger = ledger
        self._shards = shards
        self._next = 0

    def catch_up(self) -> None:
        """Brings in every shard that can be by now. Raises OutputError where that fails."""
        if self._sink is None:
            return
        while self._next < self._shards and self._ledger.holds(name := shard_name(self._next)):
            if not self._sink.holds(name):
                self._sink.write(name, self._records.read(name))
            self._next += 1

    def mark_duplicates(self, originals: Mapping[str, str]) -> None:
        """See Sink.mark_duplicates."""
        if self._sink is not None:
            self._sink.mark_duplicates(originals)
