"""When a page was fetched, as sources write it."""

import datetime as dt


def fetched_at(written: str | None) -> str | None:
    """*written* in ISO 8601, with an offset, UTC where it says none; None where it is no time.

    >>> fetched_at("2018-06-25T10:56:00Z"), fetched_at("2018-06-25"), fetched_at("yesterday")
    ('2018-06-25T10:56:00Z', '2018-06-25T00:00:00Z', None)
    """
    try:
        time = dt.datetime.fromisoformat((written or "").strip())
        aware = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
        aware.astimezone(dt.UTC)  # the first hours of year 1 have none
    except (ValueError, OverflowError):
        return None
    return aware.isoformat().replace("+00:00", "Z")
