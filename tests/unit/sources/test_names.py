import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.names import to_name, to_text

NAMES = st.binary(max_size=12).map(os.fsdecode) | st.text(alphabet=["\\", "x", "5", "c", "e", "9", "\udce9", "/"])


@given(NAMES)
def test_every_name_comes_back(name: str) -> None:
    assert to_name(to_text(name)) == name


@given(NAMES)
def test_the_text_is_utf_8(name: str) -> None:
    to_text(name).encode()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a/b.html", "a/b.html"),
        ("new\nline.html", "new\nline.html"),
        ("新闻.html", "新闻.html"),
        (r"a\b.html", r"a\b.html"),
        ("caf\udce9", r"caf\xe9"),
        (r"caf\xe9", r"caf\x5cxe9"),
    ],
)
def test_only_what_must_be_is_escaped(name: str, text: str) -> None:
    assert to_text(name) == text
