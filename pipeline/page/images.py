"""The article's pictures, with their captions and credits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice

from bs4 import Tag

from pipeline.data import load_table
from pipeline.page.metadata import absolute_url
from pipeline.page.names import is_name
from pipeline.page.passages import Passage, Passages, Picture
from pipeline.page.roles import roles_of
from pipeline.page.tree import all_of, attribute, text_of
from pipeline.page.wording import words_of
from pipeline.record.types import Image

_TABLE = load_table("bylines")["photo"]
_OPENING = "|".join(re.escape(word) for word in sorted(_TABLE["opening"], key=len, reverse=True))
_HOUSES = "|".join(re.escape(word) for word in sorted(_TABLE["houses"], key=len, reverse=True))
_OF_A_PAPER = r"(?:(?-i:[A-Z])[\w.’'-]+\s){1,2}photos?\s?(?:/|\bby\b)"
"""A label with the paper's name in it: "Sentinel photo by"."""
_LABEL = (
    rf"(?:(?:{_OPENING})\s?(?:[:：/|]|\.\.\.|…|\bby\b:?|courtesy of|\bvia\b|\bde\b|\bvon\b|\bna\b)"
    rf"|(?:fot|φωτ)\.\s|{_OF_A_PAPER})\s*"
)
_IN_BRACKETS = re.compile(
    rf"\s*[\[(（【]\s*(?P<label>{_LABEL})?(?P<credit>[^\[\]()（）【】]{{2,80}}?)\s*[\])）】]\s*\.?$", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"(?:^|(?<=[.!?”\"’…|])|(?<=\s[-–—]))\s*(?:(?:©\s?)?(?P<label>{_LABEL})|©\s?|\(c\)\s?)"
    r"(?P<credit>(?:[^.!?]|(?<=\b[A-Z])\.){2,80}(?:\.[a-z]{2,8})?)\.?$",
    re.IGNORECASE,
)
_TWO_NAMES = re.compile(
    r"\s*[(\[](?P<credit>[A-Z][\w.’' -]{1,30}(?:/|:\s)(?:[A-Z][\w.’'-]+\s){1,3}[A-Z][\w’'-]+)[)\]]\.?$"
)
"""The house and the photographer, in brackets: "(Harbour Post: Jane Doe)", "(AFP/Jane Doe)"."""
_HOUSE_FIRST = re.compile(
    r"(?<=[.!?”]\s)(?P<credit>[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){0,2}/[A-Z][\w.’-]+\s[A-Z][\w’-]+)$"
    r"|\s*\[(?P<square>[A-Z][\w.’-]+(?:,?\s[A-Z][\w.’-]+){1,5})\]\.?$"
)
"""The same behind a sentence, or in square brackets: "HARBOUR POST/Jane Doe", "[Jane Doe, Harbour Post]"."""
_WIDE_BEHIND = re.compile(
    r"(?:^|(?<=[。！？」』）)，、＝=/／|.])\s?|(?P<apart>\s))[（(\[]?"
    r"(?P<credit>[^。！？，、＝=/／.（）()\[\s]{0,12}?\s?(?:[\u4e00-\u9fff]{2,4}|[\uac00-\ud7af]{2,12}))"
    r"\s?[／/]?\s?(?:(?P<label>摄影|攝影|拍摄|撮影|供图|供圖|摄|攝)|(?(apart)(?!)|(?:提供|기자|제공)))[)）\]]?$"
)
"""How the photographer is named behind captions in East Asia: "新华社记者 王小明 摄", "王小明撮影", "부산시 제공"."""
_LABEL_OF_WIDE = re.compile(r"(?:^\s*|\s+|(?<=[.。]))(?:사진|写真|照片|图片)$")
"""What may stand before it, with a sign between them: "사진=부산시 제공"."""
_UNPARTED = re.compile(
    rf"^[^:：]{{8,}}(?<=\w)(?P<rest>,?\s+(?-i:(?=[A-Z]))(?P<label>(?:{_OPENING})\s?[:：/]\s?)"
    r"(?P<credit>(?-i:[^\W\d_a-zß-ÿ])[^.!?:]{1,60}))$",
    re.IGNORECASE,
)
"""A credit behind a caption that closes without a sign: "The gates on Monday Photo: Rhea Stokes"."""
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w.’'-]*"
_BY_A_NAME = re.compile(
    rf"(?<=[.!?”»])(?P<rest>\s+(?:Foto|Photo)s?\s(?P<credit>{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}))\.?$"
)
"""One whose label no colon follows: "Foto Lucía Ferrán"."""
_RUN_ON = re.compile(r"(?<=[a-zß-ÿ\d][.!?])(?P<rest>(?P<credit>[^\W\d_a-zß-ÿ][^.!?]{1,60}))$")
"""One right behind the caption's full stop: the two stand in elements of their own."""
_OF_A_HOUSE = re.compile(r"(?<=[.!?”»])(?P<rest>\s+(?P<credit>[^\s.!?/][^.!?/]{0,40}/[^.!?/]{2,40}))$")
"""A house and a name that stand behind the caption: "ATB/Nora Falk"."""
_NAME_BEHIND = re.compile(r"(?<=[^\W\d_]{3}[.!?”»])\s+(?P<credit>[^.!?,]{4,40})$")
"""Whoever took the picture, named behind a caption that closes as a sentence."""
_IN_A_CREDIT = frozenset(_TABLE["between"])
_OPENS_CREDIT = re.compile(rf"^[\s\[(/|–—-]*(?:{_LABEL}|©|\(c\))\s*", re.IGNORECASE)
_AGENCY_CAPTION = re.compile(
    r"In this (?:[A-Z][\w.]+ \d{1,2}(?:, \d{4})?,? )?(?:undated |file |handout |photo |still |aerial |combination )*"
    r"(?:photo|image|frame|picture)\b"
)
"""How agencies' captions begin: "In this Dec. 12, 2006, file photo"."""
_FIGURES = "|".join(re.escape(word) for word in load_table("furniture")["phrases"]["figures"])
_NUMBERED = re.compile(rf"(?:{_FIGURES})\s?\d{{1,2}}\w?\s?[:.–—|：]", re.IGNORECASE)
"""How captions of figures begin: "Figure 2:"."""
_LABELLED = re.compile(rf"(?:{_OPENING}|{_FIGURES})\s?[:：]\s", re.IGNORECASE)
_FIRST_LETTERS = frozenset(
    phrase[0] for phrase in (*_TABLE["opening"], *load_table("furniture")["phrases"]["figures"], "in")
)
"""What captions begin with that are told by how they begin."""
_CLOSING_BRACKETS = ("]", ")", "）", "】")
_OPENING_WORDS = frozenset(words_of(phrase)[0] for phrase in (*_TABLE["opening"], "fot.", "φωτ."))
_UNSPACED = tuple(phrase for phrase in _TABLE["opening"] if phrase > "\u3000")
"""Words of scripts without spaces: they are not told from their neighbours."""
_HOUSE = re.compile(rf"(?:^|[\s/])(?:{_HOUSES})(?:$|[\s/])", re.IGNORECASE)
_LONGEST = 1000
"""Characters: a longer passage is no caption."""
_SMALL = 100
"""Pixels: a narrower picture is an icon or a portrait of the author."""
_MOST = 300
"""Pictures, and captions: a page with more is an album."""
_NAMED = frozenset({"caption", "credit"})
_ELSEWHERE = frozenset({
    "related", "sidebar", "footer", "navigation", "biography", "comments", "share", "advertising", "newsletter",
    "byline", "tags", "tools", "cookies", "hidden", "paywall",
})  # fmt: skip
_OF_A_TEASER = 0.5
"""The share of a line in links from which on it leads to another story, picture and all."""
_FAR = 3
"""Passages: how far behind its picture a caption may stand."""


