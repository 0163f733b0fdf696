"""Which news agencies an article is credited to: in its dateline, in a line of credit, by a signature at its end."""

import re
from collections.abc import Iterator, Sequence

from pipeline.page.agencies import agencies_in
from pipeline.page.credit import parse_credit
from pipeline.page.dateline import find_dateline
from pipeline.page.passages import Passage
from pipeline.page.printed import PICTURE

_SIGNED = re.compile(r"(?:\((?P<bracketed>[^()]{2,40})\)|(?<=[.!?»”\"])\s(?P<bare>[^\W\d_][\w/-]{1,20}))\.?$")
"""How a paragraph is signed at its end."""
_CLAIM = re.compile(
    r"\(?(?:(?:©|\(c\)|copyright)[\s:]{0,3}){1,3}(?:19|20)\d\d,?\s(?:by\s)?(?P<agency>[^.,]{2,40})", re.IGNORECASE
)
"""A year stands in claims to a text; in those to a picture it seldom does."""
_PLACED = re.compile(r"[^\W\d_]+(?:[\s-][^\W\d_]+){0,2},?\s?[(（]\s?(?P<agency>[^()（）]{2,30})[)）]")
"""How a line above the text names it: "Cairo (Reuters)"."""
_OF_AN_AGENCY = 3
"""Characters."""
_SIGNATURE = 40
"""Characters: what signs a text is shorter."""


def agencies_of(lines: Sequence[Passage], paragraphs: Sequence[str], end: Sequence[Passage]) -> Iterator[str]:
    """The agencies that the article is credited to, by their usual names.

    Asked in turn: the dateline that opens one of the *paragraphs*, the signature that closes the last of them or stands
    alone in the *end*, the source that one of *lines* names, one of these that is nothing but an agency's name, or a
    place and that in brackets.
    """
    dateline = find_dateline(paragraphs)
    found = agencies_in(dateline.agency) if dateline and dateline.agency else ()
    yield from (
        found or _of_signature([*paragraphs[-1:], *(p.text for p in end)]) or _of_credit(lines) or _of_line(lines)
    )


def _of_signature(lines: Sequence[str]) -> tuple[str, ...]:
    for line in lines:
        match = _SIGNED.search(line[-_SIGNATURE:]) or _CLAIM.match(line)
        signed = next(filter(None, match.groups()), "") if match else line
        if len(signed) <= _SIGNATURE and (found := agencies_in(signed, alone=True)):
            return found
    return ()


def _of_credit(lines: Sequence[Passage]) -> tuple[str, ...]:
    for passage in lines:
        credit = parse_credit(passage.text)
        if credit and credit.source and (found := agencies_in(credit.source)):
            return found
    return ()


def _of_line(lines: Sequence[Passage]) -> tuple[str, ...]:
    for passage in lines:
        if len(passage.text) > _SIGNATURE:
            continue
        placed = _PLACED.fullmatch(passage.text)
        if placed or len(passage.text) >= _OF_AN_AGENCY:  # "AA" is a button for larger letters
            found = agencies_in(placed["agency"] if placed else passage.text, alone=True)
            if found and not passage.linked and not PICTURE & (passage.roles | passage.scope.roles):
                return found
    return ()
