import pytest

from tests.unit.page.made import FIRST, PROSE, SECOND, article_of, html, json_ld

DAY = '<meta property="article:published_time" content="2018-06-25">'
STATED = json_ld('{"@type": "Article", "datePublished": "2018-06-25T10:56:00+01:00", "dateModified": "2018-06-26"}')


@pytest.mark.parametrize(
    ("head", "before", "published", "modified"),
    [
        (STATED, "<time datetime=2017-01-01>x</time>", "2018-06-25T10:56:00+01:00", "2018-06-26"),
        (DAY, "<p class=date>25 June 2018, 10:56</p>", "2018-06-25T10:56:00", None),
        (DAY, "<p class=date>24 June 2018, 10:56</p>", "2018-06-25", None),
        ("", '<time datetime="2018-06-25T10:56:00Z">Monday</time>', "2018-06-25T10:56:00Z", None),
        ("", "<p>By Jane Doe, 25 June 2018</p>", "2018-06-25", None),
        ("", "<p class=date>Updated 26 June 2018</p>", None, "2018-06-26"),
        ("", "<p>Published: 25 June 2018 | Updated: 26 June 2018</p>", "2018-06-25", "2018-06-26"),
        ('<meta property="article:modified_time" content="2018-06-26">', "", None, "2018-06-26"),
        (json_ld('{"@type": "WebPage", "datePublished": "2018-06-25"}'), "", "2018-06-25", None),
        ("", "<p>Copyright 25 June 2018</p>", None, None),
        ("", "", None, None),
    ],
)
def test_published_and_modified(head: str, before: str, published: str | None, modified: str | None) -> None:
    article = article_of(html(head=head, before=before))
    assert (article.published, article.modified) == (published, modified)


def test_the_address_is_asked_last() -> None:
    url = "https://www.harbourpost.example/2018/06/25/mill"
    assert article_of(html(), url=url).published == "2018-06-25"
    assert article_of(html(before="<p class=date>24 June 2018</p>"), url=url).published == "2018-06-24"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<p>25 June 2018 – {FIRST} {FIRST}</p>{PROSE}", "2018-06-25"),
        (f"<p>The mill of 25 June 2018 was new. {FIRST} {FIRST}</p>{PROSE}", None),
        (f"{PROSE}<p>Posted on 25 June 2018</p>", "2018-06-25"),
        (f"{PROSE}<p>The vote is on 25 June 2018.</p>", None),
    ],
)
def test_dates_in_the_text(body: str, published: str | None) -> None:
    assert article_of(html(body)).published == published


def test_the_day_of_a_page_is_written_in_its_countrys_order() -> None:
    line = "<p class=date>12/06/2018</p>"
    assert article_of(html(before=line, attributes=' lang="en-GB"')).published == "2018-06-12"
    assert article_of(html(before=line), url="https://www.post.example/a").published is None


UTC = '<meta property="article:published_time" content="2018-06-26T02:18:11Z">'


@pytest.mark.parametrize(
    ("head", "before", "url", "published"),
    [
        (UTC, "<time datetime=2018-06-25T19:18:11-07:00>Monday</time>", None, "2018-06-25T19:18:11-07:00"),
        (UTC, "<p class=date>June 25, 2018, 7:18 pm</p>", None, "2018-06-25T19:18:11-07:00"),
        (UTC, "<p class=date>25 June 2018</p>", None, "2018-06-25"),
        (UTC, "<time datetime=2018-06-25T19:18-07:00>Monday</time>", None, "2018-06-25T19:18:11-07:00"),
        (UTC, "<time datetime=2018-06-25T12:00:00Z>a day ago</time>", None, "2018-06-26T02:18:11Z"),
        (UTC, "", "https://post.example/2018/06/25/mill", "2018-06-25"),
        (UTC, "<p class=date>27 June 2018</p>", None, "2018-06-26T02:18:11Z"),
        (UTC, "<p class=date>25 June 2018</p>", "https://post.example/2018/06/26/mill", "2018-06-26T02:18:11Z"),
        (UTC, "<p class=date>25 June 2018</p>", "https://www.post.de/mill", "2018-06-26T02:18:11Z"),
        (UTC, "", "https://www.post.de/2018/06/25/mill", "2018-06-25"),
        (UTC.replace("Z", "+05:30"), "<p class=date>25 June 2018</p>", None, "2018-06-26T02:18:11+05:30"),
    ],
)
def test_a_time_in_utc_becomes_the_publishers_own(head: str, before: str, url: str | None, published: str) -> None:
    assert article_of(html(head=head, before=before), url=url).published == published


