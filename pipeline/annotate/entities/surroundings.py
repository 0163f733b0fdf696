"""What the words around a name say of its type: "X, a Danish operator", "in X", "X's shareholders"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.annotate.entities.evidence import HINTED, SHOWN, STATED, STRONG, Votes, is_head, vote
from pipeline.annotate.entities.gazetteer import is_region
from pipeline.annotate.entities.names import is_titled
from pipeline.annotate.entities.shapes import has_digit, is_road_number
from pipeline.data import load_table
from pipeline.data.countries import country_code
from pipeline.record.types import EntityType

_Vote = tuple[EntityType, int]
_Words = dict[str, EntityType]

_LEFT = 56
"""Characters read before a name: five words of usual length."""
_RIGHT = 110
"""Characters read behind it: a description with its adjectives."""
_LONGEST_DESCRIPTION = 9
"""Words from the article of a description to its noun."""

_TOKEN = re.compile(r"[\w’'&]+(?:[-.][\w’'&]+)*|[^\w\s]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SIZED = re.compile(r"\d[\d.]*-(?:inch|metre|meter|foot|litre|liter|seat|seater|door|tonne|ton|megapixel)$")
_REGION_BEHIND = re.compile(r"(?:[A-Z]\.){1,3}|[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}")
_FILED = re.compile(r"(?:, [\w. ]{1,24}){0,2} \([A-Z][\w .-]{1,30}\) ?[-–—]")
"""Behind the place of a dateline: ", Wis. (AP) —"."""
_SENT = re.compile(r"(?:, [\w. ]{1,24}){0,2} ?(?:[–—]|--? )")
"""Behind it where there is no agency: ", Vt. — "."""
_OF_ROADS = frozenset({"on", "along", "off", "onto", "closed", "shut", "blocked", "reopened"})
_SEAT = re.compile(r"[,(] ?[RDI]-$")
"""Before the place that a politician is elected in: ", D-"."""


def _table(name: str) -> _Words:
    return {word: type_ for type_, words in _CUES[name].items() for word in words}


_CUES = load_table("cues")
_NOUNS = _table("nouns")
_PLACES_BEHIND: _Words = {
    word: type_ for word, type_ in _NOUNS.items() if type_ in ("GPE", "LOC") and word not in _CUES["behind"]["other"]
}
_BEFORE = _table("before")
_OWNED = _table("owned")
_STRAIGHT_BEHIND = _table("straight_behind")
_OWNED_DIRECTLY: _Words = {
    word: type_ for word, type_ in _OWNED.items() if type_ in ("ORG", "PRODUCT")
} | _STRAIGHT_BEHIND
_DOES = _table("does")
_NOT_IN = frozenset(_CUES["in"]["not_places"])
_SITES = frozenset(_CUES["at"]["sites"])
_ARTICLES = frozenset(_CUES["words"]["articles"])
_IS = frozenset(_CUES["words"]["is"])
_DESCRIPTION_BEGINS = frozenset(_CUES["words"]["description_begins"])
_DESCRIPTION_ENDS = frozenset(_CUES["words"]["description_ends"])
_BY_NAME = frozenset(_CUES["words"]["by_name"])
_ADVERBS = frozenset(_CUES["words"]["adverbs"])
_NO_OTHERS = frozenset({"that", "the", "when", "where", "as", "because", "while", "if", "but", "how", "since"})
"""Before the name that a verb is about alone."""
_SPEAKS = frozenset(_CUES["words"]["speaks"])
_OF_PEOPLES = ("ian", "ese", "ish")
"""How adjectives of peoples end, whose leaders and police others than they have: "the Grenadian leader"."""
_STOPS = frozenset('.;:!?)(—–-"”“')
_CLOSES = frozenset(",.;:!?)—–")
_REGION_CLOSES = _CLOSES | {"", "\n", "’", "'"}


def around(text: str, start: int, end: int) -> Votes:
    """The votes of the words before and behind text[start:end], in its line; below zero: against.

    >>> around("Skerry Line, a Danish operator, sank.", 0, 11)
    {'ORG': 40}
    """
    votes: Votes = {}
    from_ = text.rfind("\n", max(0, start - _LEFT), start) + 1 or max(0, start - _LEFT)
    to = text.find("\n", end, end + _RIGHT)
    behind = text[end : to if to >= 0 else end + _RIGHT]
    left = _of_the_sentence([_uncapitalised(token) for token in _TOKEN.findall(text, from_, start)[-5:]])
    right = _tokens_behind(behind)
    if left:
        _count(votes, _before(left, text[start:end], right))
    if is_titled(text, from_, start):
        vote(votes, "PERSON", STRONG)
    if right:
        _count(votes, _behind(right, behind, text[start:end], plural=not left or left[-1] in _NO_OTHERS))
    if from_ == start and (start == 0 or text[start - 1] == "\n") and _is_filed(text[start:end], behind, start):
        vote(votes, "GPE", STRONG)
    if _SEAT.search(text, from_, start):
        vote(votes, "GPE", STRONG)
    return votes


def _is_filed(name: str, behind: str, start: int) -> bool:
    """Whether a dateline's place is *name*: an agency is behind it or, of capitals at a text's start, a dash."""
    return _FILED.match(behind) is not None or (start == 0 and name.isupper() and _SENT.match(behind) is not None)


def _tokens_behind(behind: str) -> list[str]:
    """The first tokens of *behind*; one alone where it is a stop, behind which nothing is said of the name."""
    first = _TOKEN.search(behind)
    if first is None or first.group() in _STOPS:
        return [first.group()] if first else []
    return _TOKEN.findall(behind)[: _LONGEST_DESCRIPTION + 4]


def _count(votes: Votes, said: Iterable[_Vote]) -> None:
    for type_, weight in said:
        vote(votes, type_, weight)


def _uncapitalised(word: str) -> str:
    """*word* in small letters; a noun in a capital only if it is a person's: a "Director" directs, "State" is no state.

    >>> _uncapitalised("Director"), _uncapitalised("The"), _uncapitalised("State")
    ('director', 'the', 'State')
    """
    lower = word.lower()
    return word if word[0].isupper() and _NOUNS.get(lower, "PERSON") != "PERSON" else lower


def _of_the_sentence(left: list[str]) -> list[str]:
    ends = [at for at, word in enumerate(left) if word in ".!?"]
    return left[ends[-1] + 1 :] if ends else left


def _before(left: list[str], name: str, right: Sequence[str]) -> Iterator[_Vote]:
    yield from _noun_before(left, right)
    if left[-1] == "the":
        yield from _definite(name, right)
    if left[-1] in ("a", "an") and right and _NOUNS.get(right[0].lower()) == "PERSON":
        yield from (("PERSON", -SHOWN), ("GPE", HINTED), ("ORG", HINTED))  # "a Bismarck architect"
    if left[-1] == "(" and right and right[0] == ")" and name.isupper() and name.isalpha():
        yield "ORG", SHOWN  # "(ILM)"
    if _SIZED.match(left[-1]) or (_YEAR.match(left[-1]) and len(left) > 1 and left[-2] in _ARTICLES):
        yield "PRODUCT", STRONG if _SIZED.match(left[-1]) else SHOWN  # "the 16-inch X", "the 2018 X"
    bare = left[-1] not in _ARTICLES
    words = left if bare else left[:-1]
    if words:
        owns = bool(right) and right[0] in ("'", "’", "'s", "’s")
        yield from _phrase_before(words, name, bare=bare, owns=owns)


def _noun_before(left: list[str], right: Sequence[str]) -> Iterator[_Vote]:
    """What a noun before a name says: "the union X", "the auditor, X,", "a ship called X", "firms such as X". Several
    people with one name are a firm: "the lawyers, X,".
    """
    last, others = left[-1], left[:-1]
    if noun := _NOUNS.get(" ".join(left[-2:])) or _NOUNS.get(last.rpartition("-")[2]):
        yield noun, STRONG
    elif not others:
        return
    elif last == "," and right and right[0] in _CLOSES and others[-2:-1] not in (["a"], ["an"]):
        if noun := _NOUNS.get(others[-1]):
            yield noun, SHOWN
        elif _NOUNS.get(others[-1].removesuffix("s")) == "PERSON" and _is_one(right):
            yield from (("ORG", SHOWN), ("PERSON", -SHOWN))
    elif last in _BY_NAME and (noun := next((_NOUNS[word] for word in others[:-4:-1] if word in _NOUNS), None)):
        yield noun, STRONG
    such = others[:-1] if last == "as" and others[-1] == "such" else others if last in ("like", "including") else []
    if such and (noun := _noun(such[-1])):
        yield noun, STRONG


def _is_one(right: Sequence[str]) -> bool:
    """Whether the name before *right* is no first of several: "Jane Doe, John Roe and"."""
    return right[0] != "," or (len(right) > 1 and right[1][0].islower() and right[1] not in ("and", "or"))


def _definite(name: str, right: Sequence[str]) -> Iterator[_Vote]:
    """What "the" says before a whole name: few people and cities have it; teams in the plural do."""
    if not right or right[0][0] in _CLOSES or right[0].lower() in _DESCRIPTION_ENDS:
        yield from (("PERSON", -SHOWN), ("GPE", -HINTED))
    if name.endswith("s") and not name.endswith("ss") and " of " not in name and not _says_what_it_is(name):
        yield from (("PERSON", -SHOWN), ("ORG", SHOWN))


def _says_what_it_is(name: str) -> bool:
    """Whether *name* of several words ends in what it is: "Music Awards", "Birley Halls"."""
    _, _, last = name.rpartition(" ")
    return last != name and (is_head(last) or is_head(last.removesuffix("s")))


def _phrase_before(words: Sequence[str], name: str, *, bare: bool, owns: bool) -> Iterator[_Vote]:
    if is_road_number(name) and words[-1] in _OF_ROADS:
        yield "FAC", STRONG
    named = not has_digit(name) and len(name.rstrip(".")) > 1  # "in Orlan 2.x" and "in R" are no places
    if bare and named and words[-1] == "in" and (len(words) < 2 or words[-2] not in _NOT_IN):
        yield "GPE", HINTED if owns else SHOWN  # nor always "in X's team"
    if bare and words[-1] == "at" and len(words) > 1 and words[-2] in _SITES:
        yield "GPE", SHOWN
    phrase = _longest(_BEFORE, [" ".join(words[-length:]) for length in (3, 2, 1)])
    if phrase and (bare or phrase not in ("GPE", "LOC")):
        yield phrase, SHOWN


def _behind(right: Sequence[str], behind: str, name: str, *, plural: bool) -> Iterator[_Vote]:
    """What the words behind *name* say of it; *plural*: a verb in the plural is its alone."""
    lower = [token.lower() for token in right]
    first = lower[0].replace("’", "'")
    if first in ("'s", "'"):
        if owned := next((_OWNED[word] for word in lower[1:4] if word in _OWNED), None):
            yield owned, SHOWN
    elif first == ",":
        if len(right) > 2:
            yield from _behind_a_comma(right, lower, behind, " " in name)
    elif first in _IS and lower[1:2] and _begins_a_description(lower[1]):
        if noun := _described(lower[2:], of=lower[1] == "one"):
            yield noun, STATED
    elif thing := _OWNED_DIRECTLY.get(first) or _PLACES_BEHIND.get(first):
        if first not in _STRAIGHT_BEHIND or not name.endswith(_OF_PEOPLES):
            yield thing, SHOWN
    else:
        verbs = lower[1:] if first in _ADVERBS else lower
        if plural and first in ("have", "were", "are"):
            yield from (("ORG", HINTED), ("PERSON", -HINTED))  # "Orlan have signed": a team, a band, a firm
        if done := _longest(_DOES, [" ".join(verbs[:length]) for length in (3, 2, 1)]):
            yield done, SHOWN if done == "ORG" else HINTED
            if verbs[0] in _SPEAKS:
                yield "ORG", HINTED // 2


def _behind_a_comma(right: Sequence[str], lower: Sequence[str], behind: str, long: bool) -> Iterator[_Vote]:
    second = lower[1]
    if second == "who" and right[2] in ("are", "were", "have"):
        yield "ORG", HINTED  # a team
    elif second == "whose" and (owned := _OWNED.get(lower[2]) or _OWNED_DIRECTLY.get(lower[2])):
        yield owned, SHOWN
    elif second in ("who", "whose", "aged") or (second.isdigit() and len(second) == 2 and right[2] == ","):
        yield "PERSON", STRONG
    elif second == "population":
        yield "GPE", STATED
    elif _begins_a_description(second):
        if noun := _described(lower[2:], of=second == "one"):
            yield noun, STATED
    elif second == "which":
        yield from (("PERSON", -SHOWN), ("ORG", HINTED))
    elif second in ("founded", "headquartered"):
        yield "ORG", SHOWN
    elif right[1][0].isupper():
        region = _REGION_BEHIND.match(behind, 2)
        if region and behind[region.end() : region.end() + 1] in _REGION_CLOSES and is_region(region.group()):
            # "Jane Doe, Kenya" stands in lists of people; their states are not named like that.
            yield "GPE", HINTED if long and country_code(region.group()) else STRONG


def _begins_a_description(word: str) -> bool:
    return word in _DESCRIPTION_BEGINS or word.endswith(("’s", "'s"))


def _described(words: Sequence[str], *, of: bool) -> EntityType | None:
    """The type of a description's last noun: "Danish operator based in Esbjerg"; *of*: it was "one of the firms"."""
    last = None
    for word in words[:_LONGEST_DESCRIPTION]:
        if word in _SPEAKS:
            return None  # "in Leeds, the company said"
        if (word in _DESCRIPTION_ENDS and not (of and word == "of")) or not (word[0].isalnum() or word[0] in "'’&"):
            return _noun(last.rpartition("-")[2]) if last else None
        last = word
    return _noun(last.rpartition("-")[2]) if last and len(words) <= _LONGEST_DESCRIPTION else None


def _noun(word: str) -> EntityType | None:
    """The type of what *word* means in the singular or the plural."""
    singulars = (word, word.removesuffix("s"), f"{word[:-3]}y" if word.endswith("ies") else word)
    return _longest(_NOUNS, singulars)


def _longest(table: _Words, phrases: Iterable[str]) -> EntityType | None:
    return next((table[phrase] for phrase in phrases if phrase in table), None)
