"""What the page says of itself in schema.org's words: JSON-LD, and microdata as the same evidence."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from bs4 import Tag

from pipeline.page.characters import clean_characters, collapse
from pipeline.page.tree import Tree, attribute, text_of
from pipeline.record.types import Warning
from pipeline.record.warnings import warn

Node = dict[str, Any]
"""One JSON-LD object as it was parsed: whatever the page wrote."""

_ARTICLE = re.compile(r"(?:article|posting|reportage|report|newsstory|review|interview)$", re.IGNORECASE)
_BESIDE_THE_PAGE = re.compile("comment|review|rating|person|organization|event|product|offer|image|item", re.IGNORECASE)
"""Kinds of things that are told of on a page, and are not the page."""
_OF_A_PAGE = re.compile("(?:Page|HowTo|Recipe|CreativeWork)$")
"""Kinds of what a page itself is, beside articles."""
_TAGS = re.compile(r"<[^<>]{0,300}>")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_OPENINGS = ("<!--", "//<![CDATA[", "/*<![CDATA[*/", "// <![CDATA[", "<![CDATA[")
_CLOSINGS = ("-->", "//]]>", "/*]]>*/", "// ]]>", "]]>", ";")
"""What is wrapped around scripts, for browsers of long ago."""
_PROPERTIES_READ = 500
"""Elements with an itemprop: articles have twenty."""
_VALUE = 500
"""Characters: a longer text is no property's value, but what it was put around."""
_DEPTH = 12
"""Objects within objects: schema.org's are never deeper; JSON of an attack is."""


@dataclass(frozen=True)
class LinkedData:
    """The page's article as schema.org has it, and everything else that stands beside it."""

    article: Node
    nodes: tuple[Node, ...]
    warnings: tuple[Warning, ...]

    def text(self, *names: str) -> str | None:
        """The article's first value of *names* that is text, on one line."""
        return next((value for name in names for value in texts(self.article.get(name))), None)

    def all_texts(self, *names: str) -> tuple[str, ...]:
        """Every text among the article's values of *names*."""
        return tuple(value for name in names for value in texts(self.article.get(name)))

    def page_texts(self, *names: str) -> tuple[str, ...]:
        """The same of all else that the page may be, a recipe or a film: less telling than what it says of articles."""
        pages = [node for node in self.nodes if not any(map(_BESIDE_THE_PAGE.search, texts(node.get("@type"))))]
        return tuple(value for node in pages for name in names for value in texts(node.get(name)))

    def page_authors(self) -> Iterator[Node]:
        """The authors of the page that holds the article, where the linked data describes no article."""
        if self.article:
            return
        by_id = {node["@id"]: node for node in self.nodes if isinstance(node.get("@id"), str) and "name" in node}
        for node in self.nodes:
            if any(map(_OF_A_PAGE.search, texts(node.get("@type")))):
                for author in as_list(node.get("author")):
                    stated = author if isinstance(author, dict) else {"name": author}
                    yield by_id.get(str(stated.get("@id")), stated)

    def body_paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the stated articleBody; () where it has none, or none that its line ends show."""
        bodies = [body for body in as_list(self.article.get("articleBody")) if isinstance(body, str)]
        text = unescape(_TAGS.sub("\n", bodies[0])) if bodies else ""
        return tuple(line for line in map(collapse, text.split("\n")) if line)

    def things(self, *names: str) -> tuple[Node, ...]:
        """The objects among the article's values of *names*; a reference ("@id") gives what it refers to."""
        by_id = {
            node["@id"]: node for node in reversed(self.nodes) if isinstance(node.get("@id"), str) and len(node) > 1
        }
        found = []
        for name in names:
            for value in as_list(self.article.get(name)):
                if isinstance(value, str):
                    found.append(by_id.get(value, {"name": value}))
                elif isinstance(value, dict):
                    identity = value.get("@id")
                    known = by_id.get(identity, {}) if isinstance(identity, str) else {}
                    found.append(known | value)
        return tuple(found)


