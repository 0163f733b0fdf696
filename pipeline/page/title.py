"""The headline."""

import re
from dataclasses import dataclass

from pipeline.page.linked_data import LinkedData
from pipeline.page.links import leads_home
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Passage, Passages, count_words
from pipeline.page.tree import all_of, text_of
from pipeline.page.wording import overlap, words_of
from pipeline.record.types import EvidenceFrom

_PARTS = re.compile(r"\s+[|\-–—:·•»>/~]+\s+|\s*[|｜•]\s*")
_COLON_TOO = re.compile(r"\s+[|\-–—:·•»>/~]+\s+|\s*[|｜•：]\s*|:\s+")
_DANGLING = re.compile(r"\s[|\-–—•»·]{1,3}$")
"""A sign behind which the site's name was to stand."""
_KICKER = re.compile(r":\s|\s[-–—]\s")
"""What stands between a kicker and the headline where they are stated in one."""
_QUOTED = re.compile(r"«[^«»]{0,300}»")
_WIDE_SITE = re.compile(
    r"(?<=[\u3000-\u9fff！？。」”])\s?[-_—－]{1,2}\s?[^\s\-_—－]{2,12}$"
    r"|(?<=\S)[-_—－]{1,2}[\u3400-\u9fff]{1,10}[网網报報]$"
)
"""The site behind a headline in a script without spaces."""
_WORD_START = re.compile(r"(?:(?<![^\s:])|(?<=[^\W_])(?=[\"„“«]))(?=\S{0,9}\w)")
_A_DATE = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}")
_OF_A_HEADLINE = 3
"""Words: fewer are seldom a headline."""
_LONGEST = 60
"""Words: no headline is longer."""
_CUT_AT = 55
"""Characters: makers of pages cut titles there, or later."""
_LONGEST_STATED = 600
"""Characters: what a page states as its title may hold the site's name, a slogan, keywords; but not a book."""


@dataclass(frozen=True)
class Headline:
    """The headline without the site's name, None where nothing is one; the index of the passage where it stands, 0
    where it is not among the passages; where it was read; what other sources have in its place.
    """

    text: str | None
    index: int
    evidence: EvidenceFrom | None
    others: tuple[tuple[EvidenceFrom, str], ...] = ()


def find_headline(page: Passages, metadata: Metadata, linked: LinkedData, publisher: str | None) -> Headline:
    """The article's headline.

    Asked in turn: a heading that agrees with what the page states of itself, the highest and first; an h1 alone; a line
    that is a stated headline; the stated headline (JSON-LD, og:title, twitter:title); the title element.
    """
    stated = _stated(metadata, linked, publisher)
    bare = [title for _, title in stated]
    headings = [p for p in page.passages if p.level and 0 < p.words <= _LONGEST and not _is_site(p, publisher)]
    heading = _choose(headings, bare, _parts(metadata))
    if heading is not None:
        text = _without_kicker(heading, bare, publisher)
        others = tuple({source: title for source, title in reversed(stated) if not _shares(text, title)}.items())
        return Headline(text, heading.index, "visible", others)
    line = _printed(page, (*bare, *_parts(metadata)))
    if line is not None:
        return Headline(*line, "visible")
    if stated:
        return Headline(bare[0], 0, stated[0][0])
    first = next((p for p in headings if p.words >= 3 and p.linked < 0.9), None)
    return Headline(first.text, first.index, "visible") if first else Headline(None, 0, None)


def _stated(metadata: Metadata, linked: LinkedData, publisher: str | None) -> list[tuple[EvidenceFrom, str]]:
    """What the page states as its headline, each without the site's name."""
    found: list[tuple[EvidenceFrom, str]] = []
    headline = linked.text("headline")
    if headline and len(headline) <= _LONGEST_STATED:
        found.append(("linked_data", _without_name(headline, publisher) or headline))
    titles = (
        metadata.first("og:title"),
        metadata.first("twitter:title", "dc.title", "citation_title", "parsely-title", "title"),
        metadata.title,
    )
    found += [("meta", without_site(title, publisher)) for title in titles if title and len(title) <= _LONGEST_STATED]
    found = [(source, title) for source, title in found if words_of(title) != words_of(publisher or "")] or found
    return [(source, _in_full(title, [other for _, other in found])) for source, title in found]


