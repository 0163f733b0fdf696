from pathlib import Path

from pipeline.cli import fetch, runs
from pipeline.cli.telling import table
from pipeline.fetch import state
from pipeline.run import manifest


def test_the_table_of_a_run() -> None:
    codes = {"empty": 30, "unreadable": 4}
    counts = manifest.Counts(
        documents=1234, records=1200, failures=34, failures_by_code=codes, entities=9, money=8, dates=7
    )
    assert table(runs.counted(counts), 12.34, Path("output")).splitlines() == [
        "documents            1,234",
        "records              1,200",
        "failures                34",
        "  empty                 30",
        "  unreadable             4",
        "skipped                  0",
        "entities                 9",
        "figures                  8",
        "dates                    7",
        "seconds               12.3",
        "output        output",
    ]


def test_the_table_of_a_fetch() -> None:
    counts = state.Counts(urls=1234, new=1200, changed=2, unchanged=3, failures=29, failures_by_code={"http_404": 29})
    assert table(fetch.counted(counts), 0, Path("pages")).splitlines() == [
        "urls               1,234",
        "new                1,200",
        "changed                2",
        "unchanged              3",
        "failures              29",
        "  http_404            29",
        "seconds              0.0",
        "output      pages",
    ]


def test_what_is_left_to_do_is_named() -> None:
    assert ("remaining", 5) in runs.counted(manifest.Counts(documents=5, remaining=5))
    assert ("remaining", 5) in fetch.counted(state.Counts(urls=5, remaining=5))
    assert ("lists read", 2) in fetch.counted(state.Counts(lists=2))
