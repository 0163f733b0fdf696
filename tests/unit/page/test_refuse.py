import pytest

from pipeline.document import Document
from pipeline.errors import DocumentError
from pipeline.page.article import read_page
from pipeline.page.limits import Limits
from tests.unit.page.made import PROSE, TITLE, html, json_ld, page_of

TEASER = '<li><a href="/{0}"><h3>Story number {0} of the day</h3></a><p>What is in it is told in a line.</p></li>'
FRONT = "<title>News</title><h1>Latest news of the day</h1><ul>" + "".join(map(TEASER.format, range(20))) + "</ul>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t \xef\xbb\xbf", "empty"),
        (b"%PDF-1.4 ...", "not_text"),
        (b"\x89PNG\r\n\x1a\n....", "not_text"),
        (b"\xff\xd8\xff\xe0....", "not_text"),
        (b"PK\x03\x04....", "not_text"),
        (b"\x1f\x8b....", "not_text"),
        (b"{\\rtf1\\ansi The mill at Halloran closed.}", "not_text"),
        (b"....ftypisom", "not_text"),
        (bytes(range(256)) * 40, "not_text"),
        (b"<html><body><div id=app></div><script>start()</script></body></html>", "no_body"),
        (b"<title>App</title><div id=app>You need to enable JavaScript to run this app.</div>", "no_body"),
        (
            b"<title>Page not found - The Post</title><h1>Page not found</h1><p>We could not find the page.</p>",
            "not_an_article",
        ),
        (b"<title>The Post</title><h1>404</h1><p>We could not find the page.</p>", "not_an_article"),
        (
            b"<title>The Post - Page not found</title><meta property=article:published_time content=2018-06-25>"
            b"<p>We could not find the page.</p>",
            "not_an_article",
        ),
        (FRONT.encode(), "not_an_article"),
        (
            b"<div class=cookie-consent><h2>Before you read</h2><p>We use cookies to make this website better.</p>"
            b"<p>With your consent we and our partners store what you read.</p></div>",
            "consent_wall",
        ),
        (("<title>News</title>" + '<p><a href="/x">A story of the day</a></p>' * 99).encode(), "not_an_article"),
    ],
)
def test_what_gives_no_record(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        page_of(data, media_type=None)
    assert (caught.value.stage, caught.value.code) == ("page", code)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("text/javascript", '/* Share buttons. */\n"use strict";\nvar price = "$5 million";\nshare("<p>A page</p>");'),
        ("text/css; charset=utf-8", "/* The paper's own look. */\nbody > p { margin: 0 }"),
        ("application/json", '{"title": "Halloran buys its mill", "text": "The mill closed in the spring."}'),
        ("text/csv", "title,text\nHalloran buys its mill,The mill closed in the spring.\n"),
        ("image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"><title>Logo of the paper</title></svg>'),
        ("application/rss+xml", "<rss><channel><item><title>Halloran buys its mill</title></item></channel></rss>"),
    ],
)
def test_what_programs_read_is_no_article(media_type: str, text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        page_of(text, media_type=media_type)
    assert caught.value.code == "not_an_article"
    assert page_of("<!-- saved -->\n" + html(), media_type=media_type).article.title == TITLE  # wrongly called so


def test_a_refused_page_of_which_a_part_was_cut_says_so() -> None:
    deep = "<div>" * 60 + html(PROSE) + "</div>" * 60
    with pytest.raises(DocumentError, match=r"deeper .* left out\.$"):
        read_page(Document(data=deep.encode(), path="a.html"), Limits(max_depth=40))


def test_the_cap_on_bytes_is_an_option() -> None:
    document = Document(data=html().encode(), path="a.html")
    with pytest.raises(DocumentError, match="more than 100") as caught:
        read_page(document, Limits(max_bytes=100))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    "markup",
    [
        html(title="404 mills closed, and one came back"),
        html(PROSE + '<p><a href="/x">Another story</a></p>' * 99),
        html("<p>It is short, but it was said.</p>"),
        html().encode("utf-16"),
    ],
)
def test_articles_are_not_refused(markup: str | bytes) -> None:
    assert page_of(markup).article.text


def test_an_article_that_is_stated_without_its_text_is_worth_its_fields() -> None:
    head = '<meta property="og:type" content="article"><meta property="article:published_time" content="2018-06-25">'
    page = page_of(html("", head=head))
    assert (page.article.title, page.article.published, page.article.text) == (TITLE, "2018-06-25", "")
    assert "no_body" in {warning.code for warning in page.warnings}


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2018-06-25">',
        '<meta property="og:title" content="Halloran buys its mill"><meta name="author" content="Isla Carnegie">',
        '<meta property="og:title" content="Halloran buys its mill"><meta name="pubdate" content="2018-06-25">',
        '<meta property="og:title" content="Halloran buys its mill">'
        '<meta property="og:url" content="https://halloran.example/2018/06/mill.html">',
    ],
)
def test_a_shell_that_states_an_article_gives_what_it_states(head: str) -> None:
    page = page_of(f"<title>Halloran buys its mill</title>{head}<body><div id=app></div>")
    assert (page.article.title, page.article.text) == ("Halloran buys its mill", "")
    assert [warning.code for warning in page.warnings if warning.code != "no_published_date"] == ["no_body"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="The Post">',
        '<meta name="author" content="Isla Carnegie">',
        '<meta property="og:title" content="App"><meta name="author" content="Isla Carnegie">',
        '<meta property="og:title" content="All of the news"><meta property="og:url" content="https://a.example/x">',
    ],
)
def test_a_shell_that_states_less_is_a_failure(head: str) -> None:
    with pytest.raises(DocumentError) as caught:
        page_of(f"<title>The Post</title>{head}<body><div id=app></div>")
    assert caught.value.code == "no_body"


