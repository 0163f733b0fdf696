"""A run, from what was named on the command line to a finished output folder, in one session or in many."""

import datetime as dt
import platform
import time
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from pipeline import __version__
from pipeline.errors import InputError, OutputError
from pipeline.record.types import Producer
from pipeline.run.database import Loader, origin_of
from pipeline.run.duplicates import mark_duplicates
from pipeline.run.executor import Executor, open_executor
from pipeline.run.manifest import (
    Counts,
    Manifest,
    Options,
    count,
    read_manifest,
    write_failures,
    write_manifest,
)
from pipeline.run.nursery import MakeExtractor
from pipeline.run.output import OutputFolder
from pipeline.run.piped import begin, keep
from pipeline.run.plan import Planned, Shard, make_plan, read_plan, shard_name
from pipeline.run.progress import Progress
from pipeline.run.shard import ShardOptions
from pipeline.run.sketches import Sketches
from pipeline.sinks import JsonLines, Origin, open_database, open_sink, shown
from pipeline.sources import Input, Source, open_sources
from pipeline.sources.files import STANDARD_INPUT, open_file, standard_input


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
    make_extractor: MakeExtractor,
    *,
    force: bool = False,
    to: str | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Makes the records of all *inputs* in *output*, or goes on where an earlier session stopped.

    Ctrl-C ends the session and keeps the shards that are done. With *force*, what another run wrote there goes first.
    *to* is the address of a database that is filled too.
    Raises InputError, ModelError or OutputError, with nothing written but what came on standard input, where something
    named can't be used; and OutputError or WorkerError later, with all finished shards kept, where the output can't be
    written any more, or there is nobody to make it.
    """
    folder = OutputFolder(output)
    folder.refuse_foreign()
    _refuse_unusable(to)
    options = replace(options, to=to and shown(to))
    if any(Path(named.path).resolve() == output.resolve() for named in inputs):
        raise OutputError(f"the output {output} is the input itself; choose another --output")
    there = read_manifest(folder.manifest)
    earlier = None if force else there
    if _is_piped(inputs):
        if earlier is not None:
            _refuse_other_run(earlier, STANDARD_INPUT, options, output)
        stream = standard_input()
        first = begin(stream, is_begun=earlier is not None)
        with _taken(folder, there):
            kept = keep(folder, first, stream, is_begun=earlier is not None)
        source: Source = open_file(str(kept), choice=options.choice)
    else:
        source = open_sources(inputs, excluded=output.resolve(), choice=options.choice)
        if earlier is not None:
            _refuse_other_run(earlier, _root(source), options, output)
    session = _Session(folder, inputs, source, options, to, there, earlier)
    if earlier is not None and earlier.status == "finished":
        return session.complete(earlier, progress or Progress(quiet=True))
    return session.work(make_extractor, progress or Progress(quiet=True))


def retry(
    output: Path,
    change: Callable[[Options], Options],
    make_extractor: Callable[[Options], MakeExtractor],
    *,
    to: str | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Has another go at every document of the run in *output* that gave no record, and at what is left to do.

    *change* is given the options of that run, and gives those of this session. Documents that failed may have changed
    since. Records that are there stay. *to* is the address of a database that is filled too. Raises as `run` does.
    """
    folder = OutputFolder(output)
    there = read_manifest(folder.manifest)
    if there is None:
        raise OutputError(f"{output} holds no run; name the --output of one")
    if any(named.is_list and named.path == STANDARD_INPUT for named in there.inputs):
        raise OutputError(f"the list of documents of the run in {output} came on standard input, and is gone")
    options = replace(change(there.options), to=to and shown(to))
    if _is_piped(there.inputs):
        if (kept := folder.piped()) is None:
            raise OutputError(f"what came on standard input is not in {folder.state} any more")
        source: Source = open_file(str(kept), choice=options.choice)
        _refuse_other_run(there, STANDARD_INPUT, options, output)
    else:
        source = open_sources(there.inputs, excluded=output.resolve(), choice=options.choice)
        _refuse_other_run(there, _root(source), options, output)
    _refuse_unusable(to)
    session = _Session(folder, there.inputs, source, options, to, there, there)
    if there.status == "finished" and not there.counts.failures:
        return session.complete(there, progress or Progress(quiet=True))
    return session.work(make_extractor(options), progress or Progress(quiet=True), again=True)


