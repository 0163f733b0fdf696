"""What "the company", "it" and "his" stand for."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Token

from pipeline.annotate.entities.gazetteer import is_region
from pipeline.annotate.figures.sentence import DATELINE, Sentence
from pipeline.annotate.figures.tree import child
from pipeline.annotate.figures.words import (
    BODIES,
    DESCRIBE,
    FIRMS,
    JUDGES,
    NAMED_STAND_INS,
    OTHER,
    PEOPLE,
    PRONOUNS,
    SYNONYMS,
    VENUES,
)
from pipeline.data.countries import country_code
from pipeline.data.places import regions_named
from pipeline.record.types import Entity

_FURTHEST = 4
"""Sentences back in which a name is looked for, where all between begin with a pronoun for it."""

_OF_FIRMS = 5
"""Sentences without a name that "the company" reaches back over, to the only company of the one before them."""

_OF_NAMES = 3
"""The same, to the company that a sentence with others in it is about."""

_LONGEST_FRONT = 40
"""Characters of a time or place before the name that a sentence is about: "In the first half, Orlan ..."."""

_BESIDE = 20
"""Characters before a name in which a word for what it is stands whole."""

_BODY = "|".join(sorted(BODIES))
_BODY_BEFORE = re.compile(rf"\b(?:{_BODY}),?\s\Z")
_BODY_BEHIND = re.compile(rf",\s(?:the|a|an|their|its|one of)\s(?:[\w'’-]+\s){{0,4}}?(?:{_BODY})\b")
_FIRM_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(FIRMS))})\s\Z")
_FIRM_BEHIND = re.compile(rf",\s(?:the|a|an)\s(?:[\w'’-]+\s){{0,4}}?(?:{'|'.join(sorted(FIRMS))})\b")
_TAKEN_FOR = frozenset({"PERSON", "GPE", "PRODUCT"})
_VENUE = re.compile(rf"\b(?:{'|'.join(VENUES)})", re.IGNORECASE)
_ANYONE = PEOPLE | {"man", "woman", "boy", "girl", "mother", "father", "wife", "husband", "who"}
_JUDGE_ENDS = tuple(f"{judge} " for judge in JUDGES)
_OPENS_WITH = r"(?:[^,\n]{1,40}, )?(?:[Tt]he|[Tt]his) "
_STANDS_IN = re.compile(rf"{_OPENS_WITH}(?:[\w-]+-based |[A-Z]\w+ )?(?:{'|'.join(sorted(FIRMS))})\b")
_STANDS_IN_BY_NAME = re.compile(rf"{_OPENS_WITH}({'|'.join(sorted(NAMED_STAND_INS))})\b(?! of\b|['’]s)")
_ANOTHER = re.compile(
    rf"\b(?:(?:an?|another) (?:[\w-]+ )?|the (?:{'|'.join(sorted(OTHER))}|central) )(?:{'|'.join(sorted(FIRMS))})\b",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(rf"(?:[\w’'-]+ ){{0,4}}(?:\w+-)?(?:{'|'.join(sorted(FIRMS | DESCRIBE))}|\w{{3,}}[eo]r)")
_DONE_TO = frozenset({"him", "her", "them"})
_PLURAL = frozenset({"they", "them", "their"})
_STATES = frozenset({"state", "province"})
_ONE_OF_A_STORY = frozenset({"state", "province", "country", "nation", "county"})
_QUOTES = ' "“‘'


@dataclass(frozen=True)
class Named:
    """One mention of an entity: its offsets in its text, and the entity."""

    start: int
    end: int
    entity: Entity


class Antecedents:
    """The names of one text, by where they stand.

    *mentions* are those of the text, in order; *starts* are the offsets at which its sentences begin.
    """

    def __init__(self, text: str, mentions: Sequence[Named], starts: Sequence[int]) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = starts
        self._offsets = [named.start for named in mentions]

    def find(self, sentence: Sentence, word: Token, kind: str) -> str | None:
        """The one entity of *kind* that *word*, a pronoun or a noun with "the", can stand for; None where unsure.

        That is the only one named before it in its sentence, or of several the one that is a subject; else what the
        sentence before is about. A noun may reach two sentences back, and the only name there will do for it. A council
        or a union is not "the company": whoever is then is not told by what stands near.
        """
        named = self._nearest(sentence, word, kind)
        if named is None or (word.lemma_.lower() in FIRMS and named.entity.id in self._bodies):
            return None
        return named.entity.id

    def _nearest(self, sentence: Sentence, word: Token, kind: str) -> Named | None:
        lemma = word.lemma_.lower()
        noun = word.lower_ not in PRONOUNS
        part = lemma if lemma in NAMED_STAND_INS else ""
        number = bisect_right(self._starts, sentence.draft.start) - 1
        near = self._of_kind(self._starts[number], sentence.draft.places[word.i][0], kind, part)
        if (doer := _doer_beside(word)) is not None:
            near = [named for named in near if doer.i not in sentence.draft.words_within(named.start, named.end)]
        near = [named for named in near if self._is_such(named, lemma)]
        if lemma in FIRMS:
            near = [
                named for named in near if named.entity.id not in self._bodies
            ]  # "Unison said the company lost $5m"
        if len(near) == 1 and word.lower_ in _PLURAL and self._is_joined(near[0]):
            return None
        if len(near) == 1 and kind != "GPE":
            return near[0]
        if near:
            subjects = [named for named in near if _is_subject(sentence, named)]
            return subjects[0] if len(subjects) == 1 else None
        further = 3 if part or kind == "PERSON" else _OF_FIRMS if lemma in FIRMS else 2 if noun else 1
        passed = 0
        for back in range(number - 1, max(-1, number - _FURTHEST - 3), -1):
            start, end = self._starts[back], self._starts[back + 1]
            if self._goes_on(start, kind) and back > number - _FURTHEST:
                if kind == "ORG" and self._stands_in(start):
                    noun, further = True, _OF_FIRMS  # "It" is "the company" of the sentence before
                continue
            if not noun and kind == "ORG" and (stands := _STANDS_IN_BY_NAME.match(self._text, start)):
                return self._only(start, kind, stands[1], stands[1])
            near = [named for named in self._of_kind(start, end, kind, part) if self._is_such(named, lemma)]
            if lemma in FIRMS:
                near = [named for named in near if named.entity.id not in self._bodies] or near
            if near:
                called = [named for named in near if self._is_called(named, lemma)]
                if len(called) == 1:
                    return called[0]
                alone = len(near) == 1 and (kind == "PERSON" or (noun and kind == "ORG"))
                return near[0] if alone or (passed < _OF_NAMES and self._is_topic(near, start)) else None
            if kind == "ORG" and _ANOTHER.search(self._text, start, end):
                return None
            if kind == "PERSON" and not _ANYONE.isdisjoint(self._text[start:end].lower().split()):
                return None
            passed += 1
            if passed >= further:
                break
        return (
            self._only(sentence.draft.start, kind, lemma, part) if noun and (part or lemma in _ONE_OF_A_STORY) else None
        )

    def _only(self, end: int, kind: str, lemma: str, part: str) -> Named | None:
        """The one name before *end* that can be "the council" or "the state", however far; None with another one."""
        part = "county" if lemma == "county" else part
        parts = (part, SYNONYMS.get(part, part))
        named = [each for part in dict.fromkeys(parts) for each in self._of_kind(0, end, kind, part)]
        named = [each for each in named if self._is_such(each, lemma)]
        another = rf"\b(?:an?|another|other|each|every) (?:[\w-]+ )?{lemma}\b"
        if len(named) != 1 or re.search(another, self._text[:end], re.IGNORECASE):
            return None
        return named[0]

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """The entities that their names, or words beside a mention, tell to be councils, unions and the like."""
        return frozenset(
            named.entity.id
            for named in self._mentions
            if not BODIES.isdisjoint(named.entity.name.lower().split())
            or _BODY_BEFORE.search(self._text, max(0, named.start - _BESIDE), named.start)
            or _BODY_BEHIND.match(self._text, named.end)
        )

    @cached_property
    def _firms(self) -> frozenset[str]:
        """The entities that words beside a mention tell to be firms, whatever the language model took them for."""
        return frozenset(
            named.entity.id
            for named in self._mentions
            if named.entity.type in _TAKEN_FOR
            and (
                _FIRM_BEFORE.search(self._text, max(0, named.start - _BESIDE), named.start)
                or _FIRM_BEHIND.match(self._text, named.end)
            )
        )

    def firms_in(self, start: int, end: int) -> int:
        """How many companies are named between two offsets."""
        return sum(named.entity.id not in self._bodies for named in self._of_kind(start, end, "ORG"))

    def only_in(self, start: int, end: int, id_: str) -> bool:
        """Whether no other thing of the kind of the entity *id_* is named between two offsets."""
        kind = next(named.entity.type for named in self._mentions if named.entity.id == id_)
        return all(named.entity.id == id_ for named in self._of_kind(start, end, kind))

    def company_before(self, start: int) -> str | None:
        """The company that tells of itself in the sentence at *start*: the one organisation of the text.

        Of several the one that it names first, last before *start*, and at least twice as often as any other.
        """
        companies = self._of_kind(0, len(self._text), "ORG")
        if len(companies) > 1 and companies[0].entity.id == self._most_named:
            recent = self._of_kind(0, start, "ORG", last=True)
            return recent[-1].entity.id if recent and recent[-1].entity.id == self._most_named else None
        return companies[0].entity.id if len(companies) == 1 else None

    @cached_property
    def _most_named(self) -> str | None:
        counts = Counter(named.entity.id for named in self._mentions if named.entity.type == "ORG")
        (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return first if most >= 2 * next_most else None

    def _of_kind(self, start: int, end: int, kind: str, part: str = "", *, last: bool = False) -> list[Named]:
        """The mentions of *kind* between two offsets, the first or *last* of each entity, with *part* in its name.

        Where things are traded, tried or told (an exchange, a court, a news agency) is not who "the company" is.
        """
        found: dict[str, Named] = {}
        for named in self._mentions[bisect_left(self._offsets, start) : bisect_left(self._offsets, end)]:
            fits = part in named.entity.name.lower() if part else not is_venue(named.entity.name)
            if kind == "PERSON" and self._text[: named.start].endswith(_JUDGE_ENDS):
                continue
            if (named.entity.type == kind or (kind == "ORG" and named.entity.id in self._firms)) and fits:
                if last:
                    found.pop(named.entity.id, None)
                found.setdefault(named.entity.id, named)
        return list(found.values())

    def _is_such(self, named: Named, lemma: str) -> bool:
        """Whether *named* can be a *lemma*: no city is "the state", nor a country where the text names a state."""
        if lemma in _STATES and self._has_states and _is_country(named.entity.name):
            return False
        return _is_such(named.entity.name, lemma)

    @cached_property
    def _has_states(self) -> bool:
        names = {named.entity.name for named in self._mentions if named.entity.type == "GPE"}
        return any(is_region(name) and not _is_country(name) for name in names)

    def _is_called(self, named: Named, lemma: str) -> bool:
        """Whether *named* is called a *lemma*: "the city of Orlan", "Orlan province"."""
        before, after = self._text[: named.start], self._text[named.end : named.end + len(lemma) + 1]
        return before.endswith(f" {lemma} of ") or f"{named.entity.name}{after}".lower().endswith(f" {lemma}")

    def _is_joined(self, named: Named) -> bool:
        """Whether something else stands beside *named* by "and": "Orlan and the state", who are "they" together."""
        before, after = self._text[: named.start].rstrip(), self._text[named.end :].lstrip()
        return after.startswith("and ") or before.removesuffix(" the").endswith(" and")

    def _goes_on(self, start: int, kind: str) -> bool:
        """Whether a sentence begins with a pronoun of *kind*, and so is about what the one before it is about."""
        first = self._text[start : start + 8].lstrip(_QUOTES).split(" ")[0].lower()
        return PRONOUNS.get(first) == kind or (kind == "ORG" and self._stands_in(start))

    def _stands_in(self, start: int) -> bool:
        """Whether a sentence begins with "the company", a time or a place before it; not "Orlan, the company"."""
        found = _STANDS_IN.match(self._text, start)
        return found is not None and not self._of_kind(start, found.end(), "ORG")

    def _is_topic(self, near: Sequence[Named], start: int) -> bool:
        """Whether a sentence that begins at *start* is about the first of *near*: it begins with it, and with it alone.

        A time or place may stand before, but no second name beside: "Orlan and Dorr" are not one company.
        """
        first = near[0]
        if len(near) > 1 and self._text[first.end : near[1].start].strip() in ("and", "&", ",", "or"):
            return False
        if dateline := DATELINE.match(self._text, start, first.start):
            start = dateline.end()
        before = self._text[start : first.start]
        plain = before.strip(_QUOTES).lower()
        if _DESCRIBED.fullmatch(plain) and STOP_WORDS.isdisjoint(plain.split()):
            return True  # "German carmaker Orlan"
        return plain in ("", "the") or (len(before) <= _LONGEST_FRONT and plain.endswith((",", ", the", ":")))


def _doer_beside(word: Token) -> Token | None:
    """Who does something to "him" or "them", and so is somebody else: "Judge | Lee ordered him to pay"."""
    if word.lower_ not in _DONE_TO or word.tag_ != "PRP":
        return None
    verb = word.head.head if word.dep_ == "nsubj" else word.head
    return child(verb, "nsubj")


def _is_country(name: str) -> bool:
    """Whether *name* is a country's, and no state's of another one: not "Georgia"."""
    return country_code(name) is not None and not regions_named(name)


def _is_such(name: str, lemma: str) -> bool:
    """Whether *name* can be a *lemma*: no city is "the state", and no country "the city"."""
    if lemma in _STATES:
        return is_region(name)
    if lemma in ("country", "nation"):
        return country_code(name) is not None
    return lemma not in ("city", "town", "village") or country_code(name) is None


def is_venue(name: str) -> bool:
    """Whether *name* is where things are traded, tried or told: an exchange, a court, a news agency."""
    return _VENUE.search(name) is not None


def _is_subject(sentence: Sentence, named: Named) -> bool:
    words = sentence.draft.words_within(named.start, named.end)
    return any(sentence.doc[i].dep_ in ("nsubj", "nsubjpass") for i in words)
