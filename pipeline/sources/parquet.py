"""Parquet: a row a document, one of its columns holding a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from pipeline.document import Document
from pipeline.sources.archive import CHANGED, Member
from pipeline.sources.broken import Broken, missing, told
from pipeline.sources.choice import NAMES, Columns
from pipeline.sources.rows import document_of, refuse_without_page

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 16
"""Rows that are unpacked together: few, for each may hold a huge page."""


class Parquet:
    """The rows of a Parquet file, each called by its number from 1; `at` counts them from 0."""

    holds_files: ClassVar = False

    def __init__(self, file: BinaryIO, columns: Columns) -> None:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise missing("pyarrow") from error
        self._error = pa.ArrowException
        self._columns = columns
        self._file = file
        with self._told():
            self._table = parquet.ParquetFile(file, buffer_size=2**20, pre_buffer=False)
        rows, size = self._table.metadata.num_rows, file.seek(0, 2)
        if rows > size:
            raise Broken("bomb", f"it says that it has {rows:,} rows in {size:,} bytes")
        names = list(self._table.schema_arrow.names)
        refuse_without_page(names, columns)
        wanted = {name for part in NAMES for name in columns.named(part)}
        self._named = [name for name in names if name in wanted]
        self._rows: Iterator[dict[str, object]] = iter(())
        self._next = self._end = 0

    def members(self) -> Iterator[Member]:
        """See Archive.members."""
        at = 0
        for group in range(self._table.num_row_groups):
            metadata = self._table.metadata.row_group(group)
            size = metadata.total_byte_size // max(1, metadata.num_rows)
            for _ in range(metadata.num_rows):
                yield Member(str(at + 1), size, at)
                at += 1

    def read(self, at: int, path: str, size: int | None) -> Document:  # noqa: ARG002 -- what is known of sizes is a mean
        """See Archive.read."""
        with self._told():
            if not self._next <= at < self._end:
                self._begin_group_of(at)
            for row in self._rows:
                self._next += 1
                if self._next > at:
                    return document_of(row, self._columns, path)
        raise Broken("unreadable", CHANGED)

    def close(self) -> None:
        """See Archive.close."""
        self._rows = iter(())
        self._table.close()
        self._file.close()

    def _begin_group_of(self, at: int) -> None:
        """Makes ready to read the rows of the group that row *at* is in, from the first on."""
        begin = 0
        for group in range(self._table.num_row_groups):
            end = begin + self._table.metadata.row_group(group).num_rows
            if at < end:
                batches = self._table.iter_batches(_ROWS, [group], self._named, use_threads=False)
                self._rows = (row for batch in batches for row in _rows(batch))
                self._next, self._end = begin, end
                return
            begin = end
        raise Broken("unreadable", CHANGED)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with told():
                yield
        except self._error as error:
            raise Broken("corrupt", f"it is damaged ({error})") from error


def _rows(batch: "pa.RecordBatch") -> Iterator[dict[str, object]]:
    """The rows of *batch*, each unpacked only when it is asked for."""
    for number in range(batch.num_rows):
        yield {name: batch.column(name)[number].as_py() for name in batch.schema.names}
