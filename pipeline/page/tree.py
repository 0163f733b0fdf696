"""The parsed page: what is never read is left out before BeautifulSoup's tree is built."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import cast

from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString
from lxml import etree

from pipeline.data import load_table
from pipeline.errors import DocumentError
from pipeline.page.characters import collapse
from pipeline.page.roles import roles_of
from pipeline.record.types import Warning
from pipeline.record.warnings import warn

MAX_ELEMENTS = 200_000
"""More is a dump of data or an attack; the largest live blogs have half of that."""

_TABLE = load_table("html")
_NEVER_READ = frozenset(_TABLE["elements"]["never_read"])
_MAY_SWALLOW = frozenset(_TABLE["elements"]["may_swallow"])
_NAMING = frozenset(_TABLE["attributes"]["names"])
_TELLING = frozenset({"itemprop", "itemscope", "rel", "role", "hidden", "style", "datetime", "lang", "property"})
"""Attributes that say something of an element whatever its names say."""
_STYLING = frozenset(_TABLE["elements"]["styling"])
INLINE = frozenset(_TABLE["elements"]["inline"])
"""Elements that stand in a line of text; every other one begins a line of its own."""
_ATTRIBUTES = frozenset(_TABLE["attributes"]["read"])
_MISTAKES = 20
"""Elements left open around the article: looking for more would take a hostile page's time."""
_LISTS = frozenset({"ul", "ol"})
_OF_A_MENU = 4
"""Items: a shorter list may be anything."""
_OF_A_LINK = 3
"""Words: links that lead to articles have more of them."""
_KEPT = re.compile("crumb|tag|topic|keyword|author|byline|categor")
"""What names lists of links that say something of the article."""
_HEADS = frozenset({"meta", "link"})
_SHOW_NOTHING = frozenset(_TABLE["elements"]["nothing_when_empty"])


@dataclass(frozen=True)
class Tree:
    """A page's tree; and, so that nobody need search it for them, in page order the attributes of its meta and link
    elements, which are not in the tree, the elements with an itemprop, and the texts of the JSON-LD scripts.
    """

    soup: BeautifulSoup
    heads: tuple[Mapping[str, str], ...]
    properties: tuple[Tag, ...]
    linked_data: tuple[str, ...]
    warnings: tuple[Warning, ...] = ()

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
        self.heads: list[Mapping[str, str]] = []
        self.properties: list[Tag] = []
        self.left_open = 0
        self.is_cut = False

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
        if max(map(len, data.split(b"<"))) > _LONGEST_TAG:
            data = _LONG_TAG.sub(_without_bomb, data)
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(data, parser)
        if root is None:
            raise etree.ParserError("the markup holds no element")
        self.is_cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log.filter_from_fatals())
        if data.count(b"<") > self.max_elements and sum(1 for _ in root.iter()) > self.max_elements:
            raise DocumentError("page", "too_large", f"The page has more than {self.max_elements:,} elements.")
        self._build(root, _Planter(cast(BeautifulSoup, self.soup), self))

    def _build(self, root: etree._Element, planter: "_Planter") -> None:
        at_edge = True
        walk = etree.iterwalk(root, events=("start", "end"))
        passed_over = None
        is_told: list[bool] = []  # of each open element, whether it is in the tree
        for event, element in walk:
            name = element.tag
            if event == "start":
                if not isinstance(name, str) or self._never_read(element):
                    walk.skip_subtree()
                    passed_over = element
                    continue
                attributes = {key: value for key, value in element.items() if key in _ATTRIBUTES}
                is_told.append(not _says_nothing(element, attributes))
                if is_told[-1]:
                    tag = planter.open(name, attributes)
                    if "itemprop" in attributes:
                        self.properties.append(tag)
                at_edge = at_edge or name not in INLINE
                text = element.text
            else:
                if element is passed_over:
                    passed_over = None
                else:
                    if is_told.pop():
                        planter.close()
                    at_edge = at_edge or name not in INLINE
                text = element.tail
            if text and not (at_edge and text.isspace()):  # spaces beside a block show nothing, and cost a node each
                planter.add(text)
                at_edge = False

    def _never_read(self, element: etree._Element) -> bool:
        """Whether the element is passed over; a JSON-LD script leaves its text in `linked_data`."""
        name = element.tag
        if name in _HEADS:
            self.heads.append({"tag": name, **element.attrib})
            return not element.get("itemprop")
        if not len(element) and not element.text and name in _SHOW_NOTHING:  # icons, slots of advertisements
            return not element.get("itemprop")
        if name in _NEVER_READ:
            if name in _MAY_SWALLOW and self._was_left_open(element):
                return False
            if name == "script" and "ld+json" in (element.get("type") or "").lower() and element.text:
                self.linked_data.append(element.text)
            return True
        if name in _LISTS and _is_menu(element):
            return True
        return name == "nav" and "crumb" not in _names(element) and not self._was_left_open(element)

    def _was_left_open(self, element: etree._Element) -> bool:
        """Whether the article stands in *element*, by a mistake of the page."""
        if self.left_open >= _MISTAKES or next(element.iter("article", "main", "h1"), None) is None:
            return False
        self.left_open += 1
        return True


