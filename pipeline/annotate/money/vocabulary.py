"""The words, signs and codes of money: from CLDR's names and from data/currencies.toml."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from pipeline.annotate.numbers import Token, tokenize
from pipeline.data import load_table
from pipeline.record.types import CurrencyFrom

ENGLISH = Locale("en")
_ONE = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Term:
    """What a word or a sign may stand for.

    `codes` are the ISO 4217 codes it may mean, one where it is unambiguous. `per_main` is how many make one of the
    main unit (100 for a cent), `times` what the word, or a letter before a code, multiplies by (a thousand for "grand",
    a million for "MUSD"). The rest says how it is read; data/currencies.toml explains each under the same name.
    """

    kind: CurrencyFrom
    codes: frozenset[str]
    group: str | None = None
    default: str | None = None
    indian: str | None = None
    contrast: bool = False
    hints: bool = False
    unsure: bool = False
    letter: bool = False
    leading: bool = False
    small_only: bool = False
    per_main: Decimal = _ONE
    times: Decimal = _ONE

    @property
    def minor(self) -> bool:
        """Whether it is a smaller unit: cents, pence."""
        return self.per_main != _ONE


class Match(NamedTuple):
    """A term found at some token, and the index of the token after it."""

    term: Term
    end: int


@dataclass(frozen=True)
class _Entry:
    forms: tuple[str, ...]
    glued: bool  # its tokens touch: "US$"
    cased: bool
    term: Term

    @cached_property
    def second(self) -> str:
        """Its second token in lower case, "" where it has one: by it most entries are told from what stands there."""
        return self.forms[1].lower() if len(self.forms) > 1 else ""


def read_currency(tokens: Sequence[Token], at: int) -> Match | None:
    """The longest currency word, sign or code that begins with the token *at*; None where none does."""
    if at >= len(tokens):
        return None
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    for entry in _entries().get(tokens[at].lower, ()):
        if entry.second and entry.second != behind:
            continue
        end = at + len(entry.forms)
        if end <= len(tokens) and _fits(entry, tokens[at:end]):
            return Match(entry.term, end)
    return None


def read_country(tokens: Sequence[Token], at: int, group: str) -> Match | None:
    """The currency of *group* whose country's adjective stands at *at*: "Canadian" of "$5 million Canadian"."""
    for forms, term in _countries(group).get(tokens[at].lower if at < len(tokens) else "", ()):
        end = at + len(forms)
        if tuple(token.lower for token in tokens[at:end]) == forms and tokens[at].form != forms[0]:
            return Match(term, end)
    return None


@cache
def currency_openers() -> frozenset[str]:
    """The first word or sign, in lower case, of everything that read_currency finds."""
    return frozenset(_entries())


def full_names() -> Iterator[tuple[str, str]]:
    """Code and English name of every currency whose name is plain words: no years, no metals, no funds."""
    for code, name in sorted(ENGLISH.currencies.items()):
        if "(" not in name and (not code.startswith("X") or code in last_days()):
            yield code, name


@cache
def last_days() -> dict[str, dt.date]:
    """The last day on which each currency was legal tender somewhere, by code; the end of time for those of today."""
    days: dict[str, dt.date] = {}
    for entries in get_global("territory_currencies").values():
        for code, _, end, legal in entries:
            if legal:
                days[code] = max(days.get(code, dt.date.min), dt.date(*end) if end else dt.date.max)
    return days


def _fits(entry: _Entry, tokens: Sequence[Token]) -> bool:
    if entry.glued and any(left.end != right.start for left, right in pairwise(tokens)):
        return False
    if entry.term.small_only and not all(token.form == token.lower for token in tokens):
        return False
    return tuple(token.form if entry.cased else token.lower for token in tokens) == entry.forms


@cache
def _countries(group: str) -> dict[str, list[tuple[tuple[str, ...], Term]]]:
    """The adjectives that may stand before the names of *group*, by first token in lower case, longest first."""
    table = load_table("currencies")
    nouns = {name.lower() for name in table["shared"][group].get("names", ())}
    found: defaultdict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
    for code, full in full_names():
        adjective, _, noun = full.rpartition(" ")
        if noun.lower() in nouns:
            term = Term(kind="name", codes=frozenset({code}), group=group)
            for word in (adjective, *table.get(code, {}).get("adjectives", ())):
                forms = tuple(token.lower for token in tokenize(word))
                if forms:
                    found[forms[0]].append((forms, term))
    for entries in found.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return dict(found)


@cache
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """Every term by its first token in lower case, longest first, sure before unsure."""
    table: defaultdict[str, list[_Entry]] = defaultdict(list)
    for entry in _all_entries(load_table("currencies")):
        table[entry.forms[0].lower()].append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: (-len(entry.forms), entry.term.unsure, entry.forms)))
        for first, entries in table.items()
    }


