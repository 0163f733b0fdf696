import pytest
import spacy

from pipeline.annotate.entities.repair import longer_name, repair
from pipeline.record.types import EntityType

_NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("marked", "type_", "names"),
    [
        ("The [U.S.-Mexico] border", "GPE", ["U.S.", "Mexico"]),
        ("the [Baden-Baden] casino", "GPE", ["Baden-Baden"]),
        ("[Ministry of Fish and the Department of Ice] met", "ORG", ["Ministry of Fish", "Department of Ice"]),
        ("[state Department of Ice] said", "ORG", ["Department of Ice"]),
        ("[Elevator Nine on the] quay", "FAC", ["Elevator Nine"]),
        ("[von der Aa] said", "PERSON", ["von der Aa"]),
        ("[Orlan Shipping plc] grew", "ORG", ["Orlan Shipping plc"]),
        ("[Moon Jae]-in spoke", "PERSON", ["Moon Jae-in"]),
        ("[Oslo]-based firms", "GPE", ["Oslo"]),
        ("[Ursula] von der Aa spoke", "PERSON", ["Ursula von der Aa"]),
        ("[Orlan Grain Co]-operative grew", "ORG", ["Orlan Grain Co-operative"]),
        ("the [Orlan] Group grew", "ORG", ["Orlan Group"]),
        ("in [Johor] Bahru today", "GPE", ["Johor Bahru"]),
        ("[Wis]. (AP)", "GPE", ["Wis."]),
        ("PORT [ORLAN], Ohio", "GPE", ["PORT ORLAN"]),
        ("[GDYNIA - Orlan Shipping] said", "ORG", ["Orlan Shipping"]),
        ("[GDYNIA — Orlan Shipping] said", "GPE", ["GDYNIA"]),
        ("[Elevator Nine on the] quay", "WORK_OF_ART", ["Elevator Nine"]),
        ("[Room to Sing In] sold", "WORK_OF_ART", ["Room to Sing In"]),
        ("[Night - and Day] played", "WORK_OF_ART", ["Night - and Day"]),
        ("WHAT WILL [ORLAN] DO?", "ORG", ["ORLAN"]),
        ("[the bank] said", "ORG", []),
    ],
)
def test_spans_become_names(marked: str, type_: EntityType, names: list[str]) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert [text[slice(*span)] for span in repair(_NLP(text), text, start, end, type_)] == names


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The [Irish Sea] Packet sails. Irish Sea Packet’s fares rose.", "Irish Sea Packet"),
        ("The [Irish Sea] Packet sails today.", "Irish Sea"),  # once: it may be a word that has a capital for itself
        ("The [Larkspur] Police Station burned down.", "Larkspur Police Station"),
        ("It was [Ohio] Gov. Velda Harrick, and Ohio Gov. Harrick again.", "Ohio"),
        ("In [Gdynia] Wednesday it rained, and in Gdynia Wednesday it snowed.", "Gdynia"),
        ("The [Polish] Baltic trade and the Polish Baltic trade.", "Polish"),  # a name that is known
    ],
)
def test_a_place_may_begin_a_longer_name(marked: str, name: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert text[start : longer_name(_NLP(text), text, start, end)] == name
