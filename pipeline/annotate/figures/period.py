"""When a figure holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from pipeline.annotate.figures.nouns import is_against, is_result
from pipeline.annotate.figures.reading import Reading
from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import child, is_noun, is_verb, verb_over
from pipeline.annotate.figures.words import DURATION_LINKS, EARN, SAY, TIME_LINKS
from pipeline.record.types import Timex

_FURTHEST = 3
_SEASON = re.compile(r"quarter|half|months|weeks|\bQ[1-4]\b|\bH[12]\b|fiscal|period", re.IGNORECASE)
_RESULTS = re.compile(
    r"\b(?:results|earnings|profits?|income|loss(?:es)?|revenues?|sales|turnover|earned|lost)\b", re.IGNORECASE
)
_EXPECTED = re.compile(r"\b(?:expect\w*|forecast\w*|will|would|predict\w*|outlook|guidance|plans?)\b", re.IGNORECASE)
_OF_SEASONS = frozenset({"state", "noun_of", "coordination", "object", "gapped"})
_YEARLY = frozenset({"annual", "yearly", "full", "full-year", "monthly", "year"})
_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_TIGHT = TIME_LINKS | {"the", "a"}
_JOINS = frozenset({"and", "to", "or", "-", "–", "through", "until", "till"})
_LOOSE = _TIGHT | {",", "or", "and"}
_CLIMB = 6
_COMPARED = re.compile(
    r"(?:an? |the )?"
    r"(?:last|prior|previous|same|corresponding|year-ago|year-earlier"
    r"|(?:year|month|quarter|week) (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
"""A time that another figure is held against: "up from last year", "$4m a year earlier"."""

_TELL = frozenset({"announce", "disclose", "outline", "post", "publish", "release", "report", "reveal", "unveil"})
"""What is done on a day with these is told then: no figure holds on that day alone."""


def find_period(sentence: Sentence, id_: str, reading: Reading | None, dates: Mapping[str, Timex]) -> str | None:
    """The date that says when the figure *id_* holds; None where the sentence does not say.

    One right after the figure comes first, then those that stand with its verb, the nearest first, then one at the head
    of the sentence. One end of a span of time, or one of two times, is not when: "between 2014 and 2015" gives None.
    """
    found = _nearest(sentence, id_, reading, dates)
    if found is None or dates[found].type == "DURATION":
        return found  # "in the three months to June"
    return None if _is_half(sentence, found) or _is_told(reading, dates[found]) else found


def _is_told(reading: Reading | None, date: Timex) -> bool:
    """Whether *date* is the day on which the figure was made known: "reported sales of $5m on Tuesday"."""
    told = reading is not None and reading.verb is not None and reading.verb.lemma_ in _TELL
    return told and date.earliest is not None and date.earliest == date.latest


def _is_half(sentence: Sentence, date: str) -> bool:
    """Whether *date* is joined to another one: "from 2014 to 2016", "in 2015 and 2016"."""
    words = [i for i, id_ in sentence.times.items() if id_ == date]
    first, last, doc = min(words), max(words), sentence.doc
    for step, at in ((-1, first - 1), (1, last + 1)):
        joined = 0 <= at < len(doc) and doc[at].lower_ in _JOINS
        at += step if joined else 0
        if joined and 0 <= at < len(doc) and doc[at].lower_ in ("the", "in", "of"):
            at += step
        if joined and sentence.times.get(at, date) != date:
            return True
    return False


def _nearest(sentence: Sentence, id_: str, reading: Reading | None, dates: Mapping[str, Timex]) -> str | None:
    spans = _spans(sentence, dates)
    figure = sentence.words_of(id_)
    if (own := _possessing(sentence, figure)) is not None:
        return own
    against = reading is not None and is_against(reading.measured)
    compared = against or (reading is not None and reading.rule in ("comparison", "coordination"))
    after = _right_after(sentence, figure, spans, compared=compared)
    if after is not None:
        return after
    if reading is None or reading.rule == "comparison" or _leaves(sentence, figure):
        return None
    if reading.verb is None:
        beside = (date for date, words in spans.items() if _governor(sentence, words) == reading.measured)
        return next(beside, None)  # "Orlan Q3 profit at $5m", "versus a year-earlier loss of $5m"
    taken = {
        found
        for other, words in sentence.draft.figures.items()
        if other != id_
        and sentence.compared(other)
        and (found := _possessing(sentence, words) or _right_after(sentence, words, spans, compared=True)) is not None
    }
    when = _when(sentence, reading.verb)
    if when in spans:
        return when
    near = []
    for date, words in spans.items():
        if date not in taken and _stands_with(sentence, words, reading):
            near.append((abs(words.start - figure.start), date))
    if near:
        return min(near)[1]
    return _fronted(sentence, reading, spans)


def _possessing(sentence: Sentence, figure: range) -> str | None:
    """The time whose figure it is: "last year's $5m"."""
    before = figure.start - 1
    return sentence.times.get(before - 1) if before > 0 and sentence.doc[before].lower_ in ("'s", "’s") else None


def _leaves(sentence: Sentence, figure: range) -> bool:
    """Whether the figure is where a change to another one starts: "fell from $6 to $3 on May 1"."""
    before, after = sentence.doc[figure.start - 1 : figure.start], sentence.doc[figure.stop : figure.stop + 1]
    return [token.lower_ for token in (*before, *after)] == ["from", "to"]


def inherit_period(sentence: Sentence, reading: Reading, text: str, before: int, dates: Sequence[Timex]) -> str | None:
    """The date at the head of the sentence before, which begins at *before*, where this one plainly goes on.

    "In 2017, exports reached $740 million. The film sector exceeded $12 million." Plainly: in the same paragraph, in
    the past tense, about what is measured, and without a time of its own. *dates* stand first after *before*.
    """
    verb = reading.verb
    if reading.rule != "state" or reading.measured is None or verb is None or verb.tag_ != "VBD" or sentence.times:
        return None
    start = sentence.draft.start
    if "\n" in text[before:start].strip(" "):
        return None
    for date in dates:
        head = text[before : date.start].strip().lower()
        fronted = date.start < start and head in ("", *TIME_LINKS) and text[date.end : date.end + 1] == ","
        if fronted and date.type == "DATE" and date.value not in _VAGUE:
            return date.id
    return None


def season(text: str, starts: Sequence[int], dates: Sequence[Timex], start: int) -> tuple[int, str] | None:
    """The quarter, half or year whose results a text tells of before *start*, and where the sentence with it begins.

    "Orlan reported third-quarter results. Profit rose to $5m from $4m a year earlier." It is the last time named in the
    three sentences before, days and times that are compared with aside, in a sentence that tells of results and
    expects none. None else.
    """
    first = bisect_left(starts, start)
    for date in reversed(dates):
        if date.start >= start or date.value in _VAGUE or _COMPARED.match(date.text) or date.type in ("TIME", "SET"):
            continue
        if date.type == "DATE" and (date.earliest is None or date.earliest == date.latest):
            continue
        number = bisect_right(starts, date.start) - 1
        if first - number > _FURTHEST or not _SEASON.search(date.text):
            return None
        told = text[starts[number] : starts[number + 1] if number + 1 < len(starts) else len(text)]
        return (starts[number], date.id) if _RESULTS.search(told) and not _EXPECTED.search(told) else None
    return None


def goes_by_season(sentence: Sentence, reading: Reading, dates: Mapping[str, Timex]) -> bool:
    """Whether *reading* tells of what was earned, in a sentence with no time but a day or one that is compared with."""
    verb = reading.verb
    if verb is None or verb.tag_ != "VBD" or reading.rule not in _OF_SEASONS or is_against(reading.measured):
        return False
    if any(
        not _COMPARED.match(date.text) and not (date.type == "DATE" and date.earliest == date.latest)
        for date in (dates[id_] for id_ in set(sentence.times.values()))
    ):
        return False
    noun = reading.measured
    if noun is None:
        return verb.lemma_ in EARN
    yearly = any(each.lower_ in _YEARLY for each in noun.subtree)
    return not yearly and (is_result(noun) or noun.lemma_.lower() == "sale")


def _spans(sentence: Sentence, dates: Mapping[str, Timex]) -> dict[str, range]:
    """The words of each date of the sentence that can be a period."""
    spans: dict[str, range] = {}
    for i, id_ in sentence.times.items():
        words = spans.get(id_, range(i, i))
        spans[id_] = range(min(words.start, i), max(words.stop, i + 1))
    return {id_: words for id_, words in spans.items() if _can_be(sentence, dates[id_], words)}


def _can_be(sentence: Sentence, date: Timex, words: range) -> bool:
    link = sentence.doc[words.start - 1].lower_ if words.start else ""
    if link in ("the", "a", "an") and words.start > 1:
        link = sentence.doc[words.start - 2].lower_
    if link in ("from", "than") and _COMPARED.match(date.text):
        return False  # "up $5 from last year"
    said = sentence.doc[max(0, words.start - 2 if link == "on" else words.start - 1)]
    if said.lemma_ in SAY and said.tag_ in ("VBD", "VBZ"):
        return False  # "said on Tuesday it would pay"
    if date.type == "SET" or date.value in _VAGUE or link in ("after", "until", "till", "to"):
        return False
    if date.type == "DURATION":
        if _head(sentence, words).dep_ in ("compound", "amod", "nmod", "nummod"):
            return False  # "a 20-year lease"
        after = sentence.doc[words.stop].lower_ if words.stop < len(sentence.doc) else ""
        each = any(token.lower_ == "each" for token in sentence.doc[max(0, words.start - 3) : words.start])
        return (link in DURATION_LINKS or (each and link == "of")) and after not in ("of", "ago")
    return True


def _right_after(
    sentence: Sentence, figure: range, spans: Mapping[str, range], *, compared: bool = False
) -> str | None:
    """The time in "$9.1bn in 2018", "$19.5bn the previous year", "€2m, a year earlier"."""
    for date, words in spans.items():
        if words.start < figure.stop:
            continue
        gap = [
            token
            for token in sentence.doc[figure.stop : words.start]
            if not (compared and token.i in sentence.amounts) or sentence.compared(sentence.amounts[token.i])
        ]
        links = _LOOSE if compared else _TIGHT
        close = len(gap) <= (4 if compared else 2) and all(token.lower_ in links for token in gap)
        after = sentence.doc[words.stop].lower_ if words.stop < len(sentence.doc) else ""
        if after in ("'s", "’s") and any(token.lower_ == "for" for token in gap):
            continue  # "owes $5m for last year's maize"
        if close and (compared or not _of_saying(sentence, words)):
            return date
    return None


def _head(sentence: Sentence, words: range) -> Token:
    for i in reversed(words):
        token = sentence.doc[i]
        if token.head.i not in words or token.head == token:
            return token
    return sentence.doc[words.stop - 1]


def _governor(sentence: Sentence, words: range) -> Token:
    """What the time hangs on, its preposition aside."""
    token = _head(sentence, words).head
    for _ in range(_CLIMB):
        if (token.pos_ in ("ADP", "ADV", "SCONJ", "NUM") or token.lower_ == "each") and token.head != token:
            token = token.head
    return token.head if token.pos_ == "ADJ" and token.dep_ == "acomp" else token


def _of_saying(sentence: Sentence, words: range) -> bool:
    verb = verb_over(_governor(sentence, words))
    return verb is not None and verb.lemma_ in SAY


def _stands_with(sentence: Sentence, words: range, reading: Reading) -> bool:
    governor = _governor(sentence, words)
    if governor == reading.verb:
        return True
    link = sentence.doc[words.start - 1].lower_ if words.start else ""
    if link == "since" or (link == "from" and is_noun(governor)):
        return False  # "lowest since 2016", "copies from 1985"
    for _ in range(_CLIMB):
        if governor.dep_ == "pobj" and governor.head.lower_ == "of" and governor.head.head != governor:
            governor = governor.head.head
    if governor.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and governor.head == reading.verb:
        return True
    if reading.measured is not None and governor == reading.measured:
        return True
    if sentence.figure_at(governor) is not None:
        return verb_over(governor) == reading.verb
    verb = reading.verb
    for _ in range(_CLIMB):
        if verb is None or verb.dep_ not in ("xcomp", "conj") or not is_verb(verb.head) or verb.lemma_ in SAY:
            return False
        if verb.dep_ == "conj" and (child(verb, "nsubj", "nsubjpass") is not None or _other_time(verb)):
            return False
        verb = verb.head
        if governor == verb and verb.lemma_ not in SAY and (verb.dep_ != "conj" or words.start < verb.i):
            return True
    return False


def _is_for(sentence: Sentence, words: range) -> bool:
    """Whether a time is what something is told for, not when: "For the fourth quarter, Orlan said it expects $5m"."""
    return any(token.lower_ == "for" for token in sentence.doc[max(0, words.start - 2) : words.start])


def _is_bidden(verb: Token | None, over: Token) -> bool:
    """Whether *over* has someone do *verb*: "was told to pay", which tells of what is done."""
    return verb is not None and verb.head == over and verb.dep_ == "xcomp"


def _other_time(verb: Token) -> bool:
    """Whether *verb* tells of another time than the verb that it is joined to: "topped up last week and has $5m"."""
    tenses = {"VBD": "past", "VBZ": "present", "VBP": "present"}
    own, other = tenses.get(verb.tag_), tenses.get(verb.head.tag_)
    return own is not None and other is not None and own != other


def _when(sentence: Sentence, verb: Token) -> str | None:
    """The time in "in 2016, when the charge rose to $5"."""
    for each in verb.children:
        if each.lower_ == "when":
            for i in range(each.i - 1, max(-1, each.i - 3), -1):
                if i in sentence.times:
                    return sentence.times[i]
    return None


def _fronted(sentence: Sentence, reading: Reading, spans: Mapping[str, range]) -> str | None:
    """The time in "In 2017, exports reached $5m, of which the ports contributed $1m"."""
    for date, words in spans.items():
        if words.start > 2:
            continue
        verb = verb_over(_governor(sentence, words))
        if verb is None or (verb.lemma_ in SAY and not _is_bidden(reading.verb, verb) and not _is_for(sentence, words)):
            continue
        own = reading.verb
        for _ in range(_CLIMB):
            if own is None:
                break
            if own == verb:
                return date
            own = verb_over(own.head) if own.head != own else None
    return None
