"""What of a page is never read: it is left out before BeautifulSoup's tree is built of the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.data import load_table
from pipeline.page.parse import Node, Nodes

_TABLE = load_table("html")
_NEVER_READ = frozenset(_TABLE["elements"]["never_read"])
_MAY_SWALLOW = frozenset(_TABLE["elements"]["may_swallow"])
SHOW_NOTHING = frozenset(_TABLE["elements"]["nothing_when_empty"])
"""Elements that show nothing where they hold nothing."""
STYLING = frozenset(_TABLE["elements"]["styling"])
"""Elements that only say how their text looks."""
INLINE = frozenset(_TABLE["elements"]["inline"])
"""Elements that stand in a line of text; every other one begins a line of its own."""
_TELLING = frozenset({"itemprop", "itemscope", "rel", "role", "hidden", "style", "datetime", "lang", "property"})
"""Attributes that say something of an element whatever its names say."""
_ARTICLES = frozenset({"article", "main", "h1"})
"""Elements that the article is in, or that are in it."""
_HEADS = frozenset({"meta", "link"})
_LISTS = frozenset({"ul", "ol"})
ASKED = _HEADS | _LISTS | _NEVER_READ | {"nav"}
"""Elements of which some, or all, are left out whatever they hold; of others some that hold nothing."""
WRAPPERS = STYLING | {"div"}
"""Elements that may stand around others only, and say nothing themselves."""
_MISTAKES = 20
"""Elements left open around the article: looking for more would take a hostile page's time."""
_OF_A_MENU = 4
"""Items: a shorter list may be anything."""
_OF_A_LINK = 3
"""Words: links that lead to articles have more of them."""
_KEPT = re.compile("crumb|tag|topic|keyword|author|byline|categor")
"""What names lists of links that say something of the article."""


class Pruner:
    """Decides of the elements of a parsed page, asked in page order, which are passed over with all they hold.

    What those say in passing is kept: `heads` has the attributes of the meta and link elements, `linked_data` the texts
    of the JSON-LD scripts.
    """

    def __init__(self, nodes: Nodes) -> None:
        self.heads: list[Mapping[str, str]] = []
        self.linked_data: list[str] = []
        self._nodes = nodes
        self._left_open = 0

    def passes_over(self, node: Node, around: Sequence[Node]) -> bool:
        """Whether *node*, which stands in the elements *around*, is left out by its kind."""
        name = node.name
        if name in SHOW_NOTHING and node.end == node.start + 1:  # icons, slots of advertisements
            return not node.attributes.get("itemprop")
        if name not in ASKED:
            return False
        if name in _HEADS:
            self.heads.append({"tag": name, **node.attributes})
            return not node.attributes.get("itemprop")
        if name in _NEVER_READ:
            if name in _MAY_SWALLOW and self._was_left_open(node):
                return False
            if name == "script" and "ld+json" in (node.attributes.get("type") or "").lower():
                text = "".join(node for node in _held(self._nodes, node) if isinstance(node, str))
                self.linked_data.extend([text] if text else [])
            return True
        if name in _LISTS:
            return self._is_menu(node, around)
        return name == "nav" and "crumb" not in _names(node) and not self._was_left_open(node)

    def _was_left_open(self, node: Node) -> bool:
        """Whether the article stands in *node*, by a mistake of the page."""
        held = self._nodes[node.start + 1 : node.end]
        if self._left_open >= _MISTAKES or not any(isinstance(one, Node) and one.name in _ARTICLES for one in held):
            return False
        self._left_open += 1
        return True

    def _is_menu(self, node: Node, around: Sequence[Node]) -> bool:
        """Whether a list is a menu: many links of a word or two, nothing else; breadcrumbs and tags are none."""
        held = list(_held(self._nodes, node))
        items = [one for one in held if isinstance(one, Node)]
        if len(items) < _OF_A_MENU or (isinstance(held[0], str) and not held[0].isspace()):
            return False
        words = 0
        for item in items:
            link = self._only_link(item) if item.name == "li" else None
            if link is None:
                return False
            within = self._nodes[link.start + 1 : link.end]
            if any(isinstance(one, Node) and one.name == "img" for one in within):
                return False
            words += len("".join([one if isinstance(one, str) else " " for one in within]).split())
        if words > _OF_A_LINK * len(items):
            return False
        return not any(_KEPT.search(_names(one)) for one in (node, *around[-2:]))

    def _only_link(self, item: Node) -> Node | None:
        """The link that is all that *item* holds; None where it holds anything else, or links to a tag."""
        link: Node | None = None
        for node in _held(self._nodes, item):
            if isinstance(node, str):
                if not node.isspace():
                    return None
            elif link is not None or node.name != "a" or node.attributes.get("rel") == "tag":
                return None
            else:
                link = node
        return link


def says_nothing(nodes: Nodes, node: Node) -> bool:
    """Whether only what stands in *node*, which has no role, is read: styling, a block around a block."""
    if node.name == "div":
        if not _is_around_block(nodes, node):
            return False
    elif node.name not in STYLING:
        return False
    return _TELLING.isdisjoint(node.attributes)


def _is_around_block(nodes: Nodes, node: Node) -> bool:
    """Whether *node* holds one block, and beside it spaces at most."""
    block: Node | None = None
    for held in _held(nodes, node):
        if isinstance(held, str):
            if not held.isspace():
                return False
        elif block is not None or held.name in INLINE:
            return False
        else:
            block = held
    return block is not None


def _held(nodes: Nodes, node: Node) -> Iterator[Node | str]:
    """What stands in *node*, but not in what it holds."""
    index = node.start + 1
    while index < node.end:
        held = nodes[index]
        if held is not None:
            yield held
        index = held.end + 1 if isinstance(held, Node) else index + 1


def _names(node: Node) -> str:
    name = node.attributes.get
    return f"{name('class')} {name('id')} {name('aria-label')}".lower()
