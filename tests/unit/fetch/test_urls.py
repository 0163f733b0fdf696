"""URLs in all their spellings, and the names that their pages get."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.fetch.names import folder_name, stem
from pipeline.fetch.urls import parse_address, without_credentials


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http://a.example", "http://a.example/"),
        ("HTTPS://A.Example:443/X", "https://a.example/X"),
        ("http://a.example:8080/x/../y?b=1&a=2#top", "http://a.example:8080/y?b=1&a=2"),
        ("http://joe@a.example./x", "http://a.example/x"),
        (" http://a.example/caf\u00e9 au lait ", "http://a.example/caf%C3%A9%20au%20lait"),
        ("http://m\u00fcller.example/", "http://xn--mller-kva.example/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_one_form(written: str, url: str) -> None:
    address = parse_address(written)
    assert address.url == url
    assert parse_address(url) == address


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "unsupported_scheme"), ("a.example/x", "unsupported_scheme"), ("file:///etc/passwd", "unsupported_scheme"),
        ("gopher://a.example/", "unsupported_scheme"), ("javascript:alert(1)", "unsupported_scheme"),
        ("http://", "bad_url"), ("http:///x", "bad_url"), ("http://a.example:x/", "bad_url"),
        ("http://good.example\\@evil.example/", "bad_url"), ("http://a.example/\r\nHost: b", "bad_url"),
        ("http://a b/", "bad_url"), ("http://a.example:99999/", "bad_url"),
        ("http://a.example:22/", "port_refused"), ("https://a.example:0/", "port_refused"),
    ],
)  # fmt: skip
def test_what_can_not_be_asked_for(written: str, code: str) -> None:
    with pytest.raises(DocumentError) as raised:
        parse_address(written)
    assert raised.value.code == code


def test_credentials_are_apart() -> None:
    address = parse_address("https://joe:p%40ss:word@a.example/x")
    assert address.credentials == ("joe", "p@ss:word")
    assert "joe" not in repr(address)
    assert address == parse_address("https://a.example/x")


def test_what_is_relative() -> None:
    base = parse_address("https://a.example/b/c?d")
    for written, url in (("e", "b/e"), ("/f", "f"), ("?g", "b/c?g"), ("//h.example/i", None)):
        expected = f"https://a.example/{url}" if url else "https://h.example/i"
        assert parse_address(written, base).url == expected


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.example/", "http://[", "http://a:b@"]))
@example("//[", "http:")
def test_any_text_is_an_address_or_a_sentence(text: str, start: str) -> None:
    try:
        address = parse_address(start + text)
    except DocumentError:
        without_credentials(start + text)
        return
    assert re.fullmatch(r"https?://[!-~]+", address.url)
    assert "@" not in address.url.split("/")[2]
    folder, name = folder_name(address), stem(address)
    assert re.fullmatch(r"[a-z0-9_][a-z0-9._-]{0,210}", folder)
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,100}", name)


def test_each_url_has_a_name_of_its_own() -> None:
    urls = [
        "http://a.example/x",
        "https://a.example/x",
        "http://a.example/X",
        "http://a.example/x?",
        "http://a.example/",
    ]
    addresses = [parse_address(url) for url in urls]
    assert len({stem(address) for address in addresses}) == len({address.url for address in addresses})
    long = parse_address("http://a.example/" + "story/" * 200)
    assert len(stem(long)) <= 97
