"""When the article was published and modified."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.data import load_table
from pipeline.page.forms import is_date_line
from pipeline.page.linked_data import LinkedData
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Mark, Passage, Passages
from pipeline.page.timestamps import Calendar, find_timestamps, parse_timestamp
from pipeline.page.tree import attribute, text_of

_TABLE = load_table("timestamps")


def _any_word(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


_UPDATED = _any_word(_TABLE["words"]["updated"])
_PUBLISHED = _any_word(_TABLE["words"]["published"])
_NOT_PUBLISHED = _any_word(_TABLE["words"]["not_published"])
_LINE = 300
"""Characters: a longer element named for a date holds more than that."""
_OPENING = 60
"""Characters: how far into a paragraph a date that opens it reaches."""
_DASH = re.compile(r"\s?(?:[-–—|)\]]|\.\s?[-–—])")
_SENTENCE_ENDS = (".", "!", "?", "”", '"')
_NEAR = 12
"""Passages: how far from the headline a date line may stand."""
_URL_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>\d\d)[/-]?(?P<d>\d\d)(?=[/_.-]|$)")


@dataclass(frozen=True)
class Times:
    """When the article was published and modified, as the record writes it."""

    published: str | None
    modified: str | None


def find_times(
    page: Passages,
    metadata: Metadata,
    linked: LinkedData,
    headline: int,
    end: int,
    url: str | None,
    calendar: Calendar,
) -> Times:
    """Both times. Published, asked in turn: linked data, meta tags, time elements and lines near the headline, lines
    behind the text that say so, the URL. *headline* is the index of the passage that it stands in, *end* that of the
    first one behind the text.

    The first that is there decides the day; a later one of the same day may add the time that it lacks. What is
    labelled as an update is never taken for the publication.
    """
    visible = [
        *_visible(page, headline, calendar),
        *_closing(page.passages[max(headline, end - 1) : end + 8], calendar),
    ]
    published = [
        *_parsed(linked.all_texts("datePublished"), calendar),
        *_parsed(metadata.all(*_TABLE["meta"]["published"]), calendar),
        *(value for value, updated in visible if not updated),
        *_parsed(linked.all_texts("dateCreated", "uploadDate"), calendar),
        *_parsed(linked.page_texts("datePublished"), calendar),
        *filter(None, [_url_day(url)]),
    ]
    modified = [
        *_parsed(linked.all_texts("dateModified"), calendar),
        *_parsed(metadata.all(*_TABLE["meta"]["modified"]), calendar),
        *(value for value, updated in visible if updated),
    ]
    return Times(_fullest(published), _fullest(modified))


def _parsed(values: Iterable[str], calendar: Calendar) -> Iterator[str]:
    return filter(None, (parse_timestamp(value, calendar) for value in values))


def _fullest(candidates: list[str]) -> str | None:
    """The first of *candidates*; with the time of day of another one for the same day, where the first has none."""
    if not candidates:
        return None
    first = candidates[0]
    if len(first) > 10:
        return first
    return next((other for other in candidates if other.startswith(first) and len(other) > 10), first)


def _visible(page: Passages, headline: int, calendar: Calendar) -> Iterator[tuple[str, bool]]:
    """The times that readers see near the headline, each with whether it is an update's.

    Elements named as dates come first, by how near the headline they stand.
    """
    marks = [
        mark
        for mark in page.marks
        if mark.roles & {"date", "byline", "meta"} and abs(mark.index - headline) <= 3 * _NEAR
    ]
    for mark in sorted(marks, key=lambda m: ("date" not in m.roles, m.index < headline - 3, abs(m.index - headline))):
        yield from _of_mark(mark, calendar)
    for passage in page.passages[max(0, headline - 4) : headline + _NEAR]:
        if passage.words <= 30 and (is_date_line(passage.text) or not passage.text.endswith(_SENTENCE_ENDS)):
            yield from _labelled(passage.text, calendar)
            continue
        opening = next(find_timestamps(passage.text[:_OPENING], calendar), None)
        if opening and _DASH.match(passage.text, opening[1]):
            yield opening[2], bool(_UPDATED.search(passage.text[: opening[0]]))


def _closing(passages: Iterable[Passage], calendar: Calendar) -> Iterator[tuple[str, bool]]:
    """The times in lines behind the text that say what was published or updated then."""
    for passage in passages:
        if passage.words <= 40 and (_PUBLISHED.search(passage.text) or _UPDATED.search(passage.text)):
            yield from _labelled(passage.text, calendar)


def _of_mark(mark: Mark, calendar: Calendar) -> Iterator[tuple[str, bool]]:
    text = text_of(mark.tag, _LINE)
    if len(text) > _LINE:
        return
    machine = attribute(mark.tag, "datetime") or attribute(mark.tag, "content")
    value = parse_timestamp(machine, calendar) if machine else None
    if value:
        names = " ".join(str(mark.tag.get(name, "")) for name in ("class", "id", "itemprop"))
        around = text_of(mark.tag.parent, 200)[:80] if mark.tag.parent is not None and len(text) < 40 else ""
        before = around.partition(text)[0] if text else ""
        yield value, bool(_UPDATED.search(f"{names} {text} {before[-20:]}"))
    else:
        yield from _labelled(text, calendar)


def _labelled(text: str, calendar: Calendar) -> Iterator[tuple[str, bool]]:
    """The times in a line, each with whether the words before it say that it is an update's."""
    if _NOT_PUBLISHED.search(text):
        return
    end = 0
    for start, until, value in find_timestamps(text, calendar):
        yield value, bool(_UPDATED.search(text, end, start))
        end = until


def _url_day(url: str | None) -> str | None:
    """The day in an address such as /2018/06/25/story; None where it holds none."""
    match = _URL_DAY.search(url or "")
    return parse_timestamp(f"{match['y']}-{match['m']}-{match['d']}") if match else None
