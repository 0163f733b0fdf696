"""Where an expression can begin: the words that nearly every token is not, so that few places need the grammar."""

from collections.abc import Iterator

from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import (
    AMOUNT_WORDS,
    APPROXIMATIONS,
    CLOCK_NAMES,
    DATE_APPROXIMATIONS,
    DAY_PARTS,
    EVERY,
    FISCAL,
    HOLIDAYS,
    MONTHS,
    NARRATIVE_STEPS,
    NEAR_DAYS,
    NEAR_NIGHTS,
    PART_NOUNS,
    PART_PHRASES,
    PARTS,
    REPORTED,
    SEASONS,
    SET_ADVERBS,
    STEPS,
    TIMES,
    TRAPS,
    UNITS,
    VAGUE,
    WEEKDAY_PLURALS,
    WEEKDAYS,
)
from pipeline.data import load_table

_NUMBERS = load_table("numbers")
NUMBER_WORDS = frozenset(
    word for name in ("units", "tens", "fractions", "scales", "plural_scales", "ordinals") for word in _NUMBERS[name]
)
_REACH = 9  # tokens between an expression's first and the word that makes it one: "no more than the next couple of ..."

_CORES = (
    MONTHS.keys() | WEEKDAYS.keys() | WEEKDAY_PLURALS.keys() | UNITS.keys() | SEASONS.keys() | DAY_PARTS.keys()
    | CLOCK_NAMES.keys() | SET_ADVERBS.keys() | NEAR_DAYS.keys() | NEAR_NIGHTS.keys()
    | HOLIDAYS.last_words | VAGUE.last_words
    | {"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"}
    | {"period", "fiscal", "midyear", "nineteen", "eighteen", "twenty", "thousand", "am", "pm", "clock"}
)  # fmt: skip
"""One of these is in every expression that has no figures."""

_STARTS = (
    _CORES | NUMBER_WORDS | STEPS.keys() | NARRATIVE_STEPS.keys() | PARTS.keys() | PART_NOUNS.keys()
    | DATE_APPROXIMATIONS.keys() | EVERY | TIMES | AMOUNT_WORDS["vague"] | AMOUNT_WORDS["scopes"]
    | TRAPS.first_words | HOLIDAYS.first_words | VAGUE.first_words | APPROXIMATIONS.first_words
    | PART_PHRASES.first_words
    | {"the", "a", "an", "these", "those", "last", "latter", "final", "post", "pre", "fiscal", "financial", "fy"}
    | {"full", "q", "h", "'", "‘"}
)  # fmt: skip

_ARTICLES = frozenset({"the", "a", "an"})
_AFTER_ARTICLES = (
    _STARTS | AMOUNT_WORDS["between"] | REPORTED["alike"] | REPORTED["latest"] | REPORTED["ago"] | FISCAL["names"]
    | VAGUE.second_words | HOLIDAYS.second_words | TRAPS.second_words
    | {"full", "whole", "entire", "very", "small", "wee", "matter", "number", "handful"}
)  # fmt: skip
"""One of these, or figures, follows an article that an expression begins with."""


def starts(t: Tokens) -> Iterator[int]:
    """The tokens at which an expression can begin, in order: one at a time, so that the reader may skip ahead."""
    core = -1
    near = []
    follows = False
    for at in range(len(t) - 1, -1, -1):
        word = t.lowers[at]
        if word in _CORES or t.all[at].kind == "figures":
            core = at
        figures = t.all[at].kind == "figures"
        if 0 <= core - at < _REACH and (figures or (word in _STARTS and (word not in _ARTICLES or follows))):
            near.append(at)
        follows = figures or word in _AFTER_ARTICLES
    return reversed(near)
