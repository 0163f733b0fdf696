"""Which currency a word or a sign stands for, and what decided it."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import NamedTuple

from babel.core import get_global
from babel.numbers import get_territory_currencies

from pipeline.annotate.context import Context
from pipeline.annotate.money.home import countries_of_cities, home_of
from pipeline.annotate.money.vocabulary import (
    ENGLISH,
    Term,
    currency_openers,
    full_names,
    last_days,
    read_currency,
)
from pipeline.annotate.numbers import Token, tokenize, word_at
from pipeline.data import load_table
from pipeline.record.types import CurrencyFrom

_ENDS = frozenset(".!?")
_UNKNOWN_DAY = dt.date.max  # on which only what is tender without an end is tender
_DECLARED = load_table("money")["declared"]
_DOLLAR_SIGN = load_table("currencies")["dollar_sign"]
_HOME_GROUPS = frozenset({"dollar", "cent"})
_SUMS, _VERBS = frozenset(_DECLARED["sums"]), frozenset(_DECLARED["verbs"])


class Currency(NamedTuple):
    """A currency and what decided it; both None where it can't be known."""

    code: str | None
    decided_by: CurrencyFrom | None


@dataclass
class Clues:
    """The ISO 4217 codes that a stretch of text speaks for.

    `named`: by an unambiguous word, sign or code. `places`: as tender of a country, or of what is of one.
    """

    named: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


class Passages:
    """The clues of one text, by sentence and by paragraph."""

    def __init__(self) -> None:
        self._starts = [0]
        self._clues = [(Clues(), Clues())]

    def begin(self, at: int, *, paragraph: bool) -> None:
        """Lets a sentence begin at the token *at*, and a *paragraph* with it."""
        self._starts.append(at)
        self._clues.append((Clues(), Clues() if paragraph else self._clues[-1][1]))

    def add(self, *, named: Iterable[str] = (), places: Iterable[str] = ()) -> None:
        """Adds clues to the sentence and the paragraph begun last."""
        for clues in self._clues[-1]:
            clues.named.update(named)
            clues.places.update(places)

    def around(self, at: int) -> tuple[Clues, Clues]:
        """The clues of the sentence that the token *at* stands in, and of its paragraph."""
        return self._clues[bisect_right(self._starts, at) - 1]


@dataclass(frozen=True)
class Evidence:
    """What an article and its publisher tell of the currencies in it: sets of ISO 4217 codes.

    `named`, `places`: see Clues; here of all texts, and in `passages` text by text. `tender`: of the publisher's
    country on the day of publication. `home`: of the country that the article plays in (home_of). `hinted`: what
    shared signs usually stand for. `declared`: what the article says that all its figures are in. `pesos`: whether its
    language sets "$" before pesos.
    """

    named: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    tender: tuple[str, ...] = ()
    hinted: frozenset[str] = frozenset()
    declared: frozenset[str] = frozenset()
    pesos: bool = False
    passages: tuple[Passages, ...] = ()
    home: str | None = None

    def supports(self, term: Term) -> bool:
        """Whether anything outside the figure itself speaks for *term* being money."""
        return not term.codes.isdisjoint(self.named | self.places | self.hinted | set(self.tender))


def resolve(term: Term, evidence: Evidence, around: Sequence[Clues] = (), *, crore: bool = False) -> Currency:
    """The currency that *term* stands for in an article of such *evidence*; Currency(None, None) where unknown.

    A word or sign that several countries share is, in this order: the one that the sentence, else the paragraph
    (*around*), else the article names in full; the tender of the publisher's country; that of the one such country the
    article names; with *crore* (a lakh or crore in the figure) India's; news usage's default. Where there is neither
    tender nor default, a country that the sentence or paragraph names comes before what stands farther off. Where
    `contrast`, as for the dollar, other countries' currencies are named to set them off from the bare word ("A$7
    million ($5 million)"): what the article declares, the publisher's country, the country that the article plays in
    or the default decides. A country named is no evidence for it by itself: papers everywhere write of Canadian singers
    and Australian firms.

    Codes: ISO 4217. Tender by country and day: Unicode CLDR through babel; see data/SOURCES.md.
    """
    if len(term.codes) == 1:
        return Currency(next(iter(term.codes)), term.kind)
    if code := _only(term.codes & evidence.declared):
        return Currency(code, "name")
    if evidence.pesos and term.group == "dollar" and term.kind == "symbol":
        home = next((code for code in evidence.tender if code in term.codes or code in _DOLLAR_SIGN["pesos"]), None)
        return Currency(home, "country" if home else None)
    tender = next((code for code in evidence.tender if code in term.codes), None)
    for clues in () if term.contrast else around:
        if code := _only(term.codes & clues.named):
            return Currency(code, term.kind if code == term.default else "name")
        if not tender and not term.default and (code := _only(term.codes & clues.places)):
            return Currency(code, "country")
    if not term.contrast and (code := _only(term.codes & evidence.named)):
        return Currency(code, term.kind if code == term.default else "name")
    if tender:
        usual = tender == term.default and (term.hints or not term.contrast)
        return Currency(tender, term.kind if usual else "country")
    if term.minor and (code := _only(term.codes & evidence.named)):
        return Currency(code, "name")
    if not term.contrast and (code := _only(term.codes & evidence.places)):
        return Currency(code, term.kind if code == term.default else "country")
    if crore and term.indian:
        return Currency(term.indian, term.kind)
    if evidence.home in term.codes and term.group in _HOME_GROUPS:
        return Currency(evidence.home, "country")
    if term.default:
        return Currency(term.default, term.kind)
    return Currency(None, None)


