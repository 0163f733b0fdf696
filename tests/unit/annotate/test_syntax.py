import pytest

from pipeline.annotate.language_model import LanguageModel, load_language_model
from pipeline.annotate.syntax import Syntax


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return load_language_model()


def test_words_get_heads_labels_tags_and_lemmas(model: LanguageModel) -> None:
    (doc,) = Syntax(model).parse([["Siemens", "paid", "the", "fines", "."]])
    assert [(token.text, token.dep_, token.head.text) for token in doc[:4]] == [
        ("Siemens", "nsubj", "paid"), ("paid", "ROOT", "paid"), ("the", "det", "fines"), ("fines", "dobj", "paid"),
    ]  # fmt: skip
    assert [(token.tag_, token.lemma_) for token in doc[1:4]] == [("VBD", "pay"), ("DT", "the"), ("NNS", "fine")]


def test_a_sentence_is_read_by_itself(model: LanguageModel) -> None:
    syntax = Syntax(model)
    first, second = ["Siemens", "paid", "."], ["It", "rained", "in", "Oslo", "."]
    together = syntax.parse([first, second])
    alone = [*syntax.parse([first]), *syntax.parse([second])]
    assert [[token.dep_ for token in doc] for doc in together] == [[token.dep_ for token in doc] for doc in alone]


def test_the_parser_stays_off_for_whole_texts(model: LanguageModel) -> None:
    Syntax(model).parse([["It", "rained", "."]])
    assert not model.nlp("It rained.").has_annotation("DEP")


def test_no_sentences_need_no_parser(model: LanguageModel) -> None:
    assert Syntax(model).parse([]) == []


def test_irregular_verbs_with_a_prefix_get_the_lemma_of_their_base(model: LanguageModel) -> None:
    (doc,) = Syntax(model).parse([["Nike", "outspent", "Puma", "and", "outbid", "Bosch", "in", "May", "."]])
    assert [token.lemma_ for token in doc if token.i in (1, 4)] == ["outspend", "outbid"]
