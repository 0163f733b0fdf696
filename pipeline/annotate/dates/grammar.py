"""The grammar of time expressions: its parts put together, and the order in which they are tried."""

from collections.abc import Iterator

from pipeline.annotate.dates.amounts import AmountReader
from pipeline.annotate.dates.atoms import Read, read_month, read_weekday, read_year, skip
from pipeline.annotate.dates.calendar import Grain
from pipeline.annotate.dates.clock import read_clock, shift_half
from pipeline.annotate.dates.fiscal import read_double_year, read_fiscal_part, read_fiscal_year
from pipeline.annotate.dates.meaning import (
    Clocked,
    Found,
    Literally,
    Meaning,
    Offset,
    Recurring,
    Step,
)
from pipeline.annotate.dates.periods import PeriodReader
from pipeline.annotate.dates.ranges import RangeReader
from pipeline.annotate.dates.recurring import read_holiday
from pipeline.annotate.dates.sets import read_set
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.triggers import NUMBER_WORDS, starts
from pipeline.annotate.dates.words import (
    AFTER_DAYS,
    APPROXIMATIONS,
    DATE_APPROXIMATIONS,
    DAY_PARTS,
    LEAD,
    NEAR_NIGHTS,
    PART_NOUNS,
    PART_PHRASES,
    PARTS,
    REPORTED,
    TENSE,
    TRAPS,
    UNITS,
    VAGUE,
    ZONES,
)
from pipeline.record.types import TimexMod

_LONGEST_PHRASE = 8
_WILL = TENSE["future"] | TENSE["modal"]
_ENDING: dict[str, Grain] = {"year": "year", "quarter": "quarter", "month": "month"}  # "by year-end"


