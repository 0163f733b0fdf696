"""Reading pages beside other readers: one command, one table, each reader with its version.

    python benchmarks/pages.py DATA [--peers] [--only-pages N]

DATA is the folder of development data with score_pages.py, which is not part of the project: it is others' text.
Without --peers ours alone is scored. Each peer runs where it is installed in this interpreter; of one that is not, a
line below the table says how to install it. Best in a virtual environment of its own:

    python -m venv peers && peers/bin/pip install -e . trafilatura newspaper4k readability-lxml htmldate
    peers/bin/python benchmarks/pages.py DATA --peers

Each reader runs in a process of its own, one after the other. "ms" are CPU milliseconds of a page, the median; "x lxml"
is the median ratio to lxml.html.fromstring on the same page, "x trafilatura" the ratio of the medians.

Below the table: publication dates right, and pages not read, without the golds that disputed.toml lists as wrong.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
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
DISPUTED = tomllib.loads((Path(__file__).parent / "disputed.toml").read_text("utf-8"))
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
        report = json.loads(out.read_text("utf-8"))
    scores: dict[str, Any] = report["scores"]["all"]
    return scores | {"undisputed": _undisputed(report["pages"])}


def _undisputed(pages: list[dict[str, Any]]) -> str:
    """What is left to say of *pages* where the golds that are believed wrong don't count."""
    listed = {part: {name for names in kinds.values() for name in names} for part, kinds in DISPUTED.items()}
    names = [page["file"].removesuffix(".html.gz") for page in pages]
    dated = [
        page["scores"]["published"]
        for name, page in zip(names, pages, strict=True)
        if "published" in page["scores"] and name not in listed["published"] | listed["refused"]
    ]
    unread = sum(bool(page["error"]) and name not in listed["refused"] for name, page in zip(names, pages, strict=True))
    share = f"{100 * sum(dated) / len(dated):.1f} of {len(dated):,}" if dated else "–"
    return f"published {share}, errors {unread}"


def _show(scores: dict[str, dict[str, Any]]) -> None:
    base = next((values["ms"] for name, values in scores.items() if name.startswith("trafilatura ")), None)
    heads = ("reader", *(field.replace("_", " ") for field in FIELDS), "errors", "ms", "x lxml", "x trafilatura")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for name, values in scores.items():
        fields = [f"{100 * values[field]:.1f}" if field in values else "–" for field in FIELDS]
        ratio = f"{values['ms'] / base:.2f}" if base else "–"
        cells = [name, *fields, str(values["errors"]), f"{values['ms']:.1f}", f"{values['x_lxml']:.1f}", ratio]
        print(f"| {' | '.join(cells)} |")
    print("\nWithout the golds of disputed.toml:")
    for name, values in scores.items():
        print(f"{name}: {values['undisputed']}")


if __name__ == "__main__":
    main()