def _in_full(title: str, others: list[str]) -> str:
    """A title that was cut at a number of characters, as another source has it in full."""
    cut = title.rstrip(". …")
    longer = (other for other in others if len(cut) >= _CUT_AT and len(other) > len(title) and other.startswith(cut))
    return next(longer, title)


def _parts(metadata: Metadata) -> list[str]:
    """The parts of the title element and og:title: one of them may be the headline, another the site."""
    titles = [
        title for title in (metadata.first("og:title"), metadata.title) if title and len(title) <= _LONGEST_STATED
    ]
    return [part for title in titles for part in _COLON_TOO.split(title) if words_of(part)]


def _is_site(heading: Passage, publisher: str | None) -> bool:
    """Whether a heading is the site's name."""
    return words_of(heading.text) == words_of(publisher or "") or leads_home(heading)


def _choose(headings: list[Passage], bare: list[str], parts: list[str]) -> Passage | None:
    """The heading that is the headline; None where none surely is."""
    high = [p for p in headings if p.level <= 3]
    agreeing = [p for p in high if any(_agrees(p.text, title) or _has_deck(p, title) for title in bare)]
    if agreeing:
        return min(agreeing, key=lambda p: (p.level, p.index))
    wanted = {words_of(part) for part in parts}
    named = [
        p for p in high if (words_of(p.text) in wanted and p.level == 1) or any(_agrees(p.text, part) for part in parts)
    ]
    if named:
        return max(named, key=lambda p: (p.words >= _OF_A_HEADLINE, -p.level, -p.index))
    h1 = [p for p in headings if p.level == 1 and p.words >= _OF_A_HEADLINE]
    if len({words_of(p.text) for p in h1}) == 1:
        return h1[0]
    first = [p for p in headings if p.level == 1]
    return first[0] if len(first) == 1 and any(_shares(first[0].text, title) for title in bare) else None


def _shares(text: str, title: str) -> bool:
    """Whether two headlines have a word in common that may tell of the same thing; beyond ASCII any may."""
    return any(len(word) > 3 or not word.isascii() for word in set(words_of(text)) & set(words_of(title)))


def _printed(page: Passages, stated: tuple[str, ...]) -> tuple[str, int] | None:
    """The first line of the page that is a stated headline, and its passage; old pages print it without a heading."""
    wanted = {words_of(title) for title in stated if count_words(" ".join(words_of(title))) >= _OF_A_HEADLINE}
    for passage in page.passages:
        if passage.words <= 2 * _LONGEST and passage.linked < 0.9:
            for line in passage.lines:
                if words_of(line) in wanted:
                    return line, passage.index
    return None


def _without_kicker(heading: Passage, stated: list[str], publisher: str | None) -> str:
    """The heading without what stands in the same element: a kicker before it, the site or a date behind it.

    The kicker of a stated headline stands before its colon, or is not stated. One that the heading itself joins to what
    follows by a colon is part of it, unless that stands in an element of its own, without a space behind it.
    """
    own = words_of(heading.text)
    for title in stated:
        kicker, colon, behind = _KICKER.sub(": ", title, count=1).partition(": ")
        for other, before in ((words_of(behind) if colon else (), words_of(kicker)), (words_of(title), None)):
            if not _OF_A_HEADLINE < len(other) < len(own) or own[-len(other) :] != other:
                continue
            rest = _from_words(heading.text, other)
            first = heading.text[: len(heading.text) - len(rest)].rstrip("\"'“”„«» ") if rest else ":"
            is_glued = bool(rest) and first.endswith(":") and heading.text.endswith(f":{rest}")
            is_own = first.endswith((":", ",", "-", "–", "—")) and not is_glued
            if is_own and (before is not None or not first.endswith(" :")):
                continue
            if rest and (before is None or (set(before) & set(own) and len(own) - len(other) <= len(before) + 1)):
                return rest
        head = own[: len(words_of(title))]
        if len(head) >= _OF_A_HEADLINE and head == words_of(title) and len(head) < len(own):
            behind = _from_words(heading.text, own[len(head) :]) or ""
            if _A_DATE.match(behind) or words_of(behind) == words_of(publisher or "") or _has_deck(heading, title):
                return heading.text[: len(heading.text) - len(behind)].rstrip(" |•·(–-")
    return heading.text


