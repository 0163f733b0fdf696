"""Who wrote the article: where the page is asked for it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bs4 import Tag

from pipeline.data import load_table
from pipeline.page.body import Body
from pipeline.page.linked_data import LinkedData, as_list, texts
from pipeline.page.links import host_of
from pipeline.page.metadata import Metadata
from pipeline.page.names import BY, SIGNED_BY, agency_of, first_part, is_name, is_opening, is_pen_name, parse_names
from pipeline.page.passages import Mark, Passage, Passages
from pipeline.page.tree import attribute, text_of
from pipeline.page.wording import words_of
from pipeline.record.types import EvidenceFrom


def _plain(word: str) -> str:
    """*word* without accents and capitals: "JOSÉ" is José, and Jose."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


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
_NOT_ALONE = _ELSEWHERE | _PICTURE | {"hidden", "navigation"}
"""Where a name that nothing explains is not the author's."""
_NOT_LINKED = _ELSEWHERE | {"breadcrumbs", "navigation", "tags"}
"""Where links lead to sections and topics, some of which are called "people"."""
_TABLE = load_table("bylines")
_AUTHORS_PAGE = re.compile(rf"/(?:{'|'.join(_TABLE['byline']['paths'])})(?:[/.,-]|\?)|[?&]author=", re.IGNORECASE)
_GIVEN = frozenset(map(_plain, _TABLE["given"]["names"].split()))
_HOSTS_OF_PEOPLE: tuple[str, ...] = tuple(_TABLE["byline"]["hosts_of_people"])
_ABOUT = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(_TABLE['byline']['about'], key=len, reverse=True)))})\b[\s:–—-]*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s:]*(?:(?:©|\(c\)|copyright|by|(?:19|20)\d\d(?:\s?[-–—/]\s?(?:19|20)?\d\d)?)[\s,:]*){0,4}",
    re.IGNORECASE,
)
_OF_A_HOST = 5
"""Letters: a shorter pen name may begin an address by chance."""
_SHORT = 15
"""Words: what stands beside an author's name in one line."""
_OF_ONE_WORD = 9
"""Spaces: a longer line that opens with "Author:" may go on as a sentence."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEGMENTS = re.compile(r"\s*[|•·]\s*|\s*/+\s*|\s[-–—]\s")
_BELOW = 6
"""Passages: how far below the headline readers look for a byline."""
_NEAR = 20
"""Passages: how far below the headline a byline may stand."""
_BEHIND_ONE = re.compile(r"\s(?:on|under|in|am|um|at|unter|le|el|il|op|den|em|w|,|\W)\s|\s(?=[\d@(|•·–—-])|,")
_INSIDE_BY = r"(?:by|von|par|por|di|door|av|af|od|przez)\s(?=[^\W\d_])"
_INSIDE = re.compile(rf"(?:[\w.:,]+\s){{1,4}}{_INSIDE_BY}", re.IGNORECASE)
_HOUR = r"(?:\s(?:um|at|à|a las|kl\.?|o|,|-|–|@|\|)?\s?\d{1,2}\s?[:.h]\s?\d\d(?::\d\d)?(?:\s?(?:Uhr|am|pm|h))?)?"
_DATED = re.compile(rf"(?:19|20)\d\d\)?,?{_HOUR},?\s(?:[-–|•·]\s)?{_INSIDE_BY}", re.IGNORECASE)
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
    body: Body,
    url: str | None = None,
) -> Authors:
    """The article's authors; none where the page names none.

    Asked in turn, the first that gives a name decides: linked data, meta tags, elements named as bylines from the
    *headline* to a little behind the text (*body*), lines there that open with "By", links to an author's page, a lone
    name below the headline; and then what is said of the page rather than the article: its author in linked data, who
    signs the text, whom a box beside it is about, who claims the copyright, whose name the site bears.

    What readers see may complete what is stated: a name in full, a further author. Where a link to an author's page
    just below the headline names somebody else, that counts; against a meta tag a line "By Jane Doe" does. The site's
    own name, or that of its address (*url*), is no author.
    """
    start, end = (body.passages[0].index, body.passages[-1].index + 1) if body.passages else (body.first, body.end)
    above = page.passages[max(0, headline - 3) : headline + _NEAR]
    lines = [
        *above,
        *page.passages[max(headline + _NEAR, body.first - 3) : body.first + 2],
        *page.passages[max(headline + _NEAR, body.first + 2, end - 4) : end + 3],
    ]
    lines = [p for p in lines if furniture[p.index] not in _ELSEWHERE]
    sources: tuple[tuple[EvidenceFrom, Iterable[str]], ...] = (
        ("linked_data", _stated(linked)),
        ("meta", _of_meta(metadata)),
        ("visible", _of_marks(page, furniture, headline, body.end)),
        ("visible", _of_lines(lines, start)),
        ("visible", _of_links(p for p in above if furniture[p.index] not in _NOT_LINKED)),
        ("visible", _of_lone_names(page.passages[max(0, headline - 2) : headline + 10], furniture, headline)),
        ("linked_data", _of_page(linked)),
        ("visible", _of_signatures(body.passages)),
        ("visible", _of_last_line(page.passages[max(start, end - 2) : end + 2], furniture)),
        ("visible", _of_boxes(page, furniture, start, end)),
        ("visible", _of_copyright(page.passages[max(0, end - 3) :], furniture)),
        ("meta", _of_site(publisher)),
    )
    site, host = words_of(publisher or ""), host_of(url)
    below = page.passages[headline : min(headline + _BELOW, start)]
    shown = _authors_linked(below, furniture, site, host)
    signed = _authors_signed(page.passages[headline : min(headline + 2 * _BELOW, start + 2)], furniture)
    first: Authors | None = None
    for evidence, names in sources:
        found = tuple(name for name in dict.fromkeys(names) if not _is_site(name, site, host))
        if not found:
            continue
        if first is None:
            if evidence != "visible" and shown and _are_apart(shown, found):
                return Authors(shown, "visible", ((evidence, found),))
            if evidence == "meta" and signed and _are_apart(signed, found):
                return Authors(signed, "visible", ((evidence, found),))
            first = Authors(found, evidence)
        elif _completes(found, first.names):
            return replace(first, names=found, evidence=evidence)
        elif evidence == "visible":
            return first
        elif _are_apart(found, first.names):
            first = replace(first, others=((evidence, found),))
    return first or Authors((), None)


def _authors_linked(
    passages: Iterable[Passage], furniture: Sequence[str | None], site: tuple[str, ...], host: str
) -> tuple[str, ...]:
    """Whom links just below the headline name as authors: who posted a page may be stated in their place."""
    names = dict.fromkeys(_of_links(p for p in passages if furniture[p.index] not in _NOT_LINKED))
    return tuple(name for name in names if agency_of(name) is None and not _is_site(name, site, host))


def _authors_signed(passages: Iterable[Passage], furniture: Sequence[str | None]) -> tuple[str, ...]:
    """Whom a line of its own above the text names: "By Jane Doe"; meta tags often name who posted the page."""
    for passage in passages:
        opening = BY.match(passage.text) if passage.words <= _OF_ONE_WORD else None
        if opening and furniture[passage.index] not in _NOT_ALONE:
            names = parse_names(passage.text[opening.end() :])
            if names and _is_given(names[0]):
                return names
    return ()


def _is_site(name: str, site: tuple[str, ...], host: str) -> bool:
    """Whether a name is the site's own; a person's site bears a person's name, and that person writes there."""
    own = words_of(name)
    joined = "".join(own)
    if len(own) > 1 and _is_given(name):
        return False
    if any(place in host for place in _HOSTS_OF_PEOPLE) and (host.startswith(f"{joined}.") or len(own) < len(site)):
        return False
    return (
        joined == "".join(site)
        or (
            bool(site)
            and any(own == site[start : start + len(own)] for start in range(len(site) if len(own) > 1 else 1))
        )
        or (
            len(joined) >= _OF_A_HOST
            and host.count(".") == 1
            and host.startswith(joined if len(own) == 1 else f"{joined}.")
        )
    )


