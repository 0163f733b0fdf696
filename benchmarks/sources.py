"""Listing and reading archives of pages, beside a plain folder of the same: memory and speed, as Markdown tables.

    python benchmarks/sources.py [--megabytes 1000] [--pages 2000]

Makes its own pages (made_pages.py) in a temporary folder, and a WARC file of that many megabytes from them, record by
record; nothing is read into records: no page is parsed, and no language model is loaded.
"""

import argparse
import gzip
import io
import json
import os
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType
from made_pages import write_pages

from pipeline import Failure
from pipeline.run.machine import resident
from pipeline.run.plan import make_plan, read_plan
from pipeline.sources import Input, open_source

ROOT = Path(__file__).parent.parent
MB = 2**20


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=2000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = write_pages(Path(folder) / "pages", ROOT / "corpus", args.pages, seed=3)
        _compare(Path(folder), pages)
        _large(Path(folder), pages, args.megabytes)


def _files(pages: Path) -> Iterator[Path]:
    return (path for path in sorted(pages.rglob("*")) if path.is_file())


def _compare(folder: Path, pages: Path) -> None:
    """CPU time of planning and reading each kind of archive, in shards, each with a reading of its own."""
    makers: dict[str, Callable[[Path], None]] = {
        "pages.zip": lambda path: _zip(path, pages),
        "pages.tar": lambda path: _tar(path, pages, "w"),
        "pages.tar.gz": lambda path: _tar(path, pages, "w:gz"),
        "pages.tar.xz": lambda path: _tar(path, pages, "w:xz"),
        "pages.warc.gz": lambda path: _warc(path, pages, None),
        "pages.jsonl.zst": lambda path: _json_lines(path, pages),
    }
    print("| source | MB | planned in CPU s | read in CPU s | pages/s, of a folder's |\n|---|---|---|---|---|")
    plain = None
    for name in ("pages", *makers):
        path = folder / name
        if name in makers:
            makers[name](path)
        size = path.stat().st_size if path.is_file() else sum(each.stat().st_size for each in _files(path))
        planned, read, count = min(_measure(folder / "plan.jsonl", path) for _ in range(3))
        plain = plain or read / count
        print(f"| {name} | {size / MB:.1f} | {planned:.2f} | {read:.2f} | {plain / (read / count):.2f} |", flush=True)


def _measure(plan: Path, path: Path) -> tuple[float, float, int]:
    plan.unlink(missing_ok=True)
    source = open_source(Input(str(path)))
    began = time.process_time()
    planned = make_plan(plan, source, 100)
    listed = time.process_time()
    for shard in read_plan(plan):
        for outcome in source.read(shard.documents):
            if isinstance(outcome, Failure):
                raise SystemExit(f"{outcome.path}: {outcome.message}")
    return listed - began, time.process_time() - listed, planned.documents


def _large(folder: Path, pages: Path, megabytes: int) -> None:
    path = folder / "large.warc.gz"
    _warc(path, pages, megabytes * MB)
    source = open_source(Input(str(path)))
    print(f"\nA WARC file of {path.stat().st_size / MB:,.0f} MB. Memory is of the whole process.\n")
    print("| | documents | memory in MB | wall s |\n|---|---|---|---|")
    began = time.perf_counter()
    print(f"| before | 0 | {_memory():.0f} | 0 |", flush=True)
    planned = make_plan(folder / "large.jsonl", source, 500)
    print(f"| planned | {planned.documents:,} | {_memory():.0f} | {time.perf_counter() - began:.0f} |", flush=True)
    done, step = 0, max(1, planned.documents // 8)
    for shard in read_plan(folder / "large.jsonl"):
        done += sum(1 for _ in source.read(shard.documents))
        if done // step > (done - len(shard.documents)) // step:
            print(f"| read | {done:,} | {_memory():.0f} | {time.perf_counter() - began:.0f} |", flush=True)


def _memory() -> float:
    return (resident(os.getpid()) or 0) / MB


def _zip(path: Path, pages: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for page in _files(pages):
            archive.write(page, page.relative_to(pages))


def _tar(path: Path, pages: Path, mode: str) -> None:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # one of its many modes
        for page in _files(pages):
            archive.add(page, str(page.relative_to(pages)))


def _json_lines(path: Path, pages: Path) -> None:
    with zstandard.open(path, "wb") as file:
        for page in _files(pages):
            file.write(json.dumps({"url": f"https://{page.name}", "html": page.read_text("utf-8")}).encode() + b"\n")


def _warc(path: Path, pages: Path, size: int | None) -> None:
    """Every page of *pages* as a record, or again and again, under new names, until the file has *size* bytes."""
    packed = {page: _answer(page) for page in islice(_files(pages), None if size is None else 500)}
    with path.open("wb") as file:
        number = 0
        while file.tell() < (size or 1):
            for page, answer in packed.items():
                number += 1
                record = WarcRecord()
                record.init_headers(WarcRecordType.response, b"<urn:uuid:%032d>" % number)
                record.headers["WARC-Target-URI"] = f"https://news.example/{number}/{page.name}"
                record.headers["WARC-Date"] = "2018-06-25T10:56:00Z"
                record.set_bytes_content(answer)
                record.is_http = True
                made = io.BytesIO()
                record.write(made)
                file.write(gzip.compress(made.getvalue(), 1))


def _answer(page: Path) -> bytes:
    kind = b"text/html; charset=utf-8" if page.suffix == ".html" else b"text/plain; charset=utf-8"
    return b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + page.read_bytes()


if __name__ == "__main__":
    main()
