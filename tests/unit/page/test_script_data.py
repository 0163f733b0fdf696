import json
import time
from html import escape

import pytest

from tests.unit.page.made import FIRST, PROSE, SECOND, THIRD, TITLE, html, page_of

PARAGRAPHS = [
    f"{FIRST} The last of them had left with the snow, and the gates were shut behind him for good.",
    f"{SECOND} It had paid for the land, though, and the county has had nothing else from it since then.",
    f"{THIRD} What is to become of the mill itself will be asked of the people in the valley in the autumn.",
]
HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
NODES = [{"type": "p", "children": [{"type": "text", "data": text}]} for text in PARAGRAPHS]

NESTED = f'{{"title": "{TITLE}", "a": '


def script(value: object, *, kind: str = ' type="application/json"') -> str:
    return f"<script{kind}>{json.dumps(value)}</script>"


def shell(markup: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body><div id=app></div>{markup}</body></html>"


def shown(markup: str) -> tuple[list[str], set[str]]:
    page = page_of(markup)
    article = page.article
    return [article.text[b.start : b.end] for b in article.blocks], {warning.code for warning in page.warnings}


@pytest.mark.parametrize(
    "markup",
    [
        script({"props": {"article": {"title": TITLE, "body": HTML}}}),
        script({"title": TITLE, "body": NODES}),
        script({"title": TITLE, "body": [{"_type": "block", "children": [{"text": text}]} for text in PARAGRAPHS]}),
        script({"title": TITLE, "content_elements": [{"type": "text", "content": text} for text in PARAGRAPHS]}),
        script({"title": TITLE, "paragraphs": PARAGRAPHS}),
        script({"title": TITLE, "text": "\n\n".join(PARAGRAPHS)}),
        script({"article": {"header": {"headline": TITLE}, "blocks": NODES}, "stories": [{"text": SECOND}] * 9}),
        script({"@type": "HowTo", "name": TITLE, "steps": [{"text": f"<p>{text}</p>"} for text in PARAGRAPHS]}),
        script({"title": TITLE, "body": HTML, "relatedStories": [{"title": "A road", "body": f"<p>{THIRD * 9}</p>"}]}),
        f"<script>window.__STATE__ = {json.dumps({'title': TITLE, 'body': HTML})};\nwindow.__USER__ = {{}};</script>",
        f"<script>window.__STATE__ = JSON.parse({json.dumps(json.dumps({'title': TITLE, 'body': HTML}))})</script>",
        f'<div data-props="{escape(json.dumps({"title": TITLE, "body": NODES}))}"></div>',
    ],
)
def test_the_text_of_a_page_without_one_is_read_from_its_scripts(markup: str) -> None:
    texts, warnings = shown(shell(markup))
    assert texts == PARAGRAPHS
    assert "body_from_script" in warnings


def test_nodes_in_a_line_are_one_paragraph_and_links_alone_are_none() -> None:
    last = "Nobody in the valley has been asked so far."
    line = {"type": "p", "children": [{"text": last[:20]}, {"type": "em", "children": [{"text": last[20:]}]}]}
    link = {"type": "h3", "children": [{"type": "a", "children": [{"text": "A road is promised and not built"}]}]}
    texts, _ = shown(shell(script({"title": TITLE, "body": [*NODES, link, line]})))
    assert texts == [*PARAGRAPHS, last]


@pytest.mark.parametrize(
    "value",
    [
        {"title": "A road is promised", "body": HTML},  # another article's
        {"title": TITLE, "body": f"<p>{FIRST}</p>"},  # no more than a summary
        {"title": TITLE, "summary": " ".join(PARAGRAPHS), "comments": NODES},
    ],
)
def test_what_is_not_the_articles_text_is_not_read(value: object) -> None:
    texts, warnings = shown(html(f"<p>{FIRST}</p>") + script(value))
    assert texts == [FIRST]
    assert "body_from_script" not in warnings


def test_a_page_that_shows_its_text_is_not_asked() -> None:
    texts, warnings = shown(html(PROSE + HTML.replace(FIRST, THIRD)) + script({"title": TITLE, "body": HTML * 9}))
    assert texts[0] == FIRST
    assert "body_from_script" not in warnings


def test_a_stated_text_beats_a_line_of_it() -> None:
    stated = script({"@type": "NewsArticle", "articleBody": "\n".join(PARAGRAPHS)}, kind=" type=application/ld+json")
    texts, warnings = shown(html(f"<p>{FIRST}</p>", head=stated))
    assert texts == PARAGRAPHS
    assert "body_from_linked_data" in warnings


@pytest.mark.parametrize(
    "markup",
    [
        "<script>" * 20_000,
        "<script>x = [" * 20_000,
        script({"a": [{"title": TITLE, "text": FIRST}] * 5_000}),
        f"<script type=application/json>{'[' * 100_000}</script>",
        f"<script>{'a = {};' * 50_000}</script>",
        "<script>a = " + NESTED * 400 + "1" + "}" * 400 + "</script>",
    ],
)
def test_hostile_scripts_take_no_time(markup: str) -> None:
    start = time.process_time()
    page_of(html(f"<p>{FIRST}</p>") + markup)
    assert time.process_time() - start < 5
