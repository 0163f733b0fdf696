from pathlib import Path

from pipeline.run.manifest import Counts
from pipeline.run.session import Outcome
from pipeline.run.summary import summary

COUNTS = Counts(
    documents=1234,
    records=1200,
    failures=34,
    failures_by_code={"empty": 30, "unreadable": 4},
    entities=9,
    money=8,
    dates=7,
)


def test_the_table() -> None:
    assert summary(Outcome(counts=COUNTS, seconds=12.34), Path("output")).splitlines() == [
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


def test_what_is_left_to_do_is_named() -> None:
    lines = summary(Outcome(counts=Counts(documents=5, remaining=5), seconds=0), Path("output")).splitlines()
    assert "remaining             5" in lines
