"""A server that is further away than it is: a TCP proxy that keeps what it is given for a while, in both directions.

What was sent waits beside what was sent before it, not behind it, so that only the distance grows, not the width.
"""

import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import make_url

PORTS = {"postgresql": 5432, "mysql": 3306, "mariadb": 3306}


@contextmanager
def further(url: str, seconds: float) -> Iterator[str]:
    """The address of the server at *url*, *seconds* away each way; the proxy is a process of its own."""
    address = make_url(url)
    host, port = address.host or "127.0.0.1", address.port or PORTS[address.get_backend_name()]
    command = [sys.executable, __file__, host, str(port), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 -- for types
        try:
            there = address.set(host="127.0.0.1", port=int(process.stdout.readline()))
            yield there.render_as_string(hide_password=False)
        finally:
            process.kill()


def _serve(host: str, port: int, seconds: float) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        print(door.getsockname()[1], flush=True)
        while True:
            near, _ = door.accept()
            far = socket.create_connection((host, port))
            for a, b in ((near, far), (far, near)):
                a.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                waiting: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
                threading.Thread(target=_take, args=(a, waiting, seconds), daemon=True).start()
                threading.Thread(target=_give, args=(b, waiting), daemon=True).start()


def _take(source: socket.socket, waiting: "queue.SimpleQueue[tuple[float, bytes]]", seconds: float) -> None:
    data = b"-"
    while data:
        try:
            data = source.recv(1 << 16)
        except OSError:
            data = b""
        waiting.put((time.monotonic() + seconds, data))


def _give(target: socket.socket, waiting: "queue.SimpleQueue[tuple[float, bytes]]") -> None:
    with suppress(OSError):  # whoever was to get it is gone
        while True:
            due, data = waiting.get()
            time.sleep(max(due - time.monotonic(), 0))
            if not data:
                target.shutdown(socket.SHUT_WR)
                return
            target.sendall(data)


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
