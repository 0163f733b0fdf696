"""When the article was published and modified."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.data import load_table
from pipeline.page.date_lines import find_closing, find_far, find_fields, find_listed, find_visible
from pipeline.page.dated import OF_OTHER_THINGS, Dated
from pipeline.page.linked_data import LinkedData
from pipeline.page.links import ARCHIVED
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Passages
from pipeline.page.timestamps import Calendar, parse_timestamp
from pipeline.record.types import EvidenceFrom

_TABLE = load_table("timestamps")


_WEST = frozenset(_TABLE["zones"]["west"])
_PLACEHOLDER = "1970-01-01"
"""What software writes that was given no time."""
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
_CHANGING = re.compile("modif|updat|revis|republi|chang|edited|correct")
_MACHINE_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_QUOTE = r"(?:\\?[\"']|&quot;)"
_IN_SCRIPTS = re.compile(
    rf"{_QUOTE}(?:{'|'.join(_TABLE['names']['in_scripts'])}){_QUOTE}\s{{0,3}}:\s{{0,3}}"
    rf"{_QUOTE}?(?P<value>(?:19|20)\d\d-\d\d-\d\d[T\d:.+Z-]{{0,24}}|1\d{{9}}(?:\d{{3}})?)(?![^\W_])",
    re.IGNORECASE,
)
_IN_VALUE = re.compile(r":\s{0,3}(?:\\?[\"']|&quot;)?(?:(?:19|20)\d\d-\d\d-\d\d|1\d{9})")
"""What every such value has in it: it begins with a sign that is quickly found, and few have its numbers behind it."""
_AROUND = 80
"""Characters: what stands on either side of that sign is shorter."""
_SCRIPTS = 1_000_000
"""Characters of markup: the page's own data stands in the first of them, and hostile pages have no end."""
_ADDRESS = 500
"""Characters: behind these an address tells where its reader came from."""


@dataclass(frozen=True)
class Times:
    """When the article was published and modified, as the record writes it, and where the first of them was read.

    `others` are the days that other sources give for the publication, by source.
    """

    published: str | None
    modified: str | None
    evidence: EvidenceFrom | None
    others: tuple[tuple[EvidenceFrom, str], ...] = ()


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

    Where there is none of these, fields named "date" are asked, and then the scripts in *markup*.

    The first that is there decides; a later one of the same day may add the time that it lacks. What is labelled as an
    update is never taken for the publication. A time in UTC becomes the publisher's own, where the page shows that.
    """
    visible = [
        *find_visible(page, furniture, headline, text, calendar),
        *find_closing(page, range(max(headline, text.stop - 3), text.stop + 8), calendar),
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
        *find_far(page, furniture, headline, text, calendar),
        *find_listed(page, headline, calendar),
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
    candidates = [*stated, *shown, *vague] or [*find_fields(page, furniture, calendar)] or _in_scripts(markup, calendar)
    if not candidates:
        return Times(None, _fullest(modified), None)
    first = replace(candidates[0], value=_fullest(candidates) or candidates[0].value)
    first = _of_the_place(first, [*shown[:1], *in_url], in_url, [*shown, *candidates, *modified], calendar.country)
    return Times(first.value, _fullest(modified), first.source, _others(first, [*stated, *shown[:1], *in_url]))


def _parsed(source: EvidenceFrom, values: Iterable[str], calendar: Calendar) -> Iterator[Dated]:
    for value in values:
        parsed = parse_timestamp(value, calendar)
        if parsed and not parsed.startswith(_PLACEHOLDER):
            yield Dated(parsed, source)


def _named_for_publication(metadata: Metadata) -> Iterator[str]:
    """What meta tags hold that no list has, but whose names speak of publishing and whose values are a machine's."""
    for name, values in metadata.values.items():
        if _PUBLISHING.search(name) and not _CHANGING.search(name) and not OF_OTHER_THINGS.search(name):
            yield from filter(_MACHINE_DAY.match, values)


def _not_changed(stated: list[Dated], modified: Sequence[Dated]) -> list[Dated]:
    """*stated* without those that repeat the time of the last change, where another one is of an earlier day."""
    changes = {dated.value for dated in modified}
    first = min((dated.day for dated in stated), default="")
    return [dated for dated in stated if dated.day == first or dated.value not in changes]


def _in_scripts(markup: str, calendar: Calendar) -> list[Dated]:
    """The time that the data in a page's scripts names as the publication, where they name one day; else []."""
    scripts = [part for part in markup[:_SCRIPTS].split("</script") if "ld+json" not in part]
    values = (value for script in scripts for value in _values(script))
    found = [*_parsed("linked_data", values, calendar)]
    return found[:1] if len({dated.day for dated in found}) == 1 else []


def _values(script: str) -> Iterator[str]:
    """The values of *script* that are named for the publication."""
    end = 0
    for sign in _IN_VALUE.finditer(script):
        match = _IN_SCRIPTS.search(script, max(end, sign.start() - _AROUND), sign.end() + _AROUND)
        if match and match.start() < sign.start():  # one behind it has a sign of its own
            end = match.end()
            yield match["value"]


def _fullest(candidates: Sequence[Dated]) -> str | None:
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
    first: Dated, shown: Sequence[Dated], in_url: Sequence[Dated], others: Sequence[Dated], country: str | None
) -> Dated:
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
    shown = [dated for dated in shown if _may_be_moment(dated.value, moment)]
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


def _may_be_moment(value: str, moment: dt.datetime) -> bool:
    """Whether *value* may be *moment* as it is written elsewhere: it is no other moment, as that of a change is."""
    other = _moment(value)
    return other is None or abs(other - moment) < dt.timedelta(minutes=1)


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


def _others(first: Dated, candidates: Iterable[Dated]) -> tuple[tuple[EvidenceFrom, str], ...]:
    """The sources that give another day, further away than a time zone is."""
    day = dt.date.fromisoformat(first.day)
    apart = (d for d in candidates if abs((dt.date.fromisoformat(d.day) - day).days) > 1)
    return tuple({d.source: d.day for d in apart}.items())


def _url_day(url: str | None, calendar: Calendar) -> list[Dated]:
    """The day in an address; [] where it holds none."""
    address = ARCHIVED.sub("", url or "")[:_ADDRESS]
    for pattern in _URL_DAYS:
        match = pattern.search(address)
        if match:
            year_first = match.start("y") < match.start("d")
            text = "-".join(match[name] for name in ("ymd" if year_first else "dmy"))
            value = parse_timestamp(text, calendar)
            if value:
                return [Dated(value, "url")]
    return []
