"""A report that people can read: report.md beside this, of the records in made.py.

Where it has changed for a good reason, python -m tests.unit.report.test_report writes the new one.
"""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from pipeline.errors import InputError
from pipeline.record.serialize import to_json
from pipeline.report import report, sections
from pipeline.report.money import Figures
from pipeline.run.manifest import ShardResult, write_failures, write_manifest
from tests.unit.record.made import DOLLARS, RECORD, with_article
from tests.unit.report.made import FAILURES, FERRIES, PRICES, RECORDS, RUN, named

GOLDEN = Path(__file__).with_name("report.md")


def _output(folder: Path) -> str:
    """The output folder of a run, without its records."""
    write_manifest(folder / "run.json", RUN)
    write_failures(folder / "failures.jsonl", [ShardResult(number=0, failures=FAILURES)])
    return str(folder)


def test_the_report_is_the_golden_one(tmp_path: Path) -> None:
    assert report([_output(tmp_path)], lambda: RECORDS, top=3) == GOLDEN.read_text("utf-8")


def test_the_order_of_records_does_not_matter(tmp_path: Path) -> None:
    output = _output(tmp_path)
    assert report([output], lambda: RECORDS[::-1]) == report([output], lambda: RECORDS)


def test_nothing_at_all() -> None:
    assert report(["-"], tuple) == "# Report\n\nRecords: 0.\n"
    assert [*(line for part in sections(10) for line in part.lines())] == []


def test_records_with_nothing_in_them() -> None:
    bare = replace(FERRIES, entities=(), money=(), dates=())
    written = report(["a.jsonl"], lambda: [bare])
    assert [line for line in written.splitlines() if line.startswith("## ")] == ["## Articles"]
    assert "repeats" not in written


def test_of_one_id_the_last_counts() -> None:
    later = replace(FERRIES, entities=(named("Ferrow Yards plc"),), money=(), dates=())
    written = report(["a.jsonl"], lambda: [FERRIES, PRICES, later])
    assert "\nRecords: 2; 1 more have the id of a later one, and are left out.\n" in written
    assert "Ferrow Yards plc" in written
    assert "$12.3" not in written


def test_what_a_headline_says_again_is_added_up_once() -> None:
    text = replace(DOLLARS, same_as=None)
    again = replace(text, id="m3", in_="title", qualifier="more_than", high=None)
    yuan, other = replace(again, id="m4", currency="CNY"), replace(again, id="m5", low=Decimal(5))
    counted = Figures(3)
    counted.add(replace(FERRIES, money=(text, again, yuan, other)))
    assert counted.left_out == {"of headlines and captions that the text gives again": 1}
    assert {key[1]: each.total for key, each in counted.sums.items()} == {
        "USD": Decimal(12_300_005),
        "CNY": Decimal(12_300_000),
    }


def test_what_made_the_records_is_told_where_it_differs() -> None:
    other = replace(with_article(RECORD, url="https://a.example"), producer=replace(RECORD.producer, version="0.2.0"))
    assert "What made them" in report(["-"], lambda: [RECORD, other])
    assert "What made them" not in report(["-"], lambda: RECORDS)


def test_a_run_beside_another_that_is_not_finished(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    counts = replace(RUN.counts, documents=108, remaining=100)
    other = replace(RUN, counts=counts, finished=None, resumed=0, inputs=RUN.inputs[:1])
    write_manifest(second / "run.json", other)
    rows = [line.split("|") for line in report([_output(first), str(second), "-"], tuple).splitlines()]
    told = {row[1].strip(): [cell.strip() for cell in row[2:4]] for row in rows if len(row) == 5}
    assert told[""] == ["run 1", "run 2"]
    assert told["input"] == ["pages/ and 1 more", "`pages/`"]
    assert told["finished"] == ["2018-07-03T08:00:09+00:00", "not yet"]
    assert told["documents"][1] == "108 = 4 records + 3 failures + 1 skipped + 100 remaining"


@pytest.mark.parametrize("name", ["run.json", "failures.jsonl"])
def test_a_file_that_can_not_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(InputError, match=f"{name} can't be read"):
        report([str(tmp_path)], tuple)


def test_only_as_many_figures_are_kept_as_are_shown() -> None:
    figures = Figures(top=2)
    for number in range(50):
        record = with_article(RECORD, url=f"https://a.example/{number}")
        amount = Decimal(number * 7 % 50)
        figures.add(replace(record, money=(replace(DOLLARS, low=amount, high=amount, same_as=None),) * 2))
        assert len(figures.largest) <= 2
    assert [(each.usd, each.number) for each in figures.largest] == [(Decimal(49), 0), (Decimal(49), 1)]


def test_sums_are_exact() -> None:
    amounts = ["0.000000000001", "999999999999999999999999", "1e24", "-0.1", "1e-999999", "NaN", "Infinity"]
    money = tuple(replace(DOLLARS, low=Decimal(amount), high=None, same_as=None) for amount in amounts)
    figures = Figures(top=9)
    for _ in range(1000):
        figures.add(replace(RECORD, money=money))
    (added,) = figures.sums.values()
    assert (added.figures, added.converted) == (7000, 4000)
    assert added.total == added.usd == Decimal("999999999999999999999998900.000000001000")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("run.json", b"{}", "run.json is not the run.json of a run of this version: "),
        ("run.json", b"\xff", "run.json is not the run.json of a run of this version: "),
        ("failures.jsonl", to_json(FAILURES[0]).encode() + b"\n[]\n", "failures.jsonl:2: not a failure: "),
        ("failures.jsonl", b"\n", "failures.jsonl:1: not a failure: "),
    ],
)
def test_a_file_that_is_not_what_it_should_be(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as raised:
        report([str(tmp_path)], tuple)
    assert str(raised.value).startswith(f"{tmp_path}/{said}")


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        GOLDEN.write_text(report([_output(Path(made))], lambda: RECORDS, top=3), "utf-8")
