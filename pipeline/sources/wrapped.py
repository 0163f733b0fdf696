"""Files that hold one page in another form: compressed, or with its pictures as MHTML."""

import email
import email.utils
from contextlib import suppress
from dataclasses import replace
from email.message import Message
from io import BytesIO
from pathlib import PurePosixPath

from pipeline.document import Document
from pipeline.sources.broken import Broken, told
from pipeline.sources.media_types import media_type_of
from pipeline.sources.packed import PACKINGS, unpacked
from pipeline.sources.sniffed import is_mhtml
from pipeline.sources.when import fetched_at

_MHTML = {".mht", ".mhtml"}
_PAGES = {"text/html", "application/xhtml+xml"}


def unwrapped(document: Document) -> Document:
    """The page in *document*, by the suffixes of its path: "a.html.gz" is unpacked, of "a.mhtml" the page is taken.

    MHTML is taken for what it is under any name, since it reads like a page: of equals signs. Raises Broken where what
    is named so can't be read.
    """
    name = PurePosixPath(document.path)
    while (suffix := name.suffix.lower()) in PACKINGS:
        with told():
            document = replace(document, data=unpacked(BytesIO(document.data), suffix))
        name = name.with_suffix("")
    if suffix in _MHTML:
        return _page_of_mhtml(document)
    if is_mhtml(document.data):
        with suppress(Broken):  # a mail of text alone
            return _page_of_mhtml(document)
    return replace(document, media_type=document.media_type or media_type_of(name.name))


def _page_of_mhtml(document: Document) -> Document:
    with told():  # parts in parts in parts end in a RecursionError
        message = email.message_from_bytes(document.data)
        page = _main_part(message)
        if page is None:
            raise Broken("no_page", "there is no page of HTML among its parts")
        data = page.get_payload(decode=True)
        url = page["Content-Location"] or message["Snapshot-Content-Location"] or message["Content-Location"]
        charset = page.get_param("charset")
        return replace(
            document,
            data=data if isinstance(data, bytes) else b"",
            url=_address(str(url)),
            media_type=page.get_content_type() + (f"; charset={charset}" if isinstance(charset, str) else ""),
            fetched=_date(message),
        )


def _main_part(message: Message) -> Message | None:
    """The part that the message begins with, if it says which that is, else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    return next((part for part in pages if start and part["Content-ID"] == start), pages[0] if pages else None)


def _address(written: str) -> str | None:
    """*written* as one word, for long ones are broken over lines; None where it is no address of the web."""
    address = "".join(written.split())
    return address if address.startswith(("http://", "https://")) else None


def _date(message: Message) -> str | None:
    try:
        return fetched_at(email.utils.parsedate_to_datetime(str(message["Date"])).isoformat())
    except ValueError:
        return None
