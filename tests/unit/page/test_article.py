from contextlib import suppress
from dataclasses import fields
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.errors import DocumentError
from pipeline.page.article import read_article, read_page
from pipeline.page.types import Page
from pipeline.record.types import Article, Evidence
from tests.unit.page.made import PROSE, TITLE, html, json_ld, page_of

MARKUP = [
    "<p>", "</p>", "<div class='related'>", "</div>", "<h1>", "<table><tr><td>", "<li>", "<br>", "<a href=/x>", "</a>",
    "<figure><img src=a.jpg><figcaption>", "<time datetime='2018-06-25'>", "By Jane Doe", "[Photo/x]", PROSE,
    json_ld('{"@type": "Article", "headline": "\\ud800", "author": [null, 3, {"name": ["x"]}]}'),
]  # fmt: skip
PIECES = st.lists(st.one_of(st.text(max_size=40), st.sampled_from(MARKUP)), max_size=30)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [text for name in value.__struct_fields__ for text in _strings(getattr(value, name))]
    if isinstance(value, tuple):
        return [text for item in value for text in _strings(item)]
    return []


def _check(page: Page) -> None:
    article = page.article
    assert all(type(text) is str for text in _strings(article))
    assert msgspec.convert(msgspec.to_builtins(article), Article) == article
    assert [article.text[block.start : block.end] for block in article.blocks] == [
        part for part in article.text.split("\n\n") if article.text
    ]
    "".join(_strings(article)).encode("utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_page_keeps_the_contract(pieces: list[str]) -> None:
    document = Document(data=html("".join(pieces)).encode("utf-8", "surrogatepass"), path="a.html")
    try:
        page = read_page(document)
    except DocumentError:
        return
    _check(page)
    assert read_page(document) == page


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_anything_is_read_or_refused(data: bytes | str) -> None:
    with suppress(DocumentError):
        assert isinstance(read_article(data), Article)


def test_text_is_read_as_it_is_whatever_it_says_of_its_encoding() -> None:
    markup = html(
        PROSE + "<p>Zürich paid 5 € for it, and the mayor’s “plan” is done.</p>", head='<meta charset="iso-8859-1">'
    )
    assert "Zürich paid 5 € for it, and the mayor’s “plan” is done." in read_article(markup).text
    assert read_article(markup.replace("Zürich", "\ud800")).title == TITLE


def test_a_page_without_anything_is_warned_of() -> None:
    page = page_of(f"<html><body>{PROSE}</body></html>")
    assert [warning.code for warning in page.warnings] == ["no_title", "no_published_date"]
    assert {field.name for field in fields(page)} == {"article", "country", "media_type", "encoding", "warnings"}


@pytest.mark.parametrize(
    "body",
    [
        '<div class="meta byline caption tags related">' * 1_000 + PROSE * 50,
        "<table><tr><td>" * 500 + PROSE,
        "<i class=x>" * 1_000 + PROSE,
        PROSE + "<figure><img src=a.jpg><figcaption>x [Photo/y]</figcaption></figure>" * 2_000,
        "<p>" + "12 June " * 20_000,
        '<p class="' + "related-share " * 20_000 + '">' + PROSE,
        json_ld(" " * 200_000 + "{") + PROSE,
        "<title>" + " - a | " * 20_000 + "</title>" + PROSE,
        PROSE + "<p>Nobody came back to open the gates" * 60_000,
    ],
    ids=["roles", "tables", "inline", "figures", "dates", "classes", "json", "title", "lines"],
)
def test_hostile_pages_are_read(body: str) -> None:
    _check(page_of(html(body)))


PERSON = '{{"@type": "Person", "name": "Jane Doe"}}'
LINKED = '{{"@type": "Article", "headline": "{}", "datePublished": "2018-06-25", "author": ' + PERSON + "}}"


@pytest.mark.parametrize(
    ("head", "before", "url", "evidence"),
    [
        (
            json_ld(LINKED.format(TITLE)),
            "",
            None,
            Evidence(title="visible", authors="linked_data", published="linked_data"),
        ),
        (
            '<meta name="author" content="Jane Doe"><meta name="pubdate" content="2018-06-25">',
            "",
            None,
            Evidence(title="visible", authors="meta", published="meta"),
        ),
        (
            "",
            "<p>By Jane Doe</p><p>25 June 2018</p>",
            None,
            Evidence(title="visible", authors="visible", published="visible"),
        ),
        ("", "", "https://post.example/2018/06/25/mill", Evidence(title="visible", published="url")),
    ],
)
def test_where_fields_were_read(head: str, before: str, url: str | None, evidence: Evidence) -> None:
    assert page_of(html(head=head, before=before), url=url).article.evidence == evidence


def test_where_the_title_was_read() -> None:
    assert page_of(f"<title>{TITLE}</title>{PROSE}").article.evidence.title == "meta"
    assert page_of(json_ld(LINKED.format(TITLE)) + PROSE).article.evidence.title == "linked_data"
    assert page_of(
        f"{TITLE}\n\n25 June 2018\n\n{TITLE}. It did.", media_type="text/plain"
    ).article.evidence == Evidence(title="text", published="text")


@pytest.mark.parametrize(
    ("head", "before", "expected"),
    [
        ("", "", []),
        ("", "<p class=date>26 June 2018</p>", []),
        ("", "<p class=date>29 June 2018</p>", ["published: linked_data has 2018-06-25; visible has 2018-06-29."]),
        ('<meta name="author" content="John Roe">', "", ["authors: linked_data has Jane Doe; meta has John Roe."]),
        ('<meta name="author" content="Jane Doe">', "", []),
        (
            '<meta property="og:title" content="Sheep are shorn at dawn">',
            "",
            [f"title: visible has {TITLE}; meta has Sheep are shorn at dawn."],
        ),
    ],
)
def test_sources_that_disagree_are_warned_of(head: str, before: str, expected: list[str]) -> None:
    page = page_of(html(head=json_ld(LINKED.format(TITLE)) + head, before=before))
    messages = [warning.message for warning in page.warnings if warning.code == "sources_disagree"]
    assert [message.removeprefix("The page's sources disagree on the field ") for message in messages] == expected