class Grammar:
    """Finds the time expressions of one text. `month_first`: 06/07/2018 is June 7."""

    def __init__(self, tokens: Tokens, *, month_first: bool) -> None:
        self.t = tokens
        self.periods = PeriodReader(tokens, month_first=month_first)
        self.amounts = AmountReader(tokens, self.periods)
        self.ranges = RangeReader(tokens, self.read_one)

    def find_all(self) -> Iterator[Found]:
        """Every expression, from left to right, none overlapping another."""
        end = 0
        for at in starts(self.t):
            if at < end:
                continue
            if trap := self._trap_end(at):
                end = trap
                continue
            found = self._read_numbered(at)
            if not found and (one := self.read_one(at)):
                found = self.ranges.read_on(one)
            yield from found
            end = found[-1].end if found else at

    def _read_numbered(self, at: int) -> list[Found]:
        """A range or list whose first is a bare number, so that only what follows tells what it is: "13 to 15 July"."""
        number, ranges = skip(self.t, at, "the"), self.ranges
        if self.t[number].kind != "figures" and self.t.lower(number) not in NUMBER_WORDS:
            return []
        return (
            ranges.read_days_before_month(at)
            or ranges.read_quarters(at)
            or ranges.read_centuries(at)
            or ranges.read_hours_before_half(at)
        )

    def _trap_end(self, at: int) -> int | None:
        """The index after what only looks like a date; None where nothing such begins."""
        t = self.t
        trap = TRAPS.find(t.lowers[at : at + _LONGEST_PHRASE])
        return at + trap[1] if trap else None

    def read_one(self, at: int) -> Found | None:
        """The longest expression that begins at *at*; None where none does, or where it only looks like one."""
        if self._trap_end(at):
            return None
        candidates = (
            self._read_any_weekday(at),
            self._read_early_hours(at),
            self._read_one_day(at),
            self._read_amount(at),
            self._read_fiscal_year(at),
            self._read_when(at),
            read_set(self.t, at),
            self._read_vague(at),
        )
        return max((one for one in candidates if one), key=lambda one: one.end, default=None)

    def _read_amount(self, at: int) -> Found | None:
        """A length of time, with what qualifies it: "nearly two years", "up to two days"."""
        t = self.t
        approximation = APPROXIMATIONS.find(t.lowers[at : at + 3])
        if approximation is None:
            return self.amounts.read(at)
        mod, length = approximation
        found = self.amounts.read(at + length)
        if found is None or (found.mod and found.mod != "EQUAL_OR_MORE" and found.mod != "APPROX"):
            return self.amounts.read(at)
        if isinstance(found.meaning, Literally) or (isinstance(found.meaning, Offset) and self._is_comparison(at)):
            return None
        return Found(at, found.end, found.meaning, mod)

    def _is_comparison(self, at: int) -> bool:
        """Whether "more than" at *at* compares figures: "8% more than a year earlier"."""
        t = self.t
        return t.lower(at + 1) == "than" and (t[at - 1].kind == "figures" or t.lower(at - 1) in REPORTED["comparing"])

    def _read_vague(self, at: int) -> Found | None:
        t = self.t
        vague = VAGUE.find(t.lowers[at : at + 5])
        if vague is None:
            return None
        value, length = vague
        after = t[at + length]
        adjective = t.lower(at) == "the" and t.lower(at + length - 1) in {"past", "present", "future"}
        if adjective and after.kind == "word" and after.lower not in LEAD["after_vague"]:
            return None  # "the past president", "the future king"
        if t.lower(at + length) == "-" or (t.lower(at) == "soon" and self._is_soon_after(at)):
            return None  # "soon-to-be"
        if "most" in (t.lower(at), t.lower(at - 1)) and self.periods.read(skip(t, at + length, "in", "on")):
            return None  # "most recently last May"
        return Found(at, at + length, Literally("DATE", value))

    def _is_soon_after(self, at: int) -> bool:
        """Whether "soon" counts from what is told of, not from now: "soon after the vote", "they were soon freed"."""
        t = self.t
        before, after = t.lower(at - 1), t.lower(at + 1)
        done = after in TENSE["past"] or (after.endswith("ed") and after not in TENSE["not_past"])
        return (
            after in LEAD["after_soon"] or before in {"was", "were", "had"} or (done and before not in TENSE["leading"])
        )

    def _read_one_day(self, at: int) -> Found | None:
        """As in "it will one day be sold", "one day last week": a day that is not told."""
        t = self.t
        if t.lower(at) != "one" or t.lower(at + 1) != "day":
            return None
        if t.lower(at - 1) in _WILL or any(t[n].form in _WILL for n in (at + 2, at + 3)):
            return Found(at, at + 2, Literally("DATE", "FUTURE_REF"))
        period = self.periods.read(skip(t, at + 2, "in"))
        return Found(at, period.end, period.value) if period and period.value.grain in {"week", "month"} else None

    def _read_any_weekday(self, at: int) -> Found | None:
        """As in "on a Sunday afternoon", "One Friday in June": a weekday that is not told; not "a Friday deadline"."""
        t = self.t
        untold = t[at - 1].form == "One" or (t.lower(at - 1) == "a" and t.lower(at - 2) == "on")
        weekday = read_weekday(t, at) if untold else None
        if weekday is None:
            return None
        part = DAY_PARTS.get(t.lower(weekday.end), "")
        end = weekday.end + bool(part)
        if t[end].kind == "word" and t.lower(end) not in AFTER_DAYS:
            return None
        return Found(at, end, Literally("TIME" if part else "DATE", f"XXXX-WXX-{weekday.value}{part}"))

    def _read_early_hours(self, at: int) -> Found | None:
        """As in "the early hours of Sunday", "the small hours of this morning", "in the early hours"."""
        t = self.t
        if t.lower(at) != "the" or t.lower(at + 1) not in {"early", "small", "wee"} or t.lower(at + 2) != "hours":
            return None
        after = skip(t, at + 3, "of", "on")
        if part := self._read_part_of_day(after):
            return Found(at, part.end, part.value, "START")
        day = self.periods.read(after)
        if day and day.value.grain == "day":
            return Found(at, day.end + (t.lower(day.end) == "morning"), Clocked(day.value, "TMO"), "START")
        end = skip(t, at + 3, "of", "the", "morning")
        alone = end == at + 3 or t.lower(end - 1) == "morning"
        return Found(at, end, Clocked(None, "TMO"), "START") if alone else None

    def _read_fiscal_year(self, at: int) -> Found | None:
        """As in "fiscal 2019", "the second quarter of FY19", "the end of the current fiscal year", "2022-23"."""
        mod, start = self._read_part(at)
        year = (
            read_fiscal_part(self.t, start)
            or read_fiscal_year(self.t, start, self.periods.read)
            or read_double_year(self.t, start)
        )
        return Found(at, year.end, year.value, mod) if year else None

    def _read_when(self, at: int) -> Found | None:
        """A period or a time of day, with what qualifies it: "early on Tuesday", "10 p.m. Wednesday", "mid-June"."""
        t = self.t
        mod, start = self._read_part(at)
        if t.lower(start) in NEAR_NIGHTS:
            return Found(at, start + 1, Clocked(Step("day", NEAR_NIGHTS[t.lower(start)]), "TNI"), mod)
        if clocked := self._read_clock_first(start):
            return Found(at, clocked.end, clocked.value, mod)
        if part := self._read_part_of_day(start):
            return Found(at, part.end, part.value, mod)
        period = self.periods.read_outer(start, 2) if mod and t.lower(start - 1) == "of" else self.periods.read(start)
        if period is None and mod and t.lower(start) == "the" and t.lower(start - 1) in {"in", "of"}:
            period = self.periods.read_outer(start, 2)
        if period is None or (
            mod
            and start == at + 1
            and t.lower(at) in {"earlier", "later"}
            and not isinstance(period.value, Step | Recurring)
        ):
            return self._read_half_of(at)
        clocked = self._read_clock_after(period)
        if clocked:
            return Found(at, clocked.end, clocked.value, mod)
        if half := self._read_half_of(at):
            return half
        ends = t.lower(period.end) == "-" and t.lower(period.end + 1) == "end" and t.glued(period.end)
        if ends and mod is None and period.value.grain in {"month", "year"}:
            return Found(at, period.end + 2, period.value, "END")  # "by March-end"
        return Found(at, period.end, period.value, mod)

    def _read_part(self, at: int) -> tuple[TimexMod | None, int]:
        """What part of a period is meant, and where the period begins: "early", "mid-", "the end of", "late on"."""
        t = self.t
        if phrase := PART_PHRASES.find(t.lowers[at : at + 2]):
            return phrase[0], at + phrase[1]
        word = t.lower(at)
        if word in DATE_APPROXIMATIONS and (
            t[at + 1].kind == "figures" or t[at + 1].form[:1].isupper() or t.lower(at + 1) == "year"
        ):
            return DATE_APPROXIMATIONS[word], at + 1
        if word in {"post", "pre"} and t.lower(at + 1) == "-" and t[at + 2].kind == "figures":
            return ("AFTER" if word == "post" else "BEFORE"), at + 2
        if word == "end" and t.lower(at + 1) == "-" and t.glued(at + 1) and t.glued(at + 2):
            return "END", at + 2  # "at end-June"
        if word == "end" and t.lower(at - 1) in LEAD["before_end"] and (read_month(t, at + 1) or read_year(t, at + 1)):
            return "END", at + 1  # "by end March"
        article = skip(t, at, "the", "very")
        if t.lower(article) in PARTS and not read_holiday(t, article):  # "the Mid-Autumn Festival"
            after = article + 1
            after += t.lower(after) == "-" and t.glued(after)
            linked = skip(t, after, "in", "on")
            return PARTS[t.lower(article)], linked
        if t.lower(article) in PART_NOUNS and t.lower(article + 1) == "of":
            return PART_NOUNS[t.lower(article)], article + 2
        return None, at

    def _read_half_of(self, at: int) -> Found | None:
        """As in "the first half of June", "year-end", "mid-year": a part, not a cell of its own."""
        t = self.t
        unit_at = skip(t, at, "the") if t.lower(at + 2) == "'" else at  # "by the year's end"
        if (grain := _ENDING.get(t.lower(unit_at))) and t.lower(unit_at + 1) in {"end", "-", "'"}:
            end = skip(t, unit_at + 1, "-", "'", "s", "end")
            if t.lower(end - 1) == "end":
                return Found(at, end, Step(grain, 0), "END")
        middle = skip(t, at, "mid", "-")
        if middle == at + 2 and t.lower(middle) in {"century", "decade"} and t.lower(at - 1) in LEAD["before_end"]:
            return Found(at, middle + 1, Step(UNITS[t.lower(middle)].grain or "century", 0), "MID")  # "by mid-century"
        if t.lower(at) == "midyear" or (middle == at + 2 and t.lower(middle) == "year" and t.glued(middle)):
            return Found(at, max(middle, at) + 1, Step("year", 0), "MID")
        start = skip(t, at, "the")
        mod: TimexMod
        if t.lower(start) == "first":
            mod = "START"
        elif t.lower(start) in {"second", "last", "latter"}:
            mod = "END"
        else:
            return None
        if t.lower(start + 1) not in {"half", "part"} or t.lower(start + 2) != "of":
            return None
        outer = self.periods.read_outer(start + 3, 2)
        if outer is None or (outer.value.grain == "year" and t.lower(start + 1) == "half"):
            return None
        return Found(at, outer.end, outer.value, mod)

    def _read_clock_first(self, at: int) -> Read[Clocked] | None:
        """As in "10 p.m. Wednesday", "noon on June 14", "8:00am"."""
        t = self.t
        clock = read_clock(t, at, dated=False) or read_clock(t, at, dated=True)
        if clock is None:
            return None
        sure = read_clock(t, at, dated=False)
        after = skip(t, self._skip_other_zone(clock.end), ",", "on")
        day = self.periods.read(after)
        if day and day.value.grain == "day":
            part = DAY_PARTS.get(t.lower(day.end), "")
            return Read(Clocked(day.value, shift_half(clock.value, part)), day.end + bool(part))
        if t.lower(after) in NEAR_NIGHTS:  # "10pm tonight"
            night = Step("day", NEAR_NIGHTS[t.lower(after)])
            return Read(Clocked(night, shift_half(clock.value, "TNI")), after + 1)
        part_of_day = self._read_part_of_day(after)
        if part_of_day:
            return Read(
                Clocked(part_of_day.value.day, shift_half(clock.value, part_of_day.value.time)), part_of_day.end
            )
        return Read(Clocked(None, clock.value), sure.end) if sure else None

    def _skip_other_zone(self, at: int) -> int:
        """The index after the same time in another zone: "10:35 a.m. (0735 GMT) Friday"."""
        t = self.t
        if t.lower(at) != "(":
            return at
        closing = next((n for n in range(at + 1, at + 8) if t.lower(n) == ")"), None)
        zoned = closing and t[at + 1].kind == "figures" and any(t.lower(n) in ZONES for n in range(at + 2, closing))
        return closing + 1 if closing and zoned else at

    def _read_part_of_day(self, at: int) -> Read[Clocked] | None:
        """As in "this morning", "last night", "the next morning", "the morning of June 5"."""
        t = self.t
        start = skip(t, at, "the")
        if t.lower(start) in DAY_PARTS and t.lower(start + 1) == "of":
            day = self.periods.read(start + 2)
            return (
                Read(Clocked(day.value, DAY_PARTS[t.lower(start)]), day.end)
                if day and day.value.grain == "day"
                else None
            )
        part = DAY_PARTS.get(t.lower(start + 1))
        if part is None:
            return None
        word = t.lower(start)
        if word in {"this", "last", "next", "following", "previous", "same", "that"} and not (
            word == "last" and part != "TNI"
        ):
            count = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(word, 0)
            return Read(Clocked(Step("day", count, word not in {"this", "last"}), part), start + 2)
        return None

    def _read_clock_after(self, period: Read[Meaning]) -> Read[Clocked] | None:
        """As in "Friday night", "tomorrow 8:00am", "Tuesday in the morning", "Monday at noon"."""
        t, at = self.t, period.end
        if period.value.grain != "day":
            return None
        if t.lower(at) in {"am", "pm"}:
            return Read(Clocked(period.value, "TMO" if t.lower(at) == "am" else "TAF"), at + 1)
        part_at = skip(t, at, "in", "the") if t.lower(at) == "in" else at
        if part := DAY_PARTS.get(t.lower(part_at)):
            if t.lower(part_at) in {"night", "morning", "evening", "afternoon", "midday", "lunchtime"}:
                clock = read_clock(t, skip(t, part_at + 1, "at"), dated=True)
                return (
                    Read(Clocked(period.value, shift_half(clock.value, part)), clock.end)
                    if clock
                    else Read(Clocked(period.value, part), part_at + 1)
                )
            return None
        clock_at = (
            skip(t, at, ",", "at", "around", "by", "for") if t.lower(at) in {",", "at", "around", "by", "for"} else at
        )
        clock = read_clock(t, clock_at, dated=t.lower(clock_at - 1) == "at" or clock_at == at)
        return Read(Clocked(period.value, clock.value), clock.end) if clock else None
