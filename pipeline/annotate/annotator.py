"""The order of the finders, and the batches that the language model is fed in."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from pipeline.annotate.context import Annotations, Context, Docs
from pipeline.annotate.dates import find_dates
from pipeline.annotate.entities import find_entities
from pipeline.annotate.language_model import LanguageModel
from pipeline.annotate.money import find_money
from pipeline.annotate.span import Span
from pipeline.record.types import Money, Timex, Warning
from pipeline.record.warnings import warn

BATCH_SIZE = 32
"""Texts fed to the model at once: faster than 128, and half its memory (measured on news articles)."""

LONGEST_TEXT = 400_000
"""Characters of one text that are annotated. The model needs about 1 GB per 100,000 characters of one text when its
parser runs (spaCy's nlp.max_length); without it 400,000 stay below that. The longest articles have about 100,000."""

Texts = Mapping[str, str]
"""The texts of one article by their `in` name, in reading order."""


class Annotator:
    """Finds entities, money and dates in articles' texts with one loaded language model.

    Each article's annotations depend on its own texts and context alone, never on its neighbours in a batch.
    """

    def __init__(self, model: LanguageModel, *, batch_size: int = BATCH_SIZE) -> None:
        self._nlp = model.nlp
        self._nlp.max_length = LONGEST_TEXT + 1
        self._batch_size = batch_size

    def annotate(self, articles: Sequence[tuple[Texts, Context]]) -> list[Annotations]:
        """What is found in each of *articles*, in their order."""
        places = [(n, in_) for n, (texts, _) in enumerate(articles) for in_ in texts]
        heads = [_head(text) for texts, _ in articles for text in texts.values()]
        docs: list[dict[str, Doc]] = [{} for _ in articles]
        # What the model allocates for these texts (strings, vectors) is given back with the zone; plain data leaves it.
        with self._nlp.memory_zone():
            parsed = self._nlp.pipe(heads, batch_size=self._batch_size)
            for (n, in_), doc in zip(places, parsed, strict=True):
                docs[n][in_] = doc
            return [
                _annotations(texts, article_docs, context)
                for (texts, context), article_docs in zip(articles, docs, strict=True)
            ]


def _head(text: str) -> str:
    """*text* up to the last line end within LONGEST_TEXT characters."""
    if len(text) <= LONGEST_TEXT:
        return text
    end = text.rfind("\n", 0, LONGEST_TEXT)
    return text[: end if end > 0 else LONGEST_TEXT]


def _annotations(texts: Texts, docs: Docs, context: Context) -> Annotations:
    money = find_money(docs, context)
    dates = find_dates(docs, context)
    values: list[Money | Timex] = [*money, *dates]
    taken = [Span(value.in_, value.start, value.end) for value in values]
    entities = find_entities(docs, taken)
    capped = [
        warn("text_capped", in_=in_, length=len(text), cap=LONGEST_TEXT)
        for in_, text in texts.items()
        if len(text) > LONGEST_TEXT
    ]
    return Annotations(entities=entities, money=money, dates=dates, warnings=(*capped, *_unknown_currencies(money)))


def _unknown_currencies(money: Sequence[Money]) -> list[Warning]:
    figures = [figure for figure in money if figure.currency is None]
    if not figures:
        return []
    return [warn("currency_unknown", figures=", ".join(f"{figure.id} ({figure.text})" for figure in figures))]
