"""An extractor without a language model: its documents say what shall happen to them."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from pipeline.document import Document
from pipeline.errors import DocumentError
from pipeline.page.types import Page
from pipeline.record.types import Producer, Record
from pipeline.run.manifest import Options
from tests.unit.record.made import RECORD, bare_record

OPTIONS = Options(model="fake", shard_size=2, batch_size=2, database=True)


class FakeExtractor:
    """A document of "https://one.example/ text" has that canonical URL; words in capitals are faults."""

    def __init__(self, model_version: str = "1") -> None:
        self.producer: Producer = replace(RECORD.producer, model="fake", model_version=model_version)
        self.batches: list[int] = []

    def read(self, document: Document) -> Page:
        text = document.data.decode()
        if not text:
            raise DocumentError("page", "empty", "The document holds no text.")
        do_harm(text, "READ")
        if "READ-CRASH" in text:
            raise RecursionError(f"too deep at {self!r} in /home/somebody/site-packages/parser.py")
        first, _, rest = text.partition(" ")
        url = first if first.startswith("https://") else None
        article = bare_record(document.path, rest if url else text, url=url).article
        return Page(article=article, country=None, media_type="text/html", encoding="utf-8", warnings=())

    def records(self, read: Sequence[tuple[Document, Page]]) -> list[Record]:
        self.batches.append(len(read))
        for _, page in read:
            do_harm(page.article.text, "MODEL")
        if any("MODEL-CRASH" in page.article.text for _, page in read):
            raise ValueError("the model could not")
        if any("INTERRUPT" in page.article.text for _, page in read):
            raise KeyboardInterrupt
        if any("LOSE" in page.article.text for _, page in read):
            return []
        return [self._record(document, page) for document, page in read]

    def _record(self, document: Document, page: Page) -> Record:
        record = bare_record(document.path, page.article.text, url=page.article.url)
        if "BREAK" in page.article.text:
            record = replace(record, duplicate_of=record.id)
        source = replace(record.source, sha256=document.sha256)
        return replace(record, source=source, producer=self.producer)


def do_harm(text: str, where: str) -> None:
    """Does what no process can catch, where *text* asks for it."""
    if f"{where}-SEGFAULT" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if f"{where}-EXIT" in text:
        os._exit(3)
    while f"{where}-LOOP" in text:
        pass
    eaten = []
    while f"{where}-EAT" in text:
        eaten.append(b"x" * 2**20)


def write_pages(root: Path, pages: dict[str, str]) -> Path:
    """Writes *pages*, a text each, below *root*; *root* itself."""
    root.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root
