import pytest
from lxml import etree

from pipeline.errors import DocumentError
from pipeline.page.parse import Node, parse_markup


def flat(markup: str) -> list[str]:
    """The nodes of *markup*: names, texts, and "/" for each end."""
    nodes, _ = parse_markup(markup.encode(), 10**6)
    return ["/" if node is None else node if isinstance(node, str) else f"<{node.name}>" for node in nodes]


def test_elements_are_followed_by_what_they_hold() -> None:
    nodes, is_cut = parse_markup(b"<p class=a hidden>b<br>c<!-- d --></p>", 10)
    paragraph = next(node for node in nodes if isinstance(node, Node) and node.name == "p")
    assert dict(paragraph.attributes) == {"class": "a", "hidden": ""}
    assert [nodes[index] for index in (paragraph.start + 1, paragraph.end - 1, paragraph.end)] == ["b", "c", None]
    assert not is_cut


def test_the_nodes_are_those_of_the_root_element() -> None:
    assert flat("<p>a</p></body></html><p>b") == ["<html>", "<body>", "<p>", "a", "/", "/", "/"]


def test_what_is_parsed_in_pieces_is_the_page() -> None:
    markup = "<p>" + "Zürich 茶 &amp; <b class='ü'>Łódź</b> " * 5_000
    assert "".join(flat(markup)).count("Zürich 茶 & <b>Łódź/") == 5_000


@pytest.mark.parametrize("markup", ["", " ", "<!-- a -->"])
def test_markup_without_an_element(markup: str) -> None:
    with pytest.raises((etree.ParserError, etree.XMLSyntaxError)):
        parse_markup(markup.encode(), 10)


def test_too_many_elements_are_refused_before_all_are_read() -> None:
    with pytest.raises(DocumentError, match="more than 1,000 elements"):
        parse_markup(b"<b>a</b>" * 1_000_000, 1_000)


@pytest.mark.parametrize("opening", [b"<div>", b"<x>", b"<table><tr><td>"], ids=["blocks", "unknown", "tables"])
def test_what_nests_too_deep_is_cut_off(opening: bytes) -> None:
    nodes, is_cut = parse_markup(b"<p>a</p>" + opening * 100_000 + b"</y>" * 100_000 + b"<p>b", 10**6)
    names = [node.name for node in nodes if isinstance(node, Node)]
    assert (is_cut, len(names), "b" in nodes, len(nodes)) == (True, 2_049, False, 2 * 2_049 + 1)
