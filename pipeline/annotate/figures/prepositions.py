"""Rules for a figure after a preposition, by what the preposition is bound to."""

from spacy.tokens import Token

from pipeline.annotate.figures.complements import what_it_is_for, what_of
from pipeline.annotate.figures.nouns import doers, read_noun, read_worth, what_in_the_form_of
from pipeline.annotate.figures.reading import Known, Reading, present
from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import climb_of, is_noun, is_verb, objects, subject_of, verb_over
from pipeline.annotate.figures.verbs import Link, higher, read_after_verb, read_state
from pipeline.annotate.figures.words import CHANGE_NOUNS, MEASURES

_CLIMB = 6
_PREPOSITIONS = frozenset({"to", "at", "by", "from", "for", "of", "in", "on", "with", "over", "under"}) | {
    "past", "above", "below", "around", "near", "between",
}  # fmt: skip
_OF_ACTS = frozenset({"for", "at", "to", "from", "by", "on"})
_HOLDING = frozenset({"on", "in", "with"})


def read_after_preposition(sentence: Sentence, figure: Token, id_: str, known: Known) -> Reading | None:
    """What a figure says that follows a preposition: "fell to $5m", "a fine of $5m", "including $5m"."""
    preposition = figure.head
    governor = preposition.head
    for _ in range(_CLIMB):  # "up to", "out of"
        if governor.pos_ in ("ADP", "ADV", "SCONJ") and governor.head != governor:
            governor = governor.head
    word = preposition.lower_
    whole = sentence.figure_at(governor)
    if whole is not None:
        part = what_of(sentence, id_) or what_it_is_for(sentence, id_)
        if word != "including" or whole not in known:
            return None
        return known[whole]._replace(rule="including", measured=part or known[whole].measured)
    if word == "including":
        return _including(sentence, governor, id_)
    for worth in (preposition, governor):
        if worth.lower_ == "worth":
            return read_worth_or_state(sentence, worth)
    if word not in _PREPOSITIONS:
        return None
    if is_verb(governor):
        return read_after_verb(
            sentence, figure, id_, _past_clause(sentence, preposition, governor) or higher(governor, word)
        )
    if governor.pos_ == "ADJ" and is_noun(governor.head):
        return read_noun(governor.head, "noun_to")  # "prices as low as $5"
    return _after_noun(sentence, figure, id_, governor, word) if is_noun(governor) else None


def _past_clause(sentence: Sentence, preposition: Token, verb: Token) -> Link | None:
    """What "for" belongs to in "bought Orlan, which makes rails, for $5m", where parsers bind it to *verb*, "makes"."""
    thing = verb.head
    closed = preposition.lower_ in ("for", "at") and sentence.doc[preposition.i - 1].text == ","
    if not closed or verb.dep_ not in ("relcl", "acl") or thing.dep_ != "dobj" or not is_verb(thing.head):
        return None
    opened = verb.left_edge.i > 0 and sentence.doc[verb.left_edge.i - 1].text == ","
    return Link(thing.head, preposition.lower_, thing) if opened else None


def read_worth_or_state(sentence: Sentence, worth: Token) -> Reading | None:
    """Read: "a contract worth $5m", "the deal is worth $5m"."""
    if is_verb(worth.head) and worth.head.lemma_ in ("be", "become", "remain"):
        return read_state(sentence, worth.head, "worth")
    return read_worth(sentence, worth)


def _including(sentence: Sentence, governor: Token, id_: str) -> Reading:
    """A part of what stands before: "paid $5m, including $1m of interest"."""
    part = what_of(sentence, id_) or what_it_is_for(sentence, id_)
    if is_verb(governor):
        return Reading("including", part, present(subject_of(governor).token), governor)
    verb = verb_over(governor)
    return Reading("including", part or (governor if is_noun(governor) else None), doers(governor, verb), verb)


def _after_noun(sentence: Sentence, figure: Token, id_: str, noun: Token, word: str) -> Reading | None:
    if word == "of":
        if thing := what_in_the_form_of(noun):
            return read_noun(thing, "noun_of")
        outer = noun.head.head if noun.dep_ == "pobj" else noun
        better = noun.lemma_ not in MEASURES and outer.lemma_ in MEASURES and is_noun(outer)
        return read_noun(outer if better else noun, "noun_of")
    complement = what_of(sentence, id_)
    if complement is not None and word in _HOLDING:
        return Reading("noun_to", complement, (), verb_over(noun))
    if noun.lemma_ in CHANGE_NOUNS:
        changed = next((inner for each in noun.children if each.lower_ == "in" for inner in objects(each)), None)
        if changed is not None and sentence.figure_at(changed) is None:
            return read_noun(noun, "noun_to")._replace(measured=changed)
    top = climb_of(noun)
    if top.dep_ == "dobj" and word in _OF_ACTS:
        # parsers bind to the noun what belongs to the verb: "bought the site for $5m"
        link = higher(top.head, word) if word == "for" else Link(top.head, word)
        return read_after_verb(sentence, figure, id_, link if link.thing else link._replace(thing=top))
    if noun.dep_ == "pobj" and is_verb(noun.head.head) and word in ("for", "at"):
        return read_after_verb(sentence, figure, id_, Link(noun.head.head, word))
    return read_noun(noun, "noun_to")
