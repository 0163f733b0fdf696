import pytest

from tests.unit.page.made import FIRST, PROSE, article_of, html, json_ld

DAY = '<meta property="article:published_time" content="2018-06-25">'
STATED = json_ld('{"@type": "Article", "datePublished": "2018-06-25T10:56:00+01:00", "dateModified": "2018-06-26"}')


@pytest.mark.parametrize(
    ("head", "before", "published", "modified"),
    [
        (STATED, "<time datetime=2017-01-01>x</time>", "2018-06-25T10:56:00+01:00", "2018-06-26"),
        (DAY, "<p class=date>25 June 2018, 10:56</p>", "2018-06-25T10:56:00", None),
        (DAY, "<p class=date>24 June 2018, 10:56</p>", "2018-06-25", None),
        ("", '<time datetime="2018-06-25T10:56:00Z">Monday</time>', "2018-06-25T10:56:00Z", None),
        ("", "<p>By Jane Doe, 25 June 2018</p>", "2018-06-25", None),
        ("", "<p class=date>Updated 26 June 2018</p>", None, "2018-06-26"),
        ("", "<p>Published: 25 June 2018 | Updated: 26 June 2018</p>", "2018-06-25", "2018-06-26"),
        ('<meta property="article:modified_time" content="2018-06-26">', "", None, "2018-06-26"),
        (json_ld('{"@type": "WebPage", "datePublished": "2018-06-25"}'), "", "2018-06-25", None),
        ("", "<p>Copyright 25 June 2018</p>", None, None),
        ("", "", None, None),
    ],
)
def test_published_and_modified(head: str, before: str, published: str | None, modified: str | None) -> None:
    article = article_of(html(head=head, before=before))
    assert (article.published, article.modified) == (published, modified)


def test_the_address_is_asked_last() -> None:
    url = "https://www.harbourpost.example/2018/06/25/mill"
    assert article_of(html(), url=url).published == "2018-06-25"
    assert article_of(html(before="<p class=date>24 June 2018</p>"), url=url).published == "2018-06-24"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<p>25 June 2018 – {FIRST} {FIRST}</p>{PROSE}", "2018-06-25"),
        (f"<p>The mill of 25 June 2018 was new. {FIRST} {FIRST}</p>{PROSE}", None),
        (f"{PROSE}<p>Posted on 25 June 2018</p>", "2018-06-25"),
        (f"{PROSE}<p>The vote is on 25 June 2018.</p>", None),
    ],
)
def test_dates_in_the_text(body: str, published: str | None) -> None:
    assert article_of(html(body)).published == published


def test_the_day_of_a_page_is_written_in_its_countrys_order() -> None:
    line = "<p class=date>12/06/2018</p>"
    assert article_of(html(before=line, attributes=' lang="en-GB"')).published == "2018-06-12"
    assert article_of(html(before=line), url="https://www.post.example/a").published is None
