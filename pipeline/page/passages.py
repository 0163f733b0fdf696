"""The page as passages: every line of text that stands by itself, in reading order, and the blocks they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.data import load_table
from pipeline.page.characters import collapse
from pipeline.page.plant import Element
from pipeline.page.prune import INLINE
from pipeline.page.tree import all_of, first_of, text_of
from pipeline.record.types import BlockKind

_TABLE = load_table("html")
_IMAGES = frozenset(_TABLE["elements"]["images"])
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces
_LEVELS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KINDS: dict[str, BlockKind] = {"li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote"}
_OF_A_HEADING = 3
"""Passages: a kicker, a headline and a deck may stand in one heading."""
_CELL = 60
"""Words: a table with more in one cell is there for the page's layout."""
_NESTED = 60


@dataclass(slots=True, eq=False, repr=False)  # of a page everything is within reach
class Scope:
    """A block element. The passages in it are those from `first` up to `end`: they lie side by side.

    `level` is 1 to 6 within a heading, 0 elsewhere.
    """

    tag: Tag
    parent: "Scope | None"
    kind: BlockKind
    roles: frozenset[str]
    level: int
    first: int
    end: int = 0

    def ancestors(self) -> Iterator["Scope"]:
        """This block, and those around it, the nearest first; no more of them than real pages nest."""
        scope: Scope | None = self
        for _ in range(_NESTED):
            if scope is None:
                return
            yield scope
            scope = scope.parent


@dataclass(slots=True, eq=False, repr=False)  # of a page everything is within reach
class Passage:
    """One run of text between the edges of blocks.

    `lines` are what <br> parts, `text` is all of them as one line; a table's lines are its rows, and stay apart.
    `words` counts words (see `count_words`), `linked` is the share of characters in links, 0 to 1. `level` is 1 to 6
    for a heading, 0 for all else. `roles` are those of an inline element that holds all of it.
    """

    index: int
    lines: tuple[str, ...]
    kind: BlockKind
    scope: Scope
    level: int
    words: int
    linked: float
    roles: frozenset[str]
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = ("\n" if self.kind == "table" else " ").join(self.lines)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Mark:
    """An element whose names, tag or itemprop give it a role, before which `index` passages stand."""

    tag: Tag
    roles: frozenset[str]
    index: int
    scope: Scope


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Picture:
    """An img element, before which `index` passages stand."""

    tag: Tag
    index: int
    scope: Scope


@dataclass(frozen=True, slots=True)
class Passages:
    """All that one walk over the page's body sees."""

    passages: tuple[Passage, ...]
    scopes: tuple[Scope, ...]
    marks: tuple[Mark, ...]
    pictures: tuple[Picture, ...]


