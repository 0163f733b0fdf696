"""Where a story was filed, and for which agency: "LA CROSSE, Wis. (AP) —"."""

import re
from collections.abc import Sequence

from pipeline.data import load_table
from pipeline.data.places import LARGE_CITY, cities_named, city_name, fold, seldom_cities
from pipeline.page.agencies import agencies_in
from pipeline.record.types import Dateline

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'/-]*(?:\s[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'/-]*){0,4}"
_REGION = r"(?:,\s?[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})?"
_DAY = r"(?:,\s?(?P<day>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?))?"
_AGENCY = r"(?:\s?(?:--)?(?:[(（](?P<agency>[^()（）]{2,40})[)）]|/(?P<wire>[^/]{2,40})/))"
_DASH = r"\s?(?:—|–|--|[-_](?=\s))\s?"
_PRINTED = re.compile(rf"(?P<place>{_CAPITALS}{_REGION}?){_DAY}{_AGENCY}?(?:{_DASH}|(?P<colon>:\s))")
_SIGNED = re.compile(
    rf"(?P<place>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){{0,3}}{_REGION}?){_DAY}{_AGENCY}"
    rf"(?:(?P<dash>{_DASH})|\s(?=[“\"A-Z]))"
)
_PLACED = re.compile(
    rf"(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}})(?:{_DASH}|(?P<colon>:\s))(?=[\"“„«‘'A-ZÀ-ÖØ-Þ])"
)
_OF_A_SENTENCE = 12
"""Words: what follows a place is one; the score of a match is shorter."""
_WIDE = re.compile(
    r"(?:【[^【】]{2,10}】\s?)?(?P<agency>[\u4e00-\u9fff]{1,6}?[社网網报報台])(?P<place>[\u4e00-\u9fff]{2,8}?)"
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|電|讯|訊)"
    r"|[\[(［]\s?(?P<place_k>[\uac00-\ud7af]{2,8}(?:[·ㆍ][\uac00-\ud7af]{1,8}){0,3})\s?=\s?(?P<agency_k>[^\]()［］\s]{2,12})[\])］]"
    r"|（(?P<agency_t>[\u4e00-\u9fff]{1,4}社)記者(?:[\u4e00-\u9fff]{3}、)*[\u4e00-\u9fff]{3}(?P<place_t>[\u4e00-\u9fff]{2})"
    r"\d{1,2}日(?:專?電|专?电)）"
    r"|【(?P<place_j>[\u30a0-\u30ff\u4e00-\u9fff]{2,12}?)(?:[=＝][^【】]{2,16}|(?P<agency_j>共同|時事|ロイター))】"
)
"""Datelines of China, Korea and Japan: "新华社北京6月14日电", "(부산=연합뉴스)", "【ワシントン＝山田太郎】"."""
_OUTLET = re.compile(r",\s(?P<site>[\w-]+(?:\.[a-z]{2,7}){1,2})$")
"""The site that sent the reporter, as papers of Indonesia have it: "SURABAYA, harbourpost.example"."""
_OUTLET_FIRST = re.compile(
    rf"(?P<site>[A-Z][\w-]+(?:\.[A-Za-z]{{2,7}}){{1,2}}),\s(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}}){_DASH}"
)
_OWN = frozenset({"本报", "本報", "本社", "本网", "本網", "本台"})
"""The paper that prints it, which is no agency."""
_LABELS = frozenset(load_table("bylines")["dateline"]["never"])
_HEAD = 120
"""Characters: no dateline is longer."""
_AGENCY_ALONE = re.compile(rf"{_AGENCY}{_DASH}")


def find_dateline(paragraphs: Sequence[str]) -> Dateline | None:
    """The dateline that opens the first of *paragraphs*; None where none does.

    In a transcript every speaker stands in capitals before a colon: none of them is a place.
    """
    heads = [text[:_HEAD] for text in paragraphs]
    speakers = [
        match for match in (_PRINTED.match(head) or _PLACED.match(head) for head in heads) if match and match["colon"]
    ]
    return parse_dateline(paragraphs[0]) if paragraphs and len(speakers) < 2 else None


