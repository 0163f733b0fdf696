"""The parsed page: what is never read is left out before BeautifulSoup's tree is built."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder
from lxml import etree

from pipeline.errors import DocumentError
from pipeline.page.characters import collapse
from pipeline.page.limits import DEFAULT_LIMITS, Limits
from pipeline.page.outline import take_down
from pipeline.page.parse import parse_markup
from pipeline.page.plant import Element, Outline, Part
from pipeline.page.prune import INLINE, Pruner
from pipeline.record.types import Warning
from pipeline.record.warnings import warn

_LONGEST_TAG = 20_000
"""Bytes: only what holds a picture, or an attack, is longer."""
_LONG_TAG = re.compile(rb"<[^<>]{%d,}>?" % _LONGEST_TAG)
_MOST_ATTRIBUTES = 2000


@dataclass(frozen=True)
class Tree:
    """A page's tree; and, so that nobody need search it for them, in page order the attributes of its meta and link
    elements, which are not in the tree, the elements with an itemprop, and the texts of the JSON-LD scripts.

    `outline` is the same as the tree: what is read of the page, in page order.
    """

    soup: BeautifulSoup
    outline: Outline
    heads: tuple[Mapping[str, str], ...]
    properties: tuple[Part, ...]
    linked_data: tuple[str, ...]
    warnings: tuple[Warning, ...] = ()

    @property
    def body(self) -> Part:
        """The body element; the whole page where it has none."""
        return self._first("body") or self.outline.whole

    @property
    def title(self) -> Tag | None:
        """The first title element."""
        part = self._first("title")
        return part.tag if part else None

    @property
    def language(self) -> str | None:
        """The lang attribute of the root element, as the page spells it."""
        root = self._first("html")
        return attribute(root.tag, "lang") if root else None

    def _first(self, name: str) -> Part | None:
        return next((part for part in self.outline.parts if isinstance(part, Part) and part.name == name), None)


class _PrunedTreeBuilder(HTMLTreeBuilder):
    """BeautifulSoup's tree of what is read: lxml parses; menus, scripts, styles and spaces are passed over; the rest is
    planted where it is asked for.

    BeautifulSoup's tree of the whole page alone would take twice as long as all of the reading does.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__(multi_valued_attributes={})
        self.limits = limits

    def prepare_markup(
        self,
        markup: str | bytes,
        user_specified_encoding: str | None = None,  # noqa: ARG002 -- decode.py has decided
        document_declared_encoding: str | None = None,  # noqa: ARG002 -- decode.py has decided
        exclude_encodings: Iterable[str] | None = None,  # noqa: ARG002 -- decode.py has decided
    ) -> Iterable[tuple[str | bytes, str | None, str | None, bool]]:
        """The one way to read the markup: as the text it is."""
        yield markup, None, None, False

    def feed(self, markup: str | bytes) -> None:
        """Parse *markup* and tell BeautifulSoup of what is read."""
        data = markup.encode("utf-8") if isinstance(markup, str) else markup
        if _may_hold_long_tag(data):
            data = _LONG_TAG.sub(_without_bomb, data)
        root, is_cut = parse_markup(data, self.limits.max_elements)
        self.pruner = Pruner()
        soup = cast(BeautifulSoup, self.soup)  # it sets itself before it feeds
        self.outline = Outline(soup, self)
        self.properties, is_too_deep = take_down(root, self.pruner, self.outline, self.limits.max_depth)
        self.is_cut = is_cut or is_too_deep
        self.outline.fill(self.outline.whole)


def _may_hold_long_tag(data: bytes) -> bool:
    """Whether more bytes than the longest tag's stand somewhere with neither "<" nor ">" among them."""
    start = 0  # behind a "<"
    while start + _LONGEST_TAG < len(data):
        following = data.rfind(b"<", start, start + _LONGEST_TAG)
        if following < 0:
            if data.find(b">", start, start + _LONGEST_TAG) < 0:
                return True
            following = data.find(b"<", start + _LONGEST_TAG)
            if following < 0:
                return False
        start = following + 1
    return False


def _without_bomb(tag: re.Match[bytes]) -> bytes:
    """A long tag as it is, as one with a picture in it; empty where it holds thousands of attributes.

    libxml2's time grows with the square of their number.
    """
    return b"" if len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES else tag[0]


def parse_tree(markup: str | bytes, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """The tree of *markup*, a text or its UTF-8; raises DocumentError `no_body` where it holds nothing to parse,
    `too_large` for too many elements.

    What nests too deep is left out; what nests deeper than libxml2's own limit (2,048 from version 2.14) is dropped by
    it, and all that follows: the tree then carries the warning `nesting_cut`.
    """
    builder = _PrunedTreeBuilder(limits)
    try:
        soup = BeautifulSoup(markup, builder=builder)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError("page", "no_body", "The page holds no markup that can be read.") from error
    warnings = (warn("nesting_cut"),) if builder.is_cut else ()
    pruner = builder.pruner
    return Tree(
        soup, builder.outline, tuple(pruner.heads), tuple(builder.properties), tuple(pruner.linked_data), warnings
    )


def attribute(tag: Tag, name: str) -> str | None:
    """The attribute's value as one clean line; None where it is absent or blank."""
    value = tag.get(name)
    return (collapse(value) or None) if isinstance(value, str) else None


def all_of(tag: Tag, *names: str) -> Iterator[Tag]:
    """The elements of these *names* in *tag*, or all, in page order; nothing else is planted for it."""
    return (part.tag for part in _part_of(tag).held(*names))


def first_of(tag: Tag, *names: str) -> Tag | None:
    """The first element of one of these *names* in *tag*; None where it holds none."""
    return next(all_of(tag, *names), None)


def text_of(tag: Tag | Part, limit: int = 100_000) -> str:
    """All the text in *tag* as one clean line; blocks and <br> part words, inline elements don't.

    Cut at about *limit* characters or elements: what is asked for a line is not read as a book.
    """
    whole = _part_of(tag)
    parts = whole.outline.parts
    pieces: list[str] = []
    size = 0
    in_line = [True]  # of each element around: whether it stands in a line
    for index in range(whole.start + 1, whole.end):
        part = parts[index]
        if part is None:
            in_line.pop()
            continue
        size += 1
        if isinstance(part, str):
            pieces.append(part[: limit + 1])
            size += len(pieces[-1])
            if not in_line[-1] and parts[index + 1] is None:
                pieces.append(" ")
        else:
            in_line.append(part.name in INLINE)
            if not in_line[-1] or part.name == "br":
                pieces.append(" ")
        if size > limit:
            break
    return collapse("".join(pieces))


def _part_of(tag: Tag | Part) -> Part:
    return tag if isinstance(tag, Part) else cast(Element, tag).part
