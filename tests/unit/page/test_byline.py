import pytest

from tests.unit.page.made import FIRST, PROSE, SECOND, THIRD, article_of, html, json_ld

ORGANISATION = (
    '{"@type": "Article", "author": {"@type": "Organization", "name": "Post"}, "publisher": {"name": "Post"}}'
)


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jane Doe"}}'),
            "By John Roe",
            ["Jane Doe"],
        ),
        (json_ld('{"@type": "Article", "author": ["Jane Doe", "John Roe"]}'), "", ["Jane Doe", "John Roe"]),
        (json_ld(ORGANISATION), "<p class=byline>By John Roe</p>", ["John Roe"]),
        ('<meta name="author" content="Jane Doe">', "", ["Jane Doe"]),
        ('<meta name="dc.creator" content="Sorensen Vaz, Lúcia">', "", ["Lúcia Sorensen Vaz"]),
        ('<meta name="author" content="Jane Doe, Tidewise">', "", ["Jane Doe"]),
        ('<meta property="article:author" content="https://facebook.example/jane">', "", []),
        ("", '<a rel="author" href="/j">Jane Doe</a>', ["Jane Doe"]),
        (
            "",
            "<div class=meta><span class=byline>By <a>Jane Doe</a>, Staff Writer</span> <time>now</time></div>",
            ["Jane Doe"],
        ),
        ("", "<p>By Jane Doe and John Roe</p>", ["Jane Doe", "John Roe"]),
        ("", "<p>Jane Doe</p><p>25 June 2018</p>", ["Jane Doe"]),
        ("", "<p>25.06.2018 | Jane Doe</p>", ["Jane Doe"]),
        ("", "<p>Photo by Jane Doe</p>", []),
        ("", "<p>Jane Doe</p>", ["Jane Doe"]),
        ("", "<p>Buenos Aires</p>", []),
        ("", '<p>Posted in <a href="/c">Mills</a> by <a href="/author/teahill42">teahill42</a></p>', ["teahill42"]),
        ("", '<a rel="author" href="/j">webredaktion</a>', []),
        ("", "<p>25.06.2018 - Redaktion: Jane Doe (Post)</p>", ["Jane Doe"]),
        ("", "<p>Autoren Jane Doe und John Roe</p>", ["Jane Doe", "John Roe"]),
        ("", "<p>Text und Interview: Jane Doe</p>", ["Jane Doe"]),
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jane"}}'),
            "<p>A column by Jane Doe</p>",
            ["Jane Doe"],
        ),
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jane Doe"}}'),
            "<p class=byline>By Jane Doe and John Roe</p>",
            ["Jane Doe", "John Roe"],
        ),
        (json_ld('{"@type": "Article", "author": {"@type": "Organization", "name": "Tea Board"}}'), "", ["Tea Board"]),
        (json_ld('{"@type": "Article", "author": {"@type": "Organization", "name": "AP"}}'), "", ["Associated Press"]),
        (json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jos&eacute; Roe"}}'), "", ["José Roe"]),
        ('<meta name="author" content="post.example, Halloran, County">', "", []),
        ('<meta property="og:site_name" content="Jane Doe"><meta name="author" content="Jane Doe">', "", ["Jane Doe"]),
        ("", "", []),
        ("", "<div>By</div><div>Jane Doe</div>", ["Jane Doe"]),
        ("", "<p>Posted by Hiram on 3 May 2019</p>", ["Hiram"]),
        ("", "<p>03.05.2019 13:30 von Olga</p>", ["Olga"]),
        ("", "<p>Mills, 03.05.2019 von Jane Doe</p>", ["Jane Doe"]),
        ("", "<p>03.05.2019 09:15 von Hiram Symbolbild: Archiv</p>", ["Hiram"]),
        ("", "<p>Symbolbild vom 03.05.2019 von Jane Doe</p>", []),
        ("", "<p>Posted by webteam on 3 May 2019</p>", []),
        ("", "<p>03.05.2019 © Jane Doe</p>", []),
        ("", "<p class=caption>Jane Doe</p><p>3 May 2019</p>", []),
        ("", "<h4 class='vcard author'>vom <span class=fn>Hiram</span></h4>", ["Hiram"]),
        ("", "<div class=image-author>Jane Doe</div>", []),
        ("", "<span class=author>Olga</span>", ["Olga"]),
        ("", "<span class=author>Halloran</span>", []),
        (
            "",
            "<div class=author><a href=/author/jane>Jane Doe</a> <a href=/topic>Brackwater Steel</a></div>",
            ["Jane Doe"],
        ),
        ("", "<nav class=breadcrumb><a href=/people/mills>Steel Life</a></nav>", []),
        ('<meta name="author" content="Ina Mill">', "<p>By Jane Doe</p>", ["Jane Doe"]),
        ('<meta name="author" content="Ina Mill">', "<p>Photo by Jane Doe</p>", ["Ina Mill"]),
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Ina Mill"}}'),
            "<p><a href=/author/jane>Jane Doe</a></p>",
            ["Jane Doe"],
        ),
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Ina Mill"}}'),
            "<p><a href=/author/ap>AP</a></p>",
            ["Ina Mill"],
        ),
        (
            json_ld(
                '{"@graph": [{"@type": "WebPage", "author": {"@id": "#p"}},'
                ' {"@type": "Person", "@id": "#p", "name": "Jane Doe"}]}'
            ),
            "",
            ["Jane Doe"],
        ),
        (json_ld('{"@type": "WebPage", "author": [{"@id": ["#p"]}, 5, null]}'), "", []),
        (json_ld('{"@type": "HowTo", "author": {"@type": "Person", "name": "Jane"}}'), "", ["Jane"]),
        (json_ld('{"@type": "Product", "author": {"@type": "Person", "name": "Jane"}}'), "", []),
        (json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "jane.doe"}}'), "", ["Jane Doe"]),
        (json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "mill.desk"}}'), "", []),
        ('<meta name="author" content="jane doe">', "", ["Jane Doe"]),
        (
            "",
            "<div class=author><a href=https://www.flickr.com/photos/7>Jane Doe</a></div><p>By John Roe</p>",
            ["John Roe"],
        ),
        ("", "<div class=author>Autor Jane Doe: DE Übersetzung <a href=/author/r>John Roe</a></div>", ["Jane Doe"]),
        ("", "<p class=author>Übersetzung John Roe</p>", []),
        ("", "<p>Deur Petro Venter</p>", ["Petro Venter"]),
        ("", "<p class=author>Na Asha Komba</p>", ["Asha Komba"]),
        ("", "<p class=author>Ni Dandan</p>", ["Ni Dandan"]),
        ("", "<p class=author>Б.Энхтуяа</p>", ["Б.Энхтуяа"]),
        ("", "<p>ავტორი: ნინო ბერიძე</p>", ["ნინო ბერიძე"]),
        ("", "<p class=author>নিজস্ব প্রতিবেদক</p>", []),
        (
            "",
            "<aside class=sidebar><p>A road <span class=author>John Roe</span></p></aside><p>By Jane Doe</p>",
            ["Jane Doe"],
        ),
    ],
)
def test_where_authors_are_named(head: str, before: str, authors: list[str]) -> None:
    assert list(article_of(html(head=head, before=before)).authors) == authors


