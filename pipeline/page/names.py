"""The grammar of bylines: which people and agencies a line names."""

import re
import unicodedata
from collections.abc import Iterable

from pipeline.data import load_table
from pipeline.page.agencies import agency_of

_TABLE = load_table("bylines")["byline"]
_EMAIL = re.compile(r"\(?(?<![\w.+-])[a-z\d][\w.+-]{0,63}@(?:[\w-]+\.)+\w+\)?")
_AGENCY_FIRST = re.compile(r"(?P<agency>[^/]{2,30}?)\s/\s")
_BY_IN: dict[str, str] = load_table("bylines")["languages"]["by"]
_GIVEN_NAMES: str = load_table("bylines")["given"]["names"]


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_STRAIGHT = _either([*_TABLE["by"], *_TABLE["signed_by"], *_TABLE["issued_by"]])
_BY_OR_NAME = rf"(?:{_either(_TABLE['by_or_name'])})\s(?=[^\W\d_][\w.'’-]*\s[^\W\d_])"
_FIELD = _either(_TABLE["label"])
_BEFORE_COLON = rf"(?=[^:：]{{1,24}}[:：])(?:{_either(_TABLE['before_colon'])})\s?[:：]"
_WIDE_FIELD = _either(label for label in _TABLE["label"] if not label.isascii() and len(label) < 4)
_OPENING = re.compile(
    rf"\s*(?:{_BEFORE_COLON}\s*|(?:{_STRAIGHT})\s?[-–]\s|(?:{_STRAIGHT}|{_FIELD}|{_either(_TABLE['opening'])})(?:\s*[:：/｜]\s*|\s+)|(?:{_WIDE_FIELD})(?=[\u4e00-\u9fff])|{_BY_OR_NAME})",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^\W\d_]{3,14}\s?:\s+")
"""What else may stand before the names: "Interview:"."""
_CUT = re.compile(r"[|•·\n\t\d@()\[\]<>]|https?:|www\.|\s[-–—]+\s|—|:\s|(?<=[^\W\d_]{3})\.\s(?=[A-Z])|…|\s/\s")
_AND = "|".join(
    [
        _either(word for word in _TABLE["between"] if len(word) < 3),
        f"(?i:{_either(w for w in _TABLE['between'] if len(w) > 2)})",
    ]
)
"""What joins names; the short ones in small letters alone: a capital is an initial."""
BETWEEN = re.compile(rf"\s*[,;，、/]\s*(?:(?:{_AND})\s+)?|\s+(?:{_AND})\s+")
_BEHIND = re.compile(rf"\s+(?:{_either(_TABLE['behind'])})(?=\s|$)")
BY = re.compile(
    rf"[-–—~*| ]{{0,8}}(?:{_BEFORE_COLON}\s?(?=\S)|(?:{_STRAIGHT})(?:\s?[:：]\s?|\s?[-–]\s|\s)(?=\S)"
    rf"|(?:{_FIELD})(?:\s?[:：/｜]\s?(?=\S)|\s(?=[^\W\d_]\S*\s[^\W\d_]))"
    rf"|(?:{_WIDE_FIELD})(?=[\u4e00-\u9fff]{{2,4}}(?!\w)))",
    re.IGNORECASE,
)
"""What opens a line that is a byline, and little else."""
SIGNED_BY = re.compile(
    rf"[-–—~*| ]{{0,8}}(?:(?:{_either(_TABLE['signed_by'])})(?:\s?[:：]\s?|\s)"
    rf"|(?=[^:：]{{1,24}}[:：])(?:{_either([*_TABLE['label'], *_TABLE['before_colon']])})\s?[:：]\s?)(?=\S)",
    re.IGNORECASE,
)
"""What opens a line that is a byline so surely that the name may be one word."""
_ALONE = re.compile(rf"(?:{_STRAIGHT}|{_FIELD})\s?[:：]?", re.IGNORECASE)
_IN_A_PLACE = re.compile(r"^[^\W\d_A-Z].*\s(?:à|au|en|in|a|i|w|em|из|в|у)\s[^\W\d_a-z][\w-]+$")
"""What somebody does in a place, in small letters: "envoyé spécial à Lyon"."""
_NEVER = frozenset([*_TABLE["never"], *_TABLE["organisations"], *_TABLE["roles"]])
_OURS = re.compile(rf"(?:{_either(_TABLE['ours'])})\s+", re.IGNORECASE)
_ROLE_ENDINGS: tuple[str, ...] = tuple(_TABLE["role_endings"])
_NEVER_FIRST = frozenset(_TABLE["never_first"])
_PARTICLES = frozenset(_TABLE["particles"])
_HONORIFICS = frozenset(_TABLE["honorifics"])
_HONORED = re.compile(rf"(?<![^\W_])(?:{_either(_HONORIFICS)})\.\s", re.IGNORECASE)
"""Before a name, whose dot ends no sentence: "Prof. Jane Doe"."""
_PEN_NAME = re.compile(r"[^\W\d_](?:[\w-]|\.(?=\w{3,12}$)){1,24}")
_OFFICE = re.compile("|".join(map(re.escape, _TABLE["offices"])), re.IGNORECASE)
_WIDE_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff々]{1,3} [\u3040-\u30ff\u4e00-\u9fff々]{1,4}"
    r"|[\u4e00-\u9fff]{1,2}々[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{1,3}[\u3040-\u309f]{1,4}"
    r"|[\u30a0-\u30ff]{2,8}・[\u30a0-\u30ff]{2,8}|[\uac00-\ud7af]{2,4}"
)
_WIDE_OFFICE = re.compile(_either(_TABLE["wide_offices"]))
_WIDE_TITLE = re.compile(rf"(?<=[\u3040-\u9fff\uac00-\ud7af])\s?(?:{_either(_TABLE['wide_titles'])})$")
_ADDRESS = re.compile(r"[^\W\d_]{2,}\.[a-z]{2,}$")
"""A host's name: "harbourpost.example"."""
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]{3})")
"""The dot of an initial, where no space follows it, as in Mongolia: "Б.Энхтуяа"."""
_IN_NAMES = frozenset(".'’-‐‑\u200c\u200d")
_OF_A_NAME = 5
"""Characters: a shorter one may well be a syllable twice."""
_LONGEST = 200
"""Characters: a longer line is no byline."""


