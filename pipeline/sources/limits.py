"""How much of an archive is read: what keeps a small file from filling memory or taking for ever."""

from pipeline.sources.base import Fault
from pipeline.sources.broken import Broken

LARGEST_FILE = 64 * 2**20
"""Bytes of a file, a member of an archive, or an archive in an archive, that is read at all. Saved news pages have at
most a few million."""

DEEPEST = 4
"""Archives in one another that are opened."""

MOST_MEMBERS = 1_000_000
"""Files in a zip or tar archive, with those of all archives in it: each takes memory while the archive is listed."""

MOST_TIMES = 500
"""Times its own size that an archive may unpack to, once that is more than ALWAYS. Pages of one layout compress to a
fortieth at best; bombs unpack to thousands of times their size."""

ALWAYS = 256 * 2**20
"""Bytes that any archive may unpack to."""


class Budget:
    """What may still come out of one file on disk, through all the archives in it."""

    def __init__(self, size: int) -> None:
        self._bytes = max(ALWAYS, MOST_TIMES * size)
        self._members = MOST_MEMBERS

    def spend(self, size: int, files: int) -> None:
        """Takes note of a document of *size* bytes, and so many *files*. Raises Broken where it is one too many."""
        self._members -= files
        self._bytes -= size
        if self._members < 0:
            raise Broken("too_many", f"it holds more than {MOST_MEMBERS:,} members; the others are not read")
        if self._bytes < 0:
            raise bomb()


def bomb() -> Broken:
    """What is said of an archive that unpacks to more than there can be in it."""
    return Broken("bomb", f"it unpacks to more than {MOST_TIMES} times its size; the rest is not read")


def refuse_large(size: int) -> None:
    """Raises Broken where a document of *size* bytes is not read at all."""
    if size > LARGEST_FILE:
        raise Broken("too_large", f"it has {size:,} bytes; over {LARGEST_FILE:,} are not read")


def too_large(size: int) -> Fault | None:
    """The fault of a document of *size* bytes that is not read at all; None where it is."""
    try:
        refuse_large(size)
    except Broken as broken:
        return broken.fault
    return None
