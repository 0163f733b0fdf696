import pytest
from bs4 import BeautifulSoup

from pipeline.errors import DocumentError
from pipeline.page.limits import Limits
from pipeline.page.plant import Part
from pipeline.page.tree import attribute, parse_tree, text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a<p>b", "a b"),
        ("<p>a<b>b</b> c</p>", "ab c"),
        ("a<br>b", "a b"),
        ("<p>sales&nbsp;of \n tea</p>", "sales of tea"),
        ("<p>co&shy;ope&#8203;rate</p>", "cooperate"),
        ("<p>Mayor&#146;s</p>", "Mayor’s"),
        ("<p>a<script>b</script><style>c</style><!-- d --><svg><text>e</text></svg>f</p>", "af"),
        ("<nav><a href=/>Home</a></nav><p>a</p>", "a"),
        ("<nav class=breadcrumb><a href=/>Home</a></nav><p>a</p>", "Home a"),
        (
            "<ul class=x><li><a href=/a>A</a><li><a href=/b>B</a><li><a href=/c>C</a><li><a href=/d>D</a></ul><p>a</p>",
            "a",
        ),
        (
            "<ul class=tags><li><a href=/a>A</a><li><a href=/b>B</a><li><a href=/c>C</a><li><a href=/d>D</a></ul>",
            "A B C D",
        ),
        ("<ul><li>A<li>B<li>C<li>D</ul>", "A B C D"),
        ("<div class=x><div class=y><p>a</p></div></div><div class=z><span class=q>b</span></div>", "a b"),
        ("<nav><ul><main><h1>a</h1><p>b</p></main>", "a b"),
        ("<button><article><p>a</p></article>", "a"),
        ("<p>a &#xd800; b</p>", "a \ufffd b"),
        ("<ruby>東京<rt>とうきょう</rt></ruby>", "東京"),
    ],
)
def test_the_text_of_a_page(markup: str, text: str) -> None:
    found = text_of(parse_tree(markup).body.tag)
    assert found == text
    assert type(found) is str


def test_text_is_cut_at_the_limit() -> None:
    assert len(text_of(parse_tree("<p>" + "word " * 1000).body.tag, 50)) <= 51


def test_linked_data_is_kept_and_other_scripts_are_not() -> None:
    tree = parse_tree('<script>x</script><script type="application/ld+json">{"a": 1}</script><p>a')
    assert tree.linked_data == ('{"a": 1}',)
    assert tree.soup.find("script") is None


def test_a_blank_attribute_is_none() -> None:
    tree = parse_tree('<html lang=" "><p id=" a  b ">x')
    paragraph = tree.soup.p
    assert paragraph is not None
    assert (attribute(paragraph, "id"), attribute(paragraph, "class"), tree.language) == ("a b", None, None)


@pytest.mark.parametrize(("markup", "code"), [("", "no_body"), ("<!-- -->", "no_body"), ("<p>a" * 30, "too_large")])
def test_what_gives_no_tree(markup: str, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_tree(markup, Limits(max_elements=20))
    assert (caught.value.stage, caught.value.code) == ("page", code)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "<p>a",
        "<p " + " ".join(f"a{number}=x" for number in range(100_000)) + ">a",
        "<p>" + "<b>a</b>" * 50_000,
        "<table><tr><td>" * 3_000,
    ],
    ids=["nested", "attributes", "inline", "tables"],
)
def test_hostile_markup_makes_a_tree(markup: str) -> None:
    assert parse_tree(markup).body is not None


def test_nesting_that_the_parser_cuts_off_is_warned_of() -> None:
    assert not parse_tree("<div>" * 500 + "a").warnings
    assert [warning.code for warning in parse_tree("<div>" * 100_000 + "a").warnings] == ["nesting_cut"]


def test_meta_tags_and_links_stand_beside_the_tree() -> None:
    tree = parse_tree('<head><meta name="Author" content="Jane"></head><body><link rel=canonical href=/a><p>a</p>')
    assert [(head["tag"], head.get("name"), head.get("href")) for head in tree.heads] == [
        ("meta", "Author", None),
        ("link", None, "/a"),
    ]
    assert tree.soup.find(["meta", "link"]) is None


def test_the_tree_is_linked_as_beautifulsoup_links_its_own() -> None:
    markup = '<html><body><h1 class="a">b</h1><div class="c d">e<p>f <a href="/g">h</a> i<br>j</p></div>k</body></html>'
    ours, theirs = parse_tree(markup).soup, BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    assert ours.decode() == theirs.decode()
    assert list(ours.descendants) == list(theirs.descendants)
    for one, other in list(zip(ours.descendants, theirs.descendants, strict=True))[1:]:
        for link in ("parent", "next_element", "previous_element", "next_sibling", "previous_sibling"):
            assert str(getattr(one, link)) == str(getattr(other, link)), (one, link)
    assert [tag.name for tag in ours.select("div.c > p a[href]")] == ["a"]


def test_a_tag_asked_for_alone_is_that_of_the_tree() -> None:
    markup = "<html><body><div>a<p>b <cite class=c>d</cite></p>e</div><p>f</p></body></html>"
    tree = parse_tree(markup)
    deep = next(part for part in tree.outline.parts if isinstance(part, Part) and part.name == "cite").tag
    theirs = BeautifulSoup(markup, "lxml", multi_valued_attributes=None).cite
    assert theirs is not None
    for link in ("next_element", "previous_element", "next_sibling", "previous_sibling", "parent"):
        assert str(getattr(deep, link)) == str(getattr(theirs, link)), link
    assert [parent.name for parent in deep.parents] == ["p", "div", "body", "html", "[document]"]
    assert tree.soup.cite is deep
    assert tree.soup.get_text("|") == "a|b |d|e|f"


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [(f"src=data:{'x' * 21_000}", True), (" ".join(f"a{number}=xxxx" for number in range(3_000)), False)],
    ids=["picture", "bomb"],
)
def test_a_long_tag_is_kept_where_it_holds_a_picture(attributes: str, *, kept: bool) -> None:
    assert (parse_tree(f"<p>a<img alt=b {attributes}><p>c").soup.img is not None) is kept


def test_what_nests_deeper_than_the_limit_is_left_out_and_warned_of() -> None:
    tree = parse_tree("<p>a</p>" + "<section>" * 30 + "<p>b</p>" + "</section>" * 30 + "<p>c</p>", Limits(max_depth=20))
    assert text_of(tree.body.tag) == "a c"
    assert [warning.code for warning in tree.warnings] == ["nesting_cut"]
