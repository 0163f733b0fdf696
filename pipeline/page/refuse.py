"""What is no article: bytes that are no text, pages without one."""

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.data import load_table
from pipeline.errors import DocumentError
from pipeline.page.body import Body
from pipeline.page.claim import states_article, states_story
from pipeline.page.linked_data import LinkedData
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Passage, Passages
from pipeline.page.title import Headline
from pipeline.page.wording import ends_sentence, words_of

_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG\r\n": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture",
    b"RIFF": "a WebP picture, or sound",
    b"PK\x03\x04": "a ZIP archive, or an office document",
    b"\x1f\x8b": "a gzip file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "a document of a word processor (RTF)",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"OggS": "sound or video",
    b"ID3": "sound",
    b"\x00\x00\x01\x00": "an icon",
    b"wOFF": "a font",
    b"wOF2": "a font",
}
_NO_PROSE = {
    "application/atom+xml": "a feed",
    "application/javascript": "a script",
    "application/json": "data (JSON; where each line is an article, call it .jsonl)",
    "application/rss+xml": "a feed",
    "image/svg+xml": "a drawing",
    "text/css": "a style sheet",
    "text/csv": "a table (CSV; of JSON Lines and Parquet, each row is read)",
    "text/javascript": "a script",
    "text/tab-separated-values": "a table (of JSON Lines and Parquet, each row is read)",
}
"""What is text, but for programs: it reads like an article of strange words."""
_NOT_BLANK = re.compile(rb"[^ \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe]")
"""A byte of a text: none of white space, and none of byte order marks."""
_HEAD = 4096
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\f\r\x1b")  # ISO-2022-JP has escapes
_SHARE = 0.05
"""The share of control characters that text with a fault or two stays below."""
_SCRIPTS = re.compile("|".join(map(re.escape, load_table("furniture")["phrases"]["scripts"])), re.IGNORECASE)
_ERROR_PAGES = frozenset(words_of(title) for title in load_table("furniture")["phrases"]["error_pages"])
_PARTS = re.compile(r"\s+[-–—|·•»]+\s+|\s*\|\s*")
"""What parts an error from the site's name in a title."""
_STUB = 150
"""Words: an error page says less."""
_TEASER = 40
"""Words: a longer passage is no teaser of another article."""
_TEASERS = 8
"""Behind that many links the page is a list of them."""
_SENTENCE = 12
"""Words: a shorter line may be a label."""
_LINES = 40
"""Words: a page that holds more has something to read, if no article; shells for scripts have less."""
_FRONT = 60
"""Links: a section's front has more, and next to no prose."""


def refuse_bytes(data: bytes, max_bytes: int) -> None:
    """Raise DocumentError `empty`, `too_large` or `not_text` for bytes that hold no page."""
    if len(data) > max_bytes:
        raise DocumentError("page", "too_large", f"The document has {len(data):,} bytes, more than {max_bytes:,}.")
    if not _NOT_BLANK.search(data):
        raise DocumentError("page", "empty", "The document holds no text.")
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind or data[4:8] == b"ftyp":  # every film and sound of the MPEG-4 family
        raise DocumentError("page", "not_text", f"The document looks like {kind or 'a film'}, not like a page.")
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return  # UTF-16 by its mark: half of its bytes are zero
    if len(head) - len(head.translate(None, _CONTROLS)) > _SHARE * len(head) and not _is_utf16(head):
        raise DocumentError("page", "not_text", "The document holds binary data, not a page.")


def refuse_kind(media_type: str | None) -> None:
    """Raise DocumentError `not_an_article` for a text that by its *media_type* is none for people."""
    if kind := _NO_PROSE.get((media_type or "").split(";")[0].strip().lower()):
        raise DocumentError("page", "not_an_article", f"The document is {kind}, which is no article.")


def _is_utf16(head: bytes) -> bool:
    """Whether every other byte of *head* is zero, and no other."""
    return max(head[::2].count(0), head[1::2].count(0)) > 0.9 * head.count(0) > 0.3 * len(head)


Withheld = Literal["no_body", "consent_wall", "not_an_article"]
"""Why a page that states an article shows none of its text: the code of the warning that tells."""


