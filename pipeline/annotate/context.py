"""All that a finder may know beyond the text, and what the finders give together."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.record.types import Entity, Money, Timex, Warning

Docs = Mapping[str, Doc]
"""The parsed texts of one article by their `in` name, in reading order: "title", "text", "caption/0", ..."""

_TEXT = "news_text"


def with_text(doc: Doc, text: str) -> Doc:
    """*doc*, which keeps the *text* that it was made of."""
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """The text of *doc*. Doc.text is put together from the tokens at every call: all finders together took a fiftieth
    of their article's time for that.
    """
    text: str | None = doc.user_data.get(_TEXT)
    return doc.text if text is None else text


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a finder may know beyond the text.

    `published` is the publication day in the publisher's own time zone; relative dates are resolved against it.
    `country` is the publisher's, ISO 3166-1 alpha-2. Each is None where it is not known.
    """

    published: dt.date | None = None
    country: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Annotations:
    """What was found in one article's texts. Offsets: see pipeline.record.types."""

    entities: tuple[Entity, ...]
    money: tuple[Money, ...]
    dates: tuple[Timex, ...]
    warnings: tuple[Warning, ...] = ()
