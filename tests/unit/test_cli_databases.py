"""The command with databases: load, run --to, retry --to; and that nobody sees a password."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import make_url

from pipeline import cli
from pipeline.cli import loading
from tests.databases.dumped import ask, records_in
from tests.databases.servers import Server
from tests.unit.record.made import RECORD
from tests.unit.run.fakes import FakeExtractor, write_pages

Run = Callable[..., Result]
SECRET = "s3cr/et & word%"  # noqa: S105 -- nobody's


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(loading, "load_extractor", lambda *_: FakeExtractor())
    monkeypatch.setattr(loading, "default_workers", lambda: 0)

    def invoke(*arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(cli.main, [str(each) for each in arguments], input=io.BytesIO(stdin), env=env)

    return invoke


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages", {"a.html": "One story", "b.html": "", "c/d.html": "Another"})


@pytest.fixture
def database(postgresql: Server) -> Iterator[str]:
    """An address with a password in it."""
    with postgresql.database() as address:
        url = make_url(address)
        yield url.set(password=url.password or SECRET).render_as_string(hide_password=False)


def _everything(folder: Path, *results: Result) -> bytes:
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return b"\n".join([*files, *(result.output.encode() + repr(result.exception).encode() for result in results)])


def test_load(command: Run, tmp_path: Path) -> None:
    line = RECORD.to_json().encode() + b"\n"
    result = command("load", "-", "--to", f"sqlite:///{tmp_path}/all.db", stdin=line)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == (
        f"news-pipeline: 1 records loaded, transactions: 1, sqlite:///{tmp_path}/all.db"
    )
    assert command("load", "-", "-q", "--to", tmp_path / "all.db", stdin=line).output == ""
    assert ask(f"sqlite:///{tmp_path}/all.db", "SELECT count(*) FROM articles") == [(1,)]


def test_what_the_caller_can_get_wrong_is_one_sentence(command: Run, tmp_path: Path, pages: Path) -> None:
    def sentence(*arguments: object) -> str:
        result = command(*arguments, stdin=b"{}")
        assert result.exit_code == 2
        assert "Traceback" not in result.output
        return result.stderr.splitlines()[-1]

    assert "Missing option '--to'" in sentence("load", "-")
    assert "the target is not a database" in sentence("load", "-", "--to", tmp_path / "folder")
    assert "-:1: not a record" in sentence("load", "-", "--to", tmp_path / "a.db")
    assert "is not there" in sentence("load", tmp_path / "nothing", "--to", tmp_path / "a.db")
    assert "oracle:// is no kind of output" in sentence(
        "run", pages, "-o", tmp_path / "output", "--to", "oracle://db/x"
    )
    assert not (tmp_path / "output").exists()


def test_nobody_sees_a_password(command: Run, pages: Path, tmp_path: Path, database: str) -> None:
    url = make_url(database)
    password, written = str(url.password), url.render_as_string(hide_password=False).split("@")[0].rsplit(":")[-1]
    output = tmp_path / "output"
    results = [
        command("run", pages, "-o", output, "--to", database, "-vv"),
        command("retry", output, "--log-json", env={"NEWS_PIPELINE_DATABASE_URL": database}),
        command("load", output, env={"NEWS_PIPELINE_DATABASE_URL": database}),
        command("load", output, "--to", url.set(port=1).render_as_string(hide_password=False)),
        command("load", output, "--to", database.replace("postgresql:", "postgresql+other:")),
        command("load", output, "--to", url.set(host="no host").render_as_string(hide_password=False)),
        command("load", output, "--to", url.set(database="missing").render_as_string(hide_password=False)),
        command("load", output, "--to", f"mysql://me:{written}@127.0.0.1:1/news"),
    ]
    assert [result.exit_code for result in results] == [0, 0, 0, 2, 2, 2, 2, 2], [each.output for each in results]
    assert (
        json.loads((output / "run.json").read_bytes())["options"]["to"]
        == f"postgresql://{url.host}:{url.port}/{url.database}"
    )
    seen = _everything(output, *results)
    assert password.encode() not in seen
    assert written.encode() not in seen
    assert "Traceback" not in seen.decode(errors="replace")
    assert records_in(database)["articles"]


def test_help_answers_without_a_driver(command: Run) -> None:
    assert "NEWS_PIPELINE_DATABASE_URL" in command("load", "--help").output
    assert "--to" in command("run", "--help").output
    assert sys.modules
