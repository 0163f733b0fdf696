"""Which mentions are one and the same thing."""

from collections import Counter
from collections.abc import Sequence

from pipeline.annotate.entities.find import Found
from pipeline.annotate.entities.names import initials, is_generic, without_legal_form, words
from pipeline.record.types import EntityType

Name = tuple[str, ...]
"""A name's words, as names.words gives them."""

_Node = tuple[EntityType, Name]


def group_mentions(mentions: Sequence[Found]) -> list[list[Found]]:
    """*mentions* by the thing that they name, in order of first mention; *mentions* stand in reading order.

    A short name goes with a longer one only where there is exactly one that it can stand for: two people of one
    surname are never made one, and then the bare surname stays by itself. A place is never one with its people.
    """
    surface_type = _types_by_surface(mentions)
    nodes = [(surface_type[_name(found)], _name(found)) for found in mentions]
    full = _bindings(nodes, mentions)
    groups: dict[_Node, list[Found]] = {}
    for node, found in zip(nodes, mentions, strict=True):
        groups.setdefault(_root(node, full), []).append(found)
    return list(groups.values())


def fullest_name(mentions: Sequence[Found]) -> str:
    """The longest way in which the thing is named, the first of equals."""
    return max(mentions, key=lambda found: (len(_name(found)), len(found.text))).text


def type_of(mentions: Sequence[Found]) -> EntityType:
    """What most of the fullest mentions were taken for, the first of equals."""
    longest = max(len(_name(found)) for found in mentions)
    return Counter(found.type for found in mentions if len(_name(found)) == longest).most_common(1)[0][0]


def _name(found: Found) -> Name:
    return words(found.text) or (found.text,)


def _types_by_surface(mentions: Sequence[Found]) -> dict[Name, EntityType]:
    """The type that each name was most often taken for: one name in one article is one thing."""
    votes: dict[Name, Counter[EntityType]] = {}
    for found in mentions:
        votes.setdefault(_name(found), Counter())[found.type] += 1
    return {name: count.most_common(1)[0][0] for name, count in votes.items()}


def _root(node: _Node, full: dict[_Node, _Node]) -> _Node:
    while node in full:
        node = full[node]
    return node


def _bindings(nodes: Sequence[_Node], mentions: Sequence[Found]) -> dict[_Node, _Node]:
    """Each short name's longer one; longer names are never bound to shorter ones, so there are no circles."""
    distinct = list(dict.fromkeys(nodes))
    people = [node for node in distinct if node[0] == "PERSON"]
    organisations = [node for node in distinct if node[0] == "ORG"]
    full = _people(people, distinct)
    full.update(_organisations(organisations))
    spelled = dict(zip(nodes, (found.text for found in mentions), strict=True))
    full.update(_acronyms(organisations, spelled))
    return full


def _people(people: Sequence[_Node], everything: Sequence[_Node]) -> dict[_Node, _Node]:
    """Surnames and given names bound to the one full name that has them, whatever they were taken for."""
    by_word: dict[str, list[_Node]] = {}
    by_ends: dict[tuple[str, str], list[_Node]] = {}
    for node in people:
        name = node[1]
        if len(name) > 1:
            by_word.setdefault(name[-1], []).append(node)
            by_word.setdefault(name[0], []).append(node)
            by_ends.setdefault((name[0], name[-1]), []).append(node)
    full = {}
    for node in everything:
        type_, name = node
        if len(name) == 1 and type_ in ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART"):
            candidates = by_word.get(name[0], [])
            ends = {(candidate[1][0], candidate[1][-1]) for candidate in candidates}
            if len(ends) == 1:
                full[node] = max(candidates, key=lambda candidate: len(candidate[1]))
        elif type_ == "PERSON" and len(name) > 1:
            # "Jane Q. Doe" and "Jane Doe": the same ends, and what lies between is left out or an initial.
            longest = max(by_ends[name[0], name[-1]], key=lambda candidate: len(candidate[1]))
            if len(longest[1]) > len(name):
                full[node] = longest
    return full


def _organisations(organisations: Sequence[_Node]) -> dict[_Node, _Node]:
    """Names that are the beginning of exactly one longer name, legal forms aside: "Orlan", "Orlan Shipping plc"."""
    by_start: dict[Name, list[_Node]] = {}
    for node in organisations:
        core = without_legal_form(node[1])
        for length in range(1, len(core) + 1):
            by_start.setdefault(core[:length], []).append(node)
    full = {}
    for node in organisations:
        core = without_legal_form(node[1])
        longer = [other for other in by_start[core] if len(other[1]) > len(node[1])]
        cores = {without_legal_form(other[1]) for other in longer}
        if len(cores) == 1 and (cores == {core} or not is_generic(core)):
            full[node] = max(longer, key=lambda other: len(other[1]))
    return full


def _acronyms(organisations: Sequence[_Node], spelled: dict[_Node, str]) -> dict[_Node, _Node]:
    """Acronyms bound to the one long form whose capitals they are."""
    long_forms: dict[str, list[_Node]] = {}
    for node in organisations:
        if len(node[1]) > 1:
            long_forms.setdefault(initials(spelled[node]), []).append(node)
    full = {}
    for node in organisations:
        short = spelled[node].replace(".", "")
        candidates = long_forms.get(short, [])
        if len(node[1]) == 1 and len(short) > 1 and short.isupper() and len(candidates) == 1:
            full[node] = candidates[0]
    return full
