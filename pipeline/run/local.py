"""The executor within this process: for debugging, and where no other process may be started.

A document that never ends, or ends the interpreter, ends the run with it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.document import Failure
from pipeline.record.types import Producer
from pipeline.run.manifest import ShardResult
from pipeline.run.plan import Shard
from pipeline.run.shard import Extracting, ShardOptions, Watch, run_shard

Advance = Callable[[int, Sequence[Failure]], None]
"""Is told that so many more documents are done, with the failures among them."""


class Local:
    """Runs one shard after the other."""

    def __init__(self, extractor: Extracting) -> None:
        self._extractor = extractor

    @property
    def producer(self) -> Producer:
        """See Executor.producer."""
        return self._extractor.producer

    def run(
        self,
        shards: Iterable[Shard],
        options: ShardOptions,
        advance: Advance,
        held: Sequence[int] = (),  # noqa: ARG002 -- this process holds them
    ) -> Iterator[ShardResult]:
        """See Executor.run."""
        for shard in shards:
            yield run_shard(shard, options, self._extractor, Telling(advance))

    def close(self) -> None:
        """See Executor.close."""


class Telling(Watch):
    """Tells how far one shard is, nothing twice: not even where a part of it is done again."""

    def __init__(self, advance: Advance) -> None:
        self._advance = advance
        self._documents = 0
        self._failures = 0

    def advanced(self, done: ShardResult, size: int) -> None:  # noqa: ARG002 -- see Watch
        """See Watch.advanced."""
        if done.documents > self._documents:
            self._advance(done.documents - self._documents, done.failures[self._failures :])
            self._documents, self._failures = done.documents, len(done.failures)
