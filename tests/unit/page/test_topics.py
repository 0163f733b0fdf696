import pytest

from tests.unit.page.made import PROSE, article_of, html, json_ld

CRUMBS = '<div class="breadcrumbs"><a href="/">Home</a> › <a href="/l">Local</a> › <a href="/l/c">County</a></div>'
LIST = (
    '{"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"item": {"name": "Local"}}, '
    '{"name": "Halloran buys its empty mill"}]}'
)


@pytest.mark.parametrize(
    ("head", "before", "section"),
    [
        (json_ld('{"@type": "Article", "articleSection": ["Energy", "Local"]}'), CRUMBS, "Energy"),
        ('<meta property="article:section" content="Local">', "", "Local"),
        (json_ld(LIST), "", "Local"),
        ("", CRUMBS, "County"),
        ("", "<p>You are here: <a>Home</a> &gt; <a>Business</a></p>", "Business"),
        ("", "<p>您的位置：海港网 &gt; 财经 &gt; 正文</p>", "财经"),
        ("", "<p class=category><a href=/b>Business</a>, <a href=/m>Mills</a></p>", "Business"),
        ("", '<div class="bread-crumb-time">17/02/2023 06:12 (GMT+07:00)</div>', None),
        ("", "<p class=category>The mill and all that was said of it</p>", None),
        ("", "<p class=category>Latest news</p>", None),
        ("", "<p class=kicker>Jane Doe</p>", None),
        ("", '<p class="post-meta">25 June | <a rel="category tag" href="/l">Local</a></p>', "Local"),
        ("", '<p class="post-meta"><a rel="category tag" href="/u">Uncategorized</a></p>', None),
        (
            "",
            '<p class=meta><a rel="category tag" href="/l">Local</a><a rel="category tag" href="/m">Mills</a></p>',
            None,
        ),
        ("", "", None),
    ],
)
def test_the_section(head: str, before: str, section: str | None) -> None:
    assert article_of(html(head=head, before=before)).section == section


@pytest.mark.parametrize(
    ("head", "after", "keywords"),
    [
        (json_ld('{"@type": "Article", "keywords": "mill, Halloran, mill"}'), "", ["mill", "Halloran"]),
        (json_ld('{"@type": "Article", "keywords": ["mill", "Halloran"]}'), "", ["mill", "Halloran"]),
        ('<meta name="news_keywords" content="mill,Halloran">', "", ["mill", "Halloran"]),
        (
            '<meta property="article:tag" content="mill"><meta property="article:tag" content="Halloran">',
            "",
            ["mill", "Halloran"],
        ),
        (
            "",
            '<p class="tags">Tagged <a rel="tag" href="/m">mill</a>, <a rel="category tag" href="/n">News</a></p>',
            ["mill"],
        ),
        ("", "", []),
    ],
)
def test_keywords(head: str, after: str, keywords: list[str]) -> None:
    assert list(article_of(html(PROSE + after, head=head)).keywords) == keywords


def test_the_category_below_the_text_is_the_articles() -> None:
    below = '<footer class="entry-meta">Posted in <a rel="category tag" href="/l">Local</a></footer>'
    assert article_of(html(PROSE + below)).section == "Local"
