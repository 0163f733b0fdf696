"""Lengths of time and what is built on them: "nearly two years", "18-month", "two weeks ago", "every Tuesday"."""

from collections.abc import Iterable
from decimal import Decimal

from pipeline.annotate.dates.atoms import DASHES, Read, read_figures_year, skip
from pipeline.annotate.dates.calendar import Grain
from pipeline.annotate.dates.fields import Half
from pipeline.annotate.dates.fiscal import read_fiscal_year
from pipeline.annotate.dates.meaning import (
    Amount,
    Beside,
    Duration,
    Ended,
    Found,
    Inside,
    Literally,
    Meaning,
    Offset,
    Recurring,
    Step,
)
from pipeline.annotate.dates.periods import PeriodReader
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import (
    AMOUNT_WORDS,
    APPROXIMATIONS,
    APPROXIMATIONS_AFTER,
    ENDED,
    LEAD,
    NEAR_DAYS,
    OFFSETS,
    PLURALS,
    REPORTED,
    TENSE,
    UNITS,
    VAGUE_SPANS,
    WEEKDAYS,
    Unit,
)
from pipeline.annotate.numbers import SCALES, read_number
from pipeline.record.types import TimexMod

_ONE, _TWO = Decimal(1), Decimal(2)
_RECORD_REACH = 8
"""Words before "in two years" in which "the biggest", "for the first time" make it the years that it was so in."""

_CLOSED: dict[tuple[Decimal, str], Grain] = {
    (Decimal(3), "month"): "quarter", (Decimal(13), "week"): "quarter",
    (Decimal(6), "month"): "half", (Decimal(26), "week"): "half",
}  # fmt: skip
_COMPARED_REACH = 6  # words
_AND_A_HALF = ("-", "and", "-", "a", "-", "half")


