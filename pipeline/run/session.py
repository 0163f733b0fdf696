"""A run, from what was named on the command line to a finished output folder, in one session or in many."""

import datetime as dt
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from pipeline import __version__
from pipeline.errors import OutputError
from pipeline.record.types import Producer
from pipeline.run.database import Loader
from pipeline.run.local import run_locally
from pipeline.run.manifest import (
    Counts,
    Manifest,
    Options,
    count,
    read_manifest,
    write_failures,
    write_manifest,
)
from pipeline.run.output import OutputFolder
from pipeline.run.plan import Planned, Shard, make_plan, read_plan, shard_name
from pipeline.run.progress import Progress
from pipeline.run.shard import Extracting, ShardOptions
from pipeline.sinks import JsonLines, open_sink
from pipeline.sources import Input, Source, open_sources


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a session ended. `was_finished`: an earlier one had left nothing to do for it."""

    counts: Counts
    seconds: float
    interrupted: bool = False
    was_finished: bool = False


def run(
    inputs: Sequence[Input],
    output: Path,
    options: Options,
    make_extractor: Callable[[], Extracting],
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Makes the records of all *inputs* in *output*, or goes on where an earlier session stopped.

    Ctrl-C ends the session and keeps the shards that are done. With *force*, what another run wrote there goes first.
    Raises InputError, ModelError or OutputError, with nothing written, where something named can't be used; and
    OutputError later, with all finished shards kept, where the output can't be written any more.
    """
    began = time.monotonic()
    folder = OutputFolder(output)
    folder.refuse_foreign()
    source = open_sources(inputs, excluded=output.resolve())
    if any(Path(named.path).resolve() == output.resolve() for named in inputs):
        raise OutputError(f"the output {output} is the input itself; choose another --output")
    there = read_manifest(folder.manifest)
    earlier = None if force else there
    if earlier is not None:
        _refuse_other_run(earlier, source, options, output)
    if earlier is not None and earlier.status == "finished":
        with _taken(folder, there):
            planned = make_plan(folder.plan, source, options.shard_size)
            with _loader(folder, options, planned) as loader:
                loader.catch_up()
        return Outcome(counts=earlier.counts, seconds=time.monotonic() - began, was_finished=True)

    extractor = make_extractor()
    manifest = _manifest(earlier, inputs, source, options, extractor.producer)
    if earlier is not None and earlier.producer != extractor.producer:
        raise OutputError(
            f"the run in {output} was begun with {_described(earlier.producer)}, this is "
            f"{_described(extractor.producer)}; run all anew with --force, or choose another --output"
        )
    with _taken(folder, there):
        if force:
            folder.clear()
        write_manifest(folder.manifest, manifest)
        planned = make_plan(folder.plan, source, options.shard_size)
        interrupted = _work(folder, source, options, planned, extractor, progress or Progress(quiet=True))
        results = folder.ledger.read(_names(planned))
        counts = count(results, planned.documents, planned.skipped)
        write_failures(folder.failures, folder.ledger.read(_names(planned)))
        status, finished = ("unfinished", None) if counts.remaining else ("finished", _now())
        write_manifest(folder.manifest, replace(manifest, status=status, counts=counts, finished=finished))
    return Outcome(counts=counts, seconds=time.monotonic() - began, interrupted=interrupted)


def _work(
    folder: OutputFolder,
    source: Source,
    options: Options,
    planned: Planned,
    extractor: Extracting,
    progress: Progress,
) -> bool:
    """Does every shard that is missing; whether Ctrl-C ended it before."""
    before = count(folder.ledger.read(_names(planned)), planned.documents, planned.skipped)
    shard_options = ShardOptions(source, folder.records, folder.state, options.batch_size)
    try:
        with progress, _loader(folder, options, planned) as loader:
            progress.start(planned.documents, before.records + before.failures, before.failures)
            loader.catch_up()
            for _ in run_locally(_missing(folder), shard_options, extractor, progress.advance):
                loader.catch_up()
    except KeyboardInterrupt:
        return True
    return False


def _missing(folder: OutputFolder) -> Iterator[Shard]:
    return (shard for shard in read_plan(folder.plan) if not folder.ledger.holds(shard.name))


def _names(planned: Planned) -> Iterator[str]:
    return (shard_name(number) for number in range(planned.shards))


@contextmanager
def _taken(folder: OutputFolder, there: Manifest | None) -> Iterator[None]:
    """*folder* made and locked; *there* is its run.json as it was before. What the disk refuses becomes OutputError."""
    try:
        folder.make()
        with folder.locked():
            if read_manifest(folder.manifest) != there:
                raise OutputError(f"another run has just written to {folder.path}; choose another --output")
            yield
    except OSError as error:
        raise OutputError(f"{error.filename or folder.path} can't be written: {error.strerror}") from error


@contextmanager
def _loader(folder: OutputFolder, options: Options, planned: Planned) -> Iterator[Loader]:
    """What fills the database of the run; without one, it fills nothing."""
    records = JsonLines(folder.records)
    if not options.database:
        yield Loader(None, records, folder.ledger, planned.shards)
        return
    with closing(open_sink(folder.database)) as database:
        yield Loader(database, records, folder.ledger, planned.shards)


def _manifest(
    earlier: Manifest | None, inputs: Sequence[Input], source: Source, options: Options, producer: Producer
) -> Manifest:
    """run.json as a session begins it."""
    if earlier is not None:
        return replace(earlier, options=options, python=platform.python_version(), resumed=earlier.resumed + 1)
    return Manifest(
        status="unfinished",
        inputs=tuple(inputs),
        root=str(source.root.resolve()),
        options=options,
        producer=producer,
        python=platform.python_version(),
        counts=Counts(),
        started=_now(),
        finished=None,
        resumed=0,
    )


def _refuse_other_run(earlier: Manifest, source: Source, options: Options, output: Path) -> None:
    """Raises OutputError where *earlier* is not the run that is asked for; what only the model knows comes later."""
    then = {"input": earlier.root, "version": earlier.producer.version} | earlier.options.deciding()
    now = {"input": str(source.root.resolve()), "version": __version__} | options.deciding()
    if different := [f"{name} was {then[name]}, now {now[name]}" for name in then if then[name] != now[name]]:
        raise OutputError(
            f"{output} holds another run ({'; '.join(different)}); choose another --output, or replace it with --force"
        )


def _described(producer: Producer) -> str:
    return f"{producer.model} {producer.model_version} on spaCy {producer.spacy}"


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
