"""What one news article becomes. The JSON, its schema and the SQL tables are all derived from these classes.

Fields stand in the order in which they are written. Absent values are None, absent lists are (); nothing is left out.
Texts are addressed by (`in_`, `start`, `end`): `in_` is "title", "text" or "caption/N" (the caption of images[N]);
`start` and `end` count Unicode code points, half open, and slice exactly the `text` beside them.
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

SCHEMA_VERSION: Literal["1"] = "1"

EntityType = Literal[
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"
]  # OntoNotes 5 names that are not numbers, times or money
BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table"]
EvidenceFrom = Literal["linked_data", "meta", "visible", "url", "text"]
CurrencyFrom = Literal["code", "name", "symbol", "country"]
Qualifier = Literal["exact", "about", "more_than", "less_than", "at_least", "at_most", "range"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    "START", "MID", "END", "APPROX",
]  # fmt: skip  # TimeML 1.2.1 annotation guidelines, attribute mod

Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
Hex64 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Where = Annotated[str, Meta(pattern=r"^(title|text|caption/[0-9]+)$", description='"title", "text" or "caption/N"')]
Offset = Annotated[int, Meta(ge=0, description="Unicode code points from the start of the text named by `in`")]
Timestamp = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$",
        description="ISO 8601: a day, or a day and time with the UTC offset where the page gives one",
    ),
]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2}$", description="ISO 639-1")]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
CurrencyCode = Annotated[str, Meta(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
EntityId = Annotated[str, Meta(pattern=r"^e[1-9][0-9]*$")]
MoneyId = Annotated[str, Meta(pattern=r"^m[1-9][0-9]*$")]
DateId = Annotated[str, Meta(pattern=r"^d[1-9][0-9]*$")]
Code = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]


class Source(Struct, frozen=True, kw_only=True):
    """Where the article was read, and how its bytes became text."""

    path: Annotated[str, Meta(description='relative to the input root; a member of an archive is "pages.zip!a/b.html"')]
    url: Annotated[str | None, Meta(description="the address it was fetched from, where known")]
    sha256: Annotated[Hex64, Meta(description="of the raw bytes")]
    media_type: Annotated[str, Meta(description='"text/html", "text/plain", ...')]
    encoding: Annotated[str, Meta(description="the encoding that was used to decode it")]


class Dateline(Struct, frozen=True, kw_only=True):
    """Where a story was filed, and for which agency: "LA CROSSE, Wis. (AP)"."""

    place: str | None
    agency: str | None


class Image(Struct, frozen=True, kw_only=True):
    """A picture of the article, with its caption (no credit in it) and its credit."""

    url: str | None
    caption: str | None
    credit: str | None


class Block(Struct, frozen=True, kw_only=True):
    """One block of the body: a slice of `article.text`."""

    kind: BlockKind
    start: Offset
    end: Offset


class Evidence(Struct, frozen=True, kw_only=True):
    """Where fields of the article were read; each None where the field is empty.

    "linked_data" is JSON-LD or microdata, "meta" the page's head, "visible" what readers see, "url" the address, "text"
    a page that was saved as text.
    """

    title: EvidenceFrom | None = None
    authors: EvidenceFrom | None = None
    published: EvidenceFrom | None = None


class Article(Struct, frozen=True, kw_only=True):
    """What a page says, without a language model."""

    url: Annotated[str | None, Meta(description="the canonical URL")]
    title: Annotated[str | None, Meta(description="the headline, without the site's name")]
    subtitle: Annotated[str | None, Meta(description="deck, standfirst")]
    summary: Annotated[str | None, Meta(description="the page's own description")]
    authors: Annotated[tuple[str, ...], Meta(description="people's or agencies' names only")]
    editors: tuple[str, ...]
    publisher: Annotated[str | None, Meta(description="the site's or paper's name")]
    credit: Annotated[str | None, Meta(description="who the article is credited to")]
    published: Annotated[Timestamp | None, Meta(description="never a file's time, never the modified date")]
    modified: Timestamp | None
    language: Language | None
    section: str | None
    keywords: tuple[str, ...]
    dateline: Dateline | None
    images: tuple[Image, ...]
    text: Annotated[str, Meta(description="the body: blocks joined by one blank line")]
    blocks: tuple[Block, ...]
    evidence: Evidence = Evidence()

    def texts(self) -> dict[str, str]:
        """Every text that offsets may count in, by its `in` name, in reading order: title, text, captions."""
        captions = {f"caption/{n}": image.caption for n, image in enumerate(self.images) if image.caption}
        return {"title": self.title or "", "text": self.text} | captions


class Mention(Struct, frozen=True, kw_only=True, rename={"in_": "in"}):
    """One place where an entity is named."""

    in_: Where
    start: Offset
    end: Offset
    text: str


class Entity(Struct, frozen=True, kw_only=True):
    """One distinct person, organisation, place, work ... of the article, with all its mentions."""

    id: EntityId
    type: EntityType
    name: Annotated[str, Meta(description="the fullest name used in the article, cleaned")]
    mentions: tuple[Mention, ...]
    country: Annotated[Country | None, Meta(description="of a place that is or lies in a country, where certain")]
    geonames: Annotated[int | None, Meta(description="GeoNames id of a place, where certain")]


class Usd(Struct, frozen=True, kw_only=True):
    """An amount in US dollars, by the last published rate on or before the article's date."""

    low: Decimal | None
    high: Decimal | None
    rate_date: dt.date
    rate_source: str