class AmountReader:
    """Reads lengths of time off one text, and what is built on them."""

    def __init__(self, tokens: Tokens, periods: PeriodReader) -> None:
        self.t = tokens
        self.periods = periods

    def read(self, at: int) -> Found | None:
        """The duration or the day so far away that begins at *at*."""
        t = self.t
        scope = self._skip_scope(at)
        counted = self._read_counted(scope, scoped=scope > at)
        plural = None if counted else self._read_plural(scope, at)
        single = None if counted or plural else self._read_single(at)
        read = counted or plural or single
        if read is None:
            return None
        amount, mod, end = read
        if _is_age(t, end) or (t.lower(end - 2) == "-" and scope == at + 1 and t.lower(at) == "the"):
            return None  # in "the five-year plan" the article is the plan's
        if t.lower(end) == "of" and scope > at and t.lower(scope - 1) in {"first", "last", "final"}:
            outer = self.periods.read_outer(end + 1, 2)
            if outer and outer.value.grain == "year" and amount == ((_TWO, UNITS["quarters"]),):
                half = Half(1 if t.lower(scope - 1) == "first" else 2)
                return Found(at, outer.end, Inside(half, outer.value), mod)
            fiscal = None if outer else read_fiscal_year(t, end + 1, self.periods.read)
            end = outer.end if outer else fiscal.end if fiscal else end
        if tail := APPROXIMATIONS_AFTER.find(t.lowers[end : end + 2]):
            mod, end = mod or tail[0], end + tail[1]
        if vague := self._read_vague_span(at, scope, amount, end):
            return vague
        if scope == at and (offset := self._read_offset(at, end, amount, mod)):
            return offset
        if plural and scope == at and not self._is_led(at, end):
            return None
        if self._is_rate(at):
            return None
        if t.lower(end) == "ahead" and t.lower(end + 1) != "of":
            end += 1
        if t.lower(end) == "-" and t.glued(end) and t.lower(end + 1) == "long":
            end += 2
        ahead = scope == at and self._tells_day(at, end, amount)
        return Found(at, end, Duration(amount, ahead, None if mod else self._read_closed(end, amount)), mod)

    def _read_closed(self, end: int, amount: Amount) -> Ended | None:
        """The quarter or half that "three months", "26 weeks" are, where the day they ended on follows."""
        number, unit = amount[0]
        grain = _CLOSED.get((number, unit.name)) if number is not None and len(amount) == 1 else None
        if grain is None or self.t.lower(end) not in ENDED:
            return None
        date = self.periods.read(skip(self.t, end + 1, "on", "the", "end", "of"))
        return Ended(grain, date.value) if date and date.value.grain in {"day", "month"} else None

    def _tells_day(self, at: int, end: int, amount: Amount) -> bool:
        """Whether "in two weeks" may be the day that comes then: "due in two weeks", not "the best in two weeks"."""
        t = self.t
        approximation = APPROXIMATIONS.find(t.lowers[at - 1 : at])
        before = at - 2 if approximation and approximation[0] == "APPROX" else at - 1
        if t.lower(before) != "in" or t.lower(end) == "of" or any(v is None or u.clock for v, u in amount):
            return False
        near = range(max(t.sentence(at)[0], before - _RECORD_REACH), before)
        return not any(t.lower(n) in AMOUNT_WORDS["records"] or t.lower(n).endswith("est") for n in near)

    def _skip_scope(self, at: int) -> int:
        """The index after "the past", "the first", "these last", "the"; *at* where none of them begins."""
        t = self.t
        end = skip(t, at, "the")
        if end == at and t.lower(at + 1) not in {"a", "an"}:  # "half of those a year earlier"
            end = skip(t, end, "these", "those")
        if t.lower(end) == "year" and t.lower(end + 1) == "-" and t.lower(end + 2) in REPORTED["ago"]:
            return end + 3  # "the year-ago nine months"
        if t.lower(end) == "last" and t.lower(end - 1) in TENSE["leading"] | {"not", "t"}:
            return end  # "it will not last 18 months"
        return end + 1 if t.lower(end) in AMOUNT_WORDS["scopes"] else end

    def _read_vague_span(self, at: int, scope: int, amount: Amount, end: int) -> Found | None:
        """As in "recent weeks", "the coming months": a time, not its length; None where a number gives the length."""
        word = self.t.lower(scope - 1)
        ref = VAGUE_SPANS.get(word) if scope > at else None
        if word == "past" and scope == at + 1:
            ref = "PAST_REF"  # "in past years", but "over the past years"
        return Found(at, end, Literally("DATE", ref)) if ref and amount[0][0] is None else None

    def _read_counted(self, at: int, *, scoped: bool) -> tuple[Amount, TimexMod | None, int] | None:
        """As in "two years", "18-month", "a few days", "10 to 15 minutes", "an hour and a half"."""
        t = self.t
        number = self._read_quantity(at)
        if number is None:
            return None
        value, mod, end = number
        if value is not None and (second := self._read_second(end, between=t.lower(at - 1) == "between")):
            end, mod = second, "EQUAL_OR_MORE"
        hyphen = t.lower(end) == "-" and t.glued(end) and t.glued(end + 1)
        end += hyphen
        if t.lower(end) in AMOUNT_WORDS["between"]:
            end += 1 + (t.lower(end + 1) in AMOUNT_WORDS["between"])
        elif t.lower(end) in AMOUNT_WORDS["between_plurals"] and t.lower(end + 1) in PLURALS:
            end += 1
        unit = UNITS.get(t.lower(end))
        if unit is None:
            if not (t[end].form == "h" and t.glued(end) and t[at].kind == "figures"):
                return None
            unit = UNITS["hour"]
        if not self._fits(at, end, value, unit, hyphen=hyphen) or self._is_named(end):
            return None
        if unit.name == "quarter" and value is not None and not (scoped or t.lower(end - 1) in AMOUNT_WORDS["between"]):
            shares = value == 3 and t.lower(at - 1) not in AMOUNT_WORDS["before_plurals"]
            if shares or t.lower(end + 1) == "of":
                return None  # "three quarters of voters"
        amount: Amount = ((value, unit),)
        end += 1
        if t.lower(end) == "and" and t.lower(end + 1) == "a" and t.lower(end + 2) == "half" and value is not None:
            return ((value + Decimal("0.5"), unit),), mod, end + 3
        while smaller := self._read_smaller(end, unit) if value is not None else None:
            amount, unit, end = (*amount, smaller.value), smaller.value[1], smaller.end
        return amount, mod, end

    def _read_smaller(self, at: int, unit: Unit) -> Read[tuple[Decimal, Unit]] | None:
        """As in the rest of "two years, three months and five days": so much of a unit smaller than *unit*."""
        t = self.t
        joint = skip(t, at, ",", "and")
        number = read_number(t.all, joint) if unit.grain is None or joint > at else None
        smaller = UNITS.get(t.lower(number.end)) if number else None
        if number is None or smaller is None or _rank(smaller) >= _rank(unit) or smaller.name == "quarter":
            return None
        return None if t.lower(number.end + 1) in OFFSETS else Read((number.value, smaller), number.end + 1)

    def _read_quantity(self, at: int) -> tuple[Decimal | None, TimexMod | None, int] | None:
        """A number, "a", or a vague quantity (None): "a couple of" is about two."""
        t = self.t
        if t.lower(at) in {"a", "an"}:
            after = at + 1
            if t.lower(after) == "couple":
                return Decimal(2), "APPROX", skip(t, after + 1, "of")
            if t.lower(after) in {"few", "handful"}:
                return None, None, skip(t, after + 1, "of")
            if t.lower(after) in {"matter", "number"} and t.lower(after + 1) == "of":
                return None, None, after + 2
            if number := read_number(t.all, at):
                return number.value, None, number.end
            if t.lower(after) == "half" and t.lower(after + 1) in UNITS:
                return Decimal("0.5"), None, after + 1
            return _ONE, None, after
        if t.lower(at) == "half" and t.lower(at + 1) in {"a", "an"} and t.lower(at + 2) in UNITS:
            return Decimal("0.5"), None, at + 2
        if t.lower(at) == "couple":
            return Decimal(2), "APPROX", skip(t, at + 1, "of")
        if t.lower(at) in {"quarters", "halves"}:
            return None  # no fractions here: "recent quarters"
        if t.lower(at) in AMOUNT_WORDS["vague"]:
            return None, None, at + 1
        if t.lower(at) in {"dozens", "hundreds", "thousands", "millions", "billions"}:
            return (None, None, at + 2) if t.lower(at + 1) == "of" else None
        if t.glued(at) and (t[at - 1].kind == "word" or t.lower(at - 1) in {"$", "/", ".", "£", "€"}):
            return None
        if t[at - 1].kind == "figures" and t.lower(at) in SCALES:
            return None  # "3 million and nine-month profit"
        number = read_number(t.all, at)
        if number is None:
            return None
        if t.lower(number.end - 1) == "quarters":  # "two quarters" is no half here
            return number.value * 4, None, number.end - 1
        if t.lower(number.end) == "and" and t.lower(number.end + 1) == "half":
            return number.value + Decimal("0.5"), None, number.end + 2
        if tuple(t.lowers[number.end : number.end + 6]) == _AND_A_HALF:
            return number.value + Decimal("0.5"), None, number.end + 6
        return number.value, None, number.end

    def _read_second(self, at: int, *, between: bool) -> int | None:
        """The index after the second number of "10 to 15", "one- to three-year"; None where there is none."""
        t = self.t
        at += t.lower(at) == "-" and t.lower(at + 1) in AMOUNT_WORDS["joints"]
        if (
            not (between and t.lower(at) == "and")
            and t.lower(at) not in AMOUNT_WORDS["joints"]
            and t.lower(at) not in DASHES
        ):
            return None
        after = skip(t, at + 1, "as", "many", "as")
        number = read_number(t.all, after)
        if number is None or t.lower(after) in {"a", "an"}:
            return None
        unit_at = number.end + 1 if t.lower(number.end) == "-" else number.end
        return number.end if t.lower(unit_at) in UNITS or t.lower(unit_at) in AMOUNT_WORDS["between"] else None

    def _fits(self, at: int, unit_at: int, value: Decimal | None, unit: Unit, *, hyphen: bool) -> bool:
        """Whether number and unit go together, so that it is no "second place", "one second-half goal", "half time"."""
        t = self.t
        word = t.lower(unit_at)
        article = t.lower(at) in {"a", "an"}
        if unit.name in AMOUNT_WORDS["endless"] and article and not word.endswith("s"):
            return unit.name == "minute" and t.lower(unit_at + 1) != "-"
        if unit.name == "half" or (article and value == 1 and word.endswith("s")):
            return False
        if unit.name == "second" and word in {"sec", "second"}:
            return hyphen or value == 1 or word == "sec"
        if unit.name == "quarter" and not word.endswith("s"):
            return False
        if value is None and not word.endswith("s") and not hyphen:
            return False
        if not word.endswith("s") and not hyphen and read_figures_year(t, at):
            return False  # "the 2016-17 school year"
        if unit.name in {"weekend", "day"} and t.lower(unit_at + 1) == "'" and article:
            return False
        return not (article and t.lower(unit_at + 1) == "-" and t.lower(unit_at + 2) != "long")

    def _is_named(self, unit_at: int) -> bool:
        """Whether the unit's capital, in a sentence that is no headline, makes it part of a name: "28 Days Later"."""
        t = self.t
        return t[unit_at].form.istitle() and not t.is_headline(unit_at)

    def _read_plural(self, at: int, start: int) -> tuple[Amount, TimexMod | None, int] | None:
        """As in "weeks", "recent months", "the coming years": units without a number."""
        t = self.t
        unit = UNITS.get(t.lower(at))
        if unit is None or t.lower(at) not in PLURALS or (unit.name in {"second", "half", "quarter"} and at == start):
            long = unit is not None and t.lower(at + 1) == "-" and t.lower(at + 2) == "long" and at == start
            return (((_ONE, unit),), None, at + 1) if long and unit else None
        if at > start and t.lower(at - 1) not in AMOUNT_WORDS["scopes_of_plurals"] | VAGUE_SPANS.keys():
            told = t.lower(at - 1) == "the" and (
                t.lower(start - 1) in AMOUNT_WORDS["through"]
                or (t.lower(start - 1) in LEAD["prepositions"] and t.lower(at + 1) in AMOUNT_WORDS["beside_plurals"])
            )
            return (((None, unit),), None, at + 1) if told or t.lower(at + 1) == "ahead" else None
        end = at + 1
        if t.lower(end) in {"and", "or"} and t.lower(end + 1) in PLURALS:
            end += 2
        return ((None, unit),), None, end

    def _read_single(self, at: int) -> tuple[Amount, TimexMod | None, int] | None:
        """As in "over the past year": one unit, after a preposition of duration."""
        t = self.t
        start = skip(t, at, "the")
        if start == at or t.lower(start) not in {"past", "last", "next", "coming"}:
            return None
        # "the best song of the past year", "over the course of the next decade"
        of_past = t.lower(at - 1) == "of" and (t.lower(start) == "past" or t.lower(at - 2) == "course")
        if t.lower(at - 1) not in {"over", "for", "in", "during", "within"} and not of_past:
            return None
        unit = UNITS.get(t.lower(start + 1))
        if unit is None or t.lower(start + 1) != unit.name or unit.name in {"second", "half", "quarter"}:
            return None
        return ((_ONE, unit),), None, start + 2

    def _is_rate(self, at: int) -> bool:
        """Whether "a week" says how often: "$5 a week", "700 seats a week"."""
        t = self.t
        if t.lower(at) not in {"a", "an"} or t.lower(at - 1) in LEAD["prepositions"]:
            return False
        bracketed = t.lower(at - 1) == ")"  # "€240m (£206m) a year"
        if t.lower(at - 1) == "%":
            return True  # "rises of 5% a year"
        if t[at - 1].kind == "sign" and not bracketed:
            return t.glued(at) and t.lower(at - 1) == "-"  # "$10-a-month"
        return any(
            t[n].kind == "figures" or read_number(t.all, n) for n in range(max(at - (4 if bracketed else 3), 0), at)
        )

    def _is_led(self, at: int, end: int) -> bool:
        """Whether a plural without a number ("weeks") is a length of time there."""
        t = self.t
        long = t.lower(end) == "-" and t.lower(end + 1) == "long"
        return long or (
            t.lower(at - 1) in AMOUNT_WORDS["before_plurals"] - {"of"}
            and (t.lower(end) != "of" or t.lower(at - 1) in AMOUNT_WORDS["before_plurals_of"])
        )

    def _read_offset(self, at: int, end: int, amount: Amount, mod: TimexMod | None) -> Found | None:
        """As in "two weeks ago", "a year earlier", "three days from today", "2 weeks before Christmas"."""
        t = self.t
        word = t.lower(end)
        if word == "-" and t.lower(end + 1) in {"ago", "earlier"}:
            word, end = t.lower(end + 1), end + 1
        if word == "from":
            if t.lower(end + 1) == "now":
                return Found(at, end + 2, Offset(amount, 1), mod)
            return None if self._lasts(at) else self._read_from(at, end + 1, amount, 1, mod, ahead=True)
        sign = OFFSETS.get(word)
        if sign is None:
            return None
        if any(value is None for value, _ in amount):
            ref = "PAST_REF" if word == "ago" else None
            return Found(at, end + 1, Literally("DATE", ref)) if ref else None
        compared = self._is_compared(at)
        if word == "ago" and (exact := self._read_day_then(at, end + 1, amount, mod)):
            return exact
        if word == "ago":
            return Found(at, end + 1, Offset(amount, sign, compared=compared), mod)
        if word == "hence":
            return Found(at, end + 1, Offset(amount, sign), mod)
        if word in {"before", "after"}:
            if any(t.lower(n) in AMOUNT_WORDS["workdays"] for n in range(at, end)):
                return None  # "eight trading days after June 5": which days are worked on is not known
            return self._read_from(at, end + 1, amount, sign, mod)
        if word == "later" and t.lower(end + 1) == "this":
            return None
        return Found(at, end + 1, Offset(amount, sign, narrative=True, compared=compared), mod)

    def _lasts(self, at: int) -> bool:
        """Whether "for" makes the amount at *at* a length, also before "from": "for up to six weeks from May 3"."""
        t = self.t
        return any(
            t.lower(n - 1) == "for" and (n == at or APPROXIMATIONS.find(t.lowers[n:at])) for n in range(at - 2, at + 1)
        )

    def _read_day_then(self, at: int, day_at: int, amount: Amount, mod: TimexMod | None) -> Found | None:
        """As in "a year ago today", "a week ago Monday", "ten years ago this month": so long before that."""
        t = self.t
        if any(value is None or unit.clock for value, unit in amount):
            return None
        if t.lower(day_at) == "this" and amount[0][1].name == "year":
            return self._read_from(at, day_at, amount, -1, mod, ("week", "month"))
        named = t.lower(day_at) in NEAR_DAYS or t.lower(day_at) in WEEKDAYS
        return self._read_from(at, day_at, amount, -1, mod) if named else None

    def _is_compared(self, at: int) -> bool:
        """Whether "a year ago" at *at* is held against now: "8% more than a year ago", "that of a year ago"."""
        t = self.t
        if t.lower(at - 1) == "of":
            return t.lower(at - 2) in {"that", "those"}
        near = range(at - _COMPARED_REACH, at)
        return t.lower(at - 1) in REPORTED["comparing"] and any(
            t[n].kind == "figures" or t.lower(n) in {"than", "compared"} for n in near
        )

    def _read_from(
        self,
        at: int,
        base_at: int,
        amount: Amount,
        sign: int,
        mod: TimexMod | None,
        grains: Iterable[Grain] = ("day",),
        *,
        ahead: bool = False,
    ) -> Found | None:
        """So long before or after the day at *base_at*: where *ahead*, and it is bare, after the next such day."""
        base = self.periods.read(base_at)
        if base is None or base.value.grain not in grains or any(value is None for value, _ in amount):
            return None
        day: Meaning = base.value
        if ahead and isinstance(day, Recurring) and day.step is None:
            day = Beside(day.field, after=Step("day", 0))
        return Found(at, base.end, Offset(amount, sign, day), mod)


def _is_age(t: Tokens, end: int) -> bool:
    """Whether "old" or "of age" follows: "34-year-old", "six months old"."""
    after = skip(t, end, "-", "-") if t.lower(end) == "-" else end
    return t.lower(after) in {"old", "olds"} or (t.lower(end) == "of" and t.lower(end + 1) == "age")


def _rank(unit: Unit) -> int:
    return list(dict.fromkeys(unit.name for unit in UNITS.values())).index(unit.name)
