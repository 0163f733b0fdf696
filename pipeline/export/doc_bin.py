"""Records as spaCy DocBins: every text a Doc, with the record's items as spans.

Texts are in the tokens of spaCy's blank English pipeline, which is how they were annotated; a token is cut in two where
an item of the record begins or ends in it, so that each span has exactly the record's characters.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from pipeline.annotate.tokenizing import make_doc
from pipeline.errors import InputError
from pipeline.export.place import Folder
from pipeline.record.serialize import plain, to_builtins
from pipeline.record.types import Entity, Mention, Money, Record, Timex

RECORDS_IN_A_PART = 500
"""Records of one file: a DocBin is held in memory as a whole."""

ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")

Item = tuple[Mention | Money | Timex, str, str, str]  # with the label, the item's id and that in a knowledge base


def write(records: Iterable[Record], folder: Folder) -> None:
    """Fills *folder* with part-00000.spacy and so on; one that holds no Doc where there is no record."""
    nlp = spacy.blank("en")
    rest = iter(records)
    part = list(islice(rest, RECORDS_IN_A_PART))
    number = 0
    while part or not number:
        with (
            folder.begun(f"part-{number:05}.spacy") as file,
            nlp.memory_zone(),
        ):  # or the vocabulary grows with each word
            file.write(_packed(nlp, part))
        part = list(islice(rest, RECORDS_IN_A_PART))
        number += 1


def docs_of(nlp: Language, record: Record) -> Iterator[Doc]:
    """A Doc for each text of *record* that is not empty: the title, the text, each caption.

    `doc.ents` are mentions of entities; where two overlap, the longer. `doc.spans` has all of "entities", "money" and
    "dates". A span's `id_` is its item's in the record, `kb_id_` a place's at GeoNames. `doc.user_data["news"]` says
    which text of which article this is, and has the items that its spans name, by id, as they stand in the JSON.
    """
    about = _about(record)
    all_items: tuple[Entity | Money | Timex, ...] = (*record.entities, *record.money, *record.dates)
    written = {item.id: item for item in all_items}
    for in_, text in record.article.texts().items():
        if text:
            groups = {name: [item for item in items if item[0].in_ == in_] for name, items in _items(record).items()}
            doc = _cut(make_doc(nlp, text), list(chain.from_iterable(groups.values())))
            ids = _named(groups)
            known = {id_: _plain(to_builtins(item)) for id_, item in written.items() if id_ in ids}
            doc.user_data["news"] = {**about, "in": in_, "items": known}
            for name, items in groups.items():
                doc.spans[name] = [_span(doc, item) for item in items]
            doc.ents = filter_spans(list(doc.spans["entities"]))
            yield doc


def _items(record: Record) -> dict[str, list[Item]]:
    return {
        "entities": [
            (mention, entity.type, entity.id, str(entity.geonames or ""))
            for entity in record.entities
            for mention in entity.mentions
        ],
        "money": [(money, "MONEY", money.id, "") for money in record.money],
        "dates": [(date, date.type, date.id, "") for date in record.dates],
    }


def _named(groups: dict[str, list[Item]]) -> set[str | None]:
    """The ids of the items in *groups*, and of those that a figure there is about."""
    ids: set[str | None] = {id_ for items in groups.values() for _, _, id_, _ in items}
    figures = [item for item, *_ in groups["money"] if isinstance(item, Money)]
    return ids.union(*({money.about.subject, money.about.period, money.same_as} for money in figures))


def _packed(nlp: Language, records: Iterable[Record]) -> bytes:
    packed = DocBin(attrs=ATTRIBUTES, store_user_data=True)
    for record in records:
        for doc in docs_of(nlp, record):
            packed.add(doc)
    return packed.to_bytes()


def _about(record: Record) -> dict[str, object]:
    article = record.article
    return {
        "record": record.id,
        "duplicate_of": record.duplicate_of,
        "path": record.source.path,
        "url": article.url or record.source.url,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "language": article.language,
    }


def _plain(value: object) -> object:
    """*value* as it stands in JSON."""
    match value:
        case dict():
            return {name: _plain(item) for name, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case Decimal():
            return plain(value)
        case _:
            return value


def _cut(doc: Doc, items: list[Item]) -> Doc:
    """*doc* with tokens that begin and end where each of *items* does.

    A blank is part of the token before it, unless an item begins or ends with it.
    """
    starts, ends = {item.start for item, *_ in items}, {item.end for item, *_ in items}
    missing = (starts - {token.idx for token in doc}) | (ends - {token.idx + len(token) for token in doc})
    if not missing:
        return doc
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        inside = sorted(edge for edge in missing if start < edge < end)
        for begin, stop in zip([start, *inside], [*inside, end], strict=True):
            words.append(token.text[begin - start : stop - start])
            spaces.append(stop == end and bool(token.whitespace_))
        if token.whitespace_ and (end in starts or end + 1 in ends):
            spaces[-1] = False
            words.append(token.whitespace_)
            spaces.append(False)
    return Doc(doc.vocab, words=words, spaces=spaces)


def _span(doc: Doc, item: Item) -> Span:
    where, label, id_, kb_id = item
    span = doc.char_span(where.start, where.end, label=label, kb_id=kb_id, span_id=id_)
    if span is None:
        raise InputError(
            f"{id_} of {doc.user_data['news']['path']}: {where.start}-{where.end} is no slice of its {where.in_};"
            " news-pipeline validate says more"
        )
    return span