class _Planter:
    """Puts tags and strings into BeautifulSoup's tree, as its own calls for tree builders do, in a fifth of their time.

    Those decide for every tag anew what the same builder always answers alike: here one tag, made by BeautifulSoup
    itself, is the pattern for all.
    """

    def __init__(self, soup: BeautifulSoup, builder: HTMLTreeBuilder) -> None:
        self.builder = builder
        self.pattern = vars(Tag(soup, builder, "pattern"))
        self.open_tags: list[Tag] = [soup]
        self.last: Tag | NavigableString = soup
        self.pieces: list[str] = []

    def open(self, name: str, attributes: dict[str, str]) -> Tag:
        """A new tag behind what there is, into which all goes until it is closed."""
        self._flush()
        tag = Tag.__new__(Tag)
        state = vars(tag)
        state.update(self.pattern)
        state["name"], state["attrs"], state["contents"] = name, attributes, []
        state["can_be_empty_element"] = self.builder.can_be_empty_element(name)
        self._append(tag)
        self.open_tags.append(tag)
        return tag

    def close(self) -> None:
        """Close the last tag opened."""
        self._flush()
        self.open_tags.pop()

    def add(self, text: str) -> None:
        """Text behind what there is."""
        self.pieces.append(text)

    def _flush(self) -> None:
        if self.pieces:
            self._append(NavigableString("".join(self.pieces)))
            self.pieces = []

    def _append(self, node: Tag | NavigableString) -> None:
        parent = self.open_tags[-1]
        siblings = parent.contents
        node.parent = parent
        node.previous_element = self.last
        self.last.next_element = node
        if siblings:
            node.previous_sibling = siblings[-1]
            siblings[-1].next_sibling = node
        siblings.append(node)
        self.last = node


def _says_nothing(element: etree._Element, attributes: Mapping[str, str]) -> bool:
    """Whether only what stands in *element* is read: styling, a block around a block, whose names say nothing."""
    name = element.tag
    if name in _STYLING:
        is_wrapper = True
    elif name == "div" and len(element) == 1:
        child = element[0]
        is_wrapper = child.tag not in INLINE and not _has_text(element.text) and not _has_text(child.tail)
    else:
        is_wrapper = False
    if not is_wrapper or not attributes:
        return is_wrapper
    if not _TELLING.isdisjoint(attributes):
        return False
    return not roles_of(" ".join(value for key, value in attributes.items() if key in _NAMING))


def _is_menu(element: etree._Element) -> bool:
    """Whether a list is a menu: many links of a word or two, nothing else; breadcrumbs and tags are none."""
    if len(element) < _OF_A_MENU or (element.text and not element.text.isspace()):
        return False
    words = 0
    for item in element:
        links = [child for child in item if child.tag == "a"]
        if item.tag != "li" or len(links) != 1 or len(item) != 1 or _has_text(item.text) or _has_text(links[0].tail):
            return False
        if links[0].get("rel") == "tag" or next(links[0].iter("img"), None) is not None:
            return False
        words += sum(len(text.split()) for text in links[0].itertext())
    if words > _OF_A_LINK * len(element):
        return False
    around = [element, *islice(element.iterancestors(), 2)]
    return not any(_KEPT.search(_names(one)) for one in around)


def _has_text(text: str | None) -> bool:
    return text is not None and bool(text) and not text.isspace()


def _without_bomb(tag: re.Match[bytes]) -> bytes:
    """A long tag as it is, as one with a picture in it; empty where it holds thousands of attributes.

    libxml2's time grows with the square of their number.
    """
    return b"" if len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES else tag[0]


_LONGEST_TAG = 20_000
_LONG_TAG = re.compile(rb"<[^<>]{%d,}>?" % _LONGEST_TAG)
_MOST_ATTRIBUTES = 2000


def _names(element: etree._Element) -> str:
    return f"{element.get('class')} {element.get('id')} {element.get('aria-label')}".lower()


def parse_tree(text: str, *, max_elements: int = MAX_ELEMENTS) -> Tree:
    """The tree of *text*; raises DocumentError `no_body` where it holds no markup, `too_large` beyond *max_elements*.

    Elements nested deeper than libxml2's limit (2,048 from version 2.14) are dropped by it, and all that follows them:
    the tree then carries the warning `nesting_cut`.
    """
    builder = _PrunedTreeBuilder(max_elements)
    try:
        soup = BeautifulSoup(text, builder=builder)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError("page", "no_body", "The page holds no markup that can be read.") from error
    warnings = (warn("nesting_cut"),) if builder.is_cut else ()
    return Tree(soup, tuple(builder.heads), tuple(builder.properties), tuple(builder.linked_data), warnings)


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