def split_credit(text: str) -> tuple[str | None, str | None]:
    """The caption and the credit in *text*; each None where it holds none.

    >>> split_credit("Potters at work on May 22. [Photo/Jiangnan Daily]")
    ('Potters at work on May 22.', 'Jiangnan Daily')
    >>> split_credit("Photo: Rhea Stokes"), split_credit("The plate mill at Saltby.")
    ((None, 'Rhea Stokes'), ('The plate mill at Saltby.', None))
    """
    bracket = _IN_BRACKETS.search(text[-120:])
    if bracket and (bracket["label"] or _HOUSE.search(bracket["credit"]) or _is_of_a_house(bracket["credit"])):
        return text[: max(0, len(text) - 120) + bracket.start()].strip() or None, bracket["credit"].strip()
    for pattern in (_BEHIND, _TWO_NAMES, _HOUSE_FIRST, _WIDE_BEHIND):
        behind = pattern.search(text[-160:])
        if behind:
            caption = _LABEL_OF_WIDE.sub("", text[: max(0, len(text) - 160) + behind.start()].strip(" |–—-／/＝=、"))
            return caption or None, (behind["credit"] or behind.groupdict().get("square", "")).strip()
    unmarked = _UNPARTED.search(text) or _BY_A_NAME.search(text)
    if unmarked is None:
        unmarked = _RUN_ON.search(text) or _OF_A_HOUSE.search(text)
        if unmarked and not _may_be_credit(unmarked["credit"].replace("/", " ")):
            unmarked = None
    if unmarked:
        return text[: unmarked.start("rest")].strip(), unmarked["credit"].strip()
    return text or None, None


