"""Records as CSV: one file a sheet, every value as it stands in the record."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from decimal import Decimal

from pipeline.export.place import Folder
from pipeline.export.sheets import sheet_rows, sheets
from pipeline.record.serialize import plain
from pipeline.record.types import Record
from pipeline.sinks.tables import Value

_QUOTED = re.compile(r'[",\r\n]')
LINE_END = "\r\n"


def write(records: Iterable[Record], folder: Folder) -> None:
    """Fills *folder* with a file a sheet: RFC 4180, UTF-8, the names of the columns in the first line."""
    write_sheets(records, folder)


def write_sheets(
    records: Iterable[Record], folder: Folder, *, opening: str = "", text: Callable[[str], str] = str
) -> None:
    """As `write`; each file begins with *opening*, and every text is what *text* makes of it."""
    with ExitStack() as stack:
        files = {sheet.name: stack.enter_context(folder.begun(f"{sheet.name}.csv")) for sheet in sheets().values()}
        for sheet in sheets().values():
            names = opening + ",".join(column.name for column in sheet.columns)
            files[sheet.name].write((names + LINE_END).encode())
        for record in records:
            for name, row in sheet_rows(record):
                line = ",".join([cell(text(value) if isinstance(value, str) else value) for value in row])
                files[name].write((line + LINE_END).encode())


def cell(value: Value) -> str:
    """*value* as it stands between two commas: nothing at all for None, "" for a text that is empty.

    The csv module of Python 3.11 can't tell these two apart. NUL is U+FFFD: most readers of CSV end there.

    >>> [cell(value) for value in (None, "", 'a "b", c', Decimal("7.4E+8"), True)]
    ['', '""', '"a ""b"", c"', '740000000', 'true']
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case dt.date():
            return value.isoformat()
        case int():
            return str(value)
    found = value.replace("\0", "\ufffd")
    if not found or _QUOTED.search(found):
        return '"' + found.replace('"', '""') + '"'
    return found
