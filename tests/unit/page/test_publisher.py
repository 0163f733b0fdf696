import pytest

from tests.unit.page.made import PROSE, TITLE, article_of, html, json_ld


@pytest.mark.parametrize(
    ("markup", "publisher"),
    [
        (html(head=json_ld('{"@type": "Article", "publisher": {"name": "The Harbour Post"}}')), "The Harbour Post"),
        (html(head='<meta property="og:site_name" content="The Harbour Post">'), "The Harbour Post"),
        (
            html(head='<meta property="og:site_name" content="harbourpost">', title="Mill | Harbour Post"),
            "Harbour Post",
        ),
        (html(head='<meta property="og:site_name" content="harbourpost">'), "harbourpost"),
        (f'<title>{TITLE} | Harbour Post</title><img alt="Harbour Post"><h1>{TITLE}</h1>{PROSE}', "Harbour Post"),
        (f"<title>Harbour Post - {TITLE}</title><h1>{TITLE}</h1>{PROSE}<p>© 2018 Harbour Post</p>", "Harbour Post"),
        (f'<title>Mills - {TITLE}</title><a href="/mills/">Mills</a><h1>{TITLE}</h1>{PROSE}', None),
        (
            f'<title>{TITLE} - Harbour Post</title><p><a href="/">Harbour Post</a></p><h1>{TITLE}</h1>{PROSE}',
            "Harbour Post",
        ),
        (f"<title>{TITLE} | Business</title><h1>{TITLE}</h1>{PROSE}", None),
        (f"<title>茶叶价格上涨-海港网</title><h1>茶叶价格上涨</h1>{PROSE}", "海港网"),
        (f"<title>茶叶价格上涨-财经</title><h1>茶叶价格上涨</h1>{PROSE}", None),
        (f"<title>{TITLE} - הנמל</title><h1>{TITLE}</h1>{PROSE}<p>כל הזכויות שמורות להנמל</p>", "הנמל"),
    ],
)
def test_the_papers_name(markup: str, publisher: str | None) -> None:
    assert article_of(markup).publisher == publisher