@dataclass(frozen=True)
class _Session:
    """What a session is asked for, the run.json that is *there*, and the same if it is of the run to go on with."""

    folder: OutputFolder
    inputs: Sequence[Input]
    source: Source
    options: Options
    to: str | None
    there: Manifest | None
    earlier: Manifest | None
    began: float = field(default_factory=time.monotonic)

    def complete(self, finished: Manifest, progress: Progress) -> Outcome:
        """Leaves the *finished* run as it is, but for a database that it was made without."""
        with _taken(self.folder, self.there):
            planned = self._plan(progress)
            with _Target(self.options, self.to, origin_of(finished, self.folder.path)).loader(
                self.folder, planned
            ) as loader:
                loader.catch_up()
        return Outcome(counts=finished.counts, seconds=self._seconds(), was_finished=True)

    def work(self, make_extractor: MakeExtractor, progress: Progress, *, again: bool = False) -> Outcome:
        """Does what is left to do; *again*: and what failed."""
        folder, earlier = self.folder, self.earlier
        with closing(open_executor(self.options, make_extractor)) as executor:
            if earlier is not None and earlier.producer != executor.producer:
                raise OutputError(
                    f"the run in {folder.path} was begun with {_described(earlier.producer)}, this is "
                    f"{_described(executor.producer)}; run all anew with --force, or choose another --output"
                )
            manifest = _manifest(earlier, self.inputs, self.source, self.options, executor.producer)
            with _taken(folder, self.there) as lock:
                if earlier is None:
                    folder.clear(but_piped=_is_piped(self.inputs))
                    write_manifest(folder.manifest, manifest)
                failed = folder.failed_shards() if again else {}
                planned = self._plan(progress, failed)
                if earlier is not None:  # a plan that does not hold any more leaves the run as it was
                    write_manifest(folder.manifest, manifest)
                folder.reopen(set(failed.values()))
                target = _Target(self.options, self.to, origin_of(manifest, folder.path))
                work = _Work(folder, self.source, self.options, planned, target)
                interrupted = work.do(executor, lock, progress)
                counts = work.counts()
                write_failures(folder.failures, folder.ledger.read(work.names()))
                status, finished = ("unfinished", None) if interrupted or counts.remaining else ("finished", _now())
                write_manifest(folder.manifest, replace(manifest, status=status, counts=counts, finished=finished))
        return Outcome(counts=counts, seconds=self._seconds(), interrupted=interrupted)

    def _plan(self, progress: Progress, may_change: Container[str] = ()) -> Planned:
        """What there is to do, as it was when the run began but for the sizes of what *may_change*."""
        with progress:
            return make_plan(
                self.folder.plan,
                self.source,
                self.options.shard_size,
                may_change=may_change,
                listed_one=progress.listed,
            )

    def _seconds(self) -> float:
        return time.monotonic() - self.began


@dataclass(frozen=True)
class _Work:
    """What a run has to do, and how far it is."""

    folder: OutputFolder
    source: Source
    options: Options
    planned: Planned
    target: "_Target"

    def do(self, executor: Executor, lock: Sequence[int], progress: Progress) -> bool:
        """Does every shard that is missing, and what comes after the last; whether Ctrl-C ended it before.

        No process that holds *lock* is left when it returns.
        """
        folder = self.folder
        shard_options = ShardOptions(self.source, folder.records, folder.state, self.options.batch_size)
        folder.sweep()
        before = self.counts()
        try:
            with progress, self.target.loader(folder, self.planned) as loader:
                progress.start(self.planned.documents, before.records + before.failures, before.failures)
                loader.catch_up()
                for _ in executor.run(self._missing(), shard_options, progress.advance, lock):
                    loader.catch_up()
                executor.close()
                loader.mark_duplicates(self._mark_duplicates())
        except KeyboardInterrupt:
            return True
        finally:
            executor.close()
            folder.sweep()
        return False

    def counts(self) -> Counts:
        """What became of the documents so far."""
        return count(self.folder.ledger.read(self.names()), self.planned.documents, self.planned.skipped)

    def names(self) -> Iterator[str]:
        """What every shard is called."""
        return (shard_name(number) for number in range(self.planned.shards))

    def _mark_duplicates(self) -> dict[str, str]:
        folder = self.folder
        return mark_duplicates(JsonLines(folder.records), Sketches(folder.state), folder.duplicates, [*self.names()])

    def _missing(self) -> Iterator[Shard]:
        return (shard for shard in read_plan(self.folder.plan) if not self.folder.ledger.holds(shard.name))


