"""Reading pages beside other readers: one command, one table, each reader with its version.

    python benchmarks/pages.py DATA [--peers] [--only-pages N]

DATA is the folder of development data with score_pages.py, which is not part of the project: it is others' text.
Without --peers ours alone is scored. Each peer runs where it is installed in this interpreter; of one that is not, a
line below the table says how to install it. Best in a virtual environment of its own:

    python -m venv peers && peers/bin/pip install -e . trafilatura newspaper4k readability-lxml htmldate
    peers/bin/python benchmarks/pages.py DATA --peers

Each reader runs in a process of its own, one after the other. "ms" are CPU milliseconds of a page, the median; "x lxml"
is the median ratio to lxml.html.fromstring on the same page, "x trafilatura" the ratio of the medians.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

OURS = "pipeline"
PEERS = {  # the scorer's name of a reader, and the package that brings it
    "trafilatura": "trafilatura",
    "newspaper4k": "newspaper4k",
    "readability": "readability-lxml",
    "htmldate": "htmldate",
}
FIELDS = ("body_f1", "body_precision", "body_recall", "snippet_f1", "title", "authors", "published")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--peers", action="store_true", help="score trafilatura, newspaper4k, readability-lxml, htmldate too"
    )
    parser.add_argument("--only-pages", type=int, help="pages of each set, to try it out")
    args = parser.parse_args()
    scores: dict[str, dict[str, Any]] = {}
    missing = []
    for reader, package in ({OURS: "news-pipeline"} | (PEERS if args.peers else {})).items():
        try:
            name = f"{package} {version(package)}"
        except PackageNotFoundError:
            missing.append(f"{package}: not installed here; pip install {package}")
            continue
        scores[name] = _score(args.data, reader, args.only_pages)
    _show(scores)
    print("\n".join(missing))


def _score(data: Path, reader: str, pages: int | None) -> dict[str, Any]:
    """What the scorer says of *reader* on all pages together."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        command = [sys.executable, str(data / "score_pages.py"), "--extractor", reader, "--json", str(out)]
        command += ["--only-pages", str(pages)] if pages else []
        subprocess.run(command, check=True, capture_output=True)
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))["scores"]["all"]
    return found


def _show(scores: dict[str, dict[str, Any]]) -> None:
    base = next((values["ms"] for name, values in scores.items() if name.startswith("trafilatura ")), None)
    heads = ("reader", *(field.replace("_", " ") for field in FIELDS), "errors", "ms", "x lxml", "x trafilatura")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for name, values in scores.items():
        fields = [f"{100 * values[field]:.1f}" if field in values else "–" for field in FIELDS]
        ratio = f"{values['ms'] / base:.2f}" if base else "–"
        cells = [name, *fields, str(values["errors"]), f"{values['ms']:.1f}", f"{values['x_lxml']:.1f}", ratio]
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
