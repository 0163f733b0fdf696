from pathlib import Path

import pytest
import spacy

from pipeline.annotate.dates import triggers
from pipeline.annotate.dates.grammar import Grammar
from pipeline.annotate.dates.meaning import Found
from pipeline.annotate.dates.tokens import Tokens

_EXAMPLES = Path(__file__).parents[3] / "examples" / "dates.txt"


def test_no_expression_begins_where_none_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = Tokens(spacy.blank("en")(_EXAMPLES.read_text("utf-8")))
    found = list(Grammar(tokens, month_first=True).find_all())
    monkeypatch.setattr("pipeline.annotate.dates.grammar.starts", lambda t: iter(range(len(t))))
    everywhere: list[Found] = list(Grammar(tokens, month_first=True).find_all())
    assert found == everywhere
    assert len(list(triggers.starts(tokens))) < len(tokens)
