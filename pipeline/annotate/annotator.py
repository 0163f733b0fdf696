"""The order of the finders, and the batches that the language model is fed in."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from pipeline.annotate.common_words import CommonWords
from pipeline.annotate.context import Annotations, Context, with_text
from pipeline.annotate.dates import find_dates
from pipeline.annotate.entities import find_entities
from pipeline.annotate.figures import describe_figures
from pipeline.annotate.language_model import LanguageModel
from pipeline.annotate.money import Rates, find_money, rate_warnings
from pipeline.annotate.span import Span
from pipeline.annotate.syntax import Syntax
from pipeline.annotate.tokenizing import make_doc
from pipeline.record.types import Money, Timex, Warning
from pipeline.record.warnings import warn

TEXTS_AT_ONCE = 32
"""Texts of one article fed to the model at once. It is no setting: what is fed together decides the last bits of what
the model gives."""

LONGEST_TEXT = 400_000
"""Characters of one text that are annotated. The model needs about 1 GB per 100,000 characters of one text when its
parser runs (spaCy's nlp.max_length); without it 400,000 stay below that. The longest articles have about 100,000."""

_ANY_LANGUAGE = "xx"
"""spaCy's code of models for many languages."""

Texts = Mapping[str, str]
"""The texts of one article by their `in` name, in reading order."""


class Annotator:
    """Finds entities, money and dates in articles' texts with one loaded language model.

    *rates* give amounts in US dollars, None for the European Central Bank's.

    Each article's annotations depend on its own texts and context alone, never on its neighbours in a batch.
    """

    def __init__(
        self,
        model: LanguageModel,
        *,
        longest_text: int = LONGEST_TEXT,
        rates: Rates | None = None,
    ) -> None:
        self._nlp = model.nlp
        self._syntax = Syntax(model)
        self._words = CommonWords(model.nlp)
        self._nlp.max_length = longest_text + 1
        self._longest_text = longest_text
        self._rates = rates

    @property
    def language(self) -> str | None:
        """The ISO 639-1 code of the language that the model reads; None where it reads many."""
        return None if self._nlp.lang == _ANY_LANGUAGE else self._nlp.lang

    def annotate(self, articles: Sequence[tuple[Texts, Context]]) -> list[Annotations]:
        """What is found in each of *articles*, in their order."""
        self._words.learn_from(self._head(text) for texts, _ in articles for text in texts.values())
        # What the model allocates for these texts (strings, vectors) is given back with the zone; plain data leaves it.
        with self._nlp.memory_zone():
            return [self._annotations(texts, context) for texts, context in articles]

    def _docs(self, texts: Texts, *, parsed: bool) -> dict[str, Doc]:
        """*texts*, those of one article, *parsed* or in words alone. They alone are fed at once: see
        language_model.multiply_by_numpy.
        """
        heads = (self._head(text) for text in texts.values())
        docs = (with_text(make_doc(self._nlp, head), head) for head in heads)
        if not parsed:
            return dict(zip(texts, docs, strict=True))
        return dict(zip(texts, self._nlp.pipe(docs, batch_size=TEXTS_AT_ONCE), strict=True))

    def _head(self, text: str) -> str:
        """*text* up to the last line end within the longest text that is annotated."""
        if len(text) <= self._longest_text:
            return text
        end = text.rfind("\n", 0, self._longest_text)
        return text[: end if end > 0 else self._longest_text]

    def _annotations(self, texts: Texts, context: Context) -> Annotations:
        """What is found in one article; in another language than the model's no entities."""
        readable = context.language in (None, self._nlp.lang) or self.language is None
        docs = self._docs(texts, parsed=readable)
        money = find_money(docs, context, self._rates)
        dates = find_dates(docs, context)
        values: list[Money | Timex] = [*money, *dates]
        taken = [Span(value.in_, value.start, value.end) for value in values]
        entities = find_entities(docs, taken, context) if readable else ()
        capped = [
            warn("text_capped", in_=in_, length=len(text), cap=self._longest_text)
            for in_, text in texts.items()
            if len(text) > self._longest_text
        ]
        money = describe_figures(docs, money, dates, entities, self._syntax) if readable else money
        unread = [warn("figures_unread")] if money and readable and not self._syntax.available else []
        warnings = (
            *_other_language(context.language, readable=readable),
            *capped,
            *_unknown_currencies(money),
            *rate_warnings(money),
            *unread,
        )
        return Annotations(entities=entities, money=money, dates=dates, warnings=warnings)


def _other_language(language: str | None, *, readable: bool) -> list[Warning]:
    """What was not read of a text in *language*: figures and dates are understood as English writes them."""
    if language in (None, "en") and readable:
        return []
    return [warn("language_partly" if readable else "language_unsupported", language=language)]


def _unknown_currencies(money: Sequence[Money]) -> list[Warning]:
    figures = [figure for figure in money if figure.currency is None]
    if not figures:
        return []
    return [warn("currency_unknown", figures=", ".join(f"{figure.id} ({figure.text})" for figure in figures))]
