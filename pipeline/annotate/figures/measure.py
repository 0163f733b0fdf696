"""The words for what a figure measures."""

from typing import NamedTuple

from spacy.tokens import Token

from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import objects, verb_over
from pipeline.annotate.figures.words import COUNTS, CURRENCIES, EMPTY_NOUNS, HOLD, MANNERS, NOUN_LEMMAS, STAND_INS

LONGEST_MEASURE = 14
"""Words of the longest measure; of a longer phrase only the part around its head is kept."""

LONGEST_LABEL = 8
"""Words of the longest label of a table's row."""

_LONGEST_TITLE = 3
_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "case", "nummod", "advmod", "punct", "npadvmod"})
_LINKS = frozenset(
    {"of", "for", "in", "to", "on", "by", "against", "with", "between", "from", "into", "at", "before", "after"}
)


class Measure(NamedTuple):
    """The words of the text for what is measured, and the noun that they are built on, lemmatised."""

    words: str
    head: str


def read_measure(sentence: Sentence, noun: Token, text: str, *, alone: bool = False) -> Measure | None:
    """The phrase around *noun* as *text* has it, without article and owner ("Orlan's"); None where it names nothing.

    No figure, time or relative clause is part of it; *alone*: nor what is joined to it by "and".
    """
    if (
        (noun.lemma_.lower() in EMPTY_NOUNS and not _is_rate(noun))
        or _is_manner(noun)
        or _only_counts(sentence, noun)
        or not sentence.plain(noun)
        or not any(c.isalpha() for c in noun.text)
    ):
        return None
    left, right = _left(sentence, noun), _right(sentence, noun, alone=alone)
    owner = next((each for each in noun.children if each.dep_ == "poss"), None)
    if owner is not None and (sentence.name_at(owner) is not None or owner.lemma_.lower() in STAND_INS):
        left = max(left, next((each.i for each in owner.children if each.dep_ == "case"), owner.i) + 1)
    if right - left >= LONGEST_MEASURE:
        right = _right(sentence, noun, of_only=True)
    if right - left >= LONGEST_MEASURE:
        right = noun.i
    left = max(left, right - LONGEST_MEASURE + 1, 0)
    places = sentence.draft.places
    words = " ".join(text[places[left][0] : places[right][1]].split())
    if noun.pos_ == "PROPN" and right - left >= _LONGEST_TITLE and all(word[0].isupper() for word in words.split()):
        return None  # a line of labels, not a phrase
    lemma = noun.lemma_.lower()
    return Measure(words, NOUN_LEMMAS.get(lemma, lemma) if noun.pos_ != "PROPN" else noun.text)


def read_first_cell(sentence: Sentence, noun: Token | None, text: str) -> Measure | None:
    """What the first cell of a row says, where it is a label: a few words, *noun* or the last of them its head."""
    cell = sentence.draft.first_cell or 0
    words = sentence.doc[:cell]
    if not 0 < cell <= LONGEST_LABEL or not _free(sentence, 0, cell - 1) or not any(each.is_alpha for each in words):
        return None
    first, last = sentence.draft.places[0], sentence.draft.places[cell - 1]
    links = [each.i for each in words if each.pos_ == "ADP" and each.i > 0]
    head = words[min(links, default=cell) - 1]
    head = noun if noun is not None and links else head
    return Measure(" ".join(text[first[0] : last[1]].split()), head.lemma_.lower())


def _is_rate(noun: Token) -> bool:
    """Whether *noun* is a currency that comes to a sum: "the dollar rose to 110 yen"."""
    return (
        noun.lemma_.lower() in CURRENCIES
        and noun.dep_ == "nsubj"
        and any(each.lower_ == "the" for each in noun.children)
    )


def _is_manner(noun: Token) -> bool:
    """Whether *noun* says how is paid: "paid $5m in cash"; "has $5m in cash" says what."""
    if noun.lemma_.lower() not in MANNERS or noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return False
    verb = verb_over(noun)
    return verb is None or verb.lemma_ not in HOLD


