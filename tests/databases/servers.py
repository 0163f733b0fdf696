"""PostgreSQL and MariaDB for tests: the server that the environment names, else the local one, else one of our own."""

import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

_DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql"}

STARTING = 60.0
"""Seconds that a server may take to answer."""


class Server(ABC):
    """A server that tests may make databases on."""

    scheme: str

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection

    def execute(self, *statements: str) -> None:
        with self.connected() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def answers(self) -> bool:
        with suppress(DBAPIError):
            self.execute("SELECT 1")
            return True
        return False

    def wait(self) -> None:
        until = time.monotonic() + STARTING
        while not self.answers():
            assert time.monotonic() < until, f"{self.url!r} did not start"
            time.sleep(0.05)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of an empty database of its own name, which is gone afterwards."""
        name = f"news_test_{uuid.uuid4().hex}"
        self.make(name)
        try:
            yield self.address(name)
        finally:
            self.drop(name)

    @abstractmethod
    def make(self, name: str) -> None: ...

    @abstractmethod
    def drop(self, name: str) -> None: ...

    @abstractmethod
    def address(self, name: str) -> str: ...

    @abstractmethod
    def end_connections(self, address: str) -> int:
        """Ends every connection to the database at *address*, from outside; how many there were."""


class PostgreSqlServer(Server):
    scheme = "postgresql"

    def make(self, name: str) -> None:
        self.execute(f"CREATE SCHEMA {name}")

    def drop(self, name: str) -> None:
        self.execute(f"DROP SCHEMA {name} CASCADE")

    def address(self, name: str) -> str:
        named = {"options": f"-csearch_path={name}", "application_name": name}
        url = self.url.set(drivername="postgresql").update_query_dict(named)
        return url.render_as_string(hide_password=False)

    def end_connections(self, address: str) -> int:
        name = make_url(address).query["application_name"]
        with self.connected() as connection:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name"
            return len(connection.execute(text(ended), {"name": name}).all())


class MariaDbServer(Server):
    scheme = "mysql"

    def make(self, name: str) -> None:
        self.execute(f"CREATE DATABASE {name}")

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE {name}")

    def address(self, name: str) -> str:
        return self.url.set(drivername="mariadb", database=name).render_as_string(hide_password=False)

    def end_connections(self, address: str) -> int:
        name = make_url(address).database
        with self.connected() as connection:
            found = connection.execute(
                text("SELECT id FROM information_schema.processlist WHERE db = :name"), {"name": name}
            ).all()
            for (number,) in found:
                with suppress(DBAPIError):  # it has just ended by itself
                    connection.execute(text(f"KILL CONNECTION {int(number)}"))
            return len(found)


class OwnServer:
    """A server process of our own in a temporary folder, which may be killed."""

    def __init__(self, kind: type[Server]) -> None:
        # Not below pytest's folder, which other users can't enter.
        self._folder = Path(tempfile.mkdtemp(prefix="news-server-"))
        self._user = _unprivileged("postgres" if kind is PostgreSqlServer else "mysql")
        if self._user is not None:
            shutil.chown(self._folder, self._user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        data = str(self._folder / "data")
        if kind is PostgreSqlServer:
            self._do(
                _binary("initdb"), "-D", data, "-U", "news", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
            )
            self._command = [
                _binary("postgres"), "-D", data, "-p", str(port), "-k", str(self._folder), "-h", "127.0.0.1",
                "-c", "fsync=off",
            ]  # fmt: skip  # a process that is killed loses nothing that the system holds for the disk
            url = URL.create("postgresql+psycopg", "news", host="127.0.0.1", port=port, database="postgres")
        else:
            # A server that starts removes what others keep where it keeps its temporary tables.
            temporary = f"--tmpdir={self._folder}"
            self._do(
                _binary("mariadb-install-db", "mysql_install_db"), "--no-defaults", f"--datadir={data}", temporary,
                "--auth-root-authentication-method=normal", "--skip-test-db",
            )  # fmt: skip
            self._command = [
                _binary("mariadbd", "mysqld"), "--no-defaults", f"--datadir={data}", temporary, f"--port={port}",
                f"--socket={self._folder}/socket", f"--pid-file={self._folder}/pid", "--bind-address=127.0.0.1",
                "--innodb-flush-log-at-trx-commit=2",
            ]  # fmt: skip
            url = URL.create("mysql+pymysql", "root", host="127.0.0.1", port=port)
        self.server = kind(url)
        self._process: subprocess.Popen[bytes] | None = None
        self.start()
        self.server.wait()

    def start(self) -> None:
        """Starts it, and does not wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, user=self._user, cwd=self._folder, start_new_session=True
            )

    def kill(self) -> None:
        """Kills it and all its processes, without warning."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def _do(self, *command: str) -> None:
        done = subprocess.run(command, capture_output=True, user=self._user, cwd=self._folder, check=False)
        assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()


def _unprivileged(wanted: str) -> str | None:
    """Whom a server runs as where we are root, whom servers refuse; None where we are somebody else."""
    if os.geteuid() != 0:
        return None
    there = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in (wanted, "nobody") if name in there)


def _binary(*names: str) -> str:
    folders = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    searched = os.pathsep.join([*folders, os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = next((path for name in names if (path := shutil.which(name, path=searched))), None)
    assert found is not None, (
        f"the tests need a database server: none answers, and {names[0]} is not installed. Name one with "
        "NEWS_PIPELINE_TEST_POSTGRESQL and NEWS_PIPELINE_TEST_MARIADB, or install postgresql and mariadb-server"
    )
    return found


def _named(kind: type[Server]) -> URL | None:
    """What the environment names."""
    named = os.environ.get(
        "NEWS_PIPELINE_TEST_POSTGRESQL" if kind is PostgreSqlServer else "NEWS_PIPELINE_TEST_MARIADB"
    )
    return make_url(named).set(drivername=_DRIVERS[kind.scheme]) if named else None


def _local(kind: type[Server]) -> Iterator[URL]:
    """Where a server of this machine may be."""
    driver, patience = _DRIVERS[kind.scheme], {"connect_timeout": "3"}
    if kind is PostgreSqlServer:
        for user in dict.fromkeys((getpass.getuser(), "postgres")):
            yield URL.create(driver, user, host="127.0.0.1", port=5432, database="postgres", query=patience)
    else:
        yield URL.create(driver, "root", host="127.0.0.1", port=3306, query=patience)


@contextmanager
def some_server(kind: type[Server]) -> Iterator[Server]:
    """A server of *kind* that answers; one that the environment names must."""
    if (named := _named(kind)) is not None:
        server = kind(named)
        assert server.answers(), f"{named!r}, which the environment names, does not answer"
        yield server
        return
    for url in _local(kind):
        server = kind(url)
        if server.answers():
            yield server
            return
    own = OwnServer(kind)
    try:
        yield own.server
    finally:
        own.remove()
