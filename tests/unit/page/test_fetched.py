import pytest

from pipeline.document import Document
from pipeline.page.article import read_page

PAGE = (
    '<html lang="en"><head><title>Harbour reopens</title>'
    '<meta property="article:published_time" content="{published}">'
    '<meta property="article:modified_time" content="{modified}"></head><body><article><h1>Harbour reopens</h1>'
    + "<p>The harbour at Orsk Bay reopened after a storm that had kept every boat of the town in for nine days.</p>" * 3
    + "</article></body></html>"
)


@pytest.mark.parametrize(
    ("published", "fetched", "kept"),
    [
        ("2018-06-25T10:00:00+02:00", "2018-06-25T09:00:00Z", True),
        ("2018-06-26T09:00:00+14:00", "2018-06-25T20:00:00Z", True),  # tomorrow there
        ("2018-06-25", "2018-06-24T23:59:00-05:00", True),
        ("2018-06-27", "2018-06-25T09:00:00Z", False),
        ("2019-06-25", "2018-06-25T09:00:00Z", False),
        ("2019-06-25", None, True),
    ],
)
def test_no_article_is_published_after_it_was_fetched(published: str, fetched: str | None, kept: bool) -> None:
    data = PAGE.format(published=published, modified=published).encode()
    page = read_page(Document(data=data, path="a.html", fetched=fetched))
    codes = {warning.code for warning in page.warnings}
    assert page.article.published == (published if kept else None)
    assert page.article.modified == (published if kept else None)
    assert page.article.evidence.published == ("meta" if kept else None)
    assert ("published_refused" in codes, "no_published_date" in codes) == (not kept, not kept)
