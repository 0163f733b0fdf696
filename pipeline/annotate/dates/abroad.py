"""Dates of other languages, put into English where they stand: "am 12. Juni 2018" is read as "12 June 2018".

All other words of such a text are hidden from the grammar, which would take some of them for English ones ("am").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from pipeline.annotate.dates.words import HOLIDAYS
from pipeline.annotate.glossary import (
    Forms,
    Glossary,
    by_first_word,
    forms_of,
    given,
    locale_of,
    match,
    put,
    whole_words,
)
from pipeline.annotate.numbers import HYPHENS, Token
from pipeline.data import load_table

HIDDEN = "\0"
"""What a word that is not put into English becomes, in lower case."""

_TABLE = load_table("dates_abroad")
_MONTHS: dict[int, str] = dict(Locale("en").months["format"]["wide"])
_DASHES = HYPHENS | frozenset("–—")
_DAY, _YEAR = re.compile(r"0?[1-9]|[12][0-9]|3[01]"), re.compile(r"[12][0-9]{3}")
_LONGEST_NAME = 8  # words of a named day
_SHORTEST_NAME = 3
"""Letters of a month's name: shorter ones are other words as well."""


@dataclass(frozen=True)
class Words:
    """What a language calls times; see data/dates_abroad.toml."""

    months: Glossary
    phrases: Glossary
    years: Glossary
    weak_years: Glossary
    links: tuple[Forms, ...]
    joints: frozenset[str]
    behind_years: frozenset[str]
    signs: tuple[tuple[str, ...], ...]
    clock: frozenset[str]
    capitals: bool
    endings: bool


def in_english(tokens: Sequence[Token], language: str) -> Sequence[Token]:
    """*tokens* of a text in *language*: its dates in English, each where it stands, all other words HIDDEN. As they are
    where CLDR does not know the language.

    >>> from pipeline.annotate.numbers import tokenize
    >>> [token.lower for token in in_english(tokenize("le 12 juin 2018, dit-il"), "fr")][1:5]
    ['12', 'june', '2018', ',']
    """
    words = _words_of(_TABLE["same_as"].get(language, language))
    return list(_Translator(list(whole_words(tokens)), words).all()) if words else tokens


