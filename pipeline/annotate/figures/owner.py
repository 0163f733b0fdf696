"""Whose a figure is: from a word of its sentence to an entity of the record."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from pipeline.annotate.figures.antecedents import Antecedents, Named, is_venue
from pipeline.annotate.figures.nouns import is_result
from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import ancestors, child, objects
from pipeline.annotate.figures.words import (
    BOSSES,
    CARRIED,
    COMMODITIES,
    EARN,
    FIRMS,
    NATIONAL,
    NATIONAL_CARRIED,
    ORGANS,
    OTHER,
    PRONOUNS,
    SAY,
    SPEAKS_FOR,
    STAND_INS,
)

_DEEPEST = 4
_NEVER = frozenset({"EVENT", "LAW", "WORK_OF_ART", "LANGUAGE"})
_ATTRIBUTES = frozenset({"compound", "nmod", "amod"})
_OF_COMPANIES = frozenset({"sale", "revenue", "turnover", "profit", "earnings"})
_BIDS = frozenset({"bid", "offer"})
_OWN_RESULTS = frozenset({"sale"})  # where the company itself tells of them
_SAID = frozenset({"ccomp", "dep", "parataxis"})
_OF = frozenset({"of", "at", "for", "'s", "former", "his", "her", "their", "its"})
_PARTNERS = frozenset({"with", "to", "from"})
_CALLED = frozenset({"know", "call", "name", "dub"})


class Told(NamedTuple):
    """The end of a sentence that tells what a company or a country earned, and whose that is."""

    end: int
    id: str


class Owners:
    """Finds the entities of one text that the words of its sentences stand for.

    *mentions* are those of the text, in order; *starts* are the offsets at which its sentences begin.
    """

    def __init__(self, text: str, mentions: Sequence[Named], starts: Sequence[int]) -> None:
        self._antecedents = Antecedents(text, mentions, starts)
        self._types = {named.entity.id: named.entity.type for named in mentions}
        self._names = {named.entity.id: named.entity.name for named in mentions}

    def is_person(self, id_: str) -> bool:
        """Whether the entity *id_* is a person."""
        return self._types[id_] == "PERSON"

    def of(self, sentence: Sentence, word: Token, *, measured: bool, depth: int = 0) -> str | None:
        """The entity that *word* is, stands for or, where it is what is *measured*, belongs to; None where unsure."""
        if depth > _DEEPEST:
            return None
        if sentence.name_at(word) is not None:
            return self._owning(sentence, word)
        if word.tag_ == "WP$":
            return self._whose(sentence, word, depth)
        if word.pos_ == "PRON" or word.tag_ == "PRP$":
            kind = PRONOUNS.get(word.lower_)
            if kind in ("SPEAKER", "SPEAKERS"):
                return self._speaker(sentence, word, several=kind == "SPEAKERS")
            if kind == "ORG" and (noun := _standing_before(word)) is not None:
                return self._stood_for(sentence, noun)  # "the bank spent $5m, and its reserves fell"
            return self._antecedents.find(sentence, word, kind) if kind else None
        if (beside := _beside(sentence, word)) is not None:
            return beside
        if measured or word.lemma_.lower() in ORGANS:
            own = self.within(sentence, word, depth=depth)
            if own is not None:
                return own
        return self._stood_for(sentence, word)

    def within(self, sentence: Sentence, noun: Token, *, strong: bool = False, depth: int = 0) -> str | None:
        """Whose *noun* is by its own phrase: "Orlan's sales", "a bid by Orlan", "Orlan sales", "sales of Orlan".

        *strong*: by the first two alone.
        """
        if depth > _DEEPEST:
            return None
        possessor = child(noun, "poss")
        if possessor is not None and sentence.time_at(possessor) is None:  # not "last year's loss at Orlan"
            return self.of(sentence, possessor, measured=True, depth=depth + 1)
        bidders = ("by", "from") if noun.lemma_.lower() in _BIDS else ("by",)
        for inner in _after(noun, *bidders):
            if (id_ := self.of(sentence, inner, measured=False, depth=depth + 1)) is not None:
                return id_
        if (id_ := self._people(sentence, noun)) is not None or strong:
            return id_
        return self._attribute(sentence, noun) or self._linked(sentence, noun, depth)

    def reporter(self, sentence: Sentence, noun: Token) -> str | None:
        """The company that says *noun* of itself: "Orlan said net income rose", "Orlan reported sales of $5m".

        Else the only one of the text.
        """
        links = [
            each
            for each in noun.children
            if each.dep_ == "prep"
            and each.lower_ != "for"
            and not any(inner.i in sentence.times for inner in objects(each))
        ]
        amounts = [each for each in links if any(sentence.figure_at(inner) is not None for inner in objects(each))]
        lemma = noun.lemma_.lower()
        result = is_result(noun)
        if (not result and lemma not in _OWN_RESULTS) or len(links) > len(amounts):
            return None  # "profit in Spain", "sales of cars"
        for inner, verb in ancestors(noun):
            tells = verb.lemma_ in SAY and inner.dep_ == "ccomp"
            tells = tells or (verb.lemma_ == "report" and inner == noun and noun.dep_ == "dobj")
            teller = child(verb, "nsubj") if tells else None
            if teller is not None:
                if _is_boss(sentence, teller):
                    return self._spoken_for(sentence, teller)
                id_ = self.of(sentence, teller, measured=False)
                own = id_ is not None and self._types[id_] == "ORG" and not is_venue(self._names[id_])
                return id_ if own else None
        return self._antecedents.company_before(sentence.draft.start) if result else None

    def one_firm(self, start: int, end: int) -> bool:
        """Whether one company at most is named between two offsets."""
        return self._antecedents.firms_in(start, end) <= 1

    def carried(self, sentence: Sentence, noun: Token, told: Told | None) -> str | None:
        """Whose *noun* is that is said of nobody, right after it was *told* what a company or a country earned.

        "Orlan earned $5m. Sales rose to $9m": with no other company named between.
        """
        if told is None:
            return None
        kind = self._types[told.id]
        if any(self._is_said_of(sentence, each, country=kind == "GPE") for each in noun.children):
            return None
        fits = kind == "ORG" and (is_result(noun) or noun.lemma_.lower() in CARRIED)
        if not fits and not (kind == "GPE" and noun.lemma_.lower() in NATIONAL_CARRIED):
            return None
        place = sentence.draft.places[noun.left_edge.i][0]
        return told.id if self._antecedents.only_in(told.end, place, told.id) else None

    def told_of(self, sentence: Sentence, word: Token, told: Told | None) -> str | None:
        """Who "the company" is where what one earned was *told* last, and no other is named since."""
        lemma, article = word.lemma_.lower(), next(iter(word.children), None)
        stands = lemma in FIRMS or lemma == "group"
        if told is None or not stands or self._types[told.id] != "ORG" or article is None:
            return None
        alone = article.lower_ == "the" and article.i + 1 == word.i
        place = sentence.draft.places[word.i][0]
        return told.id if alone and self._antecedents.only_in(told.end, place, told.id) else None

    def told(self, sentence: Sentence, noun: Token | None, verb: Token | None, id_: str) -> Told | None:
        """The sentence as one that tells what the company or the country *id_* earned; None where it is no such one."""
        earned = noun is None and verb is not None and verb.lemma_ in EARN
        mine = noun is not None and (is_result(noun) or noun.lemma_.lower() in CARRIED)
        kind = self._types[id_]
        firm = kind == "ORG" and (earned or mine) and not is_venue(self._names[id_])
        country = kind == "GPE" and noun is not None and noun.lemma_.lower() in NATIONAL_CARRIED
        return Told(sentence.draft.end, id_) if firm or country else None

    def _is_said_of(self, sentence: Sentence, word: Token, *, country: bool) -> bool:
        """Whether *word*, beside a noun, says whose, where or of what it is."""
        if word.dep_ == "prep":
            partner = country and word.lower_ in _PARTNERS  # "the surplus with Japan"
            return not partner and any(sentence.plain(each) or each.i in sentence.names for each in objects(word))
        if word.dep_ == "poss":
            return word.i not in sentence.times
        return word.dep_ in ("acl", "relcl", "appos") or (
            word.dep_ in _ATTRIBUTES and sentence.name_at(word) is not None
        )

    def _owning(self, sentence: Sentence, word: Token) -> str | None:
        """The entity that *word* is part of, where it is of a type that owns things."""
        id_ = sentence.name_at(word)
        return id_ if id_ is not None and self._types[id_] not in _NEVER else None

    def _people(self, sentence: Sentence, noun: Token) -> str | None:
        """Whose what a people does as one is: "annual Chinese purchases"."""
        if noun.lemma_.lower() in NATIONAL:
            for each in noun.lefts:
                id_ = sentence.name_at(each)
                if each.dep_ in _ATTRIBUTES and id_ is not None and self._types[id_] in ("GPE", "NORP"):
                    return id_
        return None

    def _attribute(self, sentence: Sentence, noun: Token) -> str | None:
        """The name before *noun*: "Orlan shares"; not a country before what is traded: "U.S. crude"."""
        if noun.lemma_.lower() in STAND_INS:
            return None
        if noun.lemma_.lower() in _OF_COMPANIES:
            traded = True  # "U.K. sales" are a company's there
        else:
            traded = any(each.lemma_.lower() in COMMODITIES for each in (noun, *noun.lefts, *_after(noun, "of")))
        for each in noun.lefts:
            id_ = self._owning(sentence, each) if each.dep_ in _ATTRIBUTES else None
            if id_ is not None:
                type_ = self._types[id_]
                if type_ != "NORP" and not (traded and type_ in ("GPE", "LOC")):
                    return id_
        return None

    def _linked(self, sentence: Sentence, noun: Token, depth: int) -> str | None:
        """The name after *noun*: "sales of Orlan", "sales at Orlan"."""
        company = noun.lemma_.lower() in _OF_COMPANIES  # "sales in Canada" are not Canada's
        for inner in _after(noun, "of", "in", "at") if depth == 0 else _after(noun, "of"):
            if (id_ := self._owning(sentence, inner)) is not None:
                return None if company and self._types[id_] in ("GPE", "LOC") else id_
            if inner.head.lower_ == "of":
                id_ = self.of(sentence, inner, measured=True, depth=depth + 1)
                if id_ is not None:
                    return id_
        return None

    def _stood_for(self, sentence: Sentence, word: Token) -> str | None:
        """What "the company" stands for; "the Orlan group" says it itself, "the rival group" is another one."""
        kind = STAND_INS.get(word.lemma_.lower())
        if kind is None:
            return None
        described = [each for each in word.lefts if each.dep_ in (*_ATTRIBUTES, "nummod")]
        for each in described:
            id_ = sentence.name_at(each)
            if id_ is None or each.dep_ == "amod" or sentence.doc[each.i + 1].text == "-":  # not "Oslo-based"
                continue
            if word.lemma_.lower() not in FIRMS or self._types[id_] != "GPE":  # not "the Ohio company"
                return id_ if kind == "ORG" and self._types[id_] == "ORG" else None
        first = next(iter(word.children), None)
        definite = first is not None and first.lower_ in ("the", "this", "that")
        same = all(
            each.lower_ not in OTHER
            and (sentence.name_at(each) is not None or "-" in each.text or each.lower_ == "based")
            for each in described
        )
        return self._antecedents.find(sentence, word, kind) if definite and same else None

    def _whose(self, sentence: Sentence, word: Token, depth: int) -> str | None:
        """Who "whose" is: "Dolores Vance, whose bill climbed to $5"."""
        for clause, noun in ancestors(word):
            if clause.dep_ == "relcl":
                return self.of(sentence, noun, measured=False, depth=depth + 1)
        return None

    def _speaker(self, sentence: Sentence, word: Token, *, several: bool) -> str | None:
        """Who says "I" in a sentence that names the speaker; for "we" (*several*) whose organisation that is."""
        for inner, verb in ancestors(word):
            if verb.lemma_ in SAY and inner.dep_ in _SAID:
                speaker = child(verb, "nsubj")
                if speaker is None or speaker.lower_ in PRONOUNS:
                    return None
                if several:
                    return self._spoken_for(sentence, speaker)
                id_ = sentence.name_at(speaker)
                return id_ if id_ is not None and self._types[id_] == "PERSON" else None
        return None

    def _spoken_for(self, sentence: Sentence, speaker: Token) -> str | None:
        """Whose "we" it is: "Orlan said", "said Ann Lee, chief executive of Orlan"; None where that is not certain."""
        id_ = sentence.name_at(speaker)
        if id_ is not None and self._types[id_] == "ORG":
            return id_
        words = list(speaker.subtree)
        named = {sentence.name_at(each) for each in words} - {None}
        organisations = [id_ for id_ in named if id_ is not None and self._types[id_] == "ORG"]
        speaks = any(each.lemma_.lower() in SPEAKS_FOR for each in words)
        if not organisations and _is_boss(sentence, speaker):
            return self._antecedents.company_before(sentence.draft.start)
        return organisations[0] if speaks and len(organisations) == 1 else None


def _is_boss(sentence: Sentence, speaker: Token) -> bool:
    """Whether *speaker* has the title of who leads a company, not said which: "chief executive Ann Lee"."""
    words = [each for each in speaker.subtree if each.dep_ != "relcl"]
    said = f" {' '.join(each.lower_ for each in words if sentence.name_at(each) is None)} "
    return any(f" {boss} " in said for boss in BOSSES) and _OF.isdisjoint(each.lower_ for each in words)


def _after(noun: Token, *links: str) -> Iterator[Token]:
    """What follows *noun* by one of the prepositions *links*."""
    for each in noun.children:
        if each.dep_ == "prep" and each.lower_ in links:
            yield from objects(each)


def _standing_before(word: Token) -> Token | None:
    """The last noun before *word* that stands for an organisation and does, or has, what is said: "the company"."""
    before = reversed([token for token in word.sent if token.i < word.i])
    nouns = (token for token in before if token.dep_ in ("nsubj", "nsubjpass", "poss") and token.pos_ != "PRON")
    noun = next(nouns, None)
    return noun if noun is not None and STAND_INS.get(noun.lemma_.lower()) == "ORG" else None


def _beside(sentence: Sentence, word: Token) -> str | None:
    """The name beside a description: "Orlan, a shipbuilder", "the shipbuilder, Orlan,", "a building known as Orlan"."""
    if word.dep_ == "appos" and (id_ := sentence.name_at(word.head)) is not None:
        return id_
    first = word.left_edge.i
    if word.dep_ in ("nsubj", "nsubjpass") and first > 1 and sentence.doc[first - 1].text == ",":
        before = sentence.doc[first - 2]  # parsers take the description for the subject
        id_ = sentence.name_at(before) if before.dep_ != "pobj" else None  # not "In Uganda, a bag"
        if id_ is not None and sentence.doc[first].lower_ in ("a", "an", "one"):
            return id_
    for each in word.children:
        if each.dep_ == "acl" and each.lemma_ in _CALLED:
            for i in range(each.i + 1, min(each.i + 5, len(sentence.doc))):
                if i in sentence.names:
                    return sentence.names[i]
    named = (sentence.name_at(each) for each in word.children if each.dep_ == "appos")
    if word.dep_ == "attr":
        named = (sentence.name_at(each) for each in word.head.children if each.dep_ == "nsubj")
    return next((id_ for id_ in named if id_ is not None), None)
