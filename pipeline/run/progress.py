"""How far a run is: a line on standard error where somebody looks, log lines where nobody does."""

import logging
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm

from pipeline.document import Failure

logger = logging.getLogger(__name__)

LOGGED_EVERY = 30.0
"""Seconds between two log lines that say how far a run is."""


class Progress:
    """A tqdm bar over documents, and before it one that counts them: on a terminal only, and never where *quiet*.

    Failures and now and then a count of documents are logged, with their parts as attributes of the log record. *unit*
    is what people call the documents.
    """

    def __init__(self, *, quiet: bool = False, unit: str = "documents") -> None:
        self._quiet = quiet
        self._unit = unit
        self._bar: tqdm[Any] | None = None
        self._found = self._total = self._done = self._done_before = self._failures = 0
        self._began = self._logged = time.monotonic()

    def listed(self) -> None:
        """One more of the documents is known that will be counted: shows how many, before the bar."""
        self._found += 1
        if self._bar is None:
            off = True if self._quiet else None
            self._bar = tqdm(desc="listing", unit=f" {self._unit}", disable=off, dynamic_ncols=True, leave=False)
        self._bar.update()
        if (now := time.monotonic()) - self._logged > LOGGED_EVERY:
            self._logged = now
            logger.info(
                f"listed %(documents)d {self._unit}", {"documents": self._found}, extra={"documents": self._found}
            )

    def start(self, documents: int, done: int, failures: int) -> None:
        """Shows the bar: *done* of *documents* are done already, *failures* of them failed."""
        if self._bar is not None:
            self._bar.close()
        self._total, self._done, self._done_before, self._failures = documents, done, done, failures
        self._began = self._logged = time.monotonic()
        # None: off where standard error is not a terminal. A run starts at `done`, which must not count as its speed.
        off = True if self._quiet else None
        self._bar = tqdm(total=documents, initial=done, unit=f" {self._unit}", disable=off, dynamic_ncols=True)

    def advance(self, documents: int, failures: Sequence[Failure]) -> None:
        """So many more documents are done, with *failures* among them."""
        for failure in failures:
            what = {"path": failure.path, "stage": failure.stage, "code": failure.code}
            logger.info("%s: %s: %s", failure.path, failure.code, failure.message, extra=what)
        self._done += documents
        self._failures += len(failures)
        if self._bar is not None:
            self._bar.set_postfix(failures=self._failures, refresh=False)
            self._bar.update(documents)
        if (now := time.monotonic()) - self._logged > LOGGED_EVERY:
            self._logged = now
            self._log(now - self._began)

    def _log(self, seconds: float) -> None:
        rate = (self._done - self._done_before) / seconds
        left = (self._total - self._done) / rate if rate else 0.0
        what = {
            "documents": self._done,
            "of_documents": self._total,
            "failures": self._failures,
            "documents_per_second": round(rate, 1),
            "seconds_left": round(left),
        }
        logger.info(
            f"%(documents)d of %(of_documents)d {self._unit}, %(failures)d failures, "
            f"%(documents_per_second).1f {self._unit}/s, %(seconds_left)d s left",
            what,
            extra=what,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()
