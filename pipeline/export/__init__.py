"""Records in the formats that others read: the table of formats, and the one call that writes each of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.errors import UsageError
from pipeline.export.encodable import encodable
from pipeline.export.latest import Latest
from pipeline.export.place import File, Folder, standard_output
from pipeline.export.sheets import sheets
from pipeline.record.types import Record

__all__ = ["FORMATS", "Exported", "Format", "export", "export_to_stream"]


@dataclass(frozen=True)
class Format:
    """One format. `module` has its `write(records, place)`, imported when it is asked for, and only then.

    `names` are the files that it writes into a folder; None where it writes one file, and may write it to a stream.
    `extra` is the extra of this package that brings the library it needs.
    """

    module: str
    about: str
    names: re.Pattern[str] | None = None
    extra: str | None = None


def _sheets(suffix: str) -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(sheets())})\.{suffix}")


FORMATS: dict[str, Format] = {
    "parquet": Format(
        "pipeline.export.parquet",
        "a folder: one Parquet file a table, and one of all figures",
        names=_sheets("parquet"),
        extra="parquet",
    ),
    "csv": Format(
        "pipeline.export.csv_tables",
        "a folder: one CSV file a table, and one of all figures",
        names=_sheets("csv"),
    ),
    "csv-excel": Format(
        "pipeline.export.csv_excel",
        "the same for spreadsheets: no cell is taken as a formula",
        names=_sheets("csv"),
    ),
    "schema.org": Format("pipeline.export.schema_org", "a file: JSON-LD, a NewsArticle a line"),
    "ftm": Format("pipeline.export.follow_the_money", "a file: FollowTheMoney entities, one a line, for Aleph"),
    "docbin": Format(
        "pipeline.export.doc_bin",
        "a folder: spaCy DocBins of the texts, with spans",
        names=re.compile(r"part-[0-9]{5,}\.spacy"),
    ),
    "timeml": Format(
        "pipeline.export.time_ml",
        "a folder: a TimeML file an article, TIMEX3 inline",
        names=re.compile(r"[0-9a-f]{32}\.tml"),
    ),
}
"""Every format by its name. A new one is its module and its row here."""

Read = Callable[[], Iterable[Record]]
"""Gives the records from the first; it is called twice."""


@dataclass(frozen=True)
class Exported:
    """How many records were written, and how many were left out because a later one has their id."""

    records: int
    replaced: int


def export(read: Read, name: str, target: Path, *, force: bool = False) -> Exported:
    """Writes what *read* gives to *target*, in the format *name*: a folder or a file, as FORMATS says.

    Where several records have one id, the last stands, as in a database. The same records give the same bytes. What
    is there takes its name at the end, so that a reader never finds half of it.

    Raises OutputError where *target* can't be written, or holds such files already and *force* is not set; UsageError
    where the format's library is not installed; whatever *read* raises, and then nothing is left behind.
    """
    write = _writer(name)
    names = FORMATS[name].names
    place = File(target, force=force) if names is None else Folder(target, names, force=force)
    latest = Latest(read)
    with place:
        write(_encodable(latest), place)
    return Exported(latest.kept, latest.replaced)


def export_to_stream(read: Read, name: str, stream: BinaryIO) -> Exported:
    """As `export`, to a *stream*. Raises UsageError where the format is more than one file.

    BrokenPipeError goes through: whoever read has had enough.
    """
    if FORMATS[name].names is not None:
        raise UsageError(f"{name} is a folder of files and can't go to standard output; name a folder as --output")
    latest = Latest(read)
    write = _writer(name)
    with standard_output(stream) as place:
        write(_encodable(latest), place)
    return Exported(latest.kept, latest.replaced)


def _writer(name: str) -> Callable[[Iterable[Record], Any], None]:
    wanted = FORMATS[name]
    try:
        write: Callable[[Iterable[Record], Any], None] = import_module(wanted.module).write
    except ModuleNotFoundError as error:
        if wanted.extra is None:
            raise
        message = f'{name} needs {error.name}, which is not installed: pip install "news-pipeline[{wanted.extra}]"'
        raise UsageError(message) from error
    return write


def _encodable(records: Iterable[Record]) -> Iterator[Record]:
    return map(encodable, records)
