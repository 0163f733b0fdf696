import pytest
import spacy

from pipeline.annotate.entities.repair import repair
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
        ("[the bank] said", "ORG", []),
    ],
)
def test_spans_become_names(marked: str, type_: EntityType, names: list[str]) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert [text[slice(*span)] for span in repair(_NLP(text), text, start, end, type_)] == names
