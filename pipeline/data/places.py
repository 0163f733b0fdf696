"""Cities, US states and countries with their GeoNames ids: data/places.tsv.gz, made by tools/make_places.py.

Beside it, the names that places.toml has for regions, and for cities that GeoNames calls otherwise.
"""

import gzip
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.data import load_table

Regions = tuple[tuple[str, str], ...]
"""The country's code and, for a state of the USA, GeoNames' code of the region ("OH"), else ""."""

LARGE_CITY = 100_000
"""Inhabitants from which a city's name counts as much as a country's."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_NO_LETTERS = str.maketrans({"-": " ", "‘": "", "’": "", "'": "", ".": "", "ʻ": ""})


@dataclass(frozen=True)
class Place:
    """A row of the table: ISO 3166-1 alpha-2, GeoNames' first-level code ("OH"), inhabitants, GeoNames id."""

    country: str
    region: str
    population: int
    geonames: int


@lru_cache(maxsize=8192)  # an article asks of each of its names again and again
def fold(name: str) -> str:
    """The key under which the spellings of a place's name meet: no case, accents, dots, apostrophes or hyphens.

    >>> fold("Łódź"), fold("St. John’s"), fold("Xi'an"), fold("Baden-Baden")
    ('lodz', 'st johns', 'xian', 'baden baden')
    """
    lower = name.casefold().translate(_NO_LETTERS).translate(_LETTERS)
    if not lower.isascii():
        lower = "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))
    return " ".join(lower.split())


def cities_named(name: str) -> tuple[Place, ...]:
    """The cities of 15,000 inhabitants and more that *name* is GeoNames' name of, the largest first."""
    return tuple(_read(row) for row in _rows()["city"].get(fold(name), "").split("\n") if row)


def region_named(country: str, code: str) -> Place | None:
    """The first-level region of *country* with the GeoNames *code*; the table has those of the United States alone."""
    row = _rows()["region"].get(f"{country}.{code}")
    return _read(row) if row else None


def country_place(code: str) -> Place | None:
    """The country of the ISO 3166-1 *code* as a place; None for a code that GeoNames has not."""
    row = _rows()["country"].get(code)
    return _read(row) if row else None


def _read(row: str) -> Place:
    country, region, population, geonames = row.split("\t")
    return Place(country, region, int(population), int(geonames))


def regions_named(name: str) -> Regions:
    """The regions that *name* is a name of: a name in full however it is spelled, a short form only with its stops.

    >>> regions_named("Wis."), regions_named("Wis"), regions_named("Québec")
    ((('US', 'WI'),), (), (('CA', ''),))
    """
    return _regions().get(name if name.endswith(".") else fold(name), ())


@cache
def _regions() -> dict[str, Regions]:
    table = load_table("places")
    rows = [(name, (country, "")) for country, names in table["regions"].items() for name in names]
    rows += [(name, ("US", code)) for code, names in table["states"].items() for name in names]
    found: dict[str, Regions] = {}
    for name, region in rows:
        key = name if name.endswith(".") else fold(name)
        if region not in found.get(key, ()):
            found[key] = (*found.get(key, ()), region)
    return found


def city_name(name: str) -> str:
    """The name that GeoNames has for the city that English news calls *name*; *name* itself for most."""
    return _city_names().get(fold(name), name)


@cache
def _city_names() -> dict[str, str]:
    names: dict[str, str] = load_table("places")["cities"]
    return {fold(english): name for english, name in names.items()}


@cache
def seldom_cities() -> frozenset[str]:
    """The folded names of cities that in news are more often something else."""
    return frozenset(map(fold, load_table("places")["not_by_name"]["cities"]))


@cache
def _rows() -> dict[str, dict[str, str]]:
    """By kind and key, the rows as they stand in the file: most of them are never asked for, so none is read here."""
    packed = (files("pipeline.data") / "places.tsv.gz").read_bytes()
    rows: dict[str, dict[str, str]] = {"city": {}, "region": {}, "country": {}}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        kind, key, row = line.split("\t", 2)
        of_kind = rows[kind]
        of_kind[key] = f"{of_kind[key]}\n{row}" if key in of_kind else row
    return rows
