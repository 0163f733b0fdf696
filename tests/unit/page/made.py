"""Pages made for tests: a body of prose that is surely an article, and room for what a test is about."""

from pipeline.document import Document
from pipeline.page.article import read_page
from pipeline.page.types import Page
from pipeline.record.types import Article

FIRST = "The mill at Halloran closed in the spring, and nobody in the valley came back to open its gates."
SECOND = "Its owner, Brackwater Steel, had promised the county 40 jobs and a road, and built neither of them."
THIRD = "On Tuesday the council voted to buy the land for 2.4 million dollars, most of it borrowed from the state."
PROSE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TITLE = "Halloran buys its empty mill"


def html(body: str = PROSE, *, head: str = "", before: str = "", title: str = TITLE, attributes: str = "") -> str:
    """A page with *title* in its head and its h1, *before* between the h1 and *body*."""
    return (
        f"<!DOCTYPE html><html{attributes}><head><title>{title}</title>{head}</head>"
        f'<body><main><article><h1>{title}</h1>{before}<div class="text">{body}</div></article></main></body></html>'
    )


def page_of(markup: str | bytes, *, url: str | None = None, media_type: str | None = "text/html") -> Page:
    data = markup.encode() if isinstance(markup, str) else markup
    return read_page(Document(data=data, path="page.html", url=url, media_type=media_type))


def article_of(markup: str | bytes, *, url: str | None = None, media_type: str | None = "text/html") -> Article:
    return page_of(markup, url=url, media_type=media_type).article


def blocks_of(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def json_ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'
