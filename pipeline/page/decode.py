"""Bytes to text, as browsers do it where the page is right about itself, by the bytes where it is not."""

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from pipeline.record.types import Warning
from pipeline.record.warnings import warn

_SAMPLE = 60_000  # bytes: enough for the detector, which is slow
_CANDIDATES = [  # what the detector may answer: encodings that browsers know; others are wrong more often than right
    "utf_8", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A document's text, the encoding (as Python names it) that gave it, and what was wrong with it.

    `markup` is the text again, in UTF-8.
    """

    text: str
    encoding: str
    warnings: tuple[Warning, ...]
    markup: bytes


def decode(data: bytes, media_type: str | None = None) -> Decoded:
    """The text of *data*, without NUL.

    Asked in turn: byte order mark; the charset of *media_type* (the HTTP header); the page's meta tag; the bytes.
    A declaration that the bytes refute is not followed, and warned of; single bad bytes refute nothing.

    >>> decode("Zürich".encode("cp1252"), "text/html; charset=ISO-8859-1").text
    'Zürich'
    """
    marked, mark = read_bom(data)
    if marked and mark:
        return _finish(data[len(mark) :], str(marked), ())
    unmarked = _utf16(data)
    if unmarked:
        return _finish(data, unmarked, (warn("encoding_guessed", encoding=unmarked),))
    named = http_content_type_encoding(media_type) or html_body_declared_encoding(data)
    declared = str(named) if named and not named.startswith("utf-16") else None  # its bytes would not read as ASCII
    if data.isascii() and declared not in {None, "utf-8"}:
        return _finish(data, declared or "utf-8", ())
    markup = _clean_lines(data)
    text = _utf8(markup)
    if text is not None:  # nearly always: what is not UTF-8 hardly ever reads as it
        conflict = declared is not None and declared != "utf-8"
        warnings = (warn("encoding_conflict", declared=declared, encoding="utf-8"),) if conflict else ()
        return Decoded(text=text, encoding="utf-8", warnings=warnings, markup=markup)
    if declared and declared != "utf-8" and _fits_utf8(data, tolerance=0.05):
        return _finish(data, "utf-8", (warn("encoding_conflict", declared=declared, encoding="utf-8"),))
    if declared and (declared != "utf-8" or _fits_utf8(data, tolerance=0.5)):
        return _finish(data, declared, ())
    if not declared and _fits_utf8(data, tolerance=0.05):
        return _finish(data, "utf-8", ())
    guessed = _detect(data)
    if declared:
        return _finish(data, guessed, (warn("encoding_conflict", declared=declared, encoding=guessed),))
    return _finish(data, guessed, (warn("encoding_guessed", encoding=guessed),))


def _finish(data: bytes, encoding: str, warnings: tuple[Warning, ...]) -> Decoded:
    text = data.decode(encoding, "replace")
    errors = text.count("\ufffd")
    if errors:
        errors -= data.count("\ufffd".encode()) if encoding == "utf-8" else 0  # those were there before
    if errors > 0:
        warnings = (*warnings, warn("encoding_errors", count=errors, encoding=encoding))
    markup = _clean_lines(text.encode("utf-8"))
    return Decoded(text=markup.decode("utf-8"), encoding=encoding, warnings=warnings, markup=markup)


def _clean_lines(data: bytes) -> bytes:
    r"""*data*, in UTF-8, with "\n" for every line end and without NUL, at which parsers stop."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data.replace(b"\0", b"") if b"\0" in data else data


def _utf8(data: bytes) -> str | None:
    """The text of *data* as UTF-8; None where a byte of it is not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _fits_utf8(data: bytes, tolerance: float) -> bool:
    """Whether the bytes beyond ASCII are UTF-8, but for a share of *tolerance* of them."""
    errors = data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())
    return not errors or errors <= tolerance * len(_HIGH_RUN.findall(data))


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows in that every other byte of its markup is zero."""
    head = data[:400]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) and not odd else None


def _detect(data: bytes) -> str:
    """What the bytes look like; cp1252, the web's most common, where nothing fits."""
    start = max(0, next(match.start() for match in _HIGH_RUN.finditer(data)) - _SAMPLE // 10)
    best = from_bytes(data[start : start + _SAMPLE], cp_isolation=_CANDIDATES).best()
    if best is None:
        return "cp1252"
    return resolve_encoding(best.encoding) or "cp1252"
