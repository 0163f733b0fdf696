"""Records as FollowTheMoney entities, for Aleph and whatever else reads them. docs/export.md maps every field.

An article is an Article; who and what it names are Persons, Organizations (Companies where their name says so) and
Addresses, each of its own article: whether two articles mean the same person is Aleph's cross-referencing to say. A
Mention ties each name to its article, as Aleph's own analysis does. A figure is a Note on its article: the schemata
that have amounts (Payment, Contract, Asset ...) claim more than a figure in a sentence tells.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import PurePosixPath

from pipeline.data import load_table
from pipeline.export.figures import sentence_of
from pipeline.export.json_lines import Properties, json_line
from pipeline.export.place import OneFile
from pipeline.record.serialize import plain
from pipeline.record.types import Entity, Money, Record

# The longest value that the model takes, by the type of the property (followthemoney 4.11, types/*.py).
LONGEST_STRING = 1024
LONGEST_NAME = 384
LONGEST_ADDRESS = 250
LONGEST_TEXT = 65_000

LANGUAGES = {
    "af": "afr", "am": "amh", "ar": "ara", "az": "aze", "be": "bel", "bn": "ben", "bs": "bos", "bg": "bul", "ca": "cat",
    "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra",
    "ga": "gle", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind", "is": "isl", "it": "ita",
    "ja": "jpn", "kn": "kan", "ka": "kat", "kk": "kaz", "km": "khm", "ky": "kir", "ko": "kor", "lo": "lao", "lv": "lav",
    "lt": "lit", "lb": "ltz", "mk": "mkd", "mt": "mlt", "mn": "mon", "ms": "msa", "my": "mya", "ne": "nep", "nl": "nld",
    "no": "nor", "nb": "nor", "nn": "nor", "pl": "pol", "pt": "por", "ps": "pus", "ro": "ron", "ru": "rus", "si": "sin",
    "sk": "slk", "sl": "slv", "es": "spa", "sq": "sqi", "sr": "srp", "sw": "swa", "sv": "swe", "ta": "tam", "te": "tel",
    "tg": "tgk", "tl": "tgl", "th": "tha", "tk": "tuk", "tr": "tur", "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie",
    "zh": "zho",
}  # fmt: skip
"""Languages of the model (followthemoney 4.11, types/language.py), by their ISO 639-1 code; it writes ISO 639-3."""

_PLACES = ("GPE", "LOC", "FAC")


def write(records: Iterable[Record], place: OneFile) -> None:
    """Fills *place* with an entity a line; those of one article stand together, the Article first."""
    for record in records:
        for entity in entities(record):
            place.file.write(json_line(entity))


def entities(record: Record) -> Iterator[Properties]:
    """The entities of *record*, the Article first. Ids follow from the record's and from what they are about."""
    article_id = _id(record.id)
    yield _article(record, article_id)
    ids: dict[str, str] = {}
    for entity in record.entities:
        if schema := schema_of(entity):
            ids[entity.id] = _id(record.id, schema, entity.name)
            yield _named(entity, schema, ids[entity.id], article_id)
            if entity.type not in _PLACES:
                yield _mention(entity, schema, ids[entity.id], record, article_id)
    for money in record.money:
        yield _note(money, record, [article_id, ids.get(money.about.subject or "")])


def schema_of(entity: Entity) -> str | None:
    """The schema of *entity*; None where the model has none for it (works, products, nationalities ...).

    A Company is what has a legal form for its last word; whether other organisations are firms, ministries or clubs is
    not known, and all are Organizations.
    """
    match entity.type:
        case "PERSON":
            return "Person"
        case "ORG":
            return "Company" if _has_legal_form(entity.name) else "Organization"
        case "GPE" | "LOC" | "FAC":
            return "Address"
        case _:
            return None


def _has_legal_form(name: str) -> bool:
    table = load_table("names")
    words = name.replace(",", " ").split()
    last = words[-1].rstrip(".") if len(words) > 1 else ""
    return last in table["legal_forms"] and last not in table["legal_words"]


def _article(record: Record, id_: str) -> Properties:
    article = record.article
    named = {
        type_: [entity.name for entity in record.entities if entity.type in types]
        for type_, types in (("people", ("PERSON",)), ("organisations", ("ORG",)), ("places", _PLACES))
    }
    countries = [entity.country for entity in record.entities if entity.country]
    url = article.url or record.source.url
    language = LANGUAGES.get(article.language or "")
    return _entity(
        "Article",
        id_,
        {
            "title": _strings(article.title),
            "name": _names(article.title),
            "fileName": _strings(PurePosixPath(record.source.path).name),
            "author": _strings(*article.authors),
            "publisher": _strings(article.publisher),
            "publishedAt": [_time(article.published)],
            "modifiedAt": [_time(article.modified)],
            "sourceUrl": [url if url and url.startswith(("http://", "https://")) else None],
            "language": [language],
            "summary": _texts(article.summary),
            "description": _texts(article.subtitle),
            "keywords": _strings(*article.keywords),
            "mimeType": [record.source.media_type],
            "encoding": _strings(record.source.encoding),
            "processingAgent": [f"news-pipeline {record.producer.version}"],
            "bodyText": _texts(article.text),
            "peopleMentioned": _names(*named["people"]),
            "companiesMentioned": _names(*named["organisations"]),
            "locationMentioned": _cut(named["places"], LONGEST_ADDRESS),
            "detectedCountry": [country.lower() for country in countries],
            "detectedLanguage": [language],
        },
    )


