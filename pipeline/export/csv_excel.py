"""Records as CSV for spreadsheets, which take a text that begins like a formula for one, and run it."""

from collections.abc import Iterable

from pipeline.export.csv_tables import write_sheets
from pipeline.export.place import Folder
from pipeline.record.types import Record

BYTE_ORDER_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a formula of a cell in Excel, LibreOffice or Google Sheets: OWASP, "CSV injection". The wide forms count
in editions for East Asia."""


def write(records: Iterable[Record], folder: Folder) -> None:
    """As csv_tables.write, with a byte order mark, by which Excel knows UTF-8, and texts made safe."""
    write_sheets(records, folder, opening=BYTE_ORDER_MARK, text=safe)


def safe(text: str) -> str:
    """*text*, with an apostrophe before what a spreadsheet would take for a formula.

    >>> safe("=1+1"), safe("1+1")
    ("'=1+1", '1+1')
    """
    return "'" + text if text.startswith(FORMULA) else text
