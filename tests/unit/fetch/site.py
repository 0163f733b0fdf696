"""A web server of our own: what it answers, and what it was asked."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"
NOON = dt.datetime(2024, 5, 2, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Request:
    path: str
    headers: Message


@dataclass(frozen=True)
class Answer:
    """`raw`, where there is some, is sent as it is after the head, which then has no Content-Length of ours."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    raw: tuple[bytes, ...] | None = None
    pause: float = 0.0


Route = Answer | Callable[[Request], Answer]


class Site:
    """Answers by `routes`, path by path; of others with 404. `asked` are the requests so far, `ports` the ports that
    they came from.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.routes: dict[str, Route] = {}
        self.asked: list[Request] = []
        self.ports: list[int] = []

    @property
    def paths(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def page(self, path: str, text: str = "A story.", **headers: str) -> str:
        """Adds a page; its URL."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes[path] = Answer(body=text.encode(), headers={"Content-Type": HTML} | named)
        return self.url + path

    def add(self, path: str, route: Route) -> str:
        """Adds a route; its URL."""
        self.routes[path] = route
        return self.url + path

    def leads(self, path: str, target: str, status: int = 302, **headers: str) -> str:
        """Adds a redirect; its URL."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.add(path, Answer(status=status, headers={"Location": target} | named))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is none of our business."""


@contextmanager
def serving(address: str = "127.0.0.1") -> Iterator[Site]:
    """A site at *address*, on a port of its own."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else head and body wait for one another

        def do_GET(self) -> None:
            request = Request(self.path, self.headers)
            site.asked.append(request)
            site.ports.append(self.client_address[1])
            route = site.routes.get(self.path, Answer(status=404))
            answer = route if isinstance(route, Answer) else route(request)
            self.send_response_only(answer.status)  # no date: two fetches shall be alike
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.raw is None:
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
                return
            self.close_connection = True
            self.end_headers()
            for piece in answer.raw:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(answer.pause)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 -- http.server calls it so
            pass

    server = _Server((address, 0), Handler)
    site.url = f"http://{address}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
