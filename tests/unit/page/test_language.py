import pytest

from tests.unit.page.made import PROSE, html, page_of

GERMAN = (
    "<p>Das Werk im Tal schloss im Frühling, und niemand kam zurück, um die Tore wieder zu öffnen. Der Eigentümer "
    "hatte dem Kreis vierzig Stellen und eine Straße versprochen und keines von beiden gebaut.</p>"
    "<p>Am Dienstag beschloss der Rat, das Gelände zu kaufen, mit Geld, das er sich zum größten Teil leihen muss.</p>"
)


@pytest.mark.parametrize(
    ("body", "attributes", "language", "warnings"),
    [
        (PROSE, ' lang="en-GB"', "en", []),
        (PROSE, "", "en", []),
        (GERMAN, ' lang="de"', "de", ["language_unsupported"]),
        (GERMAN, ' lang="en-US"', "de", ["language_unsupported"]),
    ],
)
def test_the_language_of_the_text(body: str, attributes: str, language: str, warnings: list[str]) -> None:
    page = page_of(html(body, attributes=attributes))
    assert page.article.language == language
    assert [w.code for w in page.warnings if w.code == "language_unsupported"] == warnings
