"""The processes that do the work, and the one they are born of.

Loading the language model takes seconds and hundreds of megabytes. So one process, the nursery, loads it and does
nothing else; each worker is forked from it within milliseconds and shares its memory. Where there is no sound fork
(Windows, macOS), every worker loads its own model.

No worker outlives the run: when the process that asked for them is gone, however it ended, the nursery kills them; when
that is gone too, they end with the document that they are at, or are ended by their own alarm.
"""

import gc
import logging
import logging.handlers
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe
from multiprocessing.context import SpawnProcess
from multiprocessing.reduction import recv_handle, send_handle
from queue import SimpleQueue
from typing import Protocol

from msgspec import Struct

from pipeline.document import Document
from pipeline.errors import DocumentError, PipelineError, WorkerError
from pipeline.record.types import Producer
from pipeline.run.machine import one_thread_each
from pipeline.run.manifest import ShardResult
from pipeline.run.plan import Shard
from pipeline.run.shard import Extracting, ShardOptions, Start, Watch, run_shard
from pipeline.run.sketches import prepare

CAN_FORK = sys.platform == "linux"

COLLECT_AFTER = (50_000, 20, 20)
"""The thresholds of gc.set_threshold: with Python's own (700, 10, 10), annotating is 3 to 7 % slower."""

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""What ends a process at once; Windows does so whatever it is sent."""

MakeExtractor = Callable[[], Extracting]

_SAMPLE = Document(
    data=b'<!DOCTYPE html><title>Mill sold</title><meta property="og:site_name" content="The Lisbon Courier">'
    b"<h1>Mill sold</h1><p>By Jane Doe</p><p>June 25, 2018</p><p>The town has sold its old mill to a baker, who means "
    b"to open it to visitors by the end of the year. The council had looked for a buyer since the gates were closed, "
    b"and had turned down two offers from builders of houses.</p>",
    path="sample.html",
    media_type="text/html",
)
"""A page that has all loaded which reading most pages takes."""


class Task(Struct, frozen=True):
    """A shard, and where it is begun. `alarm`: seconds after which a worker that nobody watches any more is ended."""

    shard: Shard
    options: ShardOptions
    start: Start
    alarm: float
    log_level: int


class Begins(Struct, frozen=True):
    """A worker tells: see Watch.begins."""

    stage: str
    first: int
    documents: int


class Advanced(Struct, frozen=True):
    """A worker tells: see Watch.advanced."""

    done: ShardResult
    size: int


class _Start(Struct, frozen=True):
    """Asks the nursery for a worker: its connection and so many open files follow, its process id comes back."""

    held: int


class _Reap(Struct, frozen=True):
    """Asks the nursery how the process *pid* ended."""

    pid: int


class Worker:
    """A process that runs shards, one at a time: a Task is sent; Begins, Advanced, log records and at last the
    ShardResult, or the error that ended it, come back.
    """

    def __init__(self, connection: Connection, pid: int) -> None:
        self.connection = connection
        self.pid = pid

    def kill(self) -> None:
        """Ends it at once. It must not have been reaped."""
        self.connection.close()
        with suppress(ProcessLookupError):
            os.kill(self.pid, KILL)


class Nursery(Protocol):
    """Where workers come from. Raises PipelineError, on making it, where the extractor can't be made."""

    producer: Producer

    def start(self, held: Sequence[int]) -> Worker:
        """A new worker, which keeps the file descriptors *held* open for as long as it lives."""

    def reap(self, worker: Worker) -> int | None:
        """How *worker*, which has ended or was killed, ended: its exit code, or minus the signal; None: not known."""

    def close(self) -> None:
        """Ends everything."""


def open_nursery(make_extractor: MakeExtractor, *, fork: bool = CAN_FORK) -> Nursery:
    """A nursery whose workers use what *make_extractor* makes, which can be pickled."""
    return Forking(make_extractor) if fork else Spawning(make_extractor)


class Forking:
    """Forks workers from a process that has loaded the model."""

    def __init__(self, make_extractor: MakeExtractor) -> None:
        self._make_extractor = make_extractor
        self._held: tuple[int, ...] = ()
        self._begin()

    def _begin(self) -> None:
        self._connection, theirs = Pipe()
        self._process = get_context("spawn").Process(target=_be_nursery, args=(theirs,), daemon=True)
        with closing(theirs), _with_one_thread():
            self._process.start()
        try:
            self.producer = _producer(self._connection, self._process, self._make_extractor)
        except BaseException:
            self.close()
            raise

    def start(self, held: Sequence[int]) -> Worker:
        """See Nursery.start."""
        try:
            return self._fork(held)
        except (EOFError, OSError):  # somebody killed it
            self.close()
            self._begin()
            return self._fork(held)

    def _fork(self, held: Sequence[int]) -> Worker:
        ours, theirs = Pipe()
        try:
            with closing(theirs):
                self._connection.send(_Start(len(held)))
                for handle in (theirs.fileno(), *held):
                    send_handle(self._connection, handle, self._process.pid)
            return Worker(ours, self._connection.recv())
        except BaseException:
            ours.close()
            raise

    def reap(self, worker: Worker) -> int | None:
        """See Nursery.reap."""
        try:
            self._connection.send(_Reap(worker.pid))
            status: int | None = self._connection.recv()
        except (EOFError, OSError):
            return None
        return status

    def close(self) -> None:
        """See Nursery.close."""
        self._connection.close()
        self._process.kill()
        self._process.join()


