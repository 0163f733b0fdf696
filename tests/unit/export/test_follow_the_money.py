import json
import re
from decimal import Decimal
from io import BytesIO

import pytest
from msgspec.structs import replace

from pipeline.export import export_to_stream
from pipeline.export.follow_the_money import LANGUAGES, LONGEST_TEXT, entities
from pipeline.record.types import Entity, EntityType, Mention, Record
from tests.unit.export.made import NULLS, ODD, many
from tests.unit.record.made import RECORD, TEXT, YARDS, YUAN, with_article

# The schemata that we write and their properties, with what each takes at most, read off the model of followthemoney
# 4.11.2 (followthemoney/schema/*.yaml; Thing's and Document's are inherited). All values of the sample corpus passed
# that version's validation.
MODEL = {
    "Article": {
        "title": 1024, "name": 384, "fileName": 1024, "author": 1024, "publisher": 1024, "publishedAt": 32,
        "modifiedAt": 32, "sourceUrl": 4096, "language": 16, "summary": 65000, "description": 65000, "keywords": 1024,
        "mimeType": 250, "encoding": 1024, "processingAgent": 1024, "bodyText": 65000, "peopleMentioned": 384,
        "companiesMentioned": 384, "locationMentioned": 250, "detectedCountry": 16, "detectedLanguage": 16,
    },
    "Person": {"name": 384, "weakAlias": 384, "country": 16, "proof": 200},
    "Organization": {"name": 384, "weakAlias": 384, "country": 16, "proof": 200},
    "Company": {"name": 384, "weakAlias": 384, "country": 16, "proof": 200},
    "Address": {"full": 250, "country": 16, "sourceUrl": 4096, "proof": 200},
    "Mention": {"document": 200, "name": 384, "detectedSchema": 1024, "resolved": 200, "contextCountry": 16},
    "Note": {"name": 384, "description": 65000, "entity": 200, "keywords": 1024},
}  # fmt: skip
REQUIRED = {"Article": "fileName", "Person": "name", "Organization": "name", "Company": "name", "Mention": "document"}
Found = dict[str, list[dict[str, list[str]]]]


