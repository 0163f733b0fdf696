"""One line on standard error that says how far a run is."""

from types import TracebackType
from typing import Any, Self

from tqdm import tqdm


class Progress:
    """A tqdm bar over documents: on a terminal only, and never where *quiet*."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bar: tqdm[Any] | None = None
        self._failures = 0

    def start(self, documents: int, done: int, failures: int) -> None:
        """Shows the bar: *done* of *documents* are done already, *failures* of them failed."""
        self._failures = failures
        # None: off where standard error is not a terminal. A run starts at `done`, which must not count as its speed.
        off = True if self._quiet else None
        self._bar = tqdm(total=documents, initial=done, unit=" documents", disable=off, dynamic_ncols=True)

    def advance(self, documents: int, failures: int) -> None:
        """So many more documents are done, and so many of them failed."""
        if self._bar is not None:
            self._failures += failures
            self._bar.set_postfix(failures=self._failures, refresh=False)
            self._bar.update(documents)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()
