"""What is read of a page, in page order, and BeautifulSoup's tree of it, planted where it is asked for.

A page of which 400 elements are read is asked for some dozens of them: bylines, dates, captions, tables, pictures. So
each element's tag is made when it is first asked for, and its children when it is first asked for those. To plant them
all at once took as long as lxml's parse, and left more to the garbage collector.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString
from msgspec import Struct

from pipeline.data import load_table

_READ = frozenset(load_table("html")["attributes"]["read"])


class Part(Struct, eq=False):
    """An element that is read: it stands at `start` in its outline, what it holds behind that, and None at its `end`.

    `attributes` are all that it has; `roles` are those that its names, its labels and its kind give it.
    """

    outline: "Outline"
    parent: "Part | None"
    name: str
    attributes: Mapping[str, str]
    roles: frozenset[str]
    start: int
    end: int = 0
    planted: Tag | None = None

    @property
    def tag(self) -> Tag:
        """BeautifulSoup's tag of the element."""
        if self.planted is None:
            self.planted = self.outline.plant(self)
        return self.planted

    def held(self, *names: str) -> Iterator["Part"]:
        """The elements of these *names* in it, or all, in page order."""
        parts = self.outline.parts
        for index in range(self.start + 1, self.end):
            part = parts[index]
            if isinstance(part, Part) and (not names or part.name in names):
                yield part


class Outline:
    """The elements and texts that are read, each element followed by what it holds and by None; `whole` is around them
    all.
    """

    def __init__(self, soup: BeautifulSoup, builder: HTMLTreeBuilder) -> None:
        self.parts: list[Part | str | None] = []
        self.whole = Part(self, None, soup.name, {}, frozenset(), -1, planted=soup)
        vars(soup)["part"] = self.whole
        self._planted: list[Part] = []
        self._builder = builder
        # BeautifulSoup decides for every tag anew what the same builder always answers alike: here one tag that it made
        # is the pattern for all, and one string for all strings; but for the links, which are found when asked for.
        self._pattern = _without_links(Tag(soup, builder, "pattern"))
        soup.interesting_string_types = {Text}  # what get_text() gives: all strings are of that class
        self._pattern["interesting_string_types"] = soup.interesting_string_types
        self._pattern_of_text = _without_links(NavigableString("pattern"))

    def plant(self, part: Part) -> "Element":
        """The tag of *part*, without what it holds."""
        tag = Element.__new__(Element)
        vars(tag).update(
            self._pattern,
            part=part,
            name=part.name,
            attrs={name: value for name, value in part.attributes.items() if name in _READ},
            can_be_empty_element=self._builder.can_be_empty_element(part.name),
        )
        self._planted.append(part)
        return tag

    def fill(self, part: Part) -> list[Tag | NavigableString]:
        """What *part* holds, planted and linked, into its tag."""
        parent = part.tag
        children: list[Tag | NavigableString] = []
        index = part.start + 1
        while index < part.end:
            child = self.parts[index]
            if isinstance(child, Part):
                children.append(child.tag)
                index = child.end
            elif child is not None:
                children.append(self._text(child))
            index += 1
        before = None
        for node in children:
            node.parent, node.previous_sibling, node.next_sibling = parent, before, None
            if before is not None:
                before.next_sibling = node
            before = node
        vars(parent)["contents"] = children
        return children

    def clear(self) -> None:
        """Let go of all that was read: elements, their tags and this hold each other, and would wait for the garbage
        collector, which takes longer to look through them than they take to go.
        """
        for part in self._planted:
            part.planted = None
        self._planted.clear()
        self.parts.clear()

    def _text(self, text: str) -> NavigableString:
        planted = str.__new__(Text, text)
        vars(planted).update(self._pattern_of_text)
        return planted


class Element(Tag):
    """A tag of the tree, which plants what it holds, and what stands around it, when that is first asked for."""

    part: Part

    def __getattr__(self, name: str) -> Any:
        """What is not there yet; all else as BeautifulSoup has it."""
        grow = _GROWING.get(name)
        return grow(self) if grow else super().__getattr__(name)


class Text(NavigableString):
    """A string of the tree, which finds what stands before and behind it when that is first asked for."""

    def __getattr__(self, name: str) -> Any:
        """What is not there yet; all else as BeautifulSoup has it."""
        grow = _GROWING.get(name)
        if grow is None or name == "contents":
            raise AttributeError(f"a string has no attribute {name!r}")
        return grow(self)


def _without_links(pattern: Tag | NavigableString) -> dict[str, Any]:
    return {name: value for name, value in vars(pattern).items() if name not in _GROWING}


def _contents(tag: Element) -> list[Tag | NavigableString]:
    return tag.part.outline.fill(tag.part)


def _parent(tag: Element) -> Tag:
    parent = tag.part.parent
    return parent.tag if parent else tag.part.outline.whole.tag


def _sibling_before(tag: Element) -> object:
    _parent(tag).contents  # noqa: B018 -- it links its children
    return vars(tag)["previous_sibling"]


def _sibling_behind(tag: Element) -> object:
    _parent(tag).contents  # noqa: B018 -- it links its children
    return vars(tag)["next_sibling"]


def _element_behind(node: Tag | NavigableString) -> object:
    if isinstance(node, Tag) and node.contents:
        return node.contents[0]
    around: Tag | NavigableString | None = node
    while around is not None and around.next_sibling is None:
        around = around.parent
    return around.next_sibling if around is not None else None


def _element_before(node: Tag | NavigableString) -> object:
    before: object = node.previous_sibling
    if before is None:
        return node.parent
    while isinstance(before, Tag) and before.contents:
        before = before.contents[-1]
    return before


_GROWING: dict[str, Callable[[Any], object]] = {
    "contents": _contents,
    "parent": _parent,
    "previous_sibling": _sibling_before,
    "next_sibling": _sibling_behind,
    "previous_element": _element_before,
    "next_element": _element_behind,
}
"""How each link of a tag is found where it is not there yet."""
