"""Articles that were never HTML, or were saved as text."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.errors import DocumentError
from pipeline.page.agencies import agency_of
from pipeline.page.body import without_furniture
from pipeline.page.characters import collapse
from pipeline.page.credit import parse_credit
from pipeline.page.dated import PUBLISHED, UPDATED, Dated, Label, labelled
from pipeline.page.dateline import day_in_dateline, find_dateline
from pipeline.page.forms import is_date_line
from pipeline.page.images import is_caption, split_credit
from pipeline.page.language import find_language
from pipeline.page.layout import lay_out
from pipeline.page.markdown import read_heading, without_marks
from pipeline.page.metadata import absolute_url
from pipeline.page.names import is_given, parse_names
from pipeline.page.passages import Passage, Scope, count_words
from pipeline.page.text_export import is_frame, read_export, read_field, says_nothing
from pipeline.page.timestamps import Calendar, find_timestamps, may_hold_date, parse_timestamp
from pipeline.page.tree import parse_tree
from pipeline.page.wording import words_of
from pipeline.record.types import Article, BlockKind, Dateline, Evidence, Image

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|title|meta|script|article|section|p|div|br|a|span|table|ul|font|h[1-6])\b[^<]{0,2000}>",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:\s|\ufeff|<\?xml[^<>]{0,200}>|<!--[^<>]{0,500}-->)*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|written by|author|von|par|por)[:\s]\s*(?=\S)", re.IGNORECASE)
_SLUG = re.compile(r"[A-Z]{2}-[^\s,]+(?:,[^,]{1,30})*,\s?\d{2,4}")
"""An agency's name for a text, with its length: "BC-EU--Mill,2nd Ld-Writethru,110"."""
_ITEM = re.compile(r"(?:[-*•·▪‣]|\(?\d{1,2}[.)])\s+")
_WIDEST = 100
"""Characters: text that is wrapped by hand is narrower."""
_FIELD = 40
"""Words: a longer line that begins with a label is a paragraph."""
_DATED = frozenset({"published", "modified"})
_HEADER = 14
"""Words: a longer line is none of a header's."""
_SUBTITLE = 45
"""Words: a longer line is a paragraph."""
_OF_A_SECTION = 2
"""Words."""
_INDENTED = 0.5
"""The share of indented lines from which on they are the text's margin, and begin no paragraph."""
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_ADDRESSED = re.compile(r"\S+@\S+ \((?P<behind>[^()]+)\)|(?P<before>[^<>]+) <\S+@\S+>")
"""A person with an address of mail, as feeds and mails have it."""
_AHEAD = 5
"""Lines, empty ones too, within which a byline or date comes below what stands between a headline and it."""


def opens_as_page(text: str) -> bool:
    """Whether *text* begins as a page of HTML does, whatever it is called."""
    return _PAGE.match(text) is not None


def is_plain_text(text: str, media_type: str | None) -> bool:
    """Whether *text* is no markup: by its media type, else by holding no tags. What opens as a page is one."""
    if opens_as_page(text):
        return False
    if media_type and media_type.split(";")[0].strip().lower() == "text/plain":
        return True
    return _MARKUP.search(text) is None


def read_plain_text(text: str) -> Article:
    """The article in *text*: the headline is its first line, then what is told by its form, the rest is the body.

    Told by form are date lines and bylines near the top, labelled fields ("Date: ..."), lines of source and editor,
    and captions, which close with the picture's credit. A name beside one of the first two is the author's, a line
    above them the subtitle. What a database, a mail or Markdown puts around a text is read first: see `read_export`.
    Raises DocumentError `no_body` where no body is left.
    """
    reader = _Reader(_lines(text))
    if not reader.blocks:
        raise DocumentError("page", "no_body", "The text holds a headline at most.")
    body, blocks = lay_out(reader.blocks)
    language = find_language(None, body)
    dates = {label: reader.dated(label, Calendar(language)) for label in ("published", "as_of", "updated")}
    published = dates["published"] or dates["as_of"]
    return Article(
        url=reader.url,
        title=reader.title,
        subtitle=reader.subtitle,
        summary=reader.fields.get("summary"),
        authors=tuple(reader.authors),
        editors=reader.editors,
        publisher=reader.fields.get("publisher"),
        credit=reader.credit,
        published=published,
        modified=dates["updated"],
        language=language,
        section=reader.fields.get("section"),
        keywords=tuple(filter(None, map(str.strip, re.split("[,;]", reader.fields.get("keywords", ""))))),
        dateline=find_dateline([block for _, block in reader.blocks][:8]) or reader.dateline,
        images=tuple(reader.images),
        text=body,
        blocks=blocks,
        evidence=Evidence(
            title="text" if reader.title else None,
            authors="text" if reader.authors else None,
            published="text" if published else None,
        ),
    )


