r"""File names of any bytes, as text that any database can hold, and back; and names of members of archives.

A member's path is that of its archive, "!", and its name in there: "pages.zip!a/b.html". A "!" separates only where it
stands behind a suffix (".zip!"); one that is part of a name and would stand there is written "\x21".
"""

import os
import re

SEPARATOR = "!"

_SEPARATES = re.compile(r"(?<=\.)([A-Za-z0-9]{2,7})!")  # every suffix of an archive is such a word
_ESCAPE = re.compile(r"\\x[0-9a-f]{2}")
_UNDECODED = re.compile("[\0\udc80-\udcff]")  # how Python holds a byte of a name that is not UTF-8; no name holds NUL
_SURROGATE = re.compile("[\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:(?=/|$)")


def to_text(name: str) -> str:
    r"""*name*, as the system gives it, with each byte that is not UTF-8 written as "\xe9". No two names give one text.

    >>> to_text("caf\udce9.html"), to_text("café.html")
    ('caf\\xe9.html', 'café.html')

    A backslash that would read as such a byte is escaped itself, and so is a "!" that would read as an archive's end:

    >>> to_text("caf\\xe9.html"), to_text("Stop!.html"), to_text("a.zip!b.html")
    ('caf\\x5cxe9.html', 'Stop!.html', 'a.zip\\x21b.html')
    """
    escaped = _ESCAPE.sub(lambda found: r"\x5c" + found[0][1:], name.replace(os.sep, "/"))
    escaped = _SEPARATES.sub(r"\1\\x21", escaped)
    return _UNDECODED.sub(lambda found: rf"\x{ord(found[0]) & 0xFF:02x}", escaped)


def to_name(text: str) -> str:
    r"""The name that to_text made *text* of.

    >>> to_name("caf\\xe9.html") == "caf\udce9.html"
    True
    """
    return _ESCAPE.sub(_byte, text)


def member_of(path: str, name: str) -> str:
    """The path of the member *name* of the archive at *path*."""
    return f"{path}{SEPARATOR}{name}"


def levels(path: str) -> list[str]:
    """The names that a path is made of: of a file, of the member in it that is meant, of the member in that.

    >>> levels("a/outer.zip!inner.tar.gz!Stop!.html"), levels("Stop!.html")
    (['a/outer.zip', 'inner.tar.gz', 'Stop!.html'], ['Stop!.html'])
    """
    found, begin = [], 0
    for separator in _SEPARATES.finditer(path):
        found.append(path[begin : separator.end() - 1])
        begin = separator.end()
    return [*found, path[begin:]]


class MemberNames:
    r"""Names for the members of one archive: whatever an archive calls them, no two are one, and none leads elsewhere.

    >>> names = MemberNames()
    >>> names.of("../../etc/a.html"), names.of("C:\\etc\\a.html"), names.of("/etc/./a.html")
    ('etc/a.html', 'etc/a~2.html', 'etc/a~3.html')
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        """What the next member, called *name*, is called here."""
        # UTF-16 halves are no bytes of a name: only those stay that to_text can write.
        name = _SURROGATE.sub(
            lambda found: found[0] if 0xDC80 <= ord(found[0]) <= 0xDCFF else "\N{REPLACEMENT CHARACTER}", name
        )
        parts = _DRIVE.sub("", name.replace("\\", "/")).split("/")
        safe = to_text("/".join(part for part in parts if part not in {"", ".", ".."})) or "_"
        folder, slash, last = safe.rpartition("/")
        stem, dot, suffix = last.rpartition(".") if "." in last[1:] else (last, "", "")
        unique, count = safe, 1
        while unique in self._taken:
            count += 1
            unique = f"{folder}{slash}{stem}~{count}{dot}{suffix}"
        self._taken.add(unique)
        return unique


def is_hidden(name: str) -> bool:
    """Whether a file called so, or a folder above it in the archive, is hidden: ".name"."""
    return any(part.startswith(".") and part not in {".", ".."} for part in name.replace("\\", "/").split("/"))


def _byte(found: re.Match[str]) -> str:
    number = bytes.fromhex(found[0][2:])[0]
    return chr(number) if number < 0x80 else chr(0xDC00 + number)
