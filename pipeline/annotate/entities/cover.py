"""The characters that are spoken for."""

from collections.abc import Iterable

from pipeline.annotate.span import Span


class Cover:
    """The characters that names, figures and dates stand on, by text."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._taken: dict[str, set[int]] = {}
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Speaks for the characters of *span*."""
        self._taken.setdefault(span.in_, set()).update(range(span.start, span.end))

    def free(self, span: Span) -> None:
        """Takes back what was said for the characters of *span*."""
        self._taken[span.in_].difference_update(range(span.start, span.end))

    def touches(self, span: Span) -> bool:
        """Whether any character of *span* is spoken for."""
        taken = self._taken.get(span.in_)
        return taken is not None and not taken.isdisjoint(range(span.start, span.end))