STATED = '<meta property="og:type" content="article"><meta property="article:published_time" content="2018-06-25">'


def test_a_front_that_calls_itself_an_article_gives_no_menu() -> None:
    page = page_of(STATED + FRONT + '<time datetime="2019-01-01">1 January 2019</time><p>By Jane Doe</p>')
    assert (page.article.text, page.article.authors, page.article.published) == ("", (), "2018-06-25")
    assert [warning.code for warning in page.warnings] == ["not_an_article"]


def test_a_list_with_an_introduction_is_an_article_where_the_page_says_so() -> None:
    introduced = FRONT.replace(
        "<ul>", "<p>Of all that was told this year, these are the stories to read again.</p><ul>"
    )
    assert "What is in it is told in a line." in page_of(STATED + introduced).article.text
    with pytest.raises(DocumentError):
        page_of(introduced)


def test_a_front_that_describes_what_it_lists_states_no_article() -> None:
    items = ",".join(f'{{"@type":"NewsArticle","headline":"Story number {n} of the day"}}' for n in range(20))
    with pytest.raises(DocumentError) as caught:
        page_of(json_ld(f'{{"@type":"ItemList","itemListElement":[{items}]}}') + FRONT)
    assert caught.value.code == "not_an_article"
    own = f'{{"@type":"NewsArticle","headline":"{TITLE}"}}'
    page = page_of(html("", head=json_ld(f"[{own},{items}]")))
    assert [warning.code for warning in page.warnings if warning.code != "no_published_date"] == ["no_body"]


def test_a_wall_before_an_article_is_not_its_text() -> None:
    wall = "<div class=cookie-consent><p>We use cookies to make this website better for you and for us.</p></div>"
    page = page_of(f"<title>{TITLE}</title>{STATED}{wall}")
    assert (page.article.title, page.article.text, page.article.published) == (TITLE, "", "2018-06-25")
    assert [warning.code for warning in page.warnings] == ["consent_wall"]


def test_a_line_that_asks_for_scripts_is_not_the_text_of_an_article() -> None:
    page = page_of(html("<p>Please enable JavaScript to read this story.</p>", head=STATED))
    assert (page.article.title, page.article.text) == (TITLE, "")
    assert [warning.code for warning in page.warnings] == ["no_body"]
    assert page_of(html("<p>Please enable JavaScript to read this story.</p>" + PROSE)).article.text


def test_menus_around_an_article_without_its_text_are_not_its_text() -> None:
    menu = '<p><a href="/x">A story of the day</a></p>' * 99
    page = page_of(html(menu + "<p>Story 7</p>", head=STATED))
    assert (page.article.title, page.article.text) == (TITLE, "")
    assert [warning.code for warning in page.warnings] == ["no_body"]


def test_a_line_on_a_page_that_does_not_call_itself_an_article_is_warned_of() -> None:
    assert "not_an_article" in {
        warning.code for warning in page_of(html("<p>It is short, but it was said.</p>")).warnings
    }
    assert "not_an_article" not in {warning.code for warning in page_of(html()).warnings}


def test_the_cap_on_elements_is_an_option() -> None:
    document = Document(data=html("<p>a</p>" * 50).encode(), path="a.html")
    with pytest.raises(DocumentError, match="more than 40") as caught:
        read_page(document, Limits(max_elements=40))
    assert caught.value.code == "too_large"


def test_a_page_of_lines_is_no_article_but_can_be_read() -> None:
    rows = "".join(f"<dt>Field {n}</dt><dd>What the register holds in it</dd>" for n in range(9))
    page = page_of(f"<title>Register</title><body><h1>The Register</h1><dl>{rows}</dl>")
    assert "not_an_article" in {warning.code for warning in page.warnings}


def test_a_shell_with_a_menu_and_a_footer_holds_nothing() -> None:
    menu = "".join(f"<li><a href=/{n}>Section number {n}</a></li>" for n in range(9))
    footer = "<footer><p>The App of the valley</p></footer>"
    with pytest.raises(DocumentError) as caught:
        page_of(f"<title>App</title><body><ul>{menu}</ul><div id=app></div>{footer}")
    assert caught.value.code == "no_body"
