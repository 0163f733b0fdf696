"""The times that readers see on a page: elements named for dates, and lines that bear one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bs4 import Tag

from pipeline.data import load_table
from pipeline.page.dated import PUBLISHED, UPDATED, Dated, label_of, labelled
from pipeline.page.forms import is_date_line
from pipeline.page.passages import Mark, Passage, Passages, count_words
from pipeline.page.timestamps import Calendar, find_timestamps, may_hold_date, parse_timestamp
from pipeline.page.tree import attribute, text_of

_LINE = 300
"""Characters: a longer element named for a date holds more than that."""
_OPENING = 60
"""Characters: how far into a paragraph a date that opens it reaches."""
_DASH = re.compile(r"\s?(?:[-–—](?!\w)|[|)\]]|[.:]\s?[-–—]|[:,]?\s?[„“«\"])")
_FIELD = re.compile(
    rf"(?:{'|'.join(map(re.escape, load_table('timestamps')['words']['field']))})(?:\s?[:：]\s?|\s)", re.IGNORECASE
)
_OF_A_FIELD = 8
"""Words: the field's name, a day, a time."""
_SENTENCE_ENDS = (".", "!", "?", "”", '"')
_NEAR = 12
"""Passages: how far from the headline a date line may stand."""
_ABOVE = 6
"""Passages: above the headline, and above the text, it stands nearer."""
_OF_A_TEASER = 6
"""Passages: heading, date, line, author, section."""
_OF_A_BADGE = 12
"""Characters of a month's name, or of a day and a month."""
_MOST = 200
"""Elements named for dates: pages have a dozen."""
_BESIDE = 14
"""Words: a line that is a date, a name and a section has no more."""
_TODAY = re.compile(load_table("timestamps")["names"]["today"], re.IGNORECASE)
_ELSEWHERE = frozenset({"comments", "related", "cookies", "advertising"})
"""Where other things than the article bear dates."""
_NO_LINES = _ELSEWHERE | {"caption", "credit"}


def find_visible(
    page: Passages, furniture: Sequence[str | None], headline: int, start: int, calendar: Calendar
) -> Iterator[Dated]:
    """The times that readers see near the headline and the *start* of the text; those below the headline first, and
    elements named as dates before lines.

    What stands above the headline may be the day on which the page was saved; what stands in the text, another story's.
    """
    below = range(headline, headline + _NEAR)
    inside = range(min(max(headline, start + 2), below.stop), below.stop)
    beside = range(max(below.stop, start - _ABOVE), start + 2)
    above = range(max(0, headline - _ABOVE), headline)
    marks = [
        mark
        for mark in page.marks
        if mark.roles & {"date", "byline", "meta"}
        and (abs(mark.index - headline) <= 3 * _NEAR or mark.index in beside)
        and not _stands_elsewhere(mark, furniture)
        and not _is_todays(mark.tag)
    ]
    wrappers = {id(parent) for mark in marks if _machine(mark.tag) for parent in _around(mark.tag)}
    marks = [mark for mark in marks if id(mark.tag) not in wrappers]
    marks = sorted(marks, key=lambda m: ("date" not in m.roles, abs(m.index - headline)))[:_MOST]
    near = (below, beside, above)
    lines = [
        p
        for region in near
        for p in page.passages[region.start : region.stop]
        if may_hold_date(p.text) and furniture[p.index] not in _NO_LINES and not _is_todays(p.scope.tag)
    ]
    nearest = [range(index, index + 1) for index in reversed(above)]
    for region in (range(headline, inside.start), beside, *nearest, inside):
        for mark in marks:
            if mark.index in region:
                yield from _of_mark(mark, calendar)
        for passage in lines:
            if passage.index in region:
                for line in passage.lines:
                    if may_hold_date(line) and _is_line(line, calendar):
                        yield from labelled(line, calendar)
        yield from _of_badges(page.passages[region.start : region.start + len(region) + 2], calendar)
    for passage in lines:
        if _is_line(passage.text, calendar):
            continue
        opening = next(find_timestamps(passage.text[:_OPENING], calendar), None)
        if opening and _DASH.match(passage.text, opening[1]):
            yield Dated(opening[2], "visible", label_of(passage.text[: opening[0]]))
    for mark in marks:
        if not any(mark.index in region for region in near):
            yield from _of_mark(mark, calendar)


