"""Markdown that stays what it is whatever stands in it: CommonMark, with the tables of GitHub."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.record.serialize import plain

LONGEST = 240
"""Characters of a cell: what is longer is cut there."""

PADDED = 40
"""Columns are padded up to so many characters, so that tables of short cells can be read as they are."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What would end a line or steer a terminal, and half surrogate pairs, which can't be written."""

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows, and are not seen."""

_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPECIAL = re.compile(r"[\\`*_\[\]{}$~|]")
_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Code:
    """A text to be copied as it is: a path, a code."""

    text: str


@dataclass(frozen=True)
class Share:
    """How many of all, in per cent."""

    part: int
    whole: int


Cell = str | int | Decimal | Code | Share | None


def text(written: str) -> str:
    r"""*written* on one line, as text alone: no markup, HTML, link or mention comes of it.

    What GitHub would make a link of has a U+2060, which is not seen, behind "@", "www" or the ":" of "://".

    >>> text("*Yards* | <b>AT&T</b>\n [here](x)")
    '\\*Yards\\* \\| &lt;b&gt;AT&T&lt;/b&gt; \\[here\\](x)'
    """
    line = _ENTITY.sub("&amp;", _cleaned(" ".join(written.split())))
    line = _SPECIAL.sub(r"\\\g<0>", line.replace("<", "&lt;").replace(">", "&gt;"))
    return _LINK.sub("\u2060", line)


def code(written: str) -> str:
    r"""*written* as code, where it can stand there as it is; else as `text`.

    >>> code("a/b_c.html"), code("a|b")
    ('`a/b_c.html`', 'a\\|b')
    """
    line = _cleaned(written)
    return f"`{line}`" if line.strip() and not re.search("[`|]", line) else text(line)


def heading(level: int, title: str, shown: int = 0, of: int = 0) -> list[str]:
    """The lines of a heading; where only some *of* many are *shown*, it says so."""
    some = f" ({shown:,} of {of:,})" if shown < of else ""
    return ["", f"{'#' * level} {title}{some}"]


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table, an empty one before them. A column of numbers stands to the right."""
    right = [_are_numbers([row[n] for row in rows if row[n] is not None]) for n in range(len(head))]
    written = [[text(name) for name in head], *([_cell(value) for value in row] for row in rows)]
    widths = [min(max(3, *(_width(row[n]) for row in written)), PADDED) for n in range(len(head))]

    def line(row: Sequence[str]) -> str:
        return f"| {' | '.join(map(_padded, row, widths, right))} |"

    yield ""
    yield line(written[0])
    yield f"|{'|'.join('-' * (width + 1) + ('-:'[side]) for width, side in zip(widths, right, strict=True))}|"
    yield from map(line, written[1:])


def _are_numbers(column: Sequence[Cell]) -> bool:
    return bool(column) and all(isinstance(value, int | Decimal | Share) for value in column)


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case Code():
            return code(value.text)
        case Share():
            return f"{value.part / value.whole:.1%}"
        case Decimal():
            return f"{Decimal(plain(value)):,f}"
        case int():
            return f"{value:,}"
    return text(value)


def _cleaned(written: str) -> str:
    line = _TURNING.sub("", _CONTROL.sub("\ufffd", written))
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _padded(written: str, width: int, right: bool) -> str:
    padding = " " * (width - _width(written))
    return padding + written if right else written + padding


def _width(written: str) -> int:
    """The columns that *written* takes in a terminal."""
    return sum(
        0 if unicodedata.combining(each) or each == "\u2060" else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in written
    )
