"""The marks of Markdown in a text: headings, links, stress."""

import re
from typing import NamedTuple

_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>\S.*)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_STRESS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")


class Heading(NamedTuple):
    """A heading of the *level* 1 to 6."""

    level: int
    text: str


def read_heading(line: str) -> Heading | None:
    """The heading that *line* is; None where it is none.

    >>> read_heading("## What follows ##"), read_heading("#tag")
    (Heading(level=2, text='What follows'), None)
    """
    match = _HEADING.fullmatch(line)
    return Heading(len(match["level"]), match["text"].rstrip("# ")) if match else None


def without_marks(text: str) -> str:
    """*text* without the marks of links and stress.

    >>> without_marks("It was **sold** to [Orlan](https://a.example/b), _they_ say of snake_case_names.")
    'It was sold to Orlan, they say of snake_case_names.'
    """
    return _STRESS.sub(r"\2", _LINK.sub(r"\1", text))
