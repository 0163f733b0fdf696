"""Docs are built by hand: what the model is taken to have seen stands in brackets, "[ORG Orlan]"."""

import re

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.annotate.entities import find_entities
from pipeline.annotate.span import Span

_SEEN = re.compile(r"\[([A-Z_]+) ([^\]]+)\]")
_NLP = spacy.blank("en")


def _doc(marked: str) -> Doc:
    text, spans, at = "", [], 0
    for seen in _SEEN.finditer(marked):
        text += marked[at : seen.start()]
        spans.append((len(text), len(text) + len(seen[2]), seen[1]))
        text += seen[2]
        at = seen.end()
    doc = _NLP(text + marked[at:])
    found = [doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in spans]
    doc.set_ents([span for span in found if span is not None])
    return doc


def _found(*marked: str) -> list[tuple[str, str, list[str]]]:
    docs = (
        dict(zip(("title", "text"), map(_doc, marked), strict=False)) if len(marked) > 1 else {"text": _doc(marked[0])}
    )
    return [(e.type, e.name, [m.text for m in e.mentions]) for e in find_entities(docs, ())]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        (
            "[PERSON Marta Lindqvist] left. [PERSON Lindqvist] had said so, and [ORG Lindqvist] was heard.",
            [("PERSON", "Marta Lindqvist", ["Marta Lindqvist", "Lindqvist", "Lindqvist"])],
        ),
        (
            "[PERSON Marta Lindqvist] and [PERSON Olof Lindqvist] met. [PERSON Lindqvist] smiled.",
            [
                ("PERSON", "Marta Lindqvist", ["Marta Lindqvist"]),
                ("PERSON", "Olof Lindqvist", ["Olof Lindqvist"]),
                ("PERSON", "Lindqvist", ["Lindqvist"]),
            ],
        ),
        (
            "[PERSON Marta Q. Lindqvist] spoke to [PERSON Marta Lindqvist].",
            [("PERSON", "Marta Q. Lindqvist", ["Marta Q. Lindqvist", "Marta Lindqvist"])],
        ),
        (
            "[PERSON Olof Lindqvist Jr.] met [GPE Lindqvist]'s lawyer.",
            [("PERSON", "Olof Lindqvist Jr.", ["Olof Lindqvist Jr.", "Lindqvist"])],
        ),
        (
            "[PERSON Olof Lindqvist Sr.] and [PERSON Olof Lindqvist Jr.] met. [PERSON Lindqvist] smiled.",
            [
                ("PERSON", "Olof Lindqvist Sr.", ["Olof Lindqvist Sr."]),
                ("PERSON", "Olof Lindqvist Jr.", ["Olof Lindqvist Jr."]),
                ("PERSON", "Lindqvist", ["Lindqvist"]),
            ],
        ),
        (
            "[PERSON Marta Berg Lindqvist] left. [ORG Berg Lindqvist] had said so.",
            [("PERSON", "Marta Berg Lindqvist", ["Marta Berg Lindqvist", "Berg Lindqvist"])],
        ),
        (
            "[PERSON Olof] ‘[PERSON Olle]’ [PERSON Lindqvist] left. [PERSON Olle] had said so.",
            [("PERSON", "Olof ‘Olle’ Lindqvist", ["Olof ‘Olle’ Lindqvist", "Olle"])],
        ),
        (
            '[PERSON Olof "The Hammer" Lindqvist] won. [ORG Hammer] smiled, and [PERSON Olof Lindqvist] bowed.',
            [("PERSON", 'Olof "The Hammer" Lindqvist', ['Olof "The Hammer" Lindqvist', "Hammer", "Olof Lindqvist"])],
        ),
        (
            "[PERSON Olof (Olle) Lindqvist] and [PERSON Olga (Olle) Berg] met. [PERSON Olle] smiled.",
            [
                ("PERSON", "Olof (Olle) Lindqvist", ["Olof (Olle) Lindqvist"]),
                ("PERSON", "Olga (Olle) Berg", ["Olga (Olle) Berg"]),
                ("PERSON", "Olle", ["Olle"]),
            ],
        ),
        (
            "[PERSON Olof] (Oslo) [PERSON Lindqvist] came second.",
            [("PERSON", "Olof", ["Olof"]), ("GPE", "Oslo", ["Oslo"]), ("PERSON", "Lindqvist", ["Lindqvist"])],
        ),
        (
            "The [LOC Irish Sea] Packet sails. [LOC Irish Sea] Packet’s fares rose. The [LOC Irish Sea] was calm.",
            [
                ("ORG", "Irish Sea Packet", ["Irish Sea Packet", "Irish Sea Packet"]),
                ("LOC", "Irish Sea", ["Irish Sea"]),
            ],
        ),
        (
            "The [ORG Tessaly Moor Works] hired. Tessaly grew, and the fleet of Tessaly too.",
            [("ORG", "Tessaly Moor Works", ["Tessaly Moor Works", "Tessaly"])],  # not where a sentence opens
        ),
        ("In a letter, Lt. Gen. [PERSON Lindqvist] said no.", [("PERSON", "Lindqvist", ["Lindqvist"])]),
        (
            "[PERSON Jack London] was read in [GPE London].",
            [("PERSON", "Jack London", ["Jack London"]), ("GPE", "London", ["London"])],
        ),
        (
            "[ORG Orlan Valve Co.] grew. [PERSON Orlan] paid.",
            [("ORG", "Orlan Valve Co.", ["Orlan Valve Co.", "Orlan"])],
        ),
        (
            "[ORG Orlan Valve Corp.] grew. [ORG Orlan Valve Corporation] paid.",
            [("ORG", "Orlan Valve Corporation", ["Orlan Valve Corp.", "Orlan Valve Corporation"])],
        ),
        (
            "The [ORG Department of Fisheries] met. The [ORG Fisheries Department] has 900 boats.",
            [("ORG", "Department of Fisheries", ["Department of Fisheries", "Fisheries Department"])],
        ),
        (
            "[NORP Republicans] met one [NORP Democrat]. [NORP Republican] and [NORP Democratic] aides left.",
            [
                ("NORP", "Republicans", ["Republicans", "Republican"]),
                ("NORP", "Democratic", ["Democrat", "Democratic"]),
            ],
        ),
        (
            "The [ORG Orlan Herons] won. A [PERSON Herons] coach smiled.",
            [("ORG", "Orlan Herons", ["Orlan Herons", "Herons"])],
        ),
        (
            "The [ORG League of Orlan Herons] won. [ORG Herons] smiled.",
            [("ORG", "League of Orlan Herons", ["League of Orlan Herons"]), ("ORG", "Herons", ["Herons"])],
        ),
        (
            "The [ORG Orlan Venus] won. [ORG Venus] smiled.",
            [("ORG", "Orlan Venus", ["Orlan Venus"]), ("ORG", "Venus", ["Venus"])],
        ),
        (
            "Secretary of [ORG State] [PERSON Olof Lindqvist] met the [ORG State] board.",
            [("PERSON", "Olof Lindqvist", ["Olof Lindqvist"]), ("ORG", "State", ["State"])],
        ),
        ("[ORG Torpor] is sleep, and torpor saves food. It helps.", []),
        (
            "[ORG PORT AUTHORITY BACKS A NEW TERMINAL IN GDYNIA]\nIt stands in [GPE Gdynia].",
            [("GPE", "Gdynia", ["GDYNIA", "Gdynia"])],
        ),
        (
            "[ORG Skerry Lindqvist] met Vice President Adair again on their boat in the harbour.",
            [("ORG", "Skerry Lindqvist", ["Skerry Lindqvist"]), ("PERSON", "Adair", ["Adair"])],
        ),
        ("[GPE Peter Lindqvist] came.", [("PERSON", "Peter Lindqvist", ["Peter Lindqvist"])]),
        (
            "[ORG Orlan Shipping plc] grew; [ORG Orlan] paid, and [ORG Orlan Shipping] hired.",
            [("ORG", "Orlan Shipping plc", ["Orlan Shipping plc", "Orlan", "Orlan Shipping"])],
        ),
        (
            "[ORG Orlan Shipping] grew. [ORG Orlan] may sell [ORG Orlan Steel].",
            [("ORG", "Orlan Shipping", ["Orlan Shipping", "Orlan"]), ("ORG", "Orlan Steel", ["Orlan Steel"])],
        ),
        (
            "[ORG Orlan Shipping] grew. [ORG Orlan] may sell [ORG Orlan Steel]. [ORG Orlan] is rich.",
            [
                ("ORG", "Orlan Shipping", ["Orlan Shipping"]),
                ("ORG", "Orlan", ["Orlan", "Orlan"]),
                ("ORG", "Orlan Steel", ["Orlan Steel"]),
            ],
        ),
        (
            "[ORG National Grid] and [ORG National Rail] spoke to the [ORG National] museum.",
            [
                ("ORG", "National Grid", ["National Grid"]),
                ("ORG", "National Rail", ["National Rail"]),
                ("ORG", "National", ["National"]),
            ],
        ),
        (
            "The [ORG Harbour and Lighthouse Union] met. The [ORG HLU] has 900 members.",
            [("ORG", "Harbour and Lighthouse Union", ["Harbour and Lighthouse Union", "HLU"])],
        ),
        (
            "[GPE China] exports more, and [NORP Chinese] firms gain.",
            [("GPE", "China", ["China"]), ("NORP", "Chinese", ["Chinese"])],
        ),
        (
            "[ORG Orlan] grew. [ORG Orlan] hired. [PERSON Orlan] paid.",
            [("ORG", "Orlan", ["Orlan", "Orlan", "Orlan"])],
        ),
        # What the names of an article say of each other.
        (
            "The miner [ORG Orlan Ridge Metals] grew. [PERSON Orlan Ridge] hired, and [FAC Orlan Ridge] paid.",
            [("ORG", "Orlan Ridge Metals", ["Orlan Ridge Metals", "Orlan Ridge", "Orlan Ridge"])],
        ),
        (
            "[ORG Orlan Ridge Hospital] grew. Trains to [PERSON Orlan Ridge] stopped.",  # bodies of a place
            [("ORG", "Orlan Ridge Hospital", ["Orlan Ridge Hospital"]), ("PERSON", "Orlan Ridge", ["Orlan Ridge"])],
        ),
        (
            "[PERSON Marta Orlan], who built [ORG Orlan Ferries], died. [ORG Orlan] was 91.",
            [("PERSON", "Marta Orlan", ["Marta Orlan", "Orlan"]), ("ORG", "Orlan Ferries", ["Orlan Ferries"])],
        ),
        (
            "[ORG Orlan] grew, [ORG Orlan] hired, [ORG Orlan] paid. [PERSON Marta Orlan] built it.",
            [("ORG", "Orlan", ["Orlan", "Orlan", "Orlan"]), ("PERSON", "Marta Orlan", ["Marta Orlan"])],
        ),
        (
            "[EVENT Hurricane Orla] came. Then [PERSON Orla] sank the fleet. [EVENT Storm Orla] left.",
            [("EVENT", "Hurricane Orla", ["Hurricane Orla", "Orla", "Storm Orla"])],
        ),
        (
            "The [ORG Quays and Lighthouses Inspectorate] met. No harbour that the QLI saw was safe.",
            [("ORG", "Quays and Lighthouses Inspectorate", ["Quays and Lighthouses Inspectorate", "QLI"])],
        ),
        (
            "The [ORG Ministry of Tides, Isles and Quays] met; [ORG MOTIQ] and the [ORG MoT] did not agree.",
            [
                ("ORG", "Ministry of Tides, Isles and Quays", ["Ministry of Tides, Isles and Quays", "MOTIQ"]),
                ("ORG", "MoT", ["MoT"]),
            ],
        ),
        (
            "The [ORG Danish Orlan Board] met; the [ORG Denmark Fish Council] too, and the [ORG FC].",
            [
                ("ORG", "Danish Orlan Board", ["Danish Orlan Board"]),
                ("ORG", "Denmark Fish Council", ["Denmark Fish Council", "FC"]),
            ],
        ),
        (
            "The [ORG Kestrels] won. A [ORG Kestrel] goal fell.",
            [("ORG", "Kestrels", ["Kestrels", "Kestrel"])],
        ),
        # People: names cut short, the first of two surnames, two of one surname.
        (
            "[PERSON Marta Lind Okoro] met [PERSON Marta Lind] and [PERSON Lind].",
            [("PERSON", "Marta Lind Okoro", ["Marta Lind Okoro", "Marta Lind", "Lind"])],
        ),
        (
            "[PERSON Alex Bo Lind Jo Okoro Marta] met [PERSON Lind].",  # a list of names
            [("PERSON", "Alex Bo Lind Jo Okoro Marta", ["Alex Bo Lind Jo Okoro Marta"]), ("PERSON", "Lind", ["Lind"])],
        ),
        (
            "[PERSON Marta Lind] won. [PERSON Lind] beat [PERSON Ana Lind]. [PERSON Lind] smiled.",
            [("PERSON", "Marta Lind", ["Marta Lind", "Lind", "Lind"]), ("PERSON", "Ana Lind", ["Ana Lind"])],
        ),
        (
            "[PERSON Marta Lind Jr.] won. [PERSON Lind] met [PERSON Marta Lind Sr.]. [PERSON Lind] smiled.",
            [
                ("PERSON", "Marta Lind Jr.", ["Marta Lind Jr."]),
                ("PERSON", "Lind", ["Lind", "Lind"]),
                ("PERSON", "Marta Lind Sr.", ["Marta Lind Sr."]),
            ],
        ),
        (
            "It was said that [PERSON Marta Lind-Okoro] won; then Marta left, and Mrs Lind-Okoro with her.",
            [("PERSON", "Marta Lind-Okoro", ["Marta Lind-Okoro", "Marta", "Lind-Okoro"])],
        ),
        (
            "It was said that [PERSON Seo Ji-won] won; then Seo-Kim left, and Seo came.",
            [("PERSON", "Seo Ji-won", ["Seo Ji-won"])],  # three letters are too few
        ),
        (
            "It was said that [PERSON Park Ji-won] won; then Park left, as did the Park Tavern.",
            [("PERSON", "Park Ji-won", ["Park Ji-won", "Park"])],
        ),
        (
            "[PERSON Marta Orlan], R-[GPE Skerrow], of [GPE Skerrow].",
            [("PERSON", "Marta Orlan", ["Marta Orlan"]), ("GPE", "Skerrow", ["Skerrow", "Skerrow"])],
        ),
        # Spans: titles with their article, a sentence's end, a verb between two names, teams that a place begins.
        (
            "In her film [WORK_OF_ART The Long Quay] a ship sinks.",
            [("WORK_OF_ART", "Long Quay", ["The Long Quay"])],
        ),
        (
            "She met the board of [WORK_OF_ART The Orlan Foundation] in May.",
            [("ORG", "Orlan Foundation", ["Orlan Foundation"])],
        ),
        (
            "He works at [ORG Orlan Shipping Corp. Lind] said no.",
            [("ORG", "Orlan Shipping Corp.", ["Orlan Shipping Corp."])],
        ),
        (
            "The [ORG Herons beat Skerrow Terns] by a goal.",
            [("ORG", "Herons", ["Herons"]), ("ORG", "Skerrow Terns", ["Skerrow Terns"])],
        ),
        (
            "The [GPE Skerrow] [ORG Kestrels] scored twice after their long break in [GPE Skerrow].",
            [("ORG", "Skerrow Kestrels", ["Skerrow Kestrels"]), ("GPE", "Skerrow", ["Skerrow"])],
        ),
        ("[ORG SKERROW] FALLS, Vt. — It rained.", [("GPE", "SKERROW FALLS", ["SKERROW FALLS"])]),
        (
            "[ORG Orlan] grew, but Orlan's owner, not Orlanski's, sold. See @Orlan and orlan.",
            [("ORG", "Orlan", ["Orlan", "Orlan"])],
        ),
    ],
)
def test_mentions_become_distinct_things(marked: str, found: list[tuple[str, str, list[str]]]) -> None:
    assert _found(marked) == found


