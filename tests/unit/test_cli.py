import gzip
import io
import json
import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from pipeline import cli, read_article
from pipeline.cli import loading
from pipeline.document import Document
from pipeline.errors import InputError, ModelError
from pipeline.page.limits import Limits
from pipeline.record.schema import record_schema
from pipeline.record.types import Record
from pipeline.sources import files
from tests.unit.record.made import DOLLARS, JUNE, RECORD, YARDS, YUAN, bare_record
from tests.unit.run.fakes import FakeExtractor, write_pages
from tests.unit.sources.made import write, zipped

if TYPE_CHECKING:
    from pipeline.annotate.context import Annotations

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., Result]


class CommandExtractor(FakeExtractor):
    """What the commands need beyond what a run needs."""

    def extract(self, data: bytes, url: str | None, *, path: str, media_type: str | None) -> Record:
        document = Document(data=data, path=path, url=url, media_type=media_type)
        record = self.records([(document, self.read(document))])[0]
        return replace(record, source=replace(record.source, url=url, media_type=media_type or "unknown"))

    def annotate(self, text: str, published: object, country: object, language: object) -> "Annotations":
        from pipeline.annotate.context import Annotations
        from pipeline.record.warnings import warn

        warning = replace(warn("no_title"), message=f"{text!r} {published} {country} {language}")
        return Annotations(entities=(YARDS,), money=(YUAN, DOLLARS), dates=(JUNE,), warnings=(warning,))