def _named(entity: Entity, schema: str, id_: str, article_id: str) -> Properties:
    forms = [mention.text for mention in entity.mentions if mention.text != entity.name]
    country = [entity.country.lower() if entity.country else None]
    if schema == "Address":
        source = [f"https://sws.geonames.org/{entity.geonames}/" if entity.geonames else None]
        about = {"full": _cut([entity.name], LONGEST_ADDRESS), "country": country, "sourceUrl": source}
    else:
        # Short forms ("Quill", "the yards") are too weak to match people and firms by.
        about = {"name": _names(entity.name), "weakAlias": _names(*forms), "country": country}
    return _entity(schema, id_, {**about, "proof": [article_id]})


def _mention(entity: Entity, schema: str, resolved: str, record: Record, article_id: str) -> Properties:
    countries = [each.country.lower() for each in record.entities if each.country]
    return _entity(
        "Mention",
        _id(record.id, "Mention", schema, entity.name),
        {
            "document": [article_id],
            "name": _names(entity.name, *(mention.text for mention in entity.mentions)),
            "detectedSchema": [schema],
            "resolved": [resolved],
            "contextCountry": list(countries),
        },
    )


def _note(money: Money, record: Record, about: list[str | None]) -> Properties:
    return _entity(
        "Note",
        _id(record.id, "Note", money.in_, str(money.start), str(money.end)),
        {
            "name": _names(money.text),
            "description": _texts("\n".join(_lines(money, record))),
            "entity": about,
            "keywords": _strings("money", money.currency),
        },
    )


def _lines(money: Money, record: Record) -> Iterator[str]:
    """What a figure says, a line a fact."""
    yield f"amount: {_range(money.low, money.high)}{f' {money.currency}' if money.currency else ''} ({money.qualifier})"
    if money.per:
        yield f"per: {money.per}"
    if usd := money.usd:
        yield f"in US dollars: {_range(usd.low, usd.high)} (rate of {usd.rate_date}, {usd.rate_source})"
    named: Mapping[str, str] = {entity.id: entity.name for entity in record.entities}
    days = {date.id: date for date in record.dates}
    if money.about.measure:
        yield f"what: {money.about.measure}"
    if whose := named.get(money.about.subject or ""):
        yield f"whose: {whose}"
    if period := days.get(money.about.period or ""):
        yield f"when: {period.text} ({period.value})"
    if sentence := sentence_of(money, record.article.texts()):
        yield f"sentence: {sentence}"


def _range(low: object, high: object) -> str:
    ends = [plain(end) if isinstance(end, Decimal) else "?" for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _entity(schema: str, id_: str, properties: Mapping[str, Iterable[str | None]]) -> Properties:
    """An entity; values that are empty are left out, and each stands once."""
    kept = {
        name: [value for value in dict.fromkeys(values) if value and value.strip()]
        for name, values in properties.items()
    }
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _id(record_id: str, *about: str) -> str:
    """An id of our own name space, which no other source of entities has."""
    return "news-" + hashlib.sha256("\0".join((record_id, *about)).encode()).hexdigest()[:40]


def _time(time: str | None) -> str | None:
    """*time* as the model has it: no offset, in UTC where there was one; a day stays a day. None where it is none."""
    if time is None or len(time) <= len("2018-06-25"):
        return time
    try:
        parsed = dt.datetime.fromisoformat(time)
        moment = parsed.astimezone(dt.UTC) if parsed.tzinfo else parsed
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=None, microsecond=0).isoformat()


def _strings(*values: str | None) -> list[str | None]:
    return _cut(values, LONGEST_STRING)


def _names(*values: str | None) -> list[str | None]:
    return _cut(values, LONGEST_NAME)


def _cut(values: Iterable[str | None], longest: int) -> list[str | None]:
    return [value and value[:longest] for value in values]


def _texts(text: str | None) -> list[str | None]:
    """*text* in values that are short enough, cut at ends of lines or words where there are any."""
    rest = text or ""
    parts: list[str | None] = []
    while len(rest) > LONGEST_TEXT:
        end = max(rest.rfind(blank, LONGEST_TEXT // 2, LONGEST_TEXT) for blank in ("\n", " "))
        end = end if end > 0 else LONGEST_TEXT
        parts.append(rest[:end])
        rest = rest[end:]
    return [*parts, rest]