def test_a_place_behind_the_name_is_none_of_it_where_an_element_holds_the_name_alone() -> None:
    line = "<div class=firma><span class=autor>Iker Zabala</span> <span class=lugar>Ribas</span></div>"
    assert article_of(html(before=line)).authors == ("Iker Zabala",)


def test_whom_an_element_marks_as_the_author_of_a_picture_is_no_author() -> None:
    picture = '<p>The gates | foto: <span class="author">Rhea Stokes</span></p>'
    signed = '<p>Autoři: <span class="author">Petra Malá</span></p>'
    assert article_of(html(picture + PROSE + signed)).authors == ("Petra Malá",)
    assert article_of(html(before='<p>Text and photos: <b class="author">Rhea Stokes</b></p>')).authors == (
        "Rhea Stokes",
    )


def test_where_a_byline_was_written_is_no_author() -> None:
    line = '<div class="c-signature"><b>Jane Doe</b></div><div class="c-signature__location">San Pablo</div>'
    assert article_of(html(before=line)).authors == ("Jane Doe",)


def test_the_authors_of_other_stories_are_not_this_ones() -> None:
    related = '<div class=related><a href="/x">A road is promised</a> <span class=author>John Roe</span></div>' * 5
    markup = html(PROSE + related, before="<p class=byline>By Jane Doe</p>")
    assert article_of(markup).authors == ("Jane Doe",)
    teaser = '<div><h3><a href="/x">A road is promised</a></h3><div class=author>John Roe</div></div>'
    assert article_of(html(PROSE + teaser)).authors == ()
    kicker = '<h3><a href="/b">Business news</a></h3>'
    assert article_of(html(before=f"{kicker}<p class=author>John Roe</p>")).authors == ("John Roe",)