def _lines(*records: Record) -> list[dict[str, object]]:
    stream = BytesIO()
    export_to_stream(lambda: records, "ftm", stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def _found(record: Record) -> Found:
    """The properties of every entity, by schema."""
    found: Found = {}
    for line in _lines(record):
        properties = line["properties"]
        assert isinstance(properties, dict)
        found.setdefault(str(line["schema"]), []).append(properties)
    return found


def _entity(type_: EntityType, name: str, country: str | None = None, geonames: int | None = None) -> Entity:
    mentions = (Mention(in_="text", start=0, end=6, text="Ferrow"), Mention(in_="text", start=0, end=6, text="Ferrow"))
    return Entity(id="e1", type=type_, name=name, mentions=mentions, country=country, geonames=geonames)


@pytest.mark.parametrize(
    "record",
    [
        RECORD,
        ODD,
        NULLS,
        with_article(RECORD, title="t" * 2000, authors=("a" * 2000,), keywords=("k" * 2000,), text="x " * 90_000),
        replace(RECORD, entities=(_entity("PERSON", "p" * 500), replace(_entity("FAC", "f" * 500), id="e2"))),
    ],
)
def test_the_model_has_all_that_is_written(record: Record) -> None:
    for line in _lines(record):
        assert list(line) == ["id", "schema", "properties"]
        assert re.fullmatch("news-[0-9a-f]{40}", str(line["id"]))
        longest = MODEL[str(line["schema"])]
        properties = line["properties"]
        assert isinstance(properties, dict)
        assert set(properties) <= set(longest)
        assert REQUIRED.get(str(line["schema"]), "name") in {*properties, "name"}
        for name, values in properties.items():
            assert values
            assert len(set(values)) == len(values)
            assert all(0 < len(value) <= longest[name] and value.strip() for value in values)


def test_an_article_and_what_it_names() -> None:
    found = _found(RECORD)
    article_id = _lines(RECORD)[0]["id"]
    organisation_id = _lines(RECORD)[1]["id"]
    assert found["Article"] == [
        {
            "title": ["Ferrow Yards sells two ferries"],
            "name": ["Ferrow Yards sells two ferries"],
            "fileName": ["story.html"],
            "author": ["Ada Quill", "Bo Lin"],
            "publisher": ["Harbour Post"],
            "publishedAt": ["2018-06-25T02:56:00"],
            "language": ["eng"],
            "keywords": ["ferries"],
            "mimeType": ["text/html"],
            "encoding": ["utf-8"],
            "processingAgent": ["news-pipeline 0.1.0"],
            "bodyText": [TEXT],
            "companiesMentioned": ["Ferrow Yards"],
            "detectedLanguage": ["eng"],
        }
    ]
    assert found["Organization"] == [{"name": ["Ferrow Yards"], "proof": [article_id]}]
    assert found["Mention"] == [
        {
            "document": [article_id],
            "name": ["Ferrow Yards"],
            "detectedSchema": ["Organization"],
            "resolved": [organisation_id],
        }
    ]
    assert found["Note"][0] == {
        "name": ["80 million yuan"],
        "description": [
            "amount: 80000000 CNY (exact)\nin US dollars: 12300000.5 (rate of 2018-06-22, a bank)\nwhat: sale\n"
            "whose: Ferrow Yards\nwhen: June 14 (2018-06-14)"
        ],
        "entity": [article_id, organisation_id],
        "keywords": ["money", "CNY"],
    }


def test_places_are_addresses_with_their_country() -> None:
    record = replace(RECORD, entities=(_entity("GPE", "Ferrow", "GB", 2655603), YARDS), money=())
    found = _found(record)
    (address,) = found["Address"]
    assert (address["full"], address["country"]) == (["Ferrow"], ["gb"])
    assert address["sourceUrl"] == ["https://sws.geonames.org/2655603/"]
    assert found["Article"][0]["locationMentioned"] == ["Ferrow"]
    assert found["Article"][0]["detectedCountry"] == ["gb"]
    (mention,) = found["Mention"]
    assert mention["contextCountry"] == ["gb"]


@pytest.mark.parametrize(
    ("type_", "name", "schema"),
    [
        ("PERSON", "Ada Quill", "Person"),
        ("ORG", "Ferrow Yards plc", "Company"),
        ("ORG", "Ferrow Yards, Inc.", "Company"),
        ("ORG", "Werft Ferrow GmbH", "Company"),
        ("ORG", "Ferrow Group", "Organization"),
        ("ORG", "Ministry of Ferries", "Organization"),
        ("ORG", "SA", "Organization"),
        ("FAC", "Port Hale", "Address"),
        ("WORK_OF_ART", "The Ferry", None),
        ("NORP", "Danish", None),
    ],
)
def test_schemata_claim_no_more_than_is_known(type_: EntityType, name: str, schema: str | None) -> None:
    found = _found(replace(RECORD, entities=(_entity(type_, name),), money=()))
    assert set(found) - {"Article", "Mention"} == ({schema} if schema else set())


def test_short_forms_are_weak() -> None:
    found = _found(replace(RECORD, entities=(_entity("PERSON", "Bo Ferrow"),), money=()))
    (person,) = found["Person"]
    assert (person["name"], person["weakAlias"]) == (["Bo Ferrow"], ["Ferrow"])


def test_ids_stay_and_are_of_one_article() -> None:
    again = [line["id"] for line in _lines(RECORD)]
    assert again == [line["id"] for line in _lines(replace(RECORD, dates=(), warnings=()))]
    one, other = many(2)
    assert not {line["id"] for line in entities(one)} & {line["id"] for line in entities(other)}


def test_amounts_that_are_open_or_ranges_say_so() -> None:
    def amount(**changes: object) -> str:
        note = _found(replace(RECORD, money=(replace(YUAN, usd=None, **changes),)))["Note"][0]
        return note["description"][0].split("\n")[0]

    assert amount(high=None, qualifier="at_least") == "amount: 80000000 to ? CNY (at_least)"
    assert amount(low=Decimal("0.5"), qualifier="range") == "amount: 0.5 to 80000000 CNY (range)"
    assert amount(currency=None) == "amount: 80000000 (exact)"


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2018-06-25", ["2018-06-25"]), ("2018-06-25T10:56:00", ["2018-06-25T10:56:00"]),
     ("2018-06-25T10:56:00.5Z", ["2018-06-25T10:56:00"]), ("0001-01-01T00:00:00+14:00", []), (None, [])],
)  # fmt: skip
def test_times_have_no_offset(published: str | None, expected: list[str]) -> None:
    assert _found(with_article(RECORD, published=published))["Article"][0].get("publishedAt", []) == expected


def test_long_texts_are_cut_between_words_and_lose_nothing() -> None:
    text = "word " * 30_000 + "x" * 70_000
    (article,) = _found(replace(with_article(RECORD, text=text), entities=(), money=()))["Article"]
    assert "".join(article["bodyText"]) == text
    assert all(len(part) <= LONGEST_TEXT for part in article["bodyText"])
    assert article["bodyText"][0].endswith("word")


def test_addresses_that_are_none_are_left_out() -> None:
    assert "sourceUrl" not in _found(with_article(RECORD, url="javascript:void(0)"))["Article"][0]
    assert _found(with_article(RECORD, url="https://a.example/"))["Article"][0]["sourceUrl"] == ["https://a.example/"]


def test_languages_are_two_letters_to_three() -> None:
    assert all(len(short) == 2 and len(long) == 3 for short, long in LANGUAGES.items())
    assert "language" not in _found(with_article(RECORD, language="eo"))["Article"][0]
