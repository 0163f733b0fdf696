"""The command with an extractor that has no language model, takes its time, and does harm where a page asks for it."""

import sys
import time

from pipeline import cli
from pipeline.cli import loading
from pipeline.document import Document
from pipeline.page.limits import Limits
from pipeline.page.types import Page
from tests.unit.run.fakes import FakeExtractor

SECONDS_A_PAGE = 0.004


class SlowExtractor(FakeExtractor):
    """Takes as long for each page, so that a kill at any moment has something to kill."""

    def read(self, document: Document) -> Page:
        page = super().read(document)
        until = time.perf_counter() + SECONDS_A_PAGE
        while time.perf_counter() < until:
            pass
        return page


def load(model: str, batch_size: int, rates: str | None = None, limits: Limits | None = None) -> SlowExtractor:
    """In place of pipeline.cli.loading.load_extractor."""
    assert (model, batch_size, rates, limits) == ("slow", 4, None, Limits())
    return SlowExtractor()


if __name__ == "__main__":
    # Processes that are started anew read their parent's main module again, under another name.
    from tests.kill.slow import load as load_by_name

    loading.load_extractor = load_by_name  # type: ignore[assignment]  # as much of an Extractor as a run needs
    sys.exit(cli.main())
