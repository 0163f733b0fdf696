"""News agencies, by what they sign with."""

import re

from pipeline.data import load_table

_AGENCIES: dict[str, str] = {name.casefold(): agency for name, agency in load_table("agencies")["agencies"].items()}
_BETWEEN = re.compile(
    rf"\s*[/,;&+]\s*|\s+(?:{'|'.join(load_table('agencies')['between'])})\s+",
)
_INITIALS = re.compile(r"[^\W\d_]{2,4}")
"""A desk's or an editor's: "dpa/lno"."""


def agency_of(text: str) -> str | None:
    """The news agency that *text* names, under its usual name; None where it names none.

    >>> agency_of("The Associated Press"), agency_of("Jane Doe")
    ('Associated Press', None)
    """
    return _AGENCIES.get(text.strip().casefold())


def agencies_in(text: str, *, alone: bool = False) -> tuple[str, ...]:
    """The agencies among the parts of *text*, in order; *alone*: none where it holds more than agencies and initials.

    >>> agencies_in("dpa/lno", alone=True), agencies_in("Harbour Post/AFP, AP"), agencies_in("the AP", alone=True)
    (('dpa',), ('AFP', 'Associated Press'), ())
    """
    parts = [part for part in _BETWEEN.split(text.strip(" .:–—-")) if part]
    named = [agency_of(part) for part in parts]
    if alone and not all(name or _INITIALS.fullmatch(part) for name, part in zip(named, parts, strict=True)):
        return ()
    return tuple(dict.fromkeys(filter(None, named)))
