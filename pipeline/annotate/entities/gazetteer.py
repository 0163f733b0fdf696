"""Names that are known: countries, peoples, regions, waters, cities, large organisations. One vote on a type."""

from functools import cache, lru_cache

from pipeline.data import load_table
from pipeline.data.countries import country_code, demonym_country, possible_countries
from pipeline.data.places import LARGE_CITY, cities_named, city_name, fold, regions_named, seldom_cities
from pipeline.record.types import EntityType

SURE, LIKELY, DOUBTFUL = 30, 20, 5
"""Votes, in the measure of evidence.py."""


@lru_cache(maxsize=8192)  # an article asks of each of its names again and again
def known_type(name: str) -> tuple[EntityType | None, int]:
    """What *name* is known as, and the weight of that; None and 0 for names that no table has.

    >>> known_type("Denmark"), known_type("Danes"), known_type("Danube"), known_type("Orlan")
    (('GPE', 30), ('NORP', 30), ('LOC', 30), (None, 0))
    """
    if country_code(name):
        return "GPE", SURE
    if demonym_country(name):
        return "NORP", SURE
    known = _known().get(name)
    if known:
        return known, SURE
    key = fold(name)
    if regions_named(name):
        return "GPE", SURE
    if key in locations():
        return "LOC", SURE
    if possible_countries(name):
        return "GPE", DOUBTFUL
    cities = cities_named(city_name(name))
    if cities and key not in seldom_cities():
        return "GPE", LIKELY if cities[0].population >= LARGE_CITY else DOUBTFUL
    return None, 0


def is_known(name: str) -> bool:
    """Whether a table has *name*."""
    return known_type(name)[0] is not None


def is_region(name: str) -> bool:
    """Whether *name* is a country's or a first-level region's, its short forms in the news and the post included."""
    return bool(possible_countries(name) or regions_named(name)) or name in load_table("places")["states"]


@cache
def locations() -> dict[str, str]:
    """By folded name, the country that a sea, river, mountain or region lies in, "" where it is no one country."""
    return {fold(name): country for country, names in load_table("places")["locations"].items() for name in names}


def names_no_city(name: str) -> bool:
    """Whether *name* is known as something that no city table has, whatever cities share it: "Kosovo"."""
    return name in _known()


@cache
def _known() -> dict[str, EntityType]:
    table: dict[EntityType, list[str]] = load_table("names")["known"]
    return {name: type_ for type_, names in table.items() for name in names}
