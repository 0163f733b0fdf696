import pytest

from pipeline.annotate.entities.surroundings import around


@pytest.mark.parametrize(
    ("marked", "type_"),
    [
        ("[Skerrow], a Danish operator of ferries, sank.", "ORG"),
        ("[Skerrow] is one of the firms that left.", "ORG"),
        ("[Olverton], Poland’s oldest town, is small.", "GPE"),
        ("The auditor, [Velda Harrick], left.", "PERSON"),
        ("The auditors, [Marlow Finch], left.", "ORG"),
        ("[Velda Harrick], 54, left.", "PERSON"),
        ("[Velda Harrick], who left, came back.", "PERSON"),
        ("Gov. [Harrick] left.", "PERSON"),
        ("Shares of [Brackwell] fell.", "ORG"),
        ("[Brackwell]’s chief executive left.", "ORG"),
        ("Firms such as [Kargomar] left.", "ORG"),
        ("A ship called [Morning Tide] sank.", "PRODUCT"),
        ("They met in [Ostermark].", "GPE"),
        ("A cold store at [Havnsund] burned.", "GPE"),
        ("[Amity Springs], North Dakota, is small.", "GPE"),
        ("[LARKSPUR], Wis. (AP) — Snow fell.", "GPE"),
        ("[LARKSPUR FALLS], Wis. — Snow fell.", "GPE"),
        ("[OLVERTON]—Snow fell.", "GPE"),
        ("The [Skerrow] coach Ana Lind smiled.", "ORG"),
        ("[Skerrow] MP Ana Lind smiled.", "ORG"),
        ("[Olverton] Gov. Ana Lind smiled.", "GPE"),
        ("[Skerrow Herons], whose captain was hurt, won.", "ORG"),
        ("[Skerrow], whose shares fell, is a brewer.", "ORG"),
        ("[Velda Harrick], whose son left, came back.", "PERSON"),
        ("[Skerrow] have signed a new keeper.", "ORG"),
        ("The bulk carrier [Morning Tide] sank.", "PRODUCT"),
        ("The crew of the [Morning Tide] was saved.", "PRODUCT"),
        ("The 16-inch [Notebook] is out.", "PRODUCT"),
        ("Traffic on the [R27] stopped.", "FAC"),
    ],
)
def test_the_words_around_a_name_speak_for_a_type(marked: str, type_: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    votes = around(marked.replace("[", "").replace("]", ""), start, end)
    assert max(votes, key=lambda name: votes[name]) == type_


@pytest.mark.parametrize(
    "marked",
    [
        "It owns a stake in [Ostermark].",  # no place
        "The firm left. [Orlan] of old",  # the sentence before says nothing
        "the company\n[Orlan] of old",  # nor does the line before
        "We saw [Orlan] again.",
        "It is written in [Orlan 2.x] only.",
        "The [Skerrian] police came.",  # they are another place's
        "Harrick and [Skerrow] have signed.",  # it is both that have
    ],
)
def test_other_words_say_nothing(marked: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    votes = around(marked.replace("[", "").replace("]", ""), start, end)
    assert votes.get("GPE", 0) <= 0
    assert votes.get("PERSON", 0) <= 0


def test_a_country_behind_several_words_is_a_hint_alone() -> None:
    assert around("Velda Harrick, Kenya, sang.", 0, 13) == {"GPE": 6}
    assert around("Ostermark, Kenya, is dry.", 0, 9) == {"GPE": 20}


def test_in_shows_a_place_less_where_the_name_owns_what_follows() -> None:
    assert around("He plays in Velda Harrick’s team.", 12, 25)["GPE"] == 6
    assert around("He plays in Ostermark now.", 12, 21)["GPE"] == 12


def test_plurals_with_the_are_teams_unless_they_say_what_they_are() -> None:
    assert around("We like the Skerrow Herons.", 12, 26)["ORG"] == 12
    assert "ORG" not in around("We like the Skerrow Awards.", 12, 26)


def test_the_is_seldom_before_people() -> None:
    assert around("We like the Tigers.", 12, 18)["PERSON"] < 0
