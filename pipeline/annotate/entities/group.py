"""Which mentions are one and the same thing."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipeline.annotate.entities.evidence import is_storm
from pipeline.annotate.entities.found import HEADLINE, Found
from pipeline.annotate.entities.gazetteer import is_known
from pipeline.annotate.entities.names import (
    Name,
    first_letters,
    has_letters,
    is_generic,
    is_letters,
    nicknamed,
    without_legal_form,
    words,
)
from pipeline.annotate.entities.shapes import is_function_word
from pipeline.data import load_table
from pipeline.data.countries import country_code, demonym_country
from pipeline.data.places import regions_named
from pipeline.record.types import EntityType

_PARTS = frozenset({"England", "Scotland", "Wales", "Northern Ireland", "Holland", "mainland China"})
_SHORTENED: dict[str, tuple[Name, ...]] = {"korean": (("=", "KR"), ("=", "KP")), "koreans": (("=", "KR"), ("=", "KP"))}
_LONG_FORMS: dict[str, str] = load_table("names")["shortened_words"]
_SUFFIXES = frozenset(load_table("names")["generations"])
_ONE_PEOPLE: dict[str, str] = load_table("names")["one_people"]
_TRADES = frozenset(trade.casefold() for trade in load_table("names")["trades"])
_MINISTRIES = frozenset({"department", "ministry", "office"})
_CALLED_BY_SURNAME = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART"})
"""Types that the language model gives to bare surnames; the others only where no table has the name."""

_ARTICLE = re.compile(r"^the (?=.)", re.IGNORECASE)
_AREA = re.compile(r"(?<=\w) (?:Province|Prefecture|Oblast)$")
"""What a region's name is written with or without."""

_LONGEST_PERSON = 5
"""Words of a name that is a person's; what is longer is a list or a sentence."""

_SHORTEST_SINGULAR = 4
_BEFORE_THE_FULL_NAME = 2
"""Places where a surname can stand before the full name."""

_PLURAL = re.compile("[^ius]s$")
"""How plurals end, and few other names: "Herons", but not "Asus", "Paris" or "Guinness"."""

_Node = tuple[EntityType, Name]


def group_mentions(mentions: Sequence[Found]) -> list[list[Found]]:
    """*mentions* by the thing that they name, in order of first mention; *mentions* stand in reading order.

    A short name goes with a longer one only where there is exactly one that it can stand for: two people of one
    surname are never made one, and then the bare surname stays by itself. A place is never one with its people.
    """
    surface_type = _types_by_surface(mentions)
    nodes = [_node(surface_type[_name(found.text)], found.text) for found in mentions]
    full = _bindings(nodes, mentions)
    groups: dict[_Node, list[Found]] = {}
    for node, found in zip(nodes, mentions, strict=True):
        groups.setdefault(_root(node, full), []).append(found)
    return [_of_one_type(found) for found in groups.values()]


def fullest_name(mentions: Sequence[Found]) -> str:
    """The longest way in which the thing is named, the first of equals; in capitals only where there is no other.

    Without the article that a work's title begins with: no record's name has one.
    """
    best = max(mentions, key=lambda found: (len(_name(found.text)), len(found.text), not found.text.isupper())).text
    name = next(
        (found.text for found in mentions if best.isupper() and found.text.upper() == best and found.text != best), best
    )
    return _ARTICLE.sub("", name)


def _of_one_type(mentions: Sequence[Found]) -> list[Found]:
    """*mentions* with the type that most of the fullest were taken for, the first of equals."""
    if len({found.type for found in mentions}) == 1:
        return list(mentions)
    longest = max(len(_name(found.text)) for found in mentions)
    type_ = Counter(found.type for found in mentions if len(_name(found.text)) == longest).most_common(1)[0][0]
    return [found if found.type == type_ else replace(found, type=type_) for found in mentions]


@lru_cache(maxsize=8192)  # an article asks of each of its names again and again
def _name(text: str) -> Name:
    """The words of a name, in full where they are shortened by habit: "Corp" is "Corporation"."""
    return tuple(_LONG_FORMS.get(word, word) for word in words(text)) or (text,)


def _types_by_surface(mentions: Sequence[Found]) -> dict[Name, EntityType]:
    """The type that each name was most often taken for: one name in one article is one thing."""
    votes: dict[Name, Counter[EntityType]] = {}
    for found in mentions:
        votes.setdefault(_name(found.text), Counter())[found.type] += 1
    return {name: max(count, key=count.__getitem__) for name, count in votes.items()}