class Spawning:
    """Starts workers anew, each with a model of its own."""

    def __init__(self, make_extractor: MakeExtractor) -> None:
        self._make_extractor = make_extractor
        self._processes: dict[int, SpawnProcess] = {}
        self._first: Worker | None = None
        self._first, self.producer = self._spawn(())

    def start(self, held: Sequence[int]) -> Worker:
        """See Nursery.start. The first was there before anybody knew what to hold: it is of no more use."""
        if self._first is not None:
            self._first.kill()
            self.reap(self._first)
            self._first = None
        return self._spawn(held)[0]

    def _spawn(self, held: Sequence[int]) -> tuple[Worker, Producer]:
        ours, theirs = Pipe()
        # A Connection is an open file that can be handed to a process that is being spawned.
        handed = [Connection(os.dup(each)) for each in held]
        process = get_context("spawn").Process(target=_be_spawned, args=(theirs, handed), daemon=True)
        try:
            with _with_one_thread():
                process.start()
        finally:
            for each in (theirs, *handed):
                each.close()
        worker = Worker(ours, process.pid or 0)  # a process that was started has an id
        self._processes[worker.pid] = process
        return worker, _producer(ours, process, self._make_extractor)

    def reap(self, worker: Worker) -> int | None:
        """See Nursery.reap."""
        process = self._processes.pop(worker.pid)
        process.join()
        return process.exitcode

    def close(self) -> None:
        """See Nursery.close."""
        for process in self._processes.values():
            process.kill()
            process.join()


def _producer(connection: Connection, process: SpawnProcess, make_extractor: MakeExtractor) -> Producer:
    """What the extractor of *process* says it is, once it is made; else raises why it can't be."""
    try:
        connection.send_bytes(pickle.dumps(make_extractor))
        answer = connection.recv()
    except (EOFError, OSError) as error:
        process.join()
        ended = how_it_ended(process.exitcode)
        raise WorkerError(f"the process that loads the language model {ended} before it had done so") from error
    if isinstance(answer, PipelineError):
        raise answer
    producer: Producer = answer
    return producer


def how_it_ended(status: int | None) -> str:
    """What became of a process, from Nursery.reap.

    >>> how_it_ended(1), how_it_ended(-11)
    ('ended with exit code 1', 'was ended by SIGSEGV')
    """
    if status is None:
        return "ended"
    if status >= 0:
        return f"ended with exit code {status}"
    try:
        return f"was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"was ended by signal {-status}"


@contextmanager
def _with_one_thread() -> Iterator[None]:
    """See one_thread_each; for processes started in the with block."""
    added = one_thread_each()
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _extractor(connection: Connection) -> Extracting | None:
    """In a new process: the extractor, whose making was asked for; None where it can't be made, which is told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the one that leads them decides
    make_extractor: MakeExtractor = pickle.loads(connection.recv_bytes())  # noqa: S301 -- from the process that started this one
    try:
        extractor = make_extractor()
    except PipelineError as error:
        connection.send(error)
        return None
    prepare()
    with suppress(DocumentError):  # what the first page takes to be loaded is in no worker's time, and all share it
        extractor.read(_SAMPLE)
    # What was loaded stays for good: the collector need not look at it again, nor copy its pages by marking them. And
    # it need not come by every few hundred tokens: what a batch leaves behind is bounded.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    connection.send(extractor.producer)
    return extractor


def _be_spawned(connection: Connection, held: Sequence[Connection]) -> None:  # noqa: ARG001 -- open while this runs
    if extractor := _extractor(connection):
        _be_worker(connection, extractor)


def _be_nursery(connection: Connection) -> None:
    children: set[int] = set()
    try:
        if extractor := _extractor(connection):
            while True:
                match connection.recv():
                    case _Start(held):
                        handles = [recv_handle(connection) for _ in range(held + 1)]
                        children.add(pid := _forked(connection, handles, extractor))
                        connection.send(pid)
                    case _Reap(pid):
                        children.discard(pid)
                        connection.send(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    except (EOFError, OSError):  # nobody is there any more
        for pid in children:
            os.kill(pid, signal.SIGKILL)


def _forked(connection: Connection, handles: Sequence[int], extractor: Extracting) -> int:
    """The process id of a new worker, whose connection is the first of *handles*."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            connection.close()
            _be_worker(Connection(handles[0]), extractor)
            code = 0
        finally:
            os._exit(code)  # without what the nursery has to tidy up
    for handle in handles:
        os.close(handle)
    return pid


def _be_worker(connection: Connection, extractor: Extracting) -> None:
    """Runs every Task that comes, until nobody is there to send one."""
    watch = _Telling(connection)
    logging.getLogger("pipeline").handlers = [_Forwarding(connection)]
    with suppress(EOFError, OSError):
        while True:
            task: Task = connection.recv()
            logging.getLogger("pipeline").setLevel(task.log_level)
            watch.alarm = task.alarm
            try:
                answer: ShardResult | PipelineError = run_shard(task.shard, task.options, extractor, watch, task.start)
            except PipelineError as error:
                answer = error
            connection.send(answer)


class _Telling(Watch):
    """Tells what it is told to who waits at the other end; without one, this process ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.alarm = 0.0

    def begins(self, stage: str, first: int, documents: int) -> None:
        _set_alarm(self.alarm)
        self._tell(Begins(stage, first, documents))

    def advanced(self, done: ShardResult, size: int) -> None:
        _set_alarm(0)
        self._tell(Advanced(done, size))

    def _tell(self, message: Begins | Advanced) -> None:
        try:
            self._connection.send(message)
        except OSError:
            os._exit(1)


def _set_alarm(seconds: float) -> None:
    """Has the system end this process after so many *seconds*, unless it is called again; 0: never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


class _Forwarding(logging.handlers.QueueHandler):
    """Sends log records to who waits at the other end, with what they say made ready to be pickled."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(SimpleQueue())  # which stays empty
        self._connection = connection

    def enqueue(self, record: logging.LogRecord) -> None:
        """See logging.handlers.QueueHandler.enqueue."""
        self._connection.send(record)
