"""Countries by the names that news gives them: the CLDR's English names and data/countries.toml."""

from functools import cache

from babel import Locale

from pipeline.data import load_table

_NO_ISO_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)
"""Codes of two letters that the CLDR has beside ISO 3166-1's."""


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that *name* means in running text; None for all other names.

    None too where news as often means something else by it: a name is no country's for certain then.

    >>> country_code("South Africa"), country_code("U.K."), country_code("Turkey"), country_code("Georgia")
    ('ZA', 'GB', 'TR', None)
    """
    key = _key(name)
    return None if key in _ambiguous() else _names().get(key)


def possible_countries(name: str) -> frozenset[str]:
    """The code of the country that *name* may mean, ambiguous or not.

    >>> possible_countries("Georgia"), possible_countries("Atlanta")
    (frozenset({'GE'}), frozenset())
    """
    code = _names().get(_key(name))
    return frozenset({code} if code else ())


def demonym_country(word: str) -> str | None:
    """The country whose people or things *word* names: "Danish", "Danes". None for all other words.

    >>> demonym_country("Danish"), demonym_country("Arab")
    ('DK', None)
    """
    return _demonyms().get(_key(word))


def _key(name: str) -> str:
    return name.replace("’", "'").replace(".", "").casefold()


@cache
def _names() -> dict[str, str]:
    names = {
        _key(name).replace("&", "and"): code
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_ISO_COUNTRIES
    }
    aliases: dict[str, str] = load_table("countries")["aliases"]
    return names | {_key(alias): code for alias, code in aliases.items()}


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(map(_key, load_table("countries")["ambiguous"]["in_prose"]))


@cache
def _demonyms() -> dict[str, str]:
    table: dict[str, list[str]] = load_table("countries")["demonyms"]
    return {_key(word): code for code, words in table.items() for word in words}
