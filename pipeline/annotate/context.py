"""All that a finder may know beyond the text, and what the finders give together."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.record.types import Entity, Money, Timex, Warning

Docs = Mapping[str, Doc]
"""The parsed texts of one article by their `in` name, in reading order: "title", "text", "caption/0", ...

Doc.text is put together from its tokens at every call: a finder takes it once, or long texts cost the square.
"""


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
