import pytest

from tests.unit.page.made import PROSE, article_of, html, json_ld

ORGANISATION = (
    '{"@type": "Article", "author": {"@type": "Organization", "name": "Post"}, "publisher": {"name": "Post"}}'
)


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jane Doe"}}'),
            "By John Roe",
            ["Jane Doe"],
        ),
        (json_ld('{"@type": "Article", "author": ["Jane Doe", "John Roe"]}'), "", ["Jane Doe", "John Roe"]),
        (json_ld(ORGANISATION), "<p class=byline>By John Roe</p>", ["John Roe"]),
        ('<meta name="author" content="Jane Doe">', "", ["Jane Doe"]),
        ('<meta name="dc.creator" content="Sorensen Vaz, Lúcia">', "", ["Lúcia Sorensen Vaz"]),
        ('<meta property="article:author" content="https://facebook.example/jane">', "", []),
        ("", '<a rel="author" href="/j">Jane Doe</a>', ["Jane Doe"]),
        (
            "",
            "<div class=meta><span class=byline>By <a>Jane Doe</a>, Staff Writer</span> <time>now</time></div>",
            ["Jane Doe"],
        ),
        ("", "<p>By Jane Doe and John Roe</p>", ["Jane Doe", "John Roe"]),
        ("", "<p>Jane Doe</p><p>25 June 2018</p>", ["Jane Doe"]),
        ("", "<p>25.06.2018 | Jane Doe</p>", ["Jane Doe"]),
        ("", "<p>Photo by Jane Doe</p>", []),
        ("", "<p>Jane Doe</p>", ["Jane Doe"]),
        ("", "<p>Buenos Aires</p>", []),
        ("", '<p>Posted in <a href="/c">Mills</a> by <a href="/author/teahill42">teahill42</a></p>', ["teahill42"]),
        ("", '<a rel="author" href="/j">webredaktion</a>', []),
        ("", "<p>25.06.2018 - Redaktion: Jane Doe (Post)</p>", ["Jane Doe"]),
        ("", "<p>Autoren Jane Doe und John Roe</p>", ["Jane Doe", "John Roe"]),
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jane"}}'),
            "<p>A column by Jane Doe</p>",
            ["Jane Doe"],
        ),
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jane Doe"}}'),
            "<p class=byline>By Jane Doe and John Roe</p>",
            ["Jane Doe", "John Roe"],
        ),
        (json_ld('{"@type": "Article", "author": {"@type": "Organization", "name": "Tea Board"}}'), "", []),
        (json_ld('{"@type": "Article", "author": {"@type": "Organization", "name": "AP"}}'), "", ["Associated Press"]),
        (json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jos&eacute; Roe"}}'), "", ["José Roe"]),
        ('<meta name="author" content="post.example, Halloran, County">', "", []),
        ('<meta property="og:site_name" content="Jane Doe"><meta name="author" content="Jane Doe">', "", ["Jane Doe"]),
        ("", "", []),
    ],
)
def test_where_authors_are_named(head: str, before: str, authors: list[str]) -> None:
    assert list(article_of(html(head=head, before=before)).authors) == authors


def test_the_authors_of_other_stories_are_not_this_ones() -> None:
    related = '<div class=related><a href="/x">A road is promised</a> <span class=author>John Roe</span></div>' * 5
    markup = html(PROSE + related, before="<p class=byline>By Jane Doe</p>")
    assert article_of(markup).authors == ("Jane Doe",)


def test_the_name_of_the_address_is_no_author() -> None:
    markup = html(before='<a rel="author" href="/a">harbourpost</a>')
    assert article_of(markup, url="https://www.harbourpost.example/mill").authors == ()
    assert article_of(markup, url="https://harbourpost.blogs.example/mill").authors == ("harbourpost",)


def test_comments_name_no_authors() -> None:
    comment = "<div class=comment><span class=author>John Roe</span><p>So I said it again.</p></div>"
    assert article_of(html(PROSE + comment)).authors == ()