def _only_counts(sentence: Sentence, noun: Token) -> bool:
    """Whether *noun* is "sum" or "amount" with nothing beside it that says of what."""
    if noun.lemma_.lower() not in COUNTS:
        return False
    named = any(each.dep_ in ("compound", "poss") for each in noun.children)
    return not named and not any(
        _free(sentence, inner.i, inner.i) for each in noun.children if each.lower_ == "of" for inner in objects(each)
    )


def _left(sentence: Sentence, noun: Token) -> int:
    """The first word of the phrase before *noun*: what describes it, but articles and "its"."""
    first = noun.i
    while first > 0:
        token = sentence.doc[first - 1]
        if token.i in sentence.amounts or token.i in sentence.times or not _touches(sentence, first - 1):
            break
        if token.dep_ in ("det", "cc", "predet") or token.tag_ in ("PRP$", "WP$", "WDT", "DT"):
            if not _inside_possessor(token, noun):
                break
        elif first > 2 and sentence.doc[first - 2].text == "-" and _is_joined(sentence, first - 1):
            if not (_under(sentence.doc[first - 3], noun) and _free(sentence, first - 3, first)):
                break
            first -= 2  # "break-up fee"
        elif not (_under(token, noun) and (token.dep_ in _BEFORE or _inside_possessor(token, noun))):
            break
        first -= 1
    while first < noun.i and sentence.doc[first].dep_ in ("punct", "case", "det"):
        first += 1
    while (
        first > 1
        and sentence.doc[first - 1].text == "-"
        and _is_joined(sentence, first)
        and _free(sentence, first - 2, first)
    ):
        first -= 2  # "Pre-tax profit"
    return first


def _is_joined(sentence: Sentence, i: int) -> bool:
    """Whether a hyphen alone stands between word *i* and the word before."""
    places = sentence.draft.places
    return places[i - 2][1] == places[i - 1][0] and places[i - 1][1] == places[i][0]


def _inside_possessor(token: Token, noun: Token) -> bool:
    """Whether *token* is part of whose *noun* is: "the island's" in "the island's boats"."""
    for _ in range(6):
        if token.dep_ == "poss" and token.head == noun and token.tag_ not in ("PRP$", "WP$"):
            return True
        if token.head == token or token == noun:
            return False
        token = token.head
    return False


def _under(token: Token, noun: Token) -> bool:
    for _ in range(6):
        if token == noun:
            return True
        token = token.head
    return False


def _right(sentence: Sentence, noun: Token, *, of_only: bool = False, alone: bool = False) -> int:
    """The last word of what follows *noun* and says which it is: "of ...", "for ...", a second noun after "and"."""
    last = noun.i
    for each in noun.rights:
        if each.i > last + 1 or not _touches(sentence, last):
            break
        if each.dep_ == "prep" and each.lower_ in _LINKS and (not of_only or each.lower_ == "of"):
            inner = next(objects(each), None)
            if inner is None or inner.i < each.i or not _free(sentence, each.i, inner.i):
                break
            if each.lower_ == "before" and _free(sentence, each.i, inner.right_edge.i):
                last = inner.right_edge.i  # "before interest, tax and depreciation"
                continue
            last = max(
                inner.i, _right(sentence, inner, of_only=of_only) if inner.i - noun.i < LONGEST_MEASURE else inner.i
            )
        elif each.dep_ == "cc" and each.lower_ == "and" and not alone:
            other = next((right for right in noun.rights if right.dep_ == "conj"), None)
            if other is None or other.i > each.i + 3 or not _free(sentence, each.i, other.i):
                break
            last = other.i
        elif each.i <= last:
            continue
        else:
            break
    return last


def _free(sentence: Sentence, first: int, last: int) -> bool:
    """Whether no figure or time stands among the words *first* to *last*."""
    return not any(i in sentence.amounts or i in sentence.times for i in range(first, last + 1))


def _touches(sentence: Sentence, i: int) -> bool:
    """Whether nothing was left out between word *i* and the next one."""
    places = sentence.draft.places
    return i + 1 >= len(places) or places[i + 1][0] - places[i][1] <= 2
