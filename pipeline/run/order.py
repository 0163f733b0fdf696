"""Entries in the order of their places, each path once, in flat memory."""

import heapq
import pickle
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import BinaryIO

from pipeline.sources import Entry

HELD = 100_000
"""Entries sorted in memory at once, about 20 MB. More go to temporary files, a sorted stretch each."""


def in_order(entries: Iterable[Entry], held: int = HELD) -> Iterator[Entry]:
    """*entries* by the code points of their paths, those in an archive as they lie there; of one path the first listed.

    >>> [entry.path for entry in in_order([Entry("b/a", 1), Entry("b", 1), Entry("b!", 1), Entry("b", 1)])]
    ['b', 'b!', 'b/a']
    """
    stream = iter(entries)
    with ExitStack() as open_files:
        stretches: list[Iterator[Entry]] = []
        while stretch := sorted(islice(stream, held), key=_place):
            if len(stretch) < held:
                stretches.append(iter(stretch))
            else:
                file = open_files.enter_context(TemporaryFile())
                for entry in stretch:
                    pickle.dump(entry, file)
                stretches.append(_from(file))
        last = None
        for entry in heapq.merge(*stretches, key=_place):
            if entry.path != last:
                yield entry
            last = entry.path


def _place(entry: Entry) -> tuple[str, tuple[int, ...], str]:
    return entry.place


def _from(file: BinaryIO) -> Iterator[Entry]:
    file.seek(0)
    while True:
        try:
            entry: Entry = pickle.load(file)  # noqa: S301 -- a nameless file that this process wrote
        except EOFError:
            return
        yield entry
