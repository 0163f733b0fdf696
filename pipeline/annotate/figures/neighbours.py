"""Rules that read a figure by the words right beside it, and by the figure before it."""

from spacy.tokens import Token

from pipeline.annotate.figures.complements import what_for, what_it_goes_on, what_of
from pipeline.annotate.figures.nouns import read_noun
from pipeline.annotate.figures.reading import Known, Reading, present
from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import agent_of, child, is_noun, is_verb, subject_of, verb_over
from pipeline.annotate.figures.words import PEOPLE, PURCHASE, STAND_INS, TIME_LINKS

_EXTREMES = frozenset({"low", "high", "little", "small", "much", "cheap", "steep"})
_OPENERS = frozenset({",", "–", "—", "--", "("})
_CLOSERS = frozenset({",", "–", "—", "--", ")"})
_LONGEST_GAPPED = 4
_LONGEST_THING = 7
_OF_A_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT"})
_LISTED = frozenset({",", ";", "and", "while", "the"})


def read_label(sentence: Sentence, id_: str) -> Reading | None:
    """Read: "RRP: £23.99", "Net profit: $5m", not "Halloran: $5m fine"; in a row of a table, whose first cell is the
    label.
    """
    start = sentence.words_of(id_).start
    cell = sentence.draft.first_cell
    if cell is not None and start >= cell:
        return _row(sentence, cell)
    if start < 2 or sentence.doc[start - 1].text != ":":
        return None
    label, figure = sentence.doc[start - 2], sentence.head(id_)
    if is_noun(figure.head) and figure.head.i == sentence.words_of(id_).stop:
        return None
    return Reading("label", measured=label) if is_noun(label) and sentence.name_at(label) is None else None


def _row(sentence: Sentence, cell: int) -> Reading:
    """What a row's first cell, its words up to *cell*, names: the noun that the others of the cell hang on."""
    tops = [word for word in sentence.doc[:cell] if word.head.i >= cell or word.head == word]
    nouns = [word for word in tops if is_noun(word) and sentence.plain(word)] or [
        word for word in sentence.doc[:cell] if is_noun(word) and sentence.plain(word)
    ]
    return Reading("label", measured=nouns[-1] if nouns else None)


def read_set_off(sentence: Sentence, id_: str) -> Reading | None:
    """Read: "cut its debt, $5m, by half", "the largest item, $5m for salaries, grew": beside a noun with an article."""
    words = sentence.words_of(id_)
    if words.start < 2 or sentence.doc[words.start - 1].text not in _OPENERS or words.stop >= len(sentence.doc):
        return None
    noun, after = sentence.doc[words.start - 2], sentence.doc[words.stop]
    if after.text not in _CLOSERS or not is_noun(noun) or not sentence.plain(noun):
        return None
    if child(noun, "det", "poss") is None or noun.lemma_.lower() in STAND_INS or noun.lemma_.lower() in PEOPLE:
        return None
    return read_noun(noun, "apposition")


def read_extreme(sentence: Sentence, id_: str) -> Reading | None:
    """Read: "prices as low as $99", "fines as high as $5m"."""
    start = sentence.words_of(id_).start
    words = [token.lower_ for token in sentence.doc[max(0, start - 3) : start]]
    if start < 4 or words[0] != "as" or words[1] not in _EXTREMES or words[2] != "as":
        return None
    noun = sentence.doc[start - 4]
    return read_noun(noun, "noun_to") if is_noun(noun) and sentence.plain(noun) else None


def read_relative(sentence: Sentence, figure: Token, id_: str) -> Reading | None:
    """Read: "the $5m that the treasury received", "$5m raised by Orlan", "$5m paid for the plot"."""
    end = sentence.words_of(id_).stop
    if end == len(sentence.doc) or sentence.doc[end].text in ",;.":
        return None
    clause = child(figure, "relcl", "acl")
    if clause is None or not is_verb(clause) or not end <= clause.left_edge.i <= end + 1:
        return None
    if clause.dep_ == "relcl":
        doer = child(clause, "nsubj")
        if doer is None or doer.lower_ in ("that", "which", "who"):
            return None
    elif clause.tag_ == "VBN":
        doer = agent_of(clause)
        if doer is None and _is_done(figure):
            return None  # "will forfeit $5m held in escrow": what is forfeited is held
    else:
        return None
    measured = what_of(sentence, id_) or what_for(sentence, clause, figure)
    return Reading("relative", measured, present(doer), clause)


def _is_done(figure: Token) -> bool:
    """Whether *figure* is the object of a verb that somebody does."""
    verb = figure.head
    return figure.dep_ == "dobj" and is_verb(verb) and subject_of(verb).token is not None


def read_possessed(sentence: Sentence, figure: Token, id_: str) -> Reading | None:
    """Read: "the state's $5m in reserves", "Orlan's $5m of debt"."""
    owner, measured = child(figure, "poss"), what_of(sentence, id_)
    if owner is None or measured is None or sentence.time_at(owner) is not None:
        return None
    return Reading("possessed", measured, (owner,), verb_over(figure))


