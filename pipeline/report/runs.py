"""What was run: the run.json of output folders."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.errors import InputError
from pipeline.report.markdown import Cell, Code, heading, table
from pipeline.run.manifest import Counts, Manifest, read_manifest
from pipeline.run.output import OutputFolder


def runs_in(targets: Iterable[str]) -> list[Manifest]:
    """The run.json of each of *targets* that has one, in order. Raises InputError where it can't be read."""
    found = (read_manifest(OutputFolder(Path(target)).manifest, InputError, "") for target in targets)
    return [run for run in found if run is not None]


def said_of_runs(runs: Sequence[Manifest]) -> Iterator[str]:
    """The section: a column a run."""
    if not runs:
        return
    told = [_facts(run) for run in runs]
    yield from heading(2, "What was run")
    names = [""] if len(runs) == 1 else [f"run {number}" for number in range(1, len(runs) + 1)]
    yield from table(["", *names], [[name, *(facts[name] for facts in told)] for name in told[0]])


def _facts(run: Manifest) -> dict[str, Cell]:
    producer = run.producer
    return {
        "input": _named([each.path for each in run.inputs]),
        "news-pipeline": producer.version,
        "model": Code(f"{producer.model} {producer.model_version}"),
        "spaCy": producer.spacy,
        "Python": run.python,
        "rates": "the ECB's" if run.options.rates is None else Code(run.options.rates),
        "started": run.started,
        "finished": run.finished or "not yet",
        "resumed": run.resumed,
        "documents": _account(run.counts),
    }


def _named(inputs: Sequence[str]) -> Cell:
    return Code(inputs[0]) if len(inputs) == 1 else f"{inputs[0]} and {len(inputs) - 1:,} more"


def _account(counts: Counts) -> str:
    remaining = f" + {counts.remaining:,} remaining" if counts.remaining else ""
    parts = f"{counts.records:,} records + {counts.failures:,} failures + {counts.skipped:,} skipped"
    return f"{counts.documents:,} = {parts}{remaining}"