def test_the_name_of_the_address_is_no_author_where_somebody_else_is() -> None:
    before = '<a rel="author" href="/a">harbourpost</a>'
    address = "https://www.harbourpost.example/mill"
    assert article_of(html(PROSE + "<p>Jane Doe</p>", before=before), url=address).authors == ("Jane Doe",)
    assert article_of(html(PROSE + "<p>(AFP)</p>", before=before), url=address).authors == ("AFP",)
    assert article_of(html(before=before), url=address).authors == ("harbourpost",)


@pytest.mark.parametrize(
    ("behind", "authors"),
    [
        ("<p>Jane Doe</p>", ["Jane Doe"]),
        ("<p>Brackwater Steel</p>", []),
        (
            "<p>Autorin: Jane Doe, Projektleiterin der Mühle</p><p>And it rained on all of the valley that day.</p>",
            ["Jane Doe"],
        ),
        ("<div class=author-bio><h4>About Jane Doe</h4><p>She writes on mills.</p></div>", ["Jane Doe"]),
        ("<div class=author-bio><p>Jane Doe is a writer in Halloran.</p></div>", ["Jane Doe"]),
        ("<footer>© 2011-2019 Jane Doe</footer>", ["Jane Doe"]),
        ("<footer>COPYRIGHT JANE DOE | Imprint</footer>", ["Jane Doe"]),
        ("<footer>© 2019 Halloran Post</footer>", []),
        ("<div class=comment><b class=fn>Jane Doe</b><p>So I said it again.</p></div>", []),
    ],
)
def test_names_behind_the_text(behind: str, authors: list[str]) -> None:
    assert list(article_of(html(PROSE + behind)).authors) == authors


def test_a_line_far_below_the_headline_that_is_all_authors() -> None:
    after = f"<p>{FIRST}</p>" * 6
    signed = "<p>Authors Jane Doe and John Roe</p>"
    assert article_of(html(PROSE * 8 + signed + after)).authors == ("Jane Doe", "John Roe")
    assert article_of(html(PROSE * 8 + signed.replace("Roe", "Roe came to see it") + after)).authors == ()


def test_a_site_that_bears_its_authors_name() -> None:
    assert article_of(html(head='<meta property="og:site_name" content="Dr. Jane Doe">')).authors == ("Jane Doe",)
    assert article_of(html(head='<meta property="og:site_name" content="Jane Doe Kitchens">')).authors == ()


def test_a_site_is_no_author_though_its_name_be_long() -> None:
    head = '<meta property="og:site_name" content="News of Vale Mill"><meta name="author" content="Vale Mill">'
    assert article_of(html(head=head)).authors == ()
    markup = html(head='<meta name="author" content="Vale Mill">')
    assert article_of(markup, url="https://www.valemill.example/a").authors == ()
    assert article_of(markup, url="https://www.harbourpost.example/a").authors == ("Vale Mill",)


