"""Sketches of texts: a few numbers by which texts that nearly repeat each other find each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.record.types import Record
from pipeline.run.shingles import shingles
from pipeline.sinks.commit import committed

if TYPE_CHECKING:
    from datasketch import MinHash

BANDS = 32
ROWS = 4
"""MinHash values of a band. Texts of Jaccard similarity s agree in some band with probability 1 - (1 - s^ROWS)^BANDS:
at 0.6 that is 0.99, at 0.3 it is 0.23, at 0.1 it is 0.003."""

ROW = np.dtype([("id", "V16"), ("bands", "<u4", (BANDS,))])
"""A record's id, and the sketch of its text: a number a band, 0 throughout for a text too short to be compared."""

Rows = NDArray[np.void]


def row(record: Record) -> bytes:
    """What is kept of *record*, a ROW."""
    return bytes.fromhex(record.id) + _sketch(record.article.text)


def _sketch(text: str) -> bytes:
    hashes = shingles(text)
    if not hashes:
        return bytes(ROW["bands"].itemsize)
    signature = _empty().copy()
    signature.update_batch(sorted(hashes))
    bands = np.asarray(signature.hashvalues, dtype="<u4").reshape(BANDS, ROWS)
    # 0 is kept for texts that have no sketch.
    return np.array([crc32(band.tobytes()) or 1 for band in bands], dtype="<u4").tobytes()


@cache
def _empty() -> "MinHash":
    from datasketch import MinHash  # brings scipy, half a second that a run's first process has no use for

    return MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int)  # the shingles are hashes already


def prepare() -> None:
    """Loads what sketches need, so that processes forked afterwards share it."""
    _empty()


class Sketches:
    """A folder that holds, for each shard that is done, a ROW for each of its records, in their order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, shard: str) -> Path:
        """The file of *shard*."""
        return self._folder / f"{shard}.sketches"

    @contextmanager
    def begun(self, shard: str, kept: int = 0) -> Iterator[BinaryIO]:
        """The file of *shard*, to be filled with rows, after the first *kept*; see `committed`."""
        with committed(self.path(shard), kept * ROW.itemsize) as file:
            yield file

    def read(self, shard: str) -> Rows:
        """The rows of *shard*."""
        return np.fromfile(self.path(shard), dtype=ROW)
