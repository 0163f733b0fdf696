"""Time, as a session has it; tests bring their own."""

import datetime as dt
import time
from threading import Event
from typing import Protocol

from pipeline.fetch.connection import Stopped


class Clock(Protocol):
    """What time it is, and waiting."""

    def monotonic(self) -> float:
        """Seconds since some moment."""

    def now(self) -> dt.datetime:
        """The time of day in UTC, to the second."""

    def sleep(self, seconds: float) -> None:
        """Returns after so many seconds. Raises Stopped where somebody asks to stop meanwhile."""


class SystemClock:
    """The clock of the machine; waiting ends early once *stop* is set."""

    def __init__(self, stop: Event) -> None:
        self._stop = stop

    def monotonic(self) -> float:
        """See Clock."""
        return time.monotonic()

    def now(self) -> dt.datetime:
        """See Clock."""
        return dt.datetime.now(dt.UTC).replace(microsecond=0)

    def sleep(self, seconds: float) -> None:
        """See Clock."""
        if self._stop.wait(seconds):
            raise Stopped
