"""The times that readers see on a page: elements named for dates, and lines that bear one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bs4 import Tag

from pipeline.data import load_table
from pipeline.page.dated import PUBLISHED, UPDATED, Dated, Label, is_label, label_of, labelled
from pipeline.page.forms import is_date_line
from pipeline.page.links import is_in_teaser
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
_BEFORE = 40
"""Characters: what stands before a time and tells of it."""
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMING = ("class", "id", "itemprop", "data-testid")
_CHANGED = re.compile(
    r"modified|modification|last[ _-]?(?:mod|updat|edit|change)|updated?(?=[ _-]?(?:on|at|date|time)\b)", re.IGNORECASE
)
"""Names of nothing but the last change; "updated" alone microformats call the one time that a post has."""
_ELSEWHERE = frozenset({"comments", "related", "cookies", "advertising"})
"""Where other things than the article bear dates."""
_NO_LINES = _ELSEWHERE | {"caption", "credit"}


def find_visible(
    page: Passages, furniture: Sequence[str | None], headline: int, text: range, calendar: Calendar
) -> Iterator[Dated]:
    """The times that readers see near the headline and where the *text* begins; those below the headline first, and
    elements named as dates before lines. Behind the text those beside a link to another story are that one's.

    What stands above the headline may be the day on which the page was saved; what stands in the text, another story's.
    """
    below = range(headline, headline + _NEAR)
    inside = range(min(max(headline, text.start + 2), below.stop), below.stop)
    beside = range(max(below.stop, text.start - _ABOVE), text.start + 2)
    above = range(max(0, headline - _ABOVE), headline)
    marks = [
        mark
        for mark in page.marks
        if mark.roles & {"date", "byline", "meta"}
        and (abs(mark.index - headline) <= 3 * _NEAR or mark.index in beside)
        and not _stands_elsewhere(mark, furniture)
        and not _is_todays(mark.tag)
        and not (mark.index >= text.stop and is_in_teaser(page, mark.scope, headline))
    ]
    wrappers = {id(parent) for mark in marks if _machine(mark.tag) for parent in _around(mark.tag)}
    marks = [mark for mark in marks if id(mark.tag) not in wrappers]
    marks = sorted(marks, key=lambda m: ("date" not in m.roles, abs(m.index - headline)))[:_MOST]
    near = (below, beside, above)
    told: dict[str, Label] = {}
    lines = [
        p
        for region in near
        for p in page.passages[region.start : region.stop]
        if may_hold_date(p.text)
        and furniture[p.index] not in _NO_LINES
        and not _is_todays(p.scope.tag)
        and not (p.index >= text.stop and is_in_teaser(page, p.scope, headline))
    ]
    nearest = [range(index, index + 1) for index in reversed(above)]
    for region in (range(headline, inside.start), beside, *nearest, inside):
        for mark in marks:
            if mark.index in region:
                yield from _of_mark(page, mark, calendar, told)
        for passage in lines:
            if passage.index in region:
                for number, line in enumerate(passage.lines):
                    if may_hold_date(line) and _is_line(line, calendar):
                        for dated in labelled(line, calendar, _label_above(page, passage, number)):
                            yield replace(dated, label=told.get(line, dated.label))
        yield from _of_badges(page.passages[region.start : region.start + len(region) + 2], calendar)
    for passage in lines:
        if _is_line(passage.text, calendar):
            continue
        opening = next(find_timestamps(passage.text[:_OPENING], calendar), None)
        if opening and _DASH.match(passage.text, opening[1]):
            yield Dated(opening[2], "visible", label_of(passage.text[: opening[0]]))
    for mark in marks:
        if not any(mark.index in region for region in near):
            yield from _of_mark(page, mark, calendar, told)


def _of_badges(passages: Sequence[Passage], calendar: Calendar) -> Iterator[Dated]:
    """The days whose parts stand below each other, as "25", "June", "2018"."""
    for first in range(len(passages)):
        if len(passages[first].text) > _OF_A_BADGE:
            continue
        parts = passages[first : first + 3]
        if all(len(part.text) <= _OF_A_BADGE for part in parts):
            for number in range(2, len(parts) + 1):
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


def find_closing(page: Passages, region: range, calendar: Calendar) -> Iterator[Dated]:
    """The times in lines behind the text, its *region*, that say what was published or updated then."""
    for passage in page.passages[region.start : region.stop]:
        if passage.words <= 2 * _BESIDE + 16 and may_hold_date(passage.text):
            above = _label_above(page, passage) if is_date_line(passage.text, calendar) else ""
            if any(words.search(f"{above} {passage.text}") for words in (PUBLISHED, UPDATED)):
                yield from labelled(passage.text, calendar, above)


def find_far(
    page: Passages, furniture: Sequence[str | None], headline: int, text: range, calendar: Calendar
) -> Iterator[Dated]:
    """The day of the page's time elements, wherever they stand, where they agree on it."""
    marks = [
        mark
        for mark in page.marks
        if mark.part.name == "time"
        and not _stands_elsewhere(mark, furniture)
        and not (mark.index >= text.stop and is_in_teaser(page, mark.scope, headline))
    ][:20]
    found = [dated for mark in marks for dated in _of_mark(page, mark, calendar, {})]
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


def _of_mark(page: Passages, mark: Mark, calendar: Calendar, told: dict[str, Label]) -> Iterator[Dated]:
    """The times in an element; where its names say that they are of a change, that is noted in *told* by its text."""
    text = text_of(mark.tag, _LINE)
    if len(text) > _LINE:
        return
    machine = _machine(mark.tag)
    value = parse_timestamp(machine, calendar) if machine else None
    before = _before(page, mark, text, calendar)
    names = _CAPITAL.sub(" ", " ".join(str(mark.tag.get(part, "")) for part in _NAMING))
    is_named = UPDATED.search(names) is not None and not PUBLISHED.search(f"{names} {before} {text}")
    if is_named and _CHANGED.search(names):
        told[text] = "updated"
    if value:
        label = label_of(f"{before} {text}")
        yield Dated(value, "visible", "updated" if is_named and label == "published" else label)
    else:
        for dated in labelled(text, calendar, before):
            yield replace(dated, label=told.get(text, dated.label))


def _before(page: Passages, mark: Mark, text: str, calendar: Calendar) -> str:
    """What stands before the *text* of an element, behind the last day before it; else what the line above says."""
    for passage in page.passages[mark.index : mark.index + 1]:
        for number, line in enumerate(passage.lines):
            if text and text in line:
                words = line.partition(text)[0]
                ends = [end for _, end, _ in find_timestamps(words, calendar)]
                return words[max(ends, default=0) :].strip()[-_BEFORE:] or _label_above(page, passage, number)
        if not text and is_label(passage.text):  # scripts write the time behind it
            return passage.text
        return _label_above(page, passage) if text.startswith(passage.text) else ""
    return ""


def _label_above(page: Passages, passage: Passage, number: int = 0) -> str:
    """The line above a passage's line of that *number*, where it is a label alone; "" where two labels stand there, as
    in the head of a table.
    """
    lines = [line for p in page.passages[max(0, passage.index - 2) : passage.index] for line in p.lines]
    *_, higher, above = "", "", *lines, *passage.lines[:number]
    return above if is_label(above) and not is_label(higher) else ""
