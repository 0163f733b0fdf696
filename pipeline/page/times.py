"""When the article was published and modified."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from bs4 import Tag

from pipeline.data import load_table
from pipeline.page.forms import is_date_line
from pipeline.page.linked_data import LinkedData
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Mark, Passage, Passages, count_words
from pipeline.page.timestamps import Calendar, find_timestamps, parse_timestamp
from pipeline.page.tree import attribute, text_of
from pipeline.record.types import EvidenceFrom

_TABLE = load_table("timestamps")


def _any_word(words: Sequence[str], end: str = "") -> re.Pattern[str]:
    """A pattern of *words* at the beginning of a word, where the script has spaces between them, with *end* behind."""
    spaced = "|".join(re.escape(word) for word in words if word < _SCRIPTS_WITHOUT_SPACES)
    others = [re.escape(word) for word in words if word >= _SCRIPTS_WITHOUT_SPACES]
    return re.compile("|".join([rf"(?<![^\W_])(?:{spaced}){end}", *others]), re.IGNORECASE)


_SCRIPTS_WITHOUT_SPACES = "\u0e00"
"""Thai, Chinese, Japanese; Korean too, where words are put together."""
_WHOLE = r"(?![^\W_])"
_WORDS: dict[str, list[str]] = _TABLE["words"]
_UPDATED = _any_word(_WORDS["updated"])
_AS_OF = _any_word(_WORDS["as_of"], _WHOLE)
_PUBLISHED = _any_word(_WORDS["published"])
_OF_OTHER_THINGS = _any_word(_WORDS["of_other_things"], _WHOLE)
_NOT_PUBLISHED = _any_word(_WORDS["not_published"])
_LINE = 300
"""Characters: a longer element named for a date holds more than that."""
_OPENING = 60
"""Characters: how far into a paragraph a date that opens it reaches."""
_DASH = re.compile(r"\s?(?:[-–—](?!\w)|[|)\]]|[.:]\s?[-–—]|[:,]?\s?[„“«\"])")
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
_WEST = frozenset(_TABLE["zones"]["west"])
_TODAY = re.compile(_TABLE["names"]["today"], re.IGNORECASE)
_ELSEWHERE = frozenset({"comments", "related", "cookies", "advertising"})
"""Where other things than the article bear dates."""
_PLACEHOLDER = "1970-01-01"
"""What software writes that was given no time."""
_NO_LINES = _ELSEWHERE | {"caption", "credit"}
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")
"""What an archive puts before an address, with the time at which it fetched the page."""
_URL_DAYS = tuple(
    re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])")
    for pattern in (
        r"(?P<y>(?:19|20)\d\d)(?P<s>[/_.-])(?P<m>\d\d)(?P=s)(?P<d>\d\d)",
        r"(?P<y>(?:19|20)\d\d)/(?P<m>\d\d?)/(?P<d>\d\d?)(?=[/?#]|$)",
        r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)\d*",
        r"(?P<d>\d\d)(?P<s>[_.-])(?P<m>\d\d)(?P=s)(?P<y>20\d\d)",
        r"(?P<d>[0-3]\d)(?P<m>[01]\d)(?P<y>20\d\d)",
    )
)
"""Days in addresses, the surest form first: /2018/06/25/story, /2018/6/5/, /20180625123456, /story-25-06-2018."""

_PUBLISHING = re.compile("publi(?:sh|c)|pubdate|issued|posted|upload|creat|releas")
_MACHINE_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_QUOTE = r"(?:\\?[\"']|&quot;)"
_IN_SCRIPTS = re.compile(
    rf"{_QUOTE}(?:{'|'.join(_TABLE['names']['in_scripts'])}){_QUOTE}\s{{0,3}}:\s{{0,3}}"
    rf"{_QUOTE}?(?P<value>(?:19|20)\d\d-\d\d-\d\d[T\d:.+Z-]{{0,24}}|1\d{{9}}(?:\d{{3}})?)(?![^\W_])",
    re.IGNORECASE,
)
_SCRIPTS = 1_000_000
"""Characters of markup: the page's own data stands in the first of them, and hostile pages have no end."""
_ADDRESS = 500
"""Characters: behind these an address tells where its reader came from."""

_Label = Literal["published", "updated", "as_of", "other"]


@dataclass(frozen=True)
class Times:
    """When the article was published and modified, as the record writes it, and where the first of them was read.

    `others` are the days that other sources give for the publication, by source.
    """

    published: str | None
    modified: str | None
    evidence: EvidenceFrom | None
    others: tuple[tuple[EvidenceFrom, str], ...] = ()


