"""Quality on the development data: one command, the project's own scorers' numbers, as Markdown table rows.

    python benchmarks/quality.py DATA [--model en_core_web_md] [--only gold text pages]

DATA is the folder of development data (score_gold.py, score_text.py, score_pages.py and what they score against), which
is not part of the project: it is others' text. Below dates-dev its scores without the golds that disputed.toml lists as
wrong: only such were looked for where ours differs, so the plain scores are the ones to compare with others.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from pipeline import Extractor
from pipeline.record.serialize import to_json

DISPUTED = tomllib.loads((Path(__file__).parent / "disputed.toml").read_text("utf-8"))["dates"]
TIMEX = r"timex .*|all timex.*"


def main() -> None:
    """Prints what each scorer says of this pipeline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="en_core_web_md")
    parser.add_argument("--only", nargs="+", choices=["gold", "text", "pages"], default=["gold", "text", "pages"])
    args = parser.parse_args()
    if "gold" in args.only:
        gold = [args.data / "score_gold.py", "--extractor", f"pipeline:{args.model}", "--gold", args.data / "gold-dev"]
        _show("gold-dev", _run(gold), r"^(money\.|dates\.|entities\.(distinct|mentions\.(exact|relaxed)) ).*")
    if "text" in args.only:
        extractor = Extractor(args.model)
        for name in ("dates-dev", "money-dev"):
            with tempfile.TemporaryDirectory() as folder:
                gold, predictions = args.data / f"{name}.jsonl", Path(folder) / "predictions.jsonl"
                _predict(extractor, gold, predictions)
                _show(name, _run([args.data / "score_text.py", gold, predictions]), r".*\S.*")
                if name == "dates-dev":
                    left = _undisputed(gold, predictions, Path(folder))
                    _show(f"{name} without disputed golds", _run([args.data / "score_text.py", *left]), TIMEX)
    if "pages" in args.only:
        _show("pages-dev", _run([args.data / "score_pages.py", "--extractor", "pipeline"]), r".*\S.*")


def _predict(extractor: Extractor, gold: Path, predictions: Path) -> None:
    with predictions.open("w", encoding="utf-8") as out:
        for line in gold.read_text("utf-8").splitlines():
            item = json.loads(line)
            notes = extractor.annotate(item["text"], published=item["published"], country=item["country"])
            answer = {
                "id": item["id"],
                "dates": [json.loads(to_json(date)) for date in notes.dates],
                "money": [json.loads(to_json(money)) for money in notes.money],
            }
            out.write(json.dumps(answer) + "\n")


def _undisputed(gold: Path, predictions: Path, folder: Path) -> list[str | Path]:
    """Both files without the golds that are believed wrong, and without what was found there."""
    listed = {place for places in DISPUTED.values() for place in places}
    golds, found = _lines(gold), _lines(predictions)
    for text, answer in zip(golds, found, strict=True):
        name = text["id"].rpartition("/")[2]
        wrong = [date for date in text["expect_dates"] if f"{name}@{date['start']}" in listed]
        text["expect_dates"] = [date for date in text["expect_dates"] if date not in wrong]
        answer["dates"] = [
            date
            for date in answer["dates"]
            if not any(date["start"] < other["end"] and other["start"] < date["end"] for other in wrong)
        ]
    left: list[str | Path] = []
    for name, lines in (("gold.jsonl", golds), ("answers.jsonl", found)):
        left.append(folder / name)
        (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return left


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _run(command: list[str | Path]) -> str:
    done = subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, text=True)
    return done.stdout


def _show(title: str, output: str, wanted: str) -> None:
    print(f"\n## {title}\n")
    print("\n".join(line for line in output.splitlines() if re.match(wanted, line)))


if __name__ == "__main__":
    main()
