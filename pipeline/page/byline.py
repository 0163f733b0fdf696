"""Who wrote the article: where the page is asked for it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bs4 import Tag

from pipeline.data import load_table
from pipeline.page.linked_data import LinkedData, texts
from pipeline.page.links import host_of
from pipeline.page.metadata import Metadata
from pipeline.page.names import BY, agency_of, first_part, is_name, is_pen_name, parse_names
from pipeline.page.passages import Mark, Passage, Passages
from pipeline.page.tree import attribute, text_of
from pipeline.page.wording import words_of
from pipeline.record.types import EvidenceFrom

_META = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "cxenseparse:author",
    "dc.creator", "dcterms.creator", "citation_author", "analyticsattributes.author", "byl", "byline",
    "article:author_name", "twitter:data1",
)  # fmt: skip
_FAMILY_FIRST = re.compile(r"^\s*([^\W\d_]+(?:[ -][^\W\d_]+){0,2}),\s+([^\W\d_]+\.?)\s*$")
"""As libraries write names: "Sorensen Vaz, Lúcia"."""
_LONGEST = 200
"""Characters: a longer element holds more than a byline."""
_MOST = 30
"""Meta tags of one name: nobody has more authors."""
_MOST_MARKS = 200
"""Elements named for authors that are looked at."""
_PICTURE = frozenset({"caption", "credit"})
_ELSEWHERE = frozenset({"comments", "related", "cookies", "advertising"})
"""Where other names than the authors' stand."""
_AUTHORS_PAGE = re.compile(
    r"/(?:author|authors|autor|autores|autoren|autorin|auteur|auteurs|autore|autori|writer|writers|journalist|journalists|"
    r"reporter|reporters|staff|people|profile|profiles|contributor|contributors|columnist|columnists|correspondents|by|"
    r"redakteur|redacteur|byline)(?:[/.-]|\?)|[?&]author=",
    re.IGNORECASE,
)
_GIVEN = frozenset(load_table("bylines")["given"]["names"].split())
_OF_A_HOST = 5
"""Letters: a shorter pen name may begin an address by chance."""
_SHORT = 15
"""Words: what stands beside an author's name in one line."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEGMENTS = re.compile(r"\s*[|•·]\s*|\s*/+\s*|\s[-–—]\s")
_NEAR = 20
"""Passages: how far below the headline a byline may stand."""
_INSIDE = re.compile(r"(?:[\w.:,]+\s){1,4}(?:by|von|par|por|di|door|av|af)\s(?=[^\W\d_])", re.IGNORECASE)
_OTHER_WORK = re.compile(
    r"©|\(c\)|\bcc\b|creative|photo|foto|image|picture|illustration|graphi|video|bild|cover|artwork|present|sponsor|"
    r"edited|powered|hosted|translat|review|medical",
    re.IGNORECASE,
)
"""What else is by somebody."""


@dataclass(frozen=True)
class Authors:
    """The article's authors, and where they were read; `others` are those that another source names in their place."""

    names: tuple[str, ...]
    evidence: EvidenceFrom | None
    others: tuple[tuple[EvidenceFrom, tuple[str, ...]], ...] = ()


def find_authors(
    page: Passages,
    furniture: Sequence[str | None],
    metadata: Metadata,
    linked: LinkedData,
    publisher: str | None,
    headline: int,
    body: range,
    url: str | None = None,
) -> Authors:
    """The article's authors; none where the page names none.

    Asked in turn, the first that gives a name decides: linked data, meta tags, elements named as bylines from the
    *headline* to a little behind the text (*body*: its passages), lines there that open with "By", links to an author's
    page, a lone name below the headline. What readers see may complete what is stated: a name in full, a further
    author. The site's own name, or that of its address (*url*), is no author.
    """
    lines = [
        *page.passages[max(0, headline - 3) : headline + _NEAR],
        *page.passages[max(headline + _NEAR, body.start - 3) : body.start + 2],
        *page.passages[max(headline + _NEAR, body.start + 2, body.stop - 4) : body.stop + 3],
    ]
    lines = [p for p in lines if furniture[p.index] not in _ELSEWHERE]
    sources: tuple[tuple[EvidenceFrom, Iterable[str]], ...] = (
        ("linked_data", _stated(linked)),
        ("meta", _of_meta(metadata)),
        ("visible", _of_marks(page, furniture, headline, body.stop)),
        ("visible", _of_lines(lines)),
        ("visible", _of_links(page.passages[max(0, headline - 3) : headline + _NEAR])),
        ("visible", _of_lone_names(page.passages[max(0, headline - 2) : headline + 10], headline)),
    )
    site, host = words_of(publisher or ""), host_of(url)
    first: Authors | None = None
    for evidence, names in sources:
        found = tuple(name for name in dict.fromkeys(names) if not _is_site(name, site, host))
        if not found:
            continue
        if first is None:
            first = Authors(found, evidence)
        elif _completes(found, first.names):
            return replace(first, names=found, evidence=evidence)
        elif evidence == "visible":
            return first
        elif _are_apart(found, first.names):
            first = replace(first, others=((evidence, found),))
    return first or Authors((), None)


def _is_site(name: str, site: tuple[str, ...], host: str) -> bool:
    """Whether a name is the site's own; a person's site bears a person's name, and that person writes there."""
    own = words_of(name)
    joined = "".join(own)
    if len(own) > 1 and name.split(" ")[0] in _GIVEN:
        return False
    return (
        joined == "".join(site)
        or (bool(site) and own == site[: len(own)])
        or (len(own) == 1 and len(joined) >= _OF_A_HOST and host.count(".") == 1 and host.startswith(joined))
    )


