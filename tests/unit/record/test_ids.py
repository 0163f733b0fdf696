import pytest
from msgspec.structs import replace

from pipeline.record.ids import record_id
from tests.unit.record.made import ARTICLE

AT_HOME = replace(ARTICLE, url="https://harbourpost.example/ferries")


def test_the_canonical_url_decides_where_there_is_one() -> None:
    assert record_id(AT_HOME) == record_id(replace(AT_HOME, title="Another", text="Another text"))
    assert record_id(AT_HOME) != record_id(replace(AT_HOME, url="https://harbourpost.example/ferries?page=2"))
    assert record_id(AT_HOME) != record_id(ARTICLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [("“Ferries” sold", '"Ferries" sold'), ("Two  ferries\nsold", "two ferries sold"), ("Straße", "STRASSE")],
)
def test_two_saves_of_one_text_are_one_article(one: str, other: str) -> None:
    assert record_id(replace(ARTICLE, text=one)) == record_id(replace(ARTICLE, text=other))


def test_other_words_are_another_article() -> None:
    assert record_id(replace(ARTICLE, text="Two ferries")) != record_id(replace(ARTICLE, text="Two ferry"))
    assert record_id(replace(ARTICLE, title="a", text="b")) != record_id(replace(ARTICLE, title="", text="a b"))


def test_articles_without_text_are_told_apart_by_what_is_stated_of_them() -> None:
    empty = replace(ARTICLE, title="Morning briefing", text="", blocks=(), published="2018-06-25", summary=None)
    assert record_id(empty) == record_id(replace(empty, title="Morning Briefing"))
    assert record_id(empty) != record_id(replace(empty, published="2018-06-26"))
    assert record_id(empty) != record_id(replace(empty, summary="Ferries, and the price of tea."))