@lru_cache(maxsize=8192)
def _node(type_: EntityType, text: str) -> _Node:
    return type_, _same(type_, text)


def _same(type_: EntityType, text: str) -> Name:
    """The name under which all spellings of a country, a region or a people meet; other names by themselves."""
    if type_ == "GPE":
        text = _AREA.sub("", text)
        if code := country_code(text):
            # England and Scotland are places of their own beside the United Kingdom.
            return ("=", code) if text not in _PARTS else _name(text)
        regions = regions_named(text)
        if len(regions) == 1 and regions[0][1]:
            return ("=", *regions[0])
    if type_ == "NORP":
        if (code := demonym_country(text)) and code not in ("GB", "ES"):
            return ("=", code)
        return _one_people(_name(text))
    return _name(text)


def _one_people(name: Name) -> Name:
    """The name that the forms of a people's or a party's share: "Republicans" and "Republican"."""
    last = name[-1]
    singular = f"{last[:-3]}y" if last.endswith("ies") else last.removesuffix("s")
    return (*name[:-1], _ONE_PEOPLE.get(singular, singular))


def _root(node: _Node, full: dict[_Node, _Node]) -> _Node:
    while node in full:
        node = full[node]
    return node


def _bindings(nodes: Sequence[_Node], mentions: Sequence[Found]) -> dict[_Node, _Node]:
    """Each short name's longer one; longer names are never bound to shorter ones, so there are no circles."""
    distinct = list(dict.fromkeys(nodes))
    people = [node for node in distinct if node[0] == "PERSON"]
    organisations = [node for node in distinct if node[0] == "ORG"]
    spelled = dict(zip(nodes, (found.text for found in mentions), strict=True))
    full = _nicknames(people, distinct, spelled)
    called = [node for node in distinct if node[0] in _CALLED_BY_SURNAME or not is_known(spelled[node])]
    full |= _people(people, called, _headline_last(nodes, mentions))
    full.update(_storms([node for node in distinct if node[0] == "EVENT"], spelled))
    full.update(_companies(distinct, full, spelled))
    full.update(_organisations(organisations, nodes))
    full.update(_acronyms(organisations, spelled))
    full.update(_bracketed(nodes, mentions))
    full = _plurals(organisations) | full
    full.update(_teams([node for node in distinct if node[0] == "ORG" or not is_known(spelled[node])]))
    full.update(_peoples([node for node in distinct if node[0] == "NORP"]))
    return full


def _nicknames(
    people: Sequence[_Node], everything: Sequence[_Node], spelled: Mapping[_Node, str]
) -> dict[_Node, _Node]:
    """Nicknames bound to the one full name that has them in quotes: "Gabe", "Gabriel ‘Gabe’ Torres"."""
    by_nickname: dict[Name, list[_Node]] = {}
    for node in people:
        for _, _, nickname in nicknamed(spelled[node]):
            by_nickname.setdefault(words(nickname), []).append(node)
    return {
        node: by_nickname[node[1]][0]
        for node in everything
        if len(by_nickname.get(node[1], ())) == 1 and not is_known(spelled[node])
    }


def _people(people: Sequence[_Node], everything: Sequence[_Node], nodes: Sequence[_Node]) -> dict[_Node, _Node]:
    """Surnames, given names and names cut short bound to the one full name that has them.

    What was taken for something else than a person is none's who is named only behind several of its places; *nodes*
    are in reading order, the headline's last. Of two people of one surname it is the first one's if he was called by it
    before the second was named.
    """
    first = {node: at for at, node in reversed([*enumerate(nodes)])}
    by_word: dict[str, list[_Node]] = {}
    by_middle: dict[str, list[_Node]] = {}
    by_ends: dict[tuple[str, str], list[_Node]] = {}
    by_part: dict[Name, list[_Node]] = {}
    for node in people:
        name = _without_generation(node[1])
        if len(name) > _LONGEST_PERSON:
            continue
        if len(name) > 1:
            by_word.setdefault(name[-1], []).append(node)
            by_word.setdefault(name[0], []).append(node)
            by_ends.setdefault((name[0], name[-1]), []).append(node)
        if len(name) > 2:
            by_part.setdefault(name[1:], []).append(node)
        for word in name[1:-1]:
            by_middle.setdefault(word, []).append(node)
        for length in range(2, len(name)):
            by_part.setdefault(name[:length], []).append(node)
    full = {}
    for node in everything:
        type_, name = node
        if type_ == "PERSON" and len(name) > 1:
            # "Jane Q. Doe" and "Jane Doe": the same ends, and what lies between is left out or an initial.
            bare = _without_generation(name)
            longest = max(by_ends.get((bare[0], bare[-1]), [node]), key=lambda candidate: len(candidate[1]))
            if len(longest[1]) > len(name) and _one_person(by_ends[bare[0], bare[-1]]):
                full[node] = longest
                continue
        candidates = by_word.get(name[0], []) if len(name) == 1 else by_part.get(name, [])
        if not candidates and len(name) == 1 and type_ == "PERSON":
            candidates = by_middle.get(name[0], [])  # "Ibarra", "Mikel Ibarra Lekue"
        if type_ != "PERSON":
            candidates = [
                person for person in candidates if nodes[: first[person]].count(node) <= _BEFORE_THE_FULL_NAME
            ]
        if candidates and not _one_person(candidates):
            candidates = _called_before(node, candidates, nodes)
        if candidates and _one_person(candidates):
            full[node] = max(candidates, key=lambda candidate: len(candidate[1]))
    return full


