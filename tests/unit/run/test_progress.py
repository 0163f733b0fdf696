import logging
from io import StringIO

import pytest

from pipeline.document import Failure
from pipeline.run import progress as progress_module
from pipeline.run.progress import Progress

FAILURE = Failure(path="b.html", stage="page", code="empty", message="The document holds no text.")


@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str], quiet: bool) -> None:
    with Progress(quiet=quiet) as progress:
        progress.advance(1, [])
        progress.start(10, 2, 1)
        progress.advance(2, [FAILURE])
    assert capsys.readouterr() == ("", "")


def test_failures_and_now_and_then_a_count_are_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_module, "LOGGED_EVERY", 0.0)
    with caplog.at_level(logging.INFO, logger="pipeline"), Progress(quiet=True) as progress:
        progress.start(10, 2, 1)
        progress.advance(2, [FAILURE])
    failure, count = caplog.records
    assert failure.getMessage() == "b.html: empty: The document holds no text."
    assert (failure.__dict__["path"], failure.__dict__["code"]) == ("b.html", "empty")
    assert count.getMessage().startswith("4 of 10 documents, 2 failures, ")
    assert count.__dict__["of_documents"] == 10


def test_listing_is_shown_where_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress() as progress:
        progress.listed()
    assert "listing: 0 documents" in terminal.getvalue()
    with progress:
        progress.start(10, 2, 1)
    assert "2/10" in terminal.getvalue()


def test_listing_is_logged_now_and_then(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress_module, "LOGGED_EVERY", 0.0)
    with caplog.at_level(logging.INFO, logger="pipeline"), Progress() as progress:
        progress.listed()
        progress.listed()
    assert [record.getMessage() for record in caplog.records] == ["listed 1 documents", "listed 2 documents"]
    assert capsys.readouterr() == ("", "")
