from pathlib import Path

from pipeline import Extractor
from pipeline.run.manifest import Options
from pipeline.run.session import run
from pipeline.sources import Input
from tests.conftest import ROOT


def run_sample(folder: Path, extractor: Extractor) -> Path:
    """The output folder, in *folder*, of a run of the sample corpus."""
    options = Options(model="en_core_web_md", shard_size=500, database=True)
    run([Input(str(ROOT / "corpus"))], folder / "output", options, lambda: extractor)
    return folder / "output"


def database_of(output: Path) -> str:
    """The address of the database in an *output* folder."""
    return f"sqlite:///{output / 'news.db'}"
