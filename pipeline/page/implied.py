"""Who may have written the article where no byline says so: a lone name, a signature, a box on somebody, the site."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from pipeline.data import load_table
from pipeline.data.places import cities_named
from pipeline.page.agencies import agency_of
from pipeline.page.names import BETWEEN, BY, SIGNED_BY, first_part, is_given, is_name, parse_names, without_by
from pipeline.page.passages import Passage, Passages, count_words
from pipeline.page.printed import ELSEWHERE, HELPED, NEAR, NOT_ALONE, OTHER_WORK, PICTURE, SEGMENTS, SHORT, YEAR
from pipeline.page.wording import ends_sentence, words_of

_TABLE = load_table("bylines")["byline"]
_PLACE = re.compile(r",\s[^\s\d,_]+(?:\s[^\s\d,_]+)?$")
"""Where the author was: "Jane Doe, Halloran"."""
_TITLES = frozenset([*_TABLE["roles"], *_TABLE["nobody"]])
_BEHIND_A_PLACE = re.compile(r"(?<=[\u0620-\u064a])[-–—]\s")
"""What stands there in Arabic: "Cairo- Samir Haddad"."""
_SENTENCE_CASE = frozenset(load_table("bylines")["languages"]["sentence_case"])
_TELLS = re.compile(
    rf"(?P<names>[^.,;:()]{{5,60}}?),?\s(?:{'|'.join(map(re.escape, _TABLE['tells']))})\s(?P<rest>\S.+)", re.DOTALL
)
"""How lines on the author begin: "Jane Doe is a fellow of the Tea Institute"."""
_TRADES = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, _TABLE['trades']))})", re.IGNORECASE)
_OF_A_BIOGRAPHY = 90
"""Words."""
_IN_BRACKETS = re.compile(r"[.!?。”」\"]\s?[(（【](?P<name>[^()（）【】]{2,30})[)）】]$")
"""How a reporter signs in the last paragraph: "Snow fell. (Jane Doe)"."""
_RIGHT = re.compile(r"text-align:\s?right|^right$|\sright$", re.IGNORECASE)
"""How page makers set a signature apart, as in Vietnam."""
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u052f]")
_OF_A_ROLE = 4
"""Words, in small letters: "correspondent in Halloran"."""
_BESIDE_AN_AGENCY = 5
"""Words: a name, "with" and an agency."""
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


def of_lone_names(
    passages: Sequence[Passage], furniture: Sequence[str | None], headline: int, language: str | None = None
) -> Iterator[str]:
    """A line of nothing but a name, beside a line with a date or just below the headline with a common given name;
    or a name and a date in one line, with a bar between. One that is a link has to be all of these; one of several
    lines has to be a person's name for certain, since such lines give places and topics too.
    """
    for position, passage in enumerate(passages):
        if passage.words > 12 or passage.index == headline or passage.kind == "heading":
            continue
        if furniture[passage.index] in NOT_ALONE or "tags" in passage.roles | passage.scope.roles:
            continue
        around = passages[max(0, position - 2) : position + 3]
        dated = any(YEAR.search(p.text) for p in around if p.words <= 12)
        lines = takewhile(lambda line: not OTHER_WORK.search(line), passage.lines)
        parts = (
            part.strip() for line in lines for whole in SEGMENTS.split(line) for part in _BEHIND_A_PLACE.split(whole)
        )
        for segment in (_without_role(without_by(part, language)) for part in parts):
            people = BETWEEN.split(segment)
            if segment[:1].islower() or not all(len(name.split()) in {2, 3} for name in people):
                continue
            given = is_given(segment)
            known = headline < passage.index <= headline + 3 and (given or _is_titled(segment))
            is_certain = len(passage.lines) == 1 or given or "@" in passage.text or _is_titled(segment, language)
            is_enough = (dated and known) if passage.linked > 0.9 else (dated or known) and is_certain
            is_spelt = given or segment[:1].isupper()
            if not (is_enough and is_spelt and (given or len(people) == 1 or dated)) or not all(map(is_name, people)):
                continue
            if given or len(people) > 1 or not cities_named(segment):
                yield from parse_names(segment)
                return


def _without_role(segment: str) -> str:
    """*segment* without what stands behind a name: who helped, a trade in small letters, a place, an agency."""
    helped = HELPED.search(segment)
    if helped and helped.start():
        segment = segment[: helped.start()]
    name, comma, rest = segment.partition(", ")
    if comma and "," not in rest and count_words(rest) <= _OF_A_ROLE:
        is_trade = not _TITLES.isdisjoint(rest.casefold().split())
        if rest[:1].islower() or is_trade:
            return name
    words = segment.split()
    is_beside = 0 < len(words) <= _BESIDE_AN_AGENCY and agency_of(words[-1])
    names = parse_names(segment) if is_beside else ()
    return names[0] if len(names) == 1 else _PLACE.sub("", segment)


def of_told(passages: Sequence[Passage]) -> Iterator[str]:
    """Whom the last lines of the text tell of and the text does not: "Jane Doe is a fellow of the Tea Institute"."""
    paragraphs = [passage for passage in passages if passage.kind in {"paragraph", "quote"}]
    for number in range(len(paragraphs) - 1, max(0, len(paragraphs) - 3), -1):
        told = _TELLS.match(paragraphs[number].text) if paragraphs[number].words <= _OF_A_BIOGRAPHY else None
        found = parse_names(told["names"]) if told and _TRADES.search(told["rest"]) else ()
        before = words_of(" ".join(p.text for p in paragraphs[:number])) if found else ()
        if found and told and told["names"].endswith(found[-1]) and not any(words_of(n)[-1] in before for n in found):
            yield from found
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


def of_brackets(passages: Iterable[Passage], furniture: Sequence[str | None]) -> Iterator[str]:
    """The name in brackets that closes the first paragraph, as in Japan."""
    for passage in passages:
        signed = _IN_BRACKETS.search(passage.text[-40:]) if furniture[passage.index] is None else None
        if signed and not signed["name"].isascii() and is_name(signed["name"]):
            yield from parse_names(signed["name"])


def of_last_line(
    passages: Sequence[Passage], furniture: Sequence[str | None], language: str | None = None
) -> Iterator[str]:
    """The name that signs the text, alone in its last line, or above another with that person's role; or in brackets
    behind its last sentence. *language* is the page's: most of them begin names alone with capitals.
    """
    for position in range(len(passages) - 1, -1, -1):
        passage = passages[position]
        signed = _IN_BRACKETS.search(passage.text[-40:]) if furniture[passage.index] is None else None
        if signed and is_name(signed["name"]) and (is_given(signed["name"]) or not signed["name"].isascii()):
            yield from parse_names(signed["name"])
            return
        if furniture[passage.index] or passage.kind not in {"paragraph", "quote"} or passage.words > SHORT:
            continue
        if not position:
            break
        line = _PLACE.sub("", passage.lines[0].strip(" ()[]*–—-.,"))
        if (
            len(passage.lines) <= 2
            and (
                is_given(line)
                or (ends_sentence(passages[position - 1].text) and _is_titled(line, language))
                or _RIGHT.search(" ".join(map(str, passage.scope.part.attributes.values())))
            )
            and len(line.split()) in {2, 3}
            and is_name(line)
            and not passage.linked
        ):
            yield from parse_names(line)
            return


def _is_titled(line: str, language: str | None = None) -> bool:
    """Whether each word of *line* has a capital, where a line of prose or a heading has one: it is a name, and not a
    city's.
    """
    is_sentence_case = language in _SENTENCE_CASE or bool(_CYRILLIC_OR_GREEK.match(line))
    return is_sentence_case and all(word[:1].isupper() for word in line.split()) and not cities_named(line)


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
        is_pictures = ":" in passage.text and not YEAR.search(passage.text)  # "Copyright: Jane Doe" stands below those
        if not claims or is_pictures or _OF_SOFTWARE.search(passage.text):
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
