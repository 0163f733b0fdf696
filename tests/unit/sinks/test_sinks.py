from contextlib import closing
from pathlib import Path

import pytest

from pipeline.sinks import SINKS, SUFFIXES, JsonLines, open_sink
from pipeline.sinks.sqlite import Sqlite


@pytest.mark.parametrize(
    ("target", "kind"),
    [("news.db", Sqlite), ("news.sqlite", Sqlite), ("sqlite:///x/news", Sqlite), ("records", JsonLines)],
)
def test_what_a_target_is_called_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, kind: type
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_sink(target)) as sink:
        assert isinstance(sink, kind)


def test_every_suffix_leads_to_a_sink() -> None:
    assert set(SUFFIXES.values()) <= set(SINKS)