def test_the_title_comes_first_and_shares_its_names_with_the_text() -> None:
    assert _found("Orlan grows", "In [GPE Gdynia], [ORG Orlan Shipping] grew. [ORG Orlan] is rich.") == [
        ("ORG", "Orlan Shipping", ["Orlan", "Orlan Shipping", "Orlan"]),
        ("GPE", "Gdynia", ["Gdynia"]),
    ]


def test_a_headline_is_read_by_the_names_of_the_text() -> None:
    assert _found("[ORG Buy Orlan] Shares Now, [ORG Bank of Skerrow] Says", "To buy [ORG Orlan] is wise.") == [
        ("ORG", "Orlan", ["Orlan", "Orlan"]),
        ("ORG", "Bank of Skerrow", ["Bank of Skerrow"]),
    ]
    assert _found("[PERSON Lind] Is Mayor of Skerrow at Last", "Then [PERSON Marta Lind] won. [ORG Lind] is 9.") == [
        ("PERSON", "Marta Lind", ["Lind", "Marta Lind", "Lind"])
    ]


def test_amounts_times_and_counts_are_no_entities() -> None:
    assert _found("[CARDINAL Three] ships, [DATE May], [MONEY $5 million], [PERCENT 5%] of [ORG Orlan].") == [
        ("ORG", "Orlan", ["Orlan"])
    ]


def test_what_is_taken_by_a_figure_or_a_date_is_no_name() -> None:
    doc = _doc("[ORG US$5] went to [ORG Orlan].")
    assert [e.name for e in find_entities({"text": doc}, [Span("text", 0, 4)])] == ["Orlan"]


def test_ids_count_in_order_and_offsets_slice() -> None:
    doc = _doc("[ORG Orlan] of [GPE Poland] and the [ORG Harbour Board]’s fees.")
    entities = find_entities({"text": doc}, ())
    assert [e.id for e in entities] == ["e1", "e2", "e3"]
    assert all(doc.text[m.start : m.end] == m.text for e in entities for m in e.mentions)
    assert [e.country for e in entities] == [None, "PL", None]
