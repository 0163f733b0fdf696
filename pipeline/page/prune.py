"""What of a page is never read: it is left out before BeautifulSoup's tree is built of the rest."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from lxml import etree

from pipeline.data import load_table

_TABLE = load_table("html")
_NEVER_READ = frozenset(_TABLE["elements"]["never_read"])
_MAY_SWALLOW = frozenset(_TABLE["elements"]["may_swallow"])
_SHOW_NOTHING = frozenset(_TABLE["elements"]["nothing_when_empty"])
STYLING = frozenset(_TABLE["elements"]["styling"])
"""Elements that only say how their text looks."""
INLINE = frozenset(_TABLE["elements"]["inline"])
"""Elements that stand in a line of text; every other one begins a line of its own."""
_TELLING = frozenset({"itemprop", "itemscope", "rel", "role", "hidden", "style", "datetime", "lang", "property"})
"""Attributes that say something of an element whatever its names say."""
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

    def passes_over(self, element: etree._Element, name: str, text: str | None) -> bool:
        """Whether the element, by its kind, is left out; *text* is the text that it opens with."""
        if name in _SHOW_NOTHING and not text and not len(element):  # icons, slots of advertisements
            return not element.get("itemprop")
        if name not in ASKED:
            return False
        if name in _HEADS:
            self.heads.append({"tag": name, **element.attrib})
            return not element.get("itemprop")
        if name in _NEVER_READ:
            if name in _MAY_SWALLOW and self._was_left_open(element):
                return False
            if name == "script" and text and "ld+json" in (element.get("type") or "").lower():
                self.linked_data.append(text)
            return True
        if name in _LISTS:
            return _is_menu(element)
        return name == "nav" and "crumb" not in _names(element) and not self._was_left_open(element)

    def _was_left_open(self, element: etree._Element) -> bool:
        """Whether the article stands in *element*, by a mistake of the page."""
        if self._left_open >= _MISTAKES or next(element.iter("article", "main", "h1"), None) is None:
            return False
        self._left_open += 1
        return True


def says_nothing(element: etree._Element, name: str, attributes: Iterable[tuple[str, str]]) -> bool:
    """Whether only what stands in *element*, which has no role, is read: styling, a block around a block."""
    if name == "div":
        if len(element) != 1 or _has_text(element.text):
            return False
        child = element[0]
        if child.tag in INLINE or _has_text(child.tail):
            return False
    elif name not in STYLING:
        return False
    for attribute, _ in attributes:  # noqa: SIM110 -- asked of each wrapper, and any() takes twice the time
        if attribute in _TELLING:
            return False
    return True


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


def _names(element: etree._Element) -> str:
    return f"{element.get('class')} {element.get('id')} {element.get('aria-label')}".lower()