def test_a_site_is_the_author_where_readers_see_it_named_and_nobody_else() -> None:
    head = '<meta property="og:site_name" content="Halloran Today">'
    stated = json_ld('{"@type": "Article", "author": {"@type": "Organization", "name": "Halloran Today"}}')
    line = "<p>Written by Halloran Today on 3 May 2019</p>"
    assert article_of(html(head=head + stated)).authors == ()
    assert article_of(html(head=head, before=line)).authors == ("Halloran Today",)
    assert article_of(html(PROSE + "<p>(AFP)</p>", head=head, before=line)).authors == ("AFP",)


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        ("", "<p>Autor: halloran.example</p>", ["halloran.example"]),
        ("", "<p>Autor: www.halloran.example</p>", ["www.halloran.example"]),
        ("", "<p>Autor: brackwater.example</p>", []),
        ("", "<span itemprop=author>halloran.example</span>", ["halloran.example"]),
        ("", "<span class=fn>von halloran</span>", ["halloran"]),
        ("", "<span class=author>halloran</span>", []),
        (json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Halloran"}}'), "", ["Halloran"]),
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "By halloran.example"}}'),
            "",
            ["halloran.example"],
        ),
        (json_ld('{"@type": "Article", "author": "Halloran"}'), "", []),
        (json_ld('{"@type": "Article", "author": {"@type": "Organization", "name": "Halloran"}}'), "", []),
        ('<meta name="author" content="Halloran">', "", []),
    ],
)
def test_a_site_is_the_author_where_it_is_marked_as_one(head: str, before: str, authors: list[str]) -> None:
    markup = html(head=head, before=before)
    assert list(article_of(markup, url="https://www.halloran.example/mill").authors) == authors
    archived = "https://web.archive.org/web/20200101000000/https://www.halloran.example/mill"
    assert list(article_of(markup, url=archived).authors) == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("von teahill42 am 25.06.2018", ["teahill42"]),
        ("by teahill on 25/06/18, 10:56 am", ["teahill"]),
        ("von teahill<br>am 25.06.2018", ["teahill"]),
        ("von am 25.06.2018", []),
        ("von webredaktion am 25.06.2018", []),
        ("von Halloran nach Brackwater am 25.06.2018", []),
    ],
)
def test_a_user_and_a_day(line: str, authors: list[str]) -> None:
    assert list(article_of(html(before=f"<p>{line}</p>")).authors) == authors


def test_a_users_name_may_have_several_words() -> None:
    line = "<ul><li><a href=/members/7{}>Tea on the hill</a></li></ul>"
    assert article_of(html(before=line.format(" class=username"))).authors == ("Tea on the hill",)
    assert article_of(html(before=line.format(""))).authors == ()


def test_a_link_to_an_authors_page_may_be_around_the_lines_element() -> None:
    line = "<div><a href={}><div><div><img src=/7.png></div><div>teahill42</div></div></a></div>"
    assert article_of(html(before=line.format("/members/7"))).authors == ("teahill42",)
    assert article_of(html(before=line.format("/mills/7"))).authors == ()


def test_a_name_that_is_a_link_is_the_authors_beside_a_day() -> None:
    name = "<div><a href=/7>Jane Doe</a></div>"
    assert article_of(html(before=f"{name}<p>25 June 2018</p>")).authors == ("Jane Doe",)
    assert article_of(html(before=f"<nav class=tags>{name}</nav><p>25 June 2018</p>")).authors == ()
    assert article_of(html(before=name)).authors == ()
    assert article_of(html(before="<div><a href=/7>Halloran Night</a></div><p>25 June 2018</p>")).authors == ()


def test_people_that_an_article_is_tagged_with_are_no_authors() -> None:
    tags = (
        "<aside class=sidebar><p>25 June 2018</p><div class=tags><a href=/7>Jane Doe</a> / <a>Mills</a></div></aside>"
    )
    assert article_of(html(before=tags)).authors == ()


def test_an_element_that_holds_the_whole_article_is_no_byline() -> None:
    person = "<div><h4>People</h4><p><a href=/squad/7>Jane Doe</a></p></div>"
    start = "<body><article class=author-story><h1>Mills</h1>" + "<p><img src=/7.png></p>" * 50
    markup = f"<title>Mills</title>{start}{PROSE}{person}</article>"
    assert article_of(markup).authors == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<a href=/author/j>Jane Doe<span class=for-readers>Jane Doe</span></a>", ["Jane Doe"]),
        ("<a href=/author/j>Jane Doe</a> IN <a href=/mills>Mills</a>", ["Jane Doe"]),
        ("JANE DOE AT HALLORAN", ["Jane Doe"]),
    ],
)
def test_what_stands_behind_a_name(line: str, authors: list[str]) -> None:
    assert list(article_of(html(before=f"<p>By {line}</p>")).authors) == authors


