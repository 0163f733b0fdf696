"""The page as passages: every line of text that stands by itself, in reading order, and the blocks they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bs4 import Tag
from msgspec import Struct

from pipeline.data import load_table
from pipeline.page.characters import collapse
from pipeline.page.plant import Part
from pipeline.page.prune import INLINE
from pipeline.page.tree import text_of
from pipeline.record.types import BlockKind

_TABLE = load_table("html")
_IMAGES = frozenset(_TABLE["elements"]["images"])
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces
_LEVELS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEAVES = _IMAGES | {"br", "hr"}
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("li", "dt", "dd"), "list_item"),
    "blockquote": "quote",
    **dict.fromkeys(("table", "figure"), "paragraph"),
}
"""Of elements that say what stands in them; in all others it is what stands around them."""
_OF_A_HEADING = 3
"""Passages: a kicker, a headline and a deck may stand in one heading."""
_CELL = 60
"""Words: a table with more in one cell is there for the page's layout."""
_NESTED = 60
_OF_A_SENTENCE, _CLOSED = 6, (".", "!", "?", "”", '."', '?"', '!"')
"""Words of a sentence, the least, and how lines of programs seldom end."""
_NO_ROLES: frozenset[str] = frozenset()
_CAPTION, _PICTURE = frozenset({"caption"}), frozenset({"caption", "credit"})


class Scope(Struct, eq=False):
    """A block element. The passages in it are those from `first` up to `end`: they lie side by side.

    `level` is 1 to 6 within a heading, 0 elsewhere.
    """

    part: Part
    name: str
    parent: "Scope | None"
    kind: BlockKind
    roles: frozenset[str]
    level: int
    first: int
    end: int = 0

    @property
    def tag(self) -> Tag:
        """BeautifulSoup's tag of the element; of its name there is no need to ask that."""
        return self.part.tag

    def ancestors(self) -> Iterator["Scope"]:
        """This block, and those around it, the nearest first; no more of them than real pages nest."""
        scope: Scope | None = self
        for _ in range(_NESTED):
            if scope is None:
                return
            yield scope
            scope = scope.parent


class Passage(Struct, eq=False):
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
    text: str


class Mark(Struct, eq=False):
    """An element whose names, tag or itemprop give it a role, before which `index` passages stand."""

    part: Part
    roles: frozenset[str]
    index: int
    scope: Scope

    @property
    def tag(self) -> Tag:
        """BeautifulSoup's tag of the element."""
        return self.part.tag


class Picture(Struct, eq=False):
    """An img element, before which `index` passages stand."""

    part: Part
    index: int
    scope: Scope

    @property
    def tag(self) -> Tag:
        """BeautifulSoup's tag of the element."""
        return self.part.tag


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


def read_passages(body: Part) -> Passages:
    """The passages, blocks, marks and pictures of *body*, in one walk."""
    walk = _Walk(body)
    walk.run()
    return Passages(tuple(walk.passages), tuple(walk.scopes), tuple(walk.marks), tuple(walk.pictures))


