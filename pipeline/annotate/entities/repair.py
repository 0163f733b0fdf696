"""The language model's spans, set right where it errs by rule: two names in one, half a word, a word too many."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.annotate.entities.evidence import is_head
from pipeline.annotate.entities.gazetteer import LIKELY, is_known, known_type
from pipeline.annotate.entities.names import begins_a_post, ends_a_post, is_title, trim_name
from pipeline.annotate.entities.shapes import (
    behind_a_description,
    is_function_word,
    is_headline,
    is_kind,
    line_of,
    opens_a_sentence,
)
from pipeline.data import load_table
from pipeline.data.countries import country_code
from pipeline.record.types import EntityType

_TABLE = load_table("names")
_LOWER_START = re.compile(r"(?:[a-z]+\s+)+(?=[^\W_])")
_LOWER_END = re.compile(r"(?:\s+[a-z]+)+$")
_OPEN_END = re.compile(r"(?:\s+(?:and|at|by|for|from|in|of|on|or|to|with))?\s+(?:an?|the)$")
"""How no title ends: "on the"."""
_LEGAL_FORMS = frozenset(_TABLE["legal_forms"])
_PARTICLES = frozenset(_TABLE["particles"])
_COMPOUNDS = frozenset(_TABLE["compounds"])
_REST_OF_WORD = re.compile(r"-([a-z]+)\b(?!-)")
_JOINT = re.compile(r" and the (?=[A-Z])")
_REST_OF_PERSON = re.compile(rf"(?: (?:{'|'.join(_TABLE['particles'])})){{1,3}} [A-Z][\w’'-]+")
_SECOND_PART = re.compile(r" (?:(?:and|&) )?[A-Z][a-z]+")
_REST_OF_TOWN = re.compile(r"(?: [A-Z]{2,}){1,2}(?=,| \(| ?(?:--? |[–—]))")
_OF_COUNTRY = re.compile(r"([A-Z]\w+) of ((?:South |North )?[A-Z]\w+)")
_DOES = re.compile(r" (?:has|had|is|was|will|would|said|says|plans|reported|posted) ")
_MEETS = re.compile(
    r"(?<=[a-z]) (?:acquired|beat|bought|defeated|has|have|is|joined|met|said|says|told|was|will|won) (?=[A-Z])"
)
"""Between two names, in none."""
_NEXT_WORD = re.compile(r" ([A-Z][\w-]*)")
_PREFIXES = re.compile(r"(?:non|anti|pro|ex|pan|mid|intra|inter|trans|[RDI])-(?=[A-Z])")
_NUMBER_BEHIND = re.compile(r"(?<=[a-z])(?: \d{1,2}| \d{1,2}-\d{1,3})$")
"""What a table or a match report sets behind a name: "Jane Doe 6", "Jane Doe 7-6"; no maker numbers models so low."""
_APART = re.compile(r"\s+[-–—]+\s+|\s?(?:—|--)\s?")
"""A dash between two names, as that of a dateline; none that a name holds."""
_SENTENCE_END = re.compile(r" (?:Inc|Ltd|Corp|Co|plc|LLC|Cie|AG|SA)\. (?=[A-Z][a-z]+$)")
"""A legal form at the end of a sentence, behind which the next begins: "Orlan Corp. Lindqvist"."""
_FEATURED = re.compile(r" (?:Featuring|Feat\.?|Presents|Starring)(?: |$)")
"""Behind one artist's name, before another's."""
_BEHIND_A_DATELINE = re.compile(r",|\.?,? ?(?:[-–—]|\()")
_MORE_WORDS = re.compile(r"(?: [A-Z][\w’'-]*\w(?<![’']s)){1,3}(?=['’]s?\b|[^\w’'-]|$)(?! [A-Z])")
_WORD = re.compile(r"\S+")
_NO_TEAMS = frozenset({"LOC", "FAC", "EVENT", "DATE"})
_NAMES_OF_WORDS = frozenset({"WORK_OF_ART", "EVENT", "LAW"})


def repair(doc: Doc, text: str, start: int, end: int, type_: EntityType) -> Iterator[tuple[int, int]]:
    """The offsets of the names in text[start:end], which the model took for one name of *type_*; it may hold none.

    *text* is the text of *doc*.
    """
    prefix = _PREFIXES.match(text, start, end)
    work = type_ == "WORK_OF_ART" and not opens_a_sentence(text, start)
    trimmed = trim_name(text, prefix.end() if prefix else start, end, person=type_ == "PERSON", work=work)
    if trimmed is None:
        return
    start, end = trimmed
    start = behind_a_description(text, start, end)
    if begins_a_post(text, start, end) or (type_ == "ORG" and ends_a_post(text, start)):
        return
    if (
        type_ == "ORG"
        and (stop := _SENTENCE_END.search(text, start, end))
        and text[stop.end() : end] not in _LEGAL_FORMS
    ):
        end = stop.end() - 1
    if (number := _NUMBER_BEHIND.search(text, start, end)) and (type_ == "PERSON" or "-" in number[0]):
        end = number.start()
    if type_ == "PERSON" and (featured := _FEATURED.search(text, start, end)):
        end = featured.start()
    if type_ not in _NAMES_OF_WORDS:
        start, end = _without_lower_words(text, start, end)
    elif open_end := _OPEN_END.search(text, start, end):
        end = open_end.start()
    if halves := _halves(text, start, end, type_):
        yield from halves
        return
    if type_ not in _NAMES_OF_WORDS and (verb := _MEETS.search(text, start, end)):
        yield from repair(doc, text, start, verb.start(), type_)
        yield from repair(doc, text, verb.end(), end, type_)
        return
    if type_ not in _NAMES_OF_WORDS and (apart := _APART.search(text, start + 1, end)):
        # The type is that of the place before a dash or of the name behind it; what the other is other signs tell.
        first = type_ in ("GPE", "LOC")
        yield from repair(doc, text, *((start, apart.start()) if first else (apart.end(), end)), type_)
        return
    if type_ == "ORG" and (joint := _JOINT.search(text, start, end)):
        yield start, joint.start()
        start = joint.end()
    yield _from_the_line_start(text, start, end), _whole(doc, text, start, end, type_)


def _without_lower_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Cuts "state" from "state Department" and "on the" from "Elevator Nine on the"; "von" and "de" stay."""
    opening = _LOWER_START.match(text, start, end)
    if opening and _PARTICLES.isdisjoint(opening.group().split()):
        start = opening.end()
    closing = _LOWER_END.search(text, start, end)
    if closing and closing.group().split()[-1] not in _LEGAL_FORMS:
        end = closing.start()
    return start, end


