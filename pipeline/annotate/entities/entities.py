"""From mentions to the record's entities."""

from collections.abc import Sequence

from pipeline.annotate.context import Context, Docs, text_of
from pipeline.annotate.entities.find import find_mentions
from pipeline.annotate.entities.group import fullest_name, group_mentions
from pipeline.annotate.entities.places import resolve_places
from pipeline.annotate.span import Span
from pipeline.record.types import Entity, Mention

_NO_CONTEXT = Context()


def find_entities(docs: Docs, taken: Sequence[Span], context: Context = _NO_CONTEXT) -> tuple[Entity, ...]:
    """The distinct entities of *docs*, in order of first mention; no mention overlaps a span of *taken*.

    *context* says which country the publisher is in, where that is known: it decides between places of one name.
    """
    texts = {in_: text_of(doc) for in_, doc in docs.items()}
    groups = group_mentions(find_mentions(docs, texts, taken))
    places = resolve_places(groups, texts, context)
    return tuple(
        Entity(
            id=f"e{number}",
            type=mentions[0].type,
            name=fullest_name(mentions),
            mentions=tuple(
                Mention(in_=found.span.in_, start=found.span.start, end=found.span.end, text=found.text)
                for found in mentions
            ),
            country=where.country,
            geonames=where.geonames,
        )
        for number, (mentions, where) in enumerate(zip(groups, places, strict=True), 1)
    )
