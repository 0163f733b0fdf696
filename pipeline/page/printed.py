"""Whom lines of their own name: "By Jane Doe", "A column by Jane Doe", "3 May 2019, 13:30 by Jane"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.data import load_table
from pipeline.page.names import BY, SIGNED_BY, first_part, is_given, is_name, is_opening, is_pen_name, parse_names
from pipeline.page.passages import Passage

PICTURE = frozenset({"caption", "credit"})
ELSEWHERE = frozenset({"comments", "related", "cookies", "advertising"})
"""Where other names than the authors' stand."""
NOT_ALONE = ELSEWHERE | PICTURE | {"hidden", "navigation"}
"""Where a name that nothing explains is not the author's."""
SHORT = 15
"""Words: what stands beside an author's name in one line."""
NEAR = 20
"""Passages: how far below the headline a byline may stand."""
_OF_ONE_WORD = 9
"""Spaces: a longer line that opens with "Author:" may go on as a sentence."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SEGMENTS = re.compile(r"\s*[|•·]\s*|\s*/+\s*|\s[-–—]\s")
_BEHIND_ONE = re.compile(r"\s(?:on|under|in|am|um|at|unter|le|el|il|op|den|em|w|,|\W)\s|\s(?=[\d@(|•·–—-])|,")
_INSIDE_BY = r"(?:by|von|par|por|di|door|av|af|od|przez)\s(?=[^\W\d_])"
_INSIDE = re.compile(rf"(?:[\w.:,]+\s){{1,4}}{_INSIDE_BY}", re.IGNORECASE)
_HOUR = r"(?:\s(?:um|at|à|a las|kl\.?|o|,|-|–|@|\|)?\s?\d{1,2}\s?[:.h]\s?\d\d(?::\d\d)?(?:\s?(?:Uhr|am|pm|h))?)?"
_DATED = re.compile(rf"(?:19|20)\d\d\)?,?{_HOUR},?\s(?:[-–|•·]\s)?{_INSIDE_BY}", re.IGNORECASE)
_IN_CREDITS = frozenset(load_table("bylines")["byline"]["in_credits"])
_BEFORE_A_DAY = re.compile(
    r"(?P<name>[^\W\d_][\w.-]{2,24}),?\s(?:[^\W\d_]{1,3}\s)?\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:[\s,@-]{1,3}\d\d?:\d\d.{0,6})?"
)
"""Somebody's name and the day that it was written on: "Teahill42 am 25.06.2018, 10:30 Uhr"."""
_OPENED = re.compile(r"(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3})\s?(?::|[–—-])\s")
"""What may follow "By" where prose goes on behind the name."""
_REPORTERS = re.compile(
    r"[（(](?:见习|本报|本報|实习|特约)?(?:记者|記者)[:：\s]?(?P<wide>[\u4e00-\u9fff、，,\s]{2,30}?)(?:\s?(?:通讯员|实习生)[^（）()]*)?[)）]"
    r"|(?:^|[)\]］]\s?)(?:[\[(［](?:[^\]()\[\s]{2,12}\s)?)?(?P<korean>[\uac00-\ud7af]{2,4})\s?(?:선임)?(?:기자|특파원)\s?[=\])］]"
    r"|^[〔（(【\[](?:[\u4e00-\u9fff]{2,6}\s?)?(?:记者|記者)(?P<placed>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*)[／/]"
    r"[\u4e00-\u9fff]{2,10}(?:报道|報道|報導)[〕）)】\]]"
    r"|^（[\u4e00-\u9fff]{1,4}社記者(?P<taiwanese>(?:[\u4e00-\u9fff]{3}、)*[\u4e00-\u9fff]{3})[\u4e00-\u9fff]{2}\d{1,2}日"
    r"|【[\u30a0-\u30ff\u4e00-\u9fff]{2,12}?[=＝](?P<japanese>[^【】=＝]{2,10})】"
)
"""How reporters are named in the datelines of China, Korea and Japan."""
_REPORTER_LINE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}\s?)?(?:记者|記者)(?:\s|\s?[:：|｜]\s?)(?P<behind>[\u4e00-\u9fff、，\s]{2,20})"
    r"|(?:[\u4e00-\u9fff]{2,8}\s?)?(?:记者|記者)\s?(?P<placed>[\u4e00-\u9fff]{2,4})[／/][\u4e00-\u9fff]{2,10}(?:报道|報道|報導)"
    r"|(?P<before>[\u4e00-\u9fff]{2,4})\s(?:报道|報道|報導)"
    r"|(?P<korean>[\uac00-\ud7af]{2,4})\s?(?:선임|수습)?(?:기자|특파원)(?:\s?[\w.+-]+@[\w.-]+)?"
)
"""The same in a line of its own: "本报记者 王小明", "記者王小明／台北報導", "王小明 报道"."""
_DATELINE = 60
"""Characters: what stands before the reporter, and the reporter."""
OTHER_WORK = re.compile(
    r"©|\(c\)|\bcc\b|creative|photo|foto|image|picture|illustration|graphi|video|bild|cover|artwork|present|sponsor|"
    r"edited|powered|hosted|translat|traduc|traduz|traduit|tradott|übersetz|vertaald|vertaling|oversat|oversatt|översatt|"
    r"przekład|tłumacz|перевод|переклад|review|medical",
    re.IGNORECASE,
)
"""What else is by somebody."""


