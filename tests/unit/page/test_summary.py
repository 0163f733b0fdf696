import pytest

from tests.unit.page.made import FIRST, PROSE, SECOND, TITLE, article_of, html

DECK = "The council borrows most of the price"


@pytest.mark.parametrize(
    ("before", "subtitle"),
    [
        (f'<p class="standfirst">{DECK}</p>', DECK),
        (f'<p class="summary">{DECK}</p>', DECK),
        (f'<h2 class="detail-sapo">{DECK}</h2>', DECK),
        (f"<h2>{DECK}</h2>", DECK),
        (f'<p class="intro">{DECK}</p>', DECK),
        (f'<p class="standfirst">{TITLE}</p>', None),
        (f'<h2><a href="/x">{DECK}</a></h2>', None),
        ("<p>By Jane Doe</p>", None),
        (f'<figure class="lead-image"><img src="/m.jpg"><figcaption>{DECK}</figcaption></figure>', None),
        ("", None),
    ],
)
def test_the_deck_is_a_field_and_not_of_the_text(before: str, subtitle: str | None) -> None:
    article = article_of(html(before=before))
    assert article.subtitle == subtitle
    assert DECK not in article.text


def test_a_deck_by_its_place_that_stands_in_the_text_is_of_both() -> None:
    article = article_of(html(f"<h2>{DECK}</h2>{PROSE}"))
    assert article.subtitle == DECK
    assert article.text.startswith(DECK)


@pytest.mark.parametrize(
    ("header", "subtitle"),
    [
        (f"<header><h1>{TITLE}</h1><p>{DECK}</p><p>By Jane Doe</p></header>{PROSE}", DECK),
        (f"<h1>{TITLE}</h1><p>{DECK}</p>{PROSE}", None),
        (f"<header><h1>{TITLE}</h1><p>{DECK} by loan</p></header>{PROSE}", None),
    ],
)
def test_the_pages_description_is_a_deck_where_it_stands_in_the_headlines_block(
    header: str, subtitle: str | None
) -> None:
    head = f'<title>{TITLE}</title><meta name="description" content="{DECK}">'
    assert article_of(f"<html><head>{head}</head><body><article>{header}</article></body></html>").subtitle == subtitle


def test_a_deck_of_a_paragraphs_length_is_of_the_text() -> None:
    long = f"{FIRST} {SECOND}"
    assert article_of(html(before=f'<h2 class="deck">{long}</h2>')).text.startswith(long)


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
