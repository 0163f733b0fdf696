"""Who wrote the article: where the page is asked for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.page.agencies import agency_of
from pipeline.page.body import Body
from pipeline.page.implied import (
    of_boxes,
    of_brackets,
    of_copyright,
    of_last_line,
    of_lone_line,
    of_lone_names,
    of_signatures,
    of_site,
    of_told,
)
from pipeline.page.linked_data import LinkedData
from pipeline.page.links import host_of
from pipeline.page.marked import of_links, of_marks
from pipeline.page.metadata import Metadata
from pipeline.page.names import without_by
from pipeline.page.organisations import (
    is_desk,
    names_marked,
    names_of_persons,
    names_signed,
    organisations_marked,
    organisations_signed,
    organisations_stated,
)
from pipeline.page.own_name import is_own, is_site, without_site
from pipeline.page.passages import Passage, Passages
from pipeline.page.printed import ELSEWHERE, NEAR, authors_signed, of_lines
from pipeline.page.stated import of_meta, of_own_site, of_page, stated
from pipeline.page.wire import agencies_of
from pipeline.page.wording import words_of
from pipeline.record.types import EvidenceFrom

_NOT_LINKED = ELSEWHERE | {"breadcrumbs", "navigation", "tags"}
"""Where links lead to sections and topics, some of which are called "people"."""
_BELOW = 6
"""Passages: how far below the headline readers look for a byline."""


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
    language: str | None = None,
) -> Authors:
    """The article's authors; none where the page names none.

    Asked in turn, the first that gives a name decides: linked data, meta tags, elements named as bylines from the
    *headline* to a little behind the text (*body*), lines there that open with "By", links to an author's page, a lone
    name below the headline; and then what is said of the page rather than the article: its author in linked data, who
    signs the text, whom its last lines or a box beside it are about, who claims the copyright, whose name the site
    bears. Where nobody is named: the organisation that the page states as the author, the agency that the article is
    credited to, the desk that the page states, where it has a name of its own.

    What readers see may complete what is stated: a name in full, a further author. Where a link to an author's page
    just below the headline names somebody else, that counts; against a meta tag a line "By Jane Doe" does. The site's
    own name, or that of its address (*url*), is no author, but where nobody else is, and a byline or an element marked
    as the author's holds nothing else, or linked data has it as a person. *language*, the page's as it states it, says
    whether capitals tell names from other words.
    """
    start, end = body.span.start, body.span.stop
    above = page.passages[max(0, headline - 3) : headline + NEAR]
    lines = [
        *above,
        *page.passages[max(headline + NEAR, body.first - 3) : body.first + 2],
        *page.passages[max(headline + NEAR, body.first + 2, end - 4) : end + 3],
    ]
    lines = [p for p in lines if furniture[p.index] not in ELSEWHERE]
    paragraphs = [p.text for p in body.passages if p.kind == "paragraph"]
    sources: tuple[tuple[EvidenceFrom, Iterable[str]], ...] = (
        ("linked_data", stated(linked)),
        ("meta", of_meta(metadata)),
        ("visible", of_marks(page, furniture, headline, body.end)),
        ("visible", of_lines(lines, start)),
        ("visible", of_links(p for p in above if furniture[p.index] not in _NOT_LINKED)),
        ("visible", of_lone_names(page.passages[max(0, headline - 2) : headline + 10], furniture, headline, language)),
        ("linked_data", of_page(linked)),
        ("visible", of_signatures(body.passages)),
        ("visible", of_last_line(page.passages[max(start, end - 3) : end + 2], furniture, language)),
        ("visible", of_brackets(page.passages[start : start + 1], furniture)),
        ("visible", of_told(body.passages)),
        ("visible", of_lone_line(body.passages)),
        ("visible", of_boxes(page, furniture, start, end)),
        ("visible", of_copyright(page.passages[max(0, end - 3) :], furniture)),
        ("meta", of_site(publisher)),
    )
    signing = page.passages[headline + 1 : start + 1]
    instead: tuple[tuple[EvidenceFrom, Iterable[str]], ...] = (
        ("linked_data", organisations_stated(linked)),
        ("visible", organisations_signed(signing, furniture)),
        ("visible", organisations_marked(page.marks, headline, body.end)),
        ("visible", agencies_of(lines, paragraphs, [p for p in lines if end <= p.index < end + 2])),
    )
    site, host = words_of(publisher or ""), host_of(url)
    below = page.passages[headline : min(headline + _BELOW, start)]
    first: Authors | None = None
    for evidence, names in sources:
        whole = dict.fromkeys(without_by(without_site(name, site), language) for name in names)
        found = tuple(name for name in whole if not is_site(name, site, host))
        if not found:
            continue
        if first is None:
            shown = _authors_linked(below, furniture, site, host) if evidence != "visible" else ()
            if evidence == "meta" and not (shown and _are_apart(shown, found)):
                shown = authors_signed(page.passages[headline : min(headline + 2 * _BELOW, start + 2)], furniture)
            if shown and _are_apart(shown, found):
                return Authors(shown, "visible", ((evidence, found),))
            first = Authors(found, evidence)
        elif _completes(found, first.names):
            return replace(first, names=found, evidence=evidence)
        elif evidence == "visible":
            break
        elif _are_apart(found, first.names):
            first = replace(first, others=((evidence, found),))
    if first and len(first.names) == 1 and " " not in first.names[0]:  # a box on the author may have the whole name
        told = tuple(of_boxes(page, furniture, start, end))
        return replace(first, names=told, evidence="visible") if _completes(told, first.names) else first
    own = tuple(of_own_site(linked))
    if first or own:
        return first or Authors(own, "linked_data")
    organisation = _first_of(instead, site, host)
    itself: tuple[tuple[EvidenceFrom, Iterable[str]], ...] = (
        ("visible", names_signed(signing, furniture)),
        ("visible", names_marked(page.marks, headline, body.end)),
        ("linked_data", names_of_persons(linked)),
    )
    return organisation if organisation.names else _site_itself(itself, site, host)


def _first_of(sources: Iterable[tuple[EvidenceFrom, Iterable[str]]], site: tuple[str, ...], host: str) -> Authors:
    """What the first of *sources* gives that gives anything but the site's name; a desk only where nothing else is."""
    desk = Authors((), None)
    for evidence, names in sources:
        found = tuple(name for name in dict.fromkeys(names) if not is_site(name, site, host))
        if found and not any(map(is_desk, found)):
            return Authors(found, evidence)
        if found and not desk.names:
            desk = Authors(found, evidence)
    return desk


def _site_itself(sources: Iterable[tuple[EvidenceFrom, Iterable[str]]], site: tuple[str, ...], host: str) -> Authors:
    """The site, where one of *sources* names it; nobody else does."""
    for evidence, names in sources:
        own = next((name for name in names if is_own(name, site, host)), None)
        if own:
            return Authors((own,), evidence)
    return Authors((), None)


def _authors_linked(
    passages: Iterable[Passage], furniture: Sequence[str | None], site: tuple[str, ...], host: str
) -> tuple[str, ...]:
    """Whom links just below the headline name as authors: who posted a page may be stated in their place."""
    names = dict.fromkeys(of_links(p for p in passages if furniture[p.index] not in _NOT_LINKED))
    return tuple(name for name in names if agency_of(name) is None and not is_site(name, site, host))


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
