import pytest

from pipeline.run.progress import Progress


@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str], quiet: bool) -> None:
    with Progress(quiet=quiet) as progress:
        progress.advance(1, 0)
        progress.start(10, 2, 1)
        progress.advance(2, 1)
    assert capsys.readouterr() == ("", "")