def _headline_last(nodes: Sequence[_Node], mentions: Sequence[Found]) -> list[_Node]:
    """*nodes* as the article tells them: a headline calls people by their surnames whom the text then names in full."""
    return [
        node for node, _ in sorted(zip(nodes, mentions, strict=True), key=lambda pair: pair[1].span.in_ == HEADLINE)
    ]


def _called_before(surname: _Node, people: Sequence[_Node], nodes: Sequence[_Node]) -> list[_Node]:
    """Those of *people* that are the one who was called by *surname* alone before another of them was named."""
    if any(_without_generation(name) != name for _, name in people):
        return []
    first: list[_Node] = []
    called = False
    for node in nodes:
        if node in people:
            if first and not _one_person([*first, node]):
                break
            first.append(node)
        elif node == surname and first:
            called = True
    return [node for node in people if _one_person([*first, node])] if called else []


def _one_person(people: Sequence[_Node]) -> bool:
    """Whether all of *people* have the same given name and surname, and there are not father and son among them."""
    names = [_without_generation(name) for _, name in people]
    generations = {name[-1] for _, name in people if name[-1] in _SUFFIXES}
    return len({(name[0], name[-1]) for name in names}) == 1 and len(generations) < 2


def _without_generation(name: Name) -> Name:
    """*name* without "Jr." at its end."""
    return name[:-1] if len(name) > 2 and name[-1] in _SUFFIXES else name


def _companies(
    everything: Sequence[_Node], people: Mapping[_Node, _Node], spelled: Mapping[_Node, str]
) -> dict[_Node, _Node]:
    """Single words taken for something else, bound to the one company that they begin: "Orlan", "Orlan Lines plc"."""
    by_first: dict[str, list[_Node]] = {}
    for node in everything:
        if node[0] == "ORG" and len(node[1]) > 1 and _is_a_firm(node[1]):
            by_first.setdefault(node[1][0], []).append(node)
    return {
        node: max(candidates, key=lambda candidate: len(candidate[1]))
        for node in everything
        if node[0] != "ORG" and len(node[1]) == 1 and node not in people
        if (candidates := by_first.get(node[1][0]))
        and len({without_legal_form(name) for _, name in candidates}) == 1
        and not is_generic(node[1])
        and not is_known(spelled[node])
    }


def _is_a_firm(name: Name) -> bool:
    return without_legal_form(name) != name or name[-1] in _TRADES


def _organisations(organisations: Sequence[_Node], nodes: Sequence[_Node]) -> dict[_Node, _Node]:
    """Names that are the beginning of exactly one longer name, legal forms aside: "Orlan", "Orlan Shipping plc".

    A longer one that all mentions of the short one precede, while another comes first, is not meant by it.
    """
    first = {node: at for at, node in reversed([*enumerate(nodes)])}
    last = {node: at for at, node in enumerate(nodes)}
    by_start: dict[Name, list[_Node]] = {}
    names = {name for _, name in organisations}
    for node in organisations:
        core = without_legal_form(node[1])
        for length in range(1, len(core) + 1):
            by_start.setdefault(core[:length], []).append(node)
    full = {}
    for node in organisations:
        core = without_legal_form(node[1])
        longer = [other for other in by_start[core] if len(other[1]) > len(node[1])]
        known = [other for other in longer if first[other] < last[node]]
        if any(first[other] < first[node] for other in known):
            longer = known
        cores = {without_legal_form(other[1]) for other in longer}
        if len(cores) == 1 and (cores == {core} or not is_generic(core)):
            full[node] = max(longer, key=lambda other: len(other[1]))
        elif called := _ministry(node[1]):
            candidates: list[_Node] = [("ORG", (first, "of", *called)) for first in _MINISTRIES]
            known = [candidate for candidate in candidates if candidate[1] in names and candidate[1] != node[1]]
            if len(known) == 1:
                full[node] = known[0]
    return full


