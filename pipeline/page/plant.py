"""BeautifulSoup's tree of what is read of a page."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString
from lxml import etree

from pipeline.data import load_table
from pipeline.page.prune import ASKED, INLINE, WRAPPERS, Pruner, says_nothing
from pipeline.page.roles import roles_of_element

_TABLE = load_table("html")
_READ = frozenset(_TABLE["attributes"]["read"])


class Element(Tag):
    """A tag of the tree, with the roles that its names, its labels and its kind give it."""

    roles: frozenset[str]


def plant(
    root: etree._Element, pruner: Pruner, soup: BeautifulSoup, builder: HTMLTreeBuilder, max_depth: int
) -> tuple[list[Element], bool]:
    """Put what is read of *root* into *soup*; gives the elements with an itemprop, and whether any was left out because
    it stands in more than *max_depth* others.
    """
    planter, properties = _Planter(soup, builder), list[Element]()
    at_edge, is_cut = True, False
    walk = etree.iterwalk(root, events=("start", "end"))
    passed_over = None
    is_told: list[bool] = []  # of each open element, whether it is in the tree
    for event, element in walk:
        name = element.tag
        if event == "start":
            text = element.text
            if (not text or name in ASKED) and (not isinstance(name, str) or pruner.passes_over(element, name, text)):
                walk.skip_subtree()
                passed_over = element
                continue
            if len(is_told) > max_depth:
                walk.skip_subtree()
                passed_over, is_cut = element, True
                continue
            attributes = {key: value for key, value in element.items() if key in _READ}
            roles = roles_of_element(name, attributes)
            told = name not in WRAPPERS or not says_nothing(element, name, attributes, roles)
            is_told.append(told)
            if told:
                tag = planter.open(name, attributes, roles)
                if "itemprop" in attributes:
                    properties.append(tag)
            at_edge = at_edge or name not in INLINE
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
    return properties, is_cut


class _Planter:
    """Puts tags and strings into BeautifulSoup's tree, as its own calls for tree builders do, in a fifth of their time.

    Those decide for every tag anew what the same builder always answers alike: here one tag, made by BeautifulSoup
    itself, is the pattern for all, and one string for all strings.
    """

    def __init__(self, soup: BeautifulSoup, builder: HTMLTreeBuilder) -> None:
        self.builder = builder
        self.pattern: dict[str, Any] = vars(Tag(soup, builder, "pattern"))
        self.pattern_of_text: dict[str, Any] = vars(NavigableString("pattern"))
        self.open_tags: list[Tag] = [soup]
        self.last: Tag | NavigableString = soup
        self.pieces: list[str] = []

    def open(self, name: str, attributes: dict[str, str], roles: frozenset[str]) -> Element:
        """A new tag behind what there is, into which all goes until it is closed."""
        if self.pieces:
            self._flush()
        tag = Element.__new__(Element)
        state = vars(tag)
        state.update(self.pattern)
        state["name"], state["attrs"], state["contents"], state["roles"] = name, attributes, [], roles
        state["can_be_empty_element"] = self.builder.can_be_empty_element(name)
        self._append(tag)
        self.open_tags.append(tag)
        return tag

    def close(self) -> None:
        """Close the last tag opened."""
        if self.pieces:
            self._flush()
        self.open_tags.pop()

    def add(self, text: str) -> None:
        """Text behind what there is."""
        self.pieces.append(text)

    def _flush(self) -> None:
        text = str.__new__(NavigableString, self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces))
        vars(text).update(self.pattern_of_text)
        self._append(text)
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
