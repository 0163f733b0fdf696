"""What lxml's parser finds in markup: elements and texts, in page order.

The parser builds no tree: it calls for each element that begins or ends, which costs less than to walk over a tree, and
far less than to free one.
"""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from msgspec import Struct

from pipeline.errors import DocumentError

_CHUNK = 16_384
"""Bytes parsed at once: hostile markup is given up between two of them. As a whole it is parsed no faster."""
_DEEPEST = 2_048
"""Elements around another. The parser's time grows with the square of their number, and its own tree ends there too."""


class Node(Struct, eq=False):
    """An element of the markup: it stands at `start` in the list of all, what it holds behind that, and None at its
    `end`.
    """

    name: str
    attributes: Mapping[str, str]
    start: int
    end: int = 0


Nodes = list[Node | str | None]
"""A page's elements and texts in page order, each element followed by what it holds and by None."""


class _TooDeep(Exception):  # noqa: N818 -- no error: it stops the parser
    """More elements are open than are followed."""


class _Listener:
    """What the parser calls: `nodes` are what it was told. It is called thousands of times for a page, and functions
    that hold what they need take less time than methods that ask for it: a tenth of the parser's.
    """

    def __init__(self) -> None:
        self.nodes: Nodes = []
        open_nodes: list[Node] = []
        nodes, append, push, pop = self.nodes, self.nodes.append, open_nodes.append, open_nodes.pop

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if len(open_nodes) == _DEEPEST:
                raise _TooDeep
            node = Node(name, attributes, len(nodes))
            push(node)
            append(node)

        def end(_name: str) -> None:
            pop().end = len(nodes)
            append(None)

        def close() -> None:  # the markup ends, or is read no further
            while open_nodes:
                end(open_nodes[-1].name)

        self.start, self.end, self.data, self.close = start, end, append, close


def parse_markup(data: bytes, max_elements: int) -> tuple[Nodes, bool]:
    """The nodes of *data*, a page in UTF-8, from where its root element begins to where that ends; and whether it was
    cut off where it nests too deep.

    Raises DocumentError `too_large` for more than *max_elements*, and lxml's ParserError or XMLSyntaxError where there
    is no element.
    """
    listener = _Listener()
    nodes = listener.nodes
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, target=listener)
    may_be_many = data.count(b"<") > max_elements
    is_cut, count, seen = False, 0, 0
    root: Node | None = None
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            root = root or next(_elements(nodes), None)
            if may_be_many:
                count, seen = count + sum(1 for _ in _elements(nodes[seen:])), len(nodes)
            if count > max_elements:
                raise DocumentError("page", "too_large", f"The page has more than {max_elements:,} elements.")
            if root and root.end:  # what is behind it, browsers show, and no tree of lxml's holds
                break
        else:
            parser.close()
    except _TooDeep:
        listener.close()
        is_cut = True
    root = root or next(_elements(nodes), None)
    if root is None:
        raise etree.ParserError("the markup holds no element")
    nodes[: root.start] = [None] * root.start
    del nodes[root.end + 1 :]
    return nodes, is_cut


def _elements(nodes: Iterable[Node | str | None]) -> Iterator[Node]:
    return (node for node in nodes if isinstance(node, Node))