def _from_words(text: str, words: tuple[str, ...]) -> str | None:
    """The end of *text* that has these *words*, with the quotation mark that opens it."""
    starts = (match.start() for match in _WORD_START.finditer(text[:_LONGEST_STATED]))
    return next((text[start:] for start in starts if words_of(text[start:]) == words), None)


def _has_deck(heading: Passage, stated: str) -> bool:
    """Whether a heading is the stated title and, in an element of its own behind it, a deck."""
    own, head = words_of(heading.text), words_of(stated)
    deck = own[len(head) :]
    if min(len(head), len(deck)) < _OF_A_HEADLINE or own[: len(head)] != head:
        return False
    texts = map(text_of, all_of(heading.scope.tag, "small", "span"))
    return any(words_of(text) == deck and not text[0].islower() for text in texts)


def _agrees(heading: str, stated: str) -> bool:
    """Whether a heading is the stated title, but for its typography or a word or two."""
    own, other = words_of(heading), words_of(stated)
    if not own or not other:
        return False
    return (
        own == other
        or (len(own) >= 3 and overlap(heading, stated) >= 0.7)
        or (len(own) >= 3 and other[: len(own)] == own)
    )


def without_site(title: str, publisher: str | None) -> str:
    """*title* without the name of the site behind or before it.

    A part is the site's name where it is the publisher's; else the shorter end of a title is taken for one where it
    stands behind a bar, or has no more than four words.

    >>> without_site("Tea prices rise again in the hills | The Harbour Post", "The Harbour Post")
    'Tea prices rise again in the hills'
    >>> without_site("Tea - a history of the leaf", None)
    'Tea - a history of the leaf'
    """
    title = _DANGLING.sub("", title)
    separators = _separators(title)
    if not separators:
        return _WIDE_SITE.sub("", title)
    first, last = title[: separators[0].start()], title[separators[-1].end() :]
    rest = title[: separators[-1].start()]
    sign = separators[-1].group().strip()
    if sign == "»" and len(words_of(last)) > _OF_A_HEADLINE and len(words_of(last)) > len(words_of(first)):
        return last  # the way to the page: "Site » Archive » Headline"
    named = _without_name(title, publisher)
    if named is not None:
        return named
    bar = sign in {"|", "»", "•", "·"}
    if not bar and last[:1].islower() and "." not in last:
        return title
    if len(words_of(last)) <= (6 if bar else 4) and len(words_of(rest)) >= 4 and sign != ":":
        return without_site(rest, None) if bar and len(separators) > 1 else rest
    return title


def _without_name(title: str, publisher: str | None) -> str | None:
    """*title* without the publisher's name at one of its ends; None where it stands at neither."""
    separators, name = _separators(title), words_of(publisher or "")
    if not separators or not name:
        return None
    first, last = title[: separators[0].start()], title[separators[-1].end() :]
    if words_of(last)[: len(name)] == name:
        return without_site(title[: separators[-1].start()], None) if len(separators) > 1 else first
    return title[separators[0].end() :] if words_of(first) == name else None


def _separators(title: str) -> list[re.Match[str]]:
    """The signs that part a title; not the ones within, or of, French quotation marks."""
    quoted = [match.span() for match in _QUOTED.finditer(title)]
    return [
        sign
        for sign in _PARTS.finditer(title)
        if not any(start < sign.end() and sign.start() < end for start, end in quoted)
    ]