def _of_badges(passages: Sequence[Passage], calendar: Calendar) -> Iterator[Dated]:
    """The days whose parts stand below each other, as "25", "June", "2018"."""
    for first in range(len(passages)):
        if len(passages[first].text) > _OF_A_BADGE:
            continue
        parts = passages[first : first + 3]
        if all(len(part.text) <= _OF_A_BADGE for part in parts):
            for number in (2, 3):
                text = " ".join(part.text for part in parts[:number])
                for start, end, value in find_timestamps(text, calendar):
                    if start == 0 and end == len(text):
                        yield Dated(value, "visible")


def _around(tag: Tag) -> list[Tag]:
    parents: list[Tag] = []
    for parent in tag.parents:
        if len(parents) == 3:
            break
        parents.append(parent)
    return parents


def _is_todays(tag: Tag) -> bool:
    """Whether an element is named as the day on which the page was asked for."""
    return bool(_TODAY.search(f"{tag.get('class', '')} {tag.get('id', '')}"))


def _stands_elsewhere(mark: Mark, furniture: Sequence[str | None]) -> bool:
    here = furniture[mark.index] if mark.index < len(furniture) else None
    return here in _ELSEWHERE or bool((mark.roles | mark.scope.roles) & {"comments", "related"} and here)


def _machine(tag: Tag) -> str | None:
    return attribute(tag, "datetime") or attribute(tag, "content")


def _is_line(text: str, calendar: Calendar) -> bool:
    """Whether *text* is a line that may bear the date, and no prose."""
    words = count_words(text)
    if len(text) > _LINE or words > 2 * _BESIDE:
        return False
    if PUBLISHED.search(text) or is_date_line(text, calendar):
        return True
    return (words <= _BESIDE or bool(UPDATED.search(text))) and not text.endswith(_SENTENCE_ENDS)


def find_closing(passages: Iterable[Passage], calendar: Calendar) -> Iterator[Dated]:
    """The times in lines behind the text that say what was published or updated then."""
    for passage in passages:
        if (
            passage.words <= 2 * _BESIDE + 16
            and may_hold_date(passage.text)
            and (PUBLISHED.search(passage.text) or UPDATED.search(passage.text))
        ):
            yield from labelled(passage.text, calendar)


def find_far(page: Passages, furniture: Sequence[str | None], calendar: Calendar) -> Iterator[Dated]:
    """The day of the page's time elements, wherever they stand, where they agree on it."""
    marks = [mark for mark in page.marks if mark.part.name == "time" and not _stands_elsewhere(mark, furniture)][:20]
    found = [dated for mark in marks for dated in _of_mark(mark, calendar)]
    if found and all(dated.day == found[0].day and dated.label == "published" for dated in found):
        yield found[0]


def find_fields(page: Passages, furniture: Sequence[str | None], calendar: Calendar) -> Iterator[Dated]:
    """The day in the first line that is nothing but "Date" and a day, as in the table behind an archive's texts."""
    for passage in page.passages:
        if passage.words > _OF_A_FIELD or not may_hold_date(passage.text) or furniture[passage.index] in _NO_LINES:
            continue
        name = _FIELD.match(passage.text)
        for start, end, value in find_timestamps(passage.text, calendar) if name else ():
            if name and start == name.end() and end >= len(passage.text) - 1:
                yield Dated(value, "visible")
                return


def find_listed(page: Passages, headline: int, calendar: Calendar) -> Iterator[Dated]:
    """The day beside the headline where a list of the site's articles holds it once more."""
    title = page.passages[headline].text.casefold() if headline < len(page.passages) else ""
    for passage in page.passages if count_words(title) > 1 else ():
        if passage.index == headline or passage.linked < 0.8 or passage.text.casefold() != title:
            continue
        for scope in islice(passage.scope.ancestors(), 4):
            if scope.end - scope.first > _OF_A_TEASER:
                break
            lines = (line for p in page.passages[scope.first : scope.end] for line in p.lines)
            found = [dated for line in lines if is_date_line(line, calendar) for dated in labelled(line, calendar)]
            if found:
                yield from found[:1]
                break


def _of_mark(mark: Mark, calendar: Calendar) -> Iterator[Dated]:
    text = text_of(mark.tag, _LINE)
    if len(text) > _LINE:
        return
    machine = _machine(mark.tag)
    value = parse_timestamp(machine, calendar) if machine else None
    if value:
        names = " ".join(str(mark.tag.get(name, "")) for name in ("class", "id", "itemprop"))
        around = text_of(mark.tag.parent, 200)[:80] if mark.tag.parent is not None and len(text) < 40 else ""
        before = around.partition(text)[0] if text else ""
        label = label_of(f"{text} {before[-20:]}")
        is_named = label == "published" and UPDATED.search(names) and not PUBLISHED.search(names)
        yield Dated(value, "visible", "updated" if is_named else label)
    else:
        yield from labelled(text, calendar)
