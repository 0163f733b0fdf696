"""Records as Parquet: one file a sheet, with types that never depend on what the records hold."""

import datetime as dt
from collections.abc import Iterable
from contextlib import ExitStack
from decimal import ROUND_HALF_EVEN, Context, Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.place import Folder
from pipeline.export.sheets import Sheet, sheet_rows, sheets
from pipeline.record.serialize import plain
from pipeline.record.types import SCHEMA_VERSION, Record
from pipeline.sinks.tables import Column, ColumnType, Value

SCALE = 10
"""Decimal places of amounts; decimal128 holds 38 digits, so that 28 stand before the point."""

TIMES = ("published", "modified")
"""Columns of ISO 8601 text that get two more: the day as it is printed, and the moment in UTC."""

RECORDS_AT_ONCE = 200
"""Records that wait as Python objects."""

GROUP_ROWS = 100_000
GROUP_BYTES = 16 * 2**20
"""A row group is written when it has so many rows, or so many bytes before they are packed."""

_AMOUNT = pa.decimal128(38, SCALE)
_TYPES: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "decimal": _AMOUNT,
    "date": pa.date32(),
}
_MOMENT = pa.timestamp("us", tz="UTC")
_STEP = Decimal(1).scaleb(-SCALE)
_MOST = Decimal(10) ** (38 - SCALE)
_WIDE = Context(prec=400)  # no amount that is below _MOST is rounded before it is cut to SCALE


def write(records: Iterable[Record], folder: Folder) -> None:
    """Fills *folder* with a file a sheet; where there are no rows, it has its columns all the same."""
    with ExitStack() as stack:
        files = {sheet.name: _File(sheet, folder, stack) for sheet in sheets().values()}
        for number, record in enumerate(records, 1):
            for name, row in sheet_rows(record):
                files[name].rows.append(row)
            if number % RECORDS_AT_ONCE == 0:
                for file in files.values():
                    file.pack()
        for file in files.values():
            file.finish()


def schema_of(sheet: Sheet) -> pa.Schema:
    """The Arrow schema of *sheet*, with what each column means as metadata."""
    about = {"primary_key": ",".join(sheet.key), "record_schema_version": SCHEMA_VERSION}
    if sheet.description:
        about["description"] = sheet.description
    return pa.schema([field for column in sheet.columns for field in _fields(column)], metadata=about)


class _File:
    """A file that is being written: rows, then batches of Arrow's, then row groups."""

    def __init__(self, sheet: Sheet, folder: Folder, stack: ExitStack) -> None:
        self.rows: list[tuple[Value, ...]] = []
        self._sheet = sheet
        self._schema = schema_of(sheet)
        self._batches: list[pa.RecordBatch] = []
        file = stack.enter_context(folder.begun(f"{sheet.name}.parquet"))
        self._writer = pq.ParquetWriter(file, self._schema, version="2.6", compression="zstd")
        stack.callback(self._writer.close)

    def pack(self) -> None:
        """Turns the rows that wait into a batch, and enough batches into a row group."""
        if self.rows:
            self._batches.append(self._batch())
            self.rows = []
        rows = sum(batch.num_rows for batch in self._batches)
        size = sum(batch.nbytes for batch in self._batches)
        if rows >= GROUP_ROWS or size >= GROUP_BYTES:
            self._write_group()

    def finish(self) -> None:
        """Writes what waits."""
        self.pack()
        self._write_group()

    def _batch(self) -> pa.RecordBatch:
        columns: list[list[object]] = []
        for column, values in zip(self._sheet.columns, zip(*self.rows, strict=True), strict=True):
            columns.extend(_values(column, values))
        arrays = [pa.array(values, field.type) for values, field in zip(columns, self._schema, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=self._schema)

    def _write_group(self) -> None:
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches), row_group_size=2**40)
            self._batches = []


def _fields(column: Column) -> list[pa.Field]:
    """The columns of the file that *column* becomes."""
    fields = [_field(column.name, _TYPES[column.type], column.description, nullable=column.nullable)]
    if column.type == "decimal":
        fields[0] = _field(
            column.name, _AMOUNT, _joined(column.description, f"to {SCALE} decimal places"), nullable=True
        )
        exact = _joined(column.description, "every digit")
        fields.append(_field(f"{column.name}_text", pa.string(), exact, nullable=column.nullable))
    elif column.name in TIMES:
        fields.append(_field(f"{column.name}_day", pa.date32(), "the day as it is printed", nullable=True))
        moment = "the moment in UTC; null where the page gives no time or no offset"
        fields.append(_field(f"{column.name}_utc", _MOMENT, moment, nullable=True))
    return fields


def _field(name: str, type_: pa.DataType, description: str | None, *, nullable: bool) -> pa.Field:
    return pa.field(name, type_, nullable, metadata={"description": description} if description else None)


def _joined(*parts: str | None) -> str:
    return "; ".join(part for part in parts if part)


def _values(column: Column, values: Iterable[Value]) -> list[list[object]]:
    """The values of the columns that *column* becomes."""
    if column.type == "decimal":
        amounts = [value if isinstance(value, Decimal) else None for value in values]
        exact = [None if amount is None else plain(amount) for amount in amounts]
        return [[None if amount is None else fitting(amount) for amount in amounts], list(exact)]
    if column.name in TIMES:
        times = [value if isinstance(value, str) else None for value in values]
        return [list(times), [_day(time) for time in times], [_moment(time) for time in times]]
    return [list(values)]


def fitting(amount: Decimal) -> Decimal | None:
    """*amount* to SCALE decimal places, half to even; None where it has more digits than decimal128 before the point.

    >>> fitting(Decimal("0.12345678905")), fitting(Decimal("1E+28"))
    (Decimal('0.1234567890'), None)
    """
    if not amount.is_finite() or abs(amount) >= _MOST:
        return None
    rounded = amount.quantize(_STEP, ROUND_HALF_EVEN, _WIDE)
    return rounded if abs(rounded) < _MOST else None


def _day(time: str | None) -> dt.date | None:
    parsed = _parsed(time)
    return parsed and parsed.date()


def _moment(time: str | None) -> dt.datetime | None:
    parsed = _parsed(time)
    if parsed is None or parsed.tzinfo is None:
        return None
    try:
        return parsed.astimezone(dt.UTC)
    except OverflowError:  # the first and the last hours of the calendar
        return None


def _parsed(time: str | None) -> dt.datetime | None:
    if time is None:
        return None
    try:
        return dt.datetime.fromisoformat(time)
    except ValueError:  # the schema's pattern allows a 30 February, which only a record of other hands holds
        return None