def of_lines(passages: Sequence[Passage], start: int) -> Iterator[str]:
    """The names behind "By"; what else opens a line ("A column by") must be short, stand above the text, which
    begins at *start*, and the name must be all that follows.
    """
    for position, passage in enumerate(passages):
        roles = passage.roles | passage.scope.roles
        if passage.text.casefold() in _IN_CREDITS and _is_in_credits(passage) and position + 1 < len(passages):
            found = parse_names(passages[position + 1].text)
            if found:
                yield from found
                return
        if passage.index == start and (opened := _of_opened(passage.text) or _of_reporters(passage.text)):
            yield from opened
            return
        if passage.words <= 30 and passage.level != 1 and not PICTURE & roles:
            for line in passage.lines:
                found = (
                    _of_signed(line)
                    or _of_reporter_line(line)
                    or (_of_inside(passage, line) if passage.index < start + 2 or _DATED.search(line) else ())
                )
                if found:
                    yield from found
                    return
            if user := _of_user(passage.text):
                yield user
                return
            if is_opening(passage.text) and position + 1 < len(passages):
                found = parse_names(passages[position + 1].text)
                if found:
                    yield from found
                    return


def _is_in_credits(passage: Passage) -> bool:
    """Whether *passage* stands in a block of credits."""
    return any("credit" in scope.roles for scope in passage.scope.ancestors())


def _of_opened(text: str) -> tuple[str, ...]:
    """The person whose byline opens the first paragraph, before a colon or a dash: "By Jane Doe: The mill closed"."""
    opening = BY.match(text)
    line = _OPENED.match(text, opening.end()) if opening else None
    return parse_names(line["name"]) if line and is_given(line["name"]) and is_name(line["name"]) else ()


def _of_reporters(text: str) -> tuple[str, ...]:
    """The reporters whom the dateline of the first paragraph names: "本报北京6月14日电（记者王小明）"."""
    found = _REPORTERS.search(text[:_DATELINE])
    return parse_names(next(filter(None, found.groups()))) if found else ()


def _of_reporter_line(line: str) -> tuple[str, ...]:
    found = _REPORTER_LINE.fullmatch(line)
    return parse_names(next(filter(None, found.groups()))) if found else ()


def _of_signed(line: str) -> tuple[str, ...]:
    """The names in that part of *line* which opens with "By" or the like."""
    for segment in SEGMENTS.split(line):
        opening = BY.match(segment)
        if opening and (found := parse_names(segment[opening.end() :])):
            return found
        signed = SIGNED_BY.match(segment) if segment.count(" ") < _OF_ONE_WORD else None
        name = _one_word(segment[signed.end() :]) if signed else None
        if name and name[:1].isupper():
            return (name,)
    return ()


def _of_user(line: str) -> str | None:
    """The one word that somebody writes under, in a line of nothing but that, "by" before it and a day behind it."""
    opening = BY.match(line)
    dated = _BEFORE_A_DAY.fullmatch(line, opening.end()) if opening else None
    return dated["name"] if dated and is_pen_name(dated["name"]) else None


def _one_word(text: str) -> str | None:
    """The one word that *text* is, or that stands before its date, where somebody may sign with it."""
    word = _BEHIND_ONE.split(text, maxsplit=1)[0].strip(" .,:")
    return word if is_pen_name(word) and len(word) > 2 else None


def _of_inside(passage: Passage, line: str) -> tuple[str, ...]:
    """The names behind "by" within *line*: "A column by Jane Doe", "3 May 2019, 13:30 by Jane"; a date beside it may
    come with a name of one word. What follows on other work, as on a picture, is left out.
    """
    other = OTHER_WORK.search(line)
    if other:
        line = line[: line.rfind(" ", 0, other.start()) + 1]
    dated = _DATED.search(line)
    behind = _INSIDE.match(line) if passage.kind != "heading" else None
    for match in filter(None, (behind, dated)):
        if is_name(first_part(line[match.end() :])):
            return parse_names(line[match.end() :])
    rest = line[dated.end() :] if dated else line[behind.end() :] if behind else ""
    name = _one_word(rest) if passage.words <= SHORT and (dated or YEAR.search(rest)) else None
    return (name,) if name and not name.isupper() and (name[:1].isupper() or passage.linked) else ()


def authors_signed(passages: Iterable[Passage], furniture: Sequence[str | None]) -> tuple[str, ...]:
    """Whom a line of its own above the text names: "By Jane Doe"; meta tags often name who posted the page."""
    for passage in passages:
        opening = BY.match(passage.text) if passage.words <= _OF_ONE_WORD else None
        if opening and furniture[passage.index] not in NOT_ALONE:
            names = parse_names(passage.text[opening.end() :])
            if names and is_given(names[0]):
                return names
    return ()
