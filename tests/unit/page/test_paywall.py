import pytest

from tests.unit.page.made import PROSE, html, json_ld, page_of

STATED = json_ld('{"@type": "NewsArticle", "isAccessibleForFree": false}')
OFFER = '<div class="paywall"><h2>Subscribe to unlock this article</h2><p>Only £1 for 4 weeks</p></div>'


@pytest.mark.parametrize(
    ("head", "after", "expected"),
    [(STATED, OFFER, ["paywalled"]), (STATED, "", []), ("", OFFER, []), ("", "", [])],
)
def test_a_part_of_the_article_is_warned_of(head: str, after: str, expected: list[str]) -> None:
    page = page_of(html(PROSE + after, head=head))
    assert [warning.code for warning in page.warnings if warning.code == "paywalled"] == expected
    assert "Subscribe" not in page.article.text