class _Walk:
    """The state of the walk: the block it is in, and the text collected since the last edge of a block."""

    def __init__(self, body: Part) -> None:
        self.body = body
        self.passages: list[Passage] = []
        self.scopes: list[Scope] = []
        self.marks: list[Mark] = []
        self.pictures: list[Picture] = []
        self.scope = Scope(
            part=body, name=body.name, parent=None, kind="paragraph", roles=frozenset(), level=0, first=0
        )
        self.scopes.append(self.scope)
        self.begin()

    def begin(self) -> None:
        self.lines: list[str] = []
        self.pieces: list[str] = []  # of the last line
        self.linked = 0  # characters of the last line in links
        self.linked_before: list[int] = []  # of the others
        self.roles: dict[frozenset[str], int] = {}

    def run(self) -> None:
        """Walks the outline: texts, elements, and where they end."""
        parts = iter(self.body.outline.parts[self.body.start + 1 : self.body.end])
        links = 0
        in_line: list[tuple[str, frozenset[str]]] = []  # the elements of a line around: names, and roles for the text
        open_parts: list[bool] = []  # of each element around, whether it stands in a line
        for part in parts:
            if part is None:
                if open_parts.pop():
                    links -= in_line.pop()[0] == "a"
                else:
                    if self.pieces or self.lines:
                        self.flush()
                    self.close()
            elif isinstance(part, str):
                self.pieces.append(part)
                if in_line and (links or in_line[-1][1]):
                    self.weigh(part, in_line[-1][1], is_linked=links > 0)
            else:
                name, roles = part.name, part.roles
                is_in_line = name in INLINE
                if is_in_line and roles and name not in _LEAVES:
                    self.marks.append(Mark(part, roles, len(self.passages), self.scope))
                if name in _LEAVES or (is_in_line and "hidden" in roles):
                    if name in _LEAVES:
                        self.pass_leaf(part)
                elif is_in_line:
                    in_line.append((name, roles or (in_line[-1][1] if in_line else roles)))
                    links += name == "a"
                    open_parts.append(True)
                    continue
                elif self.enter(part):
                    open_parts.append(False)
                    continue
                held = part.end - part.start
                next(islice(parts, held, held), None)  # pass over all that it holds
        self.flush()
        self.close()

    def weigh(self, text: str, roles: frozenset[str], *, is_linked: bool) -> None:
        """Count *text* to the links of the passage, and to the *roles* that its element gives it."""
        size = len(" ".join(text.split()))
        if is_linked:
            self.linked += size
        if roles:
            self.roles[roles] = self.roles.get(roles, 0) + size

    def pass_leaf(self, part: Part) -> None:
        """Note an element in which there is nothing to see."""
        if part.name == "br":
            self.lines.append("".join(self.pieces))
            self.linked_before.append(self.linked)
            self.pieces, self.linked = [], 0
        elif part.name == "hr":
            self.flush()
        else:
            self.pictures.append(Picture(part, len(self.passages), self.scope))

    def enter(self, part: Part) -> bool:
        """Begin a block; False where there is nothing more to see in it."""
        if self.pieces or self.lines:
            self.flush()
        name, roles, around = part.name, part.roles, self.scope
        kind: BlockKind
        if name in _LEVELS:
            kind, level = "heading", int(name[1])
        else:
            kind, level = _KINDS.get(name) or around.kind, around.level
        self.scope = Scope(part, name, around, kind, roles, level, len(self.passages))
        self.scopes.append(self.scope)
        if roles:
            self.marks.append(Mark(part, roles, len(self.passages), self.scope))
        if name == "table" and (rows := _data_rows(part)):
            linked = sum(len(text_of(link)) for link in part.held("a"))
            self.append(tuple(rows), "table", linked / max(1, sum(map(len, rows))), _NO_ROLES)
            self.close()
            return False
        return True

    def close(self) -> None:
        self.scope.end = len(self.passages)
        if self.scope.name in _LEVELS and self.scope.end - self.scope.first > _OF_A_HEADING:
            for passage in self.passages[self.scope.first :]:  # a heading that was left open: what follows stands in it
                passage.kind, passage.level = "paragraph", 0
        if self.scope.parent is not None:
            self.scope = self.scope.parent

    def flush(self) -> None:
        """Make passages of the text collected; an empty line (two <br>) parts paragraphs."""
        if not self.pieces and not self.lines:
            return
        lines = [(collapse("".join(self.pieces)), self.linked)]
        if self.scope.name == "pre" and (typed := self._as_typed()):
            lines = typed
        elif self.lines:
            indented = any("\u3000" in line for line in (*self.lines[1:], *self.pieces))
            before = zip(map(collapse, self.lines), self.linked_before, strict=True)
            lines = [*self._parted()] if indented else [*before, *lines]
        size = sum(len(line) for line, _ in lines)
        if size:
            roles = self.whole(size) if self.roles else _NO_ROLES
            paragraph, linked = list[str](), 0
            for line, links in [*lines, ("", 0)]:
                if line:
                    paragraph.append(line)
                    linked += links
                elif paragraph:
                    share = min(1.0, linked / sum(map(len, paragraph))) if linked else 0.0
                    self.append(tuple(paragraph), self.scope.kind, share, roles)
                    paragraph, linked = [], 0
        self.begin()

    def _parted(self) -> Iterator[tuple[str, int]]:
        """The lines, each with its characters in links; an empty one before each that is indented, as paragraphs are in
        China and Japan.
        """
        lines, links = (*self.lines, "".join(self.pieces)), (*self.linked_before, self.linked)
        for line, linked in zip(lines, links, strict=True):
            if line.lstrip("\n\r\t ").startswith("\u3000"):
                yield "", 0
            yield collapse(line), linked

    def _as_typed(self) -> list[tuple[str, int]]:
        """The lines of a text that is shown as it was typed, each with its share of the characters in links; none where
        what empty lines part are no sentences, as in programs.
        """
        shown = [collapse(line) for line in "\n".join((*self.lines, "".join(self.pieces))).splitlines()]
        parted = [line for line, following in zip(shown, (*shown[1:], ""), strict=True) if line and not following]
        if 2 * sum(count_words(line) >= _OF_A_SENTENCE and line.endswith(_CLOSED) for line in parted) < len(parted):
            return []
        share = (sum(self.linked_before) + self.linked) / max(1, sum(map(len, shown)))
        return [(line, int(share * len(line))) for line in shown]

    def whole(self, size: int) -> frozenset[str]:
        """The roles that hold nearly all of a passage of *size* characters; a caption may have its credit beside it."""
        roles = max(self.roles, key=self.roles.__getitem__)
        if self.roles[roles] >= 0.8 * size:
            return roles
        return _CAPTION if sum(n for own, n in self.roles.items() if own <= _PICTURE) >= 0.8 * size else _NO_ROLES

    def append(self, lines: tuple[str, ...], kind: BlockKind, linked: float, roles: frozenset[str]) -> None:
        words = sum(map(count_words, lines))
        level = self.scope.level if kind == "heading" else 0
        text = ("\n" if kind == "table" else " ").join(lines)
        self.passages.append(Passage(len(self.passages), lines, kind, self.scope, level, words, linked, roles, text))


def _data_rows(table: Part) -> list[str] | None:
    """The rows of a table of data, cells joined by tabs; None for a table that lays out the page."""
    if next(table.held("table", "h1", "h2", "img", "article", "form", "ul"), None) is not None:
        return None
    rows = []
    widest = 0
    for row in table.held("tr"):
        cells = [text_of(cell) for cell in row.held("td", "th")]
        if any(count_words(cell) > _CELL for cell in cells):
            return None
        widest = max(widest, len(cells))
        if any(cells):
            rows.append("\t".join(cells))
    return rows if len(rows) > 1 and widest > 1 else None
