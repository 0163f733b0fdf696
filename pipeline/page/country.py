"""The publisher's country."""

import re
from urllib.parse import urlsplit

from babel import Locale

from pipeline.data import load_table
from pipeline.data.countries import possible_countries
from pipeline.page.linked_data import LinkedData, as_list, texts
from pipeline.page.metadata import Metadata

_CODES = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())
_SOLD: frozenset[str] = frozenset(load_table("countries")["domains"]["sold_worldwide"])
_NOWHERE: frozenset[str] = frozenset(load_table("countries")["locales"]["of_no_country"])
_FOLDER = re.compile(r"/(?P<language>[a-z]{2})-(?P<region>[a-z]{2})(?:/|$)")
_REGION = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?[-_](?P<region>[A-Za-z]{2})\b")


def find_country(metadata: Metadata, linked: LinkedData, language: str | None, *urls: str | None) -> str | None:
    """The publisher's country, ISO 3166-1 alpha-2; None where the page does not show it.

    Asked in turn: the publisher's address in linked data; the country of the domain, or of a
    folder such as /en-gb/; the region of the language
    (*language*, then og:locale). "en-US" counts nowhere: it is what software sets where nobody chose.
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
    for locale in (language, metadata.first("og:locale")):
        match = _REGION.match(locale or "")
        if match and match["region"].upper() != "US" and (locale or "").replace("-", "_") not in _NOWHERE:
            return _code(match["region"])
    return None


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
