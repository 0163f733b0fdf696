"""Mentions of names: the language model's spans, repaired; names it did not see; the type of each by all that is said.

A name has one type in one article: every place where it stands votes, by the model's label there and by the words
around it (surroundings.py), and the name itself votes for each of them (evidence.py).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from pipeline.annotate.context import Docs
from pipeline.annotate.entities.cover import Cover
from pipeline.annotate.entities.evidence import MODEL, STRONG, Votes, add, of_the_name, vote
from pipeline.annotate.entities.found import HEADLINE, Found, Texts
from pipeline.annotate.entities.gazetteer import is_known
from pipeline.annotate.entities.names import Name, begins_a_post, is_title, nicknamed, without_titles, words
from pipeline.annotate.entities.related import Guess, of_each_other
from pipeline.annotate.entities.repair import longer_name, repair
from pipeline.annotate.entities.repeats import find_repeats
from pipeline.annotate.entities.shapes import (
    behind_a_description,
    capital_sequences,
    has_inner_capital,
    is_common,
    is_function_word,
    is_headline,
    is_kind,
    line_of,
    lower_words,
    opens_a_sentence,
)
from pipeline.annotate.entities.surroundings import around
from pipeline.annotate.labels import entity_types
from pipeline.annotate.span import Span
from pipeline.data import load_table
from pipeline.record.types import EntityType

_ENOUGH = STRONG
"""Votes for one type that make a name of capitals which the model took for nothing."""
_OPENING_WORDS = 3
"""Words before a name that have a capital because they open the sentence or are of the calendar: "On Tuesday Orlan"."""
_LONGEST_IN_CAPITALS = 30
"""Characters of a name in a line of capitals; what is longer is more than a name."""
_GRADES = frozenset(load_table("names")["grades"])
_ARTICLE = "The "
_CODE = frozenset("([_=")
"""Straight behind a word these show that it is program code."""


@dataclass(frozen=True)
class _Seen:
    """A place where a name stands: the model's label, None where it saw nothing; whether a sentence begins there."""

    span: Span
    text: str
    label: EntityType | None
    opening: bool


@dataclass
class _Name:
    """A name: all the places where it was seen, and the votes on its type: of all places together, and its own."""

    places: list[_Seen] = field(default_factory=list)
    votes: Votes = field(default_factory=dict)
    own: Votes = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.places[0].text

    @property
    def labelled(self) -> bool:
        return any(place.label for place in self.places)


def find_mentions(docs: Docs, texts: Texts, taken: Sequence[Span]) -> list[Found]:
    """Every mention of a name in *docs*, in reading order, none of them within a span of *taken* (money, dates).

    *texts* are the texts of *docs*.
    """
    order = {in_: n for n, in_ in enumerate(docs)}
    running = {in_: n if in_ != HEADLINE else len(order) for in_, n in order.items()}
    cover = Cover(taken)
    lower = set[str]().union(*map(lower_words, texts.values()))
    seen = [place for in_, doc in docs.items() for place in _of_the_model(in_, doc, texts[in_], cover)]
    seen += [place for in_, text in texts.items() for place in _unseen(in_, text, cover, lower)]
    names: dict[Name, _Name] = {}
    for place in seen:
        names.setdefault(words(place.text) or (place.text,), _Name()).places.append(place)
    parts = {part for name in names if len(name) > 1 for part in name}
    names = {words_: name for words_, name in names.items() if not _is_no_name(name, texts, lower, parts)}
    for words_ in _of_headlines(names, texts, lower):
        for place in names.pop(words_).places:
            cover.free(place.span)
    related = of_each_other({words_: _guess(name, texts, running) for words_, name in names.items()})
    found = []
    for words_, name in names.items():
        add(name.own, related.get(words_, {}))
        if type_ := _type_of(name):
            found += [_mention(place, type_) for place in name.places]
    for one in found:
        cover.add(one.span)
    found.extend(find_repeats(texts, found, cover, lower))
    return sorted(found, key=lambda one: (order[one.span.in_], one.span.start))


def _of_the_model(in_: str, doc: Doc, text: str, cover: Cover) -> Iterator[_Seen]:
    """The names that the model saw; what they cover is spoken for."""
    people = [(start, end) for start, end, _ in nicknamed(text)]
    for ent in doc.ents:
        label = entity_types().get(ent.label_)
        if label is None:
            continue  # a number, a time, an amount or a miscellany: not a name
        whole = [] if label != "PERSON" else [one for one in people if one[0] <= ent.start_char < one[1]]
        for start, end in whole or repair(doc, text, ent.start_char, ent.end_char, label):
            last = longer_name(doc, text, start, end) if label in ("GPE", "LOC") else end
            span = Span(in_, start, last)
            if not cover.touches(span) and not _is_a_headline(text, start, last):
                cover.add(span)
                yield _Seen(span, text[start:last], label if last == end else "ORG", opens_a_sentence(text, start))


def _unseen(in_: str, text: str, cover: Cover, lower: set[str]) -> Iterator[_Seen]:
    """Words in capitals that the model took for nothing: names, if the votes are enough."""
    for start, end in capital_sequences(text):
        if cover.touches(Span(in_, start, end)) or text[end : end + 1] in _CODE:
            continue
        opening = opens_a_sentence(text, start)
        for _ in range(_OPENING_WORDS):
            first, _, rest = text[start:end].partition(" ")
            if not (is_function_word(first) or (opening and is_common(first))):
                break
            start, opening = end - len(rest), False
        start = behind_a_description(text, without_titles(text, start, end), end)
        name = text[start:end]
        if (
            not name
            or is_title(name)
            or begins_a_post(text, start, end)
            or is_function_word(name.partition(" ")[0])
            or (opening and name.lower() in lower)
        ):
            continue
        if has_inner_capital(name) or not is_headline(line_of(text, start)):
            yield _Seen(Span(in_, start, end), name, None, opening)


