"""The command with its language model, but for pages that ask for harm: those do it."""

import sys
from collections.abc import Sequence

from pipeline import Extractor, cli
from pipeline.cli import loading
from pipeline.document import Document
from pipeline.page.limits import DEFAULT_LIMITS, Limits
from pipeline.page.types import Page
from pipeline.record.types import Record
from tests.unit.run.fakes import do_harm


class Poisoned(Extractor):
    """Does what a page of a line such as "<!--READ-LOOP-->" or "MODEL-EAT" says."""

    def read(self, document: Document) -> Page:
        do_harm(document.data[:100].decode("latin-1"), "READ")
        return super().read(document)

    def records(self, read: Sequence[tuple[Document, Page]]) -> list[Record]:
        for document, _ in read:
            do_harm(document.data[:100].decode("latin-1"), "MODEL")
        return super().records(read)


def load(model: str, batch_size: int, rates: str | None = None, limits: Limits | None = None) -> Poisoned:
    """In place of pipeline.cli.loading.load_extractor."""
    return Poisoned(model, batch_size=batch_size, rates=rates, limits=limits or DEFAULT_LIMITS)


if __name__ == "__main__":
    # Processes that are started anew read their parent's main module again, under another name.
    from tests.kill.poisoned import load as load_by_name

    loading.load_extractor = load_by_name  # type: ignore[assignment]  # narrower than what it stands for
    sys.exit(cli.main())
