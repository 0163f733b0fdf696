"""Where a story was filed, and for which agency: "LA CROSSE, Wis. (AP) —"."""

import re
from collections.abc import Sequence

from pipeline.data import load_table
from pipeline.page.agencies import agencies_in
from pipeline.record.types import Dateline

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'/-]*(?:\s[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'/-]*){0,4}"
_REGION = r"(?:,\s?[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})?"
_DAY = r"(?:,\s?(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?)?"
_AGENCY = r"(?:\s?(?:--)?[(（](?P<agency>[^()（）]{2,40})[)）])"
_SERVICE = r"(?:\s?/(?P<service>[^()/]{2,40})/)"
"""How press releases name whom they were sent out by: "AUSTIN, Texas, Nov. 2, 2023 /Brackwire/ --"."""
_DASH = r"\s?(?:—|–|--|-(?=\s))\s?"
_PRINTED = re.compile(rf"(?P<place>{_CAPITALS}{_REGION}?){_DAY}(?:{_AGENCY}|{_SERVICE})?(?:{_DASH}|(?P<colon>:\s))")
_SIGNED = re.compile(rf"(?P<place>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){{0,3}}{_REGION}?){_DAY}{_AGENCY}{_DASH}")
_LABELS = frozenset(load_table("bylines")["dateline"]["never"])
_HEAD = 120
"""Characters: no dateline is longer."""
_AGENCY_ALONE = re.compile(rf"{_AGENCY}{_DASH}")


def find_dateline(paragraphs: Sequence[str]) -> Dateline | None:
    """The dateline that opens the first of *paragraphs*; None where none does.

    In a transcript every speaker stands in capitals before a colon: none of them is a place.
    """
    speakers = [
        match for match in map(_PRINTED.match, (text[:_HEAD] for text in paragraphs)) if match and match["colon"]
    ]
    return parse_dateline(paragraphs[0]) if paragraphs and len(speakers) < 2 else None


def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline that opens *paragraph*; None where none does.

    A place is believed where it is printed in capitals before a dash or a colon, or signed by an agency.

    >>> parse_dateline("LA CROSSE, Wis. (AP) — Snow fell.")
    Dateline(place='LA CROSSE, Wis.', agency='AP')
    >>> parse_dateline("Halloran, Nov 6 (Reuters) - Voters agreed.").agency, parse_dateline("Finally — it rained.")
    ('Reuters', None)
    """
    head = paragraph[:_HEAD]
    printed = _PRINTED.match(head)
    if printed and _is_place(printed["place"]):
        return Dateline(place=_without_sign(printed["place"]), agency=printed["agency"] or printed["service"])
    signed = _SIGNED.match(head)
    if signed and agencies_in(signed["agency"], alone=True):
        return Dateline(place=signed["place"].rstrip(" ,"), agency=signed["agency"])
    alone = _AGENCY_ALONE.match(head)
    if alone and agencies_in(alone["agency"], alone=True):
        return Dateline(place=None, agency=alone["agency"])
    return None


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