@pytest.mark.parametrize(
    ("head", "before", "published"),
    [
        ("", "<p>Stand: 25.06.2018, 11:05 Uhr</p>", "2018-06-25T11:05:00"),
        (DAY, "<p>Stand: 27.06.2018, 11:05 Uhr</p>", "2018-06-25"),
        ('<meta name="date" content="2018-06-27">', "<p class=date>25 June 2018</p>", "2018-06-25"),
        ('<meta name="date" content="2018-06-27">', "", "2018-06-27"),
        (
            '<meta name="date" content="2018-06-25T10:56:08+02:00">',
            "<p>25 June 2018, 10:56</p>",
            "2018-06-25T10:56:08+02:00",
        ),
        ('<meta name="publishtime" content="2018-06-25">', "", "2018-06-25"),
        (
            json_ld('{"@type": "Article", "datePublished": "1970-01-01T01:00:00+01:00"}'),
            "<p>25 June 2018</p>",
            "2018-06-25",
        ),
        (
            "",
            "<div class=date><time datetime=2018-06-25>Monday</time><time datetime=2019-01-02>x</time></div>",
            "2018-06-25",
        ),
        ("", "<p>Mill news of 25 June 1918: nobody in the valley came.</p>", None),
    ],
)
def test_which_statement_counts(head: str, before: str, published: str | None) -> None:
    assert article_of(html(head=head, before=before)).published == published


def test_the_day_above_the_headline_comes_before_one_of_another_story_in_the_text() -> None:
    other = "<div><a href=/x>The road that nobody built</a> <span class=card-date>12 May 2018</span></div>"
    body = PROSE.replace("</p><p>", f"</p><p>{FIRST[::-1]}</p>{other}<p>", 1)
    markup = f"<body><div class=date>25 June 2018</div><h1>Halloran buys its empty mill</h1><div>{body}</div>"
    assert article_of(markup).published == "2018-06-25"


def test_the_day_above_the_headline_may_be_todays() -> None:
    today = "<div class=date>5 August 2019</div>"
    markup = f"<body>{today}<h1>Halloran buys its empty mill</h1>{{}}<div>{PROSE}</div>"
    assert article_of(markup.format("<p>27 June 2019</p>")).published == "2019-06-27"
    assert article_of(markup.format("")).published == "2019-08-05"


def test_dates_of_comments_and_other_stories_are_not_the_articles() -> None:
    other = '<div class=related><a href="/x">A road</a> <time datetime=2019-01-02>x</time></div>'
    comment = "<div class=comment><time datetime=2019-01-03>x</time><p>So I said.</p></div>"
    assert article_of(html(before=other, body=PROSE + comment)).published is None
    assert (
        article_of(html(before=other, body=PROSE + "<footer><time datetime=2018-06-25>x</time></footer>")).published
        == "2018-06-25"
    )


