"""The sample corpus, run once for all tests of what is said of it."""

from pathlib import Path

import pytest

from pipeline import Extractor
from tests.examples.sample import run_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, extractor: Extractor) -> Path:
    """The output folder of a run of the sample corpus."""
    return run_sample(tmp_path_factory.mktemp("corpus"), extractor)
