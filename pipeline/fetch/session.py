"""A session: from what was asked for to a folder of pages, in one go or in several."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import Protocol, TypeVar

from pipeline.document import Failure
from pipeline.errors import DocumentError
from pipeline.fetch.client import Client, Identity, Wanted
from pipeline.fetch.clock import Clock, SystemClock
from pipeline.fetch.connection import Line
from pipeline.fetch.hosts import Hosts
from pipeline.fetch.lists import Found, Lister, Listing, Page, failure, gathered
from pipeline.fetch.state import Counts, Folder, Journal, Options, State, opened_journal
from pipeline.fetch.store import Became, Store
from pipeline.fetch.threads import by_host
from pipeline.fetch.visit import Manners, Visitor, conditions
from pipeline.fetch.warc import write_warc

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
"""The media types that are kept."""

_ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.8"

_Worker = TypeVar("_Worker")


class Progress(Protocol):
    """Who is told how far a session is."""

    def start(self, documents: int, done: int, failures: int) -> None:
        """Of *documents* pages, *done* are done already, *failures* of them failed."""

    def advance(self, documents: int, failures: Sequence[Failure]) -> None:
        """So many more are done, with *failures* among them."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a session ended."""

    counts: Counts
    seconds: float
    interrupted: bool = False


def fetch(
    asked: Sequence[Found],
    output: Path,
    options: Options,
    progress: Progress,
    make_clock: Callable[[Event], Clock] = SystemClock,
) -> Outcome:
    """Fetches what is *asked* for into the folder *output*; of what an earlier session kept there, what changed.

    A session that was stopped is gone on with: pages that it kept are not asked for again, what failed is. Ctrl-C stops
    one. Raises OutputError where *output* is not a folder of fetched pages, or can't be written.
    """
    folder = Folder(output)
    earlier = folder.refuse_foreign(warc=options.warc)
    stop = Event()
    with folder.taken():
        return _Session(folder, earlier, options, make_clock(stop), stop).work(asked, progress)


