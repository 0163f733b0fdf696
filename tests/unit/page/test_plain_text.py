import pytest

from pipeline.errors import DocumentError
from tests.unit.page.made import FIRST, SECOND, THIRD, TITLE, article_of, blocks_of, html, page_of

SAVED = f"""{TITLE}
2018-06-25 10:56:00

The gates of the mill on Friday. [Photo/harbourpost.example]

{FIRST}

{SECOND}

{THIRD}

Source:harbourpost.example Editor:Farah"""
WRAPPED = """Halloran buys its
empty mill

By Jane Doe
3 September 2019

The mill at Halloran closed in the spring, and nobody in the
valley came back to open its gates. It was state-
owned, and cost 2.4 million dollars.

Its owner had promised the county 40 jobs and a road, and
built neither of them.
"""


def test_fields_are_told_by_their_form() -> None:
    page = page_of(SAVED, media_type="text/plain")
    article = page.article
    assert (page.media_type, page.encoding, page.country, page.warnings) == ("text/plain", "utf-8", None, ())
    assert (article.title, article.published, article.language) == (TITLE, "2018-06-25T10:56:00", "en")
    assert (article.credit, article.editors, article.authors) == ("harbourpost.example", ("Farah",), ())
    assert [(image.url, image.caption, image.credit) for image in article.images] == [
        (None, "The gates of the mill on Friday.", "harbourpost.example")
    ]
    assert blocks_of(article) == [("paragraph", text) for text in (FIRST, SECOND, THIRD)]


def test_a_page_that_is_called_text_is_a_page() -> None:
    page = page_of("\n<!-- saved -->" + html(), media_type="text/plain; charset=utf-8")
    assert (page.media_type, page.article.title) == ("text/html", TITLE)
    about = page_of(f"How to write a page\n\n{FIRST} It begins with <html>.", media_type="text/plain")
    assert (about.media_type, about.article.title) == ("text/plain", "How to write a page")


def test_wrapped_lines_are_joined() -> None:
    article = article_of(WRAPPED, media_type="text/plain")
    assert (article.title, article.authors, article.published) == (TITLE, ("Jane Doe",), "2019-09-03")
    assert [text for _, text in blocks_of(article)] == [
        "The mill at Halloran closed in the spring, and nobody in the valley came back to open its gates. It was "
        "state-owned, and cost 2.4 million dollars.",
        "Its owner had promised the county 40 jobs and a road, and built neither of them.",
    ]


def test_long_lines_are_paragraphs() -> None:
    article = article_of(f"{TITLE}\n{FIRST} {FIRST}\n{SECOND} {SECOND}\n", media_type="text/plain")
    assert [text for _, text in blocks_of(article)] == [f"{FIRST} {FIRST}", f"{SECOND} {SECOND}"]


def test_labelled_fields_and_list_items() -> None:
    header = f"Title: {TITLE}\nDate: 25 June 2018\nAuthor: Hiram\nURL: https://a.example/b\nSection: Local"
    text = f"{header}\n\n{FIRST}\n\n- {SECOND}"
    article = article_of(text, media_type="text/plain")
    assert (article.title, article.published, article.authors) == (TITLE, "2018-06-25", ("Hiram",))
    assert (article.url, article.section) == ("https://a.example/b", "Local")
    assert blocks_of(article) == [("paragraph", FIRST), ("list_item", SECOND)]


def test_a_text_that_begins_at_once_has_no_title() -> None:
    page = page_of(f"{FIRST}\n\n{SECOND}", media_type="text/plain")
    assert page.article.title is None
    assert [warning.code for warning in page.warnings] == ["no_title", "no_published_date"]


@pytest.mark.parametrize(
    ("media_type", "kind"), [(None, "text/plain"), ("text/html", "text/plain"), ("text/plain", "text/plain")]
)
def test_text_without_tags_is_plain(media_type: str | None, kind: str) -> None:
    assert page_of(SAVED, media_type=media_type).media_type == kind


def test_a_headline_alone_is_no_article() -> None:
    with pytest.raises(DocumentError) as caught:
        page_of(f"{TITLE}\n2018-06-25\n", media_type="text/plain")
    assert caught.value.code == "no_body"


@pytest.mark.parametrize(
    ("header", "subtitle", "authors", "published", "modified"),
    [
        ("Jane Doe | Reporter\nPosted Sept. 3, 2019, 6:45 p.m.", None, ("Jane Doe",), "2019-09-03T18:45:00", None),
        ("September 3, 2019\nJane Doe", None, ("Jane Doe",), "2019-09-03", None),
        ("\nThe county pays 2.4 million dollars.\n\nBy Jane Doe\n3 September 2019",
         "The county pays 2.4 million dollars.", ("Jane Doe",), "2019-09-03", None),
        ("Last updated: 4 September 2019\nPublished: 3 September 2019", None, (), "2019-09-03", "2019-09-04"),
        ("Updated 4 September 2019", None, (), None, "2019-09-04"),
        ("2019-09-03T18:45:00Z", None, (), "2019-09-03T18:45:00Z", None),
    ],
)  # fmt: skip
def test_lines_below_the_headline(
    header: str, subtitle: str | None, authors: tuple[str, ...], published: str | None, modified: str | None
) -> None:
    article = article_of(f"{TITLE}\n{header}\n\n{FIRST}\n\n{SECOND}\n", media_type="text/plain")
    assert (article.subtitle, article.authors) == (subtitle, authors)
    assert (article.published, article.modified) == (published, modified)
    assert [text for _, text in blocks_of(article)] == [FIRST, SECOND]


