"""What of a page is read, taken down in one walk over the tree that lxml made."""

from collections.abc import Iterator, Mapping

from pipeline.page.parse import Element
from pipeline.page.plant import Outline, Part
from pipeline.page.prune import ASKED, INLINE, SHOW_NOTHING, STYLING, WRAPPERS, Pruner, says_nothing
from pipeline.page.roles import roles_of_element

_NO_ATTRIBUTES: Mapping[str, str] = {}


def take_down(root: Element, pruner: Pruner, outline: Outline, max_depth: int) -> tuple[list[Part], bool]:
    """Put what is read of *root* into *outline*; gives the elements with an itemprop, and whether any was left out
    because it stands in more than *max_depth* others.
    """
    parts, properties = outline.parts, list[Part]()
    parent = outline.whole
    pieces: list[str] = []  # of the text since the last element began or ended
    at_edge, is_cut = True, False
    around: list[Element] = []
    is_told: list[bool] = []  # of each element around, whether it is in the outline
    waiting: list[Iterator[Element]] = []  # what follows in each of them but the last
    following: Iterator[Element] = iter((root,))
    while True:
        element = next(following, None)
        if element is None:
            if is_told.pop():
                if pieces:
                    parts.append("".join(pieces))
                    pieces = []
                parent.end = len(parts)
                parts.append(None)
                parent = parent.parent or parent
            ended = around.pop()
            if not around:
                break
            following = waiting.pop()
            at_edge = at_edge or ended.tag not in INLINE
            text = ended.tail
        else:
            name, text = element.tag, element.text
            is_asked = name in ASKED or (text is None and name in SHOW_NOTHING and not len(element))
            is_too_deep = len(around) > max_depth
            is_cut |= is_too_deep
            if is_too_deep or (is_asked and pruner.passes_over(element)):
                text = element.tail
            else:
                at_edge = at_edge or name not in INLINE
                around.append(element)
                waiting.append(following)
                following = iter(element)
                items = element.items()
                if not items and name in STYLING:
                    is_told.append(False)
                else:
                    attributes = dict(items) if items else _NO_ATTRIBUTES
                    roles = roles_of_element(name, attributes)
                    told = bool(roles) or name not in WRAPPERS or not says_nothing(element, attributes)
                    is_told.append(told)
                    if told:
                        if pieces:
                            parts.append("".join(pieces))
                            pieces = []
                        parent = Part(outline, parent, name, attributes, roles, len(parts))
                        parts.append(parent)
                        if "itemprop" in attributes:
                            properties.append(parent)
        if text and not (at_edge and text.isspace()):  # spaces beside a block show nothing, and cost a string each
            pieces.append(text)
            at_edge = False
    outline.whole.end = len(parts)
    return properties, is_cut
