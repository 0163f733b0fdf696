"""Whom elements name that are marked as bylines, and links to authors' pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bs4 import Tag

from pipeline.data import load_table
from pipeline.page.agencies import agencies_in
from pipeline.page.links import is_in_teaser
from pipeline.page.names import BY, is_given, is_name, is_pen_name, parse_names
from pipeline.page.passages import Mark, Passage, Passages
from pipeline.page.printed import ELSEWHERE, NEAR, OTHER_WORK, SHORT
from pipeline.page.prune import INLINE
from pipeline.page.tree import all_of, attribute, text_of

_TABLE = load_table("bylines")["byline"]
_TITLES = frozenset([*_TABLE["roles"], *_TABLE["nobody"]])
_MOST = 30
"""Links or other elements of one byline: nobody has more authors."""
_LONGEST = 200
"""Characters: a longer element holds more than a byline."""
_BEFORE = 16
"""Characters: "Translated by ", "Fotos: "."""
_WITHIN = 4
"""Elements: what stands deeper in a link is no line of it."""
_OF_A_USER = 4
"""Words: a longer text is no user's name."""
_ALL_LINK = 0.9
"""The share of a line that links, where it is nothing else."""
_GLUED = re.compile(r"(?<=\s)(?!(?:Mac|Van|Fitz|Del)[A-Z])([^\W\d_]{2,}[a-zß-öø-ÿ])(?=[A-ZÀ-Þ][a-zß-öø-ÿ])")
"""Where a word may end and another begin without a space."""
_OF_A_TITLE = 3
"""Words."""
_MOST_MARKS = 200
"""Elements named for authors that are looked at."""
_AUTHORS_PAGE = re.compile(rf"/(?:{'|'.join(_TABLE['paths'])})(?:[/.,-]|\?)|[?&]author=", re.IGNORECASE)
_BESIDE = ELSEWHERE | {"sidebar"}
_OF_PICTURES = re.compile(
    rf"//(?:[\w-]+\.)*?(?:{'|'.join(map(re.escape, _TABLE['hosts_of_pictures']))})", re.IGNORECASE
)


def of_marks(page: Passages, furniture: Sequence[str | None], headline: int, end: int) -> Iterator[str]:
    """The names in elements named as bylines, from above the *headline* to a little behind the text's *end*."""
    marks = [
        mark
        for mark in page.marks
        if "byline" in mark.roles
        and headline - 6 <= mark.index <= end + 6
        and (mark.index >= len(furniture) or furniture[mark.index] not in _BESIDE)
        and not any("comments" in scope.roles for scope in mark.scope.ancestors())
        and not is_in_teaser(page, mark.scope, headline)
    ]
    near = [mark for mark in marks if mark.index <= headline + NEAR]
    yield from _of_first(near) or _of_first([mark for mark in marks if mark.index > headline + NEAR])


def _of_first(marks: Sequence[Mark]) -> list[str]:
    """The names in the first of *marks* that hold any; further ones are another story's, or the author's biography.

    A name and more, as with the place behind it, gives way to the name that an element holds alone.
    """
    first: Mark | None = None
    names: list[str] = []
    for mark in marks[:_MOST_MARKS]:
        found = tuple(_of_mark(mark))
        if found and first is not None and mark.scope is not first.scope and mark.index > first.index + 1:
            break
        if found:
            first = first or mark
            names += found
    return [name for name in names if not any(name.startswith(f"{other} ") for other in names)]


def _of_mark(mark: Mark) -> Iterator[str]:
    text = text_of(mark.tag, 2 * _LONGEST)  # what is cut is counted with its elements, and may be a little shorter
    if not text or len(text) > _LONGEST or OTHER_WORK.match(text) or _is_made_otherwise(mark, text):
        return
    links = list(islice(all_of(mark.tag, "a"), _MOST))
    if any(_OF_PICTURES.search(attribute(link, "href") or "") for link in (mark.tag, *links)):
        return
    links = [link for link in links if not _made_otherwise(link, text)]
    linked = [name for link in [link for link in links if _leads_to_author(link)] or links for name in _of_link(link)]
    classes = str(mark.tag.get("class", "")).split()
    named = mark.tag.get("rel") == "author" or "author" in str(mark.tag.get("itemprop", "")) or "fn" in classes
    text = _parted(text)
    signed = BY.match(text)
    printed = parse_names(text, single=named) or (parse_names(text[signed.end() :], single=True) if signed else ())
    if not printed and named and is_pen_name(text):
        printed = (text,)
    if not printed and is_given(text):
        printed = parse_names(text, single=True)
    yield from (
        (printed if len(printed) > len(linked) else linked)
        or printed
        or tuple(_of_pieces(mark.tag))
        or agencies_in(text, alone=True)
    )


