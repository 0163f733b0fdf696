"""What the room passes around: the texts, and one mention of a name."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.annotate.span import Span
from pipeline.record.types import EntityType

Texts = Mapping[str, str]
"""The texts of one article by their `in` name."""

HEADLINE = "title"
"""The text that calls people and companies by their short names before the others give the full ones."""


@dataclass(frozen=True)
class Found:
    """One mention: where it stands, the name as it is written there, and what it was taken for."""

    span: Span
    text: str
    type: EntityType
