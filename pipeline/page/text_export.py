"""What databases of news, mail and writing programs put around a text: labelled fields above it, and below it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.data import load_table
from pipeline.errors import DocumentError
from pipeline.page.forms import is_date_line
from pipeline.page.passages import count_words

_TABLE = load_table("text_exports")
_FIELD_OF: dict[str, str] = {label: field for field, labels in _TABLE["fields"].items() for label in labels}
_CODES: dict[str, str] = _TABLE["codes"]
_SURE = frozenset(_TABLE["signs"]["sure"])
_PASSED, _NOTES = frozenset(_TABLE["signs"]["passed"]), frozenset(_TABLE["signs"]["notes"])
_LABELLED = re.compile(r"(?P<label>[^\W\d_][\w /-]{1,30}?)\s?:(?:\s+(?P<value>.*))?", re.DOTALL)
_CODED = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s+(?P<value>.*))?", re.DOTALL)
_COUNT = re.compile(r"[0-9][0-9,.]* (?:words|Wörter|mots|palabras|parole|palavras|woorden)")
"""How many words a text has, in a line of its own."""
_COPYRIGHT = re.compile(r"©|\(c\)|copyright\b|all rights reserved", re.IGNORECASE)
_BEGINS = re.compile(r"[0-9]+ of [0-9]+ DOCUMENTS|Document [0-9]+ of [0-9]+")
_ENDS = re.compile(r"End of Document|Document [A-Za-z0-9]{8,40}")
"""The lines with which databases begin and end a text."""
_EDITION = re.compile(r"[^.]{0,40}\bedition\b", re.IGNORECASE)
_FENCE = "---"
_SIGNATURE = "--"
_LABELS = 3
"""Labels: as many, one of them sure, are an export."""
_CODES_OF_ONE = 5
"""Codes: capitals open lines of other texts too."""
_HEADER = 40
"""Lines that are not empty: no header has more."""
_OF_A_LINE = 25
"""Words: a longer line is of the text."""
_BEFORE_LABELS = 8
"""Lines: the paper, its day, its edition and the headline take fewer."""
_OF_A_SECTION = 2
"""Words: a shorter first line of a headline of two is what the paper files it under."""
_ANYWHERE = frozenset({"title", "authors", "published", "modified", "url", "section", "publisher"})
"""Fields that a line of any text may name."""
_ABOVE = frozenset({"title", "subtitle", "authors"})
"""Fields that no database puts below a text: "Subject" names its topics there."""
_ALONE = frozenset({"body", "full text"})
"""Labels that also stand alone, without a colon, above the text."""


class Export(NamedTuple):
    """The fields that stand around a text, by their names in the record, and its own lines. `is_marked` where they are
    Markdown.
    """

    fields: Mapping[str, str]
    lines: Sequence[str]
    is_marked: bool = False


class _Line(NamedTuple):
    """A line: the field that its label names, None where it has none; its label, in lower case, and what follows."""

    field: str | None
    label: str
    value: str


def read_export(lines: Sequence[str]) -> Export | None:
    """The fields and the text among *lines*, which are clean; None where nothing stands around it.

    Raises DocumentError `not_an_article` for an export of several texts.
    """
    number = max(sum(1 for line in lines if mark.fullmatch(line)) for mark in (_BEGINS, _ENDS))
    if number > 1:
        raise DocumentError(
            "page",
            "not_an_article",
            f"The text is an export of {number} articles; cut it into files with news-pipeline split.",
        )
    return _front_matter(lines) or _coded(lines) or _counted(lines) or _labelled(lines) or _headed(lines)


def split_export(text: str) -> list[str]:
    """The texts of the articles that *text*, an export of a database, holds, in order; the text itself where it is one.

    What stands before the first line that says that an article begins is the database's own, and left out.
    """
    lines = text.splitlines(keepends=True)
    begins = [index for index, line in enumerate(lines) if _BEGINS.fullmatch(line.strip())]
    ends = [index + 1 for index, line in enumerate(lines) if _ENDS.fullmatch(line.strip())]
    if len(begins) > 1:
        edges = [*begins, len(lines)]
    elif len(ends) > 1:
        edges = [0, *ends, len(lines)]
    else:
        return [text]
    parts = ("".join(lines[start:end]) for start, end in pairwise(edges))
    return [part for part in parts if part.strip()]


def read_field(line: str) -> tuple[str, str] | None:
    """The field of an article that a *line* above its text names by a label, and its value; None for any other line.

    >>> read_field("Byline: Jane Doe"), read_field("Location: the old mill")
    (('authors', 'Jane Doe'), None)
    """
    read = _read(line)
    is_field = read.field in _ANYWHERE and read.label != "subject"  # a mail's; elsewhere it names topics
    return (read.field, read.value) if read.field and is_field and read.value else None


def says_nothing(line: str) -> bool:
    """Whether a *line* above a text is a label or a button, and says nothing of the text."""
    label, colon, _ = line.casefold().partition(":")
    return line.casefold() in _PASSED or (bool(colon) and label in _NOTES)


def _front_matter(lines: Sequence[str]) -> Export | None:
    """The fields between two lines of hyphens that open a text of Markdown."""
    first = next((index for index, line in enumerate(lines) if line), None)
    if first is None or lines[first] != _FENCE or _FENCE not in lines[first + 1 : first + _HEADER]:
        return None
    end = lines.index(_FENCE, first + 1)
    fields: dict[str, str] = {}
    field: str | None = None
    for line in lines[first + 1 : end]:
        key = _LABELLED.fullmatch(line)
        if key:
            field, value = _FIELD_OF.get(key["label"].casefold()), key["value"] or ""
            values = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else [value]
        else:  # an item of the list that the key began
            values = [line.removeprefix("- ")]
        if field and field != "passed" and any(values):
            known = [fields[field]] if field in fields else []
            fields[field] = ", ".join([*known, *(_unquoted(value.strip()) for value in values)])
    return Export(fields, lines[end + 1 :], is_marked=True)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0] else value


def _headed(lines: Sequence[str]) -> Export | None:
    """The header of a mail or of a feed's entry, labelled line by line to the first empty one; a mail's subject is the
    headline.
    """
    start = next((index for index, line in enumerate(lines) if line), 0)
    end = next((index for index in range(start, len(lines)) if not lines[index]), len(lines))
    read = [_read(line) for line in lines[start:end]]
    is_mail = {"from", "subject"} <= {line.label for line in read}
    if len(read) < _LABELS or not (is_mail or all(line.field for line in read)) or not read[0].field:
        return None
    body = [*lines[end:]]
    if is_mail and _SIGNATURE in body:
        del body[body.index(_SIGNATURE) :]
    return Export(_fields(line for line in read if not is_mail or line.label in {"date", "subject"}), body)


def _coded(lines: Sequence[str]) -> Export | None:
    """Fields that begin with two or three capitals; each goes on until the next."""
    read = [_read(line, _CODED) for line in lines]
    if len({line.label for line in read if line.field}) < _CODES_OF_ONE or all(line.field != "title" for line in read):
        return None
    prose = max((at for at, line in enumerate(read) if count_words(line.value) > _OF_A_LINE), default=0)
    fields: dict[str, str] = {}
    body: list[str] = []
    field = "passed"
    for at, (line, own) in enumerate(zip(lines, read, strict=True)):
        is_text = own.field is None or (field == "body" != own.field and at < prose)  # "IN THE END it was sold"
        field = field if is_text else str(own.field)
        value = line if is_text else own.value
        if field == "body":
            body += [value] if is_text else ["", value]
        elif value:
            fields[field] = f"{fields[field]} {value}" if field in fields and is_text else value
    fields.pop("passed", None)
    return Export(fields, body) if any(body) else None


def _counted(lines: Sequence[str]) -> Export | None:
    """A header without labels: section, headline, author, "143 words", day, source, a code, a language, whose it is."""
    shown = [index for index, line in enumerate(lines) if line][:_HEADER]
    count = next((at for at, index in enumerate(shown) if at and _COUNT.fullmatch(lines[index])), 0)
    behind = [lines[index] for index in shown[count + 1 :]] if count else []
    whose = next((at for at, line in enumerate(behind) if _COPYRIGHT.search(line)), 0)
    if not whose or not is_date_line(behind[0]):
        return None
    fields = {"published": behind[0]}
    named = [line for line in behind[1:whose] if not is_date_line(line) and any(map(str.isalpha, line))]
    if named:
        fields["publisher"] = named[0]
    above = lines[shown[0] : shown[count]]
    headline = above[: above.index("")] if "" in above else above[:1]
    if len(headline) > 1 and count_words(headline[0]) <= _OF_A_SECTION:
        fields["section"], *headline = headline
    fields["title"] = " ".join(headline)
    if author := [line for line in above if line and line not in headline][-1:]:
        fields.setdefault("authors", author[0])
    return Export(fields, _without_end(lines[shown[count + 1 + whose] + 1 :]))


def _labelled(lines: Sequence[str]) -> Export | None:
    """Fields with labels above the text and below it, among them lines without: the paper, and the headline."""
    read = [_read(line) for line in lines]
    labels = {line.label for line in read if line.field}
    if len(labels) < _LABELS or labels.isdisjoint(_SURE):
        return None
    start = _begin_of_text(read)
    if not start:
        return None  # labels below a text alone are those of what it is about: a film, a book
    header = read[:start]
    fields = _fields(header)
    _read_plain([line.value for line in header if line.value and not line.field and not is_frame(line.value)], fields)
    opening = [header[-1].value] if header and header[-1].field == "body" else []
    text = _without_end(lines[start:])
    if not any([*opening, *text]):
        return None
    if "section" in fields:
        fields["section"] = fields["section"].partition(";")[0]  # the page follows
    behind = _fields(line for line in read[start + len(text) :] if line.field not in _ABOVE)
    return Export({**behind, **fields}, [*opening, *text])


def _begin_of_text(read: Sequence[_Line]) -> int:
    """Where the text begins: behind the line that says so, else behind the labels of the header, of which the first
    lines without any may be one.
    """
    for index, line in enumerate(read):
        if line.field == "body":
            return index + 1
    last = unlabelled = 0
    for index, line in enumerate(read):
        if line.field:
            last = index + 1
        elif line.value:
            unlabelled += 1
            is_text = unlabelled > _BEFORE_LABELS if not last else _is_parted(read[last:index])
            if is_text or count_words(line.value) > _OF_A_LINE:
                break
    return last


def _is_parted(lines: Sequence[_Line]) -> bool:
    """Whether an empty line stands among *lines*: what follows a label at once is the rest of its value."""
    return any(not line.label and not line.value for line in lines)


def _read_plain(plain: list[str], fields: dict[str, str]) -> None:
    """Read the lines without labels into *fields*: the paper stands above its day, the headline behind it, or above
    the paper.
    """
    dated = next((at for at, line in enumerate(plain) if is_date_line(line)), None)
    if dated is not None:
        fields.setdefault("published", plain.pop(dated))
        if dated:
            fields.setdefault("publisher", plain.pop(dated - 1))
    if plain:
        fields.setdefault("title", plain[0])


def is_frame(line: str) -> bool:
    """Whether a line is the database's own: its count of documents, whose text it is, which edition."""
    return any((_BEGINS.fullmatch(line), _ENDS.fullmatch(line), _COPYRIGHT.search(line), _EDITION.fullmatch(line)))


def _without_end(lines: Sequence[str]) -> list[str]:
    """*lines* without those at their end that are labelled, or the database's own."""
    end = len(lines)
    while end and (not lines[end - 1] or _read(lines[end - 1]).field or is_frame(lines[end - 1])):
        end -= 1
    return [*lines[:end]]


def _read(line: str, form: re.Pattern[str] = _LABELLED) -> _Line:
    """The label of a *line* and what follows it; all of it as value where it has none that is known."""
    if line.casefold() in _ALONE and form is _LABELLED:
        return _Line("body", line.casefold(), "")
    match = form.fullmatch(line)
    label = match["label"] if match else ""
    field = _CODES.get(label) if form is _CODED else _FIELD_OF.get(label.casefold())
    return _Line(field, label.casefold(), match["value"] or "") if match and field else _Line(None, "", line)


def _fields(lines: Iterable[_Line]) -> dict[str, str]:
    """The first value of each field that an article has."""
    found: dict[str, str] = {}
    for line in lines:
        if line.field and line.field not in {"passed", "body"} and line.value:
            found.setdefault(line.field, line.value)
    return found
