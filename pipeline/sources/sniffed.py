"""What bytes without a name hold, by how they begin: the suffix that a file of them would have."""

import re
from io import BytesIO

from pipeline.sources.broken import Broken, told
from pipeline.sources.packed import PACKINGS

_ENOUGH = 2**16
"""Bytes that show what something is."""

_ENOUGH_UNPACKED = 2**10
"""Bytes that show what something compressed is."""

_PACKED = {
    b"\x1f\x8b\x08": ".gz",
    b"BZh": ".bz2",
    b"\xfd7zXZ\0": ".xz",
    b"\x28\xb5\x2f\xfd": ".zst",
    b"\x5d\x2a\x4d\x18": ".zst",  # a dictionary in front
}

_KINDS = {
    ".warc": re.compile(rb"WARC/1\."),
    ".zip": re.compile(rb"PK(?:\x03\x04|\x05\x06)"),
    ".parquet": re.compile(rb"PAR1"),
    ".tar": re.compile(rb".{257}ustar", re.DOTALL),
    ".jsonl": re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\""),
    ".mhtml": re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE),
}


def suffix_of(begins: bytes) -> str:
    r"""The suffix of what *begins* so; "" where that shows nothing, as with pages of HTML and text.

    >>> suffix_of(b'{"html": "<p>A page"}\n'), suffix_of(b"<p>A page")
    ('.jsonl', '')
    """
    packing = next((suffix for magic, suffix in _PACKED.items() if begins.startswith(magic)), "")
    unpacked = _unpacked(begins[:_ENOUGH], packing) if packing else begins[:_ENOUGH]
    return next((suffix for suffix, kind in _KINDS.items() if kind.match(unpacked)), "") + packing


def is_mhtml(data: bytes) -> bool:
    """Whether *data* begins as MHTML does, and mails: with lines of a header, one of them the version of MIME."""
    return _KINDS[".mhtml"].match(data[:_ENOUGH]) is not None


def _unpacked(begins: bytes, packing: str) -> bytes:
    """What is in the first bytes of something compressed, as far as they show it."""
    parts: list[bytes] = []
    try:
        with told(), PACKINGS[packing](BytesIO(begins)) as stream:
            while len(parts) < _ENOUGH_UNPACKED and (part := stream.read(1)):
                parts.append(part)
    except Broken:  # they are cut off somewhere
        pass
    return b"".join(parts)
