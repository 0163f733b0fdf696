"""What of a page is read, taken down in one walk over the tree that lxml made."""

from collections.abc import Iterator, Mapping

from pipeline.page.parse import Element
from pipeline.page.plant import Outline, Part
from pipeline.page.prune import ASKED, INLINE, SHOW_NOTHING, STYLING, WRAPPERS, Pruner, says_nothing
from pipeline.page.roles import roles_of_element, roles_of_kind

_NO_ATTRIBUTES: Mapping[str, str] = {}


def take_down(root: Element, pruner: Pruner, outline: Outline, max_depth: int) -> tuple[list[Part], bool]:
    """Put what is read of *root* into *outline*; gives the elements with an itemprop, and whether any was left out
    because it stands in more than *max_depth* others.
    """
    parts, properties = outline.parts, list[Part]()
    parent = outline.whole
    pieces: list[str] = []  # of the text since the last element began or ended
    at_edge, is_cut = True, False
    around: list[tuple[Element, bool, Iterator[Element]]] = []  # whether it is in the outline, what follows behind it
    following: Iterator[Element] = iter((root,))
    attributes: Mapping[str, str]
    while True:
        element = next(following, None)
        if element is None:
            ended, is_told, following = around.pop()
            if is_told:
                if pieces:
                    parts.append("".join(pieces))
                    pieces = []
                parent.end = len(parts)
                parts.append(None)
                parent = parent.parent or parent
            if not around:
                break
            at_edge = at_edge or ended.tag not in INLINE
            text = ended.tail
        else:
            name, text = element.tag, element.text
            if (name in ASKED or (text is None and name in SHOW_NOTHING and not len(element))) and pruner.passes_over(
                element
            ):
                text = element.tail
            elif len(around) > max_depth:
                text, is_cut = element.tail, True
            else:
                at_edge = at_edge or name not in INLINE
                is_told = True
                if items := element.items():
                    attributes = dict(items)
                    roles = roles_of_element(name, attributes)
                    is_told = bool(roles) or name not in WRAPPERS or not says_nothing(element, attributes)
                elif name in STYLING:
                    is_told = False
                else:
                    attributes, roles = _NO_ATTRIBUTES, roles_of_kind(name)
                    is_told = bool(roles) or name != "div" or not says_nothing(element, attributes)
                around.append((element, is_told, following))
                following = iter(element)
                if is_told:
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
