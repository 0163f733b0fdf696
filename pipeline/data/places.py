"""Cities, US states and countries with their GeoNames ids: data/places.tsv.gz, made by tools/make_places.py."""

import gzip
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

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
