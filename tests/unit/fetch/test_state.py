"""Sessions that are stopped, killed or refused; nothing is lost."""

import json
import signal
import subprocess
import sys
import threading

import pytest

from pipeline.errors import OutputError
from pipeline.fetch.state import Folder
from tests.unit.fetch.conftest import Fetching
from tests.unit.fetch.site import HTML, Answer, Request, Site

STORY = Answer(body=b"A story.", headers={"Content-Type": HTML})


@pytest.mark.parametrize("warc", [False, True])
@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_stopped_in_the_middle_it_goes_on(site: Site, fetching: Fetching, how: int, code: int, warc: bool) -> None:
    reached, released = threading.Event(), threading.Event()

    def stuck(_: Request) -> Answer:
        reached.set()
        released.wait(60)
        return STORY

    urls = [site.page("/a"), site.page("/b"), site.url + "/gone", site.add("/stuck", stuck), site.page("/c")]
    options = ["-o", str(fetching.folder), "--allow-private", "--delay", "0", *(["--warc"] if warc else [])]
    process = subprocess.Popen([sys.executable, "-m", "pipeline", "fetch", *urls, *options], stderr=subprocess.PIPE)
    assert reached.wait(60)
    process.send_signal(how)
    _, said = process.communicate(timeout=20)
    released.set()
    assert process.returncode == code, said
    assert b"Traceback" not in said
    assert json.loads((fetching.folder / "fetch.json").read_text())["status"] == "unfinished"
    site.asked.clear()
    site.routes["/stuck"] = STORY
    counts = fetching(*urls, warc=warc).counts
    assert site.paths == ["/gone", "/stuck", "/c"]  # what was kept is not asked for again
    assert (counts.urls, counts.new, counts.failures, counts.remaining) == (5, 4, 1, 0)
    state = json.loads((fetching.folder / "fetch.json").read_text())
    assert (state["status"], state["session"]) == ("finished", 1)
    assert not list(fetching.folder.rglob("*.tmp"))
    assert [path.name for path in fetching.folder.glob("*.warc.gz")] == (["fetch-00001.warc.gz"] if warc else [])


def test_what_a_kill_left_behind_is_swept(site: Site, fetching: Fetching) -> None:
    folder = Folder(fetching.folder)
    folder.scratch.mkdir(parents=True)
    (folder.scratch / "a.html.tmp").write_bytes(b"half a st")
    fetching(site.page("/a"))
    assert list(folder.scratch.iterdir()) == []


def test_a_journal_that_was_broken_off(site: Site, fetching: Fetching) -> None:
    first, second = site.page("/a"), site.page("/b")
    fetching(first, second)
    folder = Folder(fetching.folder)
    state = json.loads(folder.state.read_text())
    folder.state.write_text(json.dumps(state | {"status": "unfinished"}))
    folder.journal.write_text(json.dumps({"url": first, "became": "new"}) + '\n{"url": "http')
    site.asked.clear()
    counts = fetching(first, second).counts
    assert site.paths == ["/b"]
    assert (counts.new, counts.unchanged, counts.urls) == (1, 1, 2)


def test_a_page_whose_writing_was_stopped_between_its_files(site: Site, fetching: Fetching) -> None:
    url = site.page("/a", "First.")
    fetching(url)
    (page,) = fetching.folder.glob("*/*.html")
    site.page("/a", "Second.")
    fetching(url)
    page.write_bytes(b"First.")  # the neighbour was written, the page was not
    assert fetching(url).counts.new == 1
    assert fetching.pages == {url: b"Second."}


def test_two_at_once(site: Site, fetching: Fetching) -> None:
    url = site.page("/a")
    with Folder(fetching.folder).taken(), pytest.raises(OutputError, match="another fetch is writing"):
        fetching(url)


@pytest.mark.parametrize("name", ["run.json", "failures.jsonl", "fetch-00001.warc.gz"])
def test_a_folder_of_another_command(fetching: Fetching, name: str) -> None:
    fetching.folder.mkdir()
    (fetching.folder / name).write_text("{}")
    with pytest.raises(OutputError, match="another command's"):
        fetching("https://a.example/")
    assert [path.name for path in fetching.folder.iterdir()] == [name]


def test_a_state_that_is_not_ours(fetching: Fetching) -> None:
    fetching.folder.mkdir()
    (fetching.folder / "fetch.json").write_text("[]")
    with pytest.raises(OutputError, match="not written by fetch"):
        fetching("https://a.example/")


def test_with_a_warc_once_and_not_again(site: Site, fetching: Fetching) -> None:
    fetching(site.page("/a"))
    with pytest.raises(OutputError, match="without --warc"):
        fetching(site.page("/a"), warc=True)


def test_an_output_that_is_a_file(fetching: Fetching) -> None:
    fetching.folder.write_text("")
    with pytest.raises(OutputError, match="not a folder"):
        fetching("https://a.example/")


def test_a_folder_that_can_not_be_written(site: Site, fetching: Fetching) -> None:
    url = site.page("/a")
    host = fetching.folder / f"127.0.0.1_{url.split(':')[2].partition('/')[0]}"
    fetching.folder.mkdir()
    host.write_text("a file where a folder shall be")
    with pytest.raises(OutputError, match="can't be written"):
        fetching(url)


def test_failures_hold_nothing_that_a_terminal_obeys(site: Site, fetching: Fetching) -> None:
    url = site.add("/a", Answer(headers={"Content-Type": "\x1b[31mred/\x9b"}))
    fetching(url, "http://a.example/\udcff\x1b[31m")
    text = (fetching.folder / "failures.jsonl").read_bytes().decode()
    assert json.loads(text.splitlines()[0])["message"].startswith(r"it is \x1b[31mred/\x9b;")
    assert json.loads(text.splitlines()[1])["path"] == r"http://a.example/\udcff\x1b[31m"


def test_urls_are_all_accounted_for(site: Site, fetching: Fetching) -> None:
    urls = [site.page("/a"), site.url + "/gone", "no url", "ftp://a.example/", "http://", "https://a.example:25/"]
    counts = fetching(*urls, urls[0], urls[2]).counts
    assert counts.urls == 6 == counts.new + counts.failures
    assert list(fetching.failures.values()) == [
        "http_404", "bad_url", "unsupported_scheme", "bad_url", "port_refused",
    ]  # fmt: skip
