"""What a name says for its own type: what is known by it, how it begins and ends, how it is written."""

from collections.abc import Iterator, Mapping

from pipeline.annotate.entities.gazetteer import LIKELY, known_type
from pipeline.annotate.entities.shapes import has_digit, has_inner_capital, is_model_number
from pipeline.data import load_table
from pipeline.record.types import EntityType

Votes = dict[EntityType, int]
"""Weights by type, in tenths of what the language model's label counts where it is at its best."""

MODEL: dict[EntityType, int] = {
    "PERSON": 10, "NORP": 10, "GPE": 10, "LANGUAGE": 10, "ORG": 9, "EVENT": 7, "LOC": 6, "FAC": 5,
    "PRODUCT": 5, "WORK_OF_ART": 5, "LAW": 5,
}  # fmt: skip
"""What a label of the language model counts: its rarer labels are more often wrong."""

# How much a sign counts. The four steps were chosen once, by their order, not fitted one by one.
STATED = 40  # the text says what it is: "X, a Danish operator"
STRONG = 20  # it is called by what it is: "Harbour Board", "President X", "firms such as X"
SHOWN = 12  # what is seldom said of anything else: "X's shareholders", "in X"
HINTED = 6  # what is said of one type more often than of others

_CUES = load_table("cues")
_LAST: dict[str, EntityType] = {word: type_ for type_, words in _CUES["last"].items() for word in words}
_FIRST: dict[str, EntityType] = {word: type_ for type_, words in _CUES["first"].items() for word in words}
_LEGAL_FORMS = frozenset(load_table("names")["legal_forms"]) - frozenset(load_table("names")["legal_words"])
_GIVEN_NAMES = frozenset(load_table("names")["given_names"])
_TRADES = frozenset(load_table("names")["trades"])
_FIRMS = frozenset(_CUES["last"]["ORG"]) - frozenset(_CUES["called_after_places"]["last"])
_STORMS = frozenset(words.rpartition(" ")[2] for words in _CUES["first"]["EVENT"]) - {"Battle"}
_LONGEST_ACRONYM = 5
_LONGEST_TOWN = 2
_LONGEST_PERSON = 3
"""Words of a person's name that a given name at its front makes one."""


def of_the_name(name: str) -> Votes:
    """The votes of *name*'s own words; below zero where they speak against a type.

    >>> of_the_name("Harbour Board"), of_the_name("Denmark"), of_the_name("Skua 18")["PERSON"]
    ({'ORG': 20}, {'GPE': 30}, -12)
    """
    known, weight = known_type(name)
    votes: Votes = {known: weight} if known else {}
    if weight >= LIKELY:
        return votes
    parts = name.split()
    if len(parts) > 1:
        for type_, weight in _of_words(parts):
            vote(votes, type_, weight)
    elif has_inner_capital(name):
        vote(votes, "ORG", HINTED)
    elif name.isupper() and name.isalpha() and 1 < len(name) <= _LONGEST_ACRONYM:
        vote(votes, "ORG", HINTED)
        vote(votes, "PERSON", -HINTED)
    if ": " in name:
        vote(votes, "WORK_OF_ART", STRONG)  # a title and what stands under it
    if has_digit(name):
        if is_model_number(name) and not votes:
            vote(votes, "PRODUCT", SHOWN)
        vote(votes, "PERSON", -SHOWN)
    return votes


def vote(votes: Votes, type_: EntityType, weight: int) -> None:
    """Adds *weight* to what *votes* has for *type_*."""
    votes[type_] = votes.get(type_, 0) + weight


def add(votes: Votes, more: Mapping[EntityType, int], times: int = 1) -> None:
    """Adds *more*, so many *times*, to *votes*."""
    for type_, weight in more.items():
        vote(votes, type_, weight * times)


def _of_words(parts: list[str]) -> Iterator[tuple[EntityType, int]]:
    first, last = parts[0], parts[-1].rstrip(".")
    head = _LAST.get(last) or _LAST.get(" ".join(parts[-2:])) or _first(parts) or _head_before_of(parts)
    if head:
        yield head, STRONG
    elif first in _GIVEN_NAMES and len(parts) <= _LONGEST_PERSON and all(map(_is_part_of_a_person, parts)):
        yield "PERSON", SHOWN
    if last in _LEGAL_FORMS:
        yield "ORG", STATED
    if "&" in parts:
        yield "ORG", HINTED


def _first(parts: list[str]) -> EntityType | None:
    """What the first word says; "Port" begins the names of towns, and of what is in them where more words follow."""
    head = _FIRST.get(parts[0]) or _FIRST.get(" ".join(parts[:2]))
    return None if head == "GPE" and len(parts) > _LONGEST_TOWN else head


def _is_part_of_a_person(word: str) -> bool:
    return word[0].isupper() and word.replace("-", "").replace(".", "").isalpha()


def _head_before_of(parts: list[str]) -> EntityType | None:
    """What "Harbour Board of Orlan" is, by the word before "of"; a person, a work or a place has no such head."""
    at = parts.index("of") if "of" in parts else 0
    head = _LAST.get(parts[at - 1]) if at else None
    return head if head in ("ORG", "FAC") else None


def is_head(word: str) -> bool:
    """Whether *word*, in a capital and last of a name, says what is named: "Group", "Bridge"."""
    return word in _LAST


def is_firm(parts: list[str]) -> bool:
    """Whether a name of *parts* ends as those of firms do, whose first words are no place's name as a rule.

    >>> is_firm(["Orlan", "Lines"]), is_firm(["Orlan", "plc"]), is_firm(["Orlan", "Hospital"])
    (True, True, False)
    """
    last = parts[-1].rstrip(".")
    return last in _LEGAL_FORMS or last in _TRADES or last in _FIRMS


def is_given(name: str) -> bool:
    """Whether *name* begins with a given name that is seldom anything else."""
    return name.partition(" ")[0] in _GIVEN_NAMES


def is_storm(parts: list[str]) -> bool:
    """Whether a name of *parts* is a storm's: "Hurricane Orla", "Tropical Storm Orla"."""
    return parts[-2] in _STORMS
