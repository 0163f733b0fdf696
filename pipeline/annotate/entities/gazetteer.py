"""Names that are known: countries, peoples, regions, waters, cities, large organisations. One vote on a type."""

from functools import cache, lru_cache

from pipeline.data import load_table
from pipeline.data.countries import country_code, demonym_country, possible_countries
from pipeline.data.places import cities_named, fold
from pipeline.record.types import EntityType

Regions = tuple[tuple[str, str], ...]
"""The country's code and, for a state of the USA, GeoNames' code of the region ("OH"), else ""."""

SURE, LIKELY, DOUBTFUL = 30, 20, 5
"""Votes, in the measure of evidence.py."""

LARGE_CITY = 100_000
"""Inhabitants from which a city's name counts as much as a country's."""


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
    cities = cities_named(_city_names().get(key, name))
    if cities and key not in _seldom_cities():
        return "GPE", LIKELY if cities[0].population >= LARGE_CITY else DOUBTFUL
    return None, 0


def is_known(name: str) -> bool:
    """Whether a table has *name*."""
    return known_type(name)[0] is not None


def is_region(name: str) -> bool:
    """Whether *name* is a country's or a first-level region's, its short forms in the news and the post included."""
    return bool(possible_countries(name) or regions_named(name)) or name in load_table("places")["states"]


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


@cache
def locations() -> dict[str, str]:
    """By folded name, the country that a sea, river, mountain or region lies in, "" where it is no one country."""
    return {fold(name): country for country, names in load_table("places")["locations"].items() for name in names}


def city_name(name: str) -> str:
    """The name that GeoNames has for the city that English news calls *name*; *name* itself for most."""
    return _city_names().get(fold(name), name)


@cache
def _city_names() -> dict[str, str]:
    names: dict[str, str] = load_table("places")["cities"]
    return {fold(english): name for english, name in names.items()}


def names_no_city(name: str) -> bool:
    """Whether *name* is known as something that no city table has, whatever cities share it: "Kosovo"."""
    return name in _known()


@cache
def _seldom_cities() -> frozenset[str]:
    return frozenset(map(fold, load_table("places")["not_by_name"]["cities"]))


@cache
def _known() -> dict[str, EntityType]:
    table: dict[EntityType, list[str]] = load_table("names")["known"]
    return {name: type_ for type_, names in table.items() for name in names}
