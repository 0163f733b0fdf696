"""Names that are the site's own: few write under them, but on a person's own site."""

from pipeline.data import load_table
from pipeline.page.names import is_given
from pipeline.page.wording import words_of

_HOSTS_OF_PEOPLE: tuple[str, ...] = tuple(load_table("bylines")["byline"]["hosts_of_people"])
_OF_A_HOST = 5
"""Letters: a shorter pen name may begin an address by chance."""


def is_site(name: str, site: tuple[str, ...], host: str) -> bool:
    """Whether a name is the site's own; a person's site bears a person's name, and that person writes there."""
    own = words_of(name)
    joined = "".join(own)
    if len(own) > 1 and is_given(name):
        return False
    if any(place in host for place in _HOSTS_OF_PEOPLE) and (host.startswith(f"{joined}.") or len(own) < len(site)):
        return False
    return (
        joined == "".join(site)
        or (
            bool(site)
            and any(own == site[start : start + len(own)] for start in range(len(site) if len(own) > 1 else 1))
        )
        or (
            len(joined) >= _OF_A_HOST
            and host.count(".") == 1
            and host.startswith(joined if len(own) == 1 else f"{joined}.")
        )
    )


def is_own(name: str, site: tuple[str, ...], host: str) -> bool:
    """Whether *name* is nothing but what the *site* is called, or its *host*, be it a person's.

    >>> is_own("harbourpost.example", (), "harbourpost.example"), is_own("Jane Doe", ("harbour", "post"), "")
    (True, False)
    """
    own = "".join(words_of(name))
    return bool(own) and (
        is_site(name, site, host) or name.casefold().removeprefix("www.") == host or own == host.partition(".")[0]
    )


def without_site(name: str, site: tuple[str, ...]) -> str:
    """*name* without the name of the *site* that some pages state before it: "Harbour Post Jane Doe".

    >>> without_site("Harbour Post Jane Doe", ("harbour", "post")), without_site("Jane Doe", ("jane",))
    ('Jane Doe', 'Jane Doe')
    """
    words = name.split()
    rest = " ".join(words[len(site) :])
    is_glued = bool(site) and len(words) >= len(site) + 2 and words_of(" ".join(words[: len(site)])) == site
    return rest if is_glued and is_given(rest) else name