def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline that opens *paragraph*; None where none does.

    A place is believed where it is printed in capitals before a dash or a colon, or is a large city, or signed by an
    agency; in Chinese, Korean and Japanese where it has the form that their agencies have made.

    >>> parse_dateline("LA CROSSE, Wis. (AP) — Snow fell.")
    Dateline(place='LA CROSSE, Wis.', agency='AP')
    >>> parse_dateline("Halloran, Nov 6 (Reuters) - Voters agreed.").agency, parse_dateline("Finally — it rained.")
    ('Reuters', None)
    >>> parse_dateline("新华社青岚6月14日电（记者王小明）港口重开。")
    Dateline(place='青岚', agency='新华社')
    """
    head = paragraph[:_HEAD]
    printed = _PRINTED.match(head)
    if printed and _is_place(printed["place"]):
        place = _without_sign(printed["place"])
        outlet = _OUTLET.search(place)
        return Dateline(
            place=place[: outlet.start()] if outlet else place, agency=outlet["site"] if outlet else _agency_in(printed)
        )
    placed = _PLACED.match(head)
    if placed and len(paragraph.split()) >= _OF_A_SENTENCE and _is_large_city(placed["place"]):
        return Dateline(place=placed["place"], agency=None)
    outlet = _OUTLET_FIRST.match(head)
    if outlet:
        return Dateline(place=outlet["place"], agency=outlet["site"])
    signed = _SIGNED.match(head)
    is_dateline = signed and (signed["dash"] or signed["day"] or signed["place"].split(",")[0].isupper())
    if signed and is_dateline and agencies_in(_agency_in(signed) or "", alone=True):
        return Dateline(place=signed["place"].rstrip(" ,"), agency=_agency_in(signed))
    wide = _WIDE.match(head)
    if wide:
        named, agency = (
            next(filter(None, (wide[f"{name}{end}"] for end in ("", "_k", "_t", "_j"))), None)
            for name in ("place", "agency")
        )
        return Dateline(place=named, agency=None if agency in _OWN else agency)
    alone = _AGENCY_ALONE.match(head)
    if alone and agencies_in(_agency_in(alone) or "", alone=True):
        return Dateline(place=None, agency=_agency_in(alone))
    return None


def day_in_dateline(paragraph: str) -> str | None:
    """The day that the dateline of *paragraph* gives, as it is written; None where it gives none.

    >>> day_in_dateline("HALLORAN, Ohio, Nov. 3, 2021 /PRNewswire/ -- Orlan Corp. sold its mill.")
    'Nov. 3, 2021'
    """
    match = _PRINTED.match(paragraph[:_HEAD]) or _SIGNED.match(paragraph[:_HEAD])
    return match["day"] if match and parse_dateline(paragraph) else None


def _agency_in(match: re.Match[str]) -> str | None:
    """The agency in brackets, or between strokes."""
    return match["agency"] or match["wire"]


def _is_large_city(name: str) -> bool:
    """Whether *name* is that of a large city, and seldom anything else."""
    cities = cities_named(city_name(name))
    return bool(cities) and cities[0].population >= LARGE_CITY and fold(name) not in seldom_cities()


def _without_sign(place: str) -> str:
    """A printed place without the signs behind it; the full stop of a region's abbreviation stays."""
    return place.rstrip(" ,-" if "," in place else " ,.-")


def _is_place(text: str) -> bool:
    """Whether letters in capitals can be a place's name: an abbreviation or a label can't."""
    first = text.split(",")[0].rstrip(".")
    return (
        sum(map(str.isalpha, first)) >= 4
        and "." not in first.replace("ST.", "").replace("MT.", "")
        and first not in _LABELS
    )