def _halves(text: str, start: int, end: int, type_: EntityType) -> list[tuple[int, int]]:
    """The two names of "U.S.-Mexico", where both are known, and of "Orlan of Germany"; else none."""
    firm = _OF_COUNTRY.fullmatch(text, start, end)
    is_firm = type_ == "ORG" and firm is not None and not is_head(firm[1])
    if firm and is_firm and country_code(firm[2]) and not is_known(text[start:end]):
        return [firm.span(1), firm.span(2)]
    hyphen = max(text.find("-", start, end), text.find("–", start, end))
    if hyphen < 0 or known_type(text[start:end])[1] >= LIKELY:
        return []
    if known_type(text[start:hyphen])[1] >= LIKELY and known_type(text[hyphen + 1 : end])[1] >= LIKELY:
        return [(start, hyphen), (hyphen + 1, end)]
    return []


def _whole(doc: Doc, text: str, start: int, end: int, type_: EntityType) -> int:
    """The end of the name: the rest of a word cut at a hyphen ("Co-operative", "Jae-in"), the head noun left out."""
    rest = _REST_OF_WORD.match(text, end)
    if (
        rest
        and rest[1] not in _COMPOUNDS
        and ((type_ == "PERSON" and len(rest[1]) < 6) or text[start:end].endswith("Co"))
    ):
        return rest.end()
    if type_ in ("PERSON", "ORG") and (rest_of_name := _REST_OF_PERSON.match(text, end)):
        return rest_of_name.end()
    if (second := _SECOND_PART.match(text, end)) and is_known(text[start : second.end()]):
        return second.end()
    if text[start:end].isupper() and (start == 0 or (type_ in ("GPE", "LOC") and text[start - 1] == "\n")):
        town = _REST_OF_TOWN.match(text, end)
        return town.end() if town else end
    word = _NEXT_WORD.match(text, end)
    if (
        word
        and (is_known(text[start : word.end()]) or (is_head(word[1]) and not known_type(text[start:end])[0]))
        and not _spoken_for(doc, word.start(1))
        and not is_headline(line_of(text, start))
    ):
        return word.end()
    return end


def _from_the_line_start(text: str, start: int, end: int) -> int:
    """The start of a dateline's place of several words in capitals, of which the span has the last: "PORT HALLORAN"."""
    if end - start < 4 or not text[start:end].isupper():
        return start
    if not _BEHIND_A_DATELINE.match(text, end):
        return start
    line = text.rfind("\n", max(0, start - 40), start) + 1
    before = text[line:start]
    return line if before.replace(" ", "").isalpha() and before.isupper() and len(before) < 40 else start


def longer_name(doc: Doc, text: str, start: int, end: int) -> int:
    """The end of the longer name that the place in text[start:end] begins, *end* where it begins none.

    "Irish Sea Packet" is one where it stands twice, or opens a sentence and does something, "Larkspur Police Station"
    by its last word. Posts, days, known names and what the model took for a name of its own are no part of it.
    """
    more = _MORE_WORDS.match(text, end)
    if more is None or is_headline(line_of(text, start)):
        return end
    parts = more.group().split()
    if any(is_title(part) or is_function_word(part) or is_kind(part) or is_known(part) for part in parts):
        return end
    if any(_spoken_for(doc, end + word.start()) for word in _WORD.finditer(more.group())):
        return more.end() if _is_a_team(doc, text, start, end, more.end()) else end
    if len(parts) > 1 and is_head(parts[-1]):
        return more.end()
    does = opens_a_sentence(text, start) and _DOES.match(text, more.end()) is not None
    stands = does or text.count(text[start : more.end()]) > 1
    return more.end() if stands and not country_code(text[start:end]) else end


def _is_a_team(doc: Doc, text: str, start: int, end: int, last: int) -> bool:
    """Whether "the" stands before the place in text[start:end], and behind it a plural that the model saw."""
    span = doc.char_span(end + 1, last)
    return (
        span is not None
        and all(token.ent_type_ not in _NO_TEAMS for token in span)
        and text[last - 1] == "s"
        and not is_head(text[end:last].split()[-1])
        and text[max(0, start - 4) : start].lower() == "the "
        and not country_code(text[start:end])
    )


def _spoken_for(doc: Doc, start: int) -> bool:
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return span is not None and span[0].ent_type != 0
