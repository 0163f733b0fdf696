"""Other readers of money beside ours, on the development sentences and by their scorer, as Markdown rows.

    python -m venv peers
    peers/bin/python -m pip install price-parser quantulum3 recognizers-text-suite "emoji<2"
    python benchmarks/peers_money.py DATA --peers peers/bin/python

DATA is the folder with money-dev.jsonl and score_text.py. The peers are no dependencies of this project and pin
others of their own: they are read by the interpreter of --peers (default: this one); what it lacks is named. Each peer
gets what it does not say: a bare "$" or "dollar" counts as USD, "£" and "pound" as GBP; quantulum3's mean and
uncertainty are taken as the two ends of a range; it runs without its classifier (that of its `classifier` extra).
spaCy's MONEY spans have no value: only whether they are found can be scored.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Set
from decimal import Decimal
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Prediction = dict[str, Any]
Reader = Callable[[Prediction], list[Prediction]]

CODES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "cent": "USD", "£": "GBP", "pound": "GBP", "pound sterling": "GBP",
    "pence": "GBP", "penny": "GBP", "€": "EUR", "euro": "EUR", "¥": "JPY", "₹": "INR", "rs": "INR", "rs.": "INR",
    "rupee": "INR", "rm": "MYR", "yuan": "CNY", "hk$": "HKD", "a$": "AUD", "c$": "CAD", "nt$": "TWD", "s$": "SGD",
    "r$": "BRL", "₩": "KRW", "zł": "PLN",
}  # fmt: skip  # what the peers call a currency where they give no code


def main() -> None:
    """Prints a row for each reader, or answers for one of them where --read says so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the peers")
    parser.add_argument("--model", default="en_core_web_md")
    parser.add_argument("--read", choices=READERS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.read:
        _answer(args.data, READERS[args.read][2](args.model))
        return
    print(f"| | {' | '.join(COLUMNS)} |\n|---{'|---' * len(COLUMNS)}|")
    for name, (package, said, _) in READERS.items():
        python = sys.executable if name in OURS else args.peers
        read = [python, __file__, args.data, "--read", name, "--model", args.model]
        done = subprocess.run(list(map(str, read)), capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit code {done.returncode}"
            print(f"{name}: not run ({reason}); see --help for how to install {package}", file=sys.stderr)
            continue
        *answers, label = done.stdout.splitlines()
        scores = dict(zip(COLUMNS, _score(args.data, answers), strict=True))
        print(f"| {label} | {' | '.join(scores[c] if c in said else '–' for c in COLUMNS)} |")


def _answer(data: Path, reader: Reader) -> None:
    """Prints a line of predictions for each text, then the name and version of what read them."""
    for line in (data / "money-dev.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        try:
            money = reader(item)
        except Exception as error:  # noqa: BLE001 -- a peer that fails on a text has found nothing in it
            print(f"{item['id']}: {error!r}", file=sys.stderr)
            money = []
        print(json.dumps({"id": item["id"], "dates": [], "money": money}, default=str))
    print(next(f"{name} {_version(package)}" for name, (package, _, _) in READERS.items() if name in sys.argv))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _score(data: Path, answers: list[str]) -> list[str]:
    """The figures of the scorer's last row, all sets together."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        predictions.write_text("\n".join(answers), "utf-8")
        score = [sys.executable, data / "score_text.py", data / "money-dev.jsonl", predictions]
        done = subprocess.run(list(map(str, score)), check=True, capture_output=True, text=True)
    row = next(line for line in done.stdout.splitlines() if line.startswith("all money"))
    return row.removeprefix("all money").split()[:-1]


def _ours(model: str) -> Reader:
    pipeline, serialize = import_module("pipeline"), import_module("pipeline.record.serialize")
    extractor = pipeline.Extractor(model)

    def read(item: Prediction) -> list[Prediction]:
        notes = extractor.annotate(item["text"], published=item["published"], country=item["country"])
        return [json.loads(serialize.to_json(money)) for money in notes.money]

    return read


def _spacy(model: str) -> Reader:
    nlp = import_module("pipeline.annotate.language_model").load_language_model(model).nlp

    def read(item: Prediction) -> list[Prediction]:
        spans = [ent for ent in nlp(item["text"]).ents if ent.label_ == "MONEY"]
        return [_prediction(ent.start_char, ent.end_char, None, None, None) for ent in spans]

    return read


def _price_parser(_: str) -> Reader:
    price = import_module("price_parser").Price

    def read(item: Prediction) -> list[Prediction]:
        found = price.fromstring(item["text"])
        start = item["text"].find(found.amount_text) if found.amount_text else -1
        if start < 0:
            return []
        return [_prediction(start, start + len(found.amount_text), found.amount, found.amount, found.currency)]

    return read


def _quantulum(_: str) -> Reader:
    parser = import_module("quantulum3.parser")

    def read(item: Prediction) -> list[Prediction]:
        return list(_quantities(parser.parse(item["text"])))

    return read


def _quantities(quantities: list[Any]) -> Iterator[Prediction]:
    for quantity in quantities:
        if quantity.unit.entity.name == "currency":
            value, spread = Decimal(str(quantity.value)), Decimal(str(quantity.uncertainty or 0))
            code = getattr(quantity.unit, "currency_code", None) or quantity.unit.name
            start, end = quantity.span
            yield _prediction(start, end, value - spread, value + spread, code)


def _recognizers(_: str) -> Reader:
    recognize = import_module("recognizers_number_with_unit").recognize_currency
    english = import_module("recognizers_text").Culture.English

    def read(item: Prediction) -> list[Prediction]:
        return [
            _prediction(
                found.start,
                found.end + 1,
                found.resolution["value"],
                found.resolution["value"],
                found.resolution.get("isoCurrency") or found.resolution["unit"],
            )
            for found in recognize(item["text"], english)
            if found.resolution
        ]

    return read


def _prediction(start: int, end: int, low: object, high: object, currency: str | None) -> Prediction:
    name = currency or ""
    code = name if re.fullmatch(r"[A-Z]{3}", name) else CODES.get(name.lower())
    return {"start": start, "end": end, "low": low, "high": high, "currency": code, "qualifier": None}


COLUMNS = ("all right F1", "found F1", "amount", "currency", "qualifier", "clean")
VALUES = frozenset(COLUMNS) - {"qualifier"}
READERS: dict[str, tuple[str, Set[str], Callable[[str], Reader]]] = {  # package, what it says, how it is called
    "news-pipeline": ("news-pipeline", frozenset(COLUMNS), _ours),
    "spaCy": ("spacy", {"found F1", "clean"}, _spacy),
    "ms-recognizers-text": ("recognizers-text-suite", VALUES, _recognizers),
    "quantulum3": ("quantulum3", VALUES, _quantulum),
    "price-parser": ("price-parser", VALUES, _price_parser),
}
OURS = {"news-pipeline", "spaCy"}


if __name__ == "__main__":
    main()