def _is_of_a_house(text: str) -> bool:
    """Whether *text* is names with a bar between them, one of several words: "Nora Falk/ATB", not "SPD/Grüne"."""
    parts = text.split("/")
    return len(parts) > 1 and any(" " in part.strip() for part in parts) and _may_be_credit(" ".join(parts))


def _may_be_credit(text: str) -> bool:
    """Whether *text* may be whom a picture is from: a name of several words, or one in capitals."""
    words = text.split()
    names = all(word[0].isupper() or word in _IN_A_CREDIT for word in words)
    return names and (len(words) > 1 or text.isupper() or _HOUSE.search(text) is not None)


@lru_cache(maxsize=1024)  # one page's: asked for the text, and for the pictures
def is_caption(text: str) -> bool:
    """Whether a paragraph is a picture's caption: it closes with the picture's credit, said to be one, or begins as
    agencies' captions do, or with a word for pictures and a colon.

    >>> is_caption("Potters at work. [Photo/Jiangnan Daily]"), is_caption("Potters went to work (see below).")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    if text[:1].casefold() in _FIRST_LETTERS:
        if _AGENCY_CAPTION.match(text) or _NUMBERED.match(text):
            return True
        if _LABELLED.match(text) and len(text) <= _LONGEST / 4:
            return True
    end = text[-120:]
    bracket = _IN_BRACKETS.search(end) if end.rstrip(" .").endswith(_CLOSING_BRACKETS) else None
    if bracket and bracket["label"]:
        return True
    behind = (_BEHIND.search(end) or _UNPARTED.search(end)) if _may_hold_credit(text) else None
    if behind is None and end.rstrip(")")[-1:] > "\u3000":
        behind = _WIDE_BEHIND.search(end)
    return bool(behind and behind["label"] and len(behind["credit"].split()) <= 6 and len(text) <= _LONGEST / 2)


def _may_hold_credit(text: str) -> bool:
    """Whether *text* holds a word that opens credits: its words alone tell that of most in a tenth of the time."""
    return not _OPENING_WORDS.isdisjoint(words_of(text)) or any(word in text for word in _UNSPACED)


@dataclass
class _Caption:
    """A caption: the passage where it begins, the figure that it stands in, and what it says."""

    index: int
    figure: Tag | None
    text: str | None
    credit: str | None


def find_images(
    page: Passages, furniture: Sequence[str | None], body: Sequence[Passage], headline: int, base: str | None
) -> tuple[Image, ...]:
    """The pictures from the headline to the end of the text, in page order, each address once.

    A caption is named as one, or closes with a credit; it is its figure's, or that of the picture just above it.
    Icons, portraits and pictures beside the article are left out; captions of pictures that only scripts load are kept.
    """
    if not body:
        return ()
    first, last = min(headline, body[0].index), body[-1].index + 1
    first = _with_figure_above(page, headline, first)
    captions = _captions(page, furniture, first, last)
    texts = [0, *accumulate(role is None for role in furniture)]
    found: list[Image] = []
    seen: dict[str, int] = {}
    for picture in [p for p in page.pictures if first <= p.index <= last][:_MOST]:
        if is_small(picture) or _stands_beside(picture, texts):
            continue
        url = _address(picture.tag, base)
        caption = _claim(captions, picture)
        if url is not None and url not in seen:
            seen[url] = len(found)
        elif caption is None or caption.text is None:
            continue
        elif url is not None and found[seen[url]].caption is None:  # the same picture once more, now with its caption
            found[seen[url]] = _image(url, caption)
            continue
        else:
            url = None
        found.append(_image(url, caption))
    found.extend(_image(None, caption) for caption in captions if caption.text)
    return tuple(found)


def _with_figure_above(page: Passages, headline: int, first: int) -> int:
    """*first*, or the index of the figure just above the *headline* that stands in the same article element."""
    article = next((s for s in page.passages[headline].scope.ancestors() if s.name == "article"), None)
    above = (picture for picture in page.pictures if max(0, first - _FAR) <= picture.index < first)
    for picture in above:
        around = list(picture.scope.ancestors())
        if article is not None and article in around and any(scope.name == "figure" for scope in around):
            return picture.index
    return first


def _image(url: str | None, caption: _Caption | None) -> Image:
    return Image(url=url, caption=caption.text if caption else None, credit=caption.credit if caption else None)


def _captions(page: Passages, furniture: Sequence[str | None], first: int, last: int) -> list[_Caption]:
    """Every caption of the region; one in several passages, or with its credit beside it, is one."""
    found: list[_Caption] = []
    end = -1  # of the caption before
    for passage in page.passages[max(0, first) : last + _FAR]:
        named = _names_around(passage)
        told = named or (
            furniture[passage.index] == "caption" and passage.index <= last and passage.linked < _OF_A_TEASER
        )
        if not (told or is_caption(passage.text)) or len(found) >= _MOST or _is_no_pictures(passage):
            continue
        figure = next((scope.tag for scope in passage.scope.ancestors() if scope.name == "figure"), None)
        caption = _Caption(passage.index, figure, *_read_caption(passage, named | (passage.roles & _NAMED)))
        same_figure = bool(found) and figure is not None and found[-1].figure is figure
        is_rest = same_figure and found[-1].text is None and caption.credit is None
        before = found[-1] if found and (end == passage.index or is_rest) else None
        end = passage.index + 1
        if before is not None and (same_figure or (caption.text is None and before.credit is None)):
            before.text = _joined(before.text, caption.text)
            before.credit = before.credit or caption.credit
        elif before is not None and not named and before.credit is None and _is_credit_of(passage, page):
            before.credit = _bare_credit(passage.text)
        elif caption.text or caption.credit:
            found.append(caption)
    return found


def _is_credit_of(passage: Passage, page: Passages) -> bool:
    """Whether a passage is names alone that stand beside the caption before it."""
    is_beside = page.passages[passage.index - 1].scope.parent is passage.scope.parent
    return is_beside and _may_be_credit(passage.text.replace("/", " "))


def _is_no_pictures(passage: Passage) -> bool:
    """Whether what is named as a caption is a film's, or of a form to subscribe with."""
    return "newsletter" in passage.scope.roles or any("player" in s.roles for s in islice(passage.scope.ancestors(), 4))


