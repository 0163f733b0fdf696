import pytest

from pipeline.annotate.annotator import Annotator
from pipeline.annotate.context import Context
from pipeline.annotate.language_model import load_language_model


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_language_model(), longest_text=1000)


def test_texts_of_one_article_share_ids_in_reading_order(annotator: Annotator) -> None:
    texts = {"title": "Quay costs $5m", "text": "It cost $3m in 2017.", "caption/1": "The quay in 2016."}
    (notes,) = annotator.annotate([(texts, Context())])
    assert [(m.id, m.in_, m.text) for m in notes.money] == [("m1", "title", "$5m"), ("m2", "text", "$3m")]
    assert [(d.id, d.in_, d.text) for d in notes.dates] == [("d1", "text", "2017"), ("d2", "caption/1", "2016")]


def test_articles_are_annotated_in_order_and_apart(annotator: Annotator) -> None:
    articles = [({"text": f"It cost ${n} million."}, Context()) for n in range(1, 6)]
    found = annotator.annotate(articles)
    assert [notes.money[0].text for notes in found] == [f"${n} million" for n in range(1, 6)]
    assert annotator.annotate([]) == []


def test_empty_texts_give_nothing(annotator: Annotator) -> None:
    (notes,) = annotator.annotate([({"title": "", "text": ""}, Context())])
    assert (notes.entities, notes.money, notes.dates, notes.warnings) == ((), (), (), ())


def test_a_text_beyond_all_articles_is_annotated_up_to_a_line_end_and_says_so(annotator: Annotator) -> None:
    line = "It cost $3 million in 2017.\n"
    text = line * (1000 // len(line) + 10)
    (notes,) = annotator.annotate([({"text": text}, Context())])
    assert len(notes.money) == 1000 // len(line)
    assert [warning.code for warning in notes.warnings] == ["text_capped"]


def test_a_currency_that_cannot_be_known_is_a_warning(annotator: Annotator) -> None:
    (notes,) = annotator.annotate([({"text": "He paid 500 pesos for it."}, Context())])
    assert [(m.text, m.currency) for m in notes.money] == [("500 pesos", None)]
    assert [warning.code for warning in notes.warnings] == ["currency_unknown"]
    assert "m1 (500 pesos)" in notes.warnings[0].message


def test_of_another_language_only_what_is_written_as_in_english_is_read(annotator: Annotator) -> None:
    text = {"text": "Das Werk der Nordstahl AG in Kiel kostet 800 Euro, sagte Anke Petersen. Es ist von 2018."}
    (german,) = annotator.annotate([(text, Context(language="de"))])
    assert german.entities == ()
    assert [(figure.text, figure.about.sentence_start) for figure in german.money] == [("800 Euro", None)]
    assert [date.text for date in german.dates] == ["2018"]
    assert [warning.code for warning in german.warnings] == ["language_unsupported"]
    (unknown,) = annotator.annotate([(text, Context(language=None))])
    assert unknown.entities != ()
