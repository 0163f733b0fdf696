import os
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.names import MemberNames, levels, member_of, to_name, to_text

NAMES = st.binary(max_size=12).map(os.fsdecode) | st.text(
    alphabet=["\\", "x", "5", "c", "e", "9", "2", "1", "!", ".", "\udce9", "\0", "/"]
)


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
        ("Stop!/Now!.html", "Stop!/Now!.html"),
        ("a.zip!b", r"a.zip\x21b"),
    ],
)
def test_only_what_must_be_is_escaped(name: str, text: str) -> None:
    assert to_text(name) == text


def _texts(*parts: str, least: int = 0) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(parts), min_size=least, max_size=9).map("".join)


PARTS = _texts("a", ".", "!", "\\", "x", "2", "1", "zip", ".zip", ".tar.gz", "é", "\udce9", least=1)
MEMBERS = _texts(*"ab.!/\\:~2\0\n", "..", "é", "\udce9", "\ud800", ".zip")


@given(st.lists(PARTS, min_size=1, max_size=4))
def test_a_path_through_archives_falls_into_the_names_it_was_made_of(names: list[str]) -> None:
    above = [to_text(name) + ".zip" for name in names[:-1]]
    path = reduce(member_of, [*above, to_text(names[-1])])
    assert levels(path) == [*above, to_text(names[-1])]
    assert to_name(levels(path)[-1]) == names[-1]


@given(st.lists(MEMBERS, max_size=20))
def test_names_of_members_are_safe_and_all_different(raw: list[str]) -> None:
    names = MemberNames()
    made = [names.of(name) for name in raw]
    assert len(set(made)) == len(raw)
    for name in made:
        name.encode()
        assert not {"", ".", ".."} & set(name.split("/"))
        assert "\0" not in name
        assert "\\" not in name or to_name(name) != name
        assert levels(member_of("a.zip", name)) == ["a.zip", name]


def test_names_of_members_are_the_same_again() -> None:
    raw = ["a.html", "a.html", "a~2.html", ".htaccess", ".htaccess", "x/..", "", "c:", "c:/d"]
    assert [each.of(name) for each in [MemberNames()] for name in raw] == [
        *["a.html", "a~2.html", "a~2~2.html", ".htaccess", ".htaccess~2", "x", "_", "_~2", "d"]
    ]