def _names_around(passage: Passage) -> frozenset[str]:
    """Which of caption and credit the nearest block is named that is named so; the passage's own where none is."""
    for scope in passage.scope.ancestors():
        if scope.roles and (named := scope.roles & _NAMED):
            is_credit = scope.name == "figcaption" and roles_of(attribute(scope.tag, "class") or "") & _NAMED == {
                "credit"
            }
            bare = passage.text.replace("/", " ")
            return frozenset({"credit"}) if is_credit and "," not in bare and _may_be_credit(bare) else named
    return passage.roles & _NAMED


def _joined(one: str | None, other: str | None) -> str | None:
    if one and other and words_of(one) != words_of(other):
        return f"{one} {other}"
    return one or other


def _read_caption(passage: Passage, named: frozenset[str]) -> tuple[str | None, str | None]:
    """A caption's text and credit; the credit is an element of its own, or is told by its form."""
    if named == {"credit"}:
        return None, _bare_credit(passage.text)
    text, credit = passage.text, None
    for tag in islice(all_of(passage.scope.tag), 20):
        if roles_of(f"{tag.get('class', '')} {tag.get('itemprop', '')}") & {"credit", "footer"}:  # "copyright"
            own = text_of(tag, _LONGEST)
            before, found, behind = text.partition(own or "\0")
            if found:
                text = f"{before.rstrip(' (|[–—-')} {behind.lstrip(' )|]')}".strip()
                credit = _bare_credit(own)
                break
    caption, formal = split_credit(text)
    if credit is None and formal is None and (unsaid := _NAME_BEHIND.search(text)) and is_name(unsaid["credit"]):
        return text[: unsaid.start()], unsaid["credit"]
    return caption, credit or formal