class _Reader:
    """Takes the lines of a text one by one, from the top, then paragraphs, and sorts them into fields."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.title: str | None = None
        self.subtitle: str | None = None
        self.url: str | None = None
        self.credit: str | None = None
        self.authors: list[str] = []
        self.editors: tuple[str, ...] = ()
        self.images: list[Image] = []
        self.dates: list[str] = []
        self.fields: dict[str, str] = {}
        self.dateline: Dateline | None = None
        self.blocks: list[tuple[BlockKind, str]] = []
        if export := read_export(lines):
            lines = export.lines
            for name, value in export.fields.items():
                self._field(name, value)
        self.is_marked = (export is not None and export.is_marked) or any(map(read_heading, lines))
        lines = [line if any(map(str.isalnum, line)) else "" for line in lines]  # rules, and rows of stars
        body = self._header(lines)
        for paragraph in _paragraphs(lines[body:]):
            self._take(paragraph)
        if self.blocks:
            self._end()

    def _end(self) -> None:
        """Look for the day in the dateline and in the last lines, and leave out what is not of the text."""
        if not self.dates and (day := day_in_dateline(self.blocks[0][1])):
            self.dates.append(day)
        while len(self.blocks) > 1 and is_frame(self.blocks[-1][1]) and count_words(self.blocks[-1][1]) <= _SUBTITLE:
            self.blocks.pop()
        self.dates += takewhile(is_date_line, (text for _, text in self.blocks[:0:-1]))
        nowhere = Scope(parse_tree("<p>").body, "body", None, "paragraph", frozenset(), 0, 0)
        passages = [
            Passage(
                index, (text,), kind, nowhere, 2 if kind == "heading" else 0, count_words(text), 0.0, frozenset(), text
            )
            for index, (kind, text) in enumerate(self.blocks)
        ]
        kept = without_furniture(passages, self.title, ()) or passages
        self.blocks = [(passage.kind, passage.text) for passage in kept]

    def dated(self, label: Label, calendar: Calendar) -> str | None:
        """The first time of the date lines that they give *label*."""
        found = (dated for line in self.dates for dated in _times(line, calendar))
        return next((dated.value for dated in found if dated.label == label), None)

    def _header(self, lines: Sequence[str]) -> int:
        """Read the headline and the lines of form below it; returns where the body begins."""
        position = 0
        while position < len(lines):
            line = lines[position]
            heading = read_heading(line) if self.is_marked else None
            line = heading.text if heading and heading.level == 1 else line
            if line and not self._is_form(line) and words_of(line) != words_of(self.title or ""):
                if self.title is not None:
                    if not self._is_between(lines, position):
                        break
                    position += 1
                    continue
                if not _is_headline(lines, position):
                    break
                self.title = line
                following = position + 1
                if following < len(lines) and self._continues_title(lines, following):
                    self.title = f"{line} {lines[following]}"
                    position += 1
            position += 1
        return position

    def _continues_title(self, lines: Sequence[str], position: int) -> bool:
        """Whether a headline goes on in the line below: nothing but it stands before the next empty line."""
        line = lines[position]
        behind = lines[position + 1] if position + 1 < len(lines) else ""
        return (
            bool(line)
            and not behind
            and count_words(line) <= _HEADER
            and not line.endswith((".", "”", '"'))
            and not self._is_form(line)
        )

    def _is_between(self, lines: Sequence[str], position: int) -> bool:
        """Take a line below the headline as names or as subtitle, where bylines and dates stand beside it."""
        line, above, below = lines[position], lines[position - 1], "".join(lines[position + 1 : position + 2])
        names = _names_in(line)
        signed = bool(names) and ("|" in line or is_given(names[0]))
        if signed and not self.authors and (_is_of_header(above) or _is_of_header(below)):
            self.authors = list(names)
            return True
        next_line, behind = [*filter(None, lines[position + 1 : position + _AHEAD]), "", ""][:2]
        heads = _is_of_header(next_line) or (bool(_names_in(next_line)) and _is_of_header(behind))
        if self.subtitle or not heads or count_words(line) > _SUBTITLE:
            return False
        self.subtitle = line
        return True

    def _is_form(self, line: str) -> bool:
        """Take *line* where its form tells what it is; False where it does not."""
        field = read_field(line) if count_words(line) <= _FIELD else None
        if field and (field[0] not in _DATED or may_hold_date(field[1])):
            self._field(*field)
            return True
        if says_nothing(line) or _is_menu(line):
            return True
        if _URL.fullmatch(line):
            self.url = self.url or absolute_url(line, None)
            return True
        if count_words(line) > _HEADER:
            return False
        if _BYLINE.match(line) and (names := parse_names(line)):
            self.authors = self.authors or list(names)
            self.dates += [line] if is_date_line(line) else []
            return True
        if is_date_line(line) or (may_hold_date(line) and (PUBLISHED.search(line) or UPDATED.search(line))):
            self.dates.append(line)
            for _, end, _ in find_timestamps(line, Calendar()):
                self._credit(line[end:].strip(" |,;()（）"))
            return True
        if agency := agency_of(line):
            self.credit = self.credit or agency
            return True
        return self._credit(line) or _SLUG.fullmatch(line) is not None

    def _field(self, name: str, value: str) -> None:
        """Take what a label names."""
        match name:
            case "title":
                self.title = value
            case "subtitle":
                self.subtitle = value
            case "published":
                self.dates.append(value)
            case "modified":
                self.dates.append(f"Updated {value}")
            case "url":
                self.url = absolute_url(value, None)
            case "authors":
                self.authors = [name for part in value.split(";") for name in _in_order(part.strip())]
            case "credit":
                self.credit = value
            case "place":
                self.dateline = Dateline(place=value, agency=None)
            case _:
                self.fields[name] = value

    def _credit(self, line: str) -> bool:
        found = parse_credit(line)
        if found:
            self.credit = self.credit or found.source
            self.editors = self.editors or found.editors
        return found is not None

    def _take(self, paragraph: str) -> None:
        """A paragraph of the body, or what looks like one."""
        heading = read_heading(paragraph) if self.is_marked else None
        if self.is_marked:
            paragraph = without_marks(heading.text if heading else paragraph)
        if self._credit(paragraph) or words_of(paragraph) == words_of(self.title or ""):
            return
        if is_caption(paragraph):
            caption, credit = split_credit(paragraph)
            self.images.append(Image(url=None, caption=caption, credit=credit))
            return
        if heading:
            self.blocks.append(("heading", paragraph))
            return
        item = _ITEM.match(paragraph)
        self.blocks.append(
            ("list_item", paragraph[item.end() :]) if item and paragraph[item.end() :] else ("paragraph", paragraph)
        )


def _lines(text: str) -> list[str]:
    """The clean lines of *text*; an empty one before each that is indented, where those begin paragraphs."""
    raw = text.split("\n")
    shown = [line for line in raw if line.strip()]
    indented = sum(line[:1].isspace() for line in shown)
    if not 0 < indented < _INDENTED * len(shown):
        return [collapse(line) for line in raw]
    return [part for line in raw for part in (["", collapse(line)] if line[:1].isspace() else [collapse(line)])]


def _in_order(names: str) -> tuple[str, ...]:
    """The people that a database names, also by their last names, or behind an address: "Doe, Jane"."""
    if address := _ADDRESSED.fullmatch(names):
        names = address["behind"] or address["before"]
    last, comma, first = names.partition(", ")
    turned = bool(comma) and is_given(first) and count_words(last) <= 2
    return parse_names(f"{first} {last}" if turned else names, single=True)


def _is_menu(line: str) -> bool:
    """Whether a line is sections' names with strokes between them."""
    parts = line.split(" | ")
    return len(parts) > 2 and all(count_words(part) <= _OF_A_SECTION and part[:1].isupper() for part in parts)


