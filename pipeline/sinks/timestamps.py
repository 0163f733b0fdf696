"""What a record's timestamp is as a day, and as a moment that can be compared."""

import datetime as dt


def moment(timestamp: str | None) -> dt.datetime | None:
    """*timestamp* in UTC; None where it gives no time or no offset, or lies outside the calendar there.

    >>> moment("2018-06-25T01:00:00+08:00")
    datetime.datetime(2018, 6, 24, 17, 0, tzinfo=datetime.timezone.utc)
    >>> moment("2018-06-25T01:00:00") is moment("2018-06-25") is None
    True
    """
    if timestamp is None or "T" not in timestamp:
        return None
    try:
        when = dt.datetime.fromisoformat(timestamp)
        return when.astimezone(dt.UTC) if when.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def day(timestamp: str | None) -> dt.date | None:
    """The day of *timestamp* as it is written, wherever that was; None where it is none of the calendar.

    >>> day("2018-06-25T01:00:00+08:00")
    datetime.date(2018, 6, 25)
    """
    try:
        return dt.date.fromisoformat(timestamp[:10]) if timestamp is not None else None
    except ValueError:
        return None
