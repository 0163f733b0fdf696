"""What a record promises beyond its schema."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

import msgspec

from pipeline.errors import DocumentError
from pipeline.record.ids import record_id
from pipeline.record.serialize import from_json, to_json
from pipeline.record.timex import is_timex_value
from pipeline.record.types import Article, Entity, Mention, Money, Record, Timex

BLOCK_SEPARATOR = "\n\n"

_LONGEST_QUOTE = 60
"""Characters of a text that a sentence quotes."""

Texts = Mapping[str, str]


def check(record: Record) -> list[str]:
    """Every promise that *record* breaks and that its schema can't state, a sentence each; [] where all is well.

    Offsets slice to their text, blocks make up the body, ids are unique and lead somewhere, amounts, days and TIMEX
    values make sense, and the record's own id follows from its article.
    """
    return [*_encodable(to_json(record)), *_broken(record)]


def promised(record: Record) -> str:
    """*record* as a line of JSON that reads back as a record. Raises DocumentError where it breaks a promise."""
    line = to_json(record)
    if broken := [*_encodable(line), *_broken(record)]:
        raise DocumentError("record", "broken_promise", "; ".join(broken[:3]))
    try:
        from_json(line)
    except msgspec.MsgspecError as error:
        raise DocumentError("record", "broken_promise", str(error)) from error
    return line


def _broken(record: Record) -> Iterator[str]:
    texts = record.article.texts()
    yield from _source_path(record.source.path)
    yield from _ids(record)
    yield from _timestamps(record.article)
    yield from _blocks(record.article)
    yield from _entities(record.entities, texts)
    for money in record.money:
        yield from _span(money, f"money {money.id}", texts)
        yield from (f"money {money.id} {_quoted(money.text)}: {problem}" for problem in _figure(money))
        yield from (f"money {money.id} {_quoted(money.text)}: {problem}" for problem in _evidence(money, texts))
    for timex in record.dates:
        yield from _span(timex, f"date {timex.id}", texts)
        yield from (f"date {timex.id} {_quoted(timex.text)}: {problem}" for problem in _time(timex))


def _encodable(line: str) -> Iterator[str]:
    try:
        line.encode()
    except UnicodeEncodeError:
        yield "a text holds half a surrogate pair, which can't be written as UTF-8"


def _source_path(path: str) -> Iterator[str]:
    if not path or path.startswith("/") or ".." in path.partition("!")[0].split("/"):
        yield f"source.path {_quoted(path)} is not relative to the input root"


def _ids(record: Record) -> Iterator[str]:
    expected = record_id(record.article)
    if record.id != expected:
        yield f"id {record.id} does not follow from the article; that is {expected}"
    if record.duplicate_of == record.id:
        yield "duplicate_of is the record's own id"
    groups = ((item.id for item in items) for items in (record.entities, record.money, record.dates))
    found = Counter(chain.from_iterable(groups))
    yield from (f"id {id_} stands {times} times" for id_, times in found.items() if times > 1)
    for money in record.money:
        links = {"same_as": money.same_as, "about.subject": money.about.subject, "about.period": money.about.period}
        for name, id_ in links.items():
            if id_ is not None and id_ not in found:
                yield f"money {money.id}: {name} {id_} leads nowhere"
        if money.same_as == money.id:
            yield f"money {money.id}: same_as is the figure itself"


def _timestamps(article: Article) -> Iterator[str]:
    for name, value in (("published", article.published), ("modified", article.modified)):
        if value is not None:
            try:
                dt.datetime.fromisoformat(value)
            except ValueError:
                yield f"article.{name} {_quoted(value)} is not a time of the calendar"


def _blocks(article: Article) -> Iterator[str]:
    end_of_last = -len(BLOCK_SEPARATOR)
    for n, block in enumerate(article.blocks):
        if not block.start < block.end <= len(article.text):
            yield f"block {n} ({block.start}-{block.end}) is not a slice of the text"
        if block.start != end_of_last + len(BLOCK_SEPARATOR) or (n and not _joined(article.text, block.start)):
            yield f"block {n} does not follow one blank line after the block before it"
        end_of_last = block.end
    if max(end_of_last, 0) != len(article.text):
        yield f"the blocks end at {max(end_of_last, 0)}, the text at {len(article.text)}"


def _joined(text: str, start: int) -> bool:
    return text[start - len(BLOCK_SEPARATOR) : start] == BLOCK_SEPARATOR


def _entities(entities: tuple[Entity, ...], texts: Texts) -> Iterator[str]:
    order = {in_: n for n, in_ in enumerate(texts)}
    last = (-1, -1)
    for entity in entities:
        label = f"entity {entity.id}"
        if not entity.name or entity.name != entity.name.strip() or entity.name.lower().startswith("the "):
            yield f"{label}: the name {_quoted(entity.name)} is not cleaned"
        if not entity.mentions:
            yield f"{label} has no mention"
            continue
        for mention in entity.mentions:
            yield from _span(mention, label, texts)
        first = min((order.get(mention.in_, len(order)), mention.start) for mention in entity.mentions)
        if first < last:
            yield f"{label} is mentioned before the entity that stands before it"
        last = first


def _span(item: Mention | Money | Timex, label: str, texts: Texts) -> Iterator[str]:
    text = texts.get(item.in_)
    if text is None:
        yield f"{label}: there is no text {item.in_!r}"
    elif not item.start < item.end or text[item.start : item.end] != item.text:
        there = _quoted(text[item.start : item.end])
        yield f"{label}: {item.in_} {item.start}-{item.end} is {there}, not {_quoted(item.text)}"


def _figure(money: Money) -> Iterator[str]:
    low, high = money.low, money.high
    if low is None and high is None:
        yield "it has neither low nor high"
        return
    if low is not None and high is not None and low > high:
        yield f"low {low} is more than high {high}"
    match money.qualifier:
        case "exact":
            fits = low == high
        case "about" | "range":
            fits = low is not None and high is not None
        case "more_than" | "at_least":
            fits = low is not None and high is None
        case "less_than" | "at_most":
            fits = low is None and high is not None
    if not fits:
        yield f"{money.qualifier} does not fit low {low}, high {high}"
    if (money.currency is None) != (money.currency_from is None):
        yield f"currency {money.currency} does not fit currency_from {money.currency_from}"
    if usd := money.usd:
        if (usd.low is None, usd.high is None) != (low is None, high is None):
            yield "usd is open on another side than the figure"
        elif usd.low is not None and usd.high is not None and usd.low > usd.high:
            yield f"usd.low {usd.low} is more than usd.high {usd.high}"


def _evidence(money: Money, texts: Texts) -> Iterator[str]:
    start, end = money.about.sentence_start, money.about.sentence_end
    if (start is None) != (end is None):
        yield "only one of about.sentence_start and about.sentence_end is known"
    elif start is not None and end is not None and not start < end <= len(texts.get(money.in_, "")):
        yield f"about.sentence_start {start} to about.sentence_end {end} is not a slice of {money.in_}"
    if (money.about.measure is None) != (money.about.measure_head is None):
        yield "only one of about.measure and about.measure_head is known"


def _time(timex: Timex) -> Iterator[str]:
    if not is_timex_value(timex.value, timex.type):
        yield f"{_quoted(timex.value)} is no TIMEX3 value of a {timex.type}"
    if (timex.earliest is None) != (timex.latest is None):
        yield "only one of earliest and latest is known"
    elif timex.earliest is not None and timex.latest is not None and timex.earliest > timex.latest:
        yield f"earliest {timex.earliest} is after latest {timex.latest}"


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…")