def test_the_day_in_another_storys_teaser_is_not_the_articles() -> None:
    teaser = "<div><h3><a href=/x>A road is promised</a></h3><time datetime=2019-01-02>2 January 2019</time></div>"
    assert article_of(html(body=PROSE + teaser)).published is None
    assert article_of(html(body=PROSE + teaser + "<p>Posted on 25 June 2018</p>")).published == "2018-06-25"
    series = "<div><h3><a href=/mills>Mills of the valley</a></h3><time>25 June 2018</time></div>"
    assert article_of(html(before=series)).published == "2018-06-25"


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://post.example/news/25-06-2018", "2018-06-25"),
        ("https://post.example/news/story-25-06-2018/", "2018-06-25"),
        ("https://post.example/en-gb/news/story-05-06-2018", "2018-06-05"),
        ("https://post.example/news/05-06-2018", None),
        ("https://www.post.de/news/05062018-mill", "2018-06-05"),
        ("https://post.example/2018/6/5/mill", "2018-06-05"),
        ("https://post.example/news/20180605/mill.html", "2018-06-05"),
        ("https://post.example/news/201806051043770943-mill/", "2018-06-05"),
        ("https://post.example/news/2018-06-05-mill", "2018-06-05"),
        ("https://web.archive.org/web/20190105120000/http://post.example/2018/06/05/mill", "2018-06-05"),
        ("https://web.archive.org/web/20190105120000/http://post.example/mill", None),
        ("https://post.example/2018/06/5-mills-that-closed", None),
        ("https://post.example/news/20970600/mill", None),
        ("https://post.example/news/a20180605/mill", None),
        ("https://post.example/2018/06/mill", None),
    ],
)
def test_days_in_addresses(url: str, published: str | None) -> None:
    assert article_of(html(), url=url).published == published


CHANGED = '{"@type": "Article", "datePublished": "2018-06-27T10:00:00Z", "dateModified": "2018-06-27T10:00:00Z"}'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (json_ld(CHANGED), "2018-06-27T10:00:00Z"),
        (json_ld(CHANGED) + DAY, "2018-06-25"),
        (json_ld(CHANGED) + DAY.replace("25", "28"), "2018-06-27T10:00:00Z"),
        (json_ld('{"@type": "HowTo", "datePublished": "2018-06-25"}'), "2018-06-25"),
        (json_ld('{"@type": "Comment", "datePublished": "2018-06-25"}'), None),
        ('<meta property="photos:uploaded" content="2018-06-25T04:36:36-05:00">', "2018-06-25T04:36:36-05:00"),
        ('<meta property="photos:uploaded" content="yesterday">', None),
        ('<meta name="page-modified-after-publishing" content="2018-06-25">', None),
        ('<meta name="event-published-until" content="2018-06-25">', None),
        ('<meta name="publishModifiedDate" content="2018-06-25">', None),
        ('<meta property="article:republish_date" content="2018-06-25">', None),
        ('<script>state = {"story": {"publishedAt": "2018-06-25T10:56:00Z"}}</script>', "2018-06-25T10:56:00Z"),
        ('<script>state = "{\\"published_at\\":1529923000}"</script>', "2018-06-25T10:36:40Z"),
        ('<script>a = {"publishedAt": "2018-06-25"}; b = {"publishedAt": "2018-06-26"}</script>', None),
        ('<script>a = {"updatedAt": "2018-06-25"}</script>', None),
    ],
)
def test_times_that_only_machines_read(head: str, published: str | None) -> None:
    assert article_of(html(head=head)).published == published


@pytest.mark.parametrize(
    ("before", "published"),
    [
        ("<p>Stand: 25.06.2018 (gültig seit: 20.06.2018)</p>", "2018-06-25"),
        ("<p>Valid until 25 June 2018</p>", None),
        ("<p>When: 25 June 2018, 19:00</p>", None),
        ("<p>Closing date: 25 June 2018</p>", None),
        ("<p>25 June 2018 – 27 June 2018</p>", None),
        ("<p>Jane Doe (25 June 1931 - 3 May 2018)</p>", None),
        ("<p>25 June 2018 - 25 June 2018, 10:56</p>", "2018-06-25T10:56:00"),
        ("<p>Published 25 June 2018 – 27 June 2018</p>", "2018-06-25"),
        ("<p>Startseite Kultur 25.06.2018</p>", "2018-06-25"),
        ("<div>25</div><div>Jun</div><div>2018</div>", "2018-06-25"),
        ("<div><span>Jun</span> <span>25</span><span>2018</span></div>", "2018-06-25"),
        ("<div>25</div><div>readers</div><div>2018</div>", None),
        ("<p>25 June 2018 | 3 comments</p>", "2018-06-25"),
        ("<p>Comment by Jane Doe on 25 June 2018</p>", None),
        ("<p>Online seit 25.06.2018</p>", "2018-06-25"),
        ("<p>Standard 25.06.2018</p>", "2018-06-25"),
        ("<p class=date-today>25 June 2018</p>", None),
        ("<p>25 | 06 | 2018</p>", "2018-06-25"),
    ],
)
def test_lines_near_the_headline(before: str, published: str | None) -> None:
    assert article_of(html(before=before, attributes=' lang="de"')).published == published


