"""Rows of tables that hold pages: what their columns say as a document."""

import datetime as dt
from collections.abc import Mapping

from pipeline.document import Document
from pipeline.sources.broken import Broken
from pipeline.sources.choice import Columns
from pipeline.sources.limits import refuse_large
from pipeline.sources.when import fetched_at


def document_of(row: Mapping[str, object], columns: Columns, path: str) -> Document:
    """The document in *row*: its HTML, or where it has none its text, below the title and day that other columns give.

    A page of HTML says those itself. Raises Broken where the row has neither.
    """
    for part, media_type in (("html", "text/html"), ("text", "text/plain")):
        value = _value(row, columns, part)
        data = value.encode("utf-8", "replace") if isinstance(value, str) else value
        if part == "text" and isinstance(data, bytes) and data.strip():
            data = _headed(row, columns, data)
        if not isinstance(data, bytes) or not data:
            continue
        refuse_large(len(data))
        url, fetched = _value(row, columns, "url"), _value(row, columns, "fetched")
        return Document(
            data=data,
            path=path,
            url=url if isinstance(url, str) and url else None,
            media_type=f"{media_type}; charset=utf-8" if isinstance(value, str) else media_type,
            fetched=fetched_at(None if fetched is None else str(fetched)),
        )
    raise Broken("no_page", f"it has no {_either(columns)}")


def refuse_without_page(names: list[str], columns: Columns) -> None:
    """Raises Broken where a table of columns *names* has none that could hold pages."""
    if not {*columns.named("html"), *columns.named("text")} & set(names):
        has = ", ".join(names[:20])
        raise Broken(
            "no_page", f"it has no {_either(columns)}, but {has}; name the one with --html-column or --text-column"
        )


def _headed(row: Mapping[str, object], columns: Columns, text: bytes) -> bytes:
    """*text* below what other columns say of it, in the form that read_plain_text knows: the headline, "Date: ..."."""
    title, published = (_value(row, columns, part) for part in ("title", "published"))
    lines = [" ".join(title.split())] if isinstance(title, str) and title.strip() else []
    if isinstance(published, str | dt.date) and str(published).strip():
        lines.append("Date: " + " ".join(str(published).split()))
    return "".join(line + "\n\n" for line in lines).encode("utf-8", "replace") + text


def _value(row: Mapping[str, object], columns: Columns, part: str) -> object:
    return next((row[name] for name in columns.named(part) if row.get(name) is not None), None)


def _either(columns: Columns) -> str:
    return "column " + " or ".join((*columns.named("html"), *columns.named("text")))
