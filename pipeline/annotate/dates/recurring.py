"""The names of what comes back: "June", "Tuesday", "third quarter", "Q3", "summer", "weekend", "Christmas"."""

from pipeline.annotate.dates.atoms import (
    DASHES,
    Read,
    read_figures_year,
    read_month,
    read_ordinal,
    read_weekday,
    read_year,
    skip,
)
from pipeline.annotate.dates.fields import Field, Half, Holiday, Month, Quarter, Season, Weekday, Weekend
from pipeline.annotate.dates.tokens import Tokens
from pipeline.annotate.dates.words import BUSINESS_WORDS, GAME_WORDS, HOLIDAYS, LEAD, MATCH_WORDS, SEASONS, SHY_HOLIDAYS

_QUARTERS = frozenset("1234")
_HALVES = frozenset("12")
_BUSINESS = 3  # words


def read_field(t: Tokens, at: int) -> Read[Field] | None:
    """What comes back again and again, without any word on which is meant: "June", "third quarter", "Christmas"."""
    if holiday := read_holiday(t, at):
        return Read(Holiday(holiday.value), holiday.end)
    if quarter := _read_quarter(t, at):
        return quarter
    if month := read_month(t, at):
        return Read(Month(month.value), month.end)
    if weekday := read_weekday(t, at):
        return Read(Weekday(weekday.value), weekday.end)
    if season := SEASONS.get(t.lower(at)):
        return Read(Season(season), at + 1)
    if t.lower(at) == "weekend":
        return Read(Weekend(), at + 1)
    return None


def read_holiday(t: Tokens, at: int) -> Read[str] | None:
    """The name of a feast; one that is a word of its own needs its capital: "lent" is a verb."""
    holiday = HOLIDAYS.find(t.lowers[at : at + 8])
    if holiday is None:
        return None
    if holiday[0] in SHY_HOLIDAYS and t[at].form.islower() and not read_figures_year(t, at + holiday[1]):
        return None
    return Read(holiday[0], at + holiday[1])


def _read_quarter(t: Tokens, at: int) -> Read[Field] | None:
    """As in "third quarter", "fiscal third-quarter", "Q3", "3Q", "second half", "H2", "September quarter"."""
    start = skip(t, at, "fiscal")
    before, after = t[start].form, t[start + 1].form
    if t.glued(start + 1):
        if before == "H" and after in _HALVES:
            return Read(Half(int(after)), start + 2)
        if before in {"Q", "q"} and after in _QUARTERS:
            return Read(Quarter(int(after)), start + 2)
        if after in {"Q", "q"} and before in _QUARTERS and not (t.glued(start + 2) and t[start + 2].kind == "figures"):
            return Read(Quarter(int(before)), start + 2)
    month = read_month(t, at)
    if month and month.value % 3 == 0 and t.lower(month.end) == "quarter":  # it is called by its last month
        return Read(Quarter(month.value // 3), month.end + 1)
    joint = _skip_joint(t, month.end) if month else at
    last = read_month(t, joint) if month and joint > month.end else None
    if month and last and t.lower(last.end) in {"quarter", "period"}:  # "the July-September quarter"
        of_quarter = last.value % 3 == 0 and month.value == last.value - 2
        return Read(Quarter(last.value // 3), last.end + 1) if of_quarter else None
    ordinal = read_ordinal(t, start)
    if ordinal is None:
        return None
    end = skip(t, ordinal.end, "fiscal")
    end = skip(t, end, "-") if t.glued(end) else end
    if t.lower(end) in {"quarter", "quarters"} and _is_game(t):
        return None
    if t.lower(end + 1) == "in" and t.lower(end + 2) == "a" and t.lower(end + 3) == "row":
        return None
    if t.lower(end) in {"quarter", "quarters"} and 1 <= ordinal.value <= 4:
        return Read(Quarter(ordinal.value), end + 1)
    return Read(Half(ordinal.value), end + 1) if t.lower(end) == "half" and 1 <= ordinal.value <= 2 else None


def _skip_joint(t: Tokens, at: int) -> int:
    """The index after what joins the two months of "July-September", "July to September", "July-to-September"."""
    start = skip(t, at, "-") if t.lower(at + 1) == "to" else at
    if t.lower(start) == "to":
        return skip(t, start + 1, "-")
    return at + (t.lower(at) in DASHES)


def _is_game(t: Tokens) -> bool:
    """Whether quarters are those of a game in this text."""
    game = len(t.words & GAME_WORDS)
    return game > 1 and game > len(t.words & BUSINESS_WORDS)


def is_of_business(t: Tokens) -> bool:
    """Whether halves are those of a year in this text, and not a match's."""
    return len(t.words & BUSINESS_WORDS) >= _BUSINESS and len(t.words & MATCH_WORDS) <= 1


def is_season(t: Tokens, at: int, *, with_article: bool) -> bool:
    """Whether the season's name at *at* means the season: "fall" and "spring" are verbs and falls as often."""
    if read_year(t, skip(t, at + 1, "of", "in")):
        return True
    if t[at + 1].form[:1].isupper() and t[at].form[0].isupper():
        return False  # "Summer Olympics", "Spring Street"
    if t.lower(at) in {"fall", "spring"}:
        return t.lower(at - 2 if with_article else at - 1) in LEAD["seasons"] and t.lower(at + 1) != "of"
    return t.lower(at - 1) in LEAD["prepositions"] or with_article or (t.lower(at - 1) in {"early", "late", "mid", "-"})
