"""Whose turn it is: one request at a time to each host, and a pause behind each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from pipeline.errors import DocumentError
from pipeline.fetch.clock import Clock
from pipeline.fetch.robots import Robots

GIVEN_UP_AFTER = 5
"""Pages in a row that a host did not answer, after which it is not asked for more in this session."""


@dataclass
class Host:
    """One host as all threads see it."""

    clock: Clock
    delay: float
    closed: DocumentError | None = None
    _free_at: float = 0.0
    _unanswered: int = 0
    _turn: Lock = field(default_factory=Lock)
    _robots_turn: Lock = field(default_factory=Lock)
    _robots: dict[str, Robots | DocumentError] = field(default_factory=dict)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits until the host may be asked; nobody else asks it before the block ends, nor `delay` seconds after."""
        with self._turn:
            if (wait := self._free_at - self.clock.monotonic()) > 0:
                self.clock.sleep(wait)
            try:
                yield
            finally:
                self._free_at = max(self._free_at, self.clock.monotonic() + self.delay)

    def pause(self, seconds: float) -> None:
        """Lets nobody ask the host for so long."""
        self._free_at = max(self._free_at, self.clock.monotonic() + seconds)

    def robots(self, origin: str, read: Callable[[], Robots]) -> Robots:
        """The rules of *origin*, which *read* gives; it is called once in a session. Raises what it raised."""
        with self._robots_turn:
            if origin not in self._robots:
                try:
                    self._robots[origin] = read()
                except DocumentError as error:
                    self._robots[origin] = error
            known = self._robots[origin]
        if isinstance(known, DocumentError):
            raise DocumentError(known.stage, known.code, str(known))
        self.delay = max(self.delay, known.delay)
        return known

    def answered(self) -> None:
        """The host gave an answer, whichever."""
        self._unanswered = 0

    def failed(self, error: DocumentError) -> None:
        """A page was given up for *error*: there was no answer."""
        self._unanswered += 1
        if self._unanswered >= GIVEN_UP_AFTER:
            self.close(error.code, f"its host was given up: {GIVEN_UP_AFTER} pages in a row failed before it")

    def close(self, code: str, message: str) -> None:
        """Lets the host not be asked any more: every page of it that is left fails with *code*."""
        self.closed = DocumentError("fetch", code, message)


class Hosts:
    """Every host of a session, by name."""

    def __init__(self, clock: Clock, delay: float) -> None:
        self._clock = clock
        self._delay = delay
        self._hosts: dict[str, Host] = {}
        self._lock = Lock()

    def of(self, name: str) -> Host:
        """The host called *name*."""
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = Host(self._clock, self._delay)
            return self._hosts[name]
