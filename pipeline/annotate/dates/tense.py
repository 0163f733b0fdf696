"""Whether a sentence speaks of what lies behind or ahead, at the place of a time expression.

Read off words, without a parser: the verb nearest to the left of the expression, else the first to its right, of those
within the same quotation where the expression stands in one. The parser's governing verb can take this place; nothing
else knows how it is done.
"""

from bisect import bisect_left
from functools import cache
from typing import Literal

from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import BEGINNINGS, CLOSING, COMPARISONS, MONTHS, RANGE_WORDS, TENSE, UNITS, WEEKDAYS

Tense = Literal["over", "past", "present", "intended", "future", "habitual"]
"""What is "over" can't lie ahead, however near: "the year ended Sept. 30".
Of "intended" are plans and what might be: they show ahead less surely than "will". What is "habitual" comes back:
"sales usually fall in August"."""

_Cues = list[tuple[int, Tense]]
_OPENING, _CLOSING, _STRAIGHT = frozenset("“"), frozenset("”"), frozenset('"')
_COMPARISON_STARTS, _BEGINNING_STARTS = COMPARISONS.first_words, BEGINNINGS.first_words
_PLANS = TENSE["plans"]
_HOURS = frozenset({"Open", "Closed", "Hours"})
_PAST_MODALS = frozenset({"could", "couldn", "would", "wouldn", "have"})
_BEGINNING = 4  # words
_CLAUSE = 20  # words
_CLAUSE_ENDS = frozenset({",", ";", ":", "but", "though", "although", "while", "whereas", "yet"})
_COMPARED = 6  # words from "against" to the figure
_LET = 5  # words between "let" and the verb
_FAR = 3  # words between a verb and the "will" or "to" it belongs to: "could now well be"


