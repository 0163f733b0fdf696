"""What does the work of a run: the table from the number of workers to what leads them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.record.types import Producer
from pipeline.run.local import Advance, Local
from pipeline.run.manifest import Options, ShardResult
from pipeline.run.nursery import MakeExtractor, open_nursery
from pipeline.run.plan import Shard
from pipeline.run.shard import ShardOptions
from pipeline.run.workers import Workers


class Executor(Protocol):
    """Runs shards. Whatever does so, and however many at once, the same bytes are committed."""

    @property
    def producer(self) -> Producer:
        """What makes the records."""

    def run(
        self, shards: Iterable[Shard], options: ShardOptions, advance: Advance, held: Sequence[int] = ()
    ) -> Iterator[ShardResult]:
        """The result of each of *shards*, each when it is committed, in any order.

        No process that writes outlives the file descriptors *held*: a lock on one of them is kept until the last has
        ended. Raises OutputError where results can't be written, WorkerError where there is nobody to make them.
        """

    def close(self) -> None:
        """Ends every process at once; what is committed stays."""


def open_executor(options: Options, make_extractor: MakeExtractor) -> Executor:
    """What runs the shards of a run with *options*. Raises ModelError where the extractor can't be made."""
    if options.workers == 0:
        return Local(make_extractor())
    return Workers(open_nursery(make_extractor), options.workers, options.document_timeout, options.max_memory)
