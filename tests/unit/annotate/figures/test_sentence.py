import pytest
import spacy

from pipeline.annotate.context import Context
from pipeline.annotate.figures.sentence import LONGEST_SENTENCE, draft_sentences
from pipeline.annotate.money import find_money

_NLP = spacy.blank("en")
_NLP.add_pipe("sentencizer")


def _drafts(text: str) -> list[str]:
    doc = _NLP(text)
    money = find_money({"text": doc}, Context(country="US"))
    drafts = list(draft_sentences("text", doc, money))
    for draft in drafts:
        assert draft.end <= len(text)
        for word, (start, end) in zip(draft.words, draft.places, strict=True):
            assert text[start:end] == word or word in ("$", "5", "million")
    return [" ".join(draft.words) for draft in drafts]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("It cost €3.2bn in all.", "It cost $ 5 million in all ."),
        ("It cost about HK$22,000.", "It cost $ 5 million ."),
        ("A row over $5 broke out.", "A row over $ 5 million broke out ."),
        ("It paid 80 million yuan ($12 million) for it.", "It paid $ 5 million for it ."),
        ("Dorr (DORR.N) paid $3 to $4.", "Dorr paid $ 5 million ."),
        ("The rest ($4 million) is lent.", "The rest ( $ 5 million ) is lent ."),
        ("Gas fell to $3.10 a gallon on Monday.", "Gas fell to $ 5 million on Monday ."),
        ("A $10-a-month plan.", "A $ 5 million plan ."),
        ("They sold $6 million worth of beans.", "They sold $ 5 million of beans ."),
        ("Prices fell from $6 to $3.", "Prices fell from $ 5 million to $ 5 million ."),
    ],
)
def test_a_copy_holds_figures_of_one_form(text: str, copy: str) -> None:
    assert _drafts(text) == [copy]


def test_only_sentences_with_a_figure_are_copied() -> None:
    assert _drafts("It rained. It cost $5. It rained.") == ["It cost $ 5 million ."]


def test_a_list_that_no_full_stop_ends_is_not_read() -> None:
    assert _drafts("$5 " + "and more " * LONGEST_SENTENCE) == []