def refuse_page(
    page: Passages,
    furniture: Sequence[str | None],
    body: Body,
    title: Headline,
    linked: LinkedData,
    metadata: Metadata,
) -> Withheld | None:
    """Why the page shows nothing of the article that it states; None where *body* may stand.

    A page that holds no article and states none raises DocumentError `no_body`, `consent_wall` or `not_an_article`, on
    strong evidence only, and an error page always. One that states an article passes without its text: its title, its
    day and its summary are worth having, what it shows in the text's place is not.
    """
    words = body.words
    titles = (metadata.title, title.text, *(passage.text for passage in page.passages if passage.level == 1))
    if words < _STUB and (error := next(filter(_is_error, titles), None)):
        raise DocumentError("page", "not_an_article", f'The page is an error page: "{error}".')
    is_stated = states_article(linked, metadata)
    links = sum(1 for passage in page.passages if passage.linked > 0.8)
    if links > _FRONT and words < 40 and not any(map(_is_prose, body.passages)):
        if not is_stated:
            raise DocumentError("page", "not_an_article", "The page holds links to articles, and none of its own.")
        return "no_body"
    if _is_front(page, body) and not (is_stated and _is_introduced(page, body)):
        return _withheld("not_an_article", "The page lists other articles: links with a line on each.", is_stated)
    shown = body.passages or [passage for passage in page.passages if passage.linked < 0.3]
    if shown and words < _STUB and all(map(_asks_for_consent, shown)):
        message = "The page asks for consent to cookies, and shows nothing else."
        return _withheld("consent_wall", message, is_stated)
    needs_scripts = 0 < words < _STUB and all(_SCRIPTS.search(passage.text) for passage in body.passages)
    if needs_scripts or (not words and _lines(page, furniture) < _LINES):
        is_stated = is_stated or states_story(title, metadata)
        return _withheld("no_body", "The page holds no text to read; scripts may load it.", is_stated)
    return "no_body" if is_stated and not words else None


def _withheld(code: Withheld, message: str, is_stated: bool) -> Withheld:
    """*code*, where an article *is_stated*; raises DocumentError where none is."""
    if not is_stated:
        raise DocumentError("page", code, message)
    return code


def _is_error(title: str | None) -> bool:
    """Whether a title is an error's, or what stands in it before or behind the site's name.

    >>> _is_error("The Post - Page not found"), _is_error("Error 404: Page not found | The Post")
    (True, True)
    """
    first, *others = _PARTS.split(title or "")
    return any(
        all(words_of(clause) in _ERROR_PAGES for clause in part.split(": "))
        for part in (first, *(other for other in others if " " in other))  # one word behind a dash may be of a headline
    )


def _asks_for_consent(passage: Passage) -> bool:
    """Whether a passage stands in a block named for cookies; the page's own element may be named for their state."""
    return any("cookies" in scope.roles and scope.name not in {"body", "main"} for scope in passage.scope.ancestors())


def _lines(page: Passages, furniture: Sequence[str | None]) -> int:
    """How many words stand outside links and what is not the article."""
    return sum(passage.words for passage in page.passages if passage.linked < 0.3 and furniture[passage.index] is None)


def _is_prose(passage: Passage) -> bool:
    return passage.words >= _SENTENCE and passage.linked < 0.3 and ends_sentence(passage.text)


def _is_front(page: Passages, body: Body) -> bool:
    """Whether what was taken for the text is teasers: short passages, nearly each behind a heading that is a link."""
    if any(passage.words > _TEASER for passage in body.passages):
        return False
    behind = sum(1 for p in body.passages if _is_teaser(page, p))
    return behind >= _TEASERS and behind >= 0.6 * len(body.passages)


def _is_teaser(page: Passages, passage: Passage) -> bool:
    """Whether *passage* stands right behind a link."""
    return passage.index > 0 and page.passages[passage.index - 1].linked > 0.8


def _is_introduced(page: Passages, body: Body) -> bool:
    """Whether prose leads to what may be teasers: an article may be such a list."""
    first = next((p for p in body.passages if _is_prose(p) or _is_teaser(page, p)), None)
    return first is not None and not _is_teaser(page, first)