def count_words(text: str) -> int:
    """How many words *text* has; two characters of a script without spaces count as one.

    >>> count_words("Tea prices rose"), count_words("茶叶价格上涨")
    (3, 4)
    """
    return text.count(" ") + bool(text) + (0 if text.isascii() else len(_WIDE.findall(text)) // 2)


def read_passages(body: Tag) -> Passages:
    """The passages, blocks, marks and pictures of *body*, in one walk."""
    walk = _Walk(body)
    walk.run()
    return Passages(tuple(walk.passages), tuple(walk.scopes), tuple(walk.marks), tuple(walk.pictures))


class _Walk:
    """The state of the walk: the block it is in, and the text collected since the last edge of a block."""

    def __init__(self, body: Tag) -> None:
        self.passages: list[Passage] = []
        self.scopes: list[Scope] = []
        self.marks: list[Mark] = []
        self.pictures: list[Picture] = []
        self.scope = Scope(tag=body, parent=None, kind="paragraph", roles=frozenset(), level=0, first=0)
        self.scopes.append(self.scope)
        self.begin()
        self.links = 0
        self.inline_roles: list[frozenset[str]] = []

    def begin(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0
        self.roles: dict[frozenset[str], int] = {}

    def run(self) -> None:
        """Walks without recursion: pages nest deeper than Python may."""
        stack: list[tuple[Tag, Iterator[object]]] = [(self.scope.tag, iter(self.scope.tag.contents))]
        while stack:
            tag, children = stack[-1]
            for child in children:
                if isinstance(child, Element):
                    if self.enter(child):
                        stack.append((child, iter(child.contents)))
                        break
                elif isinstance(child, NavigableString):
                    self.add(str(child))
            else:
                stack.pop()
                self.leave(tag)

    def add(self, text: str) -> None:
        self.pieces.append(text.replace("\n", " "))
        if not self.inline_roles:  # not in a line's elements, so in no link
            return
        size = len(" ".join(text.split()))
        if self.links:
            self.linked += size
        if self.inline_roles[-1]:
            roles = self.inline_roles[-1]
            self.roles[roles] = self.roles.get(roles, 0) + size

    def enter(self, tag: Element) -> bool:
        """Begin *tag*; False where there is nothing more to see in it."""
        name = tag.name
        if name == "br":
            self.pieces.append("\n")
            return False
        if name in _IMAGES:
            self.pictures.append(Picture(tag, len(self.passages), self.scope))
            return False
        if name in INLINE:
            roles = tag.roles
            if roles:
                self.marks.append(Mark(tag, roles, len(self.passages), self.scope))
            if "hidden" in roles:
                return False
            self.inline_roles.append(roles or (self.inline_roles[-1] if self.inline_roles else roles))
            self.links += name == "a"
            return True
        self.flush()
        if name == "hr":
            return False
        roles = tag.roles
        kind = "heading" if name in _LEVELS else _KINDS.get(name) or self.inherited_kind(name)
        level = int(name[1]) if name in _LEVELS else self.scope.level
        self.scope = Scope(tag=tag, parent=self.scope, kind=kind, roles=roles, level=level, first=len(self.passages))
        self.scopes.append(self.scope)
        if roles:
            self.marks.append(Mark(tag, roles, len(self.passages), self.scope))
        if name == "table" and (rows := _data_rows(tag)):
            linked = sum(len(text_of(link)) for link in all_of(tag, "a"))
            self.append(tuple(rows), "table", linked / max(1, sum(map(len, rows))), frozenset())
            self.close()
            return False
        return True

    def leave(self, tag: Tag) -> None:
        if tag.name in INLINE:
            self.inline_roles.pop()
            self.links -= tag.name == "a"
            return
        self.flush()
        self.close()

    def close(self) -> None:
        self.scope.end = len(self.passages)
        if self.scope.tag.name in _LEVELS and self.scope.end - self.scope.first > _OF_A_HEADING:
            for passage in self.passages[self.scope.first :]:  # a heading that was left open: what follows stands in it
                passage.kind, passage.level = "paragraph", 0
        if self.scope.parent is not None:
            self.scope = self.scope.parent

    def inherited_kind(self, name: str) -> BlockKind:
        return "paragraph" if name in {"table", "figure"} else self.scope.kind

    def flush(self) -> None:
        """Make passages of the text collected; an empty line (two <br>) parts paragraphs."""
        if not self.pieces:
            return
        text, size = "".join(self.pieces), 0
        if not text.isspace():
            lines = [collapse(line) for line in text.split("\n")]
            size = sum(map(len, lines))
        if size:
            whole = [roles for roles, share in self.roles.items() if share >= 0.8 * size]
            linked, paragraph = min(1.0, self.linked / size), []
            for line in [*lines, ""]:
                if line:
                    paragraph.append(line)
                elif paragraph:
                    self.append(tuple(paragraph), self.scope.kind, linked, whole[0] if whole else frozenset())
                    paragraph = []
        self.begin()

    def append(self, lines: tuple[str, ...], kind: BlockKind, linked: float, roles: frozenset[str]) -> None:
        words = sum(map(count_words, lines))
        level = self.scope.level if kind == "heading" else 0
        self.passages.append(Passage(len(self.passages), lines, kind, self.scope, level, words, linked, roles))


def _data_rows(table: Tag) -> list[str] | None:
    """The rows of a table of data, cells joined by tabs; None for a table that lays out the page."""
    if first_of(table, "table", "h1", "h2", "img", "article", "form", "ul") is not None:
        return None
    rows = []
    widest = 0
    for row in all_of(table, "tr"):
        cells = [text_of(cell) for cell in all_of(row, "td", "th")]
        if any(count_words(cell) > _CELL for cell in cells):
            return None
        widest = max(widest, len(cells))
        if any(cells):
            rows.append("\t".join(cells))
    return rows if len(rows) > 1 and widest > 1 else None
