import pytest

from pipeline.page.linked_data import read_linked_data
from pipeline.page.tree import parse_tree
from tests.unit.page.made import json_ld


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "A"}',
        '[{"@type": "WebSite"}, {"@type": ["Thing", "ReportageNewsArticle"], "headline": ["A"]}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "http://schema.org/BlogPosting", "headline": "A"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "LiveBlogPosting", "headline": "A"}}',
        '//<![CDATA[\n{"@type": "Article", "headline": "A"}\n//]]>',
        '<!-- {"@type": "Article", "headline": "A"} -->',
        '{"@type": "Article", "headline": "A", "description": "tab\there,\nline"};',
        '{"@type": "Article", "headline": "A", "keywords": ["mill", ], }',
        '{"@type": "Article", "headline": {"@value": "A"}, "author": null}',
    ],
)
def test_where_an_article_stands(script: str) -> None:
    linked = read_linked_data(parse_tree(json_ld(script) + "<p>a"))
    assert linked.text("headline") == "A"
    assert linked.warnings == ()


@pytest.mark.parametrize("script", ['{"@type": "Article", ', "[" * 100_000, "{'headline': 'A'}"])
def test_what_cannot_be_parsed_is_warned_of_once(script: str) -> None:
    linked = read_linked_data(parse_tree(json_ld(script) * 2 + "<p>a"))
    assert linked.article == {}
    assert [warning.code for warning in linked.warnings] == ["invalid_linked_data"]


def test_the_article_that_says_most_counts() -> None:
    scripts = json_ld('{"@type": "Article", "name": "x"}') + json_ld('{"@type": "NewsArticle", "headline": "A"}')
    assert read_linked_data(parse_tree(scripts + "<p>a")).text("headline") == "A"


def test_references_are_followed() -> None:
    graph = '{"@graph": [{"@type": "Article", "author": {"@id": "#j"}}, {"@id": "#j", "name": "Jane Doe"}]}'
    things = read_linked_data(parse_tree(json_ld(graph) + "<p>a")).things("author")
    assert [thing.get("name") for thing in things] == ["Jane Doe"]


def test_lone_surrogates_do_not_get_through() -> None:
    linked = read_linked_data(parse_tree(json_ld(r'{"@type": "Article", "headline": "A \ud800"}') + "<p>a"))
    assert linked.text("headline") == "A \ufffd"


def test_microdata_is_the_same_evidence() -> None:
    markup = (
        '<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">A</h1>'
        '<span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Jane Doe</b></span>'
        '<time itemprop="datePublished" datetime="2018-06-25">Monday</time></div>'
    )
    linked = read_linked_data(parse_tree(markup))
    assert (linked.text("headline"), linked.text("datePublished")) == ("A", "2018-06-25")
    assert [thing["name"] for thing in linked.things("author")] == ["Jane Doe"]