class _Translator:
    """Puts the dates of one text into English."""

    def __init__(self, tokens: list[Token], words: Words) -> None:
        self.tokens = tokens
        self.words = words

    def all(self) -> Iterator[Token]:
        """Every token of the text."""
        at = 0
        while at < len(self.tokens):
            read = self._signed(at) or self._written(at) or self._phrase(at) or self._year(at) or self._holiday(at)
            if read:
                found, at = read
                yield from found
                joint = self._at(at)
                if joint and joint.lower in self.words.joints and at + 1 < len(self.tokens) and self._written(at + 1):
                    yield joint._replace(form="and", lower="and")  # the year of the second is the first's
                    at += 1
            else:
                token = self.tokens[at]
                yield token._replace(lower=HIDDEN) if token.kind == "word" and not self._is_clock(at) else token
                at += 1

    def _signed(self, at: int) -> tuple[list[Token], int] | None:
        """As in "2018年6月12日", "6월 12일", "2018年"."""
        values: list[str | None] = []
        place, last = at, None
        for signs in self.words.signs:
            token, sign = self._at(place), self._at(place + 1)
            named = (
                token and token.kind == "figures" and token.form.isdecimal() and sign and sign.form.startswith(signs)
            )
            values.append(token.form if named and token else None)
            if named:
                place, last = place + 2, sign
            elif any(values):
                break
        if last is None:
            return None
        year, month, day = (*values, None, None)[:3]
        if (month and not 1 <= int(month) <= len(_MONTHS)) or (year and not _YEAR.fullmatch(year)):
            return None
        if not year and not day:
            return None
        english = tuple(
            form for form in (month and _MONTHS[int(month)], day and str(int(day)), year) if form
        )  # "June 12 2018"
        rest = last._replace(form=last.form[1:], lower=HIDDEN, kind="sign", start=last.start + 1)  # it hangs on no year
        self.tokens[place - 1] = last._replace(form=last.form[0], lower=last.lower[0], end=last.start + 1)
        found = list(put(english, self.tokens, at, place))
        return ([*found, rest] if rest.form else found), place

    def _written(self, at: int) -> tuple[list[Token], int] | None:
        """As in "12. Juni 2018", "12. bis 14. Juni", "12 de junio de 2018", "juin 2018", "2018. június 12."."""
        token = self.tokens[at]
        if token.kind == "word":
            return self._of_month(at, at, ())
        if token.kind != "figures":
            return None
        if _YEAR.fullmatch(token.form) and (month := self._month(self._past_link(at + 1))):
            day = self._at(month[1])
            if day is None or not _DAY.fullmatch(day.form):
                return list(put((*month[0], token.form), self.tokens, at, month[1])), month[1]
            return list(put((day.form, *month[0], token.form), self.tokens, at, month[1] + 1)), month[1] + 1
        if not _DAY.fullmatch(token.form):
            return None
        after = self._past_link(at + 1)
        joint, second = self._at(after), self._at(after + 1)
        joined = joint and (joint.form in _DASHES or joint.lower in self.words.joints)
        if joined and joint and second and _DAY.fullmatch(second.form):
            last = self._of_month(after + 1, self._past_link(after + 2), (second.form,))
            to = joint if joint.form in _DASHES else joint._replace(form="to", lower="to")
            return ([token, to, *last[0]], last[1]) if last else None
        return self._of_month(at, after, (token.form,))

    def _of_month(self, start: int, at: int, day: Forms) -> tuple[list[Token], int] | None:
        """The date that begins at *start* with *day*, where a month is named at *at*; one without either day or year is
        none.
        """
        month = self._month(at)
        if month is None:
            return None
        name, end = month
        stop = self._at(end)
        if stop and stop.form == "." and stop.start == self.tokens[end - 1].end:  # "12. Sept. 2018"
            end += 1 if (year := self._at(end + 1)) and _YEAR.fullmatch(year.form) else 0
        place = self._past_link(end)
        if (year := self._at(place)) and _YEAR.fullmatch(year.form):
            return list(put((*day, *name, year.form), self.tokens, start, place + 1)), place + 1
        return (list(put((*day, *name), self.tokens, start, end)), end) if day else None

    def _month(self, at: int) -> tuple[Forms, int] | None:
        return match(self.words.months, self.tokens, at, endings=self.words.endings)

    def _phrase(self, at: int) -> tuple[list[Token], int] | None:
        """As in "gestern", "el año pasado", "im dritten Quartal 2018"."""
        found = match(self.words.phrases, self.tokens, at)
        if found is None:
            return None
        english, end = found
        place = self._past_link(end)
        led = match(self.words.years, self.tokens, place)
        place = led[1] if led else place
        year = self._at(place)
        if len(english) == 1 and english[0][0] in "QH" and year and _YEAR.fullmatch(year.form):
            return [*put(english, self.tokens, at, end), year], place + 1
        return list(put(english, self.tokens, at, end)), end

    def _year(self, at: int) -> tuple[list[Token], int] | None:
        """As in "im Jahr 2018", "(2018)"; four figures before a word may be a count, and are hidden."""
        for leads in (self.words.years, self.words.weak_years):
            led = match(leads, self.tokens, at)
            year = self._at(led[1]) if led else None
            if led and year and _YEAR.fullmatch(year.form):
                after = self._at(led[1] + 1)
                is_count = leads is self.words.weak_years and after and after.kind == "word" and _is_round(year.form)
                if not is_count or (after and after.lower in self.words.joints | self.words.behind_years):
                    return [*put(("in",), self.tokens, at, led[1]), year], led[1] + 1
        token, after = self.tokens[at], self._at(at + 1)
        if token.kind != "figures" or not _YEAR.fullmatch(token.form) or after is None or after.kind != "word":
            return None
        before = self.tokens[at - 1] if at else None
        if (
            before
            and before.kind == "sign"
            and before.end == token.start
            and at > 1
            and self.tokens[at - 2].kind == "figures"
        ):
            return None  # "06/07/2018"
        if self.words.capitals and after.form[0].islower() and after.start > token.end:
            return None
        if after.lower in self.words.behind_years:
            return [token], at + 1
        return [token._replace(kind="word", lower=HIDDEN)], at + 1

    def _holiday(self, at: int) -> tuple[list[Token], int] | None:
        """As in "Black Friday", which many languages call so too."""
        if not self.tokens[at].form[0].isupper():
            return None
        named = HOLIDAYS.find([token.lower for token in self.tokens[at : at + _LONGEST_NAME]])
        return (self.tokens[at : at + named[1]], at + named[1]) if named else None

    def _is_clock(self, at: int) -> bool:
        """Whether the word at *at* says which half of the day an hour is of: "8:00 p.m."."""
        if not at or self.tokens[at].lower not in self.words.clock:
            return False
        before = self.tokens[at - 1]
        return before.kind == "figures" or (before.form == "." and self.tokens[at - 2].lower in self.words.clock)

    def _past_link(self, at: int) -> int:
        """The index behind what stands between a day, a month and a year at *at*, if something does."""
        for forms in self.words.links:
            if tuple(token.lower for token in self.tokens[at : at + len(forms)]) == forms:
                return at + len(forms)
        return at

    def _at(self, at: int) -> Token | None:
        return self.tokens[at] if at < len(self.tokens) else None


def _is_round(year: str) -> bool:
    return int(year) % 50 == 0


@cache
def _words_of(language: str) -> Words | None:
    """The words of *language*; None for one that CLDR does not know."""
    locale = locale_of(language)
    if locale is None:
        return None
    table = _TABLE.get(language, {})
    months = {
        forms_of(name.rstrip(".")): (_MONTHS[number],)
        for widths in locale.months.values()
        for names in (widths["abbreviated"], widths["wide"])
        for number, name in names.items()
        if len(name.rstrip(".")) >= _SHORTEST_NAME and not name.isdecimal()
    }
    months |= {
        forms_of(name): (_MONTHS[int(number)],) for number, names in table.get("months", {}).items() for name in names
    }
    return Words(
        months={} if "signs" in table else by_first_word(months),
        phrases=by_first_word(given(table.get("phrases", {}))),
        years=by_first_word({forms_of(words): ("in",) for words in table.get("years", ())}),
        weak_years=by_first_word({forms_of(words): ("in",) for words in table.get("weak_years", ())}),
        links=tuple(map(forms_of, table.get("links", ()))),
        joints=frozenset(table.get("to", ())),
        behind_years=frozenset(table.get("behind_years", ())),
        clock=frozenset(table.get("clock", ())),
        signs=tuple(map(tuple, table.get("signs", ()))),
        capitals=table.get("capitals", False),
        endings=table.get("endings", False),
    )
