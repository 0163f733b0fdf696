"""What looks like money and is not: weights in pounds, years before a currency, the lines of a picture."""

from collections.abc import Sequence
from decimal import Decimal

from pipeline.annotate.money.currency import Evidence
from pipeline.annotate.money.qualifier import read_per
from pipeline.annotate.money.vocabulary import Term
from pipeline.annotate.numbers import HYPHENS, SCALES, Token, word_at
from pipeline.data import load_table

_TABLE = load_table("money")["traps"]
_PICTURE_LINES = frozenset(map(Decimal, _TABLE["picture_lines"]))
_OF_SHARES = frozenset(_TABLE["of_shares"])
_WEIGHING = frozenset(_TABLE["weighing"])
_SLIMMING = frozenset(_TABLE["slimming"])
_PAID = frozenset(_TABLE["paid"])
_COUNTED = frozenset(_TABLE["counted"])
_YEAR_MARKS = frozenset(_TABLE["year_marks"])
_OWNERS = frozenset(_TABLE["owners"])
_DESIGNATIONS = frozenset(_TABLE["designations"])
_ADJECTIVES = frozenset(_TABLE["adjectives"])
_VERBS = frozenset(_TABLE["verbs"])
_OBJECTS = frozenset(_TABLE["objects"])
_STREETS = frozenset(_TABLE["streets"])
_ROADS = frozenset(_TABLE["roads"])
_CLOSERS = frozenset(load_table("money")["change"]["closers"])
_AFTER_ROADS = _CLOSERS | frozenset(_TABLE["after_roads"]) | _ROADS
_THOUSAND, _MILLION = Decimal(1000), Decimal(1_000_000)
_NEARBY = 6  # tokens before and after a weight in which the word for weighing stands


def is_trap(tokens: Sequence[Token], start: int, end: int, value: Decimal, term: Term, evidence: Evidence) -> bool:
    """Whether the amount of *term* in tokens *start* to *end* is no money."""
    if tokens[end - 1].form == "p":  # "1080p"; "page 5p"
        lines = value * term.per_main in _PICTURE_LINES and not _is_of_shares(tokens, start, end)
        return lines or word_at(tokens, start - 1) in {"page", "pages"}
    if term.kind == "symbol":
        return term.letter and (_is_designation(tokens, start, end) or _is_road(tokens, start, end))
    if term.group == "grand" and not _closes_noun(tokens, end):  # "two grand pianos"
        return True
    if _is_year(tokens, start, end) or (word_at(tokens, end) in _COUNTED and not tokens[end - 1].lower.endswith("s")):
        return True
    if tokens[start].lower in SCALES and tokens[start].form.istitle():  # "Million Dollar Baby"
        return True
    if word_at(tokens, end) in _STREETS and tokens[end].form.istitle():  # "12 Pound Lane"
        return True
    if term.group == "cent" and word_at(tokens, start - 1) in _OWNERS:
        return True
    if term.unsure and _is_other_word(tokens, end, value):
        return True
    shared_pound = term.group == "pound" and len(term.codes) > 1
    return shared_pound and _is_weight(tokens, start, end, value, term, evidence)


def _is_of_shares(tokens: Sequence[Token], start: int, end: int) -> bool:
    near = [*tokens[max(0, start - _NEARBY) : start], *tokens[end : end + _NEARBY]]
    return not _OF_SHARES.isdisjoint(token.lower for token in near)


def _is_year(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the number is a year: after a word for it, or before a currency that a count would set in the plural."""
    form = tokens[start].form
    if not form.isdecimal() or len(form) != 4 or not "1900" <= form <= "2099":
        return False
    singular = end == start + 2 and tokens[start + 1].lower in {"dollar", "euro", "pound"}
    named = word_at(tokens, start - 1) == "the" and not form.endswith("00")  # "the 2014 rouble crisis"
    return singular or named or word_at(tokens, start - 1) in _YEAR_MARKS


def _is_other_word(tokens: Sequence[Token], end: int, value: Decimal) -> bool:
    """Whether a doubtful name, last before *end*, is an adjective or a verb: "5 real cases", "5,000 won the prize"."""
    name = tokens[end - 1].lower
    if name in _ADJECTIVES:
        return value < _THOUSAND and not _closes_noun(tokens, end)
    return name in _VERBS and word_at(tokens, end) in _OBJECTS and read_per(tokens, end).unit is None


def _is_designation(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a letter and figures are the name of a thing everywhere: "N95"."""
    return end == start + 2 and tokens[start].form + tokens[start + 1].form in _DESIGNATIONS


def _is_road(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a letter and figures name a road: "along the R27 on", "R44 road"; not "the R350 grant"."""
    if not tokens[end - 1].form.isdecimal() or len(tokens[end - 1].form) > 3:
        return False
    before = start - 1
    joined = word_at(tokens, before) in {"and", "or"} and tokens[before - 1].form.isdecimal()
    if joined and _is_letter(tokens, before - 2):
        before -= 3
    if word_at(tokens, before) in _ROADS or word_at(tokens, end) in _ROADS:
        return True
    return word_at(tokens, before) == "the" and (end == len(tokens) or word_at(tokens, end) in {"", *_AFTER_ROADS})


def _is_letter(tokens: Sequence[Token], at: int) -> bool:
    return len(word_at(tokens, at)) == 1 and tokens[at].end == tokens[at + 1].start


def _closes_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun goes on at *at* with what stands before it."""
    return word_at(tokens, at) in {"", "a", "an", "per", "every", "to", *_CLOSERS}


def _is_weight(tokens: Sequence[Token], start: int, end: int, value: Decimal, term: Term, evidence: Evidence) -> bool:
    before = [token.lower for token in tokens[max(0, start - _NEARBY) : start]]
    after = [token.lower for token in tokens[end : end + _NEARBY]]
    if not _WEIGHING.isdisjoint(before) or not _WEIGHING.isdisjoint(after):
        return True
    if value < 1000 and (before[-1:] == ["on"] or not _SLIMMING.isdisjoint(before[-3:])):  # "put on 20 pounds"
        return True
    in_dollars = "USD" in evidence.tender  # a US paper weighs in pounds, even in London
    supported = term.codes & (evidence.named | evidence.hinted) if in_dollars else evidence.supports(term)
    following = after[0] if after else ""
    if following == "of":
        return value < _MILLION or not supported
    if tokens[end - 2].form in HYPHENS or tokens[end - 1].lower == "pound":
        return value < _MILLION and not (supported and following in _PAID)
    return not supported and (value < _MILLION or in_dollars)
