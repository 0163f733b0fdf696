"""From what the words say to a value: against the publication date, the tense, and the dates mentioned before."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.annotate.context import Context
from pipeline.annotate.dates.calendar import Cell, Grain, cell_around, closed_cell, day_cell, shift
from pipeline.annotate.dates.fields import Field, Holiday, Month, Weekday, Weekend
from pipeline.annotate.dates.holidays import nth_weekday
from pipeline.annotate.dates.meaning import (
    Amount,
    Around,
    Beside,
    Clocked,
    Duration,
    Ended,
    FiscalYear,
    Found,
    Inside,
    Known,
    Literally,
    Meaning,
    Nth,
    Offset,
    Recurring,
    Reported,
    Step,
    Untold,
)
from pipeline.annotate.dates.tense import Tense
from pipeline.annotate.dates.timex import duration_value, long_ago_value, time_value, unknown_value
from pipeline.annotate.dates.words import FISCAL_STARTS
from pipeline.record.types import TimexType

_MEMORY = 3  # sentences after which a date mentioned before is no longer what "the previous week" counts from
_REPORTED: tuple[Grain, ...] = ("quarter", "half", "month")
_FISCAL = re.compile(r"FY([0-9]{4})(-[QH][1-4])?")
_MOST_YEARS = 100
_NEARER = 4
_NEARER_PAST_DAY = 6
_NEARER_PAST = 10  # "sold in December", said in October
_NEAR_END = dt.timedelta(days=10)
_MONTHS = {"year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True)
class Resolved:
    """A value, and the first and last day it covers, where it covers any and they are known.

    `relative`: the publication date was used.
    """

    type: TimexType
    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    relative: bool = False


@dataclass(frozen=True)
class _Mention:
    cell: Cell
    relative: bool
    sentence: int


class Resolver:
    """Resolves the expressions of one text, in order: each may refer to one before."""

    def __init__(self, context: Context) -> None:
        self._published = context.published
        self._country = context.country
        self._other_language = context.language not in (None, "en")  # of whose verbs no tense is known
        self._mention: _Mention | None = None
        self._reported: dict[Grain, _Mention] = {}
        self._latest: dict[Grain, _Mention] = {}
        self._fiscal: tuple[int, str, bool, int] | None = None  # year, part of it, whether relative, sentence
        self._year: _Mention | None = None  # "the year to 31 March"
        self._used_published = False
        self._sentence = 0

    def resolve(self, found: Found, tense: Tense | None, sentence: int, *, held_against: bool = False) -> Resolved:
        """The value of *found*, which stands in the text's *sentence*-th sentence.

        *held_against*: the sentence is about another time, and holds what was then against it.
        """
        meaning = found.meaning
        self._used_published = False
        self._sentence = sentence
        if self._mention and sentence - self._mention.sentence > _MEMORY:
            self._mention = None
        if isinstance(meaning, Duration) and meaning.ahead and self._published and tense in ("future", "intended"):
            meaning = Offset(meaning.amount, 1)
        if isinstance(meaning, Duration):
            self._report_closed(meaning)
            return Resolved("DURATION", duration_value(meaning.amount))
        if isinstance(meaning, Literally):
            return self._told_fiscal(Resolved(meaning.type, meaning.value))
        if isinstance(meaning, FiscalYear):
            return self._told_fiscal(self._fiscal_year(meaning, tense))
        if beside := self._fiscal_beside(meaning):
            return beside
        if (field := _field_of(meaning)) and (tense == "habitual" or _is_weekly(field, tense)):
            return Resolved("SET", field.unknown)
        period = meaning.day if isinstance(meaning, Clocked) else meaning
        time = time_value(meaning)
        kind: TimexType = "TIME" if time else "DATE"
        try:
            cell = self._cell(period or self._same_day(tense), tense)
        except (ValueError, OverflowError):  # before the year 1, after 9999
            cell = None
        if cell is None:
            if isinstance(meaning, Offset) and meaning.sign < 0 and (value := long_ago_value(meaning.amount)):
                return Resolved(kind, value)
            return self._partly_known(meaning) or Resolved(kind, unknown_value(meaning))
        relative = self._used_published
        if held_against and self._mention and self._mention.sentence == sentence:
            return Resolved(kind, cell.value + time, cell.first, cell.last, relative)
        self._mention = _Mention(cell, relative, sentence)
        self._fiscal = None
        if isinstance(meaning, Ended) and meaning.grain == "year":
            self._year = self._mention
        against = isinstance(meaning, Offset) or (isinstance(meaning, Reported) and bool(meaning.year or meaning.back))
        if against and cell.grain in _REPORTED and self._spoken_of(cell.grain):
            self._mention = self._topic(cell.grain)  # what it was held against goes on to be spoken of
        elif cell.grain in _REPORTED and (self._is_over(cell) or cell.grain not in self._reported):
            self._report(self._mention)
        return Resolved(kind, cell.value + time, cell.first, cell.last, relative)

    def _partly_known(self, meaning: Meaning | Clocked) -> Resolved | None:
        """What is known of "that day" from the month or year told of before: "2018-05-XX"; None where nothing is."""
        mention = self._mention
        if mention is None or not isinstance(meaning, Step) or not meaning.narrative or meaning.count:
            return None
        if mention.cell.first.year != mention.cell.last.year:  # "2016/17"
            return None
        known = mention.cell.value
        match meaning.grain, mention.cell.grain:
            case ("day", "month") | ("month", "year"):
                value = f"{known}-XX"
            case ("day", "year"):
                value = f"{known}-XX-XX"
            case ("week", "month" | "year"):
                value = f"{known[:4]}-WXX"
            case _:
                return None
        return Resolved("DATE", value, relative=mention.relative)

    def _fiscal_year(self, meaning: FiscalYear, tense: Tense | None) -> Resolved:
        """The fiscal year that runs on the publication day, or so many from it; its days differ within a country."""
        if meaning.ended:
            end = self._cell(meaning.ended, tense)
            value = f"FY{closed_cell('year', end.last).value}" if end else unknown_value(meaning)
            return Resolved("DATE", value, relative=self._used_published)
        start = FISCAL_STARTS.get(self._country or "")
        if start is None or self._published is None:
            return Resolved("DATE", unknown_value(meaning))
        begun = start > 1 and self._published.month >= start
        year = self._published.year + begun + meaning.count
        return Resolved("DATE", f"FY{year:04}" if 1 <= year <= 9999 else unknown_value(meaning), relative=True)

    def _told_fiscal(self, resolved: Resolved) -> Resolved:
        """*resolved*, kept where it is a fiscal year."""
        if fiscal := _FISCAL.fullmatch(resolved.value):
            self._fiscal = (int(fiscal[1]), fiscal[2] or "", resolved.relative, self._sentence)
        return resolved

    def _fiscal_beside(self, meaning: Meaning | Clocked) -> Resolved | None:
        """The fiscal year so many from one told of in the sentence: "2019-20, up from $5m the previous year"."""
        if self._fiscal is None or self._fiscal[3] != self._sentence:
            return None
        match meaning:
            case Step(grain="year", narrative=True, count=count):
                moved = count
            case Offset(narrative=True, base=None, amount=((Decimal() as number, unit),), sign=sign):
                if unit.name != "year" or number != int(number) or number >= _MOST_YEARS:
                    return None
                moved = sign * int(number)
            case _:
                return None
        first, part, relative, _ = self._fiscal
        year = first + moved
        return Resolved("DATE", f"FY{year:04}{part}", relative=relative) if 1 <= year <= 9999 else None

    def _report(self, mention: _Mention) -> None:
        """Keeps a quarter, half or month as the one reported on: an older one is so only within its sentence."""
        grain = mention.cell.grain
        latest = self._latest.get(grain)
        if latest is None or latest.cell.first <= mention.cell.first or not self._is_over(latest.cell):
            self._latest[grain] = mention
        self._reported[grain] = mention

    def _report_closed(self, meaning: Duration) -> None:
        """Keeps the quarter or half that "the three months to June 30" are as the one reported on.

        Six months that are no half of a year have no name to go by.
        """
        if meaning.closed is None:
            return
        try:
            end, cell = self._cell(meaning.closed.end, "over"), self._cell(meaning.closed, "over")
        except (ValueError, OverflowError):
            return
        if end is None or cell is None or not self._is_over(cell):
            return
        if cell.grain == "quarter" or abs(cell.last - end.last) <= _NEAR_END:
            self._report(_Mention(cell, self._used_published, self._sentence))

    def _is_over(self, cell: Cell) -> bool:
        """Whether *cell* can have been reported on: it was over on the publication day."""
        return self._published is None or cell.last <= self._published

    def _topic(self, grain: Grain) -> _Mention | None:
        """The quarter, half or month that figures are reported for: the latest, but for one named in this sentence."""
        last = self._reported.get(grain)
        if last is None or self._latest[grain].sentence == self._sentence:
            return self._latest.get(grain)
        return last if last.sentence == self._sentence else self._latest[grain]

    def _spoken_of(self, grain: Grain) -> bool:
        """Whether a quarter, half or month was spoken of in the sentences just before."""
        spoken = self._reported.get(grain)
        return spoken is not None and self._sentence - spoken.sentence <= _MEMORY

    def _same_day(self, tense: Tense | None) -> Meaning:
        """The day of a time of day that has none: the one mentioned before, else that of publication; of what is past,
        no day that is still to come.
        """
        mention = self._mention
        told = mention is not None and mention.cell.grain == "day"
        coming = mention and self._published and mention.cell.first > self._published
        return Step("day", 0, narrative=told and not (coming and tense in ("past", "over")))

    def _today(self) -> dt.date | None:
        self._used_published = True
        return self._published

    def _anchor(self, grain: Grain, *, narrative: bool) -> dt.date | None:
        """The day to count *grain* from: of the date mentioned before where *narrative* and there is one as fine as
        that, else of publication.
        """
        mention = self._month_told_of() if grain == "month" else self._mention
        if narrative and mention and self._is_told(grain):
            self._used_published = mention.relative
            return mention.cell.first
        return self._today()

    def _month_told_of(self) -> _Mention | None:
        """The date mentioned before, but for the day that a month was told of: "sales fell in May, it said Friday"."""
        month, mention = self._reported.get("month"), self._mention
        if month is None or mention is None or month.sentence != self._sentence or mention.cell.grain != "day":
            return mention
        return month if month.cell.last < mention.cell.first else mention

    def _cell(self, meaning: Meaning, tense: Tense | None) -> Cell | None:
        match meaning:
            case Known():
                return meaning.cell
            case Step():
                day = self._stepped_from(meaning, tense)
                return cell_around(meaning.grain, shift(day, meaning.grain, meaning.count)) if day else None
            case Recurring():
                return self._recurring(meaning, tense)
            case Inside():
                outer = self._cell(meaning.outer, tense)
                return self._first(meaning.field, outer.first, outer.contains_start) if outer else None
            case Nth():
                outer = self._cell(meaning.outer, tense)
                return _nth(meaning, outer) if outer else None
            case Around():
                inner = self._cell(meaning.inner, tense)
                return _around(meaning.grain, inner.first) if inner else None
            case Ended():
                end = self._cell(meaning.end, tense)
                return closed_cell(meaning.grain, end.last, meaning.number) if end else None
            case Offset():
                return self._offset(meaning, tense)
            case Beside():
                return self._beside(meaning, tense)
            case Reported():
                return self._reported_cell(meaning, tense)
            case Untold():
                return None

    def _first(self, field: Field, around: dt.date, accept: Callable[[Cell], bool]) -> Cell | None:
        return next((cell for cell in field.cells(around, self._country) if accept(cell)), None)

    def _last(self, field: Field, around: dt.date, accept: Callable[[Cell], bool]) -> Cell | None:
        return max(
            (cell for cell in field.cells(around, self._country) if accept(cell)),
            key=lambda cell: cell.first,
            default=None,
        )

    def _recurring(self, meaning: Recurring, tense: Tense | None) -> Cell | None:
        """The cell that is meant of those of a field."""
        field, step = meaning.field, meaning.step
        near: Grain = "week" if isinstance(field, Weekday | Weekend) else "year"
        untold = not self._is_told(near) and tense in ("past", "over", None) and not isinstance(field, Holiday)
        if meaning.narrative and untold and step is not None and step >= 0:
            return None  # "that summer" of an article that has told of none
        day = self._anchor(near, narrative=meaning.narrative)
        if day is None:
            return None
        behind = self._last(field, day, lambda cell: cell.first <= day)
        ahead = self._first(field, day, lambda cell: cell.last >= day)
        if step is None and isinstance(field, Weekday) and (coming := self._coming(day)):
            planned = tense in ("intended", "future") and (behind == ahead or coming.grain == "week")
            if planned or tense in ("present", None):
                return self._first(field, coming.first, lambda cell: cell.first >= coming.first)
        if step is None:
            return self._by_tense(field, day, behind, ahead, tense)
        if step < 0:
            # Who writes "last May" in June means the one of last year: the other is "last month".
            before = day.replace(day=1) - dt.timedelta(days=1) if isinstance(field, Month) else day
            return self._last(field, day, lambda cell: cell.last < before)
        if step > 0:
            return self._first(field, day, lambda cell: cell.first > day)
        if field.grain == "day":  # "this Friday"
            return behind if tense == "past" and isinstance(field, Weekday) and not meaning.narrative else ahead
        return self._first(field, day, lambda cell: cell.first.year == day.year)

    def _coming(self, day: dt.date) -> Cell | None:
        """The day or week after *day* that was mentioned in the sentence: "Monday's match, and the one on | Friday"."""
        mention = self._mention
        if mention is None or mention.sentence != self._sentence or mention.cell.grain not in ("day", "week"):
            return None
        return mention.cell if mention.cell.first > day else None

    def _by_tense(
        self, field: Field, day: dt.date, behind: Cell | None, ahead: Cell | None, tense: Tense | None
    ) -> Cell | None:
        """Of the last cell begun and the next not yet over, the one that *tense* points to."""
        if behind is None or ahead is None or behind == ahead or tense == "over":
            return behind or ahead
        wait, since = (ahead.first - day).days, (day - behind.last).days
        if isinstance(field, Weekday | Weekend):
            return ahead if tense in ("future", "intended") or (tense == "present" and wait <= since) else behind
        # News that looks far back or ahead says the year: one that is much nearer is meant, whatever the tense.
        if tense == "future":
            return ahead
        if tense == "intended":
            return behind if since * _NEARER < wait else ahead
        trust = _NEARER if tense or not self._other_language else 1
        if tense == "past":
            trust = _NEARER_PAST_DAY if field.grain == "day" else _NEARER_PAST
        return ahead if wait * trust < since else behind

    def _offset(self, meaning: Offset, tense: Tense | None) -> Cell | None:
        if year_back := self._year_beside(meaning):
            return year_back
        base = None
        if meaning.base:
            base = self._cell(meaning.base, tense)
            day = base.first if base else None
        else:
            day = self._counted_from(meaning)
        if day is None:
            return None
        steps = _steps(meaning.amount)
        if steps is None:
            return None
        months, days = steps
        moved = shift(shift(day, "month", meaning.sign * months), "day", meaning.sign * days)
        if base:
            return cell_around(base.grain, moved)
        grain = "day" if len(meaning.amount) > 1 and months == 0 else meaning.grain
        if len(meaning.amount) > 1 and months:
            grain = "month"
        if any(value is not None and value != int(value) for value, _ in meaning.amount):  # "half a century ago"
            finer: dict[Grain, Grain] = {"year": "month", "decade": "year", "century": "year"}
            grain = finer.get(grain, grain)
        return cell_around(grain, moved)

    def _counted_from(self, meaning: Offset) -> dt.date | None:
        """The day that *meaning* is counted from; of what came "a week later" than no date told of, None."""
        if meaning.narrative and meaning.sign > 0 and not self._is_told(meaning.grain):
            return None
        return self._anchor(meaning.grain, narrative=meaning.narrative)

    def _stepped_from(self, meaning: Step, tense: Tense | None) -> dt.date | None:
        """The day that *meaning* is counted from; of "that day", "the following week" than no date told of, None."""
        told = self._is_told(meaning.grain) or tense in ("intended", "future")
        if meaning.narrative and meaning.count >= 0 and meaning.grain != "quarter" and not told:
            return None
        spoken = self._reported.get(meaning.grain)
        if meaning.narrative and spoken and self._spoken_of(meaning.grain) and meaning.grain != "month":
            self._used_published = spoken.relative
            return spoken.cell.first  # "that quarter" is the one just named, not the one that a day since named is in
        return self._anchor(meaning.grain, narrative=meaning.narrative)

    def _is_told(self, grain: Grain) -> bool:
        """Whether a date as fine as *grain* was mentioned in the sentences just before."""
        mention = self._mention
        return mention is not None and mention.cell.length <= cell_around(grain, mention.cell.first).length

    def _year_beside(self, meaning: Offset) -> Cell | None:
        """The same month or quarter of another year, where one was spoken of: "8% in October, 5% a year earlier"."""
        number, unit = meaning.amount[0]
        if unit.name != "year" or len(meaning.amount) > 1 or meaning.base or number is None or number != int(number):
            return None
        spoken = self._mention if self._mention and self._mention.cell.grain in _REPORTED else None
        if self._year and self._year.sentence == self._sentence and meaning.sign < 0:
            spoken = self._year
        elif meaning.compared:
            grain = "quarter" if self._spoken_of("quarter") or spoken is None else spoken.cell.grain
            spoken = self._topic(grain) if self._spoken_of(grain) else spoken
        if spoken is None or not (meaning.narrative or (meaning.compared and number == 1)):
            return None
        self._used_published = spoken.relative
        return cell_around(spoken.cell.grain, shift(spoken.cell.first, "year", meaning.sign * int(number)))

    def _reported_cell(self, meaning: Reported, tense: Tense | None) -> Cell | None:
        """The period spoken of last, or the same of another year."""
        if meaning.kind == "year":  # told of together with a quarter that is over, it is the one of that quarter
            quarter = self._topic("quarter") if self._spoken_of("quarter") and tense in ("past", "over", None) else None
            if quarter is None or not self._is_over(quarter.cell):
                return self._cell(meaning.otherwise, tense)
            self._used_published = quarter.relative
            return cell_around("year", quarter.cell.first)
        kinds = (meaning.kind,) if meaning.kind else _REPORTED
        spoken = [mention for kind in kinds if (mention := self._topic(kind))]
        year = self._cell(meaning.year, tense) if meaning.year else None
        if not spoken or (meaning.year and not year):
            otherwise = meaning.otherwise
            if otherwise == Step("quarter", 0) and tense == "past":
                otherwise = Step("quarter", -1)
            return self._cell(otherwise, tense)
        last = max(spoken, key=lambda one: (self._is_over(one.cell), one.cell.grain != "month", one.sentence))
        self._used_published = last.relative or self._used_published
        back = year.first.year - last.cell.first.year if year else meaning.back
        if back == 0 and isinstance(meaning.year, Step | Offset):
            back = -1  # "the same quarter last year", said in January of the quarter that ended in December
        return cell_around(last.cell.grain, shift(last.cell.first, "year", back))

    def _beside(self, meaning: Beside, tense: Tense | None) -> Cell | None:
        if meaning.after:
            first = self._cell(meaning.after, tense)
            return self._first(meaning.field, first.first, lambda cell: cell.first >= first.first) if first else None
        last = self._cell(meaning.before, tense) if meaning.before else None
        return self._last(meaning.field, last.first, lambda cell: cell.last <= last.last) if last else None


def _field_of(meaning: Meaning | Clocked) -> Field | None:
    """What comes back, where the words leave open which of its cells is meant: "June", and "August" from June on."""
    match meaning:
        case Recurring(step=None, field=field) if not isinstance(field, Holiday):
            return field
        case Beside(field=field, after=Recurring() as other) | Beside(field=field, before=Recurring() as other):
            return field if _field_of(other) else None
        case _:
            return None


def _is_weekly(field: Field, tense: Tense | None) -> bool:
    """Whether the ends of a week are those of every week: "the shop is open Monday to Saturday"."""
    return isinstance(field, Weekday) and field.weekly and tense in ("present", None)


def _steps(amount: Amount) -> tuple[int, int] | None:
    """An amount as whole months and days; hours and less are no days. None where a number is missing or too large."""
    months = days = Decimal(0)
    for value, unit in amount:
        if value is None or value > 10**6:
            return None
        if unit.letter in {"Y", "DE", "CE"}:
            months += value * unit.count * _MONTHS[unit.name]
        elif unit.letter == "M" and not unit.clock:
            months += value * unit.count
        elif unit.letter == "W" or unit.letter == "WE":
            days += value * unit.count * 7
        elif not unit.clock:
            days += value
    return int(months), int(days)


def _around(grain: Grain, day: dt.date) -> Cell:
    """The week that holds *day*, or the weekend nearest to it."""
    if grain == "weekend" and day.isoweekday() <= 2:
        return cell_around("weekend", day - dt.timedelta(weeks=1))
    return cell_around(grain, day)


def _nth(meaning: Nth, outer: Cell) -> Cell | None:
    """The nth day, week ... or weekday of *outer*; None where it has not so many."""
    nth, grain = meaning.nth, meaning.grain
    if meaning.weekday and outer.grain == "month":
        cell = day_cell(nth_weekday(outer.first.year, outer.first.month, meaning.weekday, nth))
    elif meaning.weekday:
        edge = outer.first if nth > 0 else outer.last
        away = (meaning.weekday - edge.isoweekday()) % 7 if nth > 0 else -((edge.isoweekday() - meaning.weekday) % 7)
        cell = day_cell(edge + dt.timedelta(days=away + 7 * (nth - (1 if nth > 0 else -1))))
    else:
        edge = outer.first if nth > 0 else outer.last
        if grain in ("week", "weekend"):  # a week belongs where its Thursday lies, a weekend where its Saturday does
            middle = 4 if grain == "week" else 6
            toward = 1 if nth > 0 else -1
            while edge.isoweekday() != middle:
                edge += dt.timedelta(days=toward)
        cell = cell_around(grain, shift(edge, grain, nth - 1 if nth > 0 else nth + 1))
    inside = outer.contains(cell.first) or outer.contains(cell.last)
    return cell if inside and nth else None
