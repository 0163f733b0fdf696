"""From mentions to the record's entities."""

from collections.abc import Sequence

from pipeline.annotate.context import Docs
from pipeline.annotate.entities.find import find_mentions
from pipeline.annotate.entities.group import fullest_name, group_mentions, type_of
from pipeline.annotate.entities.places import country_of
from pipeline.annotate.span import Span
from pipeline.record.types import Entity, Mention


def find_entities(docs: Docs, taken: Sequence[Span]) -> tuple[Entity, ...]:
    """The distinct entities of *docs*, in order of first mention; no mention overlaps a span of *taken*."""
    entities = []
    for number, mentions in enumerate(group_mentions(find_mentions(docs, taken)), 1):
        type_, name = type_of(mentions), fullest_name(mentions)
        entities.append(
            Entity(
                id=f"e{number}",
                type=type_,
                name=name,
                mentions=tuple(
                    Mention(in_=found.span.in_, start=found.span.start, end=found.span.end, text=found.text)
                    for found in mentions
                ),
                country=country_of(name) if type_ == "GPE" else None,
                geonames=None,
            )
        )
    return tuple(entities)