def parse_names(line: str, *, single: bool = False) -> tuple[str, ...]:
    """The people and agencies that a byline names, in order; () where it names none.

    Titles, papers, places and dates beside the names are left out. *single*: a name of one word is one too, as where
    the page's makers filled a field for the author.

    >>> parse_names("By Isla Carnegie and Tomasz Brandt, Senior Reporters")
    ('Isla Carnegie', 'Tomasz Brandt')
    >>> parse_names("By LUO YANFEI (Jiangnan Daily)"), parse_names("Updated 3 May"), parse_names("By Reuters Staff")
    (('Luo Yanfei',), (), ('Reuters',))
    """
    line = line[:_LONGEST]
    line = _without_honorifics(_EMAIL.sub("|", line) if "@" in line else line).strip()
    opening = _OPENING.match(line)
    line = _without_ours(line[opening.end() :] if opening else _LABEL.sub("", line))
    first = _AGENCY_FIRST.match(line) if " / " in line else None
    if first and agency_of(first["agency"]):
        line = line.replace(" / ", ", ", 1)
    cut = _CUT.search(line)
    line = line[: cut.start()] if cut else line
    found: list[str] = []
    parts = BETWEEN.split(line)
    joined = {number for number, sign in enumerate(BETWEEN.findall(line), 1) if sign.strip(" ,;，、/")}
    is_placed = False  # behind these, and behind a comma in scripts without capitals, a place may stand
    for number, part in enumerate(parts):
        behind = parts[number + 1] if number + 1 < len(parts) else ""
        name = _clean(part, is_cut=cut is not None)
        is_open = is_placed or (bool(found) and not _has_capitals(name) and number not in joined)
        if not name or (is_open and not is_given(name)):
            continue
        agency = agency_of(name) or agency_of(
            re.sub(r"\s+(?:staff|news agency|reporters?|correspondents?)$", "", name, flags=re.IGNORECASE)
        )
        if agency:
            if not found:  # behind a person it is whom they work for
                found.append(agency)
        elif is_name(name, single=single and len(parts) == 1):
            found.append(_in_title_case(name))
        elif found and not (_may_be_followed(name) and is_given(behind) and is_name(behind.strip())):
            break  # what follows a title is a firm, or another title; what follows a place may be a person
        is_placed = not found  # "Our Correspondent, Port Halloran"
    return tuple(dict.fromkeys(found))


def _without_honorifics(line: str) -> str:
    """*line* without the honorifics in it whose dot is followed by a space."""
    return _HONORED.sub("", line) if ". " in line else line


def _has_capitals(name: str) -> bool:
    """Whether *name* is in a script that has capitals, or in one whose names are told by their length."""
    return name[:1].lower() != name[:1].upper() or bool(_WIDE.match(name))


def _may_be_followed(part: str) -> bool:
    """Whether another person may follow *part*, which is none: it is a place, or what somebody does in a place."""
    return is_name(part, single=True) or _IN_A_PLACE.search(part) is not None


def _without_ours(line: str) -> str:
    """*line* without "our correspondent" before the name."""
    ours = _OURS.match(line)
    words = line[ours.end() :].split() if ours else []
    while words and (
        words[0].islower() or words[0].casefold() in _NEVER or words[0].casefold().endswith(_ROLE_ENDINGS)
    ):
        words = words[1:]
    return " ".join(words) or line


def is_opening(line: str) -> bool:
    """Whether *line* is only what opens a byline; the name stands in the next.

    >>> is_opening("By"), is_opening("Author:"), is_opening("By Jane Doe")
    (True, True, False)
    """
    return bool(_ALONE.fullmatch(line))