def test_a_lone_name_signs_a_text_though_more_is_taken_for_it() -> None:
    signed = f"{PROSE}<p>Jane Doe</p>{PROSE}{PROSE}"
    assert article_of(html(signed)).authors == ("Jane Doe",)
    assert article_of(html(signed.replace("<p>Jane", "<p>Halloran</p><p>Jane"))).authors == ()
    assert article_of(html(f"{signed}<p>John Roe</p>{PROSE}")).authors == ()
    assert article_of(html(signed.replace("<p>Jane Doe</p>", "<ul><li>Jane Doe</li></ul>"))).authors == ()


def test_a_headline_that_is_a_pages_first_line_is_where_bylines_are_looked_for() -> None:
    tools = "<p>Print</p><p>Save</p><p>Report</p><p>Tip!</p>" * 2
    assert article_of(html(before=f"<p>von teahill am 25.06.2018</p>{tools}")).authors == ("teahill",)


def test_authors_in_lines_of_their_own_that_link_to_their_pages() -> None:
    line = '<p><a href="/experts/{0}">{0} Doe</a></p>'
    before = line.format("Jane") + line.format("Joan")
    assert article_of(html(before=before)).authors == ("Jane Doe", "Joan Doe")
    assert article_of(html(before=line.format("Jane") + "<p>Read, too:</p>" + line.format("Joan"))).authors == (
        "Jane Doe",
    )


def test_a_pen_name_where_many_people_have_their_pages() -> None:
    head = '<meta property="og:site_name" content="Teahill at home">'
    markup = html(PROSE + "<p>Jane Doe</p>", head=head, before='<a rel="author" href="/a">teahill</a>')
    assert article_of(markup, url="https://teahill.wordpress.com/a").authors == ("teahill",)
    assert article_of(markup, url="https://www.teahillathome.example/a").authors == ("Jane Doe",)