def _is_given(name: str) -> bool:
    """Whether *name* begins with a given name that is common in news."""
    return _plain(name.split(" ")[0].split("-")[0]) in _GIVEN


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
        and not any("comments" in scope.roles for scope in mark.scope.ancestors())
    ]
    near = [mark for mark in marks if mark.index <= headline + _NEAR]
    yield from _of_first(near) or _of_first([mark for mark in marks if mark.index > headline + _NEAR])


def _of_first(marks: Sequence[Mark]) -> list[str]:
    """The names in the first of *marks* that hold any; further ones are another story's, or the author's biography."""
    first: Mark | None = None
    names: list[str] = []
    for mark in marks[:_MOST_MARKS]:
        found = tuple(_of_mark(mark))
        if found and first is not None and mark.scope is not first.scope and mark.index > first.index + 1:
            break
        if found:
            first = first or mark
            names += found
    return names


def _of_mark(mark: Mark) -> Iterator[str]:
    text = text_of(mark.tag, _LONGEST)
    if not text or len(text) > _LONGEST:
        return
    links = mark.tag.find_all("a", limit=_MOST)
    linked = [name for link in [link for link in links if _leads_to_author(link)] or links for name in _of_link(link)]
    classes = str(mark.tag.get("class", "")).split()
    named = mark.tag.get("rel") == "author" or "author" in str(mark.tag.get("itemprop", "")) or "fn" in classes
    signed = BY.match(text)
    printed = parse_names(text, single=named) or (parse_names(text[signed.end() :], single=True) if signed else ())
    if not printed and named and is_pen_name(text):
        printed = (text,)
    if not printed and _is_given(text):
        printed = parse_names(text, single=True)
    yield from printed if len(printed) > len(linked) else linked or printed


