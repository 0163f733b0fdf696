"""News pages in, records out: how much, of which currency, of what, whose and when, with the evidence for each.

    article = pipeline.read_article(data)            # bytes or str -> Article; no language model
    extractor = pipeline.Extractor()                 # loads the spaCy pipeline once
    record = extractor.extract(data)                 # -> Record
    notes = extractor.annotate(text, published="2018-06-25")

Importing the package loads neither spaCy nor a language model: the names below are found on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.annotate.context import Annotations
    from pipeline.document import Document, Failure
    from pipeline.errors import DocumentError, PipelineError, UsageError
    from pipeline.extractor import Extractor
    from pipeline.page.article import read_article
    from pipeline.record.types import Article, Record

__version__ = "0.1.0"

__all__ = [
    "Annotations",
    "Article",
    "Document",
    "DocumentError",
    "Extractor",
    "Failure",
    "PipelineError",
    "Record",
    "UsageError",
    "__version__",
    "read_article",
]

_HOMES = {
    "Annotations": "annotate.context",
    "Article": "record.types",
    "Document": "document",
    "DocumentError": "errors",
    "Extractor": "extractor",
    "Failure": "document",
    "PipelineError": "errors",
    "Record": "record.types",
    "UsageError": "errors",
    "read_article": "page.article",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
