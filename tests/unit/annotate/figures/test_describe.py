import datetime as dt

import pytest
import spacy

from pipeline import Extractor
from pipeline.annotate.context import Annotations, Context
from pipeline.annotate.figures import describe_figures
from pipeline.annotate.language_model import LanguageModel
from pipeline.annotate.money import find_money
from pipeline.annotate.syntax import Syntax
from pipeline.record.types import About


def _read(extractor: Extractor, text: str) -> Annotations:
    return extractor.annotate(text, published=dt.date(2018, 6, 25), country="US")


def test_the_sentence_read_is_kept_as_evidence(extractor: Extractor) -> None:
    text = "It rained in Oslo. Siemens paid $5 million in fines. It rained."
    (money,) = _read(extractor, text).money
    assert text[money.about.sentence_start : money.about.sentence_end] == "Siemens paid $5 million in fines."
    assert (money.about.rule, money.about.measure_head) == ("object", "fine")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Exports reached $5 million.", "state"),
        ("Siemens spent $5 million.", "object"),
        ("Siemens was fined $5 million.", "passive"),
        ("Some $5 million was raised.", "subject"),
        ("Siemens bought the plant for $5 million.", "object_for"),
        ("Siemens applied for $5 million.", "preposition"),
        ("Analysts put the cost at $5 million.", "judged"),
        ("Siemens won a $5 million contract.", "compound"),
        ("Siemens paid a fine of $5 million.", "noun_of"),
        ("Prices as low as $5 were seen.", "noun_to"),
        ("The contract is worth $5 million.", "worth"),
        ("The rest, an estimated $5 million, is lent.", "apposition"),
        ("Siemens earned $5 million, or $1.10 a share.", "coordination"),
        ("Nike sold $5 million and Adidas $3 million.", "gapped"),
        ("Sales were $5 million, up from $4 million.", "comparison"),
        ("The shares closed at $5, up $1.", "change"),
        ("Nobody asked about the $5 million that the treasury received.", "relative"),
        ("Exports hit $8 million, of which the north contributed $5 million.", "of_which"),
        ("Vodafone paid €2 million, including €300,000 of interest.", "including"),
        ("Net profit: $5 million", "label"),
        ("Half of it, and $5 million in damages", "fragment"),
    ],
)
def test_every_rule_has_its_name(extractor: Extractor, text: str, rule: str) -> None:
    assert _read(extractor, text).money[-1].about.rule == rule


def test_a_restatement_says_the_same(extractor: Extractor) -> None:
    first, second = _read(extractor, "Honda invested 80 million yuan ($12.3 million) in 2012.").money
    assert second.same_as == first.id
    assert second.about == first.about != About()


@pytest.mark.parametrize(
    "text",
    [
        "$5",
        "$5 $6 $7",
        "($5",
        "and $5 and $6, or $7",
        "of which $5 of $6 of $7 in $8",
        "'s $5 's",
        ": $5 : $6",
        "worth $5 worth of worth $6",
        "the company the company it its $5 whose $6",
        "\n\n$5\n\n",
    ],
)
def test_any_text_is_read(extractor: Extractor, text: str) -> None:
    notes = _read(extractor, text)
    ids = {entity.id for entity in notes.entities} | {date.id for date in notes.dates}
    for money in notes.money:
        assert {money.about.subject, money.about.period} - {None} <= ids


def test_without_a_parser_nothing_is_said() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    syntax = Syntax(LanguageModel(nlp, "en_blank", "0"))
    docs = {"text": nlp("Siemens paid $5 million.")}
    money = find_money(docs, Context(country="US"))
    assert not syntax.available
    assert describe_figures(docs, money, (), (), syntax) == money
    assert syntax.parse([["Siemens", "paid"]]) == []
