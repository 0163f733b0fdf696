"""Which characters a page's text may hold."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_DROPPED = [
    *range(0x20), 0x7F,  # C0 controls and DEL; tab and line ends are kept below
    0xAD,  # soft hyphen: where a word may break, not how it is spelt
    0x200B, 0x2060, 0xFEFF,  # zero-width space, word joiner, stray byte order mark
    0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # direction marks
]  # fmt: skip
# The zero-width joiner and non-joiner stay: Persian, Hindi and emoji are spelt with them.
_TABLE: dict[int, str | None] = dict.fromkeys(_DROPPED)
for _control in (0x09, 0x0A, 0x0D, 0x0C):
    del _TABLE[_control]
for _control in range(0x80, 0xA0):  # "&#146;" means cp1252's apostrophe, in browsers and on the pages that hold it
    _TABLE[_control] = bytes([_control]).decode("cp1252", "replace")


_ODD = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean_characters(text: str) -> str:
    r"""*text* without control, zero-width and direction characters; lone surrogates become U+FFFD, C1 codes cp1252.

    >>> clean_characters("caf\u00ad\u00e9\x00 \u200b\x93ok\x94 \ud800")
    'café “ok” \ufffd'
    """
    if text.isprintable() or not _ODD.search(text):  # nearly always; the first is quick, but no line end is printable
        return text
    return _SURROGATE.sub("\ufffd", text.translate(_TABLE))


def collapse(text: str) -> str:
    r"""*text* as one line: cleaned, every run of white space (no-break spaces too) one space.

    >>> collapse(" Sales\u00a0of \n\t tea ")
    'Sales of tea'
    """
    return " ".join(clean_characters(text).split())
