"""Where a database is, as it was named; and what of that nobody else may see."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from pipeline.errors import OutputError

SERVERS = {"postgresql": "postgresql", "postgres": "postgresql", "mysql": "mysql", "mariadb": "mysql"}
"""What the scheme of an address may be, and its dialect."""

_DRIVERS = {"postgresql": "psycopg", "mysql": "pymysql"}
_PASSWORDS = {"postgresql": "PGPASSWORD", "mysql": "MYSQL_PWD"}
"""Where the dialects' own clients look for a password."""

_SECRET = re.compile("pass|pwd|key|token|secret", re.IGNORECASE)
_HIDDEN = "***"


@dataclass(frozen=True)
class Address:
    """A database server: `url` for SQLAlchemy, with credentials; `shown` for everybody, without any."""

    dialect: str
    url: URL

    @property
    def shown(self) -> str:
        """Scheme, host and database: no name, no password, no option."""
        return shown(self.url)

    def scrubbed(self, message: str) -> str:
        """*message*, which a driver wrote, on one line and without the passwords of this address."""
        for secret in sorted(set(self._secrets()), key=len, reverse=True):
            for form in (secret, quote(secret, safe=""), quote_plus(secret)):
                message = message.replace(form, _HIDDEN)
        return " ".join(message.split())

    def _secrets(self) -> Iterator[str]:
        if self.url.password:
            yield str(self.url.password)
        if inherited := os.environ.get(_PASSWORDS[self.dialect]):
            yield inherited
        for name, values in self.url.query.items():
            if _SECRET.search(name):
                yield from (values,) if isinstance(values, str) else values


def server(target: str) -> Address:
    """The server that *target* names: postgresql://, mysql:// or mariadb://user:password@host:port/database?option=value.

    What is not named is taken from where each driver's own clients look (PGHOST, PGPASSWORD, ~/.pgpass; MYSQL_PWD).
    Raises OutputError, which does not repeat it, where it can't be read as an address.
    """
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise OutputError(_unreadable("it is not written as an address")) from error
    scheme, _, driver = url.drivername.partition("+")
    dialect = SERVERS[scheme]
    if driver not in ("", _DRIVERS[dialect]):
        raise OutputError(_unreadable(f"the driver {driver} is not one that is used; leave it out"))
    if dialect == "mysql" and not url.database:
        raise OutputError(_unreadable("it names no database"))
    if dialect == "mysql" and url.password is None:
        url = url.set(password=os.environ.get("MYSQL_PWD"))
    return Address(dialect, url.set(drivername=f"{dialect}+{_DRIVERS[dialect]}"))


def shown(url: URL) -> str:
    """*url* without anything that could be a credential."""
    scheme = url.drivername.partition("+")[0]
    host = f"{url.host or ''}{f':{url.port}' if url.port else ''}"
    return f"{scheme}://{host}/{url.database or ''}"


def _unreadable(why: str) -> str:
    return (
        f"the address of the database can't be used: {why}; write postgresql://user@host/database, "
        "mysql://user@host/database or sqlite:///file.db, with :, /, @ and % in a password percent-encoded"
    )
