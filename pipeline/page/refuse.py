"""What is no article: bytes that are no text, pages without one."""

from collections.abc import Sequence

from pipeline.data import load_table
from pipeline.errors import DocumentError
from pipeline.page.body import Body
from pipeline.page.linked_data import LinkedData
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Passage, Passages
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
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"OggS": "sound or video",
    b"ID3": "sound",
    b"\x00\x00\x01\x00": "an icon",
    b"wOFF": "a font",
    b"wOF2": "a font",
}
_HEAD = 4096
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\f\r\x1b")  # ISO-2022-JP has escapes
_SHARE = 0.05
"""The share of control characters that text with a fault or two stays below."""
_ERROR_PAGES = frozenset(words_of(title) for title in load_table("furniture")["phrases"]["error_pages"])
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
    if not data.strip(b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"):
        raise DocumentError("page", "empty", "The document holds no text.")
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind or data[4:8] == b"ftyp":  # every film and sound of the MPEG-4 family
        raise DocumentError("page", "not_text", f"The document looks like {kind or 'a film'}, not like a page.")
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return  # UTF-16 by its mark: half of its bytes are zero
    controls, nuls = len(head) - len(head.translate(None, _CONTROLS)), head.count(0)
    utf16 = max(head[::2].count(0), head[1::2].count(0)) > 0.9 * nuls > 0.3 * len(head)
    if controls > _SHARE * len(head) and not utf16:
        raise DocumentError("page", "not_text", "The document holds binary data, not a page.")


def refuse_page(
    page: Passages, furniture: Sequence[str | None], body: Body, linked: LinkedData, metadata: Metadata
) -> None:
    """Raise DocumentError `no_body`, `consent_wall` or `not_an_article` for a page that holds no article, on strong
    evidence only. One that states an article, but does not hold its text, passes: its fields are worth having.
    """
    words = body.words
    if metadata.title and words < _STUB and words_of(metadata.title.split("|")[0].split(" - ")[0]) in _ERROR_PAGES:
        raise DocumentError("page", "not_an_article", f'The page is an error page: "{metadata.title}".')
    is_stated = states_article(linked, metadata)
    links = sum(1 for passage in page.passages if passage.linked > 0.8)
    if not is_stated and links > _FRONT and words < 40 and not any(map(_is_prose, body.passages)):
        raise DocumentError("page", "not_an_article", "The page holds links to articles, and none of its own.")
    if not is_stated and _is_front(page, body):
        raise DocumentError("page", "not_an_article", "The page lists other articles: links with a line on each.")
    if not is_stated and 0 < words < _STUB and all(map(_asks_for_consent, body.passages)):
        raise DocumentError("page", "consent_wall", "The page asks for consent to cookies, and shows nothing else.")
    if not words and not is_stated and _lines(page, furniture) < _LINES:
        raise DocumentError("page", "no_body", "The page holds no text to read; scripts may load it.")


def states_article(linked: LinkedData, metadata: Metadata) -> bool:
    """Whether the page's head says that it is an article."""
    return bool(
        linked.article or metadata.first("og:type") == "article" or metadata.first("article:published_time") is not None
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
    behind = sum(1 for p in body.passages if p.index and page.passages[p.index - 1].linked > 0.8)
    return behind >= _TEASERS and behind >= 0.6 * len(body.passages)
