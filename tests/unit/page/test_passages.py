import pytest

from pipeline.page.passages import read_passages
from pipeline.page.tree import parse_tree


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<p>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<div>a<p>b</p>c</div>", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("a<br>b<br><br>c<br> <br>d", [("paragraph", "a b"), ("paragraph", "c"), ("paragraph", "d")]),
        ("<p>\u3000a<br>\u3000b<br>c</p>", [("paragraph", "a"), ("paragraph", "b c")]),
        ("<h2>a</h2><ul><li>b</li></ul>", [("heading", "a"), ("list_item", "b")]),
        ("<blockquote><p>a</p></blockquote>", [("quote", "a")]),
        ("<h1>a<div>b</div><div>c</div><div>d</div><div>e</div></h1>", [("paragraph", letter) for letter in "abcde"]),
        (
            "<table><tr><th>Issue 14</th><th>Votes</th></tr><tr><td>For</td><td>37,511</td></tr></table>",
            [("table", "Issue 14\tVotes\nFor\t37,511")],
        ),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<table><tr><td><h1>a</h1></td><td><p>b</p></td></tr></table>", [("heading", "a"), ("paragraph", "b")]),
    ],
)
def test_kinds_and_texts(markup: str, expected: list[tuple[str, str]]) -> None:
    passages = read_passages(parse_tree(markup).body).passages
    assert [(passage.kind, passage.text) for passage in passages] == expected


def test_a_block_holds_the_passages_between_its_edges() -> None:
    page = read_passages(parse_tree("<p>a</p><div id=x><p>b</p><section><p>c</p></section></div><p>d</p>").body)
    block = next(scope for scope in page.scopes if scope.tag.get("id") == "x")
    assert [passage.text for passage in page.passages[block.first : block.end]] == ["b", "c"]


def test_the_share_of_links() -> None:
    linked = [passage.linked for passage in read_passages(parse_tree("<p><a>ab</a><p>ab<a>cd</a><p>ab").body).passages]
    assert linked == [1.0, 0.5, 0.0]
    lines = [passage.linked for passage in read_passages(parse_tree("ab<br><br><a>cd</a><br>ef").body).passages]
    assert lines == [0.0, 0.5]


def test_roles_come_from_names_tags_and_labels() -> None:
    page = read_passages(parse_tree('<aside>a</aside><p class="by-line">b</p><div role="navigation">c</div>').body)
    assert [sorted(passage.scope.roles) for passage in page.passages] == [["sidebar"], ["byline"], ["navigation"]]


def test_what_is_hidden_in_a_line_is_not_read() -> None:
    page = read_passages(parse_tree('<p>Coal <span style="display: none">and peat </span>burns</p>').body)
    assert [passage.text for passage in page.passages] == ["Coal burns"]
