"""The questions of the README are asked of the sample corpus, and their answers are those it gives.

Where an answer has changed for a good reason, python -m tests.examples.test_databases writes the new ones.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline import Extractor
from pipeline.run.manifest import Options
from pipeline.run.session import run
from pipeline.sources import Input
from tests.conftest import ROOT
from tests.databases.dumped import ask

PAGE = ROOT / "README.md"
QUESTION = re.compile(r"```sql\n(?P<sql>[^`]+)```\n\n(?P<answer>(?:\|[^\n]*\n)+)")


def _filled(folder: Path, extractor: Extractor) -> str:
    options = Options(model="en_core_web_md", shard_size=500, database=True)
    run([Input(str(ROOT / "corpus"))], folder / "output", options, lambda: extractor)
    return f"sqlite:///{folder / 'output' / 'news.db'}"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, extractor: Extractor) -> str:
    return _filled(tmp_path_factory.mktemp("corpus"), extractor)


def _answer(address: str, sql: str, table: str) -> str:
    """The lines of *table* with what *sql* gives now."""
    head = table.splitlines()[:2]
    rows = [" | ".join("" if value is None else str(value) for value in row) for row in ask(address, sql)]
    return "".join(f"{line}\n" for line in (*head, *(f"| {row} |".replace("|  |", "| |") for row in rows)))


def _questions() -> Iterator[re.Match[str]]:
    return QUESTION.finditer(PAGE.read_text("utf-8"))


def test_the_answers_are_true(database: str) -> None:
    questions = [*_questions()]
    assert len(questions) == 5
    for question in questions:
        assert len(question["answer"].splitlines()) > 2
        assert question["answer"] == _answer(database, question["sql"], question["answer"])


def _rewrite() -> None:
    with TemporaryDirectory() as folder:
        address = _filled(Path(folder), Extractor())
        text = PAGE.read_text("utf-8")
        for question in _questions():
            text = text.replace(question["answer"], _answer(address, question["sql"], question["answer"]))
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    _rewrite()
