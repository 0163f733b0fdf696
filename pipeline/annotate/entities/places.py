"""Where places lie: the country, and the GeoNames id, of what an article names. Nothing is said that is not certain.

A country or a region says for itself where it is. A city is the one that the text says it is ("Toledo, Ohio"), else the
one in a country that the text speaks of, else the one that everybody means: no other of its name has a tenth of its
inhabitants. Where two readings are left there is none.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import chain

from pipeline.annotate.context import Context
from pipeline.annotate.entities.found import Found, Texts
from pipeline.annotate.entities.gazetteer import locations, names_no_city
from pipeline.data import load_table
from pipeline.data.countries import country_code, demonym_country, possible_countries
from pipeline.data.places import Place, cities_named, city_name, country_place, fold, region_named, regions_named

OVERWHELMING = 10
"""So many times the inhabitants of every other city of its name: then it is meant where the text says nothing."""

FAMOUS = 100_000
"""Inhabitants from which a city that alone has its name is meant wherever it is named."""

_BEFORE = re.compile(r"((?:[A-Z][\w’'-]*\.? ){0,2}[A-Z][\w’'-]*), $")
_BEHIND = re.compile(r", ((?:[A-Z]\.){1,3}|[A-Z][\w’'-]*\.?(?: (?:of |and )?[A-Z][\w’'-]*){0,3})")
_PARTS = frozenset({"england", "scotland", "wales", "northern ireland", "holland", "mainland china"})


@dataclass(frozen=True)
class Where:
    """The country and the GeoNames id of a place, each None where it is not certain."""

    country: str | None = None
    geonames: int | None = None


_NOWHERE = Where()


@dataclass(frozen=True)
class _Region:
    country: str
    code: str = ""


def resolve_places(groups: Sequence[Sequence[Found]], texts: Texts, context: Context) -> list[Where]:
    """Where each of *groups* lies; nowhere for what is no place. A group is one thing, all its mentions."""
    told = _told(groups)
    publisher = context.country
    alone = _resolved(groups, texts, told, frozenset(), None)
    found = _resolved(groups, texts, told, _beside(groups, alone), publisher)
    spoken_of = {where.country for where in found} | {region.country for region in told}
    found = [
        _of_several(mentions, spoken_of) if where == _NOWHERE and mentions[0].type == "GPE" else where
        for where, mentions in zip(found, groups, strict=True)
    ]
    home = _only_country(groups, found, publisher)
    return [
        Where(home)
        if home and where == _NOWHERE and mentions[0].type in ("GPE", "FAC") and not _known(mentions)
        else where
        for where, mentions in zip(found, groups, strict=True)
    ]


def _resolved(
    groups: Sequence[Sequence[Found]],
    texts: Texts,
    told: frozenset[_Region],
    beside: Set[str],
    publisher: str | None,
) -> list[Where]:
    """Where each of *groups* lies by its name and by what the text says of it, as far as that is certain."""
    found: list[Where] = []
    for mentions in groups:
        type_ = mentions[0].type
        if type_ not in ("GPE", "LOC", "FAC"):
            found.append(_NOWHERE)
            continue
        stated = _stated(mentions, texts)
        if type_ == "FAC" and not stated:
            found.append(_NOWHERE)
        elif type_ == "GPE" and (state := _state(mentions, texts)):
            found.append(state)
        else:
            found.append(_by_name(mentions, type_, told, beside, publisher, stated))
    return found


def _beside(groups: Sequence[Sequence[Found]], found: Sequence[Where]) -> Set[str]:
    """The countries of the cities that are certain by themselves: of two at the least, or of all that there are."""
    cities = Counter(
        where.country
        for where, mentions in zip(found, groups, strict=True)
        if where.country and where.geonames and not any(country_code(mention.text) for mention in mentions)
    )
    return {country for country, count in cities.items() if count > 1 or len(cities) == 1}


def _told(groups: Sequence[Sequence[Found]]) -> frozenset[_Region]:
    """The countries and regions that the article names, or whose people it names."""
    told = set[_Region]()
    for found in chain.from_iterable(groups):
        if found.type == "NORP" and (code := demonym_country(found.text)):
            told.add(_Region(code))
        elif found.type in ("GPE", "LOC"):
            if code := country_code(found.text):
                told.add(_Region(code))
            regions = regions_named(found.text)
            if len(regions) == 1 and not possible_countries(found.text):
                told.update((_Region(regions[0][0]), _Region(*regions[0])))
            if code := locations().get(fold(found.text)):
                told.add(_Region(code))
    return frozenset(told)


def _stated(mentions: Sequence[Found], texts: Texts) -> frozenset[_Region]:
    """The region or country that stands behind a mention: "Toledo, Ohio"."""
    stated = set[_Region]()
    for found in mentions:
        match = _BEHIND.match(texts[found.span.in_], found.span.end)
        if match:
            name = match[1]
            if code := country_code(name) or country_code(name.rstrip(".")):
                stated.add(_Region(code))
            elif (code := _states_and_cities().get(name)) and _is_in_the_state(found.text, code):
                stated.add(_Region("US", code))
            elif name in load_table("places")["states"]:
                stated.add(_Region("US", name))
            else:
                stated.update(_Region(*region) for region in regions_named(name) or regions_named(name.rstrip(".")))
    return frozenset(stated)


def _states_and_cities() -> dict[str, str]:
    return {name: code for code, name in load_table("places")["state_and_city"].items()}


def _is_in_the_state(city: str, code: str) -> bool:
    return any(place.country == "US" and place.region == code for place in cities_named(city_name(city)))


def _state(mentions: Sequence[Found], texts: Texts) -> Where | None:
    """The state that "Washington" is in "Kent, Washington"; its country where other mentions may be the city's."""
    code = _states_and_cities().get(mentions[0].text)
    if code is None:
        return None
    cities = [
        _BEFORE.search(texts[found.span.in_], max(0, found.span.start - 40), found.span.start) for found in mentions
    ]
    states = [city is not None and _is_in_the_state(city[1], code) for city in cities]
    if not any(states):
        return None
    place = region_named("US", code) if all(states) else None
    return Where("US", place.geonames if place else None)


