"""What the report on the sample corpus says is what its database answers, and what the README shows of it.

Where it has changed for a good reason, python -m tests.examples.test_report writes the README anew.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import Extractor
from pipeline.report import report
from pipeline.sinks.records import read_records
from tests.conftest import ROOT
from tests.examples.sample import database_of, run_sample
from tests.unit.report.views import assert_as_the_views_say

PAGE = ROOT / "README.md"
SHOWN = re.compile(r"report output/ --top (?P<top>[0-9]+)`.*?\n```markdown\n(?P<part>### [^`]+)```\n", re.DOTALL)


def _shown() -> re.Match[str]:
    shown = SHOWN.search(PAGE.read_text("utf-8"))
    assert shown is not None
    return shown


def _report(output: Path, top: int) -> str:
    return report([str(output)], lambda: read_records([output]), top)


def test_the_numbers_are_those_of_the_database(sample: Path) -> None:
    assert_as_the_views_say(read_records([sample]), database_of(sample))


def test_the_readme_shows_a_part_of_it(sample: Path) -> None:
    shown = _shown()
    assert f"\n{shown['part']}\n" in _report(sample, int(shown["top"]))


def _rewrite() -> None:
    shown = _shown()
    with TemporaryDirectory() as folder:
        written = _report(run_sample(Path(folder), Extractor()), int(shown["top"]))
    title = re.escape(shown["part"].partition(" (")[0])
    part = re.search(rf"{title}[^\n]*\n\n(?:\|[^\n]*\n)+", written)
    assert part is not None
    PAGE.write_text(PAGE.read_text("utf-8").replace(shown["part"], part[0]), "utf-8")


if __name__ == "__main__":
    _rewrite()
