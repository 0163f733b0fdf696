"""Any text, any items in it: what is exported reads back as what the record says."""

import csv
import json
from decimal import Decimal
from io import BytesIO, StringIO

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from spacy.tokens import DocBin

from pipeline.export import export_to_stream
from pipeline.export.csv_tables import cell
from pipeline.export.doc_bin import docs_of
from pipeline.export.encodable import encodable
from pipeline.export.parquet import SCALE, fitting
from pipeline.export.time_ml import time_ml
from pipeline.record.types import Record
from tests.unit.record.made import DOLLARS, JUNE, YARDS, bare_record

NLP, OTHER = spacy.blank("en"), spacy.blank("en")
WORDS = st.sampled_from(
    ["$5-8 million", "Macy's", "don't", "U.S.", " ", "\n\n", "\t", "…", "x" * 1200, "🛳", "e\u0301", "(", "“"]
)
TEXTS = st.lists(WORDS | st.text(max_size=8), min_size=1, max_size=12).map("".join).filter(bool)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of any text, with items anywhere in it."""
    record = encodable(bare_record("a.html", draw(TEXTS)))
    text = record.article.text

    def spans() -> list[tuple[int, int]]:
        starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=4, unique=True))
        return [(start, draw(st.integers(start + 1, len(text)))) for start in sorted(starts)]

    mentions = [replace(YARDS.mentions[1], start=start, end=end, text=text[start:end]) for start, end in spans()]
    return replace(
        record,
        entities=tuple(
            replace(YARDS, id=f"e{n}", name=f"Yards {n}", mentions=(mention,)) for n, mention in enumerate(mentions, 1)
        ),
        money=tuple(
            replace(DOLLARS, id=f"m{n}", start=start, end=end, text=text[start:end], same_as=None)
            for n, (start, end) in enumerate(spans(), 1)
        ),
        dates=tuple(
            replace(JUNE, id=f"d{n}", start=start, end=end, text=text[start:end])
            for n, (start, end) in enumerate(spans(), 1)
        ),
    )


@settings(max_examples=50, deadline=None)
@given(record=records())
def test_docs_have_the_text_and_the_spans_of_the_record(record: Record) -> None:
    packed = DocBin(docs=list(docs_of(NLP, record)), store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(packed).get_docs(OTHER.vocab)
    assert doc.text == record.article.text
    found = [
        (span.id_, span.start_char, span.end_char, span.text)
        for name in ("entities", "money", "dates")
        for span in doc.spans[name]
    ]
    expected = [(e.id, m.start, m.end, m.text) for e in record.entities for m in e.mentions]
    expected += [(m.id, m.start, m.end, m.text) for m in record.money]
    expected += [(d.id, d.start, d.end, d.text) for d in record.dates]
    assert found == expected
    assert {ent.id_ for ent in doc.ents} <= {entity.id for entity in record.entities}


@given(record=records())
def test_time_ml_without_its_tags_is_the_text(record: Record) -> None:
    tree = etree.fromstring(time_ml(record).encode())
    text = record.article.text
    assert "".join(tree.find("TEXT").itertext()) == "".join("\ufffd" if _no_xml(each) else each for each in text)
    end = 0
    expected = []
    for date in record.dates:
        if date.start >= end:
            expected.append(f"t{date.id[1:]}")
            end = date.end
    assert [timex.get("tid") for timex in tree.find("TEXT")] == expected


def _no_xml(character: str) -> bool:
    return (character < " " and character not in "\t\n\r") or character in "\ufffe\uffff"


@given(record=records())
def test_lines_of_json_read_back(record: Record) -> None:
    for name in ("schema.org", "ftm"):
        stream = BytesIO()
        export_to_stream(lambda: [record], name, stream)
        lines = stream.getvalue().split(b"\n")
        assert lines.pop() == b""
        found = [json.loads(line) for line in lines]
        if name == "schema.org":
            assert found[0]["articleBody"] == record.article.text
            assert len(found[0].get("mentions", [])) == len(record.entities + record.money)
        else:
            assert sum(line["schema"] == "Note" for line in found) == len(record.money)


@given(row=st.lists(st.none() | st.text() | AMOUNTS, min_size=2, max_size=6))
def test_cells_read_back(row: list[str | Decimal | None]) -> None:
    line = ",".join(map(cell, row)) + "\r\n"
    (read,) = csv.reader(StringIO(line, newline=""), strict=True)
    expected = ["" if value is None else value for value in row]
    for got, value in zip(read, expected, strict=True):
        if isinstance(value, Decimal):
            assert Decimal(got) == value
            assert "E" not in got
        else:
            assert got == value.replace("\0", "\ufffd")


@given(amount=AMOUNTS)
def test_amounts_are_off_by_half_a_step_at_most(amount: Decimal) -> None:
    found = fitting(amount)
    if found is None:
        assert abs(amount) > Decimal(10) ** (38 - SCALE) - 1
    else:
        assert abs(found - amount) <= Decimal(5).scaleb(-SCALE - 1)
        assert len(found.as_tuple().digits) <= 38
