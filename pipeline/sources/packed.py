"""Compressed files as the bytes that are in them: .gz, .bz2, .xz, .zst."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, cast

from pipeline.sources.base import quietly
from pipeline.sources.broken import Broken, missing
from pipeline.sources.limits import ALWAYS, LARGEST_FILE, MOST_TIMES, bomb

if TYPE_CHECKING:
    from typing_extensions import Buffer

_STEP = 4 * 2**20
"""Bytes that are passed over between two signs of life."""


_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""Begins a frame of Zstandard that holds a dictionary: https://iipc.github.io/warc-specifications, WARC-zstd."""


class _Zstandard(io.RawIOBase):
    """What is in a file of Zstandard frames. The package's own reader takes a file that is cut off for a whole one."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise missing("zstandard") from error
        self._file = file
        self._error = zstandard.ZstdError
        words = _dictionary(file)
        self._begin = zstandard.ZstdDecompressor(
            max_window_size=2**27, dict_data=zstandard.ZstdCompressionDict(words) if words else None
        ).decompressobj
        self._frame = self._begin()
        self._is_between = True
        self._input = self._output = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer", /) -> int:
        view = memoryview(buffer)
        while not self._output:
            # So little at a time that what a bomb makes of it still fits into memory.
            self._input = self._input or self._file.read(1024)
            if not self._input:
                if self._is_between:
                    return 0
                raise EOFError
            self._unpack()
        size = min(len(view), len(self._output))
        view[:size] = self._output[:size]
        self._output = self._output[size:]
        return size

    def _unpack(self) -> None:
        try:
            self._output = self._frame.decompress(self._input)
        except self._error as error:
            raise Broken("corrupt", f"it is damaged ({error})") from error
        self._is_between = self._frame.eof
        self._input = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame = self._begin()


def _dictionary(file: BinaryIO) -> bytes | None:
    """The dictionary that the frames of *file* were compressed with, where it begins with one, as WARC files may."""
    import zstandard

    head = file.read(8)
    if not head.startswith(_DICTIONARY):
        file.seek(0)
        return None
    size = int.from_bytes(head[4:], "little")
    if size > LARGEST_FILE:
        raise Broken("too_large", f"its dictionary has {size:,} bytes; over {LARGEST_FILE:,} are not read")
    words = file.read(size)
    try:
        is_packed = words.startswith(zstandard.FRAME_HEADER)
        return zstandard.ZstdDecompressor().decompress(words, LARGEST_FILE) if is_packed else words
    except zstandard.ZstdError as error:
        raise Broken("corrupt", f"its dictionary is damaged ({error})") from error


PACKINGS: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    ".gz": lambda file: cast("BinaryIO", gzip.GzipFile(fileobj=file)),
    ".bz2": lambda file: cast("BinaryIO", bz2.BZ2File(file)),
    ".xz": lambda file: cast("BinaryIO", lzma.LZMAFile(file)),  # noqa: SIM115 -- closed by whoever reads it
    ".zst": lambda file: cast("BinaryIO", io.BufferedReader(_Zstandard(file))),
}
"""Suffixes of what is compressed as one stream, and what reads it."""


class Unpacked:
    """What is in a compressed *file*, as a file to be read forward; going back begins again.

    Its methods raise Broken where the bytes are damaged or cut off, or are more than can be meant. `has_checksum`:
    whether damage always shows.
    """

    def __init__(self, file: BinaryIO, packing: str, alive: Callable[[], None] = quietly) -> None:
        self.has_checksum = packing != ".zst"  # there it is optional, and many leave it out
        self._file = file
        self._open = PACKINGS[packing]
        self._alive = alive
        self._begin()

    def _begin(self) -> None:
        self._file.seek(0)
        self._position = 0
        self._stream = self._open(self._file)

    def read(self, size: int = -1) -> bytes:
        """The next *size* bytes, fewer only at the end."""
        parts = []
        while size and (part := self._read(_STEP if size < 0 else min(size, _STEP))):
            parts.append(part)
            size -= len(part) if size > 0 else 0
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def readline(self, size: int) -> bytes:
        """The next line with its end, or its first *size* bytes."""
        line = self._stream.readline(size)
        return self._counted(line)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Goes to the byte *offset* from the beginning (*whence* 0) or from here (1)."""
        goal = offset + (self._position if whence else 0)
        if goal < self._position:
            self._begin()
        while self._position < goal and self._read(min(goal - self._position, _STEP)):
            pass
        return self._position

    def tell(self) -> int:
        """How many bytes lie before the next one."""
        return self._position

    def seekable(self) -> bool:
        """Whether seek works."""
        return True

    def readable(self) -> bool:
        """Whether read works."""
        return True

    def close(self) -> None:
        """Closes the stream, and the file that it is in."""
        self._stream.close()
        self._file.close()

    def _read(self, size: int) -> bytes:
        return self._counted(self._stream.read(size))

    def _counted(self, data: bytes) -> bytes:
        before, self._position = self._position, self._position + len(data)
        if before // _STEP < self._position // _STEP:
            self._alive()
        if self._position > ALWAYS and self._position > MOST_TIMES * self._file.tell():
            raise bomb()
        return data


def unpacked(data: BinaryIO, packing: str) -> bytes:
    """All that is in the compressed *data*. Raises Broken where that is damaged, or too much to be a page."""
    with PACKINGS[packing](data) as stream:
        parts, size = [], 0
        while part := stream.read(_STEP):
            parts.append(part)
            size += len(part)
            if size > LARGEST_FILE:
                raise Broken("too_large", f"it unpacks to more than {LARGEST_FILE:,} bytes, which are not read")
    return b"".join(parts)
