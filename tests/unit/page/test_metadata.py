import pytest

from tests.unit.page.made import article_of, html

PAGE = "https://www.harbourpost.example/2023/mill"


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (f'<link rel="canonical" href="{PAGE}">', None, PAGE),
        ('<link rel="canonical" href="/2023/mill">', "https://www.harbourpost.example/x", PAGE),
        ('<link rel="canonical" href="/2023/mill">', None, None),
        (f'<meta property="og:url" content="{PAGE}">', None, PAGE),
        (
            f'<link rel="canonical" href="https://www.harbourpost.example/"><meta property="og:url" content="{PAGE}">',
            None,
            PAGE,
        ),
        ('<link rel="canonical" href="https://www.harbourpost.example/">', None, None),
        ('<link rel="canonical" href="http://[broken/">', None, None),
        ("", PAGE, None),
    ],
)
def test_the_canonical_address(head: str, url: str | None, expected: str | None) -> None:
    assert article_of(html(head=head), url=url).url == expected