@pytest.mark.parametrize(
    ("before", "published", "modified"),
    [
        ("<div>Last updated</div><div>26 June 2018</div>", None, "2018-06-26"),
        ("<div>Last updated</div><div>Tuesday, 26 June 2018</div>", None, "2018-06-26"),
        ("<div><label>Last change:</label><div>26 June 2018</div></div>", None, "2018-06-26"),
        ("<p><b>Date modified</b><br>26 June 2018</p>", None, "2018-06-26"),
        ("<p>2018/6/25 6:00 （2018/6/26 9:12 更新）</p>", "2018-06-25T06:00:00", "2018-06-26T09:12:00"),
        ("<p>25 June 2018 (updated)</p>", None, "2018-06-25"),
        ("<p>25 June 2018 updates from the mill</p>", "2018-06-25", None),
        (
            "<p>Published 25 June 2018 at 16:00Updated 26 June 2018 at 9:12</p>",
            "2018-06-25T16:00:00",
            "2018-06-26T09:12:00",
        ),
        ("<p>Last updated: <span class=date>26 June 2018</span></p>", None, "2018-06-26"),
        ("<p>Updated <time>26 June 2018</time> Published <time>25 June 2018</time></p>", "2018-06-25", "2018-06-26"),
        ("<p>Updated: <time datetime=2018-06-26></time></p>", None, "2018-06-26"),
        (
            "<dl><dt>Updated<dd><time>26 June 2018</time><dt>Published<dd><time>25 June 2018</time></dl>",
            "2018-06-25",
            "2018-06-26",
        ),
        ("<div>Published</div><div>Updated</div><div>25 June 2018</div>", "2018-06-25", None),
        ("<div>Updated:</div><div>Published 25 June 2018</div>", "2018-06-25", None),
        ("<p>This updated story was first published on 25 June 2018</p>", "2018-06-25", None),
        ("<p class=modified-date>26 June 2018</p>", None, "2018-06-26"),
        ("<span itemprop=dateModified content=2018-06-26>26 June 2018</span>", None, "2018-06-26"),
        ("<p class=modified-date>Published 25 June 2018</p>", "2018-06-25", None),
        ("<span class=updated>25 June 2018</span>", "2018-06-25", None),
        ("<p>Climate change</p><p>25 June 2018</p>", "2018-06-25", None),
        ("<p>Market update</p><p>25 June 2018</p>", "2018-06-25", None),
        ("<p>Updated daily</p><p>25 June 2018</p>", "2018-06-25", None),
        ("<p>Deadline:</p><p>25 June 2018</p>", None, None),
        ("<p>Amended 26 June 2018</p>", None, "2018-06-26"),
        ("<p>By John Updike, 25 June 2018</p>", "2018-06-25", None),
    ],
)
def test_an_update_is_never_the_publication(before: str, published: str | None, modified: str | None) -> None:
    article = article_of(html(before=before))
    assert (article.published, article.modified) == (published, modified)


def test_the_last_change_may_stand_behind_the_text() -> None:
    label = "<div><label>Last change:</label><div>26 June 2018</div></div>"
    article = article_of(html(PROSE + label))
    assert (article.published, article.modified) == (None, "2018-06-26")
    assert article_of(html(f"{PROSE}<p>Published:</p><p>25 June 2018</p>")).published == "2018-06-25"
    assert article_of(html(f"{PROSE * 6}<p>Also published:</p><p>A road, 25 June 2017</p>")).published is None


def test_a_text_may_open_with_the_day_and_what_was_said() -> None:
    said = f"“{FIRST} {SECOND}”"
    assert article_of(html(f"<p>25 June 2018 {said}</p>{PROSE}")).published == "2018-06-25"
    assert article_of(html(f"<p>25 June 2018 was a day on which it rained. {said}</p>{PROSE}")).published is None


