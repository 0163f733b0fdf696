"""A place in one of an article's texts."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A half-open slice of the text named `in_`; `start` and `end` count code points."""

    in_: str
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character.

        >>> Span("text", 0, 4).overlaps(Span("text", 3, 9)), Span("text", 0, 4).overlaps(Span("text", 4, 9))
        (True, False)
        """
        return self.in_ == other.in_ and self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether every character of *other* lies in this one; a span contains itself.

        >>> Span("text", 0, 4).contains(Span("text", 1, 4)), Span("text", 1, 4).contains(Span("title", 1, 4))
        (True, False)
        """
        return self.in_ == other.in_ and self.start <= other.start and other.end <= self.end
