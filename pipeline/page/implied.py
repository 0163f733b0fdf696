"""Who may have written the article where no byline says so: a lone name, a signature, a box on somebody, the site."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.data import load_table
from pipeline.page.names import BY, SIGNED_BY, first_part, is_given, is_name, parse_names
from pipeline.page.passages import Passage, Passages
from pipeline.page.printed import ELSEWHERE, NEAR, NOT_ALONE, OTHER_WORK, PICTURE, SEGMENTS, SHORT, YEAR
from pipeline.page.wording import ends_sentence

_TABLE = load_table("bylines")["byline"]
_PLACE = re.compile(r",\s[^\W\d_]+(?:\s[^\W\d_]+)?$")
"""Where the author was: "Jane Doe, Halloran"."""
_IN_BRACKETS = re.compile(r"[.!?。”」\"]\s?[(（【](?P<name>[^()（）【】]{2,30})[)）】]$")
"""How a reporter signs in the last paragraph: "Snow fell. (Jane Doe)"."""
_RIGHT = re.compile(r"text-align:\s?right|^right$|\sright$", re.IGNORECASE)
"""How page makers set a signature apart, as in Vietnam."""
_OF_A_NAME = 3
"""Words."""
_ABOUT = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(_TABLE['about'], key=len, reverse=True)))})\b[\s:–—-]*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s:]*(?:(?:©|\(c\)|copyright|by|(?:19|20)\d\d(?:\s?[-–—/]\s?(?:19|20)?\d\d)?)[\s,:]*){0,4}",
    re.IGNORECASE,
)
_OF_SOFTWARE = re.compile(
    r"\b(?:add-?ons?|plug-?ins?|themes?|templates?|style|skin|software|design|powered|webdesign|layout)\b",
    re.IGNORECASE,
)
"""What else than the page its makers claim in its footer."""


def of_lone_names(passages: Sequence[Passage], furniture: Sequence[str | None], headline: int) -> Iterator[str]:
    """A line of nothing but a name, beside a line with a date or just below the headline with a common given name;
    or a name and a date in one line, with a bar between. One that is a link has to be all of these.
    """
    for position, passage in enumerate(passages):
        if passage.words > 12 or passage.index == headline or passage.kind == "heading":
            continue
        if furniture[passage.index] in NOT_ALONE or "tags" in passage.roles | passage.scope.roles:
            continue
        if OTHER_WORK.search(passage.text):
            continue
        around = passages[max(0, position - 2) : position + 3]
        dated = any(YEAR.search(p.text) for p in around if p.words <= 12)
        for segment in (_PLACE.sub("", part.strip()) for part in SEGMENTS.split(passage.text)):
            known = headline < passage.index <= headline + 3 and is_given(segment)
            is_enough = (dated and known) if passage.linked > 0.9 else (dated or known)
            if is_enough and len(segment.split()) in {2, 3} and segment[:1].isupper() and is_name(segment):
                yield from parse_names(segment)
                return


def of_signatures(passages: Iterable[Passage]) -> Iterator[str]:
    """The names in a short line of the text that is labelled as its author's: "Author: Jane Doe, Halloran"; without a
    colon, where the line ends with them: "Authors Jane Doe and John Roe".
    """
    for passage in passages:
        if passage.words > SHORT:
            continue
        signed = SIGNED_BY.match(passage.text)
        if signed and (found := parse_names(passage.text[signed.end() :])):
            yield from found
            return
        opening = BY.match(passage.text)
        found = parse_names(passage.text[opening.end() :]) if opening else ()
        if found and passage.text.endswith(found[-1]) and any(map(is_given, found)):
            yield from found
            return


def of_last_line(passages: Iterable[Passage], furniture: Sequence[str | None]) -> Iterator[str]:
    """The name that signs the text, alone in its last line, or above another with that person's role; or in brackets
    behind its last sentence.
    """
    for passage in reversed(list(passages)):
        signed = _IN_BRACKETS.search(passage.text[-40:]) if furniture[passage.index] is None else None
        if signed and is_name(signed["name"]) and (is_given(signed["name"]) or not signed["name"].isascii()):
            yield from parse_names(signed["name"])
            return
        if furniture[passage.index] or passage.kind not in {"paragraph", "quote"} or passage.words > SHORT:
            continue
        line = passage.lines[0].strip(" ()[]*–—-")
        if (
            len(passage.lines) <= 2
            and (is_given(line) or _RIGHT.search(" ".join(map(str, passage.scope.part.attributes.values()))))
            and len(line.split()) in {2, 3}
            and is_name(line)
            and not passage.linked
        ):
            yield from parse_names(line)
            return


def of_lone_line(passages: Sequence[Passage]) -> Iterator[str]:
    """The name that signs the text where more was taken for it than the text: the only line of it that is nothing but
    a name, behind prose.
    """
    lone = [
        position
        for position, passage in enumerate(passages)
        if passage.words <= _OF_A_NAME
        and passage.kind in {"paragraph", "quote"}
        and not passage.linked
        and is_given(passage.text)
        and is_name(passage.text)
    ]
    if len(lone) == 1 and lone[0] and ends_sentence(passages[lone[0] - 1].text):
        yield from parse_names(passages[lone[0]].text)


def of_boxes(page: Passages, furniture: Sequence[str | None], start: int, end: int) -> Iterator[str]:
    """The name in the lines on the author that stand around the text: alone, behind "About", before "is a writer"."""
    around = [*page.passages[end : end + NEAR], *page.passages[max(0, start - NEAR) : start]]
    for passage in around:
        if furniture[passage.index] != "biography":
            continue
        about = _ABOUT.match(passage.text)
        for line in (passage.text[about.end() :] if about else "", passage.lines[0]):
            name = first_part(line)
            if is_name(name):
                yield from parse_names(name)
                return


def of_copyright(passages: Iterable[Passage], furniture: Sequence[str | None]) -> Iterator[str]:
    """The person who claims the copyright of the page: "© 2019 Jane Doe"."""
    for passage in passages:
        if furniture[passage.index] in ELSEWHERE | PICTURE or passage.words > SHORT:
            continue
        claims = list(_COPYRIGHT.finditer(passage.text))
        if not claims or _OF_SOFTWARE.search(passage.text):
            continue
        for claim in claims:
            name = first_part(passage.text[claim.end() :])
            if is_given(name) and is_name(name):
                yield from parse_names(name)
                return


def of_site(publisher: str | None) -> Iterator[str]:
    """The person whose name the site bears."""
    name = first_part(publisher or "")
    if is_given(name) and is_name(name) and len(name.split()) in {2, 3} and (publisher or "").endswith(name):
        yield name
