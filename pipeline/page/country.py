"""The publisher's country."""

import re
from urllib.parse import urlsplit

from babel import Locale

from pipeline.data import load_table
from pipeline.data.countries import country_code, demonym_country, possible_countries
from pipeline.data.places import LARGE_CITY, cities_named, city_name, fold, regions_named, seldom_cities
from pipeline.page.linked_data import LinkedData, as_list, texts
from pipeline.page.metadata import Metadata

_CODES = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())
_SOLD: frozenset[str] = frozenset(load_table("countries")["domains"]["sold_worldwide"])
_NOWHERE: frozenset[str] = frozenset(load_table("countries")["locales"]["of_no_country"])
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*\.?")
_FOLDER = re.compile(r"/(?P<language>[a-z]{2})-(?P<region>[a-z]{2})(?:/|$)")
_REGION = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?[-_](?P<region>[A-Za-z]{2})\b")


def find_country(
    metadata: Metadata, linked: LinkedData, language: str | None, publisher: str | None, *urls: str | None
) -> str | None:
    """The publisher's country, ISO 3166-1 alpha-2; None where the page does not show it.

    Asked in turn: the publisher's address in linked data; the country of the domain, or of a
    folder such as /en-gb/; the one country that *publisher*'s name speaks of ("The Orlan Times of Ohio"); the region of
    the language (*language*, then og:locale). "en-US" counts nowhere: it is what software sets where nobody chose.
    """
    for thing in linked.things("publisher", "sourceOrganization"):
        for address in as_list(thing.get("address")):
            if isinstance(address, dict):
                for name in texts(address.get("addressCountry")):
                    code = _code(name)
                    if code:
                        return code
    for url in urls:
        domain = _domain_country(url)
        if domain:
            return domain
        folder = _FOLDER.search(url or "")
        if folder and folder["region"] != "us":
            return _code(folder["region"])
    named = _countries_in(publisher or "")
    if len(named) == 1:
        return min(named)
    for locale in (language, metadata.first("og:locale")):
        match = _REGION.match(locale or "")
        if match and match["region"].upper() != "US" and (locale or "").replace("-", "_") not in _NOWHERE:
            return _code(match["region"])
    return None


def _countries_in(name: str) -> set[str]:
    """The countries whose own names, peoples, regions or large cities *name* has among its words, the longest first.

    >>> _countries_in("The Seattle Times"), _countries_in("The Irish Times"), _countries_in("The Morning Post")
    ({'US'}, {'IE'}, set())
    """
    found = set()
    words = _CAPITALISED.findall(name)
    at = 0
    while at < len(words):
        named = ((length, _country_of(" ".join(words[at : at + length]))) for length in (3, 2, 1))
        length, code = next(((length, code) for length, code in named if code), (1, None))
        if code:
            found.add(code)
        at += length
    return found


def _country_of(name: str) -> str | None:
    """The country that *name* alone tells for certain; of cities, large ones that no other of their name comes near."""
    if code := country_code(name) or demonym_country(name):
        return code
    regions = regions_named(name)
    if len(regions) == 1 and not possible_countries(name):
        return regions[0][0]
    cities = cities_named(city_name(name))
    if not cities or fold(name) in seldom_cities() or cities[0].population < LARGE_CITY:
        return None
    first, *others = cities
    return first.country if all(first.population >= 10 * other.population for other in others) else None


def _code(name: str) -> str | None:
    """The code of a country given by its code or its name."""
    named = possible_countries(name)
    return min(named) if named else name.upper() if name.upper() in _CODES else None


def _domain_country(url: str | None) -> str | None:
    """The country of the address's domain; None for a domain that is sold all over the world.

    >>> _domain_country("https://www.dorfblatt.de/a"), _domain_country("https://start.io/a")
    ('DE', None)
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    ending = host.rpartition(".")[2]
    if len(ending) != 2 or ending in _SOLD:
        return None
    return _code(ending)
