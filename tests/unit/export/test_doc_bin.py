from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from msgspec.structs import replace
from spacy.tokens import Doc, DocBin

from pipeline.errors import InputError
from pipeline.export import doc_bin, export
from pipeline.export.encodable import encodable
from pipeline.record.types import Mention, Money, Record, Timex
from tests.unit.export.made import NULLS, ODD, many
from tests.unit.record.made import CAPTION, RECORD, TEXT, TITLE


def _docs(records: list[Record], folder: Path) -> Iterator[Doc]:
    """The Docs, read back as anyone would who knows spaCy and not us."""
    export(lambda: records, "docbin", folder)
    vocab = spacy.blank("en").vocab
    for path in sorted(folder.glob("*.spacy")):
        yield from DocBin().from_disk(path).get_docs(vocab)


def test_every_text_is_a_doc(tmp_path: Path) -> None:
    docs = list(_docs([RECORD, NULLS], tmp_path / "docs"))
    assert [doc.text for doc in docs] == [TITLE, TEXT, CAPTION]
    assert [doc.user_data["news"]["in"] for doc in docs] == ["title", "text", "caption/0"]
    about = docs[1].user_data["news"]
    assert (about["record"], about["published"]) == (RECORD.id, "2018-06-25T10:56:00+08:00")
    assert (about["path"], about["publisher"], about["title"]) == ("a/story.html", "Harbour Post", TITLE)


def test_spans_are_the_record_s_items(tmp_path: Path) -> None:
    _, text, caption = _docs([RECORD], tmp_path / "docs")
    assert [(ent.text, ent.label_, ent.id_) for ent in text.ents] == [("Ferrow Yards", "ORG", "e1")]
    assert [ent.text for ent in caption.ents] == ["Ferrow Yards"]
    found = {name: [(span.text, span.label_, span.id_) for span in group] for name, group in text.spans.items()}
    assert found == {
        "entities": [("Ferrow Yards", "ORG", "e1")],
        "money": [("80 million yuan", "MONEY", "m1"), ("$12.3 million", "MONEY", "m2")],
        "dates": [("June 14", "DATE", "d1")],
    }
    items = text.user_data["news"]["items"]
    assert (items["m1"]["low"], items["m1"]["currency"], items["m1"]["about"]["subject"]) == ("80000000", "CNY", "e1")
    assert items["d1"]["value"] == "2018-06-14"
    assert list(caption.user_data["news"]["items"]) == ["e1"]


def test_offsets_slice_to_the_same_text_after_reloading(tmp_path: Path) -> None:
    for record in (RECORD, encodable(ODD)):
        texts = record.article.texts()
        docs = {doc.user_data["news"]["in"]: doc for doc in _docs([record], tmp_path / record.id)}
        assert {name: doc.text for name, doc in docs.items()} == {name: text for name, text in texts.items() if text}
        items: list[tuple[Mention | Money | Timex, str]] = []
        items += [(mention, entity.id) for entity in record.entities for mention in entity.mentions]
        items += [(money, money.id) for money in record.money]
        items += [(date, date.id) for date in record.dates]
        for item, id_ in items:
            spans = [span for group in docs[item.in_].spans.values() for span in group]
            (span,) = [s for s in spans if (s.start_char, s.end_char, s.id_) == (item.start, item.end, id_)]
            assert span.text == texts[item.in_][item.start : item.end]


def test_of_entities_that_overlap_the_longer_is_an_ent(tmp_path: Path) -> None:
    docs = {doc.user_data["news"]["in"]: doc for doc in _docs([ODD], tmp_path / "docs")}
    assert [(ent.text, ent.kb_id_) for ent in docs["text"].ents] == [("half a pair \ufffd", "2510409"), ("🛳", "")]
    assert [span.id_ for span in docs["text"].spans["entities"]] == ["e1", "e2", "e3"]


def test_parts_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_bin, "RECORDS_IN_A_PART", 3)
    records = many(7)
    docs = list(_docs(records, tmp_path / "docs"))
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == [f"part-0000{n}.spacy" for n in range(3)]
    texts = [doc.user_data["news"]["record"] for doc in docs if doc.user_data["news"]["in"] == "text"]
    assert texts == [record.id for record in records]


def test_no_records_are_one_empty_part(tmp_path: Path) -> None:
    assert list(_docs([], tmp_path / "docs")) == []
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["part-00000.spacy"]


def test_offsets_that_are_none_are_a_sentence(tmp_path: Path) -> None:
    broken = replace(RECORD, money=(replace(RECORD.money[0], start=34, end=4000),))
    with pytest.raises(
        InputError, match=r"m1 of a/story\.html: 34-4000 is no slice of its text; news-pipeline validate"
    ):
        list(_docs([broken], tmp_path / "docs"))
