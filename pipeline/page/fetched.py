"""What the time at which a page was fetched says of the times on it."""

import datetime as dt
from dataclasses import replace

from pipeline.page.times import Times
from pipeline.record.types import Warning
from pipeline.record.warnings import warn


def not_after(times: Times, fetched: str | None) -> tuple[Times, tuple[Warning, ...]]:
    """*times* without a publication or change later than *fetched* (ISO 8601), and a warning where one was refused.

    A day is allowed for clocks of the other side of the world. None of *fetched* refuses nothing.
    """
    if fetched is None:
        return times, ()
    last = dt.datetime.fromisoformat(fetched).astimezone(dt.UTC).date() + dt.timedelta(days=1)
    if times.modified and _day(times.modified) > last:
        times = replace(times, modified=None)
    if not times.published or _day(times.published) <= last:
        return times, ()
    reason = f"it is later than {fetched}, when the page was fetched"
    return replace(times, published=None, evidence=None, others=()), (
        warn("published_refused", value=times.published, reason=reason),
    )


def _day(time: str) -> dt.date:
    return dt.date.fromisoformat(time[:10])
