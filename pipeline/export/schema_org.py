"""Records as schema.org's NewsArticle, in JSON-LD. docs/export.md maps every field."""

from collections.abc import Iterable, Iterator

from pipeline.data import load_table
from pipeline.export.json_lines import Properties, json_line, stated
from pipeline.export.place import OneFile
from pipeline.record.serialize import plain
from pipeline.record.types import Article, Dateline, Entity, Image, Money, Record

TYPES = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "PRODUCT": "Product",
    "EVENT": "Event",
    "WORK_OF_ART": "CreativeWork",
    "LAW": "Legislation",
    "LANGUAGE": "Language",
    "NORP": "Thing",  # nationalities, creeds, parties: schema.org has no type for them
}


def write(records: Iterable[Record], place: OneFile) -> None:
    """Fills *place* with a NewsArticle a line, each with its own context."""
    for record in records:
        place.file.write(json_line(news_article(record)))


def news_article(record: Record) -> Properties:
    """The NewsArticle of *record*; what the record does not know is left out."""
    article = record.article
    url = article.url or record.source.url
    dateline = article.dateline
    return stated(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": url or f"urn:news-pipeline:{record.id}",
            "identifier": record.id,
            "url": url,
            "headline": article.title,
            "alternativeHeadline": article.subtitle,
            "description": article.summary,
            "author": [_author(name, record) for name in article.authors],
            "editor": [{"@type": "Person", "name": name} for name in article.editors],
            "publisher": article.publisher and {"@type": "NewsMediaOrganization", "name": article.publisher},
            "sourceOrganization": dateline and dateline.agency and {"@type": "Organization", "name": dateline.agency},
            "creditText": article.credit,
            "datePublished": article.published,
            "dateModified": article.modified,
            "inLanguage": article.language,
            "articleSection": article.section,
            "keywords": list(article.keywords),
            "dateline": dateline and _printed(dateline),
            "locationCreated": dateline and dateline.place and {"@type": "Place", "name": dateline.place},
            "image": [image for image in map(_image, article.images) if image],
            "isAccessibleForFree": False if any(each.code == "paywalled" for each in record.warnings) else None,
            "articleBody": article.text,
            "mentions": [*map(_thing, record.entities), *map(_amount, record.money)],
        }
    )


def _author(name: str, record: Record) -> Properties:
    return {"@type": "Organization" if name in _organisations(record) else "Person", "name": name}


def _organisations(record: Record) -> set[str]:
    """Names that are an organisation's, as far as the record and the table of agencies tell."""
    article: Article = record.article
    agencies = load_table("agencies")["agencies"]
    known = {*agencies, *agencies.values(), article.publisher, article.dateline and article.dateline.agency}
    return known | {entity.name for entity in record.entities if entity.type == "ORG"}


def _printed(dateline: Dateline) -> str:
    agency = f"({dateline.agency})" if dateline.agency else None
    return " ".join(part for part in (dateline.place, agency) if part)


def _image(image: Image) -> Properties | None:
    about = stated({"contentUrl": image.url, "caption": image.caption, "creditText": image.credit})
    return {"@type": "ImageObject", **about} if about else None


def _thing(entity: Entity) -> Properties:
    forms: Iterator[str] = (mention.text for mention in entity.mentions)
    return stated(
        {
            "@type": TYPES[entity.type],
            "name": entity.name,
            "alternateName": [form for form in dict.fromkeys(forms) if form != entity.name],
            "address": entity.country and {"@type": "PostalAddress", "addressCountry": entity.country},
            "sameAs": entity.geonames and f"https://sws.geonames.org/{entity.geonames}/",
        }
    )


def _amount(money: Money) -> Properties:
    """A figure. Amounts are strings of digits, which schema.org takes for numbers: floats would round them."""
    one = money.low is not None and money.low == money.high
    return stated(
        {
            "@type": "MonetaryAmount",
            "name": money.text,
            "currency": money.currency,
            "value": plain(money.low) if one and money.low is not None else None,
            "minValue": plain(money.low) if not one and money.low is not None else None,
            "maxValue": plain(money.high) if not one and money.high is not None else None,
            "description": money.about.measure,
        }
    )