def _all_entries(table: dict[str, Any]) -> Iterator[_Entry]:
    """What CLDR names, alone and with our words after its adjectives; then our table's own, and the codes."""
    shared = table["shared"]
    single = {code: entry for code, entry in table.items() if len(code) == 3 and code.isupper()}
    nouns = {name.lower(): group for group, facts in shared.items() for name in facts.get("names", ())}
    members: defaultdict[str, set[str]] = defaultdict(set)
    for group, facts in shared.items():
        members[group].update(facts.get("also", ()))
    for code, full in full_names():
        adjective, _, noun = full.rpartition(" ")
        group = nouns.get(noun.lower())
        named = Term(kind="name", codes=frozenset({code}), group=group)
        yield from _names((full, get_currency_name(code, count=2, locale=ENGLISH)), named)
        facts = shared[group] if group else single.get(code, {})
        own = [name for key in ("names", "slang", "doubtful") for name in facts.get(key, ())]
        if group:
            members[group].add(code)
        before = [word for word in (adjective, *single.get(code, {}).get("adjectives", ())) if word]
        yield from _names((f"{word} {name}" for word in before for name in own), named)
        if code in shared["cent"]["also"]:
            cents = (f"{word} {name}" for word in before for name in shared["cent"]["names"])
            yield from _names(cents, replace(named, group="cent", per_main=Decimal(shared["cent"]["per_main"])))
    for code, facts in single.items():
        yield from _own_entries(code, facts)
    for group, facts in shared.items():
        yield from _shared_entries(group, facts, frozenset(members[group]))
    yield from _code_entries(table["codes"], members["dollar"])


def _own_entries(code: str, facts: dict[str, Any]) -> Iterator[_Entry]:
    """What the table says of one currency; letters that several set before their figures stand for any of them."""
    term = Term(kind="name", codes=frozenset({code}))
    yield from _names(facts.get("names", ()), term)
    yield from _names(facts.get("unsure", ()), replace(term, unsure=True))
    yield from _signs(facts.get("leading", ()), replace(term, leading=True))
    yield from _signs(facts.get("symbols", ()), replace(term, kind="symbol"))
    yield from _signs(facts.get("spaced", ()), replace(term, kind="symbol"), glued=False)
    for letter in facts.get("letters", ()):
        sharing = frozenset(c for c, f in load_table("currencies").items() if letter in f.get("letters", ()))
        yield from _signs((letter,), replace(term, kind="symbol", codes=sharing, unsure=True, letter=True))
    if minor := facts.get("minor"):
        smaller = replace(term, per_main=Decimal(minor["per_main"]))
        yield from _names(minor.get("names", ()), smaller)
        yield from _signs(minor.get("unsure", ()), replace(smaller, kind="symbol", unsure=True))


def _shared_entries(group: str, facts: dict[str, Any], codes: frozenset[str]) -> Iterator[_Entry]:
    """What the table says of a word or sign that the currencies *codes* share."""
    term = Term(
        kind="name",
        codes=codes,
        group=group,
        default=facts.get("default"),
        indian=facts.get("indian"),
        contrast=facts.get("contrast", False),
        hints=facts.get("hints", False),
        per_main=Decimal(facts.get("per_main", 1)),
        times=Decimal(facts.get("times", 1)),
    )
    # "50 Cent" is a rapper, "98 Bucks" a basketball score
    yield from _names(facts.get("names", ()), replace(term, small_only=term.minor))
    yield from _names(facts.get("doubtful", ()), replace(term, unsure=True))
    yield from _names(facts.get("slang", ()), replace(term, small_only=True))
    yield from _signs(facts.get("symbols", ()), replace(term, kind="symbol"))
    yield from _signs(facts.get("unsure", ()), replace(term, kind="symbol", unsure=True))


def _code_entries(codes: dict[str, Any], dollars: set[str]) -> Iterator[_Entry]:
    """The codes of what is tender somewhere today, "MUSD" for millions of them, "CAD$" and "$CAD"."""
    small = {code.upper() for code in codes["small"]}
    for code in sorted(code for code, day in last_days().items() if day == dt.date.max):
        term = Term(kind="code", codes=frozenset({code}), unsure=code in codes["unsure"])
        yield from _signs((code, code.lower()) if code in small else (code,), term)
        if code in dollars:
            yield from _signs((f"{code}$", f"{code.lower()}$", f"${code}"), replace(term, unsure=False))
        for letter, times in codes["multiples"].items():
            yield from _signs((letter + code,), replace(term, times=Decimal(times)))


def _names(names: Iterable[str], term: Term) -> Iterator[_Entry]:
    for name in names:
        if forms := tuple(token.lower for token in tokenize(name)):
            yield _Entry(forms, glued=False, cased=False, term=term)


def _signs(signs: Iterable[str], term: Term, *, glued: bool = True) -> Iterator[_Entry]:
    for sign in signs:
        yield _Entry(tuple(token.form for token in tokenize(sign)), glued=glued, cased=True, term=term)
