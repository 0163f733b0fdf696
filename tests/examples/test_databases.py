"""The questions of the README are asked of the sample corpus, and their answers are those it gives.

Where an answer has changed for a good reason, python -m tests.examples.test_databases writes the new ones.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import Extractor
from tests.conftest import ROOT
from tests.databases.dumped import ask
from tests.examples.sample import database_of, run_sample

PAGE = ROOT / "README.md"
QUESTION = re.compile(r"```sql\n(?P<sql>[^`]+)```\n\n(?P<answer>(?:\|[^\n]*\n)+)")


def _answer(address: str, sql: str, table: str) -> str:
    """The lines of *table* with what *sql* gives now."""
    head = table.splitlines()[:2]
    rows = [" | ".join("" if value is None else str(value) for value in row) for row in ask(address, sql)]
    return "".join(f"{line}\n" for line in (*head, *(f"| {row} |".replace("|  |", "| |") for row in rows)))


def _questions() -> Iterator[re.Match[str]]:
    return QUESTION.finditer(PAGE.read_text("utf-8"))


def test_the_answers_are_true(sample: Path) -> None:
    database = database_of(sample)
    questions = [*_questions()]
    assert len(questions) == 5
    for question in questions:
        assert len(question["answer"].splitlines()) > 2
        assert question["answer"] == _answer(database, question["sql"], question["answer"])


def _rewrite() -> None:
    with TemporaryDirectory() as folder:
        address = database_of(run_sample(Path(folder), Extractor()))
        text = PAGE.read_text("utf-8")
        for question in _questions():
            text = text.replace(question["answer"], _answer(address, question["sql"], question["answer"]))
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    _rewrite()
