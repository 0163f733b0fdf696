"""Many hosts side by side, each served by one thread at a time."""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from queue import SimpleQueue
from threading import Event
from typing import TypeVar

from pipeline.fetch.connection import Stopped

Item = TypeVar("Item")
Result = TypeVar("Result")


def by_host(
    items: Sequence[Item],
    host_of: Callable[[Item], str],
    open_worker: Callable[[], AbstractContextManager[Callable[[Item], Result]]],
    threads: int,
    stop: Event,
) -> Generator[tuple[int, Result]]:
    """The number of each of *items* and what a worker made of it, as they get done; those of a host in their order.

    Ended early, by Ctrl-C or by an error in a worker (which is raised), it sets *stop* and waits for the threads.
    """
    queues: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        queues.setdefault(host_of(item), []).append(number)
    results: SimpleQueue[tuple[int, Result] | None] = SimpleQueue()

    def serve(numbers: Sequence[int]) -> None:
        is_done = False
        try:
            with open_worker() as work:
                for number in numbers:
                    if stop.is_set():
                        return
                    results.put((number, work(items[number])))
            is_done = True
        except Stopped:
            return
        finally:
            if not is_done:
                stop.set()
            results.put(None)

    with ThreadPoolExecutor(threads, thread_name_prefix="fetch") as pool:
        served: list[Future[None]] = [pool.submit(serve, numbers) for numbers in queues.values()]
        try:
            left = len(served)
            while left:
                result = results.get()
                if result is None:
                    left -= 1
                else:
                    yield result
        except BaseException:
            stop.set()
            raise
    for future in served:
        future.result()
