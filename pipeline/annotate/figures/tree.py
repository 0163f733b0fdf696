"""How the parts of a sentence hang together, read off its syntax (labels of spaCy's English pipelines)."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from pipeline.annotate.figures.words import OBJECT_CONTROL, SAY

_BESIDES = frozenset({"despite", "amid", "notwithstanding", "without", "besides", "unlike"})
_DEEPEST = 12
_HIGHEST = 8
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative"})
_NOUNS_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_OF_THE_OBJECT = frozenset({"with", "of", "from"})
"""What follows them the object does: "charged the traders with making $5m", "kept Orlan from losing it"."""
_RELATIVE = frozenset({"which", "that", "who", "whom"})


class Subject(NamedTuple):
    """The grammatical subject of a verb, and whether the verb is passive; no token where the sentence has none."""

    token: Token | None
    passive: bool


def child(token: Token, *labels: str) -> Token | None:
    """The first child of *token* with one of *labels*."""
    return next((each for each in token.children if each.dep_ in labels), None)


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Each word above *token* after the one below it, a few steps up."""
    for _ in range(_HIGHEST):
        if token.head == token:
            return
        yield token, token.head
        token = token.head


def climb_of(noun: Token, *, any_link: bool = False, steps: int = 6) -> Token:
    """The noun that *noun* belongs to by "of", or by *any_link*, as high up as there is one within *steps*."""
    for _ in range(steps):
        outer = noun.head.head
        if noun.dep_ != "pobj" or not is_noun(outer) or not (any_link or noun.head.lower_ == "of"):
            break
        noun = outer
    return noun


def objects(token: Token) -> Iterator[Token]:
    """What stands after the preposition *token*."""
    for each in token.children:
        if each.dep_ in ("pobj", "pcomp"):
            yield each


def is_verb(token: Token) -> bool:
    """Whether *token* is a verb, auxiliaries that stand for one included."""
    return token.pos_ in ("VERB", "AUX") and not _is_gerund(token)


def is_noun(token: Token) -> bool:
    """Whether *token* can be the head of a noun phrase that names something."""
    return token.pos_ in ("NOUN", "PROPN") or _is_gerund(token) or _stands_as_noun(token)


def _stands_as_noun(token: Token) -> bool:
    """Whether an adjective has an article and a noun's place: parsers take "fine" for one in "the fine was paid"."""
    return token.pos_ == "ADJ" and token.dep_ in _NOUNS_PLACES and child(token, "det") is not None


def _is_gerund(token: Token) -> bool:
    """Whether a verb's form stands as a noun: "the share of spending"."""
    return token.tag_ == "VBG" and token.dep_ in ("pobj", "nsubj", "nsubjpass", "dobj", "compound")


def is_passive(verb: Token) -> bool:
    """Whether *verb* is passive, or a participle after its noun: "a plot sold for"."""
    if child(verb, "auxpass", "nsubjpass"):
        return True
    if verb.dep_ == "csubj" and child(verb, "nsubj") is not None:
        return True  # "A house bought for $5m is a museum": parsers take "bought" for the verb of "house"
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "ccomp", "xcomp") and child(verb, "aux") is None


def subject_of(verb: Token) -> Subject:
    """Who or what does *verb*, or has it done to it; taken over from the verb that governs it where it has none."""
    passive = is_passive(verb)
    for _ in range(_DEEPEST):
        own = child(verb, *_SUBJECTS)
        if own is not None:
            own = next(
                (each for each in own.head.children if each.dep_ == own.dep_ and each.left_edge.i == own.i + 1), own
            )
            if own.lower_ in _RELATIVE and verb.dep_ == "relcl":
                return Subject(verb.head, passive)
            return Subject(None if own.lower_ in _RELATIVE or own.dep_.startswith("c") else own, passive)
        head = verb.head
        if verb.dep_ == "ROOT" and (first := child(verb, "ccomp")) is not None and first.i < verb.i:
            verb = first  # "He had come in May, bought it for $5m, and sold it": parsers put the first verb below
            continue
        if verb.dep_ in ("acl", "relcl") and is_noun(head) and _infinitive(verb) and head.dep_ == "ROOT":
            return Subject(head, passive)  # the headline "Orlan to buy Dorr"
        if verb.dep_ == "acl" and is_noun(head):
            return Subject(None if _infinitive(verb) else head, passive)
        if verb.dep_ == "relcl" or verb.dep_ == "ROOT" or head == verb:
            return Subject(None, passive)
        if verb.dep_ == "pcomp":
            over = verb_over(head.head) or head
            told = child(over, "dobj", "nsubjpass") if head.head == over and head.lower_ in _OF_THE_OBJECT else None
            if told is not None and told.i < head.i:
                return Subject(told, passive)
            head = over
        elif verb.dep_ in ("xcomp", "ccomp") and head.lemma_ in OBJECT_CONTROL:
            asked = child(head, "dobj", "nsubjpass")
            if asked is not None:
                return Subject(asked, passive)
        elif verb.dep_ not in ("xcomp", "conj", "advcl", "ccomp"):
            return Subject(None, passive)
        if verb.dep_ == "ccomp" and not _infinitive(verb):
            return Subject(None, passive)
        if head.pos_ == "ADJ" and head.dep_ == "acomp":
            head = head.head  # "is likely to pay"
        if not is_verb(head):
            return Subject(None, passive)
        said = child(head, "ccomp") if verb.dep_ == "conj" and head.lemma_ in SAY else None
        if said is not None and said.i < head.i:
            head = said  # "The council borrowed, he said, and owes $5m": who owes is the council
        if verb.dep_ == "conj" and is_passive(head) and not is_passive(verb) and verb.tag_ == "VBN":
            passive = True
        verb = head
    return Subject(None, passive)


def agent_of(verb: Token) -> Token | None:
    """Who does the passive *verb*: "by Orlan"."""
    by = child(verb, "agent")
    return next(objects(by), None) if by is not None else None


def verb_over(token: Token) -> Token | None:
    """The verb that governs *token*; None in a sentence without one, and where *token* only stands beside what is told:
    "despite a loss of $5m".
    """
    for _ in range(_DEEPEST):
        if is_verb(token):
            return token
        if token.head == token or token.lower_ in _BESIDES:
            return None
        token = token.head
    return None


def object_of(verb: Token, but: Token | None = None) -> Token | None:
    """The direct object of *verb*, *but* aside."""
    return next((each for each in verb.children if each.dep_ == "dobj" and each != but), None)


def is_object(token: Token) -> bool:
    """Whether *token* is what is done, made or paid: the object of a verb, by itself or after a preposition."""
    return token.dep_ in _OBJECTS or (token.dep_ == "pobj" and is_verb(token.head.head))


def _infinitive(verb: Token) -> bool:
    return any(each.lower_ == "to" and each.dep_ == "aux" for each in verb.children)