def test_comments_name_no_authors() -> None:
    comment = "<div class=comment><span class=author>John Roe</span><p>So I said it again.</p></div>"
    assert article_of(html(PROSE + comment)).authors == ()


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        (
            json_ld('{"@type": "Article", "author": "Redaktion Tea Board Association"}'),
            "",
            ["Redaktion Tea Board Association"],
        ),
        (
            json_ld('{"@type": "WebPage", "author": {"@type": "Person", "name": "Halloran-Team"}}'),
            "",
            ["Halloran-Team"],
        ),
        (json_ld('{"@type": "Article", "author": "Halloran Editorial Team"}'), "<p>By Jane Doe</p>", ["Jane Doe"]),
        (json_ld('{"@type": "Article", "author": "Redazione ANSA"}'), "", ["ANSA"]),
        (json_ld('{"@type": "Article", "author": "Halloran Staff"}'), "<p>Source: AFP</p>", ["AFP"]),
        (json_ld('{"@type": "Article", "author": "Court Reporter"}'), "", []),
        (json_ld('{"@type": "Article", "author": "Editorial Team"}'), "", []),
        (json_ld('{"@type": "Article", "author": "teaboard"}'), "", []),
        (json_ld('{"@type": "Article", "author": "By Tea Board Kitchens"}'), "", ["Tea Board Kitchens"]),
        ('<meta name="author" content="Webwerk GmbH">', "", []),
        ("", "<p>By the Tea Board Association</p>", []),
        ("", "<p>By Tea Board Association</p>", ["Tea Board Association"]),
        ("", "<p>Posted by Tea Board Association on Monday, 3 May 2019</p>", ["Tea Board Association"]),
        ("", "<p>Von Dienstag</p>", []),
        (
            "",
            "<p>Author(s):</p><p>Members of the Halloran Choir Society</p>",
            ["Members of the Halloran Choir Society"],
        ),
        ("", "<a rel=author href=/a>Tea Board Association</a>", ["Tea Board Association"]),
        ("", "<a rel=author href=/a>brackwater-tea Webteam</a>", ["brackwater-tea Webteam"]),
        ("", "<a rel=author href=/a>webteam</a>", []),
        ("", "<a rel=author href=/a>the team behind the mill</a>", []),
        (json_ld('{"@type": "Article", "author": "Tea.example Redaktion"}'), "", ["Tea.example Redaktion"]),
        (json_ld('{"@type": "Article", "author": "Tea.example Club"}'), "", []),
        (json_ld('{"@type": "Article", "author": "Tea Board Association"}'), "<p>By Jane Doe</p>", ["Jane Doe"]),
        (json_ld('{"@type": "Article", "author": "Tea Board Club", "publisher": {"name": "Tea Board Club"}}'), "", []),
        (
            json_ld(
                '{"@type": "Article", "author": {"@type": ["Person", "Organization"], "name": "Frau Tee"},'
                ' "publisher": {"name": "Frau Tee"}}'
            ),
            "",
            ["Frau Tee"],
        ),
    ],
)
def test_organisations_are_authors_where_nobody_else_is(head: str, before: str, authors: list[str]) -> None:
    assert list(article_of(html(head=head, before=before)).authors) == authors


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        ("<p>HALLORAN (Reuters) - The mill closed in the spring, as its owner had said.</p>" + PROSE, ["Reuters"]),
        ("<p>Halloran (dpa/lno) - The mill closed in the spring, as its owner had said.</p>" + PROSE, ["dpa"]),
        (PROSE + "<p>dpa/lno</p>", ["dpa"]),
        (PROSE + "<p>(APA/AFP)</p>", ["APA", "AFP"]),
        (PROSE + "<p>Nobody said when the gates would be opened again. (APA)</p>", ["APA"]),
        (PROSE + "<p>Nobody said when the gates would be opened again. EFE</p>", ["EFE"]),
        (PROSE + "<p>Quelle: kathpress</p>", ["Kathpress"]),
        (PROSE + "<p>Source: Halloran Post</p>", []),
        (PROSE + "<p>© Copyright 2019 Associated Press. All rights reserved.</p>", ["Associated Press"]),
        (PROSE + "<p>The county sells its paper (to Reuters readers)</p>", []),
        (PROSE + "<p>Why the mill closed [Reuters]</p>", []),
        (PROSE + "<p>By Jane Doe</p><p>(dpa)</p>", ["Jane Doe"]),
    ],
)
def test_an_agency_is_the_author_where_nobody_else_is(body: str, authors: list[str]) -> None:
    assert list(article_of(html(body)).authors) == authors


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        (PROSE + "<p>Kazım TEPE<br>Chair of the board</p>", ["Kazım TEPE"]),
        (PROSE + "<p>Halloran Night<br>Chair of the board</p>", []),
        (PROSE + "<div class=credits><div>Interview</div><div>SVEN ROE</div></div>", ["Sven Roe"]),
        (PROSE + "<div class=credits><div>Styling</div><div>SVEN ROE</div></div>", []),
        (f"<p><b>By Jane Doe</b>: {FIRST} {SECOND} {THIRD}</p>" + PROSE, ["Jane Doe"]),
        (f"<p>By Halloran Road: {FIRST} {SECOND} {THIRD}</p>" + PROSE, []),
        (PROSE + "<p>© 2019 Jane Doe</p>", ["Jane Doe"]),
        ("<p>本报青岚6月13日电 （记者王小明、李雪）茶叶价格上涨。</p>" + PROSE, ["王小明", "李雪"]),
        ("<p>(부산=하버뉴스) 김도현 기자 = 차 가격이 올랐다.</p>" + PROSE, ["김도현"]),
        ("<p>[하버시보 김도현 기자] 차 가격이 올랐다.</p>" + PROSE, ["김도현"]),
        ("<p>【ロンドン＝佐藤健太】茶の価格が上がった。</p>" + PROSE, ["佐藤健太"]),
        ("<p>文｜王小明</p>" + PROSE, ["王小明"]),
        ("<p>（中央社記者王小明花蓮25日電）茶價上漲。</p>" + PROSE, ["王小明"]),
        ("<p>海港新闻记者 王小明</p>" + PROSE, ["王小明"]),
        ("<p>記者王小明／花蓮報導</p>" + PROSE, ["王小明"]),
        ("<p>王小明 报道</p>" + PROSE, ["王小明"]),
        ("<p>정유라 기자 yura@harbourpost.example</p>" + PROSE, ["정유라"]),
        ("<p>〔記者王小明／花蓮報導〕茶價上漲。</p>" + PROSE, ["王小明"]),
        (PROSE + "<p>茶価が上がった。【佐藤健太】</p>", ["佐藤健太"]),
        ("<p>Chukwuemeka Obi, Asaba</p>" + PROSE, ["Chukwuemeka Obi"]),
        ("<p>Wolfgang Brandt, the chair of the board, on the mill</p>" + PROSE, []),
        (PROSE + "<p style='text-align:right'>Hồng Hạnh</p>", ["Hồng Hạnh"]),
        (PROSE + "<p>Hồng Hạnh</p>", []),
        ("<p>2019-05-30 08:10 来源：青岚日报 作者：王小明</p>" + PROSE, ["王小明"]),
        ("<p>记者：王小明　编辑：李雪</p>" + PROSE, ["王小明"]),
        ("<p>本报记者 王小明 实习生 李雪</p>" + PROSE, ["王小明"]),
        ("<p>2019-05-30 09:15 海港報 記者王小明／花蓮即時報導</p>" + PROSE, ["王小明"]),
        ("<p>王小明／花蓮報導</p>" + PROSE, ["王小明"]),
        ("<p>海港网5月30日电 (记者 王小明 李雪)茶叶价格上涨。</p>" + PROSE, ["王小明", "李雪"]),
        (PROSE + "<p>文/王小明</p><p>图/李雪</p>", ["王小明"]),
        ("<p>文：佐藤健太　写真：鈴木葵</p>" + PROSE, ["佐藤健太"]),
        ("<p>ロンドン支局 佐藤健太</p>" + PROSE, ["佐藤健太"]),
        ("<p>佐藤 健太 記者</p>" + PROSE, ["佐藤 健太"]),
        ("<p>茶価が上がった。【佐藤健太】</p>" + PROSE, ["佐藤健太"]),
        ("<p>김도현 기자 승인 2018.10.05 14:22 댓글 0</p>" + PROSE, ["김도현"]),
        ("<p>기자명 김도현 기자</p>" + PROSE, ["김도현"]),
        (PROSE + "<p>부산=김도현·정유라 기자</p>", ["김도현", "정유라"]),
        ("<p>(부산=하버뉴스) 김도현 정유라 기자 = 차 가격이 올랐다.</p>" + PROSE, ["김도현", "정유라"]),
        ("<p>출입 기자 간담회가 열렸다</p>" + PROSE, []),
        (PROSE + "<p>Прохор ЕЛЬНИКОВ.</p><p>Фото автора.</p>", ["Прохор ЕЛЬНИКОВ"]),
        (PROSE + "<p>Зоряна Гай, Гавань</p>", ["Зоряна Гай"]),
        (PROSE + "<p>Последние новости</p>", []),
        (PROSE + "<p>Harbour Street</p>", []),
        (PROSE + "<p>Clotilde Arkwright teaches history at Halloran College.</p>", ["Clotilde Arkwright"]),
        (PROSE + "<p>Clotilde Arkwright is a fellow of the Tea Institute.</p>", ["Clotilde Arkwright"]),
        (
            PROSE + "<p>“No,” said Clotilde Arkwright.</p><p>Clotilde Arkwright is a professor at Halloran.</p>",
            [],
        ),
        (PROSE + "<p>Clotilde Arkwright is free on bail.</p>", []),
        ("<p>القاهرة (رويترز)</p>" + PROSE, ["رويترز"]),
        ("<p>القاهرة - سمير حداد</p><p>٢٣ أكتوبر ٢٠١٧</p>" + PROSE, ["سمير حداد"]),
        ("<p>হাবিব রহমান, বন্দর</p><p>প্রকাশ: ১২ এপ্রিল ২০২১</p>" + PROSE, ["হাবিব রহমান"]),
        ("<p>স্থানীয় খবর</p><p>প্রকাশ: ১২ এপ্রিল ২০২১</p>" + PROSE, []),
        ("<p>MTI</p><p>2014. 05. 20.</p>" + PROSE, ["MTI"]),
        ("<p>Copyright: Jane Doe</p>" + PROSE, []),
        ("<p>Orla Quick, Harbour Reporter</p><p>3 May 2019</p>" + PROSE, ["Orla Quick"]),
        ("<p>Orla Quick and Jane Doe</p><p>3 May 2019</p>" + PROSE, ["Orla Quick", "Jane Doe"]),
        ("<p>Orla Quick, with reporting by Jane Doe</p><p>3 May 2019</p>" + PROSE, ["Orla Quick"]),
        ("<p>Orla Quick com agências</p><p>3 May 2019</p>" + PROSE, ["Orla Quick"]),
        ("<p>Orla Quick<br>orla@post.example</p><p>3 May 2019</p>" + PROSE, ["Orla Quick"]),
        ("<p>Ort Halloran<br>Datum 28.01.2022</p>" + PROSE, []),
        ("<p>Belo Horizonte</p><p>3 May 2019</p>" + PROSE, []),
        ("<p>Posted: 04/07/2009 06:12 PM EDT By Jane Doe, jane@post.example</p>" + PROSE, ["Jane Doe"]),
        ("<p>The founders of Tea Works, Jane Doe and John Roe, with a cup</p>" + PROSE, []),
        ("<p class=credit-line>Story by Jane Doe</p>" + PROSE, ["Jane Doe"]),
        ("<p class=credit-line>Jane Doe</p>" + PROSE, []),
        ("<p>By JANE DOE,<br>JOHN ROE<br>and ANN POE<br>Staff Writers</p>" + PROSE, ["Jane Doe"]),
        ("<p>By JANE DOE, JOHN ROE<br>and ANN POE<br>Staff Writers</p>" + PROSE, ["Jane Doe", "John Roe", "Ann Poe"]),
        ("<span class=author>kra/dpa</span> <span class=date>5.2.2014</span>" + PROSE, ["dpa"]),
        ("<p>القاهرة- سمير حداد</p><p>٢٣ أكتوبر ٢٠١٧</p>" + PROSE, ["سمير حداد"]),
        ("<div class=byline>Jane DoeStaff writer</div>" + PROSE, ["Jane Doe"]),
        ("<div class=byline>By Orlan WindPower</div>" + PROSE, ["Orlan WindPower"]),
        (
            "<ul class=bylines><li>Jane Doe Journalist <a href=m>Send mail</a></li><li>John Roe Fotograf</li></ul>"
            + PROSE,
            ["Jane Doe"],
        ),
        (PROSE + "<p>The tea was sold. (Jane Doe)</p>", ["Jane Doe"]),
        (PROSE + "<p>The tea was sold. (Harbour Street)</p>", []),
        (PROSE + "<p>Add-ons © Jane Doe</p>", []),
    ],
)
def test_names_around_the_text(body: str, authors: list[str]) -> None:
    assert list(article_of(html(body)).authors) == authors


