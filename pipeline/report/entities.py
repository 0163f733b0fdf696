"""Who and what is named in most articles, by type."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args

from pipeline.record.types import EntityType, Record
from pipeline.report.days import Days
from pipeline.report.markdown import heading, table
from pipeline.sinks.timestamps import day

Key = tuple[str, str, str | None]
"""Type, name and country."""


@dataclass
class Named:
    """In how many articles and how often something is named, and the days of those articles."""

    articles: int = 0
    mentions: int = 0
    days: Days = field(default_factory=Days)


class Entities:
    """What the view entity_counts holds: names of all articles but those that repeat others."""

    def __init__(self, top: int) -> None:
        self.named: dict[Key, Named] = {}
        self._top = top

    def add(self, record: Record) -> None:
        """See Section.add."""
        if record.duplicate_of is not None:
            return
        mentions: Counter[Key] = Counter()
        for entity in record.entities:
            if entity.mentions:
                mentions[entity.type, entity.name, entity.country] += len(entity.mentions)
        published = day(record.article.published)
        for key, number in mentions.items():
            named = self.named.setdefault(key, Named())
            named.articles += 1
            named.mentions += number
            named.days.add(published)

    def lines(self) -> Iterator[str]:
        """See Section.lines."""
        if not self.named:
            return
        yield from heading(2, "Entities")
        yield from ("", "Names, each with its country; without articles that repeat others.")
        for type_ in get_args(EntityType):
            found = [(key, named) for key, named in self.named.items() if key[0] == type_]
            found.sort(key=lambda item: (-item[1].articles, -item[1].mentions, item[0][1], item[0][2] or ""))
            if found:
                shown = found[: self._top]
                yield from heading(3, type_, len(shown), len(found))
                yield from table(
                    ["name", "country", "articles", "mentions", "first", "last"],
                    [
                        (name, country, each.articles, each.mentions, *_isoformat(each.days))
                        for (_, name, country), each in shown
                    ],
                )


def _isoformat(days: Days) -> tuple[str | None, str | None]:
    if days.first is None or days.last is None:
        return None, None
    return days.first.isoformat(), days.last.isoformat()