def _of_link(link: Tag) -> tuple[str, ...]:
    """The names in a link's text; a pen name where the link leads to an author's page."""
    text = text_of(link, _LONGEST)
    if _leads_to_author(link):
        return parse_names(text) or tuple(filter(is_pen_name, [text]))
    return parse_names(text)


def _leads_to_author(link: Tag) -> bool:
    return link.get("rel") == "author" or bool(_AUTHORS_PAGE.search(attribute(link, "href") or ""))


def _of_lines(passages: Sequence[Passage], start: int) -> Iterator[str]:
    """The names behind "By"; what else opens a line ("A column by") must be short, stand above the text, which
    begins at *start*, and the name must be all that follows.
    """
    for position, passage in enumerate(passages):
        if passage.words <= 30 and passage.level != 1 and not _PICTURE & (passage.roles | passage.scope.roles):
            for line in passage.lines:
                found = _of_signed(line) or (
                    _of_inside(passage, line) if passage.index < start + 2 or _DATED.search(line) else ()
                )
                if found:
                    yield from found
                    return
            if is_opening(passage.text) and position + 1 < len(passages):
                found = parse_names(passages[position + 1].text)
                if found:
                    yield from found
                    return


def _of_signatures(passages: Iterable[Passage]) -> Iterator[str]:
    """The names in a short line of the text that is labelled as its author's: "Author: Jane Doe, Halloran"."""
    for passage in passages:
        signed = SIGNED_BY.match(passage.text) if passage.words <= _SHORT else None
        if signed and (found := parse_names(passage.text[signed.end() :])):
            yield from found
            return


def _of_signed(line: str) -> tuple[str, ...]:
    """The names in that part of *line* which opens with "By" or the like."""
    for segment in _SEGMENTS.split(line):
        opening = BY.match(segment)
        if opening and (found := parse_names(segment[opening.end() :])):
            return found
        signed = SIGNED_BY.match(segment) if segment.count(" ") < _OF_ONE_WORD else None
        name = _one_word(segment[signed.end() :]) if signed else None
        if name and name[:1].isupper():
            return (name,)
    return ()


def _one_word(text: str) -> str | None:
    """The one word that *text* is, or that stands before its date, where somebody may sign with it."""
    word = _BEHIND_ONE.split(text, maxsplit=1)[0].strip(" .,:")
    return word if is_pen_name(word) and len(word) > 2 else None


def _of_inside(passage: Passage, line: str) -> tuple[str, ...]:
    """The names behind "by" within *line*: "A column by Jane Doe", "3 May 2019, 13:30 by Jane"; a date beside it may
    come with a name of one word.
    """
    if _OTHER_WORK.search(line):
        return ()
    dated = _DATED.search(line)
    behind = _INSIDE.match(line) if passage.kind != "heading" else None
    for match in filter(None, (behind, dated)):
        if is_name(first_part(line[match.end() :])):
            return parse_names(line[match.end() :])
    rest = line[dated.end() :] if dated else line[behind.end() :] if behind else ""
    name = _one_word(rest) if passage.words <= _SHORT and (dated or _YEAR.search(rest)) else None
    return (name,) if name and not name.isupper() and (name[:1].isupper() or passage.linked) else ()


