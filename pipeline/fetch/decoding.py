"""Bodies as they were before the server packed them."""

import zlib

from pipeline.errors import DocumentError

GZIP = b"\x1f\x8b"

_GZIP_NAMES = ("gzip", "x-gzip")
_OTHER_PACKINGS = ("br", "compress", "x-compress", "deflate", "zstd", "dcb", "dcz")


class Unpacker:
    """Takes a body piece by piece, and keeps at most `most` bytes of what it unpacks to, however it was packed.

    `packing` is the Content-Encoding: gzip, or none. Raises DocumentError `bad_encoding` for others, which nobody asked
    for; what is no packing at all (some servers name a charset here) counts as none, as browsers have it.
    What is too long is refused; with `cut` it is cut instead, and `full` says that more is taken in vain.
    """

    def __init__(self, packing: str | None, most: int, *, cut: bool = False) -> None:
        names = [name for part in (packing or "").lower().split(",") if (name := part.strip())]
        unknown = next((name for name in names if name in _OTHER_PACKINGS), None)
        packed = [name for name in names if name in _GZIP_NAMES]
        if unknown or len(packed) > 1:
            message = f"its body is packed by {unknown or 'gzip, twice'}, which was not asked for"
            raise DocumentError("fetch", "bad_encoding", message)
        self._most = most
        self._cut = cut
        self.full = False
        self._body = bytearray()
        self._inflater = zlib.decompressobj(wbits=31) if packed else None
        self._began = False

    def take(self, piece: bytes) -> None:
        """Unpacks the next *piece*. Raises DocumentError `too_large` or `bad_encoding`."""
        while piece and not self.full:
            if self._inflater is None:
                self._add(piece)
                return
            if self._inflater.eof:
                if not piece.strip(b"\0"):
                    return  # padding
                self._inflater = zlib.decompressobj(wbits=31)  # a file of several parts
            self._began = True
            try:
                self._add(self._inflater.decompress(piece, self._most + 1 - len(self._body)))
            except zlib.error as error:
                raise DocumentError(
                    "fetch", "bad_encoding", "its body is not the gzip that it is said to be"
                ) from error
            piece = self._inflater.unconsumed_tail or self._inflater.unused_data

    def finish(self) -> bytes:
        """The whole body. Raises DocumentError `truncated` where its packing did not come to its end."""
        if self._inflater is not None and self._began and not (self._inflater.eof or self.full):
            raise DocumentError("fetch", "truncated", "its body ends in the middle of what gzip packed")
        return bytes(self._body)

    def _add(self, piece: bytes) -> None:
        self.full = len(self._body) + len(piece) > self._most
        if self.full and not self._cut:
            raise DocumentError("fetch", "too_large", f"its body has more than {self._most:,} bytes")
        self._body += piece[: self._most - len(self._body)]


def unpacked(data: bytes, most: int) -> bytes:
    """*data*, unpacked where it is a gzip file. Raises DocumentError as Unpacker does."""
    if not data.startswith(GZIP):
        return data
    unpacker = Unpacker("gzip", most)
    unpacker.take(data)
    return unpacker.finish()
