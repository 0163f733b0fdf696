import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.fetch.lists import Found, asked_page
from pipeline.fetch.session import Outcome, fetch
from pipeline.fetch.state import Options
from pipeline.run.order import in_order
from pipeline.run.progress import Progress
from pipeline.sources import Input, open_source
from tests.unit.fetch.site import NOON, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as each:
        yield each


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


OPTIONS = Options(agent="tester/1", delay=0.0, allow_private=True, retries=0)


class FakeClock:
    """A clock that only waiting moves. `slept` are the pauses, in order."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.today = NOON
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        return self.time

    def now(self) -> Any:
        return self.today

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(round(seconds, 3))
            self.time += seconds


class Fetching:
    """Fetches into one folder, without pauses unless asked for, and reads what is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()

    def __call__(self, *asked: str | Found, **options: Any) -> Outcome:
        settings = replace(OPTIONS, **options)
        found = [asked_page(each) if isinstance(each, str) else each for each in asked]
        return fetch(found, self.folder, settings, Progress(quiet=True), lambda _: self.clock)

    @property
    def failures(self) -> dict[str, str]:
        """The code of each failure, by its URL."""
        return {each["path"]: each["code"] for each in self.failure_lines}

    @property
    def failure_lines(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in (self.folder / "failures.jsonl").read_text().splitlines()]

    @property
    def pages(self) -> dict[str, bytes]:
        """What the pages hold, by the URL that was asked for."""
        return {side["url"]: (path.parent / side["file"]).read_bytes() for path, side in self._sides()}

    @property
    def beside(self) -> dict[str, dict[str, Any]]:
        """What lies beside the pages, by the URL that was asked for."""
        return {side["url"]: side for _, side in self._sides()}

    def documents(self) -> list[Any]:
        """What `run` reads there."""
        source = open_source(Input(str(self.folder)))
        return list(source.read(in_order(source.entries())))

    def everything(self) -> bytes:
        """All bytes of all files, hidden ones too."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())

    def _sides(self) -> list[tuple[Path, dict[str, Any]]]:
        return [(path, json.loads(path.read_text())) for path in sorted(self.folder.glob("*/*.fetched.json"))]


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path / "pages")
