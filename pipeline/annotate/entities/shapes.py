"""How names are written: words in capitals and how they follow each other, headlines, the starts of sentences."""

import re
from collections.abc import Iterator

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.data import load_table

_TABLE = load_table("names")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:(?:{_CAPITAL}\.)+|(?:St|Mt|Ft)\.|{_CAPITAL}[\w’']*(?:[&-][\w’']+)*)"
_INNER_CAPITAL = r"[a-z]{1,3}[A-Z]\w+"
_LINK = r"(?: (?:of|de|del|della|di|do|da|dos|du|la|le|von|van|der|den|bin|al|y|&))?"
_SEQUENCE = re.compile(
    rf"(?<![\w@#./&’'-])(?:{_WORD}|{_INNER_CAPITAL})(?:{_LINK} (?:{_WORD}|{_INNER_CAPITAL}|\d+\w?\b)){{0,11}}"
)
_POSSESSIVES = ("'s", "’s", "'", "’")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…][\"”’')\]]*|[\n•]|(?:\)|[A-Z]{3})\s?(?:[—–]|--?))[\s\"“‘'(\[—–-]*$")
_CAMEL = re.compile(r"(?:[a-z]{1,3}|[A-Z][a-z]+)[A-Z]\w*")
_NOT_CAMEL = re.compile(r"(?:Mc|Mac|De|La|Le|Di|Van|O)[A-Z][a-z]+$")
_LOWER_WORD = re.compile(r"(?<![\w’'])[a-z][a-z]+")
_LONGER_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
_ROAD = re.compile(r"[A-Z]{1,2}-?\d{1,3}")
_MODEL_NUMBER = re.compile(
    r"(?:[A-Z][\w’'-]*(?: [\w’'-]+){0,5} )?(?:\d{1,4}[A-Za-z]?|[A-Za-z]{1,9}-?\d{1,5}\w{0,5}|\d{1,4}-\d{1,3})"
)
_CALENDAR = frozenset(_TABLE["calendar"])
_DESCRIPTIONS = [*_TABLE["described"], *_TABLE["described_people"]]
_COMMON = frozenset([*_TABLE["openers"], *_DESCRIPTIONS])
_KINDS = frozenset(_TABLE["kinds"])
_DESCRIBED = re.compile(rf"(?:{'|'.join(_DESCRIPTIONS)}) (?=[A-Z])")


def capital_sequences(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of every run of words in capitals in *text*, a possessive at the end left out."""
    for match in _SEQUENCE.finditer(text):
        start, end = match.span()
        if text.endswith(_POSSESSIVES, start, end):
            end -= 2 if text[end - 1] == "s" else 1
        yield start, end


def opens_a_sentence(text: str, start: int) -> bool:
    """Whether text[start:] begins a sentence, a line or a quotation, where any word has a capital."""
    return _SENTENCE_START.search(text, max(0, start - 8), start) is not None


def has_inner_capital(word: str) -> bool:
    """Whether *word* is written as only names are: "BaseFX", "macOS"; "McKinley" and "IDs" are not meant.

    >>> has_inner_capital("BaseFX"), has_inner_capital("macOS"), has_inner_capital("McKinley"), has_inner_capital("US")
    (True, True, False, False)
    """
    return _CAMEL.fullmatch(word) is not None and not _NOT_CAMEL.match(word)


def has_digit(name: str) -> bool:
    """Whether *name* has a digit."""
    return any(map(str.isdigit, name))


def is_model_number(name: str) -> bool:
    """Whether *name* is, or ends in, what makers number their models by.

    >>> is_model_number("A350"), is_model_number("Skua 18"), is_model_number("Orlan")
    (True, True, False)
    """
    return _MODEL_NUMBER.fullmatch(name) is not None


def is_road_number(name: str) -> bool:
    """Whether *name* can be a road: "M1", "R27", "N-340"."""
    return _ROAD.fullmatch(name) is not None


def is_function_word(word: str) -> bool:
    """Whether *word* is one of the words between names, of any case, or of the calendar."""
    return word in _CALENDAR or (word.casefold() in STOP_WORDS and (len(word) == 1 or not word.isupper()))


def is_common(word: str) -> bool:
    """Whether *word*, in a capital only because it opens a sentence, names nobody: "Households", "Shares"."""
    return word in _COMMON or is_function_word(word)


def behind_a_description(text: str, start: int, end: int) -> int:
    """Where the name in text[start:end] begins, behind what opens the sentence and says what the firm is.

    >>> behind_a_description("Carmaker Orlan grew.", 0, 14), behind_a_description("The Carmaker Orlan", 4, 18)
    (9, 4)
    """
    described = _DESCRIBED.match(text, start, end) if opens_a_sentence(text, start) else None
    return described.end() if described else start


def is_kind(name: str) -> bool:
    """Whether *name* is capitals that stand for a kind of thing: "IPO", "GPU", "CEO"."""
    return name.rstrip("s") in _KINDS or name in _KINDS or name.replace(".", "") in _KINDS


def lower_words(text: str) -> set[str]:
    """The words that *text* has in lower case."""
    return set(_LOWER_WORD.findall(text))


def is_headline(text: str) -> bool:
    """Whether most of *text*'s longer words have a capital: there a capital shows nothing.

    >>> is_headline("Port Halloran Still Owes Millions on Its Stadium"), is_headline("Port Halloran owes millions")
    (True, False)
    """
    longer = _LONGER_WORD.findall(text)
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) > 0.7 * len(longer)


def line_of(text: str, start: int) -> str:
    """The line that text[start] stands in, at most 200 characters to either side."""
    begin = text.rfind("\n", max(0, start - 200), start) + 1 or max(0, start - 200)
    end = text.find("\n", start, start + 200)
    return text[begin : end if end >= 0 else start + 200]
