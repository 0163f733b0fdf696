"""Who wrote the article: where the page is asked for it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.page.linked_data import LinkedData, texts
from pipeline.page.metadata import Metadata
from pipeline.page.names import BY, first_part, is_name, parse_names
from pipeline.page.passages import Mark, Passage, Passages
from pipeline.page.tree import text_of
from pipeline.page.wording import words_of

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
_PICTURE = frozenset({"caption", "credit"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEGMENTS = re.compile(r"\s*[|•·/]\s*|\s[-–—]\s")
_NEAR = 20
"""Passages: how far below the headline a byline may stand."""
_INSIDE = re.compile(r"(?:[\w.:,]+\s){1,4}(?:by|von|par|por|di|door|av|af)\s(?=[^\W\d_])", re.IGNORECASE)
_OTHER_WORK = re.compile(
    r"©|\(c\)|\bcc\b|creative|photo|foto|image|picture|illustration|graphi|video|bild|cover|artwork|present|sponsor|"
    r"edited|powered|hosted|translat|review|medical",
    re.IGNORECASE,
)
"""What else is by somebody."""


def find_authors(
    page: Passages, metadata: Metadata, linked: LinkedData, publisher: str | None, headline: int, body: range
) -> tuple[str, ...]:
    """The article's authors; () where the page names none.

    Asked in turn, the first that gives a name decides: linked data, meta tags, elements named as bylines from the
    *headline* to a little behind the text (*body*: its passages), lines there that open with "By", a lone name beside
    a date below the headline. The site's own name is no author.
    """
    site = words_of(publisher or "")
    near = [
        *page.passages[max(0, headline - 3) : headline + _NEAR],
        *page.passages[max(headline + _NEAR, body.start - 3) : body.start + 2],
        *page.passages[max(headline + _NEAR, body.start + 2, body.stop - 2) : body.stop + 3],
    ]
    sources = (
        _stated(linked),
        _of_meta(metadata),
        _of_marks(page, headline, body.stop),
        _of_lines(near),
        _of_lone_names(page.passages[max(0, headline - 2) : headline + 10], headline),
    )
    for names in sources:
        found = tuple(name for name in dict.fromkeys(names) if words_of(name) != site)
        if found:
            return found
    return ()


def _stated(linked: LinkedData) -> Iterator[str]:
    for thing in linked.things("author"):
        for name in texts(thing.get("name")):
            yield from parse_names(name, single="Person" in texts(thing.get("@type")))
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


def _of_marks(page: Passages, headline: int, end: int) -> Iterator[str]:
    marks = [mark for mark in page.marks if "byline" in mark.roles and headline - 6 <= mark.index <= end + 6]
    near = [mark for mark in marks if mark.index <= headline + _NEAR] or marks
    first: Mark | None = None
    for mark in near:
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
    linked = [name for link in mark.tag.find_all("a") for name in parse_names(text_of(link))]
    named = mark.tag.get("rel") == "author" or "author" in str(mark.tag.get("itemprop", ""))
    yield from linked or parse_names(text, single=named)


def _of_lines(passages: Iterable[Passage]) -> Iterator[str]:
    """The names behind "By"; what else opens a line ("A column by") must be short, and the name all that follows."""
    for passage in passages:
        if passage.words <= 30 and passage.level != 1 and not _PICTURE & (passage.roles | passage.scope.roles):
            for line in passage.lines:
                opening = BY.match(line)
                if opening and (found := parse_names(line[opening.end() :])):
                    yield from found
                    return
                behind = _INSIDE.match(line)
                if behind and not _OTHER_WORK.search(line) and is_name(first_part(line[behind.end() :])):
                    yield from parse_names(line[behind.end() :])
                    return


def _of_lone_names(passages: Sequence[Passage], headline: int) -> Iterator[str]:
    """A line of nothing but a name beside a line with a date; or a name and a date in one line, with a bar between."""
    for position, passage in enumerate(passages):
        if passage.words > 12 or passage.linked > 0.9 or passage.index == headline:
            continue
        around = passages[max(0, position - 2) : position + 3]
        dated = any(_YEAR.search(p.text) for p in around if p.words <= 12)
        for segment in _SEGMENTS.split(passage.text):
            if dated and passage.kind != "heading" and len(segment.split()) in {2, 3} and is_name(segment.strip()):
                yield from parse_names(segment)
                return
