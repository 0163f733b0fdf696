"""Pages a second, from files to records and database, against the bare language model and a script of kept libraries.

    python benchmarks/throughput.py [--pages 500] [--glue-python VENV/bin/python]

Makes its own pages (made_pages.py) and prints a Markdown table. Every row is measured in processes of its own, on as
many cores as it says, without the time that loading the model takes; "bare" is nlp.pipe of the model as it comes, with
the entity recogniser alone, over the texts of the same articles.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from made_pages import write_pages

from pipeline import Extractor, Failure
from pipeline.errors import DocumentError
from pipeline.page.article import read_page
from pipeline.run.manifest import Options
from pipeline.run.progress import Progress
from pipeline.run.session import run
from pipeline.sources import Input, open_source

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parent.parent
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main() -> None:
    """Prints the table; or, as the processes that it starts do, the seconds of one of its rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="en_core_web_md")
    parser.add_argument("--glue-python", type=Path, help="the interpreter of an environment for glue.py")
    parser.add_argument("--repeat", type=int, default=1, help="the best of so many counts")
    parser.add_argument("--one", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--part", type=int, nargs=2, default=[0, 1], help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        PARTS[args.one](args.folder, args.model, args.part)
        return
    with tempfile.TemporaryDirectory() as folder:
        pages = write_pages(Path(folder) / "pages", ROOT / "corpus", args.pages, args.seed)
        size = sum(path.stat().st_size for path in pages.rglob("*.*"))
        print(f"{args.pages} pages, {size / args.pages / 1024:,.0f} KB each, seed {args.seed}, {args.model}\n")
        own = [sys.executable, __file__, "--model", args.model, "--folder", str(pages)]
        best: Callable[..., float] = partial(_best, args.repeat)
        rows = {
            ("bare", 1): best([[*own, "--one", "bare"]], 1),
            ("bare", 2): best([[*own, "--one", "bare", "--part", part, "2"] for part in "01"], 2),
            ("news-pipeline run", 1): best([[*own, "--one", "run", "--part", "0", "1"]], 1),
            ("news-pipeline run", 2): best([[*own, "--one", "run", "--part", "0", "2"]], 2),
        }
        if args.glue_python:
            rows["glue script", 1] = best([[str(args.glue_python), str(ROOT / "benchmarks/glue.py"), str(pages)]], 1)
    print("| what | cores | pages/s | to bare | to glue |\n|---|---|---|---|---|")
    for (what, cores), seconds in rows.items():
        bare = rows["bare", cores] / seconds
        glue = f"{rows['glue script', 1] / seconds:.2f}" if ("glue script", 1) in rows else "–"
        print(f"| {what} | {cores} | {args.pages / seconds:.1f} | {bare:.2f} | {glue} |")


def _best(repeat: int, commands: list[list[str]], cores: int) -> float:
    return min(_seconds(commands, cores) for _ in range(repeat))


def _seconds(commands: list[list[str]], cores: int) -> float:
    """The most seconds that one of *commands*, side by side on so many *cores*, says it took."""
    usable = sorted(os.sched_getaffinity(0))[:cores]
    processes = [
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | ONE_THREAD,
            preexec_fn=partial(os.sched_setaffinity, 0, usable),
        )
        for command in commands
    ]
    return max(float(process.communicate()[0].split()[-1]) for process in processes)


def _bare(folder: Path, model: str, part: list[int]) -> None:
    """nlp.pipe over the texts of every *part*-th article."""
    texts = []
    source = open_source(Input(str(folder)))
    entries = sorted(source.entries(), key=lambda entry: entry.path)[part[0] :: part[1]]
    for document in source.read(entries):
        if isinstance(document, Failure):
            sys.exit(f"{document.path}: {document.message}")
        try:
            texts += [text for text in read_page(document).article.texts().values() if text]
        except DocumentError as error:
            sys.exit(f"{document.path}: {error}")
    nlp = _as_it_comes(model)
    began = time.perf_counter()
    for doc in nlp.pipe(texts):
        _ = doc.ents
    print(time.perf_counter() - began)


def _as_it_comes(model: str) -> "Language":
    """The spaCy pipeline *model*, loaded as its documentation says, with its entity recogniser alone."""
    import spacy

    from pipeline.annotate.language_model import INDEX_COPIES

    warnings.filterwarnings("ignore", message=r"\[W095\]")  # see pipeline/annotate/language_model.py
    unused = ["tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]
    if model in INDEX_COPIES and importlib.util.find_spec(model) is None:
        nlp: Language = importlib.import_module(INDEX_COPIES[model][0]).load(exclude=unused)
        return nlp
    return spacy.load(model, exclude=unused)


class Timed(Progress):
    """Notes when the work begins."""

    began = 0.0

    def start(self, documents: int, done: int, failures: int) -> None:
        """See Progress.start."""
        super().start(documents, done, failures)
        self.began = time.perf_counter()


def _run(folder: Path, model: str, part: list[int]) -> None:
    """A whole run by so many workers as *part* ends with."""
    progress = Timed(quiet=True)
    options = Options(model=model, shard_size=100, database=True, workers=part[1])
    with tempfile.TemporaryDirectory() as output:
        outcome = run([Input(str(folder))], Path(output), options, partial(Extractor, model), progress=progress)
        ended = time.perf_counter()
    if outcome.counts.failures:
        sys.exit(f"{outcome.counts.failures} pages gave no record")
    print(ended - progress.began)


PARTS: dict[str, Callable[[Path, str, list[int]], None]] = {"bare": _bare, "run": _run}


if __name__ == "__main__":
    main()
