from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.report.markdown import LONGEST, Cell, Code, Share, code, heading, table, text
from tests.unit.report.made import NASTY

READ_ALL = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _cells(lines: list[str]) -> list[list[list[Token]]]:
    """What a reader of Markdown finds in the cells of a table, row by row; nothing may stand beside the table."""
    tokens = READ_ALL.parse("\n".join(lines))
    assert (tokens[0].type, tokens[-1].type) == ("table_open", "table_close")
    rows: list[list[list[Token]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.children or [])
    return rows


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ferrow Yards, AT&T: 5 < 6", "Ferrow Yards, AT&T: 5 &lt; 6"),
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\\|b"),
        (" two\r\nlines\u2028and\tmore ", "two lines and more"),
        ("`x` *y* _z_ ~~no~~ [a](b) ![c](d)", r"\`x\` \*y\* \_z\_ \~\~no\~\~ \[a\](b) !\[c\](d)"),
        ("&lt;b&gt; &#60; R&D; A & B;", "&amp;lt;b&amp;gt; &amp;#60; R&amp;D; A & B;"),
        ("$5 and $6 {{ x }}", r"\$5 and \$6 \{\{ x \}\}"),
        ("http://x.example www.x.example", "http:\u2060//x.example www\u2060.x.example"),
        ("me@x.example, @me, 5 @ 6", "me@\u2060x.example, @\u2060me, 5 @ 6"),
        ("me@_x.example", "me@\u2060\\_x.example"),
        ("\x1b[31mred\x00 \ud83d \x9b", "\ufffd\\[31mred\ufffd \ufffd \ufffd"),
        ("a\u202egpj.exe\u2066", "agpj.exe"),
        ("港口 ميناء", "港口 ميناء"),
        ("", ""),
    ],
)
def test_text_is_text_alone(written: str, expected: str) -> None:
    assert text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a/b_c.html", "`a/b_c.html`"),
        ("c.warc.gz!<urn:uuid:1>", "`c.warc.gz!<urn:uuid:1>`"),
        ("a.zip!\\x21.html", "`a.zip!\\x21.html`"),
        ("a|b", r"a\|b"),
        ("a`b", r"a\`b"),
        ("a\nb", "`a\ufffdb`"),
        (" ", ""),
    ],
)
def test_code_can_be_copied(written: str, expected: str) -> None:
    assert code(written) == expected


def test_what_is_long_is_cut() -> None:
    assert text("|" * LONGEST) == r"\|" * LONGEST
    assert text("|" * (LONGEST + 1)) == r"\|" * (LONGEST - 1) + "…"
    assert code("a" * (LONGEST + 1)) == "`" + "a" * (LONGEST - 1) + "…`"


def test_a_table() -> None:
    rows: list[tuple[Cell, ...]] = [
        ("港口", 1234, Decimal("1234567.50"), Share(1, 3), Code("a.html"), None),
        (None, None, None, None, None, None),
    ]
    assert [*table(["name", "articles", "sum", "share", "path", "none"], rows)] == [
        "",
        "| name | articles |         sum | share | path     | none |",
        "|------|---------:|------------:|------:|----------|------|",
        "| 港口 |    1,234 | 1,234,567.5 | 33.3% | `a.html` |      |",
        "|      |          |             |       |          |      |",
    ]


def test_a_heading_says_how_many_of_all_are_shown() -> None:
    assert heading(3, "By publisher", 10, 1234) == ["", "### By publisher (10 of 1,234)"]
    assert heading(2, "By month", 3, 3) == ["", "## By month"]


HARD = st.sampled_from([NASTY, "\\", "\\|", "`|", "<!--", "\n\n# x", "| - |\n", "&#124;", "&", "\u2028", "http://"])


@given(written=st.lists(HARD | st.text()).map("".join), kind=...)
def test_no_text_comes_out_of_its_cell(written: str, kind: bool) -> None:
    cell = Code(written) if kind else written
    rows = _cells([*table(["a", "b"], [(cell, "end"), ("x", cell)])][1:])
    assert [len(row) for row in rows] == [2, 2, 2]
    assert [token.content for token in rows[1][1]] == ["end"]
    for tokens in (rows[1][0], rows[2][1]):
        assert {token.type for token in tokens} <= {"text", "text_special", "code_inline"}
    shown = "".join(token.content for token in rows[1][0]).replace("\u2060", "")
    assert shown.strip() == "".join(token.content for token in rows[2][1]).replace("\u2060", "").strip()


@given(written=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=LONGEST))
def test_what_can_be_seen_is_shown_as_it_is(written: str) -> None:
    (_, (tokens, _)) = _cells([*table(["a", "b"], [(written, "end")])][1:])
    assert "".join(token.content for token in tokens).replace("\u2060", "") == written.strip()
