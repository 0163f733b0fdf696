"""A time that a page states, and what the words around it say that it is the time of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
    return re.compile("|".join([rf"(?<![^\W\d_])(?:{spaced}){end}", *others]), re.IGNORECASE)


UPDATED = _any_word(_WORDS["updated"])
AS_OF = _any_word(_WORDS["as_of"], _WHOLE)
PUBLISHED = _any_word(_WORDS["published"])
OF_OTHER_THINGS = _any_word(_WORDS["of_other_things"], _WHOLE)
_NOT_PUBLISHED = _any_word(_WORDS["not_published"])
_LABEL = re.compile(
    rf"(?:(?:{'|'.join(_WORDS['before_a_label'])})\s){{0,2}}"
    rf"(?:{UPDATED.pattern}|{PUBLISHED.pattern})[^\W\d_]*(?:\s[^\W\d_]{{1,4}})?\s?[:：]?"
    rf"|(?:{OF_OTHER_THINGS.pattern})\s?[:：]",
    re.IGNORECASE,
)
"""A line of nothing but what the time in the next one is: "Last updated", "Updated on", "Deadline:"."""
_UPDATED_THEN = re.compile(rf"\s?(?:[(（\[]\s?)?(?:{UPDATED.pattern})[^\W\d_]*\s?(?:[)）\]]|$)", re.IGNORECASE)
"""What follows a time in brackets, or at a line's end, and tells of it: "2023/5/1 9:12 更新"."""
_TO = re.compile(r"\s?(?:[-–—]|to|until|bis|al|au|hasta|até|tot)\s?", re.IGNORECASE)
"""What stands between the first day and the last of an event, or of a life."""
_OF_A_LABEL = 40
"""Characters."""
_OF_A_WEEKDAY = 14
"""Characters: what stands before a day that the line above tells of."""

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


def labelled(text: str, calendar: Calendar, before: str = "") -> Iterator[Dated]:
    """The times in a line, each with what the words before it say that it is; those of the first may be *before*."""
    if _NOT_PUBLISHED.search(text):
        return
    end = 0
    found = [*find_timestamps(text, calendar)]
    parted = [text[one[1] : other[0]] for one, other in pairwise(found) if one[2][:10] != other[2][:10]]
    is_span = any(map(_TO.fullmatch, parted)) and not PUBLISHED.search(text)
    for start, until, value in found:
        words = text[end:start]
        is_told_above = not end and len(words) <= _OF_A_WEEKDAY and not PUBLISHED.search(words)
        label = label_of(f"{before} {words}" if is_told_above else words)
        if label == "published" and _UPDATED_THEN.match(text, until) and not PUBLISHED.search(words):
            label = "updated"
        yield Dated(value, "visible", "other" if is_span else label)
        end = until


def is_label(line: str) -> bool:
    """Whether *line* says nothing but what the time in the next one is.

    >>> is_label("Last updated"), is_label("Deadline:"), is_label("Market update"), is_label("Updated daily")
    (True, True, False, False)
    """
    return len(line) <= _OF_A_LABEL and _LABEL.fullmatch(line) is not None


def label_of(words: str) -> Label:
    """What *words* before a time say that it is the time of, those nearest to it; the publication where they say
    nothing.

    >>> label_of("Published online, last updated"), label_of("This updated story was published on")
    ('updated', 'published')
    """
    updated = _last(UPDATED, words)
    if updated >= 0 and updated > _last(PUBLISHED, words):
        return "updated"
    if AS_OF.search(words):
        return "as_of"
    return "other" if OF_OTHER_THINGS.search(words) and not PUBLISHED.search(words) else "published"


def _last(pattern: re.Pattern[str], words: str) -> int:
    """Where the last match of *pattern* begins; -1 where there is none."""
    return max((match.start() for match in pattern.finditer(words)), default=-1)
