import json
from io import BytesIO
from typing import get_args

from msgspec.structs import replace

from pipeline.export import export_to_stream
from pipeline.export.encodable import encodable
from pipeline.export.schema_org import TYPES, news_article
from pipeline.record.types import Dateline, Entity, EntityType, Image, Mention, Money, Record
from pipeline.record.warnings import warn
from tests.unit.export.made import HUGE, NULLS, ODD
from tests.unit.record.made import CAPTION, RECORD, TEXT, TITLE, YUAN, with_article


def _line(record: Record) -> dict[str, object]:
    stream = BytesIO()
    export_to_stream(lambda: [record], "schema.org", stream)
    (line,) = stream.getvalue().splitlines()
    found: dict[str, object] = json.loads(line)
    return found


def test_an_article_is_a_news_article() -> None:
    assert _line(RECORD) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"urn:news-pipeline:{RECORD.id}",
        "identifier": RECORD.id,
        "headline": TITLE,
        "author": [{"@type": "Person", "name": "Ada Quill"}, {"@type": "Person", "name": "Bo Lin"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Harbour Post"},
        "datePublished": "2018-06-25T10:56:00+08:00",
        "inLanguage": "en",
        "keywords": ["ferries"],
        "dateline": "PORT HALE",
        "locationCreated": {"@type": "Place", "name": "PORT HALE"},
        "image": [{"@type": "ImageObject", "caption": CAPTION}],
        "articleBody": TEXT,
        "mentions": [
            {"@type": "Organization", "name": "Ferrow Yards"},
            {"@type": "MonetaryAmount", "name": "80 million yuan", "currency": "CNY", "value": "80000000",
             "description": "sale"},
            {"@type": "MonetaryAmount", "name": "$12.3 million", "currency": "USD", "value": "12300000"},
        ],
    }  # fmt: skip


def test_every_field_of_the_article_has_its_property() -> None:
    record = with_article(
        RECORD,
        url="https://news.example/a",
        subtitle="In two weeks",
        summary="A sale",
        editors=("Cy Dace",),
        credit="Hale News",
        modified="2018-06-26",
        section="Business",
        dateline=Dateline(place="PORT HALE", agency="Associated Press"),
        images=(Image(url="https://news.example/a.jpg", caption=None, credit="Dee Fane"),),
    )
    found = _line(replace(record, entities=(), money=(), dates=(), warnings=(warn("paywalled"),)))
    assert found["@id"] == found["url"] == "https://news.example/a"
    assert (found["alternativeHeadline"], found["description"]) == ("In two weeks", "A sale")
    assert found["editor"] == [{"@type": "Person", "name": "Cy Dace"}]
    assert (found["creditText"], found["dateModified"], found["articleSection"]) == (
        "Hale News",
        "2018-06-26",
        "Business",
    )
    assert found["dateline"] == "PORT HALE (Associated Press)"
    assert found["sourceOrganization"] == {"@type": "Organization", "name": "Associated Press"}
    image = {"@type": "ImageObject", "contentUrl": "https://news.example/a.jpg", "creditText": "Dee Fane"}
    assert found["image"] == [image]
    assert found["isAccessibleForFree"] is False
    assert "mentions" not in found


def test_the_address_it_was_fetched_from_stands_in_for_the_canonical_one() -> None:
    found = news_article(replace(RECORD, source=replace(RECORD.source, url="https://news.example/b")))
    assert found["url"] == "https://news.example/b"


def test_authors_that_are_organisations_are() -> None:
    record = with_article(RECORD, authors=("Reuters", "Harbour Post", "Ferrow Yards", "Ada Quill"))
    authors = news_article(record)["author"]
    assert isinstance(authors, list)
    assert [author["@type"] for author in authors] == ["Organization", "Organization", "Organization", "Person"]


def _entity(type_: EntityType, name: str, country: str | None = None, geonames: int | None = None) -> Entity:
    mentions = (Mention(in_="text", start=0, end=6, text="Ferrow"),)
    return Entity(id="e1", type=type_, name=name, mentions=mentions, country=country, geonames=geonames)


def _mentions(record: Record) -> list[object]:
    found = news_article(record)["mentions"]
    assert isinstance(found, list)
    return found


def test_places_lead_to_geonames() -> None:
    record = replace(RECORD, entities=(_entity("GPE", "Ferrow", "GB", 2655603),), money=())
    assert _mentions(record) == [
        {
            "@type": "Place",
            "name": "Ferrow",
            "address": {"@type": "PostalAddress", "addressCountry": "GB"},
            "sameAs": "https://sws.geonames.org/2655603/",
        }
    ]


def test_every_type_of_entity_has_one_there() -> None:
    assert set(TYPES) == set(get_args(EntityType))
    for type_ in get_args(EntityType):
        (found,) = _mentions(replace(RECORD, entities=(_entity(type_, "Ferrow Yards"),), money=()))
        assert found == {"@type": TYPES[type_], "name": "Ferrow Yards", "alternateName": ["Ferrow"]}


def _amount(money: Money) -> object:
    (found,) = _mentions(replace(RECORD, entities=(), money=(money,)))
    return found


def test_ranges_and_open_ends() -> None:
    about = {"@type": "MonetaryAmount", "name": "80 million yuan", "currency": "CNY"}
    of = {"description": "sale"}
    higher = replace(YUAN, qualifier="range", high=YUAN.low and YUAN.low * 2)
    assert _amount(higher) == {**about, "minValue": "80000000", "maxValue": "160000000", **of}
    assert _amount(replace(YUAN, qualifier="at_least", high=None)) == {**about, "minValue": "80000000", **of}
    assert _amount(replace(YUAN, qualifier="at_most", low=None)) == {**about, "maxValue": "80000000", **of}


def test_what_is_hard_is_kept_and_what_is_null_left_out() -> None:
    found = _line(ODD)
    assert found["articleBody"] == encodable(ODD).article.text
    assert "dateline" not in found
    mentions = found["mentions"]
    assert isinstance(mentions, list)
    assert mentions[3]["minValue"] == HUGE
    assert "currency" not in mentions[4]
    assert set(_line(NULLS)) == {"@context", "@type", "@id", "identifier"}