def gather_evidence(texts: Iterable[Sequence[Token]], context: Context) -> Evidence:
    """What *texts*, all of one article, and its *context* tell of currencies."""
    day = context.published or _UNKNOWN_DAY
    all_, hinted, declared = Clues(), set[str](), set[str]()
    openers, places = currency_openers(), _places()
    passages = []
    for tokens in texts:
        text = Passages()
        passages.append(text)
        for at, token in enumerate(tokens):
            if token.lower in openers and (match := read_currency(tokens, at)) and not match.term.unsure:
                # Names of people and firms are no evidence: "Rand Corp", "Mr Yuan".
                if len(match.term.codes) == 1 and (match.term.kind != "name" or not _is_title(tokens[at : match.end])):
                    all_.named |= match.term.codes
                    text.add(named=match.term.codes)
                    declared |= match.term.codes if _declares(tokens, at) else set()
                elif match.term.hints and match.term.default:
                    hinted.add(match.term.default)
            if token.lower in places and (codes := _codes_of_place(tokens, at, day)):
                all_.places |= codes
                text.add(places=codes)
            if token.kind == "break" or (token.form in _ENDS and _ends_sentence(tokens, at)):
                text.begin(at + 1, paragraph=token.form.startswith("\n"))
    tender = legal_tender(context.country, day) if context.country else ()
    return Evidence(
        frozenset(all_.named),
        frozenset(all_.places),
        tender,
        frozenset(hinted),
        frozenset(declared),
        context.language in _DOLLAR_SIGN["languages"],
        tuple(passages),
    )


def with_home(evidence: Evidence, texts: Iterable[Sequence[Token]], context: Context) -> Evidence:
    """*evidence* with the currency of the country that the article of *texts* plays in, where that is plain."""
    country = home_of(texts)
    tender = legal_tender(country, context.published or _UNKNOWN_DAY) if country else ()
    return replace(evidence, home=tender[0] if tender else None)


def with_cities(evidence: Evidence, texts: Iterable[Sequence[Token]], context: Context) -> Evidence:
    """*evidence* with the tender of the countries whose cities *texts* name as where things are."""
    day = context.published or _UNKNOWN_DAY
    found = {code for country in countries_of_cities(texts) for code in legal_tender(country, day)}
    return replace(evidence, places=evidence.places | found)


def _declares(tokens: Sequence[Token], at: int) -> bool:
    """Whether the currency at *at* is said to be that of every figure: "all amounts are in | Canadian dollars"."""
    back = at - 2
    while word_at(tokens, back) in _VERBS:
        back -= 1
    if word_at(tokens, at - 1) != "in" or word_at(tokens, back) not in _SUMS:
        return False
    opener = tokens[back - 1].lower if back > 0 else ""
    return back < at - 2 or opener in {"all", "("}


def _codes_of_place(tokens: Sequence[Token], at: int, day: dt.date) -> set[str]:
    """The codes on *day* of the country, or of what is of it, that is named at *at*; none where none is."""
    for forms, codes, country in _places()[tokens[at].lower]:
        if tuple(token.lower for token in tokens[at : at + len(forms)]) == forms and tokens[at].form != forms[0]:
            living = {code for code in codes if day <= last_days().get(code, dt.date.min)}
            return living.union(legal_tender(country, day) if country else ())
    return set()


def _ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether the stop at *at* ends a sentence, as far as blanks and capitals tell: not in "Mr. Lee" or "U.S. aid"."""
    if at == 0 or at + 1 == len(tokens) or tokens[at + 1].start == tokens[at].end:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    short = before.kind == "word" and len(before.form) <= 2 and before.form[0].isupper()
    return not short and not after.form[0].islower()


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
