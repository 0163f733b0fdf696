"""The tree that lxml's parser makes of markup, which is walked over once."""

from typing import Any

from lxml import etree

from pipeline.errors import DocumentError

Element = Any
"""An element of lxml's tree; lxml ships no types."""

_CHUNK = 16_384
"""Bytes parsed at once where elements are counted: hostile markup is given up between two of them."""


def parse_markup(data: bytes, max_elements: int) -> tuple[Element, bool]:
    """The root element of *data*, a page in UTF-8; and whether it was cut off where it nests too deep for the parser.

    Raises DocumentError `too_large` for more than *max_elements*, and lxml's ParserError or XMLSyntaxError where there
    is no element.
    """
    if data.count(b"<") > max_elements:
        _refuse_too_many(data, max_elements)
    parser = _parser()
    root = etree.fromstring(data, parser)
    if root is None:
        raise etree.ParserError("the markup holds no element")
    return root, any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


def _parser(target: object = None) -> Any:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, target=target)


class _Counter:
    """What a parser calls that is to count elements, and to build no tree."""

    def __init__(self) -> None:
        self.count = 0

    def start(self, _name: str, _attributes: object) -> None:
        """An element begins."""
        self.count += 1

    def close(self) -> None:
        """The markup ends."""


def _refuse_too_many(data: bytes, max_elements: int) -> None:
    """Raises DocumentError `too_large` where *data* holds more than *max_elements*, as soon as that is known."""
    counter = _Counter()
    parser = _parser(counter)
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
        if counter.count > max_elements:
            raise DocumentError("page", "too_large", f"The page has more than {max_elements:,} elements.")
