"""Where the time goes: reading pages, the bare language model, our finders. One process, one run, ratios.

    python benchmarks/speed.py PAGES [--model en_core_web_md] [--repeat 3]

PAGES is a folder of saved pages (*.html, *.html.gz). Each row is the best of the repeats, in CPU seconds; the last
column is its ratio to what it is held against: reading to lxml's parse alone, annotating to the bare model.
"""

import argparse
import gzip
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import lxml.html
from bs4 import BeautifulSoup

from pipeline import Document
from pipeline.annotate.annotator import Annotator
from pipeline.annotate.context import Context
from pipeline.annotate.dates import find_dates
from pipeline.annotate.entities import find_entities
from pipeline.annotate.language_model import load_language_model
from pipeline.annotate.money import find_money
from pipeline.errors import DocumentError
from pipeline.page.article import read_page
from pipeline.page.decode import decode
from pipeline.page.passages import Passages, read_passages
from pipeline.page.tree import parse_tree
from pipeline.page.types import Page


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--model", default="en_core_web_md")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--limit", type=int, default=200, help="pages read")
    args = parser.parse_args()
    documents = _documents(args.pages, args.limit)
    read = [page for document in documents if (page := _read(document))]
    articles = [page.article.texts() for page in read]
    texts = [text for article in articles for text in article.values()]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(documents)} pages, {len(read)} articles, {words:,} words\n")

    model = load_language_model(args.model)
    nlp, annotator = model.nlp, Annotator(model)
    with nlp.select_pipes(enable=["ner"]):
        bare = _best(args.repeat, lambda: [doc.ents for doc in nlp.pipe(texts, batch_size=32)])
    ours = _best(args.repeat, lambda: [doc.ents for doc in nlp.pipe(texts, batch_size=32)])
    docs = list(nlp.pipe(texts, batch_size=32))
    parse = _best(args.repeat, lambda: [lxml.html.fromstring(document.data) for document in documents if document.data])
    rows = [
        ("lxml.html.fromstring", parse, parse),
        (
            "BeautifulSoup of the whole page",
            _best(args.repeat, lambda: [_soup(document) for document in documents]),
            parse,
        ),
        (
            "what is read of it: decode, parse, prune, passages",
            _best(args.repeat, lambda: [_tree(d) for d in documents]),
            parse,
        ),
        (
            "read_page: that, and all that is read off it",
            _best(args.repeat, lambda: [_read(d) for d in documents]),
            parse,
        ),
        ("bare model, ner only", bare, bare),
        ("our model: senter and ner", ours, bare),
        ("find_money", _best(args.repeat, lambda: [find_money({"text": doc}, Context()) for doc in docs]), bare),
        ("find_dates", _best(args.repeat, lambda: [find_dates({"text": doc}, Context()) for doc in docs]), bare),
        ("find_entities", _best(args.repeat, lambda: [find_entities({"text": doc}, ()) for doc in docs]), bare),
        (
            "annotating in full: model, finders, parser",
            _best(args.repeat, lambda: [annotator.annotate([(texts, Context())]) for texts in articles]),
            bare,
        ),
    ]
    print("| step | CPU s | words/s | ratio |\n|---|---|---|---|")
    for name, seconds, base in rows:
        print(f"| {name} | {seconds:.2f} | {words / seconds:,.0f} | {seconds / base:.2f} |")


def _documents(folder: Path, limit: int) -> list[Document]:
    paths = sorted(path for pattern in ("*.html", "*.html.gz") for path in folder.rglob(pattern))
    return [Document(data=_bytes(path), path=path.name) for path in paths[:limit]]


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _read(document: Document) -> Page | None:
    try:
        return read_page(document)
    except DocumentError:
        return None


def _soup(document: Document) -> BeautifulSoup:
    with warnings.catch_warnings(action="ignore"):  # XML in place of HTML
        return BeautifulSoup(document.data, "lxml")


def _tree(document: Document) -> Passages | None:
    try:
        return read_passages(parse_tree(decode(document.data).markup).body)
    except DocumentError:
        return None


def _best(repeat: int, work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
