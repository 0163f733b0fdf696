"""Further places where a name that was found stands again: in full, in capitals, or by a person's surname alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.annotate.entities.cover import Cover
from pipeline.annotate.entities.found import Found, Texts
from pipeline.annotate.entities.gazetteer import known_type
from pipeline.annotate.entities.names import is_generic, words
from pipeline.annotate.entities.shapes import is_common, opens_a_sentence
from pipeline.annotate.span import Span
from pipeline.record.types import EntityType

_REPEATED: frozenset[EntityType] = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "LOC", "EVENT", "FAC"})
_SHORTEST = 3
_SHORTEST_IN_CAPITALS = 4
_BEGUN = re.compile(r"[\w&@#./-]")
_GOES_ON = re.compile(r"[\w&@]|[-/]\w")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]* $")
_CAPITAL_BEHIND = re.compile(r"(?:-[\w]|[ ][A-Z][a-z])")


def find_repeats(texts: Texts, seen: Sequence[Found], cover: Cover, lower: set[str]) -> Iterator[Found]:
    """The places where a name of *seen* stands again as whole words; *lower* are the words that stand in lower case."""
    types = {
        found.text: found.type
        for found in seen
        if found.type in _REPEATED and len(found.text) >= _SHORTEST and not is_generic(words(found.text))
    }
    shorts = _short_names(types)
    capitals = {name.upper(): type_ for name, type_ in types.items() if len(name) >= _SHORTEST_IN_CAPITALS}
    wanted = shorts | capitals | types
    for in_, text in texts.items():
        for start, name in _whole_words(text, wanted):
            span = Span(in_, start, start + len(name))
            if cover.touches(span) or (
                name not in types and name in shorts and not _stands_alone(text, span, shorts[name], lower)
            ):
                continue
            cover.add(span)
            yield Found(span, name, wanted[name])


def _whole_words(text: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where *names* stand in *text*, in reading order, the longest of those that overlap or begin at one place.

    Each is looked for by itself: a pattern of all of them takes longer to compile than to match.
    """
    places = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            if not _GOES_ON.match(text, start + len(name)) and not (start and _BEGUN.match(text, start - 1)):
                places.append((start, -len(name), name))
            start = text.find(name, start + 1)
    end = 0
    for start, _, name in sorted(places):
        if start >= end:
            end = start + len(name)
            yield start, name


def _short_names(types: Mapping[str, EntityType]) -> dict[str, EntityType]:
    """Surnames of people and the first words of organisations' names: what a text calls them the second time."""
    shorts: dict[str, EntityType] = {}
    for name, type_ in types.items():
        parts = name.split()
        if len(parts) < 2 or type_ not in ("PERSON", "ORG"):
            continue
        word = parts[-1] if type_ == "PERSON" else parts[0]
        if (
            len(word) > _SHORTEST
            and word[0].isupper()
            and not word.isupper()
            and word.isalpha()
            and not is_generic(words(word))
            and not is_common(word)
            and not known_type(word)[0]
        ):
            shorts.setdefault(word, type_)
    return shorts


def _stands_alone(text: str, span: Span, type_: EntityType, lower: set[str]) -> bool:
    """Whether the word is no part of a longer name, and no common word that opens a sentence.

    Organisations begin with words of all kinds ("Fear of Missing Out"): theirs count only where no sentence opens.
    """
    if _CAPITAL_BEHIND.match(text, span.end) or _CAPITAL_BEFORE.search(text, max(0, span.start - 24), span.start):
        return False
    common = text[span.start : span.end].lower() in lower
    opening = opens_a_sentence(text, span.start)
    return not (common and opening) if type_ == "PERSON" else not (common or opening)
