"""The article's text in the data that scripts show it from, for pages whose markup does not hold it.

Sites of one page write the article as JSON: in scripts of their own, in the linked data, in an element's attribute. No
two name its parts alike; but the object that has the headline among its values has the text in it, as strings of HTML,
as paragraphs, or as nodes of type "paragraph" and the like.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import islice
from typing import Any

from pipeline.page.body import Body, find_body
from pipeline.page.furniture import find_furniture
from pipeline.page.passages import count_words, read_passages
from pipeline.page.roles import roles_of
from pipeline.page.tree import parse_tree
from pipeline.page.wording import ends_sentence, words_of

ENOUGH = 100
"""Words: less in a script is no article; and markup that holds as many is not asked for more."""
TIMES_MORE = 3
"""How many times more words than the markup the data must have to be believed."""
_MOST = 10_000_000
"""Characters of JSON read of a page: ten times what the largest states of sites have."""
_MOST_VALUES = 200_000
"""Values looked at of a page."""
_SMALLEST = 500
"""Characters: a smaller script holds no article."""
_DEPTH = 60
"""Values within values: trees of rich text have half of that."""
_PLACES = 20
"""Objects with the headline among their values that are looked at."""
_LONGEST_TITLE = 600
"""Characters."""
_ABOVE = 2
"""How many objects outwards from the one that has the headline its text may stand."""
_OF_PROSE = 12
"""Words: a shorter string may be a label."""
_NEARLY = 0.8
"""Of objects with about as many words, that with more paragraphs is the better."""

_SCRIPT = re.compile(r"<script\b([^<>]{0,1000})>", re.IGNORECASE)
_ASSIGNMENT = re.compile(
    r"[\s;]*(?:<!--|//[^\n]{0,80}\n\s*)?(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.\[\]\"']{0,100}\s*=\s*(JSON\.parse\()?\s*"
)
_ATTRIBUTE = re.compile(rf"=\"(\{{&quot;[^\"<>]{{{_SMALLEST},}})\"")
_HTML = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|b|i|a|em|strong|span|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_BLOCKS = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|blockquote)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,1000}>")

_KINDS = ("type", "_type", "nodeType", "tagName", "tag", "name", "__typename")
"""What the key is called that says what kind of node an object is."""
_TEXTS = ("text", "content", "data", "value", "html")
"""What the key is called that holds a node's text."""
_ELEMENTS = {
    **dict.fromkeys(("p", "paragraph", "text", "textblock", "block", "core/paragraph", "unstyled"), "p"),
    **dict.fromkeys(
        ("h2", "h3", "h4", "heading", "header", "heading-2", "heading-3", "core/heading", "crosshead"), "h2"
    ),
    **dict.fromkeys(("li", "listitem", "list_item", "list-item", "core/list-item"), "li"),
    **dict.fromkeys(("blockquote", "quote", "core/quote"), "blockquote"),
}
"""The element that a node of a kind is."""
_LINKS = frozenset({"a", "link", "hyperlink"})
_SHOWN_OTHERWISE = frozenset({
    "image", "img", "picture", "figure", "video", "iframe", "embed", "oembed_response", "audio", "gallery", "ad",
    "person", "organization", "imageobject", "videoobject",
})  # fmt: skip
_NOT_THE_TEXT = frozenset({
    "related", "comments", "biography", "byline", "caption", "credit", "footer", "navigation", "cookies", "newsletter",
    "advertising", "sidebar", "share", "tags", "breadcrumbs", "gallery", "player", "subtitle",
})  # fmt: skip
_ABOUT_THE_TEXT = re.compile(
    "description|summary|seo|meta|title|headline|excerpt|standfirst|alt|copyright|url|href|script|style|schema",
    re.IGNORECASE,
)
"""Keys of what tells of the text; strings of HTML with paragraphs are the text for all that."""


@dataclass
class _Found:
    """What an object holds of prose, as HTML."""

    pieces: list[str] = field(default_factory=list)
    words: int = 0

    def add(self, markup: str) -> None:
        self.pieces.append(markup)
        self.words += count_words(" ".join(_TAG.sub(" ", markup).split()))


class _SpentError(Exception):
    """More values than are read of a page."""


