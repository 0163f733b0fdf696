"""What lists of pages hold, whatever kind of list."""

from dataclasses import dataclass

from pipeline.sources.saved import Said


@dataclass(frozen=True)
class Link:
    """A URL as a list has it, and what the list says of the page there."""

    url: str
    said: Said | None = None
