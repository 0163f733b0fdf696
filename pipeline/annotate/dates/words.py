"""The words of data/dates.toml as look-up tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from pipeline.annotate.dates.calendar import Grain
from pipeline.annotate.dates.holidays import NAMES
from pipeline.annotate.numbers import tokenize
from pipeline.data import load_table
from pipeline.record.types import TimexMod

_TABLE = load_table("dates")
T = TypeVar("T")


@dataclass(frozen=True)
class Unit:
    """A unit of time: `count` times the TIMEX3 `letter`, which stands after the "T" where `clock`.

    `grain` is that of its cells; a clock's units and the fortnight have none.
    """

    name: str
    letter: str
    count: int
    clock: bool
    grain: Grain | None


def _unit(name: str, row: dict[str, Any]) -> Unit:
    clock = row.get("clock", False)
    grain = None if clock or name == "fortnight" else cast("Grain", name)
    return Unit(name, row["letter"], row.get("count", 1), clock, grain)


MONTHS: dict[str, int] = _TABLE["months"] | _TABLE["month_abbreviations"]
WEEKDAYS: dict[str, int] = _TABLE["weekdays"] | _TABLE["weekday_abbreviations"]
ABBREVIATIONS = frozenset(_TABLE["month_abbreviations"]) | frozenset(_TABLE["weekday_abbreviations"])
GIVEN_NAMES = frozenset(_TABLE["shy"]["given_names"])
SURE_PREPOSITIONS = frozenset(_TABLE["shy"]["sure_prepositions"])
SHY_MONTHS = frozenset(_TABLE["shy"]["months"])
SHY_HOLIDAYS = frozenset(_TABLE["shy"]["holidays"])
LOWER_WORDS = frozenset(_TABLE["shy"]["words"])
SHY_WEEKDAYS = frozenset(_TABLE["shy"]["weekdays"])
WEEKDAY_PLURALS = {f"{name}s": number for name, number in _TABLE["weekdays"].items()}
SEASONS: dict[str, str] = _TABLE["seasons"]
SOUTHERN = frozenset(_TABLE["southern"]["countries"])
UNITS = {word: _unit(name, row) for name, row in _TABLE["units"].items() for word in row["words"]}
PLURALS = frozenset(word for row in _TABLE["units"].values() for word in row["words"] if word.endswith("s"))
NEAR_DAYS: dict[str, int] = _TABLE["near_days"]
NEAR_NIGHTS: dict[str, int] = _TABLE["near_nights"]
DAY_PARTS: dict[str, str] = _TABLE["day_parts"]
ZONES = frozenset(_TABLE["clock"]["zones"])
BEFORE_CLOCK = frozenset(_TABLE["clock"]["before"])
CLOCK_NAMES: dict[str, str] = _TABLE["clock"]["names"]
STEPS: dict[str, int] = _TABLE["steps"]
NARRATIVE_STEPS: dict[str, int] = _TABLE["narrative_steps"]
PARTS: dict[str, TimexMod] = _TABLE["parts"]
PART_NOUNS: dict[str, TimexMod] = _TABLE["part_nouns"]
VAGUE_SPANS: dict[str, str] = _TABLE["vague_spans"]
OFFSETS: dict[str, int] = _TABLE["offsets"]
DATE_APPROXIMATIONS: dict[str, TimexMod] = _TABLE["date_approximations"]
AMOUNT_WORDS = {name: frozenset(words) for name, words in _TABLE["amounts"].items()}
EVERY = frozenset(_TABLE["sets"]["every"])
TIMES = frozenset(_TABLE["sets"]["times"])
ADJECTIVE_SETS = frozenset(_TABLE["sets"]["adjectives"])
SET_ADVERBS: dict[str, str] = _TABLE["sets"]["adverbs"]
CLOSING = frozenset(_TABLE["closing"]["words"])
TENSE = {name: frozenset(words) for name, words in _TABLE["tense"].items()}
LEAD = {name: frozenset(words) for name, words in _TABLE["lead"].items()}
REPORTED = {name: frozenset(words) for name, words in _TABLE["reported"].items()}
FISCAL = {name: frozenset(words) for name, words in _TABLE["fiscal"].items()}
FISCAL_STARTS = {
    country: month for month, countries in enumerate(_TABLE["fiscal_starts"]["months"], 1) for country in countries
}
ENDED = frozenset(_TABLE["ranges"]["ended"])
RANGE_WORDS = frozenset(_TABLE["ranges"]["joints"])
AFTER_DAYS = frozenset(_TABLE["ranges"]["after_days"])
GAME_WORDS = frozenset(_TABLE["traps"]["game"])
MATCH_WORDS = GAME_WORDS.union(_TABLE["traps"]["match"])
BUSINESS_WORDS = frozenset(_TABLE["traps"]["business"])
TITLES = frozenset(_TABLE["traps"]["titles"])
NUMBERED_NAMES = frozenset(_TABLE["traps"]["numbered_names"])
WEATHER = frozenset(_TABLE["traps"]["weather"])
COUNTED = frozenset(_TABLE["traps"]["counted"])


class Phrases(Generic[T]):
    """Phrases of one or more tokens, each with what it means."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in table.items():
            for spelling in dict.fromkeys((phrase, phrase.replace("'", ""))):
                words = tuple(token.lower for token in tokenize(spelling))
                self._by_first.setdefault(words[0], []).append((words, meaning))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """The first token of every phrase."""
        return frozenset(self._by_first)

    @property
    def second_words(self) -> frozenset[str]:
        """The second token of every phrase of two or more."""
        phrases = (phrase for phrases in self._by_first.values() for phrase, _ in phrases)
        return frozenset(phrase[1] for phrase in phrases if len(phrase) > 1)

    @property
    def last_words(self) -> frozenset[str]:
        """The last token of every phrase."""
        return frozenset(phrase[-1] for phrases in self._by_first.values() for phrase, _ in phrases)

    def find(self, words: Sequence[str]) -> tuple[T, int] | None:
        """What the longest phrase that *words* begin with means, and its number of words; None where none fits."""
        for phrase, meaning in self._by_first.get(words[0], ()) if words else ():
            if tuple(words[: len(phrase)]) == phrase:
                return meaning, len(phrase)
        return None


HOLIDAYS = Phrases({name: name for name in NAMES})
PART_PHRASES: Phrases[TimexMod] = Phrases(_TABLE["part_phrases"])
APPROXIMATIONS: Phrases[TimexMod] = Phrases(_TABLE["approximations"])
APPROXIMATIONS_AFTER: Phrases[TimexMod] = Phrases(_TABLE["approximations_after"])
VAGUE: Phrases[str] = Phrases(_TABLE["vague"])
TRAPS = Phrases(dict.fromkeys(_TABLE["traps"]["phrases"], True))
AFTER_NAMES = Phrases(dict.fromkeys(_TABLE["traps"]["after_names"], True))
BEGINNINGS = Phrases(dict.fromkeys(_TABLE["beginnings"]["phrases"], True))
COMPARISONS = Phrases(dict.fromkeys(_TABLE["comparisons"]["phrases"], True))
