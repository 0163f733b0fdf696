"""Page + annotations -> Record: the only module that knows both."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from pipeline import __version__
from pipeline.annotate.annotator import Annotator
from pipeline.annotate.context import Annotations, Context
from pipeline.annotate.language_model import DEFAULT_MODEL, load_language_model
from pipeline.annotate.money import read_rates
from pipeline.document import Document, Failure
from pipeline.errors import DocumentError, UsageError
from pipeline.page.article import read_page
from pipeline.page.language import find_language
from pipeline.page.limits import DEFAULT_LIMITS, Limits
from pipeline.page.types import Page
from pipeline.record.ids import record_id
from pipeline.record.types import SCHEMA_VERSION, Producer, Record, Source

BATCH_SIZE = 32
"""Documents read before they are annotated. What the model allocates for them is given back after them all."""


class Extractor:
    """Turns saved pages into records, with one spaCy pipeline that is loaded once.

    *model* is the name of an installed spaCy pipeline or the path of one; *batch_size* is how many documents
    `extract_many` takes at once, which changes speed and memory, never a record. *rates* is a file of exchange rates of
    the caller's own, in the forms that annotate/money/convert.py reads; None for the European Central Bank's. *limits*
    say how large a page may be.
    Raises ModelError where the model can't be loaded, InputError where the rates can't be read.
    """

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        *,
        batch_size: int = BATCH_SIZE,
        rates: str | Path | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        own_rates = read_rates(Path(rates)) if rates is not None else None
        language_model = load_language_model(model)
        self._annotator = Annotator(language_model, rates=own_rates)
        self._batch_size = batch_size
        self._limits = limits
        self.producer = Producer(
            version=__version__,
            spacy=version("spacy"),
            model=language_model.name,
            model_version=language_model.version,
        )

    def extract(
        self, data: bytes | str, url: str | None = None, *, path: str = "-", media_type: str | None = None
    ) -> Record:
        """The record of one page; *path* says in it where the page was read.

        Raises DocumentError where the data holds no article.
        """
        raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        if isinstance(data, str):
            media_type = f"{media_type or 'text/html'}; charset=utf-8"
        document = Document(data=raw, path=path, url=url, media_type=media_type)
        return self.records([(document, self.read(document))])[0]

    def extract_many(
        self, documents: Iterable[Document], *, on_failure: Callable[[Failure], None] | None = None
    ) -> Iterator[Record]:
        """The records of *documents*, in their order, read and annotated batch by batch as they are asked for.

        A document that holds no article is handed to *on_failure*, and the rest goes on; without it, DocumentError
        is raised.
        """
        stream = iter(documents)
        while batch := list(islice(stream, self._batch_size)):
            read = []
            for document in batch:
                try:
                    read.append((document, self.read(document)))
                except DocumentError as error:
                    if on_failure is None:
                        raise
                    on_failure(Failure(path=document.path, stage=error.stage, code=error.code, message=str(error)))
            yield from self.records(read)

    def annotate(
        self,
        text: str,
        published: str | dt.date | None = None,
        country: str | None = None,
        language: str | None = None,
    ) -> Annotations:
        """Entities, money and dates of plain *text*.

        *published* is the day that relative dates are resolved against: a date, or a string of ISO 8601 whose time,
        if any, is left out. *country* is the publisher's, ISO 3166-1 alpha-2. *language* is the text's, ISO 639-1;
        None: the model's, unless the text is surely in another.
        Raises UsageError for a *published*, *country* or *language* of another form.
        """
        if language is not None and not (len(language) == 2 and language.isascii() and language.isalpha()):
            raise UsageError(f"language {language!r} is not a two-letter code of ISO 639-1; write en, for example")
        if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise UsageError(f"country {country!r} is not a two-letter code of ISO 3166-1; write GB, for example")
        language = language.lower() if language else find_language(self._annotator.language, text)
        context = Context(published=_day(published), country=country and country.upper(), language=language)
        return self._annotator.annotate([({"text": text}, context)])[0]

    def read(self, document: Document) -> Page:
        """The article of *document*, without the language model. Raises DocumentError where it holds none."""
        return read_page(document, self._limits)

    def records(self, read: Sequence[tuple[Document, Page]]) -> list[Record]:
        """The records of pages already read, in their order, annotated as one batch."""
        found = self._annotator.annotate([(page.article.texts(), _context(page)) for _, page in read])
        return [
            self._record(document, page, annotations) for (document, page), annotations in zip(read, found, strict=True)
        ]

    def _record(self, document: Document, page: Page, annotations: Annotations) -> Record:
        return Record(
            schema_version=SCHEMA_VERSION,
            id=record_id(page.article),
            source=Source(
                path=document.path,
                url=document.url,
                sha256=document.sha256,
                media_type=page.media_type,
                encoding=page.encoding,
            ),
            article=page.article,
            entities=annotations.entities,
            money=annotations.money,
            dates=annotations.dates,
            duplicate_of=None,
            warnings=(*page.warnings, *annotations.warnings),
            producer=self.producer,
        )


def _context(page: Page) -> Context:
    article = page.article
    return Context(published=_day(article.published), country=page.country, language=article.language)


def _day(published: str | dt.date | None) -> dt.date | None:
    """The publication day, as the publisher's own clock shows it."""
    if isinstance(published, dt.datetime):
        return published.date()
    if published is None or isinstance(published, dt.date):
        return published
    try:
        return dt.datetime.fromisoformat(published).date()
    except ValueError as error:
        raise UsageError(f"{published!r} is not a date of ISO 8601; write 2018-06-25, for example") from error
