"""Lines told by their form: dates, bylines, credits, captions. They stand in articles and are not of the text."""

from pipeline.page.credit import parse_credit, parse_syndication
from pipeline.page.dated import UPDATED
from pipeline.page.images import is_caption
from pipeline.page.names import is_byline
from pipeline.page.passages import count_words
from pipeline.page.timestamps import ANYWHERE, Calendar, find_timestamps, parse_timestamp
from pipeline.page.wording import words_of

_HEAD = 60
"""Characters: where the date of such a line stands."""
_BESIDE_DATE = 5
"""Words that may stand beside a date: "Posted on", "min read"."""
_OF_A_SENTENCE = 3
"""The same where a full stop closes the line: more may be a sentence."""


def is_date_line(line: str, calendar: Calendar = ANYWHERE) -> bool:
    """Whether *line* is a date with little beside it.

    >>> is_date_line("Posted on Thursday, 18 March 2004, 10:20"), is_date_line("On 18 March 2004 the mill burned down.")
    (True, False)
    """
    if len(line) > 120:
        return False
    if line[:4].isdigit() and parse_timestamp(line):
        return len(line) <= 40
    found = list(find_timestamps(line, calendar))
    if not found:
        return False
    rest = line
    for start, end, _ in reversed(found):
        rest = f"{rest[:start]} {rest[end:]}"
    beside = count_words(" ".join(word for word in rest.split() if words_of(word)))
    if len(found) > 1 and UPDATED.search(line):  # "Publié le 3 mai 2019 à 10h, mis à jour le 4 mai 2019"
        return beside <= 2 * _BESIDE_DATE
    return beside <= (_OF_A_SENTENCE if line.endswith((".", "!", "?")) else _BESIDE_DATE)


def is_opening_form(text: str) -> bool:
    """Whether what stands above a text is no part of it: a date, a byline, credits, a caption, a dateline alone."""
    return is_byline(text) or is_closing_form(text) or _is_filed(text) or text.endswith(("—", "–"))


def _is_filed(line: str) -> bool:
    """Whether *line* is a date and what the article is filed under, with signs between them.

    >>> _is_filed("Friday | 14 June 2019 | 15:49 BY Jane Doe IN Fashion | 0 COMMENTS")
    True
    >>> _is_filed("On 14 June 2019 - at night - it came.")
    False
    """
    if line.endswith((".", "!", "?")) or not any(sign in line for sign in ("|", "•", " - ", " · ")):
        return False
    found = next(find_timestamps(line[:_HEAD], ANYWHERE), None)
    return found is not None and count_words(line[: found[0]]) <= 3


def is_closing_form(text: str) -> bool:
    """Whether what stands below a text is no part of it: a date, credits, where it first appeared, a caption."""
    return (
        parse_credit(text) is not None or parse_syndication(text) is not None or is_caption(text) or is_date_line(text)
    )
