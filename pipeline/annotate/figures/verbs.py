"""Rules for a figure that is bound to a verb: "reached $5m", "was sold for $5m", "paid $5m for the site"."""

from typing import NamedTuple

from spacy.tokens import Token

from pipeline.annotate.figures.complements import what_for, what_of
from pipeline.annotate.figures.reading import Reading, present
from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import agent_of, child, climb_of, is_noun, is_verb, object_of, subject_of
from pipeline.annotate.figures.words import (
    CURRENCIES,
    DIRECT_STATE,
    DRIFT,
    EXCHANGE,
    IMPOSE,
    JUDGE,
    LEMMAS,
    MEASURES,
    ORGANS,
    PEOPLE,
    PURCHASE,
    RECEIVE,
    SAY,
    STAND_INS,
    STATE,
    THINGS,
)

_HOLDING = frozenset({"on", "in", "with"})


class Link(NamedTuple):
    """The verb that a figure belongs to by the preposition *word*, and the object of that verb, where it has one."""

    verb: Token
    word: str
    thing: Token | None = None


def read_state(sentence: Sentence, verb: Token, rule: str) -> Reading:
    """The figure is what the subject of *verb* comes to: "exports reached $5m"."""
    subject = subject_of(verb).token
    if subject is None:
        return Reading(rule, None, (), verb)
    if verb.dep_ == "acl" and is_noun(subject) and subject.lemma_.lower() not in MEASURES:
        top = climb_of(subject, any_link=True)  # "fees at its sites averaging $5": parsers take the sites
        subject = top if top.lemma_.lower() in MEASURES else subject
    if subject.lower_ in THINGS and verb.lemma_ not in RECEIVE:
        return Reading(rule, None, (), verb)  # "it rose to $5m": no owner rises, but what is owned
    if subject.pos_ == "PRON" or sentence.name_at(subject) is not None:
        return Reading(rule, None, (subject,), verb)
    getter = (child(verb, "dative") or object_of(verb)) if verb.lemma_ in RECEIVE else None
    measured = subject if is_noun(subject) and not _acts(subject) else None
    return Reading(rule, measured, present(subject, getter), verb)


def read_object(sentence: Sentence, figure: Token, id_: str, verb: Token) -> Reading:
    """The figure is the object of *verb*: "reached $5m", "was fined $5m", "paid $5m for the site"."""
    doer = subject_of(verb)
    complement = what_of(sentence, id_)
    if doer.passive:
        return Reading("passive", complement, present(doer.token), verb)
    part = _of_which(verb)
    exchanged = verb.lemma_ in EXCHANGE and doer.token is not None and doer.token.lemma_.lower() in CURRENCIES
    if (verb.lemma_ in DIRECT_STATE | DRIFT or exchanged) and doer.token is not None:
        reading = read_state(sentence, verb, "of_which" if part else "state")
        return reading._replace(measured=reading.measured or complement)
    measured, buyers = complement, present(doer.token)
    if verb.lemma_ in PURCHASE:
        measured = complement or what_for(sentence, verb, figure)
        buyers = present(doer.token, what_for(sentence, verb, figure, named=True))  # "who paid $5 for the Orlan pass"
    getter = _getter(sentence, figure, verb) if LEMMAS.get(verb.lemma_, verb.lemma_) in IMPOSE else None
    return Reading("of_which" if part else "object", measured, present(getter) or buyers, verb)


def read_subject(sentence: Sentence, figure: Token, id_: str) -> Reading:
    """The figure is the subject: "$5m was raised by Orlan"; or it is taken for it: "a bid worth $5m was made"."""
    verb = figure.head
    first = sentence.words_of(id_).start
    if first > 1 and sentence.doc[first - 1].lower_ == "worth" and is_noun(sentence.doc[first - 2]):
        return Reading("worth", climb_of(sentence.doc[first - 2]), present(agent_of(verb)), verb)
    of_which = _beside_of_which(sentence, id_)
    return Reading("of_which" if of_which else "subject", what_of(sentence, id_), present(agent_of(verb)), verb)