def _of_several(mentions: Sequence[Found], spoken_of: Set[str | None]) -> Where:
    """The one place that a name of several may mean in countries *spoken_of*: "Georgia" beside Tbilisi, or Atlanta."""
    for found in mentions:
        code = next(iter(possible_countries(found.text)), None)
        if code is None:
            continue
        regions = regions_named(found.text)
        others = {country for country, _ in regions}
        alone = found.text in load_table("places")["as_places"]["countries"]
        place = None
        if (code in spoken_of or alone) and not others & spoken_of:
            place = country_place(code)
        elif len(regions) == 1 and others <= spoken_of and code not in spoken_of:
            place = region_named(*regions[0])
        if place:
            return Where(place.country, place.geonames)
    return _NOWHERE


def _by_name(
    mentions: Sequence[Found],
    type_: str,
    told: frozenset[_Region],
    beside: Set[str],
    publisher: str | None,
    stated: frozenset[_Region],
) -> Where:
    """Where it lies by its name, by what is *stated* behind it, by what is *told* elsewhere, by its *publisher*.

    *beside* are the countries of other cities that the article names.
    """
    name = max((found.text for found in mentions), key=len)
    for found in mentions:
        if code := country_code(found.text):
            place = country_place(code) if fold(found.text) not in _PARTS else None
            return Where(code, place.geonames if place else None)
    if type_ == "LOC":
        return Where(locations().get(fold(name)) or _country(stated))
    for found in mentions:
        regions = [
            region
            for region in (_Region(*named) for named in regions_named(found.text))
            if not stated or region.country in {other.country for other in stated}
        ]
        if possible_countries(found.text):  # Georgia
            countries = {region.country for region in told}
            regions = [
                region
                for region in regions
                if region.country in countries and not possible_countries(found.text) & countries
            ]
        if len(regions) == 1:
            place = region_named(regions[0].country, regions[0].code)
            return Where(regions[0].country, place.geonames if place else None)
    if possible_countries(name) or names_no_city(name):
        return _NOWHERE
    return _city(cities_named(city_name(name)), told, beside, publisher, stated)


def _city(
    cities: Sequence[Place],
    told: frozenset[_Region],
    beside: Set[str],
    publisher: str | None,
    stated: frozenset[_Region],
) -> Where:
    if stated:
        country = _country(stated)
        codes = {region.code for region in stated if region.code}
        here = [city for city in cities if city.country == country and (not codes or city.region in codes)]
        return Where(country, _largest(here)) if country else _NOWHERE
    if not cities:
        return _NOWHERE
    countries = {region.country for region in told}
    first, others = cities[0], cities[1:]
    meant = _outnumbers(first, others) and first.population >= FAMOUS
    here = [city for city in cities if city.country in countries]
    if not here and not meant:
        here = [city for city in cities if city.country in beside]
    if not here and publisher:
        here = [city for city in cities if city.country == publisher]
    if meant and (first in here or not here or (publisher != here[0].country and len(countries) > 1)):
        return Where(first.country, first.geonames)
    if meant or len({city.country for city in here}) != 1:
        return _NOWHERE
    named = [city for city in here if _Region(city.country, city.region) in told]
    return Where(here[0].country, _largest(named or here))


def _outnumbers(first: Place, others: Sequence[Place]) -> bool:
    return all(first.population >= OVERWHELMING * other.population for other in others)


def _largest(cities: Sequence[Place]) -> int | None:
    """The id of the city among *cities*, the largest first, that is meant; None where two may be."""
    return cities[0].geonames if cities and _outnumbers(cities[0], cities[1:]) else None


def _country(regions: frozenset[_Region]) -> str | None:
    countries = {region.country for region in regions}
    return next(iter(countries)) if len(countries) == 1 else None


def _known(mentions: Sequence[Found]) -> bool:
    """Whether a table has the name: then it is not certain which it is, and no guess helps."""
    return any(
        possible_countries(found.text) or regions_named(found.text) or cities_named(city_name(found.text))
        for found in mentions
    )


def _only_country(groups: Sequence[Sequence[Found]], found: Sequence[Where], publisher: str | None) -> str | None:
    """The one country that all of an article plays in: two places or peoples at the least, or its publisher's own."""
    named = [where.country for where in found if where.country]
    named += [code for mentions in groups if mentions[0].type == "NORP" and (code := demonym_country(mentions[0].text))]
    if not named or len(set(named)) > 1:
        return None
    return named[0] if len(named) > 1 or named[0] == publisher else None
