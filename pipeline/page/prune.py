"""What of a page is never read: it is left out before BeautifulSoup's tree is built of the rest."""

import re
from collections.abc import Mapping
from itertools import islice

from pipeline.data import load_table
from pipeline.page.parse import Element

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

    def __init__(self) -> None:
        self.heads: list[Mapping[str, str]] = []
        self.linked_data: list[str] = []
        self._left_open = 0

    def passes_over(self, element: Element) -> bool:
        """Whether *element* is left out by its kind."""
        name = element.tag
        if name in SHOW_NOTHING and element.text is None and not len(element):  # icons, slots of advertisements
            return not element.get("itemprop")
        if name not in ASKED:
            return False
        if name in _HEADS:
            self.heads.append({"tag": name, **dict(element.items())})
            return not element.get("itemprop")
        if name in _NEVER_READ:
            if name in _MAY_SWALLOW and self._was_left_open(element):
                return False
            if name == "script" and "ld+json" in element.get("type", "").lower() and element.text:
                self.linked_data.append(element.text)
            return True
        if name in _LISTS:
            return _is_menu(element)
        return name == "nav" and "crumb" not in _names(element) and not self._was_left_open(element)

    def _was_left_open(self, element: Element) -> bool:
        """Whether the article stands in *element*, by a mistake of the page."""
        if self._left_open >= _MISTAKES or next(element.iter(*_ARTICLES), None) is None:
            return False
        self._left_open += 1
        return True


def _is_menu(element: Element) -> bool:
    """Whether a list is a menu: many links of a word or two, nothing else; breadcrumbs and tags are none."""
    if len(element) < _OF_A_MENU or not _is_blank(element.text):
        return False
    words = 0
    for item in element:
        link = _only_link(item) if item.tag == "li" else None
        if link is None or next(link.iter("img"), None) is not None:
            return False
        words += len(" ".join(link.itertext()).split())
    if words > _OF_A_LINK * len(element):
        return False
    around = [*islice(element.iterancestors(), 2)]
    return not any(_KEPT.search(_names(one)) for one in (element, *around))


def _only_link(item: Element) -> Element | None:
    """The link that is all that *item* holds; None where it holds anything else, or links to a tag."""
    if len(item) != 1 or not _is_blank(item.text):
        return None
    (link,) = item
    return link if link.tag == "a" and link.get("rel") != "tag" and _is_blank(link.tail) else None


def says_nothing(element: Element, attributes: Mapping[str, str]) -> bool:
    """Whether only what stands in *element*, which has no role, is read: styling, a block around a block."""
    name = element.tag
    if name == "div":
        if not _is_around_block(element):
            return False
    elif name not in STYLING:
        return False
    return _TELLING.isdisjoint(attributes)


def _is_around_block(element: Element) -> bool:
    """Whether *element* holds one block, and beside it spaces at most."""
    if len(element) != 1 or not _is_blank(element.text):
        return False
    (block,) = element
    return block.tag not in INLINE and _is_blank(block.tail)


def _is_blank(text: str | None) -> bool:
    return text is None or text.isspace()


def _names(element: Element) -> str:
    return f"{element.get('class')} {element.get('id')} {element.get('aria-label')}".lower()
