"""The body as it is written: one text, and where its blocks stand in it."""

from collections.abc import Iterable

from pipeline.record.types import Block, BlockKind

_BETWEEN = "\n\n"


def lay_out(parts: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    r"""*parts* as one text, parted by blank lines, and the block that each of them is in it.

    >>> lay_out([("heading", "Tea"), ("paragraph", "It rose.")])[0]
    'Tea\n\nIt rose.'
    """
    texts, blocks, start = [], [], 0
    for kind, text in parts:
        texts.append(text)
        blocks.append(Block(kind=kind, start=start, end=start + len(text)))
        start += len(text) + len(_BETWEEN)
    return _BETWEEN.join(texts), tuple(blocks)