def _load(
    model: str,
    batch_size: int = 32,
    rates: str | None = None,
    limits: Limits | None = None,  # noqa: ARG001 -- the fake reads no page
) -> CommandExtractor:
    if rates is not None:
        raise InputError(f"{rates}: no rates")
    if model == "missing":
        raise ModelError(f"the spaCy pipeline {model!r} is not installed")
    assert batch_size
    return CommandExtractor()


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(loading, "load_extractor", _load)
    monkeypatch.setattr(loading, "default_workers", lambda: 0)

    def invoke(*arguments: object, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(cli.main, [str(each) for each in arguments], input=io.BytesIO(stdin))

    return invoke


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages", {"a.html": "One story", "b.html": "", "c/d.html": "Another"})


def _sentence(result: Result, code: int) -> str:
    """What the command says on standard error, alone: no data, no traceback."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()[-1]


def test_run(command: Run, pages: Path, tmp_path: Path) -> None:
    result = command("run", pages, "--output", tmp_path / "output")
    assert result.exit_code == 0
    assert result.stdout == ""
    table = dict(line.rsplit(maxsplit=1) for line in result.stderr.splitlines())
    assert table["documents"] == "3"
    assert table["records"] == "2"
    assert table["failures"] == "1"
    assert table["  empty"] == "1"
    assert table["output"] == str(tmp_path / "output")
    assert (tmp_path / "output" / "news.db").exists()


def test_the_limits_of_a_page(command: Run, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Limits | None] = []

    def load(model: str, batch_size: int, rates: str | None, limits: Limits) -> CommandExtractor:
        given.append(limits)
        return _load(model, batch_size, rates, limits)

    monkeypatch.setattr(loading, "load_extractor", load)
    start = ("run", pages, "-o", tmp_path / "output", "--max-bytes", "700", "--max-elements", "70")
    assert command(*start, "--max-depth", "17").exit_code == 0
    assert given == [Limits(max_bytes=700, max_elements=70, max_depth=17)]
    assert "--max-depth" in _sentence(command(*start, "--max-depth", "18"), 2)


def test_run_again_says_that_nothing_was_left(command: Run, pages: Path, tmp_path: Path) -> None:
    command("run", pages, "-o", tmp_path / "output")
    again = command("run", pages, "-o", tmp_path / "output")
    assert _sentence(again, 0).endswith("was finished already; nothing was left to do")


def test_run_quietly_and_without_a_database(command: Run, pages: Path, tmp_path: Path) -> None:
    result = command("run", pages, "-o", tmp_path / "output", "--quiet", "--no-database")
    assert (result.exit_code, result.output) == (0, "")
    assert not (tmp_path / "output" / "news.db").exists()


def test_run_names_failures_where_asked(command: Run, pages: Path, tmp_path: Path) -> None:
    result = command("run", pages, "-o", tmp_path / "output", "-v")
    assert "INFO b.html: empty: The document holds no text." in result.stderr


def test_run_a_list(command: Run, pages: Path, tmp_path: Path) -> None:
    listed = f"{pages}/a.html\0{pages}/c\0".encode()
    result = command("run", "--list", "-", "-o", tmp_path / "output", stdin=listed)
    assert result.exit_code == 0
    records = (tmp_path / "output" / "records" / "part-00000.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["source"]["path"] for line in records] == ["a.html", "c/d.html"]


def test_run_what_is_chosen_in_archives(command: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.zip", zipped({"a.html": b"One story", "b.css": b"p", "drafts/c.html": b"A draft"}))
    write(tmp_path / "in" / "b.jsonl", b'{"page": "Two stories", "html": "No"}')
    patterns = ("--include", "*.html", "--include", "*.jsonl", "--exclude", "drafts")
    arguments = ("run", tmp_path / "in", "-o", tmp_path / "output", "--html-column", "page", *patterns)
    assert command(*arguments).exit_code == 0
    records = (tmp_path / "output" / "records" / "part-00000.jsonl").read_bytes().splitlines()
    texts = {json.loads(line)["source"]["path"]: json.loads(line)["article"]["text"] for line in records}
    assert texts == {"a.zip!a.html": "One story", "b.jsonl!1": "Two stories"}
    choice = json.loads((tmp_path / "output" / "run.json").read_bytes())["options"]["choice"]
    assert (choice["include"], choice["columns"]["html"]) == (["*.html", "*.jsonl"], "page")
    assert _sentence(command(*arguments), 0).endswith("nothing was left to do")
    for other in (arguments[:-2], (*arguments, "--url-column", "x"), (*arguments, "--include", "*.txt")):
        assert "holds another run" in _sentence(command(*other), 2)


def test_run_standard_input(command: Run, tmp_path: Path) -> None:
    piped = b'{"html": "<p>One story", "url": "https://one.example/"}\n{"html": "<p>Another story"}\nnot JSON\n'
    output = tmp_path / "output"
    assert command("run", "-", "-o", output, stdin=piped).exit_code == 0
    records = (output / "records" / "part-00000.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["source"]["path"] for line in records] == ["-.jsonl!1", "-.jsonl!2"]
    assert json.loads((output / "failures.jsonl").read_bytes())["path"] == "-.jsonl!3"
    assert command("retry", output).exit_code == 0


def test_run_standard_input_that_can_not_be(command: Run, pages: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert "nothing came on standard input" in _sentence(command("run", "-", "-o", output), 2)
    for beside in ((pages,), ("--list", "-"), ("-",)):
        assert 'name nothing beside "-"' in _sentence(command("run", "-", *beside, "-o", output, stdin=b"A page"), 2)
    assert not output.exists()


@pytest.mark.parametrize("arguments", [("-",), ("--list", "-")])
def test_run_without_a_standard_input(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(files, "sys", SimpleNamespace(stdin=None))
    sentence = _sentence(command("run", *arguments, "-o", tmp_path / "output"), 2)
    assert sentence == "news-pipeline: there is no standard input; name files or folders"


@pytest.mark.parametrize(
    ("most", "code"), [("0", 1), ("1", 0), ("33%", 1), ("33.4%", 0), ("100%", 0), ("0%", 1), (None, 0)]
)
def test_too_many_failures(command: Run, pages: Path, tmp_path: Path, most: str | None, code: int) -> None:
    limit = [] if most is None else ["--max-failures", most]
    result = command("run", pages, "-o", tmp_path / "output", *limit)
    assert result.exit_code == code
    assert ("more failures than --max-failures allows" in result.stderr) == bool(code)


@pytest.mark.parametrize("size", ["", "4GG", "1M", "-1G", "half", "4 G", "0"])
def test_what_is_no_amount_of_memory(command: Run, pages: Path, tmp_path: Path, size: str) -> None:
    result = command("run", pages, "-o", tmp_path / "output", f"--max-memory={size}")
    assert "is not an amount of memory such as 4G or 900M" in _sentence(result, 2)


def test_run_with_workers_and_limits(command: Run, pages: Path, tmp_path: Path) -> None:
    limits = ["--workers", 2, "--document-timeout", "2.5", "--max-memory", "900m", "--batch-size", 7]
    result = command("run", pages, "-o", tmp_path / "output", *limits)
    assert result.exit_code == 0, result.output
    options = json.loads((tmp_path / "output" / "run.json").read_bytes())["options"]
    assert (options["workers"], options["document_timeout"], options["max_memory"]) == (2, 2.5, 900 * 2**20)
    assert options["batch_size"] == 7


def test_log_lines_for_machines(command: Run, pages: Path, tmp_path: Path) -> None:
    result = command("run", pages, "-o", tmp_path / "output", "--log-json")
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    assert [line["message"] for line in lines] == ["b.html: empty: The document holds no text.", "finished"]
    assert lines[0]["path"] == "b.html"
    assert lines[0]["level"] == "info"
    assert lines[1]["counts"]["records"] == 2


def test_retry(command: Run, pages: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    command("run", pages, "-o", output)
    (pages / "b.html").write_text("Repaired")
    result = command("retry", output, "--document-timeout", "90")
    assert result.exit_code == 0, result.output
    run = json.loads((output / "run.json").read_bytes())
    assert (run["counts"]["records"], run["counts"]["failures"], run["resumed"]) == (3, 0, 1)
    assert run["options"]["document_timeout"] == 90
    assert _sentence(command("retry", output), 0).endswith("was finished already; nothing was left to do")
    assert "holds no run; name the --output of one" in _sentence(command("retry", pages), 2)


@pytest.mark.parametrize("most", ["", "-1", "101%", "1.5", "few", "5 %", "٣"])
def test_what_is_no_limit(command: Run, pages: Path, tmp_path: Path, most: str) -> None:
    result = command("run", pages, "-o", tmp_path / "output", f"--max-failures={most}")
    assert "is neither a number of documents (20) nor a share of them (2.5%)" in _sentence(result, 2)
    assert not (tmp_path / "output").exists()


def test_what_the_caller_can_get_wrong_is_one_sentence(command: Run, pages: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    page = pages / "a.html"
    assert "no INPUT was named" in _sentence(command("run", "-o", output), 2)
    assert "there is no file or folder" in _sentence(command("run", pages / "nothing", "-o", output), 2)
    assert "can't be read" in _sentence(command("run", "--list", pages / "nothing", "-o", output), 2)
    assert "is not a folder; choose another" in _sentence(command("run", pages, "-o", page), 2)
    assert "'missing' is not installed" in _sentence(command("run", pages, "-o", output, "--model", "missing"), 2)
    assert not output.exists()
    command("run", pages, "-o", output)
    assert "holds another run" in _sentence(command("run", pages / "c", "-o", output), 2)
    assert "Missing option '-o'" in _sentence(command("run", pages), 2)
    for empty in (["run", pages, "-o", ""], ["retry", ""], ["split", page, "-o", ""], ["fetch", "-o", ""]):
        assert "it is empty" in _sentence(command(*empty), 2)  # an unset variable, and not the folder one stands in
    assert "is not in the range" in _sentence(command("run", pages, "-o", output, "-b", "0"), 2)
    assert "can't be read: Is a directory" in _sentence(command("extract", pages), 2)
    assert "can't be read: No such file" in _sentence(command("extract", pages / "nothing"), 2)
    assert "can't be read: Is a directory" in _sentence(command("annotate", pages), 2)
    assert "'missing' is not installed" in _sentence(command("annotate", page, "--model", "missing"), 2)
    assert "is not a date of ISO 8601" in _sentence(command("annotate", page, "--published", "June 14"), 2)
    assert "is not a country code" in _sentence(command("annotate", page, "--country", "UK"), 2)
    assert "is not a country code" in _sentence(command("annotate", page, "--country", "Spain"), 2)
    assert "is not a language code" in _sentence(command("annotate", page, "--language", "german"), 2)
    assert "is not a language code" in _sentence(command("annotate", page, "--language", "qq"), 2)
    assert "is not UTF-8 text: byte 3 is 0xe9" in _sentence(command("annotate", "-", stdin=b"caf\xe9"), 2)
    assert "holds no records; name a run's output folder" in _sentence(command("validate", pages), 2)
    assert "No such command 'fetsch'" in _sentence(command("fetsch"), 2)


def test_extract(command: Run, pages: Path) -> None:
    result = command("extract", pages / "c" / "d.html", "--url", "https://one.example/d")
    record = json.loads(result.stdout)
    assert result.stdout.count("\n") == 1
    assert record["source"]["path"] == "d.html"
    assert record["source"]["url"] == "https://one.example/d"
    assert record["source"]["media_type"] == "text/html"


def test_extract_from_standard_input(command: Run) -> None:
    record = json.loads(command("extract", "-", "--media-type", "text/plain", stdin="新闻".encode()).stdout)
    assert record["article"]["text"] == "新闻"
    assert (record["source"]["path"], record["source"]["media_type"]) == ("-", "text/plain")


def test_a_page_that_gives_no_record(command: Run, pages: Path) -> None:
    assert "b.html gives no record: The document holds no text." in _sentence(command("extract", pages / "b.html"), 1)
    assert "gives no record: duplicate_of is" in _sentence(command("extract", "-", stdin=b"BREAK"), 1)


def test_annotate(command: Run) -> None:
    result = command(
        "annotate",
        "-",
        "--published",
        "2018-06-25T10:56:00",
        "--country",
        "gb",
        "--language",
        "EN",
        stdin=b"\xef\xbb\xbftext",
    )
    notes = json.loads(result.stdout)
    assert list(notes) == ["entities", "money", "dates", "warnings"]
    assert notes["money"][0]["low"] == "80000000"
    assert notes["dates"][0]["earliest"] == "2018-06-14"
    assert notes["warnings"][0]["message"] == "'text' 2018-06-25 GB en"


def test_validate(command: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(RECORD.to_json() + "\n" + bare_record("b.html", "Text").to_json() + "\n")
    bad.write_text(RECORD.to_json() + "\n{}\n")
    fine = command("validate", good)
    assert (fine.exit_code, fine.stdout, fine.stderr) == (0, "", "2 records, 0 broken promises\n")
    broken = command("validate", good, bad)
    assert broken.exit_code == 1
    assert broken.stdout.splitlines()[0] == f"{bad}:2: the record: 'schema_version' is a required property"
    assert command("validate", "-", stdin=RECORD.to_json().encode()).exit_code == 0


def test_validate_a_run_s_output(command: Run, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    part = tmp_path / "records" / "part-00000.jsonl.gz"
    part.write_bytes(gzip.compress(f"{RECORD.to_json()}\n\n[]\n".encode()))
    (tmp_path / "failures.jsonl").write_text("{}\n")
    result = command("validate", tmp_path)
    assert (result.exit_code, result.stderr) == (1, "2 records, 1 broken promises\n")
    assert result.stdout.startswith(f"{part}:3: ")


def test_split(command: Run, tmp_path: Path) -> None:
    header = "{}\n\nJane Doe\n43 words\n25 June 2018\nThe Courier\n(c) 2018 Courier Ltd\n\n"
    article = header + "It cost $5 million.\n\nDocument COURIE002018{}\n"
    export = tmp_path / "export.txt"
    export.write_bytes(
        "".join(article.format(title, n) for n, title in enumerate(["Z\u00fcrich buys", "A road"])).encode("cp1252")
    )
    result = command("split", export, "--output", tmp_path / "cut")
    assert (result.exit_code, result.stderr) == (0, f"{export}: 2 articles\n")
    assert [path.name for path in sorted((tmp_path / "cut").iterdir())] == ["export-0001.txt", "export-0002.txt"]
    assert read_article((tmp_path / "cut" / "export-0001.txt").read_bytes()).title == "Z\u00fcrich buys"
    assert "is there already" in _sentence(command("split", export, "--output", tmp_path / "cut"), 2)
    assert "can't be read" in _sentence(command("split", tmp_path / "none.txt", "--output", tmp_path / "cut"), 2)
    assert "can't be written" in _sentence(command("split", export, "--output", export / "x"), 2)


def test_schema(command: Run) -> None:
    assert json.loads(command("schema").stdout) == record_schema()


def test_info_names_what_is_installed(command: Run) -> None:
    lines = dict(line.split(maxsplit=1) for line in command("info").stdout.splitlines() if "model" not in line)
    assert lines["python"] == ".".join(map(str, sys.version_info[:3]))
    assert {"news-pipeline", "spacy", "beautifulsoup4"} <= set(lines)
    assert "model en_core_web_md" in command("info").stdout


def test_the_version_names_python_too(command: Run) -> None:
    assert command("--version").stdout.startswith("news-pipeline 0.")
    assert "(Python 3." in command("--version").stdout


@pytest.mark.parametrize("name", ["run", "retry", "extract", "annotate", "split", "validate"])
def test_help_shows_examples(command: Run, name: str) -> None:
    result = command(name, "--help")
    assert result.exit_code == 0
    assert f"  news-pipeline {name} " in result.stdout.partition("Examples:")[2]
    assert max(map(len, result.stdout.splitlines())) <= 110


def test_the_default_model_is_that_of_the_library() -> None:
    from pipeline.annotate.language_model import DEFAULT_MODEL

    assert loading.DEFAULT_MODEL == DEFAULT_MODEL


def test_the_command_is_installed_under_its_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["scripts"] == {"news-pipeline": "pipeline.cli:main"}
    shown = subprocess.run([sys.executable, "-m", "pipeline", "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("news-pipeline")


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as stderr:
        assert stderr.read() == b""
    process.wait()


INTERRUPTIBLE = """
import os, signal
from pipeline import cli
from pipeline.cli import loading
from tests.unit.run.fakes import FakeExtractor

class Signalled(FakeExtractor):
    def records(self, read):
        if len(self.batches) == 1:
            os.kill(os.getpid(), signal.SIGINT)
        return super().records(read)

loading.load_extractor = lambda model, batch_size, rates, limits: Signalled()
loading.default_workers = lambda: 0
cli.main()
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has another way to interrupt")
def test_ctrl_c_keeps_finished_shards(command: Run, pages: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    arguments = ["run", str(pages), "-o", str(output), "--shard-size", "2", "-b", "1"]
    stopped = subprocess.run(
        [sys.executable, "-c", INTERRUPTIBLE, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert stopped.returncode == cli.INTERRUPTED == 128 + signal.SIGINT
    assert stopped.stderr.endswith("interrupted; finished shards are kept, the same command goes on\n")
    assert "Traceback" not in stopped.stderr
    assert [path.name for path in (output / "records").iterdir()] == ["part-00000.jsonl"]
    assert command(*arguments).exit_code == 0
    assert len(list((output / "records").iterdir())) == 2


def test_ctrl_c_while_the_model_is_loaded(command: Run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(model: str, rates: str | None) -> FakeExtractor:
        assert rates is None
        raise KeyboardInterrupt(model)

    monkeypatch.setattr(loading, "load_extractor", interrupted)
    assert _sentence(command("extract", pages / "a.html"), cli.INTERRUPTED) == "news-pipeline: interrupted"


@pytest.mark.parametrize("arguments", [["run", "-o", "out"], ["extract"], ["annotate"]])
def test_rates_of_ones_own_reach_the_extractor(command: Run, pages: Path, arguments: list[str]) -> None:
    result = command(*arguments, pages / "a.html", "--rates", "mine.csv")
    assert _sentence(result, 2) == f"news-pipeline: {Path('mine.csv').resolve()}: no rates"