def test_the_day_may_stand_where_the_text_begins() -> None:
    between = "".join(f"<li><a href=/{n}>Story number {n} of the day</a></li>" for n in range(30))
    markup = f"<body><h1>Halloran buys its empty mill</h1><ul>{between}</ul><p>25 June 2018</p><div>{PROSE}</div>"
    assert article_of(markup).published == "2018-06-25"


def test_the_nearest_day_above_the_headline_counts() -> None:
    days = "<p class=date>5 August 2019</p><p>Home</p><p>27 June 2019</p>"
    markup = f"<body>{days}<h1>Halloran buys its empty mill</h1>{PROSE}"
    assert article_of(markup).published == "2019-06-27"


def test_a_headline_below_the_text_says_nothing_of_where_the_day_stands() -> None:
    title = "Halloran Post of the valley"
    news = "<div class=latest><h3>Latest news</h3><p>12 May 2018 <a href=/x>A road is built in the valley</a></p></div>"
    markup = (
        f"<title>{title}</title><body><p>2018-06-25 | The valley</p><h4>A mill is sold</h4>{PROSE * 9}{news}"
        f"<footer><h2>{title}</h2></footer>"
    )
    assert article_of(markup).published == "2018-06-25"


def test_a_list_of_the_sites_articles_may_hold_the_day() -> None:
    rows = "".join(
        f"<li><span>{day} June 2018</span> <h3><a href=/{day}>{title}</a></h3></li>"
        for day, title in ((26, "A road is built"), (25, "Halloran buys its empty mill"), (24, "A bridge is closed"))
    )
    assert article_of(html(PROSE * 9 + f"<div class=latest><ul>{rows}</ul></div>")).published == "2018-06-25"
    other = rows.replace("Halloran buys its empty mill", "A mill is bought")
    assert article_of(html(PROSE * 9 + f"<div class=latest><ul>{other}</ul></div>")).published is None


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Date 25.06.2018", "2018-06-25"),
        ("Datum: 25.06.2018, 10:56", "2018-06-25T10:56:00"),
        ("التاريخ: 25.06.2018", "2018-06-25"),
        ("日期：2018年6月25日", "2018-06-25"),
        ("Date of the fair 25.06.2018", None),
        ("Date 25.06.2018 in Halloran", None),
        ("Dates 25.06.2018", None),
        ("Opened 25.06.2018", None),
    ],
)
def test_a_field_named_date_far_from_the_text(line: str, published: str | None) -> None:
    body = PROSE * 3 + "<h4>Videos</h4><p>The mill</p>" * 20 + f"<ul><li>{line}</li><li>Keywords Mills</li></ul>"
    assert article_of(html(body)).published == published
    stated = '<meta property="article:published_time" content="2018-06-20">'
    assert article_of(html(body, head=stated)).published == "2018-06-20"


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Letzte Änderung: 25.06.2018", "de"),
        ("Ostatnia aktualizacja: 25 czerwca 2018", "pl"),
        ("Актуализирана на 25 юни 2018", "bg"),
        ("Последнее обновление: 25 июня 2018", "ru"),
        ("Τελευταία ενημέρωση: 25 Ιουνίου 2018", "el"),
        ("Posljednja izmjena: 25. lipnja 2018.", "hr"),
        ("最終更新日：2018年6月25日", "ja"),
        ("最后修改：2018年6月25日", "zh"),
        ("최종수정 2018.06.25 15:05", "ko"),
        ("ปรับปรุงล่าสุด 25 มิถุนายน 2561", "th"),
        ("آخر تحديث: 25 يونيو 2018", "ar"),
        ("آخرین به‌روزرسانی: ۴ تیر ۱۳۹۷", "fa"),
        ("עודכן: 25 ביוני 2018", "he"),
    ],
)
def test_the_day_of_a_change_is_none_of_publication_in_any_language(line: str, language: str) -> None:
    article = article_of(html(f"<p>{FIRST}</p>", before=f"<p>{line}</p>", attributes=f' lang="{language}"'))
    assert (article.published, (article.modified or "")[:10]) == (None, "2018-06-25")
