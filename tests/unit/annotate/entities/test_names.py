import pytest

from pipeline.annotate.entities.names import trim_name, without_legal_form, words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Harbour Board", "Harbour Board"),
        ("The Harbour Board", "Harbour Board"),
        ("Wuxi's trade", "Wuxi's trade"),
        ("Orlan’s", "Orlan"),
        ("the Emirates'", "Emirates"),
        ("“Harbour Lights”", "Harbour Lights"),
        ("(Orlan)", "Orlan"),
        ("Orlan (UK)", "Orlan (UK)"),
        ("Orlan (", "Orlan"),
        ("Orlan Shipping Inc.", "Orlan Shipping Inc."),
        ("Washington, D.C.", "Washington, D.C."),
        ("Orlan Shipping.", "Orlan Shipping"),
        ("Kovač\n\nHarbour prices", "Kovač"),
        ("Macy's", "Macy's"),
        ("McDonald’s", "McDonald’s"),
        ("A. Lindqvist", "A. Lindqvist"),
        ("iRobot", "iRobot"),
    ],
)
def test_a_name_is_trimmed_to_itself(text: str, name: str) -> None:
    padded = f"> {text} sales"
    trimmed = trim_name(padded, 2, 2 + len(text), person=False)
    assert trimmed is not None
    assert padded[slice(*trimmed)] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Lindqvist", "Lindqvist"),
        ("President Marta Lindqvist", "Marta Lindqvist"),
        ("Sir Dr Alan Prior's", "Alan Prior"),
        ("Justice Okafor", "Okafor"),
        ("Kingsley Okafor", "Kingsley Okafor"),
    ],
)
def test_titles_are_no_part_of_a_persons_name(text: str, name: str) -> None:
    trimmed = trim_name(f"{text} plan", 0, len(text), person=True)
    assert trimmed is not None
    assert text[slice(*trimmed)] == name


@pytest.mark.parametrize("text", ["the", "the bank", "'s", "...", "@orlan", "https://Orlan.example", "Orlan [Photo"])
def test_what_holds_no_name_gives_none(text: str) -> None:
    assert trim_name(text, 0, len(text), person=False) is None


def test_a_possessive_that_owns_nothing_belongs_to_the_name() -> None:
    text = "Bertoli's said sales rose."
    assert trim_name(text, 0, len("Bertoli's"), person=False) == (0, len("Bertoli's"))


def test_spellings_of_one_name_share_their_words() -> None:
    assert words("U.S. Steel") == words("US Steel")
    assert words("O’Neill") == words("O'Neill")
    assert without_legal_form(words("Orlan Shipping Holdings plc")) == ("orlan", "shipping")
    assert without_legal_form(words("Group")) == ("group",)


def test_a_known_name_gets_back_the_possessive_that_the_model_left_out() -> None:
    assert trim_name("McDonald's sales", 0, len("McDonald"), person=False) == (0, len("McDonald's"))