def _of_links(passages: Iterable[Passage]) -> Iterator[str]:
    """The names in short lines that link to their authors' pages."""
    for passage in passages:
        if passage.linked and passage.words <= _SHORT and passage.level != 1 and not _OTHER_WORK.search(passage.text):
            links = passage.scope.tag.find_all("a", limit=_MOST)
            found = [
                name
                for link in links
                if _AUTHORS_PAGE.search(attribute(link, "href") or "") and text_of(link, _LONGEST) in passage.text
                for name in _of_link(link)
            ]
            if found:
                yield from found
                return


def _of_lone_names(passages: Sequence[Passage], furniture: Sequence[str | None], headline: int) -> Iterator[str]:
    """A line of nothing but a name, beside a line with a date or just below the headline with a common given name;
    or a name and a date in one line, with a bar between.
    """
    for position, passage in enumerate(passages):
        if passage.words > 12 or passage.linked > 0.9 or passage.index == headline or passage.kind == "heading":
            continue
        if furniture[passage.index] in _NOT_ALONE or _OTHER_WORK.search(passage.text):
            continue
        around = passages[max(0, position - 2) : position + 3]
        dated = any(_YEAR.search(p.text) for p in around if p.words <= 12)
        for segment in map(str.strip, _SEGMENTS.split(passage.text)):
            known = headline < passage.index <= headline + 3 and _is_given(segment)
            if (dated or known) and len(segment.split()) in {2, 3} and segment[:1].isupper() and is_name(segment):
                yield from parse_names(segment)
                return


def _of_last_line(passages: Iterable[Passage], furniture: Sequence[str | None]) -> Iterator[str]:
    """The name that signs the text, alone in its last line."""
    for passage in reversed(list(passages)):
        if furniture[passage.index] or passage.kind not in {"paragraph", "quote"} or passage.words > _SHORT:
            continue
        line = passage.text.strip(" ()[]*–—-")
        if _is_given(line) and len(line.split()) in {2, 3} and is_name(line) and not passage.linked:
            yield from parse_names(line)
            return


def _of_site(publisher: str | None) -> Iterator[str]:
    """The person whose name the site bears."""
    name = first_part(publisher or "")
    if _is_given(name) and is_name(name) and len(name.split()) in {2, 3} and (publisher or "").endswith(name):
        yield name


def _of_page(linked: LinkedData) -> Iterator[str]:
    """The author of the page that holds the article, where its linked data describes no article."""
    if not linked.article:
        by_id = {node["@id"]: node for node in linked.nodes if isinstance(node.get("@id"), str) and "name" in node}
        for node in linked.nodes:
            if any(kind.endswith("Page") for kind in texts(node.get("@type"))):
                for author in as_list(node.get("author")):
                    stated = author if isinstance(author, dict) else {"name": author}
                    known = by_id.get(str(stated.get("@id")), stated)
                    for name in texts(known.get("name")):
                        yield from parse_names(name)


def _of_boxes(page: Passages, furniture: Sequence[str | None], start: int, end: int) -> Iterator[str]:
    """The name in the lines on the author that stand around the text: alone, behind "About", before "is a writer"."""
    around = [*page.passages[end : end + _NEAR], *page.passages[max(0, start - _NEAR) : start]]
    for passage in around:
        if furniture[passage.index] != "biography":
            continue
        about = _ABOUT.match(passage.text)
        for line in (passage.text[about.end() :] if about else "", passage.lines[0]):
            name = first_part(line)
            if is_name(name):
                yield from parse_names(name)
                return


def _of_copyright(passages: Iterable[Passage], furniture: Sequence[str | None]) -> Iterator[str]:
    """The person who claims the copyright of the page: "© 2019 Jane Doe"."""
    for passage in passages:
        if furniture[passage.index] in _ELSEWHERE | _PICTURE or passage.words > _SHORT:
            continue
        for claim in _COPYRIGHT.finditer(passage.text):
            name = first_part(passage.text[claim.end() :])
            if _is_given(name) and is_name(name):
                yield from parse_names(name)
                return
