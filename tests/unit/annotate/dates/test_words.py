import pytest

from pipeline.annotate.dates.words import Phrases


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["new", "year", "'", "s", "day", "off"], ("January 1", 5)),
        (["new", "years", "day"], ("January 1", 3)),
        (["new", "year"], ("the turn", 2)),
        (["new"], None),
        ([], None),
    ],
)
def test_the_longest_phrase_wins_with_or_without_apostrophe(words: list[str], found: tuple[str, int] | None) -> None:
    assert Phrases({"new year": "the turn", "new year's day": "January 1"}).find(words) == found
