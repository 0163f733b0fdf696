"""Which currency a word or a sign stands for, and what decided it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from babel.core import get_global
from babel.numbers import get_territory_currencies

from pipeline.annotate.context import Context
from pipeline.annotate.money.vocabulary import ENGLISH, Term, full_names, last_days, read_currency
from pipeline.annotate.numbers import Token, tokenize
from pipeline.data import load_table
from pipeline.record.types import CurrencyFrom

_UNKNOWN_DAY = dt.date.max  # on which only what is tender without an end is tender


class Currency(NamedTuple):
    """A currency and what decided it; both None where it can't be known."""

    code: str | None
    decided_by: CurrencyFrom | None


@dataclass(frozen=True)
class Evidence:
    """What an article and its publisher tell of the currencies in it: sets of ISO 4217 codes.

    `named`: by an unambiguous word, sign or code. `places`: tender of the countries that the texts name.
    `tender`: of the publisher's country on the day of publication. `hinted`: what shared signs usually stand for.
    """

    named: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    tender: tuple[str, ...] = ()
    hinted: frozenset[str] = frozenset()

    def supports(self, term: Term) -> bool:
        """Whether anything outside the figure itself speaks for *term* being money."""
        return not term.codes.isdisjoint(self.named | self.places | self.hinted | set(self.tender))


def resolve(term: Term, evidence: Evidence, *, crore: bool = False) -> Currency:
    """The currency that *term* stands for in an article of such *evidence*; Currency(None, None) where unknown.

    A word or sign that several countries share is, in this order: the one that the article names in full; the tender
    of the publisher's country; that of the one such country the article names; with *crore* (a lakh or crore in the
    figure) India's; news usage's default. Where `contrast`, as for the dollar, other countries' currencies are named
    to set them off from the bare word ("A$7 million ($5 million)"): the publisher's country or the default decides.

    Codes: ISO 4217. Tender by country and day: Unicode CLDR through babel; see data/SOURCES.md.
    """
    if len(term.codes) == 1:
        return Currency(next(iter(term.codes)), term.kind)
    if not term.contrast and (code := _only(term.codes & evidence.named)):
        return Currency(code, term.kind if code == term.default else "name")
    for code in evidence.tender:
        if code in term.codes:
            return Currency(code, term.kind if code == term.default and not term.contrast else "country")
    if term.minor and (code := _only(term.codes & evidence.named)):
        return Currency(code, "name")
    if not term.contrast and (code := _only(term.codes & evidence.places)):
        return Currency(code, term.kind if code == term.default else "country")
    if crore and term.indian:
        return Currency(term.indian, term.kind)
    if term.default:
        return Currency(term.default, term.kind)
    return Currency(None, None)


def gather_evidence(texts: Iterable[Sequence[Token]], context: Context) -> Evidence:
    """What *texts*, all of one article, and its *context* tell of currencies."""
    day = context.published or _UNKNOWN_DAY
    named: set[str] = set()
    places: set[str] = set()
    hinted: set[str] = set()
    for tokens in texts:
        for at, token in enumerate(tokens):
            match = read_currency(tokens, at)
            if match and not match.term.unsure:
                # Names of people and firms are no evidence: "Rand Corp", "Mr Yuan".
                if len(match.term.codes) == 1 and (match.term.kind != "name" or not _is_title(tokens[at : match.end])):
                    named |= match.term.codes
                elif match.term.kind == "symbol" and match.term.default and not match.term.contrast:
                    hinted.add(match.term.default)
            for forms, codes, country in _places().get(token.lower, ()):
                if tuple(t.lower for t in tokens[at : at + len(forms)]) == forms and token.form != token.lower:
                    places.update(code for code in codes if day <= last_days().get(code, dt.date.min))
                    places.update(legal_tender(country, day) if country else ())
                    break
    tender = legal_tender(context.country, day) if context.country else ()
    return Evidence(frozenset(named), frozenset(places), tender, frozenset(hinted))


@lru_cache(maxsize=1024)
def legal_tender(country: str, day: dt.date) -> tuple[str, ...]:
    """ISO 4217 codes of what is legal tender in *country* on *day*, the main one first; () for no such country.

    >>> legal_tender("DE", dt.date(1995, 1, 1)), legal_tender("DE", dt.date(2018, 6, 25))
    (('DEM',), ('EUR',))
    """
    if country not in get_global("territory_currencies"):
        return ()
    return tuple(get_territory_currencies(country, start_date=day, end_date=day))


def _only(codes: frozenset[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def _is_title(tokens: Sequence[Token]) -> bool:
    """Whether *tokens* are one word with a capital at its head."""
    return len(tokens) == 1 and tokens[0].form.istitle()


@cache
def _places() -> dict[str, tuple[tuple[tuple[str, ...], frozenset[str], str | None], ...]]:
    """Names of countries and what is of them, by their first token in lower case, longest first.

    Each is (its tokens in lower case, the codes whose currency bears it, the country whose tender it speaks for).
    """
    table = load_table("currencies")
    found: dict[tuple[str, ...], tuple[frozenset[str], str | None]] = {}
    for code, full in full_names():
        for word in (full.rpartition(" ")[0], *table.get(code, {}).get("adjectives", ())):
            forms = tuple(token.lower for token in tokenize(word))
            if forms:
                found[forms] = (found.get(forms, (frozenset(), None))[0] | {code}, None)
    names = [
        (name, country) for country, name in ENGLISH.territories.items() if len(country) == 2 and country.isalpha()
    ]
    names += [(name, country) for country, others in table["places"].items() for name in others]
    for name, country in names:
        forms = tuple(token.lower for token in tokenize(name))
        found[forms] = (frozenset(), country)
    by_first: defaultdict[str, list[tuple[tuple[str, ...], frozenset[str], str | None]]] = defaultdict(list)
    for forms, (codes, country) in found.items():
        by_first[forms[0]].append((forms, codes, country))
    return {
        first: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry[0])))
        for first, entries in by_first.items()
    }