def _completes(found: Sequence[str], known: Sequence[str]) -> bool:
    """Whether *found* holds every known name, one of them in full or another beside them."""
    words = [words_of(name) for name in found if agency_of(name) is None or name in known]
    is_more = sum(map(len, words)) > sum(len(words_of(name)) for name in known)
    return is_more and all(
        any(own == word or (len(own) == 1 and len(word) > 1 and own == word[:1]) for word in words)
        for own in map(words_of, known)
    )


def _are_apart(found: Sequence[str], known: Sequence[str]) -> bool:
    words = {word for name in known for word in words_of(name)}
    return words.isdisjoint(word for name in found for word in words_of(name))


def _stated(linked: LinkedData) -> Iterator[str]:
    for thing in linked.things("author"):
        kinds = tuple(texts(thing.get("@type")))
        for name in texts(thing.get("name")):
            if "Organization" in kinds or "NewsMediaOrganization" in kinds:
                agency = agency_of(name)
                yield from (agency,) if agency else ()
            else:
                yield from parse_names(name, single="Person" in kinds)
    if not linked.article.get("author"):
        for thing in linked.things("creator"):
            for name in texts(thing.get("name")):
                yield from parse_names(name)


def _of_meta(metadata: Metadata) -> Iterator[str]:
    for name in _META:
        values = [_FAMILY_FIRST.sub(r"\2 \1", value) for value in islice(metadata.all(name), _MOST)]
        found = [author for value in values for author in parse_names(value, single=True)]
        if found:
            yield from found
            return


def _of_marks(page: Passages, furniture: Sequence[str | None], headline: int, end: int) -> Iterator[str]:
    marks = [
        mark
        for mark in page.marks
        if "byline" in mark.roles
        and headline - 6 <= mark.index <= end + 6
        and (mark.index >= len(furniture) or furniture[mark.index] not in _ELSEWHERE)
    ]
    near = [mark for mark in marks if mark.index <= headline + _NEAR] or marks
    first: Mark | None = None
    for mark in near[:_MOST_MARKS]:
        found = tuple(_of_mark(mark))
        if not found:
            continue
        if first is not None and mark.scope is not first.scope and mark.index > first.index + 1:
            return  # another story's, or the author's biography
        first = first or mark
        yield from found


def _of_mark(mark: Mark) -> Iterator[str]:
    text = text_of(mark.tag, _LONGEST)
    if not text or len(text) > _LONGEST:
        return
    linked = [name for link in mark.tag.find_all("a", limit=_MOST) for name in _of_link(link)]
    named = mark.tag.get("rel") == "author" or "author" in str(mark.tag.get("itemprop", ""))
    signed = BY.match(text)
    printed = parse_names(text, single=named) or (parse_names(text[signed.end() :], single=True) if signed else ())
    if named and not printed and is_pen_name(text):
        printed = (text,)
    yield from printed if len(printed) > len(linked) else linked or printed


def _of_link(link: Tag) -> tuple[str, ...]:
    """The names in a link's text; a pen name where the link leads to an author's page."""
    text = text_of(link, _LONGEST)
    if link.get("rel") == "author" or _AUTHORS_PAGE.search(attribute(link, "href") or ""):
        return parse_names(text) or tuple(filter(is_pen_name, [text]))
    return parse_names(text)


def _of_lines(passages: Iterable[Passage]) -> Iterator[str]:
    """The names behind "By"; what else opens a line ("A column by") must be short, and the name all that follows."""
    for passage in passages:
        if passage.words <= 30 and passage.level != 1 and not _PICTURE & (passage.roles | passage.scope.roles):
            for line in passage.lines:
                for segment in _SEGMENTS.split(line):
                    opening = BY.match(segment)
                    if opening and (found := parse_names(segment[opening.end() :])):
                        yield from found
                        return
                behind = _INSIDE.match(line)
                if behind and not _OTHER_WORK.search(line) and is_name(first_part(line[behind.end() :])):
                    yield from parse_names(line[behind.end() :])
                    return


def _of_links(passages: Iterable[Passage]) -> Iterator[str]:
    """The names in short lines that link to their authors' pages."""
    for passage in passages:
        if passage.linked and passage.words <= _SHORT and passage.level != 1:
            links = passage.scope.tag.find_all("a", limit=_MOST)
            found = [
                name for link in links if _AUTHORS_PAGE.search(attribute(link, "href") or "") for name in _of_link(link)
            ]
            if found:
                yield from found
                return


def _of_lone_names(passages: Sequence[Passage], headline: int) -> Iterator[str]:
    """A line of nothing but a name, beside a line with a date or just below the headline with a common given name;
    or a name and a date in one line, with a bar between.
    """
    for position, passage in enumerate(passages):
        if passage.words > 12 or passage.linked > 0.9 or passage.index == headline or passage.kind == "heading":
            continue
        around = passages[max(0, position - 2) : position + 3]
        dated = any(_YEAR.search(p.text) for p in around if p.words <= 12)
        for segment in map(str.strip, _SEGMENTS.split(passage.text)):
            known = headline < passage.index <= headline + 3 and segment.split(" ")[0] in _GIVEN
            if (dated or known) and len(segment.split()) in {2, 3} and is_name(segment):
                yield from parse_names(segment)
                return
