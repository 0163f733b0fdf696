from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipeline import Extractor

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def extractor() -> "Extractor":
    """The default language model, loaded once for all tests, and only where a test needs it."""
    from pipeline import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"