def _parted(text: str) -> str:
    """*text* with a bar where a name and a title meet that style sheets set apart: "Jane DoeStaff writer".

    >>> _parted("Jane DoeStaff writer"), _parted("Orlan WindPower")
    ('Jane Doe | Staff writer', 'Orlan WindPower')
    """
    for glued in _GLUED.finditer(text):
        behind = text[glued.end() :].casefold().split(None, _OF_A_TITLE)[:_OF_A_TITLE]
        if not _TITLES.isdisjoint(behind):
            return f"{text[: glued.end()]} | {text[glued.end() :]}"
    return text


def _of_pieces(tag: Tag) -> Iterator[str]:
    """The names that stand before their bearers' titles in the items of a byline: "Jane Doe Journalist Send e-mail"."""
    items = [text_of(item, _LONGEST) for item in islice(all_of(tag, "li", "div", "p"), _MOST)]
    for words in map(str.split, items or [text_of(tag, _LONGEST)]):
        title = next((place for place, word in enumerate(words) if word.casefold() in _TITLES), 0)
        name = " ".join(words[:title])
        if title and is_given(name) and is_name(name) and not OTHER_WORK.search(" ".join(words[title:])):
            yield from parse_names(name)


def _is_made_otherwise(mark: Mark, text: str) -> bool:
    """Whether the line in which a mark stands says just before its *text* that it is the photographer's."""
    line = text_of(mark.tag.parent, 2 * _LONGEST) if mark.part.name in INLINE and mark.tag.parent else ""
    before = line.partition(text)[0]
    return bool(OTHER_WORK.search(before[-_BEFORE:])) and not BY.match(before + text)


def _made_otherwise(link: Tag, text: str) -> bool:
    """Whether *text* says just before a link's that it is the photographer's, or the translator's."""
    start = text.find(text_of(link, _LONGEST))
    return start > 0 and bool(OTHER_WORK.search(text[max(0, start - _BEFORE) : start]))


def _of_link(link: Tag) -> tuple[str, ...]:
    """The names in a link's text; a pen name where the link leads to an author's page, of several words where the link
    is named for it.
    """
    text = text_of(link, _LONGEST)
    if _leads_to_author(link):
        is_user = "username" in str(link.get("class", "")).split() and text.count(" ") < _OF_A_USER
        return parse_names(text) or tuple(name for name in [text] if is_user or is_pen_name(name))
    return parse_names(text)


def _leads_to_author(link: Tag) -> bool:
    return link.get("rel") == "author" or bool(_AUTHORS_PAGE.search(attribute(link, "href") or ""))


def of_links(passages: Iterable[Passage]) -> Iterator[str]:
    """The names in a short line that links to their authors' pages, and in those right below it that are such links."""
    last: Passage | None = None
    for passage in passages:
        if last is not None and (passage.index != last.index + 1 or passage.linked < _ALL_LINK):
            return
        found = tuple(_authors_linked(passage))
        if found:
            yield from found
            last = passage
        elif last is not None:
            return


def _authors_linked(passage: Passage) -> Iterator[str]:
    if not passage.linked or passage.words > SHORT or passage.level == 1 or OTHER_WORK.search(passage.text):
        return
    for link in list(islice(all_of(passage.scope.tag, "a"), _MOST)) or _around(passage):
        if _AUTHORS_PAGE.search(attribute(link, "href") or "") and text_of(link, _LONGEST) in passage.text:
            yield from _of_link(link)


def _around(passage: Passage) -> list[Tag]:
    """The link that *passage* stands in, where it is around its element, with a picture perhaps."""
    if passage.linked < _ALL_LINK:
        return []
    return [parent for parent in islice(passage.scope.tag.parents, _WITHIN) if parent.name == "a"][:1]
