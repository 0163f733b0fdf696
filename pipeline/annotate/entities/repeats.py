"""Further places where a name that was found stands again: in full, in capitals, or by a person's surname alone."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.annotate.entities.cover import Cover
from pipeline.annotate.entities.found import Found, Texts
from pipeline.annotate.entities.gazetteer import known_type
from pipeline.annotate.entities.names import is_generic, one_of, words
from pipeline.annotate.entities.shapes import is_common, opens_a_sentence
from pipeline.annotate.span import Span
from pipeline.record.types import EntityType

_REPEATED: frozenset[EntityType] = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "LOC", "EVENT", "FAC"})
_SHORTEST = 3
_SHORTEST_IN_CAPITALS = 4
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
    if not wanted:
        return
    pattern = re.compile(rf"(?<![\w&@#./-])(?:{one_of(wanted)})(?![\w&@]|[-/]\w)")
    for in_, text in texts.items():
        for match in pattern.finditer(text):
            span, name = Span(in_, *match.span()), match.group()
            if cover.touches(span) or (name not in types and name in shorts and not _stands_alone(text, span, lower)):
                continue
            cover.add(span)
            yield Found(span, name, wanted[name])


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


def _stands_alone(text: str, span: Span, lower: set[str]) -> bool:
    """Whether the word is no part of a longer name, and no common word that opens a sentence."""
    if _CAPITAL_BEHIND.match(text, span.end) or _CAPITAL_BEFORE.search(text, max(0, span.start - 24), span.start):
        return False
    return not (opens_a_sentence(text, span.start) and text[span.start : span.end].lower() in lower)