def read_after_verb(sentence: Sentence, figure: Token, id_: str, link: Link) -> Reading | None:
    """The figure follows a preposition: "fell to $5m", "was sold for $5m", "bought the site for $5m"."""
    verb = link.verb
    complement = what_of(sentence, id_)
    if complement is not None and link.word in _HOLDING:
        return Reading("noun_to", complement, (), verb)  # "tariffs on $5m of goods"
    doer = subject_of(verb)
    if doer.passive:
        return Reading("passive", _common(sentence, doer.token), present(doer.token, agent_of(verb)), verb)
    thing = link.thing or object_of(verb, figure) or _small_clause(verb)
    if thing is not None and thing.lower_ in ("which", "that") and verb.dep_ == "relcl" and thing.i - verb.head.i < 3:
        thing = verb.head  # "the plot, which Orlan bought for $5m"
    if thing is not None and thing.i > figure.i and verb.lemma_ in DRIFT:
        thing = None  # "closed at $5, a 3% decline"
    if thing is not None and (verb.lemma_, thing.lower_) == ("change", "hands"):
        return read_state(sentence, verb, "state")
    if thing is None or not sentence.can_be_thing(thing):
        if verb.lemma_ in STATE:
            return read_state(sentence, verb, "state")
        if thing is not None and not sentence.is_share(thing):
            return None
        if verb.lemma_ in SAY and link.word != "for":
            return None  # "will rise, he said, from $5m": not what he says
        return Reading("preposition", complement, present(doer.token), verb)
    if verb.lemma_ in JUDGE:
        return Reading("judged", _common(sentence, thing), (thing,), verb)
    return Reading("object_for", _common(sentence, thing), present(doer.token), verb)


def higher(verb: Token, word: str) -> Link:
    """The verb that *word* and the figure belong to, where a parser bound them to *verb*, the nearest one.

    In "cut the price of power made by the sun to $5" that is "made"; in "sold the right to use the word for $5", "use";
    in "bought by a group led by Orlan for $5m", "led".
    """
    near = Link(verb, word)
    noun = verb.head
    if verb.dep_ != "acl" or not is_noun(noun):
        return near
    if verb.tag_ == "VBN" and word in ("for", "at"):
        outer = climb_of(noun, any_link=True)
        if outer.head.dep_ == "agent":
            return Link(outer.head.head, word)
    thing = climb_of(noun)
    if verb.lemma_ in STATE | JUDGE or thing.dep_ != "dobj" or not is_verb(thing.head):
        return near
    return Link(thing.head, word, thing) if word == "to" or (word == "for" and verb.tag_ == "VB") else near


def _small_clause(verb: Token) -> Token | None:
    """What a verb makes of something, where the parser calls that a subject: "keep the price low at $5"."""
    after = (each for each in verb.children if each.dep_ in ("nsubj", "ccomp", "oprd") and each.i > verb.i)
    return next((each for each in after if is_noun(each)), None)


def _acts(noun: Token) -> bool:
    """Whether *noun* is who does something, and measures nothing: "the company", "the state government", "donors"."""
    return any(noun.lemma_.lower() in words for words in (STAND_INS, ORGANS, PEOPLE))


def _common(sentence: Sentence, word: Token | None) -> Token | None:
    """*word* where it can be what is measured: a noun, not a name nor a share."""
    if word is None or not is_noun(word) or sentence.name_at(word) is not None or sentence.is_share(word):
        return None
    return word


def _getter(sentence: Sentence, figure: Token, verb: Token) -> Token | None:
    """Who is fined or awarded: "Orlan" in "fined Orlan $5m"."""
    before = sentence.doc[figure.left_edge.i - 1] if figure.left_edge.i > verb.i + 1 else None
    if before is not None and sentence.name_at(before) is not None:
        return before  # parsers take name and figure for one
    return child(verb, "dative") or object_of(verb, figure)


def _beside_of_which(sentence: Sentence, id_: str) -> bool:
    """Whether the figure *id_* is a part: "of which $5m", "$5m of which"."""
    figure = sentence.words_of(id_)
    sides = (sentence.doc[max(0, figure.start - 2) : figure.start], sentence.doc[figure.stop : figure.stop + 2])
    return any([token.lower_ for token in side] == ["of", "which"] for side in sides)


def _of_which(verb: Token) -> bool:
    return any(each.lower_ == "of" and any(noun.lower_ == "which" for noun in each.children) for each in verb.children)
