"""Which country an article plays in, by the places it names: for a "$" or "kr" that its words leave open."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.annotate.money.vocabulary import ENGLISH
from pipeline.annotate.numbers import Token, tokenize
from pipeline.data import load_table
from pipeline.data.places import Place, cities_named

_HOME = load_table("currencies")["home"]
_COUNTRIES = frozenset(_HOME["countries"])
_ABROAD = frozenset(_HOME["abroad"])
_CIVIC = frozenset(_HOME["civic"])
_IN = frozenset({"in", "near", "outside"})
_CLEARLY = 5  # times the inhabitants of the next city of its name that one must have to be meant
_LEAST_CITY = 20_000
_NAMES, _MENTIONS, _CIVIC_WORDS = 2, 3, 2
_WORDS = 3  # of a city's name


def home_of(texts: Iterable[Sequence[Token]]) -> str | None:
    """The country, ISO 3166-1 alpha-2, at home in which an article of *texts* plays; None where that is not plain.

    Only of countries whose papers set a bare "$" for their own dollar. Plain is: the country or a region of it is
    named, with another place of it, three mentions in all; its public life comes in (a council, a minister); and
    nothing of the United States, of another country with a dollar, of an agency or a market that counts in US dollars.
    """
    mentions: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wide: set[str] = set()
    civic = 0
    for tokens in texts:
        read_to = 0
        for at, token in enumerate(tokens):
            civic += token.lower in _CIVIC
            if at < read_to or token.kind != "word" or not token.form[0].isupper():
                continue
            named, country, read_to = _place(tokens, at)
            if country == "":
                return None
            if country is not None:
                mentions[country][named] += 1
                if not named.startswith("city "):
                    wide.add(country)
    if len(mentions) != 1 or civic < _CIVIC_WORDS:
        return None
    (country, names), *_ = mentions.items()
    enough = country in wide and len(names) >= _NAMES and names.total() >= _MENTIONS
    return country if enough and country in _COUNTRIES else None


def countries_of_cities(texts: Iterable[Sequence[Token]]) -> set[str]:
    """The countries of the larger cities that *texts* say something is in: "in Bergen", "outside Puebla"."""
    return {
        found[0].country
        for tokens in texts
        for at, token in enumerate(tokens)
        if token.lower in _IN and (found := _city(tokens, at + 1)[0]) and _is_clear(found)
    }


def _city(tokens: Sequence[Token], at: int) -> tuple[tuple[Place, ...], int]:
    """The cities of the longest name at *at*, the largest first, and the index after it."""
    for words in range(_WORDS, 0, -1):
        part = tokens[at : at + words]
        if len(part) == words and all(token.kind == "word" and token.form[0].isupper() for token in part):
            found = cities_named(" ".join(token.form for token in part))
            if found and found[0].population >= _LEAST_CITY:
                return found, at + words
    return (), at + 1


def _is_clear(found: Sequence[Place]) -> bool:
    """Whether the first of several cities of one name is the one that is meant."""
    return len(found) == 1 or found[0].population >= _CLEARLY * found[1].population


def _place(tokens: Sequence[Token], at: int) -> tuple[str, str | None, int]:
    """The name at *at*, its country, and where to read on: "" for one that forbids, None for none that counts."""
    for forms, country in _names().get(tokens[at].lower, ()):
        end = at + len(forms)
        if tuple(token.lower for token in tokens[at:end]) == forms:
            return " ".join(forms), country, end
    cities, end = _city(tokens, at)
    if not cities:
        return "", None, end
    country = cities[0].country
    if country == "US":
        return "", "", end
    counts = country in _dollar_countries() and _is_clear(cities)
    return f"city {cities[0].geonames}", country if counts else None, end


@cache
def _dollar_countries() -> frozenset[str]:
    return _COUNTRIES | frozenset(_HOME["others"])


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of dollar countries, their people and regions, with the country, "" where they forbid; longest first."""
    demonyms, regions = load_table("countries")["demonyms"], load_table("places")["regions"]
    towns, states = load_table("currencies")["places"], load_table("places")["states"].values()
    found: dict[tuple[str, ...], str] = {}
    for country in sorted(_dollar_countries()):
        names = [ENGLISH.territories[country], *towns.get(country, ()), *regions.get(country, ())]
        names += demonyms.get(country, ())
        for name in names:
            found[tuple(token.lower for token in tokenize(name))] = country if country in _COUNTRIES else ""
    for name in (*(name for spellings in states for name in spellings), *_ABROAD):
        found[tuple(token.lower for token in tokenize(name))] = ""
    by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for forms, country in found.items():
        by_first[forms[0]].append((forms, country))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in by_first.items()}
