"""Mentions of names: the model's spans, trimmed, and the repeats that it did not see."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from spacy.tokens import Doc

from pipeline.annotate.context import Docs
from pipeline.annotate.entities.names import is_generic, one_of, trim_name, words
from pipeline.annotate.span import Span
from pipeline.record.types import EntityType

_TYPES: dict[str, EntityType] = {name: name for name in get_args(EntityType)}
_REPEATED: frozenset[EntityType] = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "LOC", "EVENT"})
_SHORTEST_REPEAT = 3


@dataclass(frozen=True)
class Found:
    """One mention: where it stands, the name as it is written there, and what it was taken for."""

    span: Span
    text: str
    type: EntityType


def find_mentions(docs: Docs, taken: Sequence[Span]) -> list[Found]:
    """Every mention of a name in *docs*, in reading order, none of them within a span of *taken* (money, dates)."""
    order = {in_: n for n, in_ in enumerate(docs)}
    busy = _Cover(taken)
    seen = []
    for in_, doc in docs.items():
        for found in _of_the_model(in_, doc):
            if not busy.touches(found.span):
                busy.add(found.span)
                seen.append(found)
    seen.extend(_repeats(docs, seen, busy))
    return sorted(seen, key=lambda found: (order[found.span.in_], found.span.start))


class _Cover:
    """The characters that are spoken for, by text."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._taken: dict[str, set[int]] = {}
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        self._taken.setdefault(span.in_, set()).update(range(span.start, span.end))

    def touches(self, span: Span) -> bool:
        taken = self._taken.get(span.in_)
        return taken is not None and not taken.isdisjoint(range(span.start, span.end))


def _of_the_model(in_: str, doc: Doc) -> Iterator[Found]:
    text = doc.text
    for ent in doc.ents:
        type_ = _TYPES.get(ent.label_)
        if type_ is None:
            continue  # a number, a time or an amount: not a name
        trimmed = trim_name(text, ent.start_char, ent.end_char, person=type_ == "PERSON")
        if trimmed is not None:
            yield Found(Span(in_, *trimmed), text[slice(*trimmed)], type_)


def _repeats(docs: Docs, seen: Sequence[Found], busy: _Cover) -> Iterator[Found]:
    """Further places where a name that was seen stands again, letter by letter, as a whole word."""
    votes: dict[str, Counter[EntityType]] = {}
    for found in seen:
        votes.setdefault(found.text, Counter())[found.type] += 1
    types = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    names = [
        name
        for name, type_ in types.items()
        if type_ in _REPEATED and len(name) >= _SHORTEST_REPEAT and not is_generic(words(name))
    ]
    if not names:
        return
    pattern = re.compile(rf"(?<![\w&@#./-])(?:{one_of(names)})(?![\w&@]|[-/]\w)")
    for in_, doc in docs.items():
        for match in pattern.finditer(doc.text):
            span = Span(in_, *match.span())
            if not busy.touches(span):
                busy.add(span)
                yield Found(span, match.group(), types[match.group()])
