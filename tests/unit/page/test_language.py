import pytest

from tests.unit.page.made import PROSE, html, page_of

CANTONESE = "佢哋話今日嘅會議唔會再開，因為啲人仲未到齊，不過聽日會再傾過。政府嘅發言人話佢哋會盡快處理。" * 5
SOTHO = (
    "<p>Batho ba motse ba thabile kudu ka ge lebenkele le lefsa le butšwe beke ye e fetilego, gomme mmušo o boletše "
    "gore mošomo o tla tšwela pele go fihla ka ngwaga wo o tlago. Bana ba sekolo ba be ba opela ge molaodi a fihla.</p>"
)
GERMAN = (
    "<p>Das Werk im Tal schloss im Frühling, und niemand kam zurück, um die Tore wieder zu öffnen. Der Eigentümer "
    "hatte dem Kreis vierzig Stellen und eine Straße versprochen und keines von beiden gebaut.</p>"
    "<p>Am Dienstag beschloss der Rat, das Gelände zu kaufen, mit Geld, das er sich zum größten Teil leihen muss.</p>"
)
CHINESE = (
    "<p>镇上的老工厂春天关了门，再也没有人回来打开它的大门。厂主答应过建一条路，招四十名工人，结果一样也没有做到。</p>"
    "<p>星期二，镇议会决定用二百四十万元买下这块地，钱大多是向省里借来的。居民们说，他们已经等了太久，希望明年能重新开工。</p>"
)


@pytest.mark.parametrize(
    ("body", "attributes", "language"),
    [
        (PROSE, ' lang="en-GB"', "en"),
        (PROSE, "", "en"),
        (GERMAN, ' lang="de"', "de"),
        (CHINESE, "", "zh"),
        (GERMAN, ' lang="en-US"', "de"),
        (f"<p>{CANTONESE}</p>", "", "zh"),
        (f"<p>{CANTONESE}</p>", ' lang="zh-HK"', "zh"),
        (SOTHO, ' lang="en"', None),  # it has no code of two letters
    ],
)
def test_the_language_of_the_text(body: str, attributes: str, language: str | None) -> None:
    assert page_of(html(body, attributes=attributes)).article.language == language