class _Reader:
    """Reads values into HTML, as long as it has looked at no more of them than it may."""

    def __init__(self) -> None:
        self.left = _MOST_VALUES
        self.known: dict[int, tuple[object, _Found]] = {}

    def look(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _SpentError

    def places(self, root: object, wanted: tuple[str, ...]) -> Iterator[list[Any]]:
        """The objects that have the headline among their values, each with those around it, the nearest first."""
        stack: list[tuple[object, tuple[Any, ...]]] = [(root, ())]
        while stack:
            value, around = stack.pop()
            self.look()
            if isinstance(value, dict):
                around = (value, *around[:_ABOVE])
                if any(_is_title(one, wanted) for one in value.values() if isinstance(one, str)):
                    yield list(around)
                stack += [(one, around) for one in value.values() if isinstance(one, dict | list)]
            elif isinstance(value, list):
                stack += [(one, around) for one in value if isinstance(one, dict | list)]

    def prose(self, value: object) -> _Found:
        """The prose in *value*; what was read once is known."""
        if id(value) not in self.known:
            found = _Found()
            self.known[id(value)] = (value, found)
            self.read(value, found)
        return self.known[id(value)][1]

    def read(self, value: object, found: _Found, depth: int = 0) -> None:
        """Add the prose in *value* to what was *found*."""
        self.look()
        if depth > _DEPTH:
            return
        if isinstance(value, list):
            for one in value:
                if isinstance(one, str):
                    self.read_text("", one, found)
                else:
                    self.read(one, found, depth + 1)
        elif isinstance(value, dict):
            kind = _kind(value)
            if kind in _SHOWN_OTHERWISE:
                return
            line = self.line(value, depth) if kind in _ELEMENTS else ""
            if line:
                found.add(f"<{_ELEMENTS[kind]}>{line}</{_ELEMENTS[kind]}>")
                return
            for key, one in value.items():
                if isinstance(one, str):
                    self.read_text(key, one, found)
                elif isinstance(one, dict | list) and not (_tells_of_text(key) or _is_apart(key)):
                    self.read(one, found, depth + 1)

    def read_text(self, key: str, text: str, found: _Found) -> None:
        """Add *text*, the value of *key*, to what was *found*, if it is prose."""
        self.look()
        if _is_apart(key):
            return
        if _BLOCKS.search(text):
            found.add(f"<div>{text}</div>")
        elif not _tells_of_text(key):
            for line in text.split("\n"):
                if ends_sentence(line.strip()) and count_words(" ".join(line.split())) >= _OF_PROSE:
                    found.add(f"<p>{_as_html(line)}</p>")

    def line(self, value: object, depth: int) -> str:
        """The text of a node, of all nodes in it; "" where it has none."""
        self.look()
        if depth > _DEPTH:
            return ""
        if isinstance(value, list):
            return "".join(self.line(one, depth + 1) for one in value)
        if not isinstance(value, dict) or _kind(value) in _SHOWN_OTHERWISE:
            return ""
        own = next((value[key] for key in _TEXTS if isinstance(value.get(key), str)), "")
        if own:
            return _as_html(own)
        line = "".join(self.line(one, depth + 1) for one in value.values() if isinstance(one, dict | list))
        return f"<a>{line}</a>" if line and _kind(value) in _LINKS else line


def find_script_body(markup: str, title: str | None, shown: int) -> Body | None:
    """The article with this *title* in the data that *markup* holds for scripts; None where that has no article, or not
    so much more than the words *shown* that the page can be without its text.
    """
    wanted = words_of(title or "")
    if not wanted or shown >= ENOUGH:
        return None
    found = _find(markup, wanted)
    if found is None or found.words < TIMES_MORE * shown:
        return None
    page = read_passages(parse_tree(f"<article>{''.join(found.pieces)}</article>").body)
    body = find_body(page, find_furniture(page), title, 0, None)
    return body if body.passages else None


def _find(markup: str, wanted: tuple[str, ...]) -> _Found | None:
    """What the object with the *wanted* headline holds that says most; None where none says enough."""
    reader, candidates = _Reader(), list[_Found]()
    try:
        for data in _values(markup):
            for around in islice(reader.places(data, wanted), _PLACES):
                candidates += islice(filter(_is_enough, map(reader.prose, around)), 1)
    except _SpentError:
        pass
    most = max((found.words for found in candidates), default=0)
    return max(candidates, key=lambda found: (found.words >= _NEARLY * most, len(found.pieces)), default=None)


def _is_enough(found: _Found) -> bool:
    return found.words >= ENOUGH


def _values(markup: str) -> Iterator[object]:
    """The values that the page's scripts and attributes hold as JSON."""
    decoder, read = json.JSONDecoder(strict=False), 0
    for text, is_json in _texts(markup):
        read += len(text)
        if read > _MOST:
            return
        position = 0
        while position < len(text):
            start = None if is_json else _ASSIGNMENT.match(text, position)
            if not is_json and start is None:
                break
            try:
                value, position = decoder.raw_decode(text, start.end() if start else 0)
                if isinstance(value, str) and start and start[1]:
                    value = json.loads(value, strict=False)
            except (ValueError, RecursionError):
                break
            yield value
            if is_json:
                break


def _texts(markup: str) -> Iterator[tuple[str, bool]]:
    """The texts of scripts and attributes that may hold an article, and whether they are JSON and nothing else."""
    position = 0
    while script := _SCRIPT.search(markup, position):
        position = markup.find("</", script.end())
        while position >= 0 and markup[position : position + 8].lower() != "</script":
            position = markup.find("</", position + 2)
        if position < 0:
            break
        text = markup[script.end() : position].strip()
        if len(text) >= _SMALLEST:
            yield text, "json" in script[1].lower()
    for attribute in _ATTRIBUTE.finditer(markup):
        yield unescape(attribute[1]), True


def _is_title(value: str, wanted: tuple[str, ...]) -> bool:
    """Whether *value* is the headline, or begins with one of three words at least."""
    if not len(wanted) <= len(value) <= _LONGEST_TITLE:
        return False
    words = words_of(unescape(value))
    return words == wanted or (len(wanted) >= 3 and words[: len(wanted)] == wanted and len(words) < 2 * len(wanted))


def _tells_of_text(key: str) -> bool:
    """Whether a key names what tells of the text; what it was asked with, in brackets, says nothing of it."""
    return _ABOUT_THE_TEXT.search(key.partition("(")[0]) is not None


def _is_apart(key: str) -> bool:
    """Whether a key names something else than the text."""
    return not _NOT_THE_TEXT.isdisjoint(roles_of(key.partition("(")[0]))


def _kind(node: dict[str, Any]) -> str:
    """What kind of node an object is, in lower case; "" where it says nothing of it."""
    return next((node[key].lower() for key in _KINDS if isinstance(node.get(key), str)), "")


def _as_html(text: str) -> str:
    """*text* as it stands in HTML: as it is where it is HTML already."""
    return text if _HTML.search(text) else escape(text, quote=False)
