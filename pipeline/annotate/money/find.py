"""The order in which a figure is read: amount, currency, bound, unit, and what it restates."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from msgspec.structs import replace

from pipeline.annotate.context import Context, Docs, text_of
from pipeline.annotate.money.abroad import in_english, languages
from pipeline.annotate.money.code import variables_in
from pipeline.annotate.money.convert import Rates, convert
from pipeline.annotate.money.currency import (
    Currency,
    Evidence,
    Passages,
    gather_evidence,
    resolve,
    with_cities,
    with_home,
)
from pipeline.annotate.money.grammar import ENGLISH, JOINTS, Figure, Writing, find_figures
from pipeline.annotate.money.qualifier import read_bound, read_bound_after, read_per
from pipeline.annotate.money.restate import restates
from pipeline.annotate.numbers import Token, tokenize, word_at
from pipeline.data import load_table
from pipeline.record.types import Money

_NUMBERS = load_table("numbers")
_DECIMAL_COMMA = frozenset(_NUMBERS["decimal_comma"]["languages"])
_DIVIDED = frozenset(_NUMBERS["foreign"]["divided"])
_COMPARED = frozenset(load_table("money")["per"]["compared"])
_OPEN_BELOW = frozenset({"less_than", "at_most"})
_OPEN_ABOVE = frozenset({"more_than", "at_least"})
_MAIL = re.compile(r"(?<!\S)[^\s@]{1,64}@\S+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?<![\w.-])[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[a-z]{2,10}/\S+"
)


def find_money(docs: Docs, context: Context, rates: Rates | None = None) -> tuple[Money, ...]:
    """Every monetary figure of one article, in reading order, its ids m1, m2, ... in that order.

    Amounts are exact, in main units; `usd` is by *rates*, None for the ECB's. Of *docs* only the texts are read.
    `about` is left empty.
    """
    texts = {in_: text_of(doc) for in_, doc in docs.items()}
    tokenized = {in_: _tokens(text) for in_, text in texts.items()}
    if context.language and context.language != "en":
        tokenized = {in_: in_english(tokens, context.language) for in_, tokens in tokenized.items()}
    evidence = gather_evidence(tokenized.values(), context)
    writing = _writing(context.language)
    found_in = {in_: find_figures(tokens, evidence, writing) for in_, tokens in tokenized.items()}
    if context.country is None and _needs_home(found_in.values(), evidence):
        evidence = with_home(evidence, tokenized.values(), context)
    if _needs_cities(found_in.values(), evidence):
        evidence = with_cities(evidence, tokenized.values(), context)
    currencies = {
        in_: _currencies(found_in[in_], tokens, evidence, passages)
        for (in_, tokens), passages in zip(tokenized.items(), evidence.passages, strict=True)
    }
    elsewhere = _elsewhere(found_in, currencies)
    money: list[Money] = []
    for in_, tokens in tokenized.items():
        figures = found_in[in_]
        for number, (figure, known) in enumerate(zip(figures, currencies[in_], strict=True)):
            currency = known if known.code or not figure.term else elsewhere.get(figure.term.codes, known)
            found = _read(f"m{len(money) + 1}", in_, texts[in_], tokens, figure, currency, context.language)
            if number and _restates(found, money[-1], tokens, figures[number - 1].end, figure):
                per = found.per or _per_after_bracket(tokens, figure.end)
                money[-1] = replace(money[-1], per=money[-1].per or per)
                found = _restated(replace(found, per=per), money[-1])
            elif number and _is_compared(found, money[-1], tokens, figures[number - 1].end, figure.start):
                found = replace(found, per=money[-1].per)
            elif number and _is_moved(money[-1], found, tokens, figures[number - 1], figure.start):
                money[-1] = replace(money[-1], per=found.per)
            money.append(found)
    return tuple(replace(found, usd=convert(found, context.published, rates)) for found in money)


def _needs_home(figures: Iterable[Sequence[Figure]], evidence: Evidence) -> bool:
    """Whether some figure bears a bare "$" or "dollar", and no dollar is named in full to set it off from."""
    bare = [figure.term for each in figures for figure in each if figure.term and figure.term.group == "dollar"]
    shared = frozenset[str]().union(*(term.codes for term in bare if len(term.codes) > 1))
    return bool(shared) and shared.isdisjoint(evidence.named)


def _needs_cities(figures: Iterable[Sequence[Figure]], evidence: Evidence) -> bool:
    """Whether some figure bears a word that several countries share and nothing tells whose: "500 kr"."""
    terms = {figure.term for each in figures for figure in each if figure.term and not figure.term.default}
    return any(len(term.codes) > 1 and not evidence.supports(term) for term in terms)


def _writing(language: str | None) -> Writing:
    """How articles in *language* (ISO 639-1) write numbers; as in English where it is not known."""
    if language in {None, "en"}:
        return ENGLISH
    return Writing(
        decimal_comma=language in _DECIMAL_COMMA,
        foreign=True,
        divided=language in _DIVIDED,
        in_english=language in languages(),
        joints=JOINTS.get(language or "en", ENGLISH.joints),
    )


def _tokens(text: str) -> Sequence[Token]:
    """The tokens of *text* outside web and mail addresses and the variables of programs."""
    left_out = list(variables_in(text))
    if "/" in text or "www." in text:
        left_out += (found.span() for found in _ADDRESS.finditer(text))
    if "@" in text:
        left_out += (found.span() for found in _MAIL.finditer(text))
    if not left_out:
        return tokenize(text)
    left_out.sort()
    kept, place = [], 0
    for token in tokenize(text):
        while place < len(left_out) and left_out[place][1] <= token.start:
            place += 1
        if place == len(left_out) or token.end <= left_out[place][0]:
            kept.append(token)
    return kept


def _currencies(
    figures: Sequence[Figure], tokens: Sequence[Token], evidence: Evidence, passages: Passages
) -> list[Currency]:
    """The currency of each of *figures*; cents are those of the figure before or after: "fell 5 cents to $3.20"."""
    found = [
        resolve(figure.term, evidence, passages.around(figure.start), crore=figure.indian)
        if figure.term
        else Currency(None, None)
        for figure in figures
    ]
    main = [bool(figure.term and not figure.term.minor) for figure in figures]
    for number, figure in enumerate(figures):
        if figure.term and figure.term.minor and len(figure.term.codes) > 1:
            for near in (number - 1, number + 1):
                if 0 <= near < len(figures) and main[near] and found[near].code in figure.term.codes:
                    found[number] = found[near]
                    break
        if number and (bare := _set_off(number, figures, found, tokens)) is not None:
            term = figures[bare].term
            found[bare] = Currency(term.default, term.kind) if term and term.default else Currency(None, None)
    return found


def _elsewhere(
    figures: Mapping[str, Sequence[Figure]], currencies: Mapping[str, Sequence[Currency]]
) -> dict[frozenset[str], Currency]:
    """What a word that several countries share is in an article, by its codes, where it has been told at least twice,
    and always as one: "Kenya will pay Sh2bn" says what the "Sh" of other sentences is.
    """
    told: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for in_ in figures:
        for figure, currency in zip(figures[in_], currencies[in_], strict=True):
            if figure.term and not figure.term.default and currency.code:
                told[figure.term.codes].append(currency.code)
    agreed = {codes: found[0] for codes, found in told.items() if len(found) > 1 and len({*found}) == 1}
    return {codes: Currency(code, "country") for codes, code in agreed.items() if len(codes) > 1}


def _set_off(number: int, figures: Sequence[Figure], found: Sequence[Currency], tokens: Sequence[Token]) -> int | None:
    """Which of two figures bears the bare sign of another country; None for most.

    A publisher's own "$" is no "$" where its dollar stands beside it in full: "C$20m ($15m)", "$15m (C$20m)".
    """
    first, second = figures[number - 1], figures[number]
    pair = (first.term, second.term)
    if None in pair or found[number - 1].code != found[number].code or first.low == second.low:
        return None
    full = [len(term.codes) == 1 for term in pair if term]
    if full[0] == full[1]:
        return None
    bare = number if full[0] else number - 1
    term = figures[bare].term
    if not term or not term.contrast or term.minor or found[bare].decided_by != "country":
        return None
    after = tokens[second.end].lower if second.end < len(tokens) else ""
    return bare if restates(tokens[first.end : second.start], after, chained=False) else None


def _read(
    id_: str, in_: str, text: str, tokens: Sequence[Token], figure: Figure, currency: Currency, language: str | None
) -> Money:
    """The figure with the words around it."""
    start, end = tokens[figure.start].start, tokens[figure.end - 1].end
    bound = read_bound(tokens, figure.start, figure.end, language)
    per = read_per(tokens, bound.end)
    if bound.qualifier == "exact":
        bound = read_bound_after(tokens, per.end, language)
    qualifier = "range" if figure.is_range else "at_least" if figure.high is None else bound.qualifier
    return Money(
        id=id_,
        in_=in_,
        start=start,
        end=end,
        text=text[start:end],
        low=None if qualifier in _OPEN_BELOW else figure.low,
        high=None if qualifier in _OPEN_ABOVE else figure.high,
        currency=currency.code,
        currency_from=currency.decided_by,
        qualifier=qualifier,
        per=per.unit,
        same_as=None,
    )


def _restates(found: Money, previous: Money, tokens: Sequence[Token], end: int, figure: Figure) -> bool:
    """Whether *found*, at *figure*, restates the figure *previous*, which ends before the token *end*."""
    known = found.currency is not None and previous.currency is not None
    if not known or found.currency == previous.currency or found.per not in {None, previous.per}:
        return False
    after = tokens[figure.end].lower if figure.end < len(tokens) else ""
    return restates(tokens[end : figure.start], after, chained=previous.same_as is not None)


def _per_after_bracket(tokens: Sequence[Token], end: int) -> str | None:
    """What both are counted per where the second's bracket closes at *end*: "€240m (£206m) a year"."""
    closes = end < len(tokens) and tokens[end].form in {")", "]"}
    return read_per(tokens, end + 1).unit if closes else None