def read_linked_data(tree: Tree) -> LinkedData:
    """The page's linked data. Of several articles, the one that says most counts; what can't be parsed is warned of."""
    nodes: list[Node] = []
    warnings: list[Warning] = []
    for script in tree.linked_data:
        text = _unwrap(clean_characters(script))
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            try:
                value = json.loads(_TRAILING_COMMA.sub("", text), strict=False)
            except (ValueError, RecursionError):
                if text:
                    warnings.append(warn("invalid_linked_data"))
                continue
        nodes.extend(_flatten(value))
    articles = [node for node in nodes if is_article(node)]
    article = max(articles, key=_weight, default={})
    stated = _microdata(tree)
    return LinkedData({**stated, **article}, tuple(nodes), tuple(warnings[:1]))


def _unwrap(script: str) -> str:
    """The JSON of a script, without the comments and sections around it."""
    script = script.strip()
    for opening in _OPENINGS:
        script = script.removeprefix(opening).lstrip()
    for closing in _CLOSINGS:
        script = script.removesuffix(closing).rstrip()
    return script


def is_article(node: Node) -> bool:
    """Whether *node* is one of schema.org's kinds of article."""
    return any(_ARTICLE.search(kind) for kind in texts(node.get("@type")))


def as_list(value: object) -> list[Any]:
    """*value* as a list: JSON-LD writes one thing with or without brackets."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def texts(value: object) -> Iterator[str]:
    """The texts in *value*, a string, a list of them, or {"@value": ...}; each on one line.

    HTML's entities are read there too: scripts have none, but those who fill them forget that.
    """
    for one in as_list(value):
        if isinstance(one, dict):
            one = one.get("@value") or one.get("name")
        if isinstance(one, str) and (line := collapse(unescape(one))):
            yield line


def _weight(node: Node) -> tuple[bool, bool, int]:
    return "headline" in node, "datePublished" in node or "author" in node, len(node)


def _flatten(value: object, depth: int = 0) -> Iterable[Node]:
    """Every object at the top, in lists, and in @graph and mainEntity; not the ones inside an article."""
    if depth > _DEPTH:
        return
    for node in as_list(value):
        if isinstance(node, dict):
            yield node
            if not is_article(node):
                for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
                    yield from _flatten(node.get(name), depth + 1)
        elif isinstance(node, list):
            yield from _flatten(node, depth + 1)


_PROPERTIES = frozenset(
    {"headline", "alternativeHeadline", "description", "author", "editor", "publisher", "datePublished", "dateModified"}
    | {"dateCreated", "articleSection", "keywords"}
)


def _microdata(tree: Tree) -> Node:
    """The article's microdata as a JSON-LD object; {} where the page has none. The first value of a name counts.

    Only what stands in an article's own itemscope, or its author's and publisher's, is read.
    """
    found: Node = {}
    for part in tree.properties[:_PROPERTIES_READ]:
        tag = part.tag
        scope = _scope(tag)
        kind = (attribute(scope, "itemtype") or "") if scope else ""
        for name in (attribute(tag, "itemprop") or "").split():
            if name not in _PROPERTIES or (name in found and name != "author"):
                continue
            if scope is not None and kind and not _ARTICLE.search(kind.rstrip("/")):
                continue
            value = _value(tag)
            if value:
                found["@type"] = "Article"
                if name == "author":
                    found.setdefault(name, []).append(value)
                else:
                    found[name] = value
    return found


def _scope(tag: Tag) -> Tag | None:
    """The item that *tag* is a property of."""
    return next((parent for parent in tag.parents if parent.has_attr("itemscope")), None)


def _value(tag: Tag) -> str | None:
    """A property's value: what it states, else its name property, else its text."""
    stated = attribute(tag, "content") or attribute(tag, "datetime")
    if stated:
        return stated
    name = tag.find(None, {"itemprop": "name"})
    text = (attribute(name, "content") or text_of(name, _VALUE)) if name else text_of(tag, _VALUE)
    return text if 0 < len(text) <= _VALUE else None
