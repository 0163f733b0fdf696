"""How large a page may be."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Beyond these a page is a dump of data or an attack. What exceeds the first two is refused as `too_large`; what
    nests deeper than `max_depth` elements is left out, with the warning `nesting_cut`.

    The largest news pages have two million bytes, the longest live blogs a hundred thousand elements, and the deepest
    pages nest a hundred of them. libxml2, which parses, follows none beyond 2,048.
    """

    max_bytes: int = 20_000_000
    max_elements: int = 200_000
    max_depth: int = 2_000


DEFAULT_LIMITS = Limits()