def _is_compared(found: Money, previous: Money, tokens: Sequence[Token], end: int, start: int) -> bool:
    """Whether *found* is set against *previous* and so counted per the same: "$9 a share, against | $7 last year"."""
    if found.per or not previous.per or found.currency != previous.currency:
        return False
    words = [token.lower for token in tokens[read_per(tokens, end).end : start]]
    alike = all(0 < a < 100 * b for a, b in permutations((found.low or 0, previous.low or 0)))
    return alike and " ".join(words).removeprefix(", ") in _COMPARED


def _is_moved(previous: Money, found: Money, tokens: Sequence[Token], first: Figure, start: int) -> bool:
    """Whether *previous*, at *first*, moves to *found* and so is counted per the same: "from | $42 to $46 per ton"."""
    if previous.per or not found.per or found.currency != previous.currency:
        return False
    alike = all(0 < a < 100 * b for a, b in permutations((found.low or 0, previous.low or 0)))
    return (
        alike
        and start == first.end + 1
        and tokens[first.end].lower == "to"
        and word_at(tokens, first.start - 1) == "from"
    )


def _restated(found: Money, original: Money) -> Money:
    """*found* as what it says again: its id, and its bound and unit where it has none of its own."""
    qualifier = original.qualifier if found.qualifier == "exact" and original.qualifier != "range" else found.qualifier
    return replace(
        found,
        same_as=original.same_as or original.id,
        qualifier=qualifier,
        low=None if qualifier in _OPEN_BELOW else found.low,
        high=None if qualifier in _OPEN_ABOVE else found.high,
        per=found.per or original.per,
    )
