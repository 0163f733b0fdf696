import pytest

from tests.unit.page.made import html, json_ld, page_of


def _named(publisher: str) -> str:
    return f'<meta property="og:site_name" content="{publisher}">'


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
        (_named("The Seattle Herons"), ' lang="en-GB"', "https://herons.example/a", "US"),
        (_named("Irish Harbour News"), "", None, "IE"),
        (_named("Toledo Harbour News"), "", None, None),  # of several countries
        (_named("Kenya and Uganda Today"), "", None, None),
        (_named("Irish Harbour News"), "", "https://harbour.co.uk/a", "GB"),
    ],
)
def test_the_publishers_country(head: str, attributes: str, url: str | None, country: str | None) -> None:
    assert page_of(html(head=head, attributes=attributes), url=url).country == country