def test_a_box_has_the_whole_name_of_whom_the_byline_names_in_short() -> None:
    stated = json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "Jane"}}')
    before = "<div class=author><a href=/author/jane>Jane</a></div>"
    box = "<div class=author-bio><p>{} Doe is a writer in Halloran.</p></div>"
    assert article_of(html(PROSE + box.format("Jane"), head=stated, before=before)).authors == ("Jane Doe",)
    assert article_of(html(PROSE + box.format("Joan"), head=stated, before=before)).authors == ("Jane",)


def test_the_sites_name_is_cut_off_a_stated_name() -> None:
    stated = '{"@type": "Article", "author": "Tidewise Jane Doe", "publisher": {"name": "Tidewise"}}'
    assert list(article_of(html(head=json_ld(stated))).authors) == ["Jane Doe"]


@pytest.mark.parametrize(
    ("language", "before", "behind", "authors"),
    [
        ("ro", "<p>de Ruxandra Ene</p><p>3 mai 2019</p>", "", ["Ruxandra Ene"]),
        ("ro", "<p class=author>de Ruxandra Ene</p>", "", ["Ruxandra Ene"]),
        ("bg", "<p>от Ралица Бонева</p><p>7 юни 2018</p>", "", ["Ралица Бонева"]),
        ("it", "", "<p>Elpidio Serristori</p>", ["Elpidio Serristori"]),
        ("en", "", "<p>Elpidio Serristori</p>", []),
        ("it", "", "<p>Porto Alegre</p>", []),
        ("it", "", "<p>Altre notizie</p>", []),
        ("es", "<p>TXELL ARRUE<br>Halloran<br>Actualizado: 14/05/2012 20:02</p>", "", ["Txell Arrue"]),
        ("es", "<p>Medio Ambiente</p><p>5 de octubre de 2021</p>", "", []),
    ],
)
def test_names_by_the_language_of_the_page(language: str, before: str, behind: str, authors: list[str]) -> None:
    page = html(PROSE + behind, before=before, attributes=f' lang="{language}"')
    assert list(article_of(page).authors) == authors
