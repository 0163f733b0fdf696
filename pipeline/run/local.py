"""The executor for one process."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.run.manifest import ShardResult
from pipeline.run.plan import Shard
from pipeline.run.shard import Extracting, ShardOptions, run_shard


def run_locally(
    shards: Iterable[Shard], options: ShardOptions, extractor: Extracting, advance: Callable[[int, int], None]
) -> Iterator[ShardResult]:
    """The result of each of *shards*, in their order, each when it is committed."""
    for shard in shards:
        yield run_shard(shard, options, extractor, advance)