def read_comparison(sentence: Sentence, id_: str, known: Known) -> Reading | None:
    """What the figure before measures, at another time, or its change: "down from $5m a year earlier", "up $1"."""
    if not known:
        return None
    last = next(reversed(known))
    start = sentence.words_of(id_).start
    moved, verb = sentence.doc[start - 1], sentence.doc[max(0, start - 2)]
    of_a_verb = moved.dep_ == "prt" or (is_verb(verb) and verb.lemma_ != "be")  # "paid off $5m"
    if moved.lower_ in ("up", "down", "off") and not of_a_verb and start > sentence.words_of(last).stop:
        return known[last]._replace(rule="change")
    return known[last]._replace(rule="comparison") if sentence.compared(id_) else None


def read_gapped(sentence: Sentence, id_: str, known: Known) -> Reading | None:
    """Read: "Nike sold $2m and Adidas $3m": the verb is that of the figure before."""
    start = sentence.words_of(id_).start
    if not known or start == 0:
        return None
    last = next(reversed(known))
    reading, name = known[last], sentence.doc[start - 1]
    id_of_name = sentence.name_at(name)
    if id_of_name is None and reading.rule in ("state", "gapped") and reading.measured is not None:
        return _gapped_thing(sentence, name, last, reading)
    if id_of_name is None or reading.rule not in ("object", "gapped") or not reading.owners:
        return None
    first = start - 1
    while first > 0 and sentence.name_at(sentence.doc[first - 1]) == id_of_name:
        first -= 1
    of_last = what_of(sentence, last)
    end = of_last.i + 1 if of_last is not None else sentence.words_of(last).stop
    between = {
        token.lower_
        for token in sentence.doc[end:first]
        if token.i not in sentence.times and not (token.lower_ in TIME_LINKS and token.i + 1 in sentence.times)
    }
    listed = between - {"the"} and between <= _LISTED
    if not listed or sentence.name_at(reading.owners[0]) is None:
        return None
    return Reading("gapped", None, (name,), reading.verb)


def read_gapped_rise(sentence: Sentence, id_: str, known: Known) -> Reading | None:
    """Read: "profit rose 4% to $3m and revenue 6% to $40m": the verb is that of the figure before."""
    start = sentence.words_of(id_).start
    if not known or start < 3 or sentence.doc[start - 1].lower_ not in ("to", "at"):
        return None
    last = next(reversed(known))
    reading, end = known[last], sentence.words_of(last).stop
    at = start - 2
    while at > end and (sentence.is_share(sentence.doc[at]) or sentence.doc[at].like_num):
        at -= 1
    first = at
    while first > end and sentence.doc[first - 1].lower_ not in _LISTED:
        first -= 1
    words = sentence.doc[first : at + 1]
    fits = reading.rule in ("state", "gapped") and reading.measured is not None and end <= first - 1 <= at - 1
    if not fits or len(words) > _LONGEST_GAPPED or any(is_verb(word) or word.pos_ == "ADP" for word in words):
        return None
    between = {token.lower_ for token in sentence.doc[end:first] if token.i not in sentence.times}
    if any(is_verb(token) for token in sentence.doc[end:first]):
        return None  # "rose to $5, valuing the company at $9m"
    if not is_noun(words[-1]) or not sentence.plain(words[-1]) or not between & _LISTED:
        return None
    return Reading("gapped", words[-1], (), reading.verb)


def read_listed_use(sentence: Sentence, id_: str, known: Known) -> Reading | None:
    """Read: "spent $5m on a jail and $4m on libraries": another use of what the same one spends."""
    start = sentence.words_of(id_).start
    if not known or start < 1:
        return None
    last = next(reversed(known))
    reading, end = known[last], sentence.words_of(last).stop
    use, own = what_it_goes_on(sentence, last), what_it_goes_on(sentence, id_)
    same = (
        use is not None
        and own is not None
        and sentence.doc[end].lower_ == sentence.doc[sentence.words_of(id_).stop].lower_
    )
    joined = sentence.doc[start - 1].lower_ in (",", "and") and not any(
        is_verb(each) for each in sentence.doc[end:start]
    )
    if not same or not joined or reading.rule not in ("object", "coordination") or reading.verb is None:
        return None
    return reading._replace(rule="coordination", measured=own) if reading.verb.lemma_ in PURCHASE else None


def _gapped_thing(sentence: Sentence, noun: Token, last: str, reading: Reading) -> Reading | None:
    """Read: "rice cost $2, a loaf of bread $3": a noun and its words between the figure *last* and this one."""
    if not is_noun(noun) or not sentence.plain(noun):
        return None
    first, *rest = sentence.doc[sentence.words_of(last).stop : noun.i + 1]
    while rest and rest[0].lower_ in _LISTED:
        first, *rest = rest
    if first.lower_ not in _LISTED or not 0 < len(rest) <= _LONGEST_THING or not _is_phrase(sentence, rest):
        return None
    head = next((token for token in rest if is_noun(token) and token.head not in rest), noun)
    return Reading("gapped", head, (), reading.verb)


def _is_phrase(sentence: Sentence, words: list[Token]) -> bool:
    """Whether *words* are what a noun phrase has: no verb, figure or name, and of the links "of" alone."""
    return not any(word.i in sentence.amounts or word.i in sentence.names for word in words) and all(
        (word.pos_ in _OF_A_PHRASE or word.lower_ == "of") and not is_verb(word) for word in words
    )