class _Session:
    def __init__(self, folder: Folder, earlier: State | None, options: Options, clock: Clock, stop: Event) -> None:
        self._folder = folder
        self._options = options
        self._clock = clock
        self._stop = stop
        self._hosts = Hosts(clock, options.delay)
        self._began = clock.monotonic()
        self._goes_on = earlier is not None and earlier.status == "unfinished"
        self._number = earlier.session if earlier is not None else 0
        store = folder.store(self._number, warc=options.warc)
        if self._goes_on and store.archive is not None and store.archive.exists():
            self._goes_on = False  # it was stopped when all was done but to say so
        if not self._goes_on:
            self._number += 1
        self._started = earlier.started if earlier is not None and self._goes_on else self._now()
        self._store = folder.store(self._number, warc=options.warc)

    def work(self, asked: Sequence[Found], progress: Progress) -> Outcome:
        """Fetches what is *asked* for, or what is left of it."""
        folder = self._folder
        done: dict[str, Became] = {}
        if self._goes_on:
            done = folder.done()
        else:
            folder.journal.unlink(missing_ok=True)
            if self._options.warc:
                self._store.release()
        self._write_state(Counts(), is_finished=False)
        items: list[Page | Failure] = []
        results: dict[int, Became | Failure] = {}
        lists = 0
        interrupted = False
        try:
            items, lists = gathered(asked, self._read_lists)
            results = {number: each for number, each in enumerate(items) if isinstance(each, Failure)}
            results |= self._done_before(items, done)
            failed = [each for each in results.values() if isinstance(each, Failure)]
            progress.start(len(items), len(results) - len(failed), 0)
            progress.advance(len(failed), failed)
            with opened_journal(folder.journal) as journal:
                self._fetch_pages(items, results, journal, progress)
            self._write_archive(items, results)
        except KeyboardInterrupt:
            self._stop.set()
            interrupted = True
        counts = _count(results.values(), len(items), lists)
        folder.write_failures(each for _, each in sorted(results.items()) if isinstance(each, Failure))
        self._write_state(counts, is_finished=not interrupted)
        if not interrupted:
            folder.journal.unlink(missing_ok=True)
            if self._options.warc:
                self._store.release()
        return Outcome(counts=counts, seconds=self._clock.monotonic() - self._began, interrupted=interrupted)

    def _read_lists(self, listings: Sequence[Listing]) -> Iterator[tuple[int, list[Found]]]:
        make = partial(Lister, store=self._folder.lists(), clock=self._clock)
        return by_host(listings, lambda each: each.address.host, self._opener(make), self._options.hosts, self._stop)

    def _done_before(self, items: Sequence[Page | Failure], done: dict[str, Became]) -> dict[int, Became]:
        """What this session did before it was stopped, of what is still there."""
        return {
            number: done[each.address.url]
            for number, each in enumerate(items)
            if isinstance(each, Page) and each.address.url in done and self._store.known(each.address) is not None
        }

    def _fetch_pages(
        self,
        items: Sequence[Page | Failure],
        results: dict[int, Became | Failure],
        journal: Journal,
        progress: Progress,
    ) -> None:
        left = [(number, each) for number, each in enumerate(items) if number not in results and isinstance(each, Page)]
        pages = [page for _, page in left]
        make = partial(_Fetcher, store=self._store, clock=self._clock, most=self._options.max_bytes)
        fetched = by_host(pages, lambda each: each.address.host, self._opener(make), self._options.hosts, self._stop)
        with closing(fetched):
            for number, result in fetched:
                results[left[number][0]] = result
                if isinstance(result, Failure):
                    progress.advance(1, [result])
                else:
                    journal.enter(pages[number].address.url, result)
                    progress.advance(1, [])

    def _write_archive(self, items: Sequence[Page | Failure], results: dict[int, Became | Failure]) -> None:
        store = self._store
        if store.archive is None:
            return
        pages = (each for n, each in enumerate(items) if isinstance(each, Page) and results[n] in {"new", "changed"})
        kept = ((store.known(page.address), page.address) for page in pages)
        held = ((known, store.page(address, known).read_bytes()) for known, address in kept if known is not None)
        write_warc(store.archive, held, self._options.agent, store.scratch)

    def _opener(self, make: Callable[[Visitor], _Worker]) -> Callable[[], AbstractContextManager[_Worker]]:
        """What gives each thread a client of its own, and a worker that *make* makes."""

        @contextmanager
        def opened() -> Iterator[_Worker]:
            options = self._options
            line = Line(self._stop, allow_private=options.allow_private)
            with Client(Identity(agent=options.agent, sender=options.sender), line, options.timeout) as client:
                manners = Manners(retries=options.retries, most_wait=options.max_wait)
                yield make(Visitor(client, self._hosts, manners))

        return opened

    def _write_state(self, counts: Counts, *, is_finished: bool) -> None:
        state = State(
            status="finished" if is_finished else "unfinished",
            session=self._number,
            options=self._options,
            counts=counts,
            started=self._started,
            finished=self._now() if is_finished else None,
        )
        self._folder.write_state(state)

    def _now(self) -> str:
        return self._clock.now().isoformat().replace("+00:00", "Z")


class _Fetcher:
    """Fetches pages on behalf of one thread."""

    def __init__(self, visitor: Visitor, store: Store, clock: Clock, most: int) -> None:
        self._visitor = visitor
        self._store = store
        self._clock = clock
        self._wanted = Wanted(accept=_ACCEPT, types=PAGE_TYPES, most=most)

    def __call__(self, page: Page) -> Became | Failure:
        """What became of *page*."""
        known = self._store.known(page.address)
        try:
            visit = self._visitor.visit(page.address, self._wanted, conditions(known))
        except DocumentError as error:
            return failure(page.address.url, error)
        return self._store.keep(page.address, visit, self._clock.now(), page.said, known)


def _count(results: Iterable[Became | Failure], urls: int, lists: int) -> Counts:
    became: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for each in results:
        if isinstance(each, Failure):
            codes[each.code] += 1
        else:
            became[each] += 1
    return Counts(
        urls=urls,
        new=became["new"],
        changed=became["changed"],
        unchanged=became["unchanged"],
        failures=codes.total(),
        remaining=urls - became.total() - codes.total(),
        failures_by_code=dict(sorted(codes.items())),
        lists=lists,
    )
