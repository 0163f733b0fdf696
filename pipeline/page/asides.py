"""What stands among an article's passages and is not of its text, by what it says."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import zip_longest

from pipeline.data import load_table
from pipeline.page.forms import is_closing_form, is_opening_form
from pipeline.page.images import is_caption
from pipeline.page.passages import Passage, count_words
from pipeline.page.wording import ends_sentence, shingles, words_of

_PHRASES = load_table("furniture")["phrases"]
_LABELS: tuple[str, ...] = tuple(_PHRASES["inside"])
_WHOLE = frozenset(_PHRASES["whole"])
_ADDRESSES = tuple(phrase for phrase in _LABELS if " " in phrase or phrase.endswith(":"))
"""Those that may open a sentence: "advertising" is a label alone, and a word of many articles."""
_SHORT = 25
"""Words: a paragraph may open as furniture does, but furniture is short."""
_ASKING = 40
"""Words: a longer passage that speaks of newsletters may well be about them."""
_QUOTES = ("“", '"', "„", "«", "「", "‘")
"""What somebody said is no appeal of the page's."""
_OF_A_LABEL = 8
"""Words: a line that only leads on to something else."""
_OF_A_SIGNATURE = 1
_STAMPED = 12
_YEAR, _CLOCK = re.compile(r"(?<!\d)[12]\d{3}(?!\d)"), re.compile(r"(?<!\d)[0-2]?\d[:.][0-5]\d(?![\d.])")
_OF_FORMS = 12
"""Lines of form above a text, at most."""
_ADDRESS = re.compile(r"(?:^|\s)[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
_SENT = re.compile(r"\b[0-2]\d:?[0-5]\d ?(?:GMT|UTC|[A-Z]{1,2}ST|[A-Z]{1,2}DT)\.?$")
"""When an agency sent a text, as it closes it."""
_INITIALS = re.compile(r"\([a-z]{2,5}(?:/[a-z]{2,5}){0,3}\)")
_CLOSED = (".", "!", "?", "”", '"', "’", "…", "。", "！", "？", "」", "»", ")", "।", "؟", "۔", "“", "'")
_OF_A_PARAGRAPH = 20
"""Words: a longer heading that closes as a sentence does heads nothing."""
_NOTICE = 100
"""Words: a longer passage that speaks of cookies is an article on them."""
_LINK = 0.85
"""The share of a passage in links that leaves nothing to read but them."""
_OF_A_LINK = 0.6
"""The share of a passage in links from which on it may be an aside even in what the page states as its text."""
_LABEL_END = re.compile(r"\s[-–—|]\s|[:|]|[.!]\s")
"""Where a label of one word ends that a line has before it: "Anzeige - Eat out tonight"."""
_COUNTER = re.compile(r"\W*(?:[^\W\d]+ )?\d{1,3} ?(?:/|[^\W\d]{1,3}) ?\d{1,3}\W*$")
"""A line that counts pictures: "Image 2 of 5", "2/5"."""
_TAGS = re.compile(r"(?:#\w[\w-]*[\s,]*)+")
"""What an article is filed under, as on social networks: "#mills #valley"."""
_READING = re.compile(
    r"\d{1,2} ?min[^\W\d]*\.? (?:" + "|".join(map(re.escape, _PHRASES["reading"])) + r")$", re.IGNORECASE
)
"""How long it takes to read it, in whatever is beside that."""
_COPYRIGHT = re.compile(
    r"(?:copyright\s?)?©(?:\s?copyright)?[^.!?]{0,60}\b(?:19|20)\d\d\b|\(c\)(?: [^.!?\s]+){1,5} (?:19|20)\d\d$",
    re.IGNORECASE,
)
"""Whose a page is, and since when."""
_OF_A_PICTURE = re.compile(r"[^\W\d]{5,40}:\s?©")
"""Whose a picture is: "Listenbild: © Jane Doe"."""
_OF_A_HEADLINE, _OF_A_KICKER = 3, 6
"""Words: the least of a headline, and the most of what stands beside it in one element."""
_RUN = 6
"""Words that two passages have in common where one repeats the other."""


class _Phrases:
    """Phrases to be found as whole words, in whatever case. That a text holds none of them is nearly always told by its
    words alone, in a tenth of the time: the first word of each would be one of them.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        self._pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)", re.IGNORECASE)
        self.first = frozenset(words_of(phrase)[0] for phrase in phrases)

    def are_in(self, text: str) -> bool:
        """Whether *text* holds any of them."""
        return _may_hold(text, self.first) and self._pattern.search(text) is not None


def _may_hold(text: str, first: frozenset[str]) -> bool:
    """Whether phrases of these *first* words may stand in *text*; where its words, as they are compared, are not those
    that patterns see in it, any may.
    """
    if not first.isdisjoint(words_of(text)):
        return True
    return not text.isascii() and (not unicodedata.is_normalized("NFKC", text) or "İ" in text or "ı" in text)


class _Pairs:
    """Pairs of lists of words; `first` are the first words of all first lists, since most texts hold none of them."""

    def __init__(self, pairs: Sequence[Sequence[Sequence[str]]]) -> None:
        self.each = [tuple(map(_Phrases, pair)) for pair in pairs]
        self.first = frozenset[str]().union(*(pair[0].first for pair in self.each))

    def are_in(self, text: str) -> bool:
        """Whether *text* holds a phrase of each list of a pair."""
        return _may_hold(text, self.first) and any(all(words.are_in(text) for words in pair) for pair in self.each)


_APPEALS, _NOTICES = _Pairs(_PHRASES["appeals"]), _Pairs(_PHRASES["notices"])
_TO_THE_READER = _Phrases(_PHRASES["to_the_reader"])


def without_asides(passages: Sequence[Passage], title: str | None, evidence: Collection[int]) -> list[Passage]:
    """*passages* without what is not of the text: links alone, appeals to the reader, captions, lines of form at both
    ends, the headline, pull quotes, headings and lists of links that close it.

    *evidence* holds the indexes of passages that the page itself states as its text.
    """
    kept = [
        p
        for p, following in zip_longest(passages, passages[1:])
        if (p.index in evidence and p.linked < _OF_A_LINK) or not (is_aside(p) or _heads_notice(p, following))
    ]
    return _without_loose_ends(_without_repeats(_without_forms(kept), title))


def is_aside(passage: Passage) -> bool:
    """Whether a passage of an article is not of its text: links that stand alone, labels, appeals, notices."""
    text, words, linked = passage.text, passage.words, passage.linked
    if _is_link(passage):
        return True
    if words <= (_SHORT if linked < 0.5 else 2 * _SHORT) and _opens_as_furniture(passage):
        return True
    asks = words <= _ASKING and not text.startswith(_QUOTES) and (linked or _TO_THE_READER.are_in(text))
    if asks and _APPEALS.are_in(text):
        return True
    if _is_notice(passage):
        return True
    if _TAGS.fullmatch(text) or (words <= _OF_A_LABEL and _READING.search(text)):
        return True
    return _COUNTER.match(text) is not None or not any(character.isalnum() for character in text)


def _is_notice(passage: Passage) -> bool:
    """Whether a passage is what sites say of themselves: that they use cookies, that comments are moderated."""
    return passage.words <= _NOTICE and _NOTICES.are_in(passage.text)


def _heads_notice(passage: Passage, following: Passage | None) -> bool:
    """Whether a passage is the line above a notice, or one that leads on by a colon to a link."""
    if following is None or passage.words > _OF_A_LABEL or passage.scope.parent is not following.scope.parent:
        return False
    leads_on = passage.text.endswith((":", "：")) and passage.kind == "paragraph"
    return _is_notice(following) or (leads_on and _is_link(following))


def _is_link(passage: Passage) -> bool:
    """Whether a passage is nothing but a link to something else, or several links and a line above them."""
    if passage.kind == "table" or passage.words >= 2 * _SHORT:
        return False
    if passage.linked > _LINK:
        return True
    first = passage.lines[0]
    rest = sum(map(len, passage.lines)) - len(first)
    is_headed = len(passage.lines) > 2 and count_words(first) <= _OF_A_LABEL and not ends_sentence(first.rstrip(":："))
    return is_headed and passage.linked * (rest + len(first)) >= _LINK * rest


def _opens_as_furniture(passage: Passage) -> bool:
    if _COPYRIGHT.match(passage.text) or _OF_A_PICTURE.match(passage.text):
        return True
    start = passage.text.casefold().lstrip("[(（［【<*-–—•>»▶►→|.… ")
    if _LABEL_END.split(start, 1)[0].rstrip("])*-–—:. ") in _WHOLE:
        return True
    if not ends_sentence(passage.text) or passage.words < 5 or passage.linked > 0.4:
        return start.startswith(_LABELS)
    in_brackets = passage.text.startswith(("(", "["))
    return (in_brackets or passage.linked > 0 or passage.words <= _SHORT / 2) and start.startswith(_ADDRESSES)


def _without_forms(passages: list[Passage]) -> list[Passage]:
    """Without captions and the lines of form above the text, or below its deck or lead, and behind it."""
    kept = [p for p in passages if p.kind == "heading" or not is_caption(p.text)]
    deck = kept[:1] if kept and not (is_opening_form(kept[0].text) or _is_stamped(kept[0])) else []
    start = len(deck)
    for position in range(start, min(start + _OF_FORMS, len(kept) - 1)):
        passage = kept[position]
        if passage.words > _SHORT or (deck and passage.kind == "heading"):
            break
        if is_opening_form(passage.text) or _is_stamped(passage):
            start = position + 1
        elif passage.words > _OF_A_LABEL or ends_sentence(passage.text) or passage.kind != "paragraph":
            break  # a label between lines of form is one of them
    kept = deck + kept[start:]
    for position in range(len(kept) - 1, max(0, len(kept) - 4), -1):
        if (
            kept[position].kind not in {"quote", "heading"}
            and kept[position].words <= _SHORT
            and is_closing_form(kept[position].text)
        ):
            del kept[position]
    return kept


def _is_stamped(passage: Passage) -> bool:
    """Whether a passage is short and has a year and the time of day in figures: such a line dates the article, in
    whatever language.
    """
    if passage.words > _STAMPED or (ends_sentence(passage.text) and len(passage.text.split()) > _OF_A_LABEL):
        return False
    return _YEAR.search(passage.text) is not None and _CLOCK.search(passage.text) is not None


def _without_repeats(passages: list[Passage], title: str | None) -> list[Passage]:
    """Without the headline, and without pull quotes: passages whose every word stands in a longer one."""
    wanted = words_of(title or "")
    twice = _standing_twice(passages)
    owner: dict[tuple[str, ...], Passage] = {}
    for passage in sorted(passages, key=lambda p: -p.words) if twice else ():
        for run in shingles(passage.text, _RUN):
            owner.setdefault(run, passage)
    kept, headings = [], set[str]()
    for passage in passages:
        if passage.kind == "heading":
            repeated = passage.text in headings
            headings.add(passage.text)
        else:
            repeated = passage.index in twice and all(
                _repeats(passage, owner[run]) for run in shingles(passage.text, _RUN)
            )
        if not repeated and not _is_headline(passage, wanted):
            kept.append(passage)
    return kept


def _standing_twice(passages: Sequence[Passage]) -> set[int]:
    """The indexes of the passages whose first words stand elsewhere too."""
    first = {p.index: words_of(p.text)[:_RUN] for p in passages if p.words >= _RUN}
    wanted = set(first.values())
    counts = Counter(run for p in passages for run in shingles(p.text, _RUN) if run in wanted)
    return {index for index, run in first.items() if counts[run] > 1}


def _is_headline(passage: Passage, wanted: tuple[str, ...]) -> bool:
    """Whether a passage is the headline; that of the page may have a kicker in it."""
    own = words_of(passage.text)
    if passage.level != 1 or len(wanted) < _OF_A_HEADLINE or len(own) > len(wanted) + _OF_A_KICKER:
        return own == wanted
    return own[-len(wanted) :] == wanted or own[: len(wanted)] == wanted


def _repeats(passage: Passage, owner: Passage) -> bool:
    """Whether what *owner* holds already need not stand again: in a pull quote, or as a whole paragraph."""
    return owner is not passage and (owner.words > passage.words or passage.words > _SHORT)


def _without_loose_ends(passages: list[Passage]) -> list[Passage]:
    """Without headings behind which nothing follows, a list of links and the line above it, and, where paragraphs close
    as sentences do, labels and signatures behind them.
    """
    end = len(passages)
    prose = [p for p in passages if p.words >= _RUN and p.kind == "paragraph"]
    closes = bool(prose) and sum(p.text.endswith(_CLOSED) for p in prose) >= 0.7 * len(prose)
    while end and (_is_loose(passages[end - 1]) or (closes and end > 1 and _is_label(passages[end - 1]))):
        end -= 1
    label = 1 < end < len(passages) and passages[end - 1].words <= _RUN and not ends_sentence(passages[end - 1].text)
    return passages[: end - 1 if label else end]


def _is_label(passage: Passage) -> bool:
    """Whether a passage leads on to something else ("More on this:"), or is a signature ("aja", "(aja)")."""
    if passage.kind != "paragraph":
        return False
    if passage.words <= _OF_A_LABEL and (_ADDRESS.search(passage.text) or _SENT.search(passage.text)):
        return True
    if passage.text.endswith(_CLOSED):
        return bool(_INITIALS.fullmatch(passage.text))
    return passage.words <= (_OF_A_LABEL if passage.text.endswith(":") else _OF_A_SIGNATURE)


def _is_loose(passage: Passage) -> bool:
    linked = passage.linked > (0.3 if passage.kind == "list_item" else 0.5)
    heads = passage.kind == "heading" and (passage.words < _OF_A_PARAGRAPH or not ends_sentence(passage.text))
    return heads or (linked and passage.words <= _SHORT)
