"""The executor over several processes, which no document can end or hold up.

Workers tell what they begin and what they have done. One that takes too long or too much memory is killed from here.
The next goes on where it was: what it was at is done again, each document alone, and one that ends its worker alone
becomes a Failure. So only that document is lost, and nothing that was done is done again.
"""

import dataclasses
import logging
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Literal

from msgspec.structs import replace

from pipeline.document import Failure
from pipeline.errors import PipelineError, WorkerError
from pipeline.record.types import Producer
from pipeline.run.local import Advance, Telling
from pipeline.run.machine import resident
from pipeline.run.manifest import ShardResult
from pipeline.run.nursery import KILL, Advanced, Begins, Nursery, Task, Worker, how_it_ended
from pipeline.run.plan import Shard
from pipeline.run.shard import ShardOptions, Start

logger = logging.getLogger(__name__)

Loss = Literal["timeout", "out_of_memory", "crashed"]

TICK = 0.1
"""Seconds between two looks at the time and memory that workers take."""

SHARDS_OF_A_WORKER = 20
"""Shards after which a worker makes room for a new one: libraries leak, and a fork costs a tenth of a second."""

IDLE_DEATHS = 5
"""Times that the process at a shard may end while at no document, before the run gives up."""

ATTEMPTS: dict[Loss, int] = {"timeout": 1, "out_of_memory": 2, "crashed": 2}
"""Workers that a document must end, alone and in one way, to be lost. What came before it may have taken the memory, or
broken something: only a fresh worker shows which."""

ATTEMPTS_FROM_OUTSIDE = 3
"""The same of workers that somebody else may have ended, even twice: by a kill, or in a way that nobody knows."""


@dataclass
class _Work:
    """A shard that is not committed, and what its workers told or taught of it."""

    shard: Shard
    telling: Telling
    start: Start
    losses: Counter[tuple[str, Loss, int | None]] = field(default_factory=Counter)  # by path, and how it ended
    idle_deaths: int = 0
    suspected_of: Loss | None = None  # why documents before alone_until are done one by one
    lost_before: int = 0


@dataclass
class _Busy:
    """A worker and what it is at: *since* when, if it is at documents."""

    worker: Worker
    work: _Work
    at: Begins | None = None
    since: float = 0.0