@dataclass(frozen=True)
class _Dated:
    """A time that the page states, and what it says that it is the time of."""

    value: str
    source: EvidenceFrom
    label: _Label = "published"

    @property
    def day(self) -> str:
        return self.value[:10]


def find_times(
    page: Passages,
    furniture: Sequence[str | None],
    metadata: Metadata,
    linked: LinkedData,
    headline: int,
    text: range,
    url: str | None,
    calendar: Calendar,
    markup: str = "",
) -> Times:
    """Both times. Published, asked in turn: linked data, meta tags named for it, time elements and lines near the
    headline, lines behind the text that say so, vaguer statements, the URL. *headline* is the index of the passage that
    it stands in, *text* are those of the article's text; *furniture* says which passages are not of the article.

    Where there is none of these, the scripts in *markup* are asked.

    The first that is there decides; a later one of the same day may add the time that it lacks. What is labelled as an
    update is never taken for the publication. A time in UTC becomes the publisher's own, where the page shows that.
    """
    visible = [
        *_visible(page, furniture, headline, text.start, calendar),
        *_closing(page.passages[max(headline, text.stop - 3) : text.stop + 8], calendar),
    ]
    shown = [dated for dated in visible if dated.label == "published"]
    in_url = _url_day(url, calendar)
    vague = [
        *in_url,
        *(dated for dated in visible if dated.label == "as_of"),
        *_parsed("meta", metadata.all(*_TABLE["meta"]["vague"]), calendar),
        *_parsed("linked_data", linked.all_texts("dateCreated", "uploadDate"), calendar),
        *_parsed("linked_data", linked.page_texts("datePublished", "uploadDate"), calendar),
        *_parsed("meta", _named_for_publication(metadata), calendar),
        *_far(page, furniture, calendar),
        *_listed(page, headline, calendar),
    ]
    stated = [
        *_parsed("linked_data", linked.all_texts("datePublished"), calendar),
        *_parsed("meta", metadata.all(*_TABLE["meta"]["published"]), calendar),
    ]
    modified = [
        *_parsed("linked_data", linked.all_texts("dateModified"), calendar),
        *_parsed("meta", metadata.all(*_TABLE["meta"]["modified"]), calendar),
        *(dated for dated in visible if dated.label == "updated"),
    ]
    stated = _not_changed(stated, modified)
    candidates = [*stated, *shown, *vague] or _in_scripts(markup, calendar)
    if not candidates:
        return Times(None, _fullest([*modified, *visible]), None)
    first = replace(candidates[0], value=_fullest(candidates) or candidates[0].value)
    first = _of_the_place(first, [*shown[:1], *in_url], in_url, [*shown, *candidates, *modified], calendar.country)
    return Times(first.value, _fullest(modified), first.source, _others(first, [*stated, *shown[:1], *in_url]))


def _parsed(source: EvidenceFrom, values: Iterable[str], calendar: Calendar) -> Iterator[_Dated]:
    for value in values:
        parsed = parse_timestamp(value, calendar)
        if parsed and not parsed.startswith(_PLACEHOLDER):
            yield _Dated(parsed, source)


def _named_for_publication(metadata: Metadata) -> Iterator[str]:
    """What meta tags hold that no list has, but whose names speak of publishing and whose values are a machine's."""
    for name, values in metadata.values.items():
        if _PUBLISHING.search(name) and not _UPDATED.search(name) and not _OF_OTHER_THINGS.search(name):
            yield from filter(_MACHINE_DAY.match, values)


def _not_changed(stated: list[_Dated], modified: Sequence[_Dated]) -> list[_Dated]:
    """*stated* without those that repeat the time of the last change, where another one is of an earlier day."""
    changes = {dated.value for dated in modified}
    first = min((dated.day for dated in stated), default="")
    return [dated for dated in stated if dated.day == first or dated.value not in changes]


def _in_scripts(markup: str, calendar: Calendar) -> list[_Dated]:
    """The time that the data in a page's scripts names as the publication, where they name one day; else []."""
    scripts = [part for part in markup[:_SCRIPTS].split("</script") if "ld+json" not in part]
    values = (match["value"] for script in scripts for match in _IN_SCRIPTS.finditer(script))
    found = [*_parsed("linked_data", values, calendar)]
    return found[:1] if len({dated.day for dated in found}) == 1 else []


