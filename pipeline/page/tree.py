"""The parsed page: what is never read is left out before BeautifulSoup's tree is built."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder
from lxml import etree, html

from pipeline.data import load_table
from pipeline.errors import DocumentError
from pipeline.page.characters import collapse

MAX_ELEMENTS = 200_000
"""More is a dump of data or an attack; the largest live blogs have half of that."""

_TABLE = load_table("html")
_NEVER_READ = frozenset(_TABLE["elements"]["never_read"])
_MAY_SWALLOW = frozenset(_TABLE["elements"]["may_swallow"])
_STYLING = frozenset(_TABLE["elements"]["styling"])
INLINE = frozenset(_TABLE["elements"]["inline"])
"""Elements that stand in a line of text; every other one begins a line of its own."""
_ATTRIBUTES = frozenset(_TABLE["attributes"]["read"])
_MISTAKES = 20
"""Elements left open around the article: looking for more would take a hostile page's time."""
_LINKS = frozenset(_TABLE["links"]["read"])


@dataclass(frozen=True)
class Tree:
    """A page's tree; and, so that nobody need search it for them, in page order its meta and link elements, those with
    an itemprop, and the texts of its JSON-LD scripts.
    """

    soup: BeautifulSoup
    heads: tuple[Tag, ...]
    properties: tuple[Tag, ...]
    linked_data: tuple[str, ...]

    @property
    def body(self) -> Tag:
        """The body element; the whole page where it has none."""
        return self.soup.body or self.soup

    @property
    def language(self) -> str | None:
        """The lang attribute of the root element, as the page spells it."""
        root = self.soup.html
        return attribute(root, "lang") if root else None


class _PrunedTreeBuilder(HTMLTreeBuilder):
    """BeautifulSoup's tree of what is read: lxml parses, and menus, scripts, styles and spaces are passed over.

    Building the tree of the whole page would take nine tenths of the time that reading a page takes.
    """

    def __init__(self, max_elements: int) -> None:
        super().__init__(multi_valued_attributes={})
        self.max_elements = max_elements
        self.linked_data: list[str] = []
        self.heads: list[Tag] = []
        self.properties: list[Tag] = []
        self.left_open = 0

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
        data = _LONG_TAG.sub(_without_bomb, data)
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(data, parser=parser)
        if data.count(b"<") > self.max_elements and sum(1 for _ in root.iter()) > self.max_elements:
            raise DocumentError("page", "too_large", f"The page has more than {self.max_elements:,} elements.")
        soup = cast(BeautifulSoup, self.soup)  # it sets itself before it feeds
        at_edge = True
        walk = etree.iterwalk(root, events=("start", "end"))
        passed_over = None
        for event, element in walk:
            name = element.tag
            if event == "start":
                if not isinstance(name, str) or self._never_read(element):
                    walk.skip_subtree()
                    passed_over = element
                    continue
                inline = name in INLINE
                attributes = {key: value for key, value in element.items() if key in _ATTRIBUTES}
                if attributes or name not in _STYLING:
                    tag = soup.handle_starttag(name, None, None, attributes)
                    if tag is not None and name in {"meta", "link"}:
                        self.heads.append(tag)
                    if tag is not None and "itemprop" in attributes:
                        self.properties.append(tag)
                at_edge = not inline or at_edge
                text = element.text
            else:
                inline = True
                if element is passed_over:
                    passed_over = None
                else:
                    inline = name in INLINE
                    if name not in _STYLING or not _ATTRIBUTES.isdisjoint(element.keys()):
                        soup.handle_endtag(name)
                    at_edge = not inline or at_edge
                text = element.tail
            if text and not (at_edge and text.isspace()):  # spaces beside a block show nothing, and cost a node each
                soup.handle_data(text)
                at_edge = False

    def _never_read(self, element: html.HtmlElement) -> bool:
        """Whether the element is passed over; a JSON-LD script leaves its text in `linked_data`."""
        name = element.tag
        if name in _NEVER_READ:
            if name in _MAY_SWALLOW and self._was_left_open(element):
                return False
            if name == "script" and "ld+json" in (element.get("type") or "").lower() and element.text:
                self.linked_data.append(element.text)
            return True
        if name == "link":
            return (element.get("rel") or "").lower() not in _LINKS and not element.get("itemprop")
        return name == "nav" and "crumb" not in _names(element) and not self._was_left_open(element)

    def _was_left_open(self, element: html.HtmlElement) -> bool:
        """Whether the article stands in *element*, by a mistake of the page."""
        if self.left_open >= _MISTAKES or next(element.iter("article", "main", "h1"), None) is None:
            return False
        self.left_open += 1
        return True


def _without_bomb(tag: re.Match[bytes]) -> bytes:
    """A long tag as it is, as one with a picture in it; empty where it holds thousands of attributes.

    libxml2's time grows with the square of their number.
    """
    return b"" if len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES else tag[0]


_LONG_TAG = re.compile(rb"<[^<>]{20000,}>?")
_MOST_ATTRIBUTES = 2000


def _names(element: html.HtmlElement) -> str:
    return f"{element.get('class')} {element.get('id')} {element.get('aria-label')}".lower()


def parse_tree(text: str, *, max_elements: int = MAX_ELEMENTS) -> Tree:
    """The tree of *text*; raises DocumentError `no_body` where it holds no markup, `too_large` beyond *max_elements*.

    Elements nested deeper than libxml2's limit (2,048 from version 2.14) are dropped by it.
    """
    builder = _PrunedTreeBuilder(max_elements)
    try:
        soup = BeautifulSoup(text, builder=builder)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError("page", "no_body", "The page holds no markup that can be read.") from error
    return Tree(soup, tuple(builder.heads), tuple(builder.properties), tuple(builder.linked_data))


def attribute(tag: Tag, name: str) -> str | None:
    """The attribute's value as one clean line; None where it is absent or blank."""
    value = tag.get(name)
    return (collapse(value) or None) if isinstance(value, str) else None


def text_of(tag: Tag, limit: int = 100_000) -> str:
    """All the text in *tag* as one clean line; blocks and <br> part words, inline elements don't.

    Cut at about *limit* characters or elements: what is asked for a line is not read as a book.
    """
    pieces: list[str] = []
    size = 0
    for node in tag.descendants:
        size += 1
        if isinstance(node, Tag):
            if node.name == "br" or node.name not in INLINE:
                pieces.append(" ")
        else:
            pieces.append(str(node)[: limit + 1])
            size += len(pieces[-1])
            parent = node.parent
            if node.next_sibling is None and parent is not None and parent is not tag and parent.name not in INLINE:
                pieces.append(" ")
        if size > limit:
            break
    return collapse("".join(pieces))
