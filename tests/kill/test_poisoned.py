"""A folder of all that can go wrong, run with the language model: every document is accounted for."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.run.nursery import CAN_FORK
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="limits are kept on Linux")

PARAGRAPH = "<p>Hale Shipping will pay $3 million for a berth in Gdynia, its board said on Tuesday, in 2021.</p>"
PAGE = f"<html><head><title>Quay fees rise</title></head><body><article>{PARAGRAPH * 5}</article></body></html>"
GOOD = [
    "新闻.html",
    "أخبار.html",
    "новости.html",
    "ข่าว.html",
    "two\nlines.html",
    'a b\'s "c".html',
    "-rf.html",
    "%00.html",
]
HARM = {
    "crash-read": ("READ-SEGFAULT", "page", "crashed"),
    "crash-model": ("MODEL-EXIT", "annotate", "crashed"),
    "loop-read": ("READ-LOOP", "page", "timeout"),
    "loop-model": ("MODEL-LOOP", "annotate", "timeout"),
    "eat-read": ("READ-EAT", "page", "out_of_memory"),
    "eat-model": ("MODEL-EAT", "annotate", "out_of_memory"),
}
EMPTY = 1000


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("poisoned") / "pages"
    (root / "good").mkdir(parents=True)
    for name in GOOD:
        (root / "good" / name).write_text(PAGE)
    (root / "good" / os.fsdecode(b"caf\xe9.html")).write_text(PAGE)
    (root / "empty").mkdir()
    for n in range(EMPTY):
        (root / "empty" / f"{n:04}.html").touch()
    for name, (harm, _, _) in HARM.items():
        (root / f"{name}.html").write_text(f"<!--{harm}-->{PAGE}")
    (root / "dollars.html").write_text(PAGE.replace("berth", "$" * 8_000, 1))
    with (root / "huge.html").open("w") as huge:
        huge.write(f"<html><body><article>{PARAGRAPH}")
        for _ in range(60 * 2**20 // len(PARAGRAPH)):
            huge.write(PARAGRAPH)
    (root / "above").symlink_to(root)
    (root / "good" / "round").symlink_to(root / "good")
    (root / "itself").symlink_to(root / "itself")
    (root / "gone.html").symlink_to(root / "nowhere.html")
    os.mkfifo(root / "pipe.html")
    return root


def test_every_document_is_accounted_for(pages: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    limits = ["--document-timeout", "8", "--max-memory", "1500M", "--workers", "2", "--shard-size", "300"]
    command = [sys.executable, "-m", "tests.kill.poisoned", "run", str(pages), "-o", str(output), *limits]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    counts = json.loads((output / "run.json").read_bytes())["counts"]
    lines = [line for path in (output / "records").iterdir() for line in path.read_bytes().splitlines()]
    records = {record["source"]["path"] for record in map(json.loads, lines)}
    failures = {
        failure["path"]: (failure["stage"], failure["code"])
        for failure in map(json.loads, (output / "failures.jsonl").read_bytes().splitlines())
    }
    assert counts["documents"] == len(records) + len(failures)
    assert {f"good/{name}" for name in GOOD} | {r"good/caf\xe9.html", "dollars.html"} == records
    expected = {f"{name}.html": (stage, code) for name, (_, stage, code) in HARM.items()}
    assert {path: why for path, why in failures.items() if path in expected} == expected
    assert failures["huge.html"][1] in {"timeout", "out_of_memory", "too_large"}
    unreadable = {path for path, (stage, code) in failures.items() if (stage, code) == ("source", "unreadable")}
    assert unreadable == {"gone.html", "itself"}  # a pipe is no file, and not waited for
    assert Counter(code for _, code in failures.values())["empty"] == EMPTY
    valid = subprocess.run(
        [sys.executable, "-m", "pipeline", "validate", *(output / "records").iterdir()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert valid.returncode == 0, valid.stdout
