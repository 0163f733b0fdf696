"""Who the article is credited to, and who edited it: "Source: chinadaily.com.cn  Editor: Hiram"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.data import load_table
from pipeline.page.names import parse_names
from pipeline.page.timestamps import ANYWHERE, find_timestamps

_TABLE = load_table("bylines")["credit"]
_ROLE = {label: role for role in ("other", "editor", "source") for label in _TABLE[role]}
_LABEL = re.compile(
    rf"(?:^|(?<=[\s(（\[【|]))(?P<label>{'|'.join(map(re.escape, sorted(_ROLE, key=len, reverse=True)))})"
    r"\s?(?:[:：]|(?<=[\u3400-\u9fff\s])[|｜/／])\s?",
    re.IGNORECASE,
)
_EDITING = re.compile(r"[;.(]\s?editing (?=by\s)(?P<names>[^;()]{4,80}?)[).]{0,2}$", re.IGNORECASE)
"""How agencies' stories close: "(Reporting by Jane Doe; Editing by John Roe)"."""
_SOURCE = re.compile(r"SOURCE (?P<source>[^\W_a-z][^\s:]*(?:\s(?:[^\W_a-z][^\s:]*|&|of|the|and|for|de)){0,9})")
"""The last line of a press release that a wire service sent out: "SOURCE Brackwater Steel, Inc."."""
_LONGEST = 160
"""Characters: a longer passage is prose."""
_MARKS = " |,;()（）[]【】"
_ASIDE = re.compile(r"\s[|·©]\s?")
"""Behind one of these another thing is told: "Quelle: dpa | © Harbour Post"."""
_CLOSING = re.compile(r"[（(](?P<line>[^（）()]{3,40})[）)]\d{0,8}$")
"""A line of labels in brackets behind the last sentence: "…開幕。（編輯：王小明）1110114"."""
_BRACKETED = re.compile(r"[\[(（【][^\])）】]{1,8}[\])）】]")
"""A button in the same line: "【纠错】"."""
_PAPER = re.compile(r"[\u3400-\u9fff]{2,8}")
"""A paper's name beside a date: "2017-11-20 07:32 青岚晚报 编辑：王小明"."""
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Credit:
    """What a line of labels says: `source`, None where it names none, and the editors."""

    source: str | None
    editors: tuple[str, ...]


def parse_credit(line: str) -> Credit | None:
    """What *line* says, where it is a line of labels and nothing else; None for any other.

    >>> parse_credit("Source:chinadaily.com.cn Editor:Hiram")
    Credit(source='chinadaily.com.cn', editors=('Hiram',))
    >>> parse_credit("The source: nobody knows.") is None
    True
    """
    if len(line) > _LONGEST:
        return None
    if released := _SOURCE.fullmatch(line):
        return Credit(released["source"], ())
    labels = list(_LABEL.finditer(line))
    if not labels or not _is_bare(line[: labels[0].start()]):
        return None
    source: str | None = None
    editors: tuple[str, ...] = ()
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
        value = _ASIDE.split(line[label.end() : end].strip(_MARKS), maxsplit=1)[0].strip(_MARKS)
        role = _ROLE[label["label"].lower()]
        if not value:
            continue
        if _WIDE.match(value) and role == "source":  # what a space parts from it is a button: "新华社 分享到"
            value = value.split()[0]
        if role == "source" and source is None and len(value.split()) <= 8:
            source = value
        elif role == "editor" and not editors:
            value = value.partition("_")[0]  # "王晓易_NE0011": the desk's number
            if _WIDE.match(value):
                value = "、".join(filter(_WIDE.match, value.split()))
            editors = parse_names(value, single=True)
    return Credit(source, editors) if source or editors else None


def _is_bare(before: str) -> bool:
    """Whether what stands *before* the first label is nothing, a date and a paper perhaps, or a button."""
    if not before.strip(" ([（【|"):
        return True
    dated = next(find_timestamps(before, ANYWHERE), None)
    rest = f"{before[: dated[0]]}{before[dated[1] :]}" if dated else before
    rest = _BRACKETED.sub("", rest).strip(" ([（【|,·-")
    return not rest or (dated is not None and _PAPER.fullmatch(rest) is not None)


_SYNDICATED = re.compile(
    r"(?:this|the) (?:article|story|piece|column|post|report|essay|interview)\b.{0,30}\b(?:first|originally) "
    r"(?:appeared|published|ran)(?: (?:in|on|by|at|for|with))? (?P<source>[^.]{2,60}(?:\.\w{2,6})?)\.?",
    re.IGNORECASE,
)


def parse_syndication(line: str) -> str | None:
    """Where *line* says that the article first appeared; None where it says nothing of the kind.

    >>> parse_syndication("This article first appeared in Harbour Property Weekly.")
    'Harbour Property Weekly'
    """
    match = _SYNDICATED.fullmatch(line) if len(line) <= _LONGEST else None
    return match["source"].strip() if match else None


def find_credit(lines: Iterable[str]) -> Credit:
    """What the lines near the headline and at the end of the text say together; the first of each counts."""
    source: str | None = None
    editors: tuple[str, ...] = ()
    for line in lines:
        closing = _CLOSING.search(line[-60:])
        found = parse_credit(line) or (parse_credit(closing["line"]) if closing else None)
        if found:
            source = source or found.source
            editors = editors or found.editors
        elif not editors and (edited := _EDITING.search(line[-200:])):
            editors = parse_names(edited["names"])
        source = source or parse_syndication(line)
    return Credit(source, editors)
