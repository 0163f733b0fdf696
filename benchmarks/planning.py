"""Planning many documents, and the memory of a long run, as a Markdown table.

    python benchmarks/planning.py [--pages 200000] [--run-pages 2000] [--workers 2]

Makes its own pages in a temporary folder: very small ones, of which all are planned, and news pages (made_pages.py),
which are run; memory is looked at as each shard ends.
"""

import argparse
import os
import tempfile
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from made_pages import write_pages

from pipeline import Extractor, Failure
from pipeline.run.machine import resident
from pipeline.run.manifest import Options
from pipeline.run.plan import make_plan, read_plan
from pipeline.run.progress import Progress
from pipeline.run.session import run
from pipeline.sources import Input, open_source

ROOT = Path(__file__).parent.parent
PER_FOLDER = 1000
MB = 2**20


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--run-pages", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", default="en_core_web_md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _plan(Path(folder), args.pages)
    with tempfile.TemporaryDirectory() as folder:
        _long_run(Path(folder), args.run_pages, args.workers, args.model)


def _plan(folder: Path, pages: int) -> None:
    print("| documents | listed and planned in s | most memory of the plan in MB | read again in s | shards |")
    print("|---|---|---|---|---|")
    made = 0
    for wanted in (pages // 10, pages):
        while made < wanted:
            path = folder / "pages" / f"{made // PER_FOLDER:05}" / f"{made:07}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"<p>A page.")
            made += 1
        plan = folder / f"plan-{wanted}.jsonl"
        tracemalloc.start()
        began = time.perf_counter()
        planned = make_plan(plan, open_source(Input(str(folder / "pages"))), 500)
        seconds, most = time.perf_counter() - began, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        began = time.perf_counter()
        shards = sum(1 for _ in read_plan(plan))
        again = time.perf_counter() - began
        print(f"| {planned.documents:,} | {seconds:.1f} | {most / MB:.0f} | {again:.1f} | {shards:,} |", flush=True)


class Curve(Progress):
    """Prints the memory of every process of the run, now and then."""

    def __init__(self, every: int) -> None:
        super().__init__(quiet=True)
        self._every = every
        self._documents = self._shown = 0

    def advance(self, documents: int, failures: Sequence[Failure]) -> None:
        """See Progress.advance."""
        super().advance(documents, failures)
        self._documents += documents
        if self._documents >= self._shown + self._every:
            self._shown = self._documents
            below = [resident(pid) or 0 for pid in _below(os.getpid())]
            most = max(below, default=0)
            print(f"| {self._documents:,} | {(resident(os.getpid()) or 0) / MB:.0f} | {most / MB:.0f} |", flush=True)


def _below(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text("ascii").split()):
            yield child
            yield from _below(child)


def _long_run(folder: Path, pages: int, workers: int, model: str) -> None:
    print("\n| documents done | memory of the run itself in MB | of its largest worker |\n|---|---|---|")
    named = Input(str(write_pages(folder / "pages", ROOT / "corpus", pages, seed=2)))
    options = Options(model=model, shard_size=100, database=True, workers=workers)
    outcome = run([named], folder / "output", options, partial(Extractor, model), progress=Curve(pages // 10))
    print(f"\n{outcome.counts.records:,} records in {outcome.seconds:.0f} s")


if __name__ == "__main__":
    main()