class Tenses:
    """The tenses of one text's sentences."""

    def __init__(self, tokens: Tokens) -> None:
        self._t = tokens
        self._cues = cache(self._read_cues)
        self._quotes = cache(self._read_quotes)

    def around(self, start: int, end: int) -> Tense | None:
        """The tense at the expression of the tokens *start* to *end* (excluded); None where no word shows one."""
        if beside := self._read_beside(start, end):
            return beside
        t = self._t
        first, last = t.sentence(start)
        if start == first and t.lower(end) in {"is", "are"}:
            return "intended"  # "Sunday is Mother's Day"
        cues = self._cues(first, last)
        low, high = 0, len(cues)
        if quote := self._quote_around(start, first, last):
            # He said it, but what he said has a tense of its own: "... and on Wednesday I sleep"
            low, high = bisect_left(cues, (quote[0], "")), bisect_left(cues, (quote[1], ""))
            if low == high:
                return "present"
        left, right = bisect_left(cues, (start, "")), bisect_left(cues, (end, ""))
        until = t.lower(start - 1) in {"until", "till"}  # "a delay until May is possible"
        if right < high and cues[right][0] == end and not until and t.lower(end) not in _COMPARISON_STARTS:
            return cues[right][1]  # "the department on Sunday issued"
        if left > low and t.lower(start - 1) in TENSE["new_ends"] and t.lower(cues[left - 1][0]) in TENSE["put_off"]:
            return "intended"  # "has extended the loans through January"
        if t.lower(start - 1) in TENSE["deadlines"]:
            left = self._skip_participles(cues, left, low)
        if left > low and cues[left - 1][1] == "habitual" and self._is_clause_between(cues[left - 1][0], start):
            left = low  # "it usually rains, but in May it snowed"
        if t.lower(end) == "that":
            high = right  # "the notice on Monday that it will close": what follows has a tense of its own
        cue = cues[left - 1] if left > low else cues[right] if right < high else None
        if cue and cue[1] == "present" and cue[0] < start and t.lower(start - 1) == "from":
            return "intended"  # "the temple is closed from Monday to Wednesday"
        if cue is None and (t.lower(end) == "deadline" or self._is_announced(first, start)):
            return "intended"
        if cue is None and self._is_of_hours(first, start):
            return "habitual"
        if cue and cue[1] == "past" and start - 1 == first and t.lower(first) == "in":
            ahead = any(tense in ("future", "intended") for _, tense in cues[low:high])
            return "past" if ahead else "over"  # "In January the lake froze", said in December
        return cue[1] if cue else None

    def _is_announced(self, first: int, start: int) -> bool:
        """Whether a sentence without a verb's tense announces something: "Senate to vote on the bill | Thursday"."""
        t = self._t
        return any(
            t.lower(n) == "to" and t[n - 1].kind == "word" and t[n + 1].kind == "word" and self._is_verb(n + 1)
            for n in range(max(first + 1, start - _CLAUSE), start)
        )

    def _is_of_hours(self, first: int, start: int) -> bool:
        """Whether a line tells when something is open: "Open | Wed.-Sat.", "(Closed | Mondays)"."""
        t = self._t
        return any(
            t[n].form in _HOURS and (n == first or t[n - 1].kind == "sign")
            for n in range(max(first, start - _CLAUSE), start)
        )

    def _is_verb(self, at: int) -> bool:
        """Whether the word after "to" may be a verb: no name, no determiner, and nothing of the calendar."""
        word = self._t.lower(at)
        named = self._t[at].form[0].isupper() and not self._t.is_headline(at)
        return not named and word not in TENSE["determiners"] | MONTHS.keys() | WEEKDAYS.keys() | UNITS.keys()

    def _read_beside(self, start: int, end: int) -> Tense | None:
        """The tense that the words right before or after the expression show, whatever the verb; else None."""
        t = self._t
        possessed = t.lower(end) == "'" and t.lower(end + 1) == "s"
        if possessed and (t.lower(end + 2) in CLOSING or t.lower(start - 1) == "from"):
            return "past"  # "at Monday's closing price", "to narrow from July's $9 million"
        if "ended" in (t.lower(start - 1), t.lower(end)):
            return "over"
        if t.lower(end) in TENSE["results"] and (t.lower(end - 1) in {"quarter", "half"} or t.lower(end - 1) in MONTHS):
            return "over"  # "it will report third-quarter results": of the one that is over by then
        if t.lower(end) == "at" and t.lower(end + 1) == "the" and t.lower(end + 2) in {"earliest", "latest"}:
            return "future"
        before = start - 1
        while before > start - _CLAUSE and (t[before].kind == "figures" or t.lower(before) in {",", "and"}):
            before -= 1  # "the last days are 3, 5 and 7 June"
        if t.lower(before - (t.lower(before) in {"on", "in", "at"})) in {"is", "are"}:
            return "intended"  # "the deadline is Friday", "the funeral is on Thursday"
        verb = start - 1 - (t.lower(start - 1) == "on")
        if t.lower(verb) in TENSE["schedules"] or (t.lower(start - 1) == "runs" and t.lower(end) in RANGE_WORDS):
            return "intended"  # "the trial continues Friday"
        if t.lower(verb).endswith("ing") and t.lower(verb - 1) in {"is", "are"}:
            return "intended"  # "the ministers are meeting Sunday"
        if t.lower(start - 1) == "of" and t.lower(start - 2) in TENSE["awaited"]:
            return "intended"  # "ahead of Sunday's vote", "a trial date of May 6"
        return None

    def _is_clause_between(self, at: int, start: int) -> bool:
        return start - at > _CLAUSE or any(self._t.lower(n) in _CLAUSE_ENDS for n in range(at, start))

    def _quote_around(self, at: int, first: int, last: int) -> tuple[int, int] | None:
        """The opening and the closing mark around *at*, in the sentence of the tokens *first* to *last*."""
        quotes = self._quotes(first, last)
        after = bisect_left(quotes, (at, -1))
        return quotes[after - 1] if after > 0 and quotes[after - 1][1] > at else None

    def _skip_participles(self, cues: _Cues, left: int, low: int) -> int:
        """The place after the plan that a deadline belongs to: "asked to settle dues shared with it before June"."""
        t = self._t
        for place in range(left, max(low, left - _FAR), -1):
            at, tense = cues[place - 1]
            if tense in ("intended", "future"):
                between = range(at, min(cues[left - 1][0], at + _CLAUSE))
                return left if any(t.lower(n) in {"but", "and", ","} for n in between) else place
            if tense != "past" or not t.lower(at).endswith("ed"):
                break
        return left

    def _read_quotes(self, first: int, end: int) -> list[tuple[int, int]]:
        """The quotations of a sentence that is not quoted as a whole: the indices of their opening and closing mark."""
        t, quotes, opening = self._t, [], -1
        for at in range(first, end):
            form = t[at].form
            if form in _OPENING or (form in _STRAIGHT and opening < 0):
                opening = at
            elif opening >= 0 and (form in _CLOSING or form in _STRAIGHT):
                quotes.append((opening, at))
                opening = -1
        return quotes

    def _read_cues(self, first: int, end: int) -> _Cues:
        return [(at, tense) for at in range(first, end) if (tense := self._tense_of(at, first))]

    def _tense_of(self, at: int, first: int) -> Tense | None:
        t = self._t
        word = t.lower(at)
        if t[at].kind != "word" or (t[at].form[0].isupper() and (at > first or word in MONTHS)):
            return None
        if word in _COMPARISON_STARTS and self._is_comparison(at):
            return "past"  # "$9 million in Q4, up from $7 million in Q2"
        if word == "to":
            verb = t[at + 1].kind == "word" and t[at + 1].form.islower()
            return "intended" if verb and t.lower(at - 1) in TENSE["infinitive_after"] else None
        if word in _PLANS and t.lower(at + 1) not in TENSE["after_plans"]:
            return None  # "the board approved the plan on Tuesday"
        if word in _PAST_MODALS and self._is_past_modal(at):
            return "past"
        for tense in ("future", "intended", "habitual"):
            if word in TENSE[tense]:
                if word == "effective" and t.lower(at + 1) == "immediately":
                    return None  # "he resigned, effective immediately, on Monday"
                return None if self._is_done(at) or (tense == "habitual" and self._is_attribute(at)) else tense
        if word in _BEGINNING_STARTS and BEGINNINGS.find(t.lowers[at : at + _BEGINNING]):
            return "habitual" if t.lower(at - 1) in TENSE["habitual"] else "intended"
        if word in TENSE["plural_beginnings"] and not self._is_led(at, first) and self._is_of_many(at):
            return "intended"
        participle = len(word) > 3 and word.endswith("ed") and word not in TENSE["not_past"]
        if (participle or word in TENSE["past"]) and (self._is_led(at, first) or self._is_in_beginning(at)):
            return None  # "will be held", "could put": the verb before it tells
        if word in TENSE["past"] or participle:
            return "past"
        return "present" if word in TENSE["present"] else None

    def _is_comparison(self, at: int) -> bool:
        """Whether figures are held against one another at *at*; not "the match against Wales on Friday"."""
        found = COMPARISONS.find(self._t.lowers[at : at + 2])
        reach = range(at + 1, at + 1 + _COMPARED)
        return found is not None and (found[1] > 1 or any(self._t[n].kind == "figures" for n in reach))

    def _is_of_many(self, at: int) -> bool:
        """Whether the verb at *at* is that of a plural, where it may be a noun: "talks resume", "Rovers host City"."""
        t = self._t
        if t.lower(at - 1).endswith("s") and t.lower(at - 1) != "s":  # no possessive: "the mayor's visit on Monday"
            return True
        if t.lower(at) in TENSE["fixtures"]:
            return t[at - 1].form[:1].isupper() and t[at + 1].form[:1].isupper()
        let = any(t.lower(n) in TENSE["letting"] for n in range(at - _LET, at))
        return t.lower(at) in TENSE["sure_beginnings"] and t[at - 1].kind == "word" and not let

    def _is_past_modal(self, at: int) -> bool:
        """Whether the verb at *at* tells of what was: "could not be reached", "would not say", "may have left"."""
        t = self._t
        word, after = t.lower(at), at + 1
        if word in {"couldn", "wouldn"} or (word in {"could", "would"} and t.lower(after) == "not"):
            verb = after + 2 if word.endswith("n") else after + 1
            return word.startswith("could") or t.lower(verb) in TENSE["refusals"]
        return word == "have" and t.lower(at - 1) in TENSE["modal"]

    def _is_done(self, at: int) -> bool:
        """Whether a plan's word only describes what came of it: "as previously planned", "a hastily scheduled trip"."""
        t = self._t
        return t.lower(at).endswith("ed") and t.lower(at - 1).endswith("ly")

    def _is_attribute(self, at: int) -> bool:
        """Whether "usually" only tells what somebody is like: "the usually calm board"."""
        return self._t.lower(at - 1) in TENSE["determiners"]

    def _is_in_beginning(self, at: int) -> bool:
        """Whether a participle hangs on what something begins with: "beginning with tax bills mailed in January"."""
        t = self._t
        return any(
            t.lower(n) in {"beginning", "starting"} and t.lower(n + 1) == "with" for n in range(at - 2 * _FAR, at)
        )

    def _is_led(self, at: int, first: int) -> bool:
        """Whether a verb's form hangs on a word shortly before it that has the tense."""
        t = self._t
        for before in range(at - 1, max(at - _FAR, first) - 1, -1):
            word = t.lower(before)
            if word in TENSE["leading"]:
                return True
            if not (word.endswith("ly") or word in TENSE["between"]):
                return False
        return False
