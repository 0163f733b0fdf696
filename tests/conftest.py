from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipeline import Extractor
    from tests.databases.servers import Server

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def extractor() -> "Extractor":
    """The default language model, loaded once for all tests, and only where a test needs it."""
    from pipeline import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def postgresql() -> "Iterator[Server]":
    from tests.databases.servers import PostgreSqlServer, some_server

    with some_server(PostgreSqlServer) as server:
        yield server


@pytest.fixture(scope="session")
def mysql() -> "Iterator[Server]":
    from tests.databases.servers import MariaDbServer, some_server

    with some_server(MariaDbServer) as server:
        yield server