def test_a_paragraph_is_no_subtitle_for_a_date_that_comes_later() -> None:
    article = article_of(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n3 September 2019\n\n{THIRD}", media_type="text/plain")
    assert (article.subtitle, article.published) == (None, None)
    assert [text for _, text in blocks_of(article)] == [FIRST, SECOND, THIRD]


def test_what_stands_among_a_text_that_was_copied_from_a_page_is_not_of_it() -> None:
    head = f"News | Business | Opinion\n{TITLE}\n\nBy Jane Doe\n"
    head += "Published 3 September 2019, 09:30 GMT | Updated 4 September 2019"
    asides = "ADVERTISEMENT\n\nRead more: What became of the canal\n\nSign up for our daily newsletter"
    end = f"{THIRD}\n\nRelated stories\n\nA road is promised\n\n© 2019 Harrow Newspapers Ltd. All rights reserved."
    article = article_of(f"{head}\n\nShare\nTweet\n\n{FIRST}\n\n{asides}\n\n{SECOND}\n\n{end}", media_type="text/plain")
    assert (article.title, article.authors) == (TITLE, ("Jane Doe",))
    assert (article.published, article.modified) == ("2019-09-03T09:30:00+00:00", "2019-09-04")
    assert [text for _, text in blocks_of(article)] == [FIRST, SECOND, THIRD]


def test_a_press_release() -> None:
    head = f"FOR IMMEDIATE RELEASE\n\nContact: Jane Doe, +1 555 0100\n\n{TITLE}"
    dateline = "HALLORAN, Ohio, Nov. 3, 2021 /PRNewswire/ -- "
    article = article_of(
        f"{head}\n\n{dateline}{FIRST}\n\n{SECOND}\n\nSOURCE Orlan Corp.\n\n###\n", media_type="text/plain"
    )
    assert (article.title, article.authors, article.published) == (TITLE, (), "2021-11-03")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("HALLORAN, Ohio", "PRNewswire")
    assert article.credit == "Orlan Corp."
    assert [text for _, text in blocks_of(article)] == [f"{dateline}{FIRST}", SECOND]


@pytest.mark.parametrize(
    ("before", "behind", "published", "credit"),
    [
        ("https://courier.example/2019/mill\n\n", "", None, None),
        ("", "\n\nStand: 03.09.2019, 09:30 Uhr", "2019-09-03T09:30:00", None),
        ("", "\n\n3 September 2019", "2019-09-03", None),
    ],
)
def test_lines_above_and_below_all(before: str, behind: str, published: str | None, credit: str | None) -> None:
    article = article_of(f"{before}{TITLE}\n\n{FIRST}\n\n{SECOND}{behind}", media_type="text/plain")
    assert (article.title, article.published, article.credit) == (TITLE, published, credit)
    assert article.url == (before.strip() or None)
    assert [text for _, text in blocks_of(article)] == [FIRST, SECOND]


def test_a_date_line_may_name_the_source() -> None:
    text = (
        "海港茶叶出口额去年增长12%\n2018年06月25日 10:56  来源：海港邮报\n\n"
        + "海港市茶叶出口额去年达到7.4亿元，同比增长12%。" * 3
    )
    article = article_of(text, media_type="text/plain")
    assert (article.published, article.credit, article.language) == ("2018-06-25T10:56:00", "海港邮报", "zh")


def test_indented_lines_begin_paragraphs() -> None:
    text = f"{TITLE}\n   The mill at Halloran closed in the spring, and nobody in the\n"
    text += "valley came back to open its gates.\n"
    text += "   Its owner had promised the county 40 jobs and a road, and\nbuilt neither of them.\n"
    assert [text for _, text in blocks_of(article_of(text, media_type="text/plain"))] == [
        "The mill at Halloran closed in the spring, and nobody in the valley came back to open its gates.",
        "Its owner had promised the county 40 jobs and a road, and built neither of them.",
    ]


def test_the_entry_of_a_feed() -> None:
    head = f"Title: {TITLE}\nPublished: Wed, 14 Mar 2018 09:30:00 GMT\n"
    head += "Author: jane@courier.example (Jane Doe)\nTags: food, jobs"
    article = article_of(f"{head}\nCategory: Business\nLayout: post\n\n{FIRST}\n\n{SECOND}", media_type="text/plain")
    assert (article.title, article.authors, article.published) == (TITLE, ("Jane Doe",), "2018-03-14T09:30:00+00:00")
    assert (article.section, article.keywords) == ("Business", ("food", "jobs"))
