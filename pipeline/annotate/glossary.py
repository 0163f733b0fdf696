"""What phrases of other languages are in English, and how a text's tokens are put into English where they stand."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from babel import Locale, UnknownLocaleError

from pipeline.annotate.numbers import Token, tokenize

Forms = tuple[str, ...]
"""Words and signs; in lower case where they are of another language."""

Glossary = dict[str, list[tuple[Forms, Forms]]]
"""By its first word, each phrase and what it is in English, the longest first."""

_LONGEST_ENDING, _SHORTEST_STEM = 6, 4


def locale_of(language: str) -> Locale | None:
    """What CLDR knows of *language*, ISO 639-1; None for one that it does not know."""
    try:
        return Locale(language)
    except (UnknownLocaleError, ValueError):
        return None


def forms_of(text: str) -> Forms:
    """The words and signs of *text* in lower case, each word whole.

    >>> forms_of("US-Dollar")
    ('us', '-', 'dollar')
    """
    return tuple(_lower(token.form) for token in whole_words(tokenize(text)))


def given(words: Mapping[str, Sequence[str]]) -> dict[Forms, Forms]:
    """The phrases of a table that has them by what they are in English."""
    return {forms_of(phrase): tuple(english.split()) for english, phrases in words.items() for phrase in phrases}


def by_first_word(phrases: Mapping[Forms, Forms]) -> Glossary:
    """The glossary of *phrases*."""
    found: Glossary = {}
    for forms, english in sorted(phrases.items(), key=lambda entry: (-len(entry[0]), entry[0])):
        found.setdefault(forms[0], []).append((forms, english))
    return found


def match(glossary: Glossary, tokens: Sequence[Token], at: int, *, endings: bool = False) -> tuple[Forms, int] | None:
    """What the longest phrase of *glossary* at *at* is in English, and where it ends; None where none begins there.

    With *endings* a single word may grow at its end: "forintot" is "forint".
    """
    if not 0 <= at < len(tokens) or tokens[at].kind != "word":
        return None
    word = tokens[at].lower
    for forms, english in glossary.get(word, ()):
        end = at + len(forms)
        if len(forms) == 1 or tuple(token.lower for token in tokens[at:end]) == forms:
            return english, end
    if endings:
        for cut in range(1, min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM) + 1):
            for forms, english in glossary.get(word[:-cut], ()):
                if len(forms) == 1:
                    return english, at + 1
    return None


def put(english: Forms, tokens: Sequence[Token], start: int, end: int) -> Iterator[Token]:
    """*english* in place of *tokens* from *start* to *end*, word for word; the last has what is left.

    The figures of "Q3" are a token of their own, without width.
    """
    for number, form in enumerate(english):
        at = min(start + number, end - 1)
        until = end - 1 if number == len(english) - 1 else at
        kind = "figures" if form.isdecimal() else "sign" if form == "-" else "word"
        word = form.rstrip("0123456789") or form
        yield Token(word, word.lower(), kind, tokens[at].start, tokens[until].end)
        if word != form:
            figures = form[len(word) :]
            yield Token(figures, figures, "figures", tokens[until].end, tokens[until].end)


def whole_words(tokens: Iterable[Token]) -> Iterator[Token]:
    """*tokens*, words with combining marks in one piece each: "करोड़"."""
    parts: list[Token] = []
    for token in tokens:
        joined = parts and token.start == parts[-1].end and (_is_mark(token.form) or _is_mark(parts[-1].form[-1]))
        if parts and not joined:
            yield _joined(parts)
            parts.clear()
        parts.append(token)
    if parts:
        yield _joined(parts)


def _joined(parts: Sequence[Token]) -> Token:
    if len(parts) == 1:
        return parts[0]
    form = "".join(part.form for part in parts)
    return Token(form, _lower(form), "word", parts[0].start, parts[-1].end)


def _is_mark(form: str) -> bool:
    return not form.isascii() and unicodedata.category(form[0]) in {"Mn", "Mc"}


def _lower(form: str) -> str:
    return unicodedata.normalize("NFC", form).lower()