def _fullest(candidates: Sequence[_Dated]) -> str | None:
    """The first of *candidates*; with the time of day of another one for the same day, where the first has none, and
    with the offset of another one for the same minute.
    """
    if not candidates:
        return None
    first = candidates[0].value
    for length in (10, 19):  # of a day, of a clock
        if len(first) == length:
            longer = (dated.value for dated in candidates if len(dated.value) > length)
            first = next((value for value in longer if value.startswith(first[:16])), first)
    return first


# ---------------------------------------------------------------------------------------------- the publisher's day


def _of_the_place(
    first: _Dated, shown: Sequence[_Dated], in_url: Sequence[_Dated], others: Sequence[_Dated], country: str | None
) -> _Dated:
    """A time in UTC as the publisher's own, where the page shows another day for it; any other as it is.

    The page shows it by the same moment with an offset, by a clock that differs by a time zone, by an offset elsewhere,
    or by the day alone: the clock is then left out, since the zone is not known.
    """
    moment = _moment(first.value)
    if moment is None or moment.utcoffset():
        return first
    for other in others:
        same = _moment(other.value)
        if same is not None and same == moment and same.utcoffset():
            return replace(first, value=other.value)
    local = next(
        (dated for dated in shown if _is_day_there(moment, dated.day, None if dated.source == "url" else country)), None
    )
    if local is None or any(dated.day == first.day for dated in in_url):
        return first
    clock = _clock(local.value)
    if clock is not None:
        quarters, rest = divmod((clock - moment.replace(tzinfo=None)).total_seconds(), 900)
        if abs(quarters) <= 14 * 4 and (rest == 0 or rest > 840 or rest < 60):  # the clock may leave the seconds out
            zone = dt.timezone(dt.timedelta(seconds=900 * (quarters + (rest > 840))))
            return replace(first, value=_written(moment.astimezone(zone)))
    for other in others:
        elsewhere = _moment(other.value)
        if elsewhere is not None and elsewhere.utcoffset():
            there = moment.astimezone(elsewhere.tzinfo)
            if there.date().isoformat() == local.day:
                return replace(first, value=_written(there))
    return replace(first, value=local.day)


def _moment(value: str) -> dt.datetime | None:
    """The moment of a value with an offset; None for any other."""
    moment = dt.datetime.fromisoformat(value) if len(value) > 10 else None
    return moment if moment is not None and moment.tzinfo is not None else None


def _clock(value: str) -> dt.datetime | None:
    """The day and clock of a value without an offset; None for any other."""
    moment = dt.datetime.fromisoformat(value) if len(value) > 10 else None
    return moment if moment is not None and moment.tzinfo is None else None


def _written(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _is_day_there(moment: dt.datetime, day: str, country: str | None) -> bool:
    """Whether *day* is the day before or after in places where it is not yet, or already, that day."""
    days = (dt.date.fromisoformat(day) - moment.date()).days
    west = country in _WEST if country else None
    return (days == -1 and moment.hour < 11 and west is not False) or (days == 1 and moment.hour >= 10 and not west)


def _others(first: _Dated, candidates: Iterable[_Dated]) -> tuple[tuple[EvidenceFrom, str], ...]:
    """The sources that give another day, further away than a time zone is."""
    day = dt.date.fromisoformat(first.day)
    apart = (d for d in candidates if abs((dt.date.fromisoformat(d.day) - day).days) > 1)
    return tuple({d.source: d.day for d in apart}.items())


# ------------------------------------------------------------------------------------------------ what readers see


def _visible(
    page: Passages, furniture: Sequence[str | None], headline: int, start: int, calendar: Calendar
) -> Iterator[_Dated]:
    """The times that readers see near the headline and the *start* of the text; those below the headline first, and
    elements named as dates before lines.

    What stands above the headline may be the day on which the page was saved.
    """
    below = range(headline, headline + _NEAR)
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
        if furniture[p.index] not in _NO_LINES and not _is_todays(p.scope.tag)
    ]
    for region in (below, beside, *(range(index, index + 1) for index in reversed(above))):  # the nearest above first
        for mark in marks:
            if mark.index in region:
                yield from _of_mark(mark, calendar)
        for passage in lines:
            if passage.index in region:
                for line in passage.lines:
                    if _is_line(line, calendar):
                        yield from _labelled(line, calendar)
        yield from _of_badges(page.passages[region.start : region.start + len(region) + 2], calendar)
    for passage in lines:
        if _is_line(passage.text, calendar):
            continue
        opening = next(find_timestamps(passage.text[:_OPENING], calendar), None)
        if opening and _DASH.match(passage.text, opening[1]):
            yield _Dated(opening[2], "visible", _label(passage.text[: opening[0]]))
    for mark in marks:
        if not any(mark.index in region for region in near):
            yield from _of_mark(mark, calendar)


