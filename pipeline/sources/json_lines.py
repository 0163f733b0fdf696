"""JSON Lines: an object a line, one of its keys holding a page."""

import json
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from pipeline.document import Document
from pipeline.sources.archive import CHANGED, Member
from pipeline.sources.base import Fault
from pipeline.sources.broken import Broken, told
from pipeline.sources.choice import Columns
from pipeline.sources.limits import LARGEST_FILE
from pipeline.sources.rows import document_of


class JsonLines:
    """The lines of a JSON Lines file but empty ones, each called by its number from 1; `at` is its first byte."""

    holds_files: ClassVar = False

    def __init__(self, file: BinaryIO, columns: Columns) -> None:
        self._file = file
        self._columns = columns

    def members(self) -> Iterator[Member]:
        """See Archive.members."""
        self._file.seek(0)
        number = at = 0
        while line := self._line():
            number += 1
            size, fault, is_empty = len(line), None, not line.strip()
            while not line.endswith(b"\n") and (line := self._line()):  # not more of it than fits into memory
                size += len(line)
                fault = Fault("too_large", f"the line has more than {LARGEST_FILE:,} bytes, which are not read")
            if fault or not is_empty:
                yield Member(str(number), size, at, fault)
            at += size

    def read(self, at: int, path: str, size: int | None) -> Document:
        """See Archive.read."""
        with told():
            self._file.seek(at)
            line = self._file.readline(LARGEST_FILE if size is None else size)
        if len(line) < (size or 0):
            raise Broken("unreadable", CHANGED)
        try:
            row = json.loads(line.decode("utf-8-sig"), strict=False)
        except (ValueError, RecursionError) as error:
            raise Broken("not_json", f"the line is no JSON ({error})") from error
        if not isinstance(row, dict):
            raise Broken("not_json", "the line is no JSON object")
        return document_of(row, self._columns, path)

    def close(self) -> None:
        """See Archive.close."""
        self._file.close()

    def _line(self) -> bytes:
        with told():
            return self._file.readline(LARGEST_FILE)
