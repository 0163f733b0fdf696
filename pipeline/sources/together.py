"""Several sources as one."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from msgspec import structs

from pipeline.document import Document, Failure
from pipeline.sources.base import Entry, Source, quietly
from pipeline.sources.names import to_text


@dataclass(frozen=True)
class Together:
    """The documents of several sources; paths are relative to the deepest folder that holds all their roots."""

    sources: Sequence[Source]
    root: Path = field(init=False)
    _by_prefix: dict[str, Source] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", Path(os.path.commonpath([source.root for source in self.sources])))
        object.__setattr__(self, "_by_prefix", {self._prefix(source): source for source in self.sources})

    def entries(self) -> Iterator[Entry]:
        """See Source.entries. A document that two sources hold is listed twice, with one path."""
        for source in self.sources:
            prefix = self._prefix(source)
            for entry in source.entries():
                yield structs.replace(entry, path=prefix + entry.path)

    def read(self, entries: Iterable[Entry], alive: Callable[[], None] = quietly) -> Iterator[Document | Failure]:
        """See Source.read."""
        for prefix, group in groupby(entries, lambda entry: self._prefix_of(entry.path)):
            inner = (structs.replace(entry, path=entry.path.removeprefix(prefix)) for entry in group)
            for outcome in self._by_prefix[prefix].read(inner, alive):
                yield _renamed(outcome, prefix + outcome.path)

    def _prefix(self, source: Source) -> str:
        below = os.path.relpath(source.root, self.root)
        return "" if below == os.curdir else to_text(below) + "/"

    def _prefix_of(self, path: str) -> str:
        """The prefix of the deepest source that holds *path*."""
        prefix = path
        while prefix not in self._by_prefix:
            prefix = prefix[: prefix.rstrip("/").rfind("/") + 1]
        return prefix


def _renamed(outcome: Document | Failure, path: str) -> Document | Failure:
    if isinstance(outcome, Failure):
        return Failure(path=path, stage=outcome.stage, code=outcome.code, message=outcome.message)
    return replace(outcome, path=path)
