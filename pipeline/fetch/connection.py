"""Connections that go only where they may, and end when their time is over."""

import io
import socket
import time
from collections.abc import Callable
from functools import partial
from http import client
from threading import Event
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import create_connection

from pipeline.fetch.addresses import resolved

_SLICE = 0.5
"""Seconds after which a wait for bytes looks up, to see whether somebody asked to stop."""


class Stopped(Exception):  # noqa: N818 -- nothing went wrong
    """Whoever started the session wants it to end."""


class Line:
    """What the connections of one client go by: whether private addresses may be reached, until when (by
    time.monotonic) the exchange under way may last, and whether somebody asked to stop.

    `surplus` is what they found: more came than the Content-Length of the answer says.
    """

    def __init__(self, stop: Event, *, allow_private: bool) -> None:
        self.stop = stop
        self.allow_private = allow_private
        self.until = float("inf")
        self.surplus = False

    def left(self) -> float:
        """Seconds left. Raises TimeoutError where there are none, Stopped where all shall end."""
        if self.stop.is_set():
            raise Stopped
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Reader(io.RawIOBase):
    """The bytes that come on a socket. A server that sends one now and then gains no time by it."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, line: Line) -> None:
        self._raw = raw  # while it is open, the socket is
        self._socket = sock
        self._line = line
        self.is_over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.is_over:
            self._socket.settimeout(min(self._line.left(), _SLICE))
            try:
                return self._socket.recv_into(buffer)
            except TimeoutError:
                continue
        return 0

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(client.HTTPResponse):
    """An answer of which head and body come through a _Reader."""

    def __init__(self, sock: socket.socket, *arguments: Any, line: Line, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self._line = line
        self._reader = _Reader(self.fp.detach(), sock, line)
        self.fp = io.BufferedReader(self._reader)

    def _close_conn(self) -> None:
        """Looks, at the end of a body, for what came behind it. Old servers send a line end there, which is none."""
        if self.length == 0 and not self.fp.closed:
            self._reader.is_over = True  # so that looking does not wait
            self._line.surplus = bool(self.fp.peek().strip())
        super()._close_conn()  # type: ignore[misc]  # http.client has it, its stubs do not


class _PlainConnection(HTTPConnection):
    def __init__(self, *arguments: Any, line: Line, checked: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.response_class = partial(_Response, line=line)  # type: ignore[assignment]  # it is only ever called
        self._connect = partial(_connect, self, line) if checked else super()._new_conn

    def _new_conn(self) -> socket.socket:
        return self._connect()


class _SafeConnection(HTTPSConnection):
    def __init__(self, *arguments: Any, line: Line, checked: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.response_class = partial(_Response, line=line)  # type: ignore[assignment]  # it is only ever called
        self._connect = partial(_connect, self, line) if checked else super()._new_conn

    def _new_conn(self) -> socket.socket:
        return self._connect()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _SafeConnection


class Adapter(HTTPAdapter):
    """Carries the requests of one client along *line*.

    A name is resolved once for each connection, and the connection is made to the very address that was looked at; the
    name stays in the Host header and in the TLS handshake. What a proxy connects to is up to the proxy.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        super().__init__(pool_maxsize=1)

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """See HTTPAdapter."""
        super().init_poolmanager(*arguments, **named)
        self._lay(self.poolmanager, checked=True)

    def proxy_manager_for(self, proxy: str, **named: Any) -> ProxyManager:
        """See HTTPAdapter."""
        manager: ProxyManager = super().proxy_manager_for(proxy, **named)
        self._lay(manager, checked=False)
        return manager

    def _lay(self, manager: PoolManager, *, checked: bool) -> None:
        pools: dict[str, Callable[..., HTTPConnectionPool]] = {
            "http": partial(_PlainPool, line=self._line, checked=checked),
            "https": partial(_SafePool, line=self._line, checked=checked),
        }
        manager.pool_classes_by_scheme = pools  # type: ignore[assignment]  # they are only ever called


def _connect(connection: HTTPConnection, line: Line) -> socket.socket:
    """A socket connected to the first address of *connection*'s host that answers, of those that may be reached."""
    line.left()
    last: OSError | None = None
    for address in resolved(connection.host, connection.port or 0, allow_private=line.allow_private):
        try:
            # An address is no name: what was looked at is what is connected to.
            return create_connection(
                (address, connection.port or 0),
                min(line.left(), connection.timeout or _SLICE),
                source_address=connection.source_address,
                socket_options=connection.socket_options,
            )
        except OSError as error:
            last = error
    if isinstance(last, TimeoutError):
        raise ConnectTimeoutError(connection, f"{connection.host} did not answer in time") from last
    raise NewConnectionError(connection, f"{connection.host} can't be connected to") from last