def first_part(line: str) -> str:
    """What stands in *line* before its first bar, date or bracket, without what follows a name."""
    parts = _CUT.split(_without_honorifics(line), maxsplit=1)
    return _clean(parts[0], is_cut=len(parts) > 1)


def _clean(part: str, *, is_cut: bool) -> str:
    """A part of a byline without what follows the name, and without honorifics; *is_cut*: a date may have followed.

    A name that stands twice, once for those who can't see it, is there once.
    """
    behind = _BEHIND.search(part)
    words = (part[: behind.start()] if behind else part).split()
    while words and words[0].rstrip(".").casefold() in _HONORIFICS:
        words = words[1:]
    while is_cut and words and words[-1].strip(".").casefold() in _DAYS_AND_MONTHS:
        words = words[:-1]
    name = _WIDE_TITLE.sub("", " ".join(words).strip(' .,:;-–—"“”*†'))
    half = len(name) // 2
    return name[:half] if half >= _OF_A_NAME and name[:half] == name[half:] else name


_DAYS_AND_MONTHS = frozenset(_TABLE["days_and_months"])


def is_name(text: str, *, single: bool = False) -> bool:
    """Whether *text* looks like one person's name.

    >>> is_name("Femke van der Hollander"), is_name("Senior Reporter"), is_name("Hiram"), is_name("Hiram", single=True)
    (True, False, False, True)
    """
    if _WIDE.match(text):
        return bool(_WIDE_NAME.fullmatch(text)) and not _WIDE_OFFICE.search(text)
    words = _INITIALS.sub(". ", text).split()
    if (words and words[0].casefold() in _NEVER_FIRST) or is_opening(text):
        return False
    if len(words) == 1 and (text.isupper() or "-" in text):
        return False  # the abbreviation of a firm
    if not (1 if single else 2) <= len(words) <= 5 or len(text) > 50:
        return False
    if len(words) > 3 and words[: len(words) // 2] == words[len(words) // 2 :]:
        return False  # printed twice, for two widths of screen
    return all(_may_be_in_a_name(word, is_last=position == len(words) - 1) for position, word in enumerate(words))


def is_given(name: str) -> bool:
    """Whether *name* begins with a given name that is common in news."""
    return _plain(name.split(" ")[0].split("-")[0]) in _GIVEN


def _plain(word: str) -> str:
    """*word* without accents and capitals: "JOSÉ" is José, and Jose."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


_GIVEN = frozenset(map(_plain, _GIVEN_NAMES.split()))


def _may_be_in_a_name(word: str, *, is_last: bool) -> bool:
    """Whether *word* may stand in a person's name: it begins with a capital if its script has any, or is a particle."""
    bare = word.strip(".'’").casefold()
    if bare in _NEVER or not _NEVER.isdisjoint(bare.split("-")) or _ADDRESS.search(word):
        return False
    if bare.endswith(_ROLE_ENDINGS) and bare not in _ROLE_ENDINGS:
        return False
    if not all(character in _IN_NAMES or unicodedata.category(character)[0] in "LM" for character in word):
        return False
    has_capitals = word[:1].title() != word[:1].lower()  # Georgian has some, and puts none at the head of a name
    small = bare.startswith(("d'", "d’", "al-", "el-")) or (bare in _PARTICLES and not is_last)
    return word[:1].isupper() or small or not has_capitals


def is_pen_name(text: str) -> bool:
    """Whether *text*, which stands where an author's name does, is one word that somebody signs with.

    >>> is_pen_name("teahill42"), is_pen_name("webredaktion"), is_pen_name("harbourpost.example")
    (True, False, False)
    """
    return bool(_PEN_NAME.fullmatch(text)) and text.casefold() not in _NEVER and not _OFFICE.search(text)


def _in_title_case(name: str) -> str:
    """A name printed in capitals, as a name is written; others as they are."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(
        word if len(word) <= 2 and word.endswith(".") else word.title().replace("’S", "’s").replace("i̇", "i")
        for word in name.split()
    )


def without_by(name: str, language: str | None) -> str:
    """*name* without the word for "by" in the page's *language*, where names elsewhere begin with it.

    >>> without_by("de Ruxandra Ene", "ro"), without_by("de Ruxandra Ene", "es")
    ('Ruxandra Ene', 'de Ruxandra Ene')
    """
    opening, _, rest = name.partition(" ")
    return rest if " " in rest and opening.casefold() == _BY_IN.get(language or "") else name


def is_byline(line: str) -> bool:
    """Whether *line* opens with "By" and names somebody.

    >>> is_byline("By Frank Devlin, Shipping Correspondent"), is_byline("By Thursday the ice had melted.")
    (True, False)
    """
    return len(line) <= _LONGEST and len(line.split()) <= 16 and bool(BY.match(line)) and bool(parse_names(line))
