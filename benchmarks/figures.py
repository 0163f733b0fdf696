"""What figures are about: how often each part is right, by rule, and what reading it costs.

    python benchmarks/figures.py DATA [--pages FOLDER] [--model en_core_web_md] [--repeat 3]

DATA holds score_gold.py and gold-dev, which are not part of the project. A part is right as score_gold.py has it;
"stated" are the figures for which the gold accepts no empty answer. FOLDER holds saved pages (*.html, *.html.gz): on
them the cost is measured, in CPU seconds and as a ratio to the language model in the same run.
"""

import argparse
import gzip
import importlib.util
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline import Document, Extractor
from pipeline.annotate.context import Context
from pipeline.annotate.dates import find_dates
from pipeline.annotate.entities import find_entities
from pipeline.annotate.figures import describe_figures
from pipeline.annotate.language_model import load_language_model
from pipeline.annotate.money import find_money
from pipeline.annotate.span import Span
from pipeline.annotate.syntax import Syntax
from pipeline.errors import DocumentError
from pipeline.page.article import read_page
from pipeline.record.types import Money, Timex

PARTS = ("subject", "measure", "period")


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--model", default="en_core_web_md")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--limit", type=int, default=150, help="pages read")
    args = parser.parse_args()
    _quality(args.data, args.model)
    if args.pages:
        _cost(args.pages, args.model, args.repeat, args.limit)


def _quality(data: Path, model: str) -> None:
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    for rule, said, right, stated in _answers(data, model):
        whole = int(all(right.values()))
        rules[rule].update({"figures": 1, "whole": whole})
        parts["whole fact"].update({"said": 1, "right": whole, "stated": any(stated.values())})
        parts["whole fact"]["stated_right"] += whole and any(stated.values())
        for part in PARTS:
            parts[part].update({"said": said[part], "right": said[part] and right[part], "stated": stated[part]})
            parts[part]["stated_right"] += stated[part] and right[part]
            rules[rule].update({f"{part}_said": said[part], f"{part}_right": said[part] and right[part]})
    print("| part | precision | recall where stated |\n|---|---|---|")
    for part, n in parts.items():
        print(f"| {part} | {_share(n['right'], n['said'])} | {_share(n['stated_right'], n['stated'])} |")
    print("\n| rule | figures | whole fact right | subject | measure | period |\n|---|---|---|---|---|---|")
    for rule, n in sorted(rules.items(), key=lambda item: (-item[1]["figures"], item[0])):
        cells = " | ".join(f"{n[f'{part}_right']}/{n[f'{part}_said']}" for part in PARTS)
        print(f"| {rule} | {n['figures']} | {n['whole']} | {cells} |")


def _share(right: int, of_all: int) -> str:
    return f"{right / of_all:.2f} ({right}/{of_all})" if of_all else "-"


def _answers(data: Path, model: str) -> Iterator[tuple[str, dict[str, bool], dict[str, bool], dict[str, bool]]]:
    """Of each annotated figure that was found: the rule, and by part: said, right, and stated in the gold."""
    scorer = _load(data / "score_gold.py")
    extractor = Extractor(model)
    for path in sorted((data / "gold-dev").glob("*.json")):
        gold = scorer.parts_of(json.loads(path.read_text("utf-8")), False)["text"]
        notes = extractor.annotate(gold["text"], published=gold["published"], country=gold["country"])
        found = scorer.read_notes(notes, gold["text"])
        dates = {date["id"]: date for date in gold["dates"]}
        wanted = [figure for figure in gold["money"] if not figure.get("optional")]
        places = [(figure["start"], figure["end"]) for figure in wanted]
        pairs = scorer.pair(places, [(figure["start"], figure["end"]) for figure in found["money"]])
        for i, j in pairs.items():
            truth, about = wanted[i]["about"], found["money"][j]["about"]
            right = {
                "subject": scorer.subject_right(truth, about["subject"], found["entities"]),
                "measure": scorer.measure_right(truth, about["measure"]),
                "period": scorer.period_right(truth, about["period"], found["dates"], dates),
            }
            empty_is_right = {
                "subject": scorer.subject_right(truth, None, []),
                "measure": scorer.measure_right(truth, None),
                "period": scorer.period_right(truth, None, [], dates),
            }
            said = {part: about[part] is not None for part in PARTS}
            yield notes.money[j].about.rule or "(none)", said, right, {part: not empty_is_right[part] for part in PARTS}


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} can't be read")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _cost(folder: Path, model: str, repeat: int, limit: int) -> None:
    texts = list(_texts(folder, limit))
    language_model = load_language_model(model)
    syntax = Syntax(language_model)
    docs = list(language_model.nlp.pipe(texts, batch_size=32))
    found = []
    for doc in docs:
        money, dates = find_money({"text": doc}, Context()), find_dates({"text": doc}, Context())
        items: list[Money | Timex] = [*money, *dates]
        taken = [Span(item.in_, item.start, item.end) for item in items]
        found.append(({"text": doc}, money, dates, find_entities({"text": doc}, taken), syntax))
    bare = _best(repeat, lambda: list(language_model.nlp.pipe(texts, batch_size=32)))
    ours = _best(repeat, lambda: [describe_figures(*each) for each in found])
    figures = sum(len(each[1]) for each in found)
    words = sum(map(len, docs))
    print(f"\n{len(texts)} texts, {words:,} words, {figures} figures ({1000 * figures / words:.1f} in 1,000 words)")
    print(f"\n| step | CPU s | ratio |\n|---|---|---|\n| senter and ner | {bare:.2f} | 1.00 |")
    print(f"| describe_figures | {ours:.2f} | {ours / bare:.2f} |")


def _texts(folder: Path, limit: int) -> Iterator[str]:
    paths = sorted(path for pattern in ("*.html", "*.html.gz") for path in folder.rglob(pattern))
    for path in paths[:limit]:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            yield read_page(Document(data=data, path=path.name)).article.text
        except DocumentError:
            continue


def _best(repeat: int, work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
