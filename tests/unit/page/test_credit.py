import pytest

from tests.unit.page.made import PROSE, THIRD, article_of, html


@pytest.mark.parametrize(
    ("line", "credit", "editors"),
    [
        ("Source: straitsledger.example Editor: Farah", "straitsledger.example", ["Farah"]),
        ("Source:straitsledger.example Editor:Farah", "straitsledger.example", ["Farah"]),
        ("(Source: Reuters)", "Reuters", []),
        ("SOURCE Brackwater Steel, Inc.", "Brackwater Steel, Inc.", []),
        ("Editor: Guo Wenya", None, ["Guo Wenya"]),
        ("来源：新华社 责任编辑：王小明", "新华社", ["王小明"]),
        ("2018年06月14日 08:12 来源：海港日报 分享到", "海港日报", []),
        ("【纠错】 【责任编辑:王小明 】", None, ["王小明"]),
        ("(责编：王小明、李雪)", None, ["王小明", "李雪"]),
        ("责编：王小明 李雪 SN123", None, ["王小明", "李雪"]),
        ("编辑 | 王小明 审核：李雪", None, ["王小明"]),
        ("2017-11-20 07:32:18 海港晚报 记者：李雪 编辑：王小明", None, ["王小明"]),
        ("Penulis: Ratna Dewi | Editor: Bayu Teguh", None, ["Bayu Teguh"]),
        ("Редактор: Глеб Серов", None, ["Глеб Серов"]),
        ("Πηγή: ΑΠΕ-ΜΠΕ", "ΑΠΕ-ΜΠΕ", []),
        ("本文来源：海港晚报 责任编辑：王小明_NE0011", "海港晚报", ["王小明"]),
        ("Quelle: dpa | © Harbour Post", "dpa", []),
        ("المصدر : وكالات", "وكالات", []),
        ("This article first appeared in Harbour Property Weekly.", "Harbour Property Weekly", []),
    ],
)
def test_lines_below_the_text(line: str, credit: str | None, editors: list[str]) -> None:
    article = article_of(html(f"{PROSE}<p>{line}</p>"))
    assert (article.credit, list(article.editors)) == (credit, editors)
    assert article.text.endswith(THIRD)


def test_who_edited_an_agencys_story() -> None:
    line = "(Reporting by Jane Doe in Halloran; Editing by John Roe and Ann Poe)"
    assert article_of(html(f"{PROSE}<p>{line}</p>")).editors == ("John Roe", "Ann Poe")
    assert article_of(html(f"{PROSE}<p>He made films, editing by night what he shot.</p>")).editors == ()


def test_prose_about_sources_is_prose() -> None:
    line = "One source said that the editor: he, not she, had known of it since the spring and told nobody about it."
    article = article_of(html(f"{PROSE}<p>{line}</p>"))
    assert article.text.endswith(line)
    assert (article.credit, article.editors) == (None, ())


def test_a_line_above_the_headline() -> None:
    page = f"<p>Source: harbourfm.example</p><h1>Halloran buys its empty mill</h1>{PROSE}"
    assert article_of(page).credit == "harbourfm.example"


def test_a_line_in_brackets_behind_the_last_sentence() -> None:
    article = article_of(html(f"{PROSE}<p>茶叶价格上涨，山里人都很高兴。（編輯：王小明）1110114</p>"))
    assert article.editors == ("王小明",)
