"""Rules for a figure that is bound to a noun: "a $5 million grant", "a fine of $5m", "the rest, $5m"."""

from spacy.tokens import Token

from pipeline.annotate.figures.complements import what_it_is_for, what_of
from pipeline.annotate.figures.reading import Reading, present
from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import (
    agent_of,
    child,
    climb_of,
    is_noun,
    is_object,
    is_verb,
    object_of,
    objects,
    subject_of,
    verb_over,
)
from pipeline.annotate.figures.verbs import read_state
from pipeline.annotate.figures.words import FORMS, IMPOSE, JUDGE, LEMMAS, LEVY, MARKS, PEOPLE, RESULT_TERMS, RESULTS

_CLIMB = 6
_APART = frozenset({",", "(", "–", "—", "-", ":", "--"})
_AGAINST = frozenset({"versus", "vs", "vs.", "against", "than"})
_WITHIN = frozenset({"of", "including", "in", "with"})
_ATTRIBUTES = frozenset({"compound", "nmod", "amod", "nummod"})


def what_in_the_form_of(noun: Token) -> Token | None:
    """What comes in the form of a figure: "help" in "help in the form of $5m"; None where *noun* is no such form."""
    if noun.lemma_.lower() not in FORMS or noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "to"):
        return None
    over = noun.head.head
    return over if is_noun(over) else next((each for each in over.children if each.dep_ == "dobj"), None)


def is_against(noun: Token | None) -> bool:
    """Whether *noun* is what another thing is held against: "versus a profit", "compared with a loss"."""
    if noun is None or noun.dep_ != "pobj":
        return False
    link = noun.head
    return link.lower_ in _AGAINST or (link.lower_ in ("with", "to") and link.head.lower_ == "compared")


def is_result(noun: Token) -> bool:
    """Whether *noun* is what a company tells of itself: "net income", "cash flow"."""
    if noun.lemma_.lower() in RESULTS:
        return True
    return any(f"{each.lower_} {noun.lemma_.lower()}" in RESULT_TERMS for each in noun.lefts)


def read_noun(noun: Token, rule: str) -> Reading:
    """*noun* is measured, and it belongs to who has, makes or gets it."""
    if is_against(noun):
        return Reading(rule, noun)  # "lost $5m, versus a profit of $1m": the profit is not lost
    verb = verb_over(noun)
    return Reading(rule, noun, doers(noun, verb), verb)


def doers(noun: Token, verb: Token | None) -> tuple[Token, ...]:
    """Who has, makes or gets *noun*, where it is the object of *verb* or part of that."""
    place = noun
    for _ in range(_CLIMB):
        if place.dep_ in ("conj", "appos") and not is_verb(place.head):
            place = place.head
        elif place.dep_ == "pobj" and place.head.lower_ in _WITHIN and is_noun(place.head.head):
            place = place.head.head
        else:
            break
    if verb is None or not is_object(place) or verb.lemma_ in JUDGE or verb.lemma_ == "be":
        return ()
    doer, lemma = subject_of(verb), LEMMAS.get(verb.lemma_, verb.lemma_)
    if lemma in LEVY:
        return present(_behind(verb, "on") or _behind(noun, "on"))
    if lemma in IMPOSE:
        return present(doer.token if doer.passive else _getter(verb, place))
    if doer.passive:
        return present(agent_of(verb), doer.token)
    return present(doer.token) if doer.token != noun else ()


def _getter(verb: Token, thing: Token) -> Token | None:
    """Who is awarded *thing*: "awarded Orlan a contract", "awarded a contract to Orlan"."""
    dative = child(verb, "dative")
    if dative is not None and dative.pos_ == "ADP":
        return next(objects(dative), None)
    return dative or object_of(verb, thing) or _behind(verb, "to") or _behind(thing, "to")


def _behind(word: Token, link: str) -> Token | None:
    return next((noun for each in word.children if each.lower_ == link for noun in objects(each)), None)


def read_modifier(sentence: Sentence, figure: Token) -> Reading:
    """Read: "a $5 million grant", "$7.5bn arms deal"."""
    noun = figure.head
    for _ in range(_CLIMB):
        if noun.dep_ in _ATTRIBUTES and is_noun(noun.head) and noun.head.i > noun.i:
            noun = noun.head
    if noun.lemma_.lower() in PEOPLE:
        return Reading("compound", None, (), verb_over(noun))  # "the $5m-a-year director"
    if noun.lemma_.lower() in MARKS and noun.dep_ == "dobj":
        return read_state(sentence, noun.head, "state")  # "passed the $5m mark"
    return read_noun(noun, "compound")


def read_apposition(sentence: Sentence, figure: Token, id_: str) -> Reading | None:
    """Beside a noun, set apart by a comma, a dash or a bracket: "the rest, $5m, ...", "Orlan -- $5m of bonds"."""
    first, noun = figure.left_edge.i, figure.head
    if first == 0 or sentence.doc[first - 1].text not in _APART:
        return None
    if sentence.name_at(noun) is not None:
        return Reading("apposition", what_of(sentence, id_) or what_it_is_for(sentence, id_), (noun,))
    if noun.lemma_.lower() in PEOPLE:
        return _imposed(sentence, noun, first)
    return read_noun(noun, "apposition")


def _imposed(sentence: Sentence, noun: Token, before: int) -> Reading:
    """Read: "fined its manager, Jane Doe, $5m", where parsers take the figure for what the manager is."""
    verb = verb_over(noun)
    name = sentence.doc[before - 2] if before > 1 else noun
    owner = name if sentence.name_at(name) is not None else noun
    fined = verb is not None and LEMMAS.get(verb.lemma_, verb.lemma_) in IMPOSE
    return Reading("object", None, (owner,), verb) if fined else Reading("apposition", None, (), verb)


def read_worth(sentence: Sentence, worth: Token) -> Reading | None:
    """A noun that is "worth $5m", right before it or in front of a clause: "a deal with Orlan, worth $5m"."""
    head = worth.head
    for _ in range(_CLIMB):
        if head.lower_ in ("more", "less", "much"):
            head = head.head
    near = sentence.doc[max(0, worth.left_edge.i - 1)]
    if is_noun(near) and any(i in sentence.amounts for i in range(head.i, near.i)):
        tops = (climb_of(near, steps=steps) for steps in range(_CLIMB, -1, -1))  # not over the other figure:
        top = next(top for top in tops if not any(i in sentence.amounts for i in range(top.i, near.i)))
        return read_noun(top, "worth")  # "a plot of $5m and a barn worth $1m"
    if is_noun(head):
        apart = worth.left_edge.i > 0 and sentence.doc[worth.left_edge.i - 1].text == ","
        if apart or sentence.name_at(head) is not None:
            head = climb_of(head, any_link=True, steps=_CLIMB if apart else 1)
        return read_noun(head, "worth")
    if not is_verb(head):
        return None
    noun = _thing_before(sentence, worth, head)
    return read_noun(noun, "worth") if noun is not None and is_noun(noun) and noun.i < worth.i else None


def _thing_before(sentence: Sentence, worth: Token, verb: Token) -> Token | None:
    """What is "worth", where the parser bound that word to *verb*."""
    for each in worth.children:
        if each.dep_ == "nsubj":
            return each
    for each in verb.children:
        if each.dep_ == "dobj" and each.i < worth.i:
            return each
    before = sentence.doc[max(0, worth.i - 1)]
    if sentence.name_at(before) is None:
        return before
    over = verb_over(before)
    return next((each for each in over.children if each.dep_ == "dobj"), None) if over is not None else None
