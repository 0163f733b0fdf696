"""What reading a page gives."""

from dataclasses import dataclass

from pipeline.record.types import Article, Warning


@dataclass(frozen=True, kw_only=True)
class Page:
    """An article, and what was learnt on the way to it.

    `country` is the publisher's, ISO 3166-1 alpha-2, None where the page does not show it; it decides local dates
    and bare currency symbols.
    """

    article: Article
    country: str | None
    media_type: str
    encoding: str
    warnings: tuple[Warning, ...]
