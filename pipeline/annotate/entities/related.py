"""What the names of one article say of each other's types: a person's surname, the first words of a company's name, the
letters of an authority's, the "Maria" of a hurricane.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.annotate.entities.evidence import SHOWN, STATED, STRONG, Votes, is_firm, is_given, is_storm, vote
from pipeline.annotate.entities.gazetteer import is_known
from pipeline.annotate.entities.names import (
    Name,
    first_letters,
    has_letters,
    is_generic,
    is_letters,
    without_legal_form,
)
from pipeline.data import load_table
from pipeline.record.types import EntityType

_SUFFIXES = frozenset(load_table("names")["generations"])
_LONGEST_PERSON = 5
_LONGEST_WITH_SURNAME = 3
_SHORTEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a longer name says of its short form, and where that longer name first stands."""

    type: EntityType
    weight: int
    first: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a name is by its own evidence: as it is written; its type; what is said for a person; whether its words say
    nothing; where it first stands, the headline aside.
    """

    text: str
    type: EntityType | None
    person: int
    plain: bool
    first: tuple[int, int]


def of_each_other(guesses: Mapping[Name, Guess]) -> dict[Name, Votes]:
    """The votes that each of *guesses* gets of its longer or shorter forms; of two longer ones the earlier counts.

    >>> full = Guess("Ana Orlan", "PERSON", person=12, plain=False, first=(0, 4))
    >>> of_each_other({("ana", "orlan"): full, ("orlan",): Guess("Orlan", "GPE", 0, True, first=(0, 40))})
    {('orlan',): {'PERSON': 12}}
    """
    claims: dict[Name, _Claim] = {}
    letters: dict[str, list[str]] = {}
    surnames: dict[str, list[Name]] = {}
    for name, guess in sorted(guesses.items(), key=lambda item: item[1].first):
        for short, its in _short_forms(name, guess):
            claims.setdefault(short, its)
        if len(name) > 1:
            if guess.type == "ORG":
                for letter in first_letters(guess.text):
                    letters.setdefault(letter, []).append(guess.text)
            elif guess.type != "PERSON" and guess.plain and len(name) <= _LONGEST_WITH_SURNAME:
                surnames.setdefault(name[-1], []).append(name)
    votes: dict[Name, Votes] = {}
    for name, guess in guesses.items():
        claim = claims.get(name)
        if claim and not is_generic(name) and _is_meant(guess, claim):
            vote(votes.setdefault(name, {}), claim.type, claim.weight)
        if len(name) > 1:
            continue
        if is_letters(guess.text) and len(guess.text) >= _SHORTEST_LETTERS:
            if any(has_letters(long, guess.text) for long in letters.get(guess.text[0], ())):
                vote(votes.setdefault(name, {}), "ORG", STRONG)
        elif guess.type == "PERSON" and guess.person > 0:
            for long in surnames.get(name[0], ()):
                if not is_known(guesses[long].text):
                    vote(votes.setdefault(long, {}), "PERSON", SHOWN)
    return votes


def _is_meant(short: Guess, claim: _Claim) -> bool:
    """Whether a short form may be that of the name that claims it: people are named in full before their surnames."""
    return claim.first < short.first if claim.type == "PERSON" else claim.type != "ORG" or not is_known(short.text)


def _short_forms(name: Name, guess: Guess) -> Iterator[tuple[Name, _Claim]]:
    """What a text can call *name* the second time, and what that is."""
    if len(name) < 2:
        return
    if guess.type == "PERSON" and guess.person > 0 and len(name) <= _LONGEST_PERSON:
        person = _Claim("PERSON", SHOWN, guess.first)
        for word in name[0 if is_given(guess.text) else 1 :]:
            if word not in _SUFFIXES:
                yield (word,), person
        if len(name) > 2:
            yield name[1:], person
    elif guess.type == "EVENT" and is_storm(guess.text.split()):
        yield name[-1:], _Claim("EVENT", STATED, guess.first)
    elif guess.type == "ORG" and is_firm(guess.text.split()):
        core = without_legal_form(name)
        for length in range(1, len(core) + (core != name)):
            yield name[:length], _Claim("ORG", SHOWN, guess.first)
