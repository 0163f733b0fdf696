"""The command fetch, and run behind it."""

import importlib.util
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from pipeline import cli
from pipeline.cli import loading
from pipeline.document import Document
from pipeline.fetch import clock
from pipeline.page.article import read_page
from pipeline.page.types import Page
from pipeline.record.ids import record_id
from pipeline.record.types import Record
from tests.unit.fetch.site import NOON, Answer, Site, serving
from tests.unit.run.fakes import FakeExtractor

Fetch = Callable[..., Result]

STORY = """<html><head><title>{title}</title><meta charset="utf-8">
<meta property="og:type" content="article"><meta property="article:published_time" content="{published}"></head>
<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""
GRAIN = "Экспорт зерна вырос за год на треть, сообщили в порту. " * 5


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving() as each:
        yield each


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return tmp_path / "pages"


@pytest.fixture
def command(pages: Path) -> Fetch:
    def invoke(*arguments: object, stdin: bytes = b"") -> Result:
        options = ["-o", str(pages), "--delay", "0", "--retries", "0", "--allow-private"]
        return CliRunner().invoke(cli.main, ["fetch", *map(str, arguments), *options], input=io.BytesIO(stdin))

    return invoke


def _said(result: Result, code: int) -> str:
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def _table(result: Result) -> dict[str, str]:
    return dict(line.rsplit(maxsplit=1) for line in _said(result, 0).splitlines())


def test_a_summary_of_what_came(command: Fetch, site: Site, pages: Path) -> None:
    urls = [site.page("/a"), site.page("/b"), f"{site.url}/gone"]
    table = _table(command(*urls))
    assert (table["urls"], table["new"], table["failures"], table["  http_404"]) == ("3", "2", "1", "1")
    assert table["output"] == str(pages)
    assert "lists read" not in table
    site.page("/b", "Another.")
    table = _table(command(*urls))
    assert (table["new"], table["changed"], table["unchanged"], table["failures"]) == ("0", "1", "1", "1")


def test_lists_from_a_file_and_standard_input(command: Fetch, site: Site, tmp_path: Path) -> None:
    listed = tmp_path / "urls.txt"
    listed.write_text(f"\ufeff# a comment\r\n\r\n  {site.page('/a')}  \r\n")
    assert _table(command("--list", listed, "--list", "-", stdin=site.page("/b").encode()))["new"] == "2"
    assert "can't be read" in _said(command("--list", tmp_path / "missing"), 2)


def test_feeds_and_sitemaps(command: Fetch, site: Site) -> None:
    rss = f"<rss version='2.0'><channel><item><link>{site.page('/a')}</link></item></channel></rss>"
    urlset = f"<urlset><url><loc>{site.page('/b')}</loc></url></urlset>"
    named = f"<urlset><url><loc>{site.page('/c')}</loc></url></urlset>"
    feed, sitemap = site.add("/rss", Answer(body=rss.encode())), site.add("/s.xml", Answer(body=urlset.encode()))
    site.add("/robots.txt", Answer(body=f"Sitemap: {site.url}/named.xml".encode()))
    site.add("/named.xml", Answer(body=named.encode()))
    table = _table(command("--feed", feed, "--sitemap", sitemap, "--sitemaps-of", site.url))
    assert (table["new"], table["lists read"]) == ("3", "4")


def test_who_asks(command: Fetch, site: Site) -> None:
    _said(command(site.page("/a"), "--contact", "desk@paper.example"), 0)
    agent = site.asked[-1].headers["User-Agent"]
    assert agent.startswith("news-pipeline/")
    assert agent.endswith(" (contact: desk@paper.example)")
    assert site.asked[-1].headers["From"] == "desk@paper.example"
    _said(command(site.page("/b"), "--contact", "https://paper.example/bot"), 0)
    assert site.asked[-1].headers["From"] is None
    _said(command(site.page("/c")), 0)
    assert site.asked[-1].headers["User-Agent"].endswith(" (no contact given)")


@pytest.mark.parametrize("contact", ["a\r\nX: y", "(a)", "", " a", "ü", "x" * 300])
def test_a_contact_that_can_not_be_sent(command: Fetch, contact: str) -> None:
    assert "can't stand in a header" in _said(command("https://a.example", "--contact", contact), 2)


def test_wrong_usage(command: Fetch, site: Site, pages: Path) -> None:
    assert "no URL was named" in _said(command(), 2)
    pages.mkdir()
    (pages / "run.json").write_text("{}")
    assert "another command's" in _said(command(site.page("/a")), 2)
    assert site.asked == []


def test_a_package_that_is_missing(command: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "protego" else real(name))
    said = _said(command("https://a.example"), 2)
    assert said == 'news-pipeline: fetch needs protego; pip install "news-pipeline[fetch]" brings it\n'


def test_a_proxy_of_another_kind(command: Fetch, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://joe:topsecret@127.0.0.1:1080")
    monkeypatch.setenv("no_proxy", "")
    said = _said(command(site.page("/a")), 2)
    assert "proxy" in said
    assert "topsecret" not in said


@pytest.mark.parametrize(("most", "code"), [("0", 1), ("1", 0), ("49%", 1), ("50%", 0)])
def test_more_failures_than_allowed(command: Fetch, site: Site, most: str, code: int) -> None:
    said = _said(command(site.page("/a"), f"{site.url}/gone", "--max-failures", most), code)
    assert ("more failures than --max-failures allows" in said) == bool(code)


def test_quietly_and_by_name(command: Fetch, site: Site) -> None:
    login = site.url.replace("://", "://joe:topsecret@")
    assert _said(command(f"{login}/gone", "-q"), 0) == ""
    said = _said(command(f"{login}/gone", "-v"), 0)
    assert f"INFO {site.url}/gone: http_404: its server answered 404 Not Found" in said
    said = _said(command(f"{login}/gone", f"{login}:x", "-vv"), 0)
    assert f"DEBUG {site.url}/gone: status 404" in said
    assert "topsecret" not in said


def test_log_lines_for_machines(command: Fetch, site: Site) -> None:
    lines = [json.loads(line) for line in _said(command(f"{site.url}/gone", "--log-json"), 0).splitlines()]
    assert (lines[0]["path"], lines[0]["stage"], lines[0]["code"]) == (f"{site.url}/gone", "fetch", "http_404")
    assert lines[-1]["message"] == "finished"
    assert lines[-1]["counts"]["failures"] == 1


class ReadingExtractor(FakeExtractor):
    """Reads pages in earnest; its records say where they came from, and hold no annotations."""

    def read(self, document: Document) -> Page:
        return read_page(document)

    def _record(self, document: Document, page: Page) -> Record:
        record = super()._record(document, page)
        source = replace(record.source, url=document.url, media_type=page.media_type, encoding=page.encoding)
        return replace(record, id=record_id(page.article), source=source, article=page.article, warnings=page.warnings)


def test_fetched_pages_become_records(
    command: Fetch, site: Site, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock.SystemClock, "now", lambda _: NOON)
    monkeypatch.setattr(loading, "load_extractor", lambda *_: ReadingExtractor())
    monkeypatch.setattr(loading, "default_workers", lambda: 0)

    def story(path: str, published: str, charset: str) -> str:
        text = STORY.format(title=f"Grain exports rise, {path}", published=published, text=GRAIN)
        headers = {"Content-Type": f"text/html; charset={charset}"}
        return site.add(path, Answer(body=text.encode(charset), headers=headers))

    good = story("/good", "2024-05-01T09:00:00Z", "windows-1251")  # its meta tag says utf-8
    late = story("/late", "2024-06-01T09:00:00Z", "koi8-r")
    moved = site.leads("/moved", good, 301)
    _said(command(moved, late, f"{site.url}/gone"), 0)
    result = CliRunner().invoke(cli.main, ["run", str(pages), "-o", str(tmp_path / "records")])
    assert result.exit_code == 0, result.output
    table = dict(line.rsplit(maxsplit=1) for line in result.stderr.splitlines())
    assert (table["documents"], table["records"]) == ("2", "2")
    lines = (tmp_path / "records/records/part-00000.jsonl").read_text().splitlines()
    records: dict[str, Any] = {record["source"]["url"]: record for record in map(json.loads, lines)}
    assert set(records) == {good, late}
    assert records[good]["source"]["encoding"] == "cp1251"
    assert records[late]["source"]["encoding"] == "koi8-r"
    assert all(record["article"]["text"].startswith("Экспорт зерна вырос") for record in records.values())
    assert records[good]["article"]["published"] == "2024-05-01T09:00:00Z"
    assert records[late]["article"]["published"] is None
    assert "published_refused" in {warning["code"] for warning in records[late]["warnings"]}
