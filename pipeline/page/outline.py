"""What of a page is read, taken down in one walk over what lxml parsed."""

from lxml import etree

from pipeline.page.plant import Outline, Part
from pipeline.page.prune import ASKED, INLINE, STYLING, WRAPPERS, Pruner, says_nothing
from pipeline.page.roles import roles_of_element


def take_down(root: etree._Element, pruner: Pruner, outline: Outline, max_depth: int) -> tuple[list[Part], bool]:
    """Put what is read of *root* into *outline*; gives the elements with an itemprop, and whether any was left out
    because it stands in more than *max_depth* others.
    """
    parts, properties = outline.parts, list[Part]()
    has_properties = root.find(".//*[@itemprop]") is not None
    parent = outline.whole
    pieces: list[str] = []  # of the text since the last element began or ended
    at_edge, is_cut = True, False
    walk = etree.iterwalk(root, events=("start", "end"))
    passed_over = None
    is_told: list[bool] = []  # of each open element, whether it is in the outline
    is_block: list[bool] = []
    for event, element in walk:
        if event == "start":
            name, text = element.tag, element.text
            if (not text or name in ASKED) and (not isinstance(name, str) or pruner.passes_over(element, name, text)):
                walk.skip_subtree()
                passed_over = element
                continue
            if len(is_told) > max_depth:
                walk.skip_subtree()
                passed_over, is_cut = element, True
                continue
            begins_line = name not in INLINE
            at_edge = at_edge or begins_line
            is_block.append(begins_line)
            attributes = element.items()
            if not attributes and name in STYLING:
                is_told.append(False)
            else:
                roles = roles_of_element(name, attributes)
                told = roles or name not in WRAPPERS or not says_nothing(element, name, attributes)
                is_told.append(bool(told))
                if told:
                    if pieces:
                        parts.append("".join(pieces))
                        pieces = []
                    parent = Part(outline, parent, name, attributes, roles, len(parts))
                    parts.append(parent)
                    if has_properties and element.get("itemprop") is not None:
                        properties.append(parent)
        else:
            if element is passed_over:
                passed_over = None
            else:
                if is_told.pop():
                    if pieces:
                        parts.append("".join(pieces))
                        pieces = []
                    parent.end = len(parts)
                    parts.append(None)
                    parent = parent.parent or parent
                at_edge = is_block.pop() or at_edge
            text = element.tail
        if text and not (at_edge and text.isspace()):  # spaces beside a block show nothing, and cost a string each
            pieces.append(text)
            at_edge = False
    outline.whole.end = len(parts)
    return properties, is_cut