def _ministry(name: Name) -> Name:
    """What a ministry that *name* may be is for: "Energy Department", "Homeland Security"; empty for "Energy" alone."""
    if name[-1] in _MINISTRIES:
        return name[:-1]
    return name if len(name) > 1 else ()


def _acronyms(organisations: Sequence[_Node], spelled: dict[_Node, str]) -> dict[_Node, _Node]:
    """Acronyms bound to the one long form whose letters they are."""
    by_letter: dict[str, list[_Node]] = {}
    for node in organisations:
        if len(node[1]) > 1:
            for letter in first_letters(spelled[node]):
                by_letter.setdefault(letter, []).append(node)
    full = {}
    for node in organisations:
        if len(node[1]) > 1 or not is_letters(spelled[node]):
            continue
        short = spelled[node]
        long = [other for other in by_letter.get(short[0], ()) if has_letters(spelled[other], short)]
        if len(long) == 1:
            full[node] = long[0]
    return full


def _bracketed(nodes: Sequence[_Node], mentions: Sequence[Found]) -> dict[_Node, _Node]:
    """Capitals in brackets bound to the name straight before them, if its letters give them: "Ministry of X (MOX)"."""
    full = {}
    for (long, found), (short, other) in pairwise(zip(nodes, mentions, strict=True)):
        if (
            found.span.in_ == other.span.in_
            and other.span.start - found.span.end == len(" (")
            and other.text.isupper()
            and long[0] == short[0] == "ORG"
            and len(long[1]) > 1
            and len(short[1]) == 1
            and _abbreviates(other.text.casefold(), found.text.casefold())
        ):
            full[short] = long
    return full


def _abbreviates(short: str, long: str) -> bool:
    """Whether *long* has the letters of *short* in their order, the first of them first."""
    letters = iter(long)
    return long[:1] == short[:1] and all(letter in letters for letter in short)


def _storms(events: Sequence[_Node], spelled: Mapping[_Node, str]) -> dict[_Node, _Node]:
    """Storms' names bound to the full one that comes first: "Maria", "Storm Maria", "Hurricane Maria"."""
    by_last = {node[1][-1]: node for node in reversed(events) if len(node[1]) > 1 and is_storm(spelled[node].split())}
    return {
        node: storm
        for node in events
        if (storm := by_last.get(node[1][-1], node)) != node and (len(node[1]) == 1 or is_storm(spelled[node].split()))
    }


def _plurals(organisations: Sequence[_Node]) -> dict[_Node, _Node]:
    """Organisations' names bound to the same with an s: a "Kestrel" goal, the "Kestrels"; "Kellogg", "Kellogg's"."""
    single = {node[1][0]: node for node in organisations if len(node[1]) == 1}
    return {
        node: single[word + ending]
        for word, node in single.items()
        if len(word) >= _SHORTEST_SINGULAR and not is_generic(node[1])
        for ending in ("s", "'s")
        if word + ending in single
    }


def _teams(everything: Sequence[_Node]) -> dict[_Node, _Node]:
    """Plurals bound to the one longer name that ends in them: "Herons", "Halloran Herons"; but not the "Lords" of a
    house, nor what ends in an s without being a plural: "Asus".
    """
    by_last: dict[str, list[_Node]] = {}
    for node in everything:
        if node[0] == "ORG" and len(node[1]) > 1 and not any(map(is_function_word, node[1])):
            by_last.setdefault(node[1][-1], []).append(node)
    full = {}
    for node in everything:
        candidates = by_last.get(node[1][0], [])
        if len(node[1]) == 1 and _PLURAL.search(node[1][0]) and len(candidates) == 1 and not is_generic(node[1]):
            full[node] = candidates[0]
    return full


def _peoples(peoples: Sequence[_Node]) -> dict[_Node, _Node]:
    """Short names of a people bound to the one longer name that they can mean: "Korean", "South Korean"."""
    full = {}
    longer = [node for node in peoples if node[1][0] == "=" or len(node[1]) > 1]
    for node in peoples:
        if len(node[1]) == 1 and node[1][0] in _SHORTENED:
            candidates = [other for other in longer if other[1] in _SHORTENED[node[1][0]]]
            if len(candidates) == 1:
                full[node] = candidates[0]
    return full
