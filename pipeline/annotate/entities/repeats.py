"""Further places where a name that was found stands again: in full, in capitals, or by a person's surname alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.annotate.entities.cover import Cover
from pipeline.annotate.entities.evidence import is_given, is_head
from pipeline.annotate.entities.found import Found, Texts
from pipeline.annotate.entities.gazetteer import LIKELY, known_type
from pipeline.annotate.entities.names import is_generic, is_titled, words
from pipeline.annotate.entities.shapes import is_common, is_headline, line_of, opens_a_sentence
from pipeline.annotate.span import Span
from pipeline.record.types import EntityType

_REPEATED: frozenset[EntityType] = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "LOC", "EVENT", "FAC"})
_SHORTEST = 3
_SHORTEST_IN_CAPITALS = 4
_BEGUN = re.compile(r"[\w&@#./-]")
_SEAT = re.compile(r"[,(] ?[RDI]-$")
_GOES_ON = re.compile(r"[\w&@]|[-/]\w")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]* $")
_GIVEN_LAST = re.compile(r"^[A-Z]\w+ [A-Z][a-z]+-[a-z]+$")
_CAPITAL_BEHIND = re.compile(r"-\w|[ ][A-Z][a-z]\w*")


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
            if not _GOES_ON.match(text, start + len(name)) and not (start and _is_begun(text, start)):
                places.append((start, -len(name), name))
            start = text.find(name, start + 1)
    end = 0
    for start, _, name in sorted(places):
        if start >= end:
            end = start + len(name)
            yield start, name


def _is_begun(text: str, start: int) -> bool:
    """Whether text[start] goes on with a word that stands before it; a politician's seat begins one: "D-Halloran"."""
    return _BEGUN.match(text, start - 1) is not None and _SEAT.search(text, max(0, start - 4), start) is None


def _short_names(types: Mapping[str, EntityType]) -> dict[str, EntityType]:
    """Surnames of people and the first words of organisations' names: what a text calls them the second time."""
    shorts: dict[str, EntityType] = {}
    for name, type_ in types.items():
        parts = name.split()
        if len(parts) < 2 or type_ not in ("PERSON", "ORG"):
            continue
        for word in _short_words(name, parts) if type_ == "PERSON" else parts[:1]:
            if (
                len(word) > _SHORTEST
                and word[0].isupper()
                and not word.isupper()
                and (word.replace("-", "") if type_ == "PERSON" else word).isalpha()
                and not is_generic(words(word))
                and not is_common(word)
                and known_type(word)[1] < LIKELY
            ):
                shorts.setdefault(word, type_)
    return shorts


def _short_words(name: str, parts: list[str]) -> list[str]:
    """What a person is called by: the surname, which stands first where the given name is "Ji-won"; "Jane"."""
    if _GIVEN_LAST.search(name):
        return parts[:1]
    return [parts[-1], parts[0]] if is_given(name) else parts[-1:]


def _stands_alone(text: str, span: Span, type_: EntityType, lower: set[str]) -> bool:
    """Whether the word is no part of a longer name, and no common word that opens a sentence.

    Organisations begin with words of all kinds ("Fear of Missing Out"): theirs count only where no sentence opens.
    """
    if behind := _CAPITAL_BEHIND.match(text, span.end):
        word = behind.group()[1:]
        if type_ != "PERSON" or behind.group()[0] == "-" or is_head(word) or not is_headline(line_of(text, span.start)):
            return False
    from_ = max(0, span.start - 24)
    if _CAPITAL_BEFORE.search(text, from_, span.start) and not (
        type_ == "PERSON" and is_titled(text, from_, span.start)
    ):
        return False
    common = text[span.start : span.end].lower() in lower
    opening = opens_a_sentence(text, span.start)
    return not (common and opening) if type_ == "PERSON" else not (common or opening)
