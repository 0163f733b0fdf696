"""The syntax of single sentences: words, heads and what binds them, read only where it is asked for."""

from collections.abc import Iterable, Mapping, Sequence

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc, Token

from pipeline.annotate.language_model import SYNTAX, LanguageModel, reads_figures

BATCH_SIZE = 64
"""Sentences fed to the parser at once."""

_PREFIXES = ("out", "over", "under", "re", "mis")


class Syntax:
    """Reads the syntax of sentences with the parser of a loaded language model, where it has one of English."""

    def __init__(self, model: LanguageModel) -> None:
        self._nlp = model.nlp
        names = model.nlp.component_names
        self._components = [name for name in names if name in SYNTAX] if reads_figures(model.nlp) else []
        self._irregular = _irregular_verbs(model.nlp)

    @property
    def available(self) -> bool:
        """Whether the language model has a parser of English."""
        return bool(self._components)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Doc]:
        """Each of *sentences*, given as its words, as a Doc of its own with tags, lemmas, heads and their labels.

        The Docs share the language model's strings and live as long as its memory zone. [] where none is available.
        """
        if not self._components:
            return []
        docs: Iterable[Doc] = [Doc(self._nlp.vocab, words=list(words)) for words in sentences]
        for name in self._components:
            component = self._nlp.get_pipe(name)
            if hasattr(component, "pipe"):
                docs = component.pipe(docs, batch_size=BATCH_SIZE)
            else:
                docs = (component(doc) for doc in docs)
        parsed = list(docs)
        for doc in parsed:
            for token in doc:
                if token.tag_ in ("VBD", "VBN") and token.lemma_ == token.lower_:
                    token.lemma_ = self._lemma(token)
        return parsed

    def _lemma(self, verb: Token) -> str:
        """The lemma of *verb*, a form that was left as it is: that of its base where it is irregular ("outspent")."""
        form = verb.lower_
        for prefix in _PREFIXES:
            bases = self._irregular.get(form[len(prefix) :], ()) if form.startswith(prefix) else ()
            if bases:
                return prefix + bases[0]
        return verb.lemma_


def _irregular_verbs(nlp: Language) -> Mapping[str, Sequence[str]]:
    """The lemmas of each irregular verb form that the lemmatizer of *nlp* knows; none where it has no such table."""
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.component_names else None
    if not isinstance(lemmatizer, Lemmatizer):
        return {}
    found: Mapping[str, Sequence[str]] = lemmatizer.lookups.get_table("lemma_exc", {}).get("verb", {})
    return found
