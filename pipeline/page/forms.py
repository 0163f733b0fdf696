"""Lines told by their form: dates, bylines, credits, captions. They stand in articles and are not of the text."""

from pipeline.page.credit import parse_credit, parse_syndication
from pipeline.page.images import is_caption
from pipeline.page.names import is_byline
from pipeline.page.passages import count_words
from pipeline.page.timestamps import Calendar, find_timestamps, parse_timestamp

_BESIDE_DATE = 5
"""Words that may stand beside a date: "Posted on", "min read"."""


def is_date_line(line: str) -> bool:
    """Whether *line* is a date with little beside it.

    >>> is_date_line("Posted on Thursday, 18 March 2004, 10:20"), is_date_line("On 18 March 2004 the mill burned down.")
    (True, False)
    """
    if len(line) > 120:
        return False
    if line[:4].isdigit() and parse_timestamp(line):
        return len(line) <= 40
    found = next(find_timestamps(line, Calendar("en", "GB")), None)  # any order of days and months will do here
    return found is not None and count_words(line[: found[0]]) + count_words(line[found[1] :]) <= _BESIDE_DATE


def is_opening_form(text: str) -> bool:
    """Whether what stands above a text is no part of it: a date line, a byline, a line of credits, a caption."""
    return is_date_line(text) or is_byline(text) or is_closing_form(text)


def is_closing_form(text: str) -> bool:
    """Whether what stands below a text is no part of it: a line of credits, where it first appeared, a caption."""
    return parse_credit(text) is not None or parse_syndication(text) is not None or is_caption(text)
