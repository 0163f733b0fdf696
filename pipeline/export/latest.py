"""One record an id: the last."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.record.types import Record


class Latest:
    """The records that *read* gives, without those whose id a later one has, as a database keeps them.

    *read* is called twice, the first time when this is iterated, to see which ids come again; that keeps one number an
    id, about ten megabytes for 100,000 records. `kept` and `replaced` count what has been passed on and left out.
    """

    def __init__(self, read: Callable[[], Iterable[Record]]) -> None:
        self._read = read
        self.kept = 0
        self.replaced = 0

    def __iter__(self) -> Iterator[Record]:
        last = _last_of_repeated(self._read())
        for number, record in enumerate(self._read()):
            if number < last.get(record.id, 0):
                self.replaced += 1
            else:
                self.kept += 1
                yield record


def _last_of_repeated(records: Iterable[Record]) -> dict[str, int]:
    """The number of the last record of each id that stands more than once."""
    seen: set[int] = set()
    last: dict[str, int] = {}
    for number, record in enumerate(records):
        id_ = int(record.id, 16)
        if id_ in seen:
            last[record.id] = number
        seen.add(id_)
    return last
