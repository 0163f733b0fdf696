import pytest

from pipeline.page.title import without_site
from tests.unit.page.made import PROSE, TITLE, article_of, html, json_ld


@pytest.mark.parametrize(
    ("title", "publisher", "expected"),
    [
        ("Tea prices rise again | The Harbour Post", "The Harbour Post", "Tea prices rise again"),
        ("The Harbour Post - Tea prices rise again", "The Harbour Post", "Tea prices rise again"),
        ("Tea prices rise again | Business | Harbour Post", None, "Tea prices rise again"),
        ("Tea prices rise again - Harbour Post", None, "Tea prices rise again"),
        ("Tea - a history of the leaf", None, "Tea - a history of the leaf"),
        ("Tea prices rise", "The Harbour Post", "Tea prices rise"),
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
        (PROSE, None),
    ],
)
def test_the_headline(markup: str, expected: str | None) -> None:
    assert article_of(markup).title == expected