@contextmanager
def _taken(folder: OutputFolder, there: Manifest | None) -> Iterator[Sequence[int]]:
    """*folder* made and locked; *there* is its run.json as it was before. What the disk refuses becomes OutputError.

    Processes that keep open what it gives keep the lock.
    """
    try:
        folder.make()
        with folder.locked() as lock:
            if read_manifest(folder.manifest) != there:
                raise OutputError(f"another run has just written to {folder.path}; choose another --output")
            yield lock
    except OSError as error:
        raise OutputError(f"{error.filename or folder.path} can't be written: {error.strerror}") from error


@dataclass(frozen=True)
class _Target:
    """The databases of a run: the one in its folder, unless it is left out, and the one at the address *to*."""

    options: Options
    to: str | None
    origin: Origin

    @contextmanager
    def loader(self, folder: OutputFolder, planned: Planned) -> Iterator[Loader]:
        """What fills them; where there are none, it fills nothing."""
        with ExitStack() as stack:
            sinks = (
                [stack.enter_context(closing(open_sink(folder.database, self.origin)))] if self.options.database else []
            )
            if self.to is not None:
                sinks.append(stack.enter_context(closing(open_database(self.to, self.origin))))
            yield Loader(sinks, JsonLines(folder.records), folder.ledger, planned.shards)


def _refuse_unusable(to: str | None) -> None:
    """Raises OutputError where the database at *to* can't be used: now, and not after hours of work."""
    if to is not None:
        open_database(to, Origin()).close()


def _manifest(
    earlier: Manifest | None, inputs: Sequence[Input], source: Source, options: Options, producer: Producer
) -> Manifest:
    """run.json as a session begins it."""
    if earlier is not None:
        again = {"status": "unfinished", "finished": None, "resumed": earlier.resumed + 1}
        return replace(earlier, options=options, python=platform.python_version(), **again)
    return Manifest(
        status="unfinished",
        inputs=tuple(inputs),
        root=STANDARD_INPUT if _is_piped(inputs) else _root(source),
        options=options,
        producer=producer,
        python=platform.python_version(),
        counts=Counts(),
        started=_now(),
        finished=None,
        resumed=0,
    )


def _is_piped(inputs: Sequence[Input]) -> bool:
    """Whether standard input is what is read. Raises InputError where other inputs are named beside it."""
    piped = [named for named in inputs if named.path == STANDARD_INPUT]
    if len(piped) > 1 or (len(inputs) > 1 and any(not named.is_list for named in piped)):
        raise InputError('standard input can be read once, and as an INPUT only alone; name nothing beside "-"')
    return bool(piped) and not piped[0].is_list


def _root(source: Source) -> str:
    return str(source.root.resolve())


def _refuse_other_run(earlier: Manifest, root: str, options: Options, output: Path) -> None:
    """Raises OutputError where *earlier* is not the run that is asked for; what only the model knows comes later."""
    then = {"input": earlier.root, "version": earlier.producer.version} | earlier.options.deciding()
    now = {"input": root, "version": __version__} | options.deciding()
    if different := [f"{name} was {then[name]}, now {now[name]}" for name in then if then[name] != now[name]]:
        raise OutputError(
            f"{output} holds another run ({'; '.join(different)}); choose another --output, or replace it with --force"
        )


def _described(producer: Producer) -> str:
    return f"{producer.model} {producer.model_version} on spaCy {producer.spacy}"


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
