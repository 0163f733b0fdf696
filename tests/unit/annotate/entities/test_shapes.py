import pytest

from pipeline.annotate.entities.shapes import (
    capital_sequences,
    is_common,
    is_function_word,
    is_headline,
    is_kind,
    line_of,
    opens_a_sentence,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Harbour Board of Orlan met", ["Harbour Board of Orlan"]),
        ("in Leeds. Manchester won", ["Leeds", "Manchester"]),
        ("Orlan’s fee in the U.S. rose", ["Orlan", "U.S."]),
        ("a macOS user at O’Neill & Sons", ["macOS", "O’Neill & Sons"]),
        ("see @Orlan or x.Orlan", []),
        ("nothing here", []),
    ],
)
def test_words_in_capitals(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in capital_sequences(text)] == names


@pytest.mark.parametrize(
    ("marked", "opens"),
    [
        ("|Orlan", True),
        ("It rose. |Orlan", True),
        ("“|Orlan", True),
        ("x\n|Orlan", True),
        ("(AP) — |Orlan", True),
        ("the |Orlan", False),
    ],
)
def test_where_sentences_open(marked: str, opens: bool) -> None:
    assert opens_a_sentence(marked.replace("|", ""), marked.index("|")) is opens


def test_kinds_of_words() -> None:
    assert is_kind("IPO")
    assert is_kind("CEOs")
    assert not is_kind("WHO")
    assert is_function_word("On")
    assert not is_function_word("US")
    assert is_common("Households")
    assert not is_common("Orlan")
    assert is_headline("Harbour Board Raises Fees Again")
    assert line_of("one\ntwo\nthree", 5) == "two"
