"""Which documents the patterns of --include and --exclude fit."""

from pathlib import Path

import pytest

from pipeline.sources import Choice, Input, open_source
from tests.unit.sources.made import warc, write, zipped


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.html", "a.html", True),
        ("*.html", "a/b/c.html", True),
        ("*.html", "a.html.gz", False),
        ("*.html", "a.zip!b/c.html", True),
        ("a.zip", "a.zip!b/c.html", True),
        ("b", "a.zip!b/c.html", True),
        ("a.zip/b/*", "a.zip!b/c.html", True),
        ("a/*.html", "a/b.html", True),
        ("a/*.html", "x/a/b.html", False),
        ("a/*.html", "a/b/c.html", False),
        ("a/**/*.html", "a/b/c/d.html", True),
        ("a/**/*.html", "a/d.html", True),
        ("a/**", "a/b/c.html", True),
        ("**/c.html", "c.html", True),
        ("a", "a/b.html", True),
        ("a/", "a/b.html", True),
        ("a", "ab/b.html", False),
        ("?.html", "é.html", True),
        ("?.html", "ab.html", False),
        ("[ab].html", "b.html", True),
        ("[!ab].html", "b.html", False),
        ("[a-c]x", "bx", True),
        ("[", "[", True),
        ("a+(b)", "a+(b)", True),
        ("*", "line\nend", True),
        ("Stop!.html", "a/Stop!.html", True),
    ],
)
def test_patterns(pattern: str, path: str, fits: bool) -> None:
    assert Choice(include=(pattern,)).takes(path) == fits
    assert Choice(exclude=(pattern,)).excludes(path) == fits
    assert Choice(exclude=(pattern,)).takes(path) != fits


def test_what_is_left_out_of_a_folder(tmp_path: Path) -> None:
    inner = {"a.html": b"<p>", "style.css": b"p", "deep.zip": zipped({"d.html": b"<p>"})}
    for name, data in (
        ("x/a.html", b"<p>"),
        ("x/a.css", b"p"),
        ("y.zip", zipped(inner)),
        ("bad.zip", b"no"),
        ("z.warc.gz", warc({"a": b"p"})),
    ):
        write(tmp_path / name, data)

    def listed(**choice: tuple[str, ...]) -> list[str]:
        source = open_source(Input(str(tmp_path)), choice=Choice(**choice))  # type: ignore[arg-type]  # two fields of a kind
        return sorted(entry.path for entry in source.entries())

    # What is in an archive that can't be listed nobody knows, so it is told of.
    assert listed(include=("*.html",)) == ["bad.zip", "x/a.html", "y.zip!a.html", "y.zip!deep.zip!d.html"]
    assert listed(include=("*.html",), exclude=("deep.zip", "bad.zip")) == ["x/a.html", "y.zip!a.html"]
    assert listed(exclude=("y.zip", "x", "bad.*", "*.warc.gz")) == []
    (page,) = listed(include=("*.warc.gz",), exclude=("bad.zip",))
    assert page.startswith("z.warc.gz!")
