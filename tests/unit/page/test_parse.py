import pytest
from lxml import etree

from pipeline.errors import DocumentError
from pipeline.page.parse import parse_markup


def test_the_root_holds_what_the_page_shows() -> None:
    root, is_cut = parse_markup(b"<p class=a hidden>b<br>c<!-- d --></p>", 10)
    (paragraph,) = root.iter("p")
    assert dict(paragraph.items()) == {"class": "a", "hidden": ""}
    assert [*root.itertext()] == ["b", "c"]
    assert (root.tag, is_cut) == ("html", False)


def test_a_long_page_is_parsed_whole() -> None:
    markup = "<p>" + "Zürich 茶 &amp; <b class='ü'>Łódź</b> " * 5_000
    root, _ = parse_markup(markup.encode(), 10**6)
    assert "".join(root.itertext()).count("Zürich 茶 & Łódź") == 5_000


@pytest.mark.parametrize("markup", ["", " ", "<!-- a -->"])
def test_markup_without_an_element(markup: str) -> None:
    with pytest.raises((etree.ParserError, etree.XMLSyntaxError)):
        parse_markup(markup.encode(), 10)


def test_too_many_elements_are_refused_before_all_are_read() -> None:
    with pytest.raises(DocumentError, match="more than 1,000 elements"):
        parse_markup(b"<b>a</b>" * 1_000_000, 1_000)


def test_signs_that_begin_no_element_do_not_count() -> None:
    root, _ = parse_markup(b"<p>" + b"1 < 2 " * 2_000, 1_000)
    assert sum(1 for _ in root.iter()) == 3


@pytest.mark.parametrize("opening", [b"<div>", b"<x>", b"<table><tr><td>"], ids=["blocks", "unknown", "tables"])
def test_what_nests_too_deep_is_cut_off(opening: bytes) -> None:
    root, is_cut = parse_markup(b"<p>a</p>" + opening * 100_000 + b"</y>" * 100_000 + b"<p>b", 10**6)
    assert (is_cut, sum(1 for _ in root.iter()) < 2_100, "b" in [*root.itertext()]) == (True, True, False)