class Workers:
    """Runs several shards at a time, each in a worker of its own."""

    _options: ShardOptions
    _held: Sequence[int]
    _batch_size: int

    def __init__(self, nursery: Nursery, workers: int, document_timeout: float, max_memory: int) -> None:
        self._nursery = nursery
        self._workers = workers
        self._timeout = document_timeout
        self._max_memory = max_memory
        self._busy: list[_Busy] = []
        self._idle: list[Worker] = []
        self._shards_done: Counter[int] = Counter()

    @property
    def producer(self) -> Producer:
        """See Executor.producer."""
        return self._nursery.producer

    def run(
        self, shards: Iterable[Shard], options: ShardOptions, advance: Advance, held: Sequence[int] = ()
    ) -> Iterator[ShardResult]:
        """See Executor.run."""
        self._options, self._held, self._batch_size = options, held, options.batch_size
        waiting = iter(shards)
        looked = time.monotonic()
        while True:
            while len(self._busy) < self._workers and (shard := next(waiting, None)) is not None:
                self._begin(_Work(shard, Telling(advance), Start(done=ShardResult(number=shard.number))))
            if not self._busy:
                return
            for busy in self._with_news():
                yield from self._hear(busy)
            if time.monotonic() - looked > TICK:
                looked = time.monotonic()
                self._look()

    def _hear(self, busy: _Busy) -> Iterator[ShardResult]:
        """Takes in what *busy* tells next: its shard's result, if it is that."""
        try:
            message = busy.worker.connection.recv()
        except (EOFError, OSError):
            self._lose(busy, "crashed")
            return
        match message:
            case Begins():
                busy.at, busy.since = message, time.monotonic()
            case Advanced():
                busy.at = None
                busy.work.telling.advanced(message.done, message.size)
                self._advance(busy.work, message)
            case logging.LogRecord():
                logging.getLogger(message.name).handle(message)
            case PipelineError():
                raise message
            case ShardResult():
                self._finish(busy)
                yield message

    def _look(self) -> None:
        """Ends workers that take too much; what they have told and nobody has heard yet is heard first."""
        for busy in self._busy.copy():
            if (loss := self._too_much(busy)) is not None and not busy.worker.connection.poll():
                self._lose(busy, loss)

    def close(self) -> None:
        """See Executor.close."""
        for worker in (*self._idle, *(busy.worker for busy in self._busy)):
            self._end(worker)
        self._nursery.close()

    def _begin(self, work: _Work) -> None:
        """Has a worker go on with *work*."""
        worker = self._idle.pop() if self._idle else self._nursery.start(self._held)
        busy = _Busy(worker, work)
        self._busy.append(busy)
        options = dataclasses.replace(self._options, batch_size=self._batch_size)
        # A worker that nobody watches any more is ended by its alarm, some time after it would have been from here.
        alarm = 2 * self._timeout + 10
        level = logging.getLogger("pipeline").getEffectiveLevel()
        try:
            worker.connection.send(Task(work.shard, options, work.start, alarm, level))
        except OSError:  # it has died of boredom
            self._lose(busy, "crashed")

    def _with_news(self) -> list[_Busy]:
        """The busy workers that have something to tell, waiting for them a little."""
        by_connection = {busy.worker.connection: busy for busy in self._busy}
        return [by_connection[ready] for ready in wait(list(by_connection), TICK) if ready in by_connection]

    def _too_much(self, busy: _Busy) -> Loss | None:
        """What *busy* takes more of than it may."""
        if busy.at is None:
            return None
        if (resident(busy.worker.pid) or 0) > self._max_memory:
            return "out_of_memory"
        return "timeout" if time.monotonic() - busy.since > self._timeout else None

    def _advance(self, work: _Work, news: Advanced) -> None:
        work.start = replace(work.start, done=news.done, size=news.size)
        if work.suspected_of is not None and news.done.documents >= work.start.alone_until:
            in_vain = work.suspected_of != "crashed" and len(work.start.lost) == work.lost_before
            if in_vain and self._batch_size > 1:
                self._batch_size //= 2
                logger.info("batches of %d from now on: one took too much, its documents do not", self._batch_size)
            work.suspected_of = None

    def _finish(self, busy: _Busy) -> None:
        """Takes *busy* off its shard, and keeps its worker if that is still fresh."""
        self._busy.remove(busy)
        worker = busy.worker
        self._shards_done[worker.pid] += 1
        if self._shards_done[worker.pid] < SHARDS_OF_A_WORKER and (resident(worker.pid) or 0) < self._max_memory // 2:
            self._idle.append(worker)
        else:
            self._end(worker)

    def _lose(self, busy: _Busy, loss: Loss) -> None:
        """Ends the worker of *busy*, and has another go on with its shard, wiser."""
        self._busy.remove(busy)
        self._learn(busy, loss, self._end(busy.worker))
        self._begin(busy.work)

    def _end(self, worker: Worker) -> int | None:
        worker.kill()
        self._shards_done.pop(worker.pid, None)
        return self._nursery.reap(worker)

    def _learn(self, busy: _Busy, loss: Loss, status: int | None) -> None:
        """Notes which documents a worker was lost at, and how it ended."""
        work, at, how = busy.work, busy.at, how_it_ended(status)
        if at is None:
            # It may have been committing: what was unfinished need not be there. What is committed is taken from there.
            work.start = replace(work.start, done=ShardResult(number=work.shard.number), size=0)
            work.idle_deaths += 1
            logger.info("%s: its worker %s while at no document", work.shard.name, how)
            if work.idle_deaths == IDLE_DEATHS:
                raise WorkerError(f"the worker of {work.shard.name} {how} {IDLE_DEATHS} times while at no document")
        elif at.documents > 1:
            work.suspected_of, work.lost_before = loss, len(work.start.lost)
            work.start = replace(work.start, alone_until=at.first + at.documents)
        else:
            path = work.shard.documents[at.first].path
            cause = (path, loss, status if loss == "crashed" else None)
            work.losses[cause] += 1
            if work.losses[cause] < _attempts(loss, status):
                work.start = replace(work.start, alone_until=max(work.start.alone_until, at.first + 1))
            else:
                failure = Failure(path=path, stage=at.stage, code=loss, message=self._message(loss, how))
                work.start = replace(work.start, lost=(*work.start.lost, failure))

    def _message(self, loss: Loss, how: str) -> str:
        match loss:
            case "timeout":
                return f"It took longer than {self._timeout:g} seconds."
            case "out_of_memory":
                return f"It took more than {self._max_memory / 2**20:,.0f} MB of memory."
            case "crashed":
                return f"The process that worked on it {how}."


def _attempts(loss: Loss, status: int | None) -> int:
    from_outside = loss == "crashed" and status in (None, -KILL, -signal.SIGTERM)
    return ATTEMPTS_FROM_OUTSIDE if from_outside else ATTEMPTS[loss]
