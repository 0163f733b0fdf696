import pytest

from pipeline.annotate.entities.evidence import of_the_name
from pipeline.annotate.entities.gazetteer import is_region, known_type
from pipeline.data.places import regions_named


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Harbour Board", "ORG"),
        ("Bank of Orlan", "ORG"),
        ("Harbour Board of Orlan", "ORG"),
        ("Orlan Shipping plc", "ORG"),
        ("Orlan AS", "ORG"),
        ("Tamar Bridge", "FAC"),
        ("Gate M5", "FAC"),
        ("Hollow Creek Valley", "LOC"),
        ("Garnet County", "GPE"),
        ("Canton Fair", "EVENT"),
        ("Hurricane Orla", "EVENT"),
        ("Clean Harbours Act", "LAW"),
        ("Notebook Pro", "PRODUCT"),
        ("Skua 18", "PRODUCT"),
        ("A350", "PRODUCT"),
        ("ILM", "ORG"),
        ("OrlanFX", "ORG"),
        ("Captain Orlan: The Return", "WORK_OF_ART"),
        ("Denmark", "GPE"),
        ("Danes", "NORP"),
        ("Jiangxi", "GPE"),
        ("Danube", "LOC"),
        ("Łódź", "GPE"),
        ("S&P 500", "ORG"),
    ],
)
def test_a_name_speaks_for_its_type(name: str, type_: str) -> None:
    votes = of_the_name(name)
    assert max(votes, key=lambda name: votes[name]) == type_


@pytest.mark.parametrize("name", ["Orlan", "Velda Harrick", "Reading", "Nice"])
def test_other_names_say_nothing(name: str) -> None:
    assert not of_the_name(name)


def test_short_forms_of_states_need_their_stops() -> None:
    assert regions_named("Miss.") == (("US", "MS"),)
    assert regions_named("Miss") == regions_named("Man") == ()
    assert is_region("Wis.")
    assert is_region("OH")
    assert known_type("OH") == (None, 0)
