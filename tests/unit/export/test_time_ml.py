from lxml import etree
from msgspec.structs import replace

from pipeline.export.encodable import encodable
from pipeline.export.time_ml import time_ml
from pipeline.record.types import Record
from tests.unit.export.made import NULLS, ODD
from tests.unit.record.made import RECORD, TEXT, TITLE, with_article


def _tree(record: Record) -> etree._Element:
    return etree.fromstring(time_ml(record).encode())


def test_expressions_stand_in_the_text() -> None:
    tree = _tree(RECORD)
    assert [child.tag for child in tree] == ["DOCID", "DCT", "TITLE", "TEXT"]
    assert tree.findtext("DOCID") == RECORD.id
    assert tree.findtext("TITLE") == TITLE
    assert "".join(tree.find("TEXT").itertext()) == TEXT
    (june,) = tree.find("TEXT")
    assert june.text == "June 14"
    assert dict(june.attrib) == {
        "tid": "t1", "type": "DATE", "value": "2018-06-14", "temporalFunction": "true", "anchorTimeID": "t0",
    }  # fmt: skip
    (created,) = tree.find("DCT")
    assert (created.text, created.get("value")) == ("2018-06-25T10:56:00+08:00", "2018-06-25T10:56:00")
    assert (created.get("type"), created.get("functionInDocument")) == ("TIME", "CREATION_TIME")


def test_a_day_is_a_date_and_no_day_leaves_the_element_out() -> None:
    (created,) = _tree(with_article(RECORD, published="2018-06-25")).find("DCT")
    assert (created.get("type"), created.get("value")) == ("DATE", "2018-06-25")
    tree = _tree(with_article(RECORD, published=None))
    assert tree.find("DCT") is None
    assert tree.find("TEXT")[0].get("anchorTimeID") is None


def test_what_xml_can_not_hold_is_replaced_and_overlaps_are_left_out() -> None:
    tree = _tree(encodable(ODD))
    text = "".join(tree.find("TEXT").itertext())
    assert text == encodable(ODD).article.text.replace("\0", "\ufffd")
    assert [timex.get("tid") for timex in tree.find("TEXT")] == ["t1"]


def test_mod_is_kept() -> None:
    record = replace(RECORD, dates=(replace(RECORD.dates[0], mod="APPROX", relative=False),))
    (june,) = _tree(record).find("TEXT")
    assert (june.get("mod"), june.get("temporalFunction")) == ("APPROX", None)


def test_an_empty_record_is_an_empty_text() -> None:
    tree = _tree(NULLS)
    assert [child.tag for child in tree] == ["DOCID", "TITLE", "TEXT"]
    assert not "".join(tree.find("TEXT").itertext())
