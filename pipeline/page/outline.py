"""What of a page is read, taken down in one walk over what lxml parsed."""

from itertools import islice

from pipeline.page.parse import Node, Nodes
from pipeline.page.plant import Outline, Part
from pipeline.page.prune import ASKED, INLINE, SHOW_NOTHING, STYLING, WRAPPERS, Pruner, says_nothing
from pipeline.page.roles import roles_of_element


def take_down(nodes: Nodes, pruner: Pruner, outline: Outline, max_depth: int) -> tuple[list[Part], bool]:
    """Put what is read of *nodes* into *outline*; gives the elements with an itemprop, and whether any was left out
    because it stands in more than *max_depth* others.
    """
    parts, properties = outline.parts, list[Part]()
    parent = outline.whole
    pieces: list[str] = []  # of the text since the last element began or ended
    at_edge, is_cut = True, False
    around: list[Node] = []
    is_told: list[bool] = []  # of each element around, whether it is in the outline
    walk = iter(nodes)
    for node in walk:
        if isinstance(node, str):
            if not (at_edge and node.isspace()):  # spaces beside a block show nothing, and cost a string each
                pieces.append(node)
                at_edge = False
        elif node is None:
            if not around:  # before the root
                continue
            if is_told.pop():
                if pieces:
                    parts.append("".join(pieces))
                    pieces = []
                parent.end = len(parts)
                parts.append(None)
                parent = parent.parent or parent
            ended = around.pop()
            at_edge = at_edge or ended.name not in INLINE
        else:
            name, attributes, start = node.name, node.attributes, node.start
            is_too_deep = len(around) > max_depth
            is_asked = name in ASKED or (nodes[start + 1] is None and name in SHOW_NOTHING)
            if (is_asked and pruner.passes_over(node, around)) or is_too_deep:
                is_cut |= is_too_deep
                next(islice(walk, node.end - start, node.end - start), None)
                continue
            at_edge = at_edge or name not in INLINE
            around.append(node)
            if not attributes and name in STYLING:
                is_told.append(False)
                continue
            roles = roles_of_element(name, attributes)
            told = bool(roles) or name not in WRAPPERS or not says_nothing(nodes, node)
            is_told.append(told)
            if told:
                if pieces:
                    parts.append("".join(pieces))
                    pieces = []
                parent = Part(outline, parent, name, attributes, roles, len(parts))
                parts.append(parent)
                if "itemprop" in attributes:
                    properties.append(parent)
    outline.whole.end = len(parts)
    return properties, is_cut
