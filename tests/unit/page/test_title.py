import pytest

from pipeline.page.title import without_site
from tests.unit.page.made import PROSE, TITLE, article_of, html, json_ld

LONG = "A mill that stood empty for years in Halloran has found a buyer at last"
OG_TITLE = '<meta property="og:title" content="{}">'


@pytest.mark.parametrize(
    ("title", "publisher", "expected"),
    [
        ("Tea prices rise again | The Harbour Post", "The Harbour Post", "Tea prices rise again"),
        ("The Harbour Post - Tea prices rise again", "The Harbour Post", "Tea prices rise again"),
        ("Tea prices rise again | Business | Harbour Post", None, "Tea prices rise again"),
        ("Tea prices rise again - Harbour Post", None, "Tea prices rise again"),
        ("Tea - a history of the leaf", None, "Tea - a history of the leaf"),
        ("Tea prices rise", "The Harbour Post", "Tea prices rise"),
        ("Tea prices rise |", "The Harbour Post", "Tea prices rise"),
        ("Harbour Post » Archive » Tea prices rise again", None, "Tea prices rise again"),
        ("“Enough” – they say of the price of tea", None, "“Enough” – they say of the price of tea"),
        ("Tea: «the price» is high and rises – so they say", None, "Tea: «the price» is high and rises – so they say"),
        ("茶叶价格上涨！-海港网", None, "茶叶价格上涨！"),
        ("茶叶价格上涨4.2%-海港网", None, "茶叶价格上涨4.2%"),
        ("茶叶价格上涨｜海港網", None, "茶叶价格上涨｜海港網"),
    ],
)
def test_the_name_of_the_site_goes(title: str, publisher: str | None, expected: str) -> None:
    assert without_site(title, publisher) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (html(), TITLE),
        (f"<title>{TITLE} | Harbour Post</title><h1>Harbour Post</h1><h2>{TITLE}</h2>{PROSE}", TITLE),
        (f"<title>{TITLE} | Harbour Post</title>{PROSE}", TITLE),
        (
            "<title>x</title>" + json_ld('{"@type": "Article", "headline": "A mill is bought"}') + PROSE,
            "A mill is bought",
        ),
        (f'<meta property="og:title" content="{TITLE}"><h1><span>Business</span> {TITLE}</h1>{PROSE}', TITLE),
        (f"<title>Post - {TITLE}</title><table><tr><td>{TITLE}</td></tr></table><div>{PROSE}</div>", TITLE),
        (f"<h1>Nobody else says what this is</h1>{PROSE}", "Nobody else says what this is"),
        (f'{OG_TITLE.format(TITLE)}<h1><a href="/">Our paper, every day</a></h1><h3>{TITLE}</h3>{PROSE}', TITLE),
        (f"<title>{TITLE} | Post</title><h1>{TITLE}<br>25.06.2018 • Business</h1>{PROSE}", TITLE),
        (f'<meta property="og:title" content="{TITLE}"><h1>“Enough”: {TITLE}</h1>{PROSE}', f"“Enough”: {TITLE}"),
        (f'<meta property="og:title" content="{TITLE}"><h2><i>Old mills</i><i>:</i><b>{TITLE}</b></h2>{PROSE}', TITLE),
        (f'<meta property="og:title" content="Mills: {TITLE}"><h1><i>Old mills</i> {TITLE}</h1>{PROSE}', TITLE),
        (json_ld(f'{{"@type": "Article", "headline": "{LONG[:62]}"}}') + OG_TITLE.format(LONG) + PROSE, LONG),
        (f"{OG_TITLE.format(f'Old mills - {TITLE}')}<h1><i>Old mills</i> {TITLE}</h1>{PROSE}", TITLE),
        (f"{OG_TITLE.format(f'Old mills - {TITLE}')}<h1>Old mills, {TITLE}</h1>{PROSE}", f"Old mills, {TITLE}"),
        (
            f"{OG_TITLE.format(f'Old mills - “{TITLE}”')}<h1><span class=k>Old mills</span>“{TITLE}”</h1>{PROSE}",
            f"“{TITLE}”",
        ),
        (f"{OG_TITLE.format(TITLE)}<h1>{TITLE} <small class=deck>Who will work there now</small></h1>{PROSE}", TITLE),
        (
            f"{OG_TITLE.format(TITLE)}<h1>{TITLE} <span class=n>for forty million</span></h1>{PROSE}",
            f"{TITLE} for forty million",
        ),
        (
            f"<title>Mill news : The mills</title>"
            f'<h1><a href="https://web.archive.org/web/20160330101229/http://mills.example/">The mills</a></h1>'
            f"<h2>Mill news</h2>{PROSE}",
            "Mill news",
        ),
        (
            "<title>海港日報：新茶の出荷始まる　山の里</title><h2>新茶の出荷始まる　山の里</h2>" + PROSE,
            "新茶の出荷始まる 山の里",
        ),
        ("<title>茶叶价格上涨4.2%-海港网</title><div>茶叶价格上涨4.2%</div>" + PROSE, "茶叶价格上涨4.2%"),
        (PROSE, None),
    ],
)
def test_the_headline(markup: str, expected: str | None) -> None:
    assert article_of(markup).title == expected


def test_a_headline_with_its_kicker_is_not_of_the_text() -> None:
    head = f'<meta property="og:title" content="{TITLE}">'
    markup = f"<head>{head}</head><main><header><h2><i>Old mills</i><i>:</i><b>{TITLE}</b></h2></header>{PROSE}</main>"
    assert TITLE not in article_of(markup).text
