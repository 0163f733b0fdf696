import pytest
import spacy

from pipeline.annotate.tokenizing import LONGEST_RUN, make_doc

NLP = spacy.blank("en")


@pytest.mark.parametrize("text", ["", " ", "It cost $3m.", "a" * LONGEST_RUN, "\n\nTwo  blanks\t"])
def test_common_text_is_the_tokenizers(text: str) -> None:
    assert [token.text for token in make_doc(NLP, text)] == [token.text for token in NLP(text)]


@pytest.mark.parametrize(
    "text",
    ["$" * 100_000, "It cost " + "(" * 2000 + " and more.", "x" * 1001, "新" * 3000 + "\n" + "1," * 2000, " " * 5000],
    ids=["dollars", "brackets", "letters", "no blanks", "blanks"],
)
def test_long_runs_are_whole_and_quick(text: str) -> None:
    doc = make_doc(NLP, text)
    assert doc.text == text
    assert all(len(token) <= LONGEST_RUN or token.is_space for token in doc)


def test_what_stands_beside_a_long_run_is_read_as_ever() -> None:
    doc = make_doc(NLP, "It cost $3m. " + "=" * 5000 + " He paid.")
    words = [token.text for token in doc]
    assert words[:5] == ["It", "cost", "$", "3", "m."]
    assert words[-3:] == ["He", "paid", "."]
