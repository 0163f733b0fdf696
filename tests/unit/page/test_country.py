import pytest

from tests.unit.page.made import html, json_ld, page_of


@pytest.mark.parametrize(
    ("head", "attributes", "url", "country"),
    [
        (json_ld('{"@type": "Article", "publisher": {"address": {"addressCountry": "UK"}}}'), "", None, "GB"),
        (json_ld('{"@type": "Article", "publisher": {"address": {"addressCountry": "India"}}}'), "", None, "IN"),
        ("", "", "https://www.dorfblatt.de/a", "DE"),
        ("", "", "https://www.dorfblatt.com.au/a", "AU"),
        ("", "", "https://start.io/a", None),
        ("", ' lang="en-GB"', "https://post.example/a", "GB"),
        ("", ' lang="en-US"', None, None),
        ('<meta property="og:locale" content="en_ZA">', ' lang="en"', None, "ZA"),
        ('<meta property="og:locale" content="es_LA">', "", None, None),
        ("", "", "http://[broken/", None),
    ],
)
def test_the_publishers_country(head: str, attributes: str, url: str | None, country: str | None) -> None:
    assert page_of(html(head=head, attributes=attributes), url=url).country == country
