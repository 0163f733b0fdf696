"""The syntax of single sentences: words, heads and what binds them, read only where it is asked for."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from pipeline.annotate.language_model import SYNTAX, LanguageModel

BATCH_SIZE = 64
"""Sentences fed to the parser at once."""


class Syntax:
    """Reads the syntax of sentences with the parser of a loaded language model, where it has one."""

    def __init__(self, model: LanguageModel) -> None:
        self._nlp = model.nlp
        names = model.nlp.component_names
        self._components = [name for name in names if name in SYNTAX] if "parser" in names else []

    @property
    def available(self) -> bool:
        """Whether the language model has a parser."""
        return bool(self._components)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Doc]:
        """Each of *sentences*, given as its words, as a Doc of its own with tags, lemmas, heads and their labels.

        The Docs share the language model's strings and live as long as its memory zone. [] where there is no parser.
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
        return list(docs)