class About(Struct, frozen=True, kw_only=True):
    """What a figure measures, read from its sentence; each part None where the text does not say."""

    subject: Annotated[EntityId | None, Meta(description="who or what the figure belongs to")] = None
    measure: Annotated[str | None, Meta(description="the words for what is measured")] = None
    predicate: Annotated[str | None, Meta(description="the verb, lemmatised")] = None
    period: Annotated[DateId | None, Meta(description="when it holds")] = None
    measure_head: Annotated[str | None, Meta(description="the noun that `measure` is built on, lemmatised")] = None
    sentence_start: Annotated[Offset | None, Meta(description="where the sentence that was read stands in `in`")] = None
    sentence_end: Offset | None = None
    rule: Annotated[Code | None, Meta(description="what was recognised there: docs/figures.md lists the rules")] = None


class Money(Struct, frozen=True, kw_only=True, rename={"in_": "in"}):
    """One monetary figure.

    `low` and `high` are amounts in full, in the currency's main unit (50 cents is 0.5): equal where the text gives one
    amount, both ends of a range, None on the side the text leaves open.
    """

    id: MoneyId
    in_: Where
    start: Offset
    end: Offset
    text: str
    low: Decimal | None
    high: Decimal | None
    currency: Annotated[CurrencyCode | None, Meta(description="None where it can't be known")]
    currency_from: Annotated[
        CurrencyFrom | None, Meta(description="what decided the currency; None where none is known")
    ]
    qualifier: Qualifier
    per: Annotated[str | None, Meta(description='"share", "barrel", "year", ...')]
    same_as: Annotated[MoneyId | None, Meta(description="the figure that this one restates in another currency")] = None
    usd: Usd | None = None
    about: About = About()


class Timex(Struct, frozen=True, kw_only=True, rename={"in_": "in"}):
    """One time expression, in TIMEX3 terms.

    `earliest` and `latest` are the first and last day that the value covers; None for durations, sets, vague references
    and values that could not be resolved. `mod` moves no days.
    """

    id: DateId
    in_: Where
    start: Offset
    end: Offset
    text: str
    type: TimexType
    value: Annotated[str, Meta(description='TIMEX3 value: "2018-06-14", "1989-Q4", "P3Y", "XXXX-WXX-1", "PAST_REF"')]
    mod: TimexMod | None
    earliest: dt.date | None
    latest: dt.date | None
    relative: Annotated[bool, Meta(description="the publication date was needed to resolve it")]


class Warning(Struct, frozen=True, kw_only=True):  # noqa: A001 -- the record's own word; never used beside the builtin
    """Something a reader of the record should know; record/warnings.py lists every code."""

    code: Code
    message: str


class Producer(Struct, frozen=True, kw_only=True):
    """What made the record."""

    version: Annotated[str, Meta(description="of news-pipeline")]
    spacy: str
    model: str
    model_version: str


class Record(Struct, frozen=True, kw_only=True):
    """One article: what its page says, and the entities, figures and dates found in it."""

    schema_version: Literal["1"]
    id: Annotated[Hex32, Meta(description="the same article read twice has the same id")]
    source: Source
    article: Article
    entities: tuple[Entity, ...]
    money: tuple[Money, ...]
    dates: tuple[Timex, ...]
    duplicate_of: Annotated[Hex32 | None, Meta(description="id of the earlier article that this one repeats")]
    warnings: tuple[Warning, ...]
    producer: Producer

    def to_json(self) -> str:
        """The record as one line of JSON: keys in order, nulls kept, amounts as plain decimal strings."""
        from pipeline.record.serialize import to_json  # serialize builds on these classes

        return to_json(self)

    def check(self) -> list[str]:
        """Every promise a schema can't state that this record breaks, a sentence each; [] where all is well."""
        from pipeline.record.check import check  # check builds on these classes

        return check(self)