def _times(line: str, calendar: Calendar) -> Iterator[Dated]:
    """The times of a date line, which may be as machines write it."""
    whole = parse_timestamp(line, calendar) if line[:4].isdigit() else None
    return iter([Dated(whole, "visible")]) if whole else labelled(line, calendar)


def _names_in(line: str) -> tuple[str, ...]:
    """Whom a line names that may be a byline without saying so."""
    return parse_names(line) if count_words(line) <= _HEADER and not line.endswith((".", "?", "!")) else ()


def _is_of_header(line: str) -> bool:
    """Whether a line is a byline that says so, or a date line."""
    return 0 < count_words(line) <= _HEADER and (is_date_line(line) or bool(_BYLINE.match(line) and parse_names(line)))


def _is_headline(lines: Sequence[str], position: int) -> bool:
    """Whether the first line that is no form is a headline, and not the body's first: short, and no sentence."""
    line = lines[position]
    return count_words(line) <= 40 and not line.endswith((".", "。", ":")) and any(lines[position + 1 :])


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs: parted by empty lines where there are any, their lines joined where they were wrapped by hand."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    inner = [len(line) for group in groups for line in group[:-1]]
    width = max(inner, default=0)
    wrapped = 0 < width <= _WIDEST and sum(size > 0.6 * width for size in inner) >= 0.7 * len(inner)
    for group in groups:
        if wrapped and not any(_ITEM.match(line) for line in group):
            yield from filter(None, [_joined(group)])
        else:
            yield from group


def _joined(lines: Sequence[str]) -> str:
    """Lines as one paragraph; a word that was parted at its own hyphen is whole again."""
    pieces: list[str] = []
    before = ""
    for line in lines:
        whole = before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower()
        pieces += [line] if whole or not before else [" ", line]
        before = line
    return "".join(pieces)
