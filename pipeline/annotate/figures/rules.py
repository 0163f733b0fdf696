"""Which rule reads a figure: by the words beside it, else by where it hangs in its sentence.

docs/figures.md lists the rules with examples and measured precision.
"""

from spacy.tokens import Token

from pipeline.annotate.figures.complements import what_it_goes_on, what_it_is_for, what_of
from pipeline.annotate.figures.neighbours import (
    read_comparison,
    read_extreme,
    read_gapped,
    read_gapped_rise,
    read_label,
    read_listed_use,
    read_possessed,
    read_relative,
    read_set_off,
)
from pipeline.annotate.figures.nouns import read_apposition, read_modifier
from pipeline.annotate.figures.prepositions import read_after_preposition, read_worth_or_state
from pipeline.annotate.figures.reading import Known, Reading
from pipeline.annotate.figures.respectively import give_out
from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import is_noun, is_verb
from pipeline.annotate.figures.verbs import read_object, read_subject

_CLIMB = 6
_ATTRIBUTES = frozenset({"nummod", "compound", "nmod", "amod", "quantmod", "poss", "det"})
_OBJECTS = frozenset({"dobj", "attr", "advmod", "oprd", "dative", "npadvmod", "ccomp", "xcomp", "acomp", "dep", "nmod"})
_LOOSE = frozenset({"npadvmod", "dep", "prep", "acl"})


def read_figure(sentence: Sentence, id_: str, known: Known) -> Reading | None:
    """What the sentence says of the figure *id_*, None where no rule knows its place.

    *known* are the readings of the figures before it in the sentence, in order.
    """
    figure = sentence.head(id_)
    reading = (
        read_label(sentence, id_)
        or read_extreme(sentence, id_)
        or read_gapped(sentence, id_, known)
        or read_gapped_rise(sentence, id_, known)
        or read_listed_use(sentence, id_, known)
        or read_relative(sentence, figure, id_)
        or read_comparison(sentence, id_, known)
        or read_possessed(sentence, figure, id_)
        or read_set_off(sentence, id_)
        or _by_place(sentence, figure, id_, known)
    )
    return give_out(sentence, id_, reading) if reading is not None else None


def _by_place(sentence: Sentence, figure: Token, id_: str, known: Known) -> Reading | None:
    """The reading by what governs the figure; one that is coordinated with another stands in its place."""
    place, of_place = figure, id_
    for _ in range(_CLIMB):
        if place.head == place:
            complement = what_of(sentence, id_) or what_it_is_for(sentence, id_)
            return Reading("fragment", complement) if complement is not None else None
        other = sentence.figure_at(place.head)
        if other is not None and other != of_place:
            if other in known:
                same = known[other]
                if same.rule == "comparison":
                    return same
                own = what_of(sentence, id_) or (
                    what_it_goes_on(sentence, id_) if same.rule in ("object", "coordination", "including") else None
                )
                shared = None if _stands_between(sentence, same.measured, other, id_) else same.measured
                return same._replace(rule="coordination", measured=own or shared)
            place, of_place = sentence.head(other), other
        elif place.dep_ == "conj" and not is_verb(place.head):
            place = place.head
        elif place.dep_ in ("npadvmod", "nummod") and place.head.tag_ in ("JJR", "RBR"):
            place = place.head  # "cost us $5m more than last year"
        else:
            break
    if place.dep_ == "conj" and is_verb(place.head):
        return read_object(sentence, place, of_place, place.head)._replace(rule="coordination")
    return _placed(sentence, place, of_place, known)


def _placed(sentence: Sentence, place: Token, id_: str, known: Known) -> Reading | None:
    label, head = place.dep_, place.head
    if label in _ATTRIBUTES and is_noun(head):
        if head.i > place.i:
            between = sentence.doc[sentence.words_of(id_).stop : head.i]
            if any(each.dep_ == "cc" and each.head in (place, head) for each in between) and head.dep_ == "pobj":
                return read_after_preposition(sentence, head, id_, known)  # "a value of $5m and two barns"
            return read_modifier(sentence, place)
        shared = head.dep_ in ("dobj", "dative") and is_verb(head.head)
        return read_object(sentence, place, id_, head.head) if shared else None  # "owing suppliers $5m"
    if label in ("pobj", "pcomp"):
        return read_after_preposition(sentence, place, id_, known)
    if head.lower_ == "worth" and label != "appos":
        return read_worth_or_state(sentence, head)
    if is_verb(head) and label in ("nsubj", "nsubjpass"):
        return read_subject(sentence, place, id_)
    if is_verb(head) and label in _OBJECTS:
        return read_object(sentence, place, id_, head)
    if is_noun(head) and (label == "appos" or label in _LOOSE):
        return read_apposition(sentence, place, id_)
    return None


def _stands_between(sentence: Sentence, word: Token | None, first: str, second: str) -> bool:
    """Whether *word* is said of the figure *first* alone: "$5m for roads, $2m to mend bridges"."""
    return word is not None and sentence.words_of(first).stop <= word.i < sentence.words_of(second).start