def _mention(place: _Seen, type_: EntityType) -> Found:
    """The mention at *place*; the article that it begins with is part of a work's title alone."""
    if type_ == "WORK_OF_ART" or not place.text.startswith(_ARTICLE):
        return Found(place.span, place.text, type_)
    span = replace(place.span, start=place.span.start + len(_ARTICLE))
    return Found(span, place.text.removeprefix(_ARTICLE), type_)


def _guess(name: _Name, texts: Texts, order: Mapping[str, int]) -> Guess:
    """What *name* is by the model's labels, the words around each of its places and its own words: all are voting."""
    text = max((place.text for place in name.places), key=lambda text: (len(text), not text.isupper()))
    name.own = of_the_name(text)
    said: Votes = {}
    for place in name.places:
        if place.label:
            vote(name.votes, place.label, MODEL[place.label])
        add(said, around(texts[place.span.in_], place.span.start, place.span.end))
    add(name.votes, said)
    return Guess(
        text=text,
        type=_most(name) if name.labelled else None,
        person=said.get("PERSON", 0) + name.own.get("PERSON", 0),
        plain=not name.own,
        first=min((order[place.span.in_], place.span.start) for place in name.places),
    )


def _type_of(name: _Name) -> EntityType | None:
    """The type that most votes are for; None where the model saw no name and the votes are too few to make one."""
    if not name.labelled:
        most = max((name.votes.get(type_, 0) + name.own.get(type_, 0) for type_ in name.votes | name.own), default=0)
        if most < _ENOUGH and not (most > 0 and has_inner_capital(name.text)):
            return None
    return _most(name)


def _most(name: _Name) -> EntityType | None:
    """The type that most votes are for, where the name itself votes at each of its places; the first of equals."""
    times = len(name.places)
    votes = name.votes | {type_: name.votes.get(type_, 0) + times * weight for type_, weight in name.own.items()}
    return max(votes, key=votes.__getitem__, default=None)


def _of_headlines(names: Mapping[Name, _Name], texts: Texts, lower: set[str]) -> list[Name]:
    """Those of *names* that are a headline's words about another name: "Orlan Buys Kestrel", of "Kestrel" and "buy"."""
    return [
        parts
        for parts, name in names.items()
        if len(parts) > 1
        and (told := _told(parts, names, lower))
        and not of_the_name(name.text)
        and all(_in_a_headline(place, texts) for place in name.places)
        and any(not _in_a_headline(place, texts) for other in told for place in names[other].places)
    ]


def _told(parts: Name, names: Mapping[Name, _Name], lower: set[str]) -> list[Name]:
    """The shorter ones of *names* that are in *parts*, if all other words there are the article's in small letters."""
    told: list[Name] = []
    at = 0
    while at < len(parts):
        last = len(parts) if at else len(parts) - 1
        longest = next((end for end in range(last, at, -1) if parts[at:end] in names), at)
        if longest > at:
            told.append(parts[at:longest])
        elif lower.isdisjoint(_forms(parts[at])) and not is_function_word(parts[at]):
            return []
        at = max(longest, at + 1)
    return told


def _forms(verb: str) -> tuple[str, ...]:
    """The forms in which the verb of a headline can stand in the text: "buys", "buy", "buying"."""
    stem = verb.removesuffix("s")
    return verb, stem, f"{stem}ed", f"{stem}d", f"{stem}ing", f"{stem.removesuffix('e')}ing"


def _is_a_headline(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is the better part of a line in capitals, which the names of the body tell apart."""
    return end - start > _LONGEST_IN_CAPITALS and text[start:end].isupper() and line_of(text, start).isupper()


def _is_no_name(name: _Name, texts: Texts, lower: set[str], longer: set[str]) -> bool:
    """Whether it is none: a kind of thing ("IPO"), a letter ("band D"), a grade of crude oil ("Brent crude"), a common
    word that opens sentences, common words of a headline.

    *lower* are the words that the article has in small letters, *longer* those of its names of several words.
    """
    if _is_a_letter(name.text) or _is_a_grade(name.text, texts):
        return True
    parts = words(name.text)
    if is_known(name.text) and not (len(parts) == 1 and is_common(name.text)):
        return False
    if len(parts) == 1:
        common = is_common(name.text) or (
            name.text.lower() in lower and parts[0] not in longer and not _shown(name.places, texts)
        )
        opens = common and all(place.opening or _in_a_headline(place, texts) for place in name.places)
        return is_kind(name.text) or (opens and name.labelled)
    return all(part in lower or is_function_word(part) for part in parts) and all(
        _in_a_headline(place, texts) for place in name.places
    )


def _is_a_letter(name: str) -> bool:
    return len(name.rstrip(".")) == 1


def _is_a_grade(name: str, texts: Texts) -> bool:
    """Whether *name* is traded in the article: there it is neither the borough nor the man."""
    return name in _GRADES and any(re.search(rf"\b{name}\s(?:crude|futures|oil)\b", text) for text in texts.values())


def _shown(places: Sequence[_Seen], texts: Texts) -> bool:
    """Whether anything around a name shows what it is."""
    return any(sum(around(texts[place.span.in_], place.span.start, place.span.end).values()) > 0 for place in places)


def _in_a_headline(place: _Seen, texts: Texts) -> bool:
    return is_headline(line_of(texts[place.span.in_], place.span.start))
