"""Where nobody is sent, and what is told to nobody."""

import base64
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.fetch import addresses
from pipeline.fetch.addresses import is_public
from tests.unit.fetch.conftest import Fetching
from tests.unit.fetch.site import HTML, Answer, Site, serving

PUBLIC = "127.0.0.2"
"""Stands for the public internet in these tests."""


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0",  # noqa: S104 -- refused
        "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16", "198.18.0.1", "203.0.113.9",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:93.184.215.14", "fe80::1", "fe80::1%lo", "fec0::1",
        "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2002:5db8:d70e::", "2001:0:7f00:1::",
        "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "4000::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "172.32.0.1", "2606:2800:21f::1", "64:ff9b::93.184.215.14"]
)
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The addresses of each name; an IP address has itself. 127.0.0.2 counts as public, all other rules hold."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *arguments: Any, **named: Any) -> Any:
        found = known.get(host)
        if found is None:
            return real(host, port, *arguments, **named)
        address = found.pop(0) if len(found) > 1 and "rebinding" in host else None
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in ([address] if address else found)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(addresses, "is_public", lambda address: address == PUBLIC or is_public(address))
    return known


@pytest.fixture
def public(names: dict[str, list[str]]) -> Iterator[Site]:
    """A site at public.example."""
    with serving(PUBLIC) as site:
        names["public.example"] = [PUBLIC]
        site.url = site.url.replace(PUBLIC, "public.example")
        yield site


def _guarded(fetching: Fetching, *urls: str) -> dict[str, str]:
    fetching(*urls, allow_private=False)
    return fetching.failures


def test_a_public_name_is_fetched(public: Site, fetching: Fetching) -> None:
    url = public.page("/a")
    assert _guarded(fetching, url) == {}
    assert public.asked[-1].headers["Host"] == url.split("/")[2]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0",
        "0.0.0.0",  # noqa: S104 -- refused
        "10.1.2.3", "169.254.169.254", "127.0.0.1.", "[fe80::1]",
    ],
)  # fmt: skip
def test_private_addresses_in_all_spellings(site: Site, fetching: Fetching, host: str) -> None:
    port = site.url.rpartition(":")[2]
    assert list(_guarded(fetching, f"http://{host}:{port}/a").values()) == ["private_address"]
    assert site.asked == []


def test_a_name_of_a_private_address(site: Site, fetching: Fetching, names: dict[str, list[str]]) -> None:
    names["inside.example"] = ["127.0.0.1"]
    url = site.page("/a").replace("127.0.0.1", "inside.example")
    assert _guarded(fetching, url) == {url: "private_address"}
    assert site.asked == []
    assert "--allow-private" in fetching.failure_lines[0]["message"]


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/a", "http://inside.example:{port}/a", "//2130706433:{port}/"]
)
def test_redirects_to_private_addresses(
    site: Site, public: Site, fetching: Fetching, names: dict[str, list[str]], target: str
) -> None:
    names["inside.example"] = ["127.0.0.1"]
    url = public.leads("/a", target.format(port=site.url.rpartition(":")[2]))
    assert _guarded(fetching, url) == {url: "private_address"}
    assert site.asked == []


def test_robots_that_lead_to_a_private_address(site: Site, public: Site, fetching: Fetching) -> None:
    public.leads("/robots.txt", f"{site.url}/robots.txt")
    url = public.page("/a")
    assert _guarded(fetching, url) == {url: "private_address"}
    assert site.asked == []


def test_a_name_that_changes_its_address(
    site: Site, public: Site, fetching: Fetching, names: dict[str, list[str]]
) -> None:
    names["rebinding.example"] = [PUBLIC, "127.0.0.1"]  # public when it is looked at, private afterwards
    port = public.url.rpartition(":")[2]
    public.routes["/robots.txt"] = Answer(status=404, headers={"Connection": "close"})
    public.page("/a")
    url = f"http://rebinding.example:{port}/a"
    assert _guarded(fetching, url) == {url: "private_address"}  # the second connection looks again
    assert public.asked[0].headers["Host"] == f"rebinding.example:{port}"
    assert site.asked == []


def test_of_a_name_with_both_kinds_the_public_one_is_taken(
    public: Site, fetching: Fetching, names: dict[str, list[str]]
) -> None:
    names["both.example"] = ["10.0.0.1", PUBLIC]
    url = public.page("/a").replace("public.example", "both.example")
    assert _guarded(fetching, url) == {}


def test_tls_is_told_the_name_and_not_the_address(fetching: Fetching, names: dict[str, list[str]]) -> None:
    names["safe.example"] = [PUBLIC]
    hello = []
    with socket.create_server((PUBLIC, 0)) as server:

        def listen() -> None:
            connection, _ = server.accept()
            with connection:
                hello.append(connection.recv(4096))

        thread = threading.Thread(target=listen)
        thread.start()
        url = f"https://safe.example:{server.getsockname()[1]}/a"
        assert _guarded(fetching, url) == {url: "tls"}
        thread.join()
    assert b"safe.example" in hello[0]


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    with serving("127.0.0.3") as each:
        yield each


def test_credentials_go_where_they_belong_and_are_written_nowhere(
    site: Site, elsewhere: Site, fetching: Fetching
) -> None:
    site.page("/a")
    site.leads("/away", elsewhere.page("/a"), Set_Cookie="session=topsecret; Domain=127.0.0.3")
    site.leads("/home", "/a", Set_Cookie="session=topsecret", WWW_Authenticate="Basic")
    site.leads("/own", elsewhere.page("/b").replace("://", "://eve:topsecret@"))
    login = site.url.replace("://", "://joe:topsecret@")
    fetching(f"{login}/a", f"{login}/away", f"{login}/home", f"{site.url}/own", f"{login}/gone", f"{login}:x/")
    sent = base64.b64encode(b"joe:topsecret").decode()
    port = site.url.rpartition(":")[2]
    for asked in site.asked:
        own = asked.headers["Host"] == f"127.0.0.1:{port}" and asked.path not in {"/robots.txt", "/own"}
        assert asked.headers["Authorization"] == (f"Basic {sent}" if own else None), asked.path
        assert asked.headers["Referer"] is None
    for asked in elsewhere.asked:
        assert (asked.headers["Authorization"], asked.headers["Cookie"]) == (None, None)
    assert set(fetching.failures) == {f"{site.url}/gone", f"http://127.0.0.1:{port}:x/"}
    assert len(fetching.pages) == 4
    for secret in (b"topsecret", sent.encode(), b"joe", b"eve"):
        assert secret not in fetching.everything()


def test_netrc_is_not_read(
    site: Site, fetching: Fetching, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login joe password topsecret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    fetching(site.page("/a"))
    assert site.asked[-1].headers["Authorization"] is None


def test_through_a_proxy(site: Site, fetching: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.url.replace("://", "://me:topsecret@"))
    site.add("http://nowhere.invalid/robots.txt", Answer(status=404))
    site.add("http://nowhere.invalid/a", Answer(body=b"A story.", headers={"Content-Type": HTML}))
    url = "http://nowhere.invalid/a"
    assert _guarded(fetching, url, "http://127.0.0.1:8080/a") == {"http://127.0.0.1:8080/a": "private_address"}
    assert fetching.pages == {url: b"A story."}
    assert b"topsecret" not in fetching.everything()


def test_no_proxy(site: Site, fetching: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert fetching(site.page("/a")).counts.new == 1
