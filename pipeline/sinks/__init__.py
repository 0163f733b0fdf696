"""Records out: the table from what a target is called to the sink that writes it."""

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.sinks.base import Origin, Sink
from pipeline.sinks.jsonl import JsonLines

__all__ = ["SINKS", "SUFFIXES", "JsonLines", "Origin", "Sink", "open_database", "open_sink", "shown"]


def _jsonl(target: str, origin: Origin) -> Sink:  # noqa: ARG001 -- records say themselves what made them
    return JsonLines(Path(_path(target)))


def _sqlite(target: str, origin: Origin) -> Sink:
    from pipeline.sinks.sqlite import Sqlite

    return Sqlite(Path(_path(target)), origin)


def _postgresql(target: str, origin: Origin) -> Sink:
    from pipeline.sinks.address import server

    try:
        from pipeline.sinks.postgresql import PostgreSql
    except ImportError as error:
        raise OutputError(_NO_DRIVER.format("PostgreSQL", "psycopg", "postgresql")) from error
    return PostgreSql(server(target), origin)


def _mysql(target: str, origin: Origin) -> Sink:
    from pipeline.sinks.address import server

    try:
        from pipeline.sinks.mysql import MySql
    except ImportError as error:
        raise OutputError(_NO_DRIVER.format("MariaDB", "pymysql", "mysql")) from error
    return MySql(server(target), origin)


_NO_DRIVER = '{} needs the driver {}, which is not installed; pip install "news-pipeline[{}]"'

SINKS: dict[str, Callable[[str, Origin], Sink]] = {
    "jsonl": _jsonl,
    "sqlite": _sqlite,
    "postgresql": _postgresql,
    "mysql": _mysql,
}
"""Every sink by its scheme. A new one is its module and its row here. What it needs is imported where it is opened:
most processes of a run write JSON lines alone."""

SUFFIXES = {".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite"}
"""What a path without a scheme means by its suffix; any other is a folder of JSON lines."""

ALIASES = {"postgres": "postgresql", "mariadb": "mysql"}
"""Other schemes for the same."""


def open_sink(target: str | Path, origin: Origin | None = None) -> Sink:
    """The sink that *target* names: "postgresql://host/name", "sqlite:///news.db", a path that ends in .db, or a
    folder for JSON lines.

    Raises OutputError where it can't be opened or written.
    """
    return SINKS[_scheme(str(target))](str(target), origin or Origin())


def open_database(target: str, origin: Origin) -> Sink:
    """open_sink, for a *target* that must be a database. Raises OutputError where it is none."""
    if _scheme(target) == "jsonl":
        raise OutputError(
            "the target is not a database: write postgresql://user@host/database, mysql://user@host/database, "
            "sqlite:///file.db or a path that ends in .db"
        )
    return open_sink(target, origin)


def shown(target: str) -> str:
    """*target* without user, password and options, as it may be written down. Raises OutputError as open_database."""
    if _scheme(target) not in ("postgresql", "mysql"):
        return target
    from pipeline.sinks.address import server

    return server(target).shown


def _scheme(target: str) -> str:
    scheme, separator, _ = target.partition("://")
    if not separator:
        return SUFFIXES.get(Path(target).suffix, "jsonl")
    scheme = scheme.partition("+")[0]
    scheme = ALIASES.get(scheme, scheme)
    if scheme not in SINKS:
        raise OutputError(f"{scheme}:// is no kind of output that is known; those are {', '.join(SINKS)}")
    return scheme


def _path(target: str) -> str:
    """The path in *target*: of "sqlite:///news.db" and "news.db" the same, of "sqlite:////news.db" an absolute one."""
    scheme, separator, path = target.partition("://")
    if not separator:
        return target
    if not path.startswith("/") or path == "/":
        raise OutputError(f"{scheme}:// is followed by a slash and the path: {scheme}:///folder/news.db")
    return path[1:]
