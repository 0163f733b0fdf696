"""Whom lines of their own name: "By Jane Doe", "A column by Jane Doe", "3 May 2019, 13:30 by Jane"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.data import load_table
from pipeline.page.names import (
    BETWEEN,
    BY,
    SIGNED_BY,
    first_part,
    is_given,
    is_name,
    is_opening,
    is_pen_name,
    parse_names,
)
from pipeline.page.passages import Passage

PICTURE = frozenset({"caption", "credit"})
ELSEWHERE = frozenset({"comments", "related", "cookies", "advertising"})
"""Where other names than the authors' stand."""
NOT_ALONE = ELSEWHERE | PICTURE | {"hidden", "navigation", "gallery"}
"""Where a name that nothing explains is not the author's."""
SHORT = 15
"""Words: what stands beside an author's name in one line."""
NEAR = 20
"""Passages: how far below the headline a byline may stand."""
_OF_ONE_WORD = 9
"""Spaces: a longer line that opens with "Author:" may go on as a sentence."""
YEAR = re.compile(r"\b(?:(?:19|20)\d\d|25[4-7]\d)\b|(?:(?![0-9])\d){4}")
"""Of our calendar or the Buddhist one, or in digits of another script."""
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SEGMENTS = re.compile(r"\s*[|•·]\s*|\s*/+\s*|\s[-–—]\s")
_BEHIND_ONE = re.compile(r"\s(?:on|under|in|am|um|at|unter|le|el|il|op|den|em|w|,|\W)\s|\s(?=[\d@(|•·–—-])|,")
_INSIDE_BY = r"(?:by|von|par|por|di|door|av|af|od|przez)\s(?=[^\W\d_])"
_INSIDE = re.compile(rf"(?:[\w.:,]+\s){{1,4}}{_INSIDE_BY}", re.IGNORECASE)
_HOUR = (
    r"(?:\s(?:um|at|à|a las|kl\.?|o|,|-|–|@|\|)?\s?\d{1,2}\s?[:.h]\s?\d\d(?::\d\d)?(?:\s?(?:Uhr|am|pm|h))?"
    r"(?:\s[A-Z]{2,4})?)?"
)
_DATED = re.compile(rf"(?:19|20)\d\d\)?,?{_HOUR},?\s(?:[-–|•·]\s)?{_INSIDE_BY}", re.IGNORECASE)
_IN_CREDITS = frozenset(load_table("bylines")["byline"]["in_credits"])
_GOES_ON = re.compile(r"(?:and|und|et|y|e|en|och|og|i|a|&)\s(?=[^\W\d_])")
_TEXT_BY = re.compile(r"(?:story|words|text|written|reported)\sby\s|(?:story|words|text|author)\s?:", re.IGNORECASE)
"""What opens a line on the writer even where page makers name it a credit, as they name those of pictures."""
HELPED = re.compile(
    r"\s\(?(?:avec|con|com|mit|met|og|och|e|y|et|und|and)\s(?:les\s|le\s)?(?:agences?|agencias?|agências?|agenzie|agenturen|"
    r"agencies|agenties|agenturer|byråer|información|informação|informações)\b"
    r"|(?:,|;|\s[-–—])?\s?\b(?:with|additional|further|more)\s(?:[^\W\d_]+\s)?"
    r"(?:reporting|files|material|contributions?|research|reports)\b",
    re.IGNORECASE,
)
"""What else than the writing is by somebody: "with reporting by John Roe"."""
_BEFORE_A_DAY = re.compile(
    r"(?P<name>[^\W\d_][\w.-]{2,24}),?\s(?:[^\W\d_]{1,3}\s)?\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:[\s,@-]{1,3}\d\d?:\d\d.{0,6})?"
)
"""Somebody's name and the day that it was written on: "Teahill42 am 25.06.2018, 10:30 Uhr"."""
_OPENED = re.compile(r"(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3})\s?(?::|[–—-])\s")
"""What may follow "By" where prose goes on behind the name."""
_HAN = r"[\u4e00-\u9fff]"
_NO_HAN_NAME = (
    "实习|實習|通讯|通訊|编辑|編輯|摄影|攝影|图片|圖片|责|責|校对|校對|来源|來源|发布|發布|发表|发稿|时间|時間|更新|报道|報道|報導"
    "|写真|撮影|阅读|评论|分享|字号|责任"
)
"""What begins another label, or ends the line, where one more name might stand."""
_HAN_NAME = rf"(?!{_NO_HAN_NAME}){_HAN}{{2,4}}(?!{_HAN}|\s?[:：])"
_HAN_NAMES = rf"{_HAN_NAME}(?:[、，,\s]\s?{_HAN_NAME}){{0,5}}"
_HANGUL = r"[\uac00-\ud7af]"
_HANGUL_NAMES = rf"{_HANGUL}{{2,4}}(?:\s?[·ㆍ,]\s?{_HANGUL}{{2,4}}){{0,3}}"
_OF_KOREA = r"\s?(?:선임|수습|인턴|전문|객원|온라인|편집|사진|수석)?\s?(?:기자|특파원)"
_REPORTERS = re.compile(
    rf"[（(](?:见习|本报|本報|实习|特约)?(?:记者|記者)[:：\s]?(?P<wide>{_HAN_NAMES})"
    r"|(?:^|[)\]］]\s?)(?:[\[(［](?:[^\]()\[\s]{2,12}\s)?)?(?P<korean>[\uac00-\ud7af]{2,4}(?:[\s·ㆍ,]\s?[\uac00-\ud7af]{2,4}){0,3})\s?(?:선임)?(?:기자|특파원)\s?[=\])］]"
    r"|^[〔（(【\[](?:[\u4e00-\u9fff]{2,6}\s?)?(?:记者|記者)(?P<placed>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*)[／/]"
    r"[\u4e00-\u9fff]{2,10}(?:报道|報道|報導)[〕）)】\]]"
    r"|^（[\u4e00-\u9fff]{1,4}社記者(?P<taiwanese>(?:[\u4e00-\u9fff]{3}、)*[\u4e00-\u9fff]{3})[\u4e00-\u9fff]{2}\d{1,2}日"
    r"|【[\u30a0-\u30ff\u4e00-\u9fff]{2,12}?[=＝](?P<japanese>[^【】=＝]{2,10})】"
)
"""How reporters are named in the datelines of China, Korea and Japan."""
_REPORTER_LINE = re.compile(
    rf"(?:^|[\s|｜（(【])(?:作者|文字|采写|撰文|撰稿|執筆|取材・文|文・写真|{_HAN}{{0,6}}(?:记者|記者)|文)\s?[:：/／|｜]\s?(?P<labelled>{_HAN_NAMES})"
    rf"|^(?:{_HAN}{{2,8}}\s?)?(?:记者|記者)\s(?P<behind>{_HAN_NAMES})"
    rf"|(?:记者|記者)\s?(?P<placed>{_HAN}{{2,4}}(?:、{_HAN}{{2,4}})*)[／/]{_HAN}{{2,10}}(?:报道|報道|報導)"
    rf"|^(?P<before>{_HAN}{{2,4}})(?:\s|\s?[／/｜|]\s?{_HAN}{{2,8}})(?:报道|報道|報導)$"
    rf"|^(?P<titled>{_HAN}{{1,3}}\s?{_HAN}{{1,3}})\s(?:记者|記者|特派員|編集委員)$"
    rf"|^[\u30a0-\u30ff\u4e00-\u9fff]{{2,10}}(?:支局|総局|支社|[報治会済外生文化学]部)(?:長|・|\s){{1,2}}(?P<bureau>{_HAN}{{2,5}})$"
    rf"|^(?:{_HANGUL}{{2,8}}\s?=\s?|기자명\s)?(?P<korean>{_HANGUL_NAMES}){_OF_KOREA}(?=$|\s?[\w.+-]+@[\w.-]+$|\s[^.]*\d{{4}})"
)
"""The same in a line of its own, or beside a date and a source: "本报记者 王小明", "来源：青岚日报 作者：王小明"."""
_OF_A_REPORTER_LINE = 80
"""Characters: a longer line is prose."""
_BETWEEN_WIDE = re.compile(rf"(?<={_HAN}{{2}})\s(?={_HAN}{{2}})|(?<={_HANGUL})\s(?={_HANGUL}{{2}})|\s?[·ㆍ]\s?")
"""What else than a comma parts names in China and Korea."""
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
        is_pictures = bool(PICTURE & roles) and not _TEXT_BY.match(passage.text)
        if passage.words <= 30 and passage.level != 1 and not is_pictures:
            for line in _joined(passage.lines):
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


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """*lines*, those that open with "and" as one with the line above."""
    whole = ""
    for line in lines:
        if whole and _GOES_ON.match(line):
            whole = f"{whole} {line}"
            continue
        if whole:
            yield whole
        whole = line
    yield whole


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
    return _named_by(_REPORTERS.search(text[:_DATELINE]))


def _of_reporter_line(line: str) -> tuple[str, ...]:
    return _named_by(_REPORTER_LINE.search(line)) if len(line) <= _OF_A_REPORTER_LINE and _WIDE.search(line) else ()


def _named_by(match: re.Match[str] | None) -> tuple[str, ...]:
    """The names in the one group of *match* that holds any."""
    found = next(filter(None, match.groups())) if match else ""
    is_one = match is not None and match.lastgroup == "titled"
    return parse_names(found if is_one else _BETWEEN_WIDE.sub("、", found)) if found else ()


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
    other = OTHER_WORK.search(line) or HELPED.search(line)
    if other:
        line = line[: line.rfind(" ", 0, other.start()) + 1]
    dated = _DATED.search(line)
    behind = _INSIDE.match(line) if passage.kind != "heading" else None
    for match in filter(None, (behind, dated)):
        rest = line[match.end() :]
        first = first_part(rest.partition(", ")[0] if match is dated else rest)
        if first and all(map(is_name, BETWEEN.split(first))):
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
