"""Records as TimeML: an XML file an article, with the TIMEX3 of its title and text inline."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from pipeline.export.place import Folder
from pipeline.record.types import Record, Timex

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_SCHEMA = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"'
)


def write(records: Iterable[Record], folder: Folder) -> None:
    """Fills *folder* with <id>.tml for each record."""
    for record in records:
        with folder.begun(f"{record.id}.tml") as file:
            file.write(time_ml(record).encode())


def time_ml(record: Record) -> str:
    """*record* as TempEval-3 has its documents: DOCID, DCT (left out where unknown), TITLE, TEXT.

    Expressions of captions have no place there; of two that overlap, the first stands, the longer if they begin alike.
    """
    article = record.article
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<TimeML {_SCHEMA}>",
            f"<DOCID>{record.id}</DOCID>",
            *_creation_time(article.published),
            f"<TITLE>{_marked('title', article.title or '', record)}</TITLE>",
            f"<TEXT>{_marked('text', article.text, record)}</TEXT>",
            "</TimeML>",
            "",
        ]
    )


def _creation_time(published: str | None) -> Iterator[str]:
    if published is not None:
        about = {"tid": "t0", "type": "TIME" if "T" in published else "DATE", "value": published[:19]}
        about |= {"temporalFunction": "false", "functionInDocument": "CREATION_TIME"}
        yield f"<DCT>{_element(about, published)}</DCT>"


def _marked(in_: str, text: str, record: Record) -> str:
    parts: list[str] = []
    end = 0
    here = sorted((date for date in record.dates if date.in_ == in_), key=lambda date: (date.start, -date.end))
    for date in here:
        if date.start >= end:
            parts += [_xml(text[end : date.start]), _element(_about(date, record), date.text)]
            end = date.end
    return "".join([*parts, _xml(text[end:])])


def _about(date: Timex, record: Record) -> dict[str, str]:
    about = {"tid": f"t{date.id[1:]}", "type": date.type, "value": date.value}
    if date.mod:
        about["mod"] = date.mod
    if date.relative and record.article.published:
        about |= {"temporalFunction": "true", "anchorTimeID": "t0"}
    return about


def _element(about: dict[str, str], text: str) -> str:
    attributes = " ".join(f'{name}="{_xml(value)}"' for name, value in about.items())
    return f"<TIMEX3 {attributes}>{_xml(text)}</TIMEX3>"


def _xml(text: str) -> str:
    """*text* with what XML can't hold, such as NUL, as U+FFFD; readers would make a line feed of a bare CR."""
    return escape(_NO_XML.sub("\ufffd", text), quote=True).replace("\r", "&#13;")
