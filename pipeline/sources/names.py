"""File names of any bytes, as text that any database can hold; and back."""

import os
import re

_ESCAPE = re.compile(r"\\x[0-9a-f]{2}")
_UNDECODED = re.compile("[\udc80-\udcff]")  # how Python holds a byte of a name that is not UTF-8


def to_text(name: str) -> str:
    r"""*name*, as the system gives it, with each byte that is not UTF-8 written as "\xe9". No two names give one text.

    >>> to_text("caf\udce9.html"), to_text("café.html")
    ('caf\\xe9.html', 'café.html')

    A backslash that would read as such a byte is escaped itself:

    >>> to_text("caf\\xe9.html")
    'caf\\x5cxe9.html'
    """
    escaped = _ESCAPE.sub(lambda found: r"\x5c" + found[0][1:], name.replace(os.sep, "/"))
    return _UNDECODED.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", escaped)


def to_name(text: str) -> str:
    r"""The name that to_text made *text* of.

    >>> to_name("caf\\xe9.html") == "caf\udce9.html"
    True
    """
    return _ESCAPE.sub(_byte, text)


def _byte(found: re.Match[str]) -> str:
    number = bytes.fromhex(found[0][2:])[0]
    return chr(number) if number < 0x80 else chr(0xDC00 + number)
