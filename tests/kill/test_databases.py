"""Loads that are disturbed at many moments end in the rows of an undisturbed one."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.run.load import load
from pipeline.sinks import sql
from tests.conftest import ROOT
from tests.databases.dumped import Dump, records_in
from tests.databases.made import made, write_run
from tests.databases.moments import at_moments
from tests.databases.servers import MariaDbServer, OwnServer, PostgreSqlServer, Server

DATABASES = ("postgresql", "mysql")
KILLS = 12
SHARDS = 6


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same articles in two versions, in shards."""
    folder = tmp_path_factory.mktemp("records")
    return [write_run(folder / f"{version}", made(SHARDS * 5, version=version), 5) for version in (0, 1)]


@pytest.fixture(params=DATABASES)
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(request.param)
    return found


def _load(folder: Path, address: str) -> None:
    for _ in load([str(folder)], address):
        pass


def _undisturbed(folder: Path, server: Server) -> tuple[Dump, int]:
    """The records of *folder* when nothing disturbs their load; and how many statements a second load is."""
    with server.database() as address:
        _load(folder, address)
        with at_moments((), lambda: None) as counted:
            _load(folder, address)
        return records_in(address), counted.passed


def test_loaders_that_are_killed(server: Server, folders: list[Path]) -> None:
    chance = random.Random(1)  # noqa: S311 -- moments, not secrets
    expected, statements = _undisturbed(folders[1], server)
    moments = sorted(chance.sample(range(1, statements), KILLS))
    chance.shuffle(moments)
    arguments = [f"{moment}={folders[number % 2]}" for number, moment in enumerate(moments)]
    with server.database() as address:
        _load(folders[0], address)
        killed = subprocess.run(
            [sys.executable, "-m", "tests.databases.killed", address, *arguments],
            cwd=ROOT, capture_output=True, check=False,
        )  # fmt: skip
        assert killed.returncode == 0, killed.stderr.decode()
        _load(folders[1], address)
        assert records_in(address) == expected


def test_connections_that_are_lost(
    server: Server, folders: list[Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sql, "PAUSES", (0.01,) * 20)
    expected, statements = _undisturbed(folders[0], server)
    chance = random.Random(2)  # noqa: S311 -- moments, not secrets
    with server.database() as address:
        ended: list[int] = []
        moments = chance.sample(range(1, statements), KILLS)
        with at_moments(moments, lambda: ended.append(server.end_connections(address))):
            _load(folders[0], address)
        assert records_in(address) == expected
    assert len(ended) == KILLS
    assert len([line for line in caplog.messages if "; trying again in 0.01 s" in line]) >= KILLS - 1
    assert min(ended) >= 1


@pytest.fixture(params=[PostgreSqlServer, MariaDbServer])
def own(request: pytest.FixtureRequest) -> Iterator[OwnServer]:
    made = OwnServer(request.param)
    try:
        yield made
    finally:
        made.remove()


def test_servers_that_are_killed(own: OwnServer, folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "PAUSES", (0.1,) * 300)
    expected, statements = _undisturbed(folders[0], own.server)
    chance = random.Random(3)  # noqa: S311 -- moments, not secrets

    def strike() -> None:
        own.kill()
        own.start()

    with own.server.database() as address:
        moments = chance.sample(range(20, statements), 10)
        with at_moments(moments, strike) as counted:
            _load(folders[0], address)
        assert counted.passed > max(moments)
        assert records_in(address) == expected
