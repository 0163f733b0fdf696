"""Where a place lies: the country of a name that is a country's."""

from functools import cache

from babel import Locale

from pipeline.annotate.entities.names import words
from pipeline.data import load_table


def country_of(name: str) -> str | None:
    """The country that *name* is a name of, ISO 3166-1 alpha-2; None for other places and where news means others too.

    >>> country_of("South Africa"), country_of("U.K."), country_of("Georgia"), country_of("Lagos")
    ('ZA', 'GB', None, None)

    Names: Unicode CLDR, English; aliases and exceptions in data/countries.toml.
    """
    return _countries().get(words(name))


@cache
def _countries() -> dict[tuple[str, ...], str]:
    table = load_table("places")
    names = {
        words(name): code
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ")
    }
    names |= {words(alias): code for code, aliases in table["aliases"].items() for alias in aliases}
    for name in table["ambiguous"]["names"]:
        names.pop(words(name), None)
    return names
