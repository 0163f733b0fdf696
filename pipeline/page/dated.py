"""A time that a page states, and what the words around it say that it is the time of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.data import load_table
from pipeline.page.timestamps import Calendar, find_timestamps
from pipeline.record.types import EvidenceFrom

_WORDS: dict[str, list[str]] = load_table("timestamps")["words"]
_SCRIPTS_WITHOUT_SPACES = "\u0e00"
"""Thai, Chinese, Japanese; Korean too, where words are put together."""
_WHOLE = r"(?![^\W_])"


def _any_word(words: Sequence[str], end: str = "") -> re.Pattern[str]:
    """A pattern of *words* at the beginning of a word, where the script has spaces between them, with *end* behind."""
    spaced = "|".join(re.escape(word) for word in words if word < _SCRIPTS_WITHOUT_SPACES)
    others = [re.escape(word) for word in words if word >= _SCRIPTS_WITHOUT_SPACES]
    return re.compile("|".join([rf"(?<![^\W_])(?:{spaced}){end}", *others]), re.IGNORECASE)


UPDATED = _any_word(_WORDS["updated"])
AS_OF = _any_word(_WORDS["as_of"], _WHOLE)
PUBLISHED = _any_word(_WORDS["published"])
OF_OTHER_THINGS = _any_word(_WORDS["of_other_things"], _WHOLE)
_NOT_PUBLISHED = _any_word(_WORDS["not_published"])

Label = Literal["published", "updated", "as_of", "other"]


@dataclass(frozen=True)
class Dated:
    """A time that the page states, and what it says that it is the time of."""

    value: str
    source: EvidenceFrom
    label: Label = "published"

    @property
    def day(self) -> str:
        """The day of the time, as YYYY-MM-DD."""
        return self.value[:10]


def labelled(text: str, calendar: Calendar) -> Iterator[Dated]:
    """The times in a line, each with what the words before it say that it is."""
    if _NOT_PUBLISHED.search(text):
        return
    end = 0
    for start, until, value in find_timestamps(text, calendar):
        yield Dated(value, "visible", label_of(text[end:start]))
        end = until


def label_of(words: str) -> Label:
    """What *words* before a time say that it is the time of; the publication where they say nothing."""
    if UPDATED.search(words):
        return "updated"
    if AS_OF.search(words):
        return "as_of"
    return "other" if OF_OTHER_THINGS.search(words) and not PUBLISHED.search(words) else "published"
