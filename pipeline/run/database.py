"""The databases of a run, filled from committed shards in their order."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.run.manifest import Ledger, Manifest
from pipeline.run.plan import shard_name
from pipeline.sinks import JsonLines, Origin, Sink


class Loader:
    """Brings shards into databases in the order of their numbers, each when all before it are there.

    So the rows are those of an undisturbed run, whatever order the shards are done in and however often the run stops:
    where two records have one id, the later by order stays. Without *sinks* nothing is brought anywhere.
    """

    def __init__(self, sinks: Sequence[Sink], records: JsonLines, ledger: Ledger, shards: int) -> None:
        self._sinks = [_Filled(sink) for sink in sinks]
        self._records = records
        self._ledger = ledger
        self._shards = shards

    def catch_up(self) -> None:
        """Brings in every shard that can be by now. Raises OutputError where that fails."""
        for filled in self._sinks:
            while filled.next < self._shards and self._ledger.holds(name := shard_name(filled.next)):
                filled.bring(name, self._records)

    def mark_duplicates(self, originals: Mapping[str, str]) -> None:
        """See Sink.mark_duplicates."""
        for filled in self._sinks:
            filled.sink.mark_duplicates(originals)


class _Filled:
    """A sink, and the number of the shard that it needs next."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.next = 0
        self._changed = False

    def bring(self, name: str, records: JsonLines) -> None:
        """Brings in the next shard, unless it is there.

        All that come after one that was not, or was another then, are brought again: of one article the later stays.
        """
        digest = records.digest(name)
        if self._changed or not self.sink.holds(name, digest):
            self.sink.write(name, records.read(name), digest)
            self._changed = True
        self.next += 1


def origin_of(manifest: Manifest, output: Path) -> Origin:
    """What a database is told of the run of *manifest* in *output*: the same in every session of it."""
    folder = str(output.resolve())
    return Origin(
        id=origin_id(folder, manifest.started),
        input=manifest.root,
        records=str(Path(folder) / "records"),
        started=manifest.started,
    )


def origin_id(*what: str) -> str:
    """32 hex digits that follow from *what*."""
    return hashlib.sha256("\n".join(what).encode(errors="surrogatepass")).hexdigest()[:32]
