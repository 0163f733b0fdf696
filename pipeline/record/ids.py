"""The record's id: the same article read twice has the same."""

import hashlib
import re
import unicodedata

from pipeline.record.types import Article


def record_id(article: Article) -> str:
    """32 hex digits: of the canonical URL where the page names one, else of its normalised title and text; where there
    is no text, of what else tells such an article from others of its title: its day, its authors, its summary.

    Normalised: NFKC, case folded, every run of characters that are neither letters nor digits taken as one blank, so
    that two saves of one page that differ in quotes, blanks or line ends are one article.
    """
    if article.url:
        key = f"url {article.url}"
    elif article.text:
        key = f"text {_normalised(article.title or '')}\n{_normalised(article.text)}"
    else:
        stated = (article.title, article.published, " ".join(article.authors), article.summary)
        key = "stated " + "\n".join(_normalised(value or "") for value in stated)
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _normalised(text: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
