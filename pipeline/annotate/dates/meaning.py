"""What the words of a time expression say, before anything is known of the day they were written."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.annotate.dates.calendar import Cell, Grain
from pipeline.annotate.dates.fields import Field
from pipeline.annotate.dates.words import Unit
from pipeline.record.types import TimexMod, TimexType

Amount = tuple[tuple[Decimal | None, Unit], ...]
"""Numbers of units, to be added up: ((1, hour), (30, minute)). A number is None where the text gives none: "weeks"."""


@dataclass(frozen=True)
class Known:
    """A cell that the words name in full: "June 14, 2018", "the 1990s"."""

    cell: Cell

    @property
    def grain(self) -> Grain:
        """The grain of its cell."""
        return self.cell.grain


@dataclass(frozen=True)
class Recurring:
    """One of the cells of a field. `step` says which: 0 "this June", -1 "last June", 1 "next June"; None where the
    words leave it to the tense. `narrative`: counted from the date mentioned before.
    """

    field: Field
    step: int | None = None
    narrative: bool = False

    @property
    def grain(self) -> Grain:
        """The grain of its cell."""
        return self.field.grain


@dataclass(frozen=True)
class Step:
    """A cell so many steps from the publication date's, or from that of the date mentioned before: "last year"."""

    grain: Grain
    count: int
    narrative: bool = False


@dataclass(frozen=True)
class Inside:
    """The first cell of a field within another cell: "June last year", "Tuesday of next week"."""

    field: Field
    outer: "Meaning"

    @property
    def grain(self) -> Grain:
        """The grain of its cell."""
        return self.field.grain


@dataclass(frozen=True)
class Nth:
    """The nth day, week, month ... or weekday within another cell; from its end where `nth` is negative."""

    nth: int
    grain: Grain
    outer: "Meaning"
    weekday: int | None = None


@dataclass(frozen=True)
class Offset:
    """So much time before (`sign` -1) or after (1) a day: of the publication where `base` is None, or of a meaning.
    `narrative`: of the date mentioned before. `compared`: a figure of that time is held against one of now.
    """

    amount: Amount
    sign: int
    base: "Meaning | None" = None
    narrative: bool = False
    compared: bool = False

    @property
    def grain(self) -> Grain:
        """The grain of its cell."""
        return self.amount[0][1].grain or "day"


@dataclass(frozen=True)
class Beside:
    """The other end of a range, which gives what is not said: the first cell of a field from `after` on, or the last
    one up to `before`.
    """

    field: Field
    after: "Meaning | None" = None
    before: "Meaning | None" = None

    @property
    def grain(self) -> Grain:
        """The grain of its cell."""
        return self.field.grain


@dataclass(frozen=True)
class Around:
    """The week that holds a day, or the weekend nearest to it ("Labor Day weekend")."""

    grain: Grain
    inner: "Meaning"


@dataclass(frozen=True)
class Ended:
    """The quarter, half or year that ended with the day or month `end`; `number`: the firm's own number of it."""

    grain: Grain
    end: "Meaning"
    number: int | None = None


@dataclass(frozen=True)
class Reported:
    """The quarter, half or month (`kind`, None: whichever) that was reported on last, in `year`, or so many years
    `back` (negative) from itself; `otherwise` where none was. Of `kind` "year", the year of the quarter reported on.
    """

    year: "Meaning | None"
    back: int
    kind: Grain | None
    otherwise: "Meaning"

    @property
    def grain(self) -> Grain:
        """The grain of its cell, as far as the words say."""
        return self.kind or "quarter"


@dataclass(frozen=True)
class Untold:
    """A cell that only an event tells: "the day after the vote"."""

    grain: Grain


Meaning = Around | Ended | Known | Recurring | Step | Inside | Nth | Offset | Beside | Reported | Untold
"""What names a cell of the calendar."""


@dataclass(frozen=True)
class Clocked:
    """A time of a day, as TIMEX3 writes it ("T08:00", "TMO"); of the publication day where `day` is None."""

    day: Meaning | None
    time: str


@dataclass(frozen=True)
class Duration:
    """A length of time. `ahead`: one that tells the day at its end where the sentence looks ahead: "in two days".
    `closed`: the quarter or half that it is, of "the three months to June 30".
    """

    amount: Amount
    ahead: bool = False
    closed: Ended | None = None


@dataclass(frozen=True)
class FiscalYear:
    """The fiscal year so many from that of publication, as the publisher's country counts them, or the one that `ended`
    with that day or month.
    """

    count: int
    ended: Meaning | None = None


@dataclass(frozen=True)
class Literally:
    """A value that no date can change: a set's, "PAST_REF", "FY2019"."""

    type: TimexType
    value: str


@dataclass(frozen=True)
class Found:
    """One expression: its tokens, what it says, and its mod."""

    start: int
    end: int
    meaning: Meaning | Clocked | Duration | FiscalYear | Literally
    mod: TimexMod | None = None
