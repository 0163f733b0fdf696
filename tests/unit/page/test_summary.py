import pytest

from tests.unit.page.made import TITLE, article_of, html

DECK = "The council borrows most of the price"


@pytest.mark.parametrize(
    ("before", "subtitle"),
    [
        (f'<p class="standfirst">{DECK}</p>', DECK),
        (f"<h2>{DECK}</h2>", DECK),
        (f'<p class="intro">{DECK}</p>', DECK),
        (f'<p class="standfirst">{TITLE}</p>', None),
        (f'<h2><a href="/x">{DECK}</a></h2>', None),
        ("<p>By Jane Doe</p>", None),
        ("", None),
    ],
)
def test_the_deck_is_a_field_and_not_of_the_text(before: str, subtitle: str | None) -> None:
    article = article_of(html(before=before))
    assert article.subtitle == subtitle
    assert DECK not in article.text


@pytest.mark.parametrize(
    ("head", "summary"),
    [
        ('<meta name="description" content="A mill is sold.">', "A mill is sold."),
        ('<meta property="og:description" content="A mill is sold.">', "A mill is sold."),
        ("", None),
    ],
)
def test_the_pages_own_description(head: str, summary: str | None) -> None:
    assert article_of(html(head=head)).summary == summary