def _of_badges(passages: Sequence[Passage], calendar: Calendar) -> Iterator[_Dated]:
    """The days whose parts stand below each other, as "25", "June", "2018"."""
    for first in range(len(passages)):
        parts = passages[first : first + 3]
        if all(len(part.text) <= _OF_A_BADGE for part in parts):
            for number in (2, 3):
                text = " ".join(part.text for part in parts[:number])
                for start, end, value in find_timestamps(text, calendar):
                    if start == 0 and end == len(text):
                        yield _Dated(value, "visible")


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
    if _PUBLISHED.search(text) or is_date_line(text, calendar):
        return True
    return (words <= _BESIDE or bool(_UPDATED.search(text))) and not text.endswith(_SENTENCE_ENDS)


def _closing(passages: Iterable[Passage], calendar: Calendar) -> Iterator[_Dated]:
    """The times in lines behind the text that say what was published or updated then."""
    for passage in passages:
        if passage.words <= 2 * _BESIDE + 16 and (_PUBLISHED.search(passage.text) or _UPDATED.search(passage.text)):
            yield from _labelled(passage.text, calendar)


def _far(page: Passages, furniture: Sequence[str | None], calendar: Calendar) -> Iterator[_Dated]:
    """The day of the page's time elements, wherever they stand, where they agree on it."""
    marks = [mark for mark in page.marks if mark.tag.name == "time" and not _stands_elsewhere(mark, furniture)][:20]
    found = [dated for mark in marks for dated in _of_mark(mark, calendar)]
    if found and all(dated.day == found[0].day and dated.label == "published" for dated in found):
        yield found[0]


def _listed(page: Passages, headline: int, calendar: Calendar) -> Iterator[_Dated]:
    """The day beside the headline where a list of the site's articles holds it once more."""
    title = page.passages[headline].text.casefold() if headline < len(page.passages) else ""
    for passage in page.passages if count_words(title) > 1 else ():
        if passage.index == headline or passage.linked < 0.8 or passage.text.casefold() != title:
            continue
        for scope in islice(passage.scope.ancestors(), 4):
            if scope.end - scope.first > _OF_A_TEASER:
                break
            lines = (line for p in page.passages[scope.first : scope.end] for line in p.lines)
            found = [dated for line in lines if is_date_line(line, calendar) for dated in _labelled(line, calendar)]
            if found:
                yield from found[:1]
                break


def _of_mark(mark: Mark, calendar: Calendar) -> Iterator[_Dated]:
    text = text_of(mark.tag, _LINE)
    if len(text) > _LINE:
        return
    machine = _machine(mark.tag)
    value = parse_timestamp(machine, calendar) if machine else None
    if value:
        names = " ".join(str(mark.tag.get(name, "")) for name in ("class", "id", "itemprop"))
        around = text_of(mark.tag.parent, 200)[:80] if mark.tag.parent is not None and len(text) < 40 else ""
        before = around.partition(text)[0] if text else ""
        label = _label(f"{text} {before[-20:]}")
        is_named = label == "published" and _UPDATED.search(names) and not _PUBLISHED.search(names)
        yield _Dated(value, "visible", "updated" if is_named else label)
    else:
        yield from _labelled(text, calendar)


def _labelled(text: str, calendar: Calendar) -> Iterator[_Dated]:
    """The times in a line, each with what the words before it say that it is."""
    if _NOT_PUBLISHED.search(text):
        return
    end = 0
    for start, until, value in find_timestamps(text, calendar):
        yield _Dated(value, "visible", _label(text[end:start]))
        end = until


def _label(words: str) -> _Label:
    if _UPDATED.search(words):
        return "updated"
    if _AS_OF.search(words):
        return "as_of"
    return "other" if _OF_OTHER_THINGS.search(words) and not _PUBLISHED.search(words) else "published"


def _url_day(url: str | None, calendar: Calendar) -> list[_Dated]:
    """The day in an address; [] where it holds none."""
    address = _ARCHIVED.sub("", url or "")[:_ADDRESS]
    for pattern in _URL_DAYS:
        match = pattern.search(address)
        if match:
            year_first = match.start("y") < match.start("d")
            text = "-".join(match[name] for name in ("ymd" if year_first else "dmy"))
            value = parse_timestamp(text, calendar)
            if value:
                return [_Dated(value, "url")]
    return []