def _bare_credit(text: str) -> str | None:
    """A credit without "Photo:", "©" and brackets round it."""
    return _OPENS_CREDIT.sub("", text).strip(" [](){}|.,/–—-") or None


def _claim(captions: list[_Caption], picture: Picture) -> _Caption | None:
    """The caption of *picture*, taken out of *captions*: its figure's, else one just behind it."""
    figure = next((scope.tag for scope in picture.scope.ancestors() if scope.name == "figure"), None)
    for position, caption in enumerate(captions):
        just_behind = picture.index <= caption.index < picture.index + _FAR
        if caption.figure is figure if caption.figure is not None else just_behind:
            return captions.pop(position)
    return None


def is_small(picture: Picture) -> bool:
    """Whether a picture is an icon or a portrait of the author, by the width that the page gives it."""
    width = attribute(picture.tag, "width") or ""
    return width.isdecimal() and len(width) < 5 and int(width) < _SMALL


def _stands_beside(picture: Picture, texts: Sequence[int]) -> bool:
    """Whether a picture is named for, or stands in, what is not the article; *texts* counts the article's passages.

    Names within its figure ("widget-image") say nothing of that.
    """
    if roles_of(attribute(picture.tag, "class") or "") & _ELSEWHERE:
        return True
    in_figure = any(scope.name == "figure" for scope in picture.scope.ancestors())
    for scope in picture.scope.ancestors():
        if texts[scope.end] > texts[scope.first]:
            return False
        in_figure = in_figure and scope.name != "figure"
        if scope.roles & _ELSEWHERE and not in_figure:
            return True
    return False


def _address(tag: Tag, base: str | None) -> str | None:
    """The picture's address; scripts that load it late keep it in another attribute."""
    for name in ("data-src", "data-original", "src"):
        address = absolute_url(attribute(tag, name), base)
        if address and "placeholder" not in address:
            return address
    listed = (attribute(tag, "srcset") or "").split()
    return absolute_url(listed[0].rstrip(","), base) if listed else None
