import re

import pytest

from tests.unit.page.made import FIRST, PROSE, SECOND, THIRD, TITLE, article_of, blocks_of, html, json_ld, page_of

WHOLE = [FIRST, SECOND, THIRD]


def texts(markup: str) -> list[str]:
    return [text for _, text in blocks_of(article_of(markup))]


@pytest.mark.parametrize(
    "body",
    [
        PROSE,
        f"{FIRST}<br><br>{SECOND}<br><br>{THIRD}",
        f"<div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div>",
        f"<section><p>{FIRST}</p></section><section><p>{SECOND}</p><p>{THIRD}</p></section>",
        f"<table><tr><td>{PROSE}</td></tr></table>",
        f"<p><span>{FIRST[0]}</span>{FIRST[1:]}</p><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><div class=ad>Advertisement</div><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><p>{SECOND}</p><div class=newsletter><p>The day in your inbox.</p></div><p>{THIRD}</p>",
        f"<p>{FIRST}</p><p><b>Read more:</b> <a href=/x>A road is promised</a></p><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><p><a href=/x>A road is promised and not built</a></p><p>{SECOND}</p><p>{THIRD}</p>",
        f"{PROSE}<h3>Related stories</h3><ul><li><a href=/x>A road is promised</a></li></ul>",
        f"{PROSE}<div class=author-bio><p>Jane Doe covers the county. She lives in Halloran with two dogs.</p></div>",
        f"{PROSE}<p>Follow us on <a href=/t>Twitter</a> and <a href=/f>Facebook</a>.</p>",
        f"{PROSE}<blockquote class=pullquote><p>{SECOND}</p></blockquote>",
        f"{PROSE}<div class=tags>Topics: <a href=/m>mills</a> <a href=/h>Halloran</a></div>",
        f'{PROSE}<section id="comments"><h3>Comments</h3>{f"<p>So: {SECOND} I said it again.</p>" * 9}</section>',
        f"{PROSE}<div class=cookie-banner><p>We use cookies to make this website better for you.</p></div>",
        f'{PROSE}<p style="display:none">{FIRST} This is hidden.</p>',
        f"{PROSE}<p>In this June 12, 2006, file photo, a miller looks at his mill.</p>",
        f"{PROSE}<p>25 June 2018</p>",
        f"{PROSE}<p>More on this:</p>",
        f"{PROSE}<p>Image copyright EPA</p>",
        f"{PROSE}<p>- Anzeige -</p>",
        f"{PROSE}<p>We are moderating all comments to keep out spam for a while.</p>",
        f'{PROSE}<p>You can <a href="/s">subscribe</a> to read the full story on any device.</p>',
        PROSE + '<article><h2><a href="/x">A road is promised</a></h2><p>It was promised once more.</p></article>' * 3,
        f"<p>25 June 2018 - By: Jane Doe - Filed under: Mills</p>{PROSE}",
        f'{PROSE}<form id="reply"><p>Your name (needed, and shown with what you write)</p></form>',
        f"{PROSE}<p>Figure 2: The mill and its gates, seen from the valley.</p>",
        f'{PROSE}<div><img src="/m.jpg" alt="The gates of the mill"><br>The gates of the mill</div>',
        f"<p>{FIRST}</p><p>Image 2 of 5</p><p>{SECOND}</p><p>{THIRD}</p>",
        f"{PROSE}<p>(Reporting by Jane Doe and John Roe in Halloran, with reporting by Ann Poe; editing by Al Coe)</p>",
        f'{PROSE}<p>Follow our full coverage of the mill at <a href="/m">harbourpost.example/mill</a></p>',
        f'{PROSE}<p>Do not miss <a href="/a">{SECOND}</a></p>'.replace("Do not miss", "Don't miss"),
        f'<p>{FIRST}<span class="sr-only">Listen to this page</span></p><p>{SECOND}</p><p>{THIRD}</p>',
        f'<div class="content-body">{PROSE}</div><p>Top of the week</p><p>{SECOND[::-1]}</p>',
        f"<p>{FIRST}</p><p>ANZEIGE - Where to eat in the valley tonight:</p><p>{SECOND}</p><p>{THIRD}</p>",
        f'{PROSE}<p>... weiter zu "the road"</p>',
        f"{PROSE}<p>News date: 04/21/2022 Category: Press releases</p>",
        f"{PROSE}<p>Photo: The gates of the mill, seen from the road.</p>",
        f"{PROSE}<div><p>What are cookies?</p><p>A cookie is a small file that a site leaves in a browser.</p></div>",
        f'{PROSE}<div id="cookiehint"><p>You can decide on your own whether to let us keep them.</p></div>',
        f'<section class="ads"><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>'
        '<div class="author-box"><q>Jane Doe is our head of mills and of the valley.</q></div></section>',
        f"<p>Werbung. Dieser Beitrag enthält Werbung.</p>{PROSE}",
        f"{PROSE}<p>Beitragsbild: Die Mühle im Tal, 1990.</p>",
        f"{PROSE}<p>(Alle Angaben ohne Gewähr)</p>",
        f"{PROSE}<p>Get the latest news straight to your phone with the app of the Harbour Post.</p>",
        f"{PROSE}<p>The Harbour Post is not responsible for the opinions expressed by its contributors.</p>",
        f"{PROSE}<p>Zapraszamy też do subskrypcji naszego <a href=/n>tygodnika</a>.</p>",
        f'<p class="product-disclosure">We recommend products, and are paid if you buy them.</p>{PROSE}',
        f"{PROSE}<p>(All rights reserved by the Harbour Post. No part of it may be republished.)</p>",
        f"{PROSE}<p>(This story has not been edited by our staff and is auto-generated from a syndicated feed.)</p>",
        f"{PROSE}<p>हमारे टेलीग्राम चैनल से जुड़ें</p>",
        f"{PROSE}<p>Ikuti kami di saluran Telegram untuk berita terkini</p>",
        f"<p>（原标题：茶叶价格上涨 山里人高兴）</p>{PROSE}",
        f'<p>{FIRST}</p><p>Soma zaidi: <a href="/x">A road</a></p><p>{SECOND}</p><p>{THIRD}</p>',
        f'<p>{FIRST}</p><p>In the valley:</p><p><a href="/x">A road is promised</a></p><p>{SECOND}</p><p>{THIRD}</p>',
        f"{PROSE}<p>(jdo/mro)</p>",
        f"{PROSE}<p>Contact: mill@harbourpost.example</p>",
        f"<p>Chukwuemeka Obi, Asaba</p>{PROSE}<p>Chukwuemeka Obi</p>",
        f"<p>By Post desk | Published: June 25, 2018 10:56 AM | Updated: June 25, 2018 10:58 AM</p>{PROSE}",
        f"{PROSE}<h4>Bình luận (3)</h4><p>It was said here.</p>",
        f'{PROSE}<aside class="callout"><p>A mill of this kind has stood in the county since 1790.</p></aside>',
        f"<p>{FIRST}</p><h4>People are also reading…</h4><p>{SECOND}</p><p>{THIRD}</p>",
        f"{FIRST}<br><br>{SECOND}<br><br>{THIRD}<br><br><a href=/p>Print this page</a> <a href=/l>Write a letter</a>",
        f"<p>{FIRST}</p><p>By Jane Doe</p><p>{SECOND}</p><p>{THIRD}</p>",
        f"<div class=source><cite>Halloran HP —</cite></div>{PROSE}",
        f"<p>Lesezeit: 4 min</p>{PROSE}",
        f"<p>Publié le 18/04/2023 à 10:14, Mis à jour le 18/04/2023 à 12:50</p>{PROSE}",
        f"{PROSE}<p>Pressekontakt:</p><p>Jane Doe, am Markt 1 in Halloran, am Telefon bis zum Abend</p>",
        f"<p>{FIRST}</p><div class=box-suscripcion><p>Leé sin límites</p></div><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><div>Kapcsolódó<a href=/x>A road is promised</a></div><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><p>Más información</p><p>{SECOND}</p><p>{THIRD}</p>",
        f"{PROSE}<p>(Copyright 2018 by The Harbour Post. All Rights Reserved.)</p>",
        f"{PROSE}<p>This is ours. All rights reserved. This material may not be printed without permission.</p>",
        f"{PROSE}<p>SOURCE Brackwater Steel, Inc.</p>",
        f"{PROSE}<p>Ακολουθήστε μας στο Google News και μάθετε πρώτοι τις ειδήσεις</p>",
        f"{PROSE}<p>Get the Daily Mill newsletter in your inbox.</p>",
        f"{PROSE}<p>Über dieses Thema berichtete das Talradio am 25. Juni 2018 um 09:53 Uhr.</p>",
        f"{PROSE}<h3>Sobre la firma</h3><p>Redactora de Sociedad, y antes de la radio.</p>",
        f"<p>Veröffentlicht am 25. März 2018, 10:56 Uhr</p>{PROSE}<p>zuletzt am 27. März 2018</p>",
        f"<p>25 giugno 2018 (modifica il 26 giugno 2018 | 11:40)</p>{PROSE}",
        f'<div class="a1"><img src="/m.jpg"><span>The gates of the mill in spring.</span></div>{PROSE}',
        f'<p>{FIRST}</p><div><div><img src="/m.jpg"></div><div>The gates, in spring</div></div><p>{SECOND}</p>'
        f"<p>{THIRD}</p>",
        f'<dl><dt><img src="/m.jpg"></dt><dd>The gates of the mill in spring.</dd></dl>{PROSE}',
        f'<img src="/m.jpg"><small>The gates of the mill in spring.</small>{PROSE}',
        PROSE
        + '<div class="k"><h3><a href="/x">A road is promised</a></h3><p>It was promised once more.</p></div>' * 2,
        f"<p>{FIRST}</p><div><div>Also in Valley</div><div><a href=/x>A road is promised</a></div></div>"
        f"<p>{SECOND}</p><p>{THIRD}</p>",
        f"{PROSE}<b>Other stories of today</b><ul>"
        "<li><a href=/x>A road is promised</a><li><a href=/y>It is not built</a></ul>",
        f"{PROSE}<p>On the net<br><a href=/x>The mill at Halloran</a><br><a href=/y>The county</a></p>",
        f"<p>{FIRST}</p><div class=k><p>At a glance</p><p>Mills: one</p><p>Roads: none</p></div>"
        f"<p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><div class=k><div>Start with us</div><div>Five stories at six.</div></div>"
        f"<p>{SECOND}</p><p>{THIRD}</p>",
        f"{PROSE}<p>©Copyright 2001-2018. The Harbour Post is owned by Saltline Media of Port Ellan.</p>",
        f"{PROSE}<p>(c) Harbour Post 2018</p>",
        f"{PROSE}<p>Listenbild: © Jane Doe</p>",
        f"{PROSE}<p>This page was last changed on 2 February 1998.</p>",
        f"{PROSE}<p>Cet article est réservé aux abonnés</p><p>Il vous reste 80 % de cet article à découvrir.</p>",
        f"{PROSE}<p>If you have a complaint about the editorial content, please contact the editor here.</p>",
        f"{PROSE}<p>Do you want to comment? You need to be signed in for this.</p>",
        f"{PROSE}<p>Suscríbase aquí a la newsletter de El Faro y reciba las claves del día.</p>",
        f"{PROSE}<p>#mills #halloran</p>",
        f"<div>Ines Poe 4 min de lectura</div>{PROSE}",
        f"<p>Renata Poe</p><p>Santa Aurora</p><p>22/08/2016 - 07h30 - Atualizado às 09h12</p>{PROSE}",
        f"<div>حلبونة - سمير الأحمد الثلاثاء 5 مارس 2019 - 11:20</div>{PROSE}",
        f"{PROSE}<p>HPA/kl/rt 08 1412 GMT</p>",
        f"{PROSE}<p><b>Press contact:</b><br>Jane Doe, at the market of Halloran, press@halloran.example</p>",
    ],
)
def test_the_text_is_the_articles_and_nothing_else(body: str) -> None:
    assert texts(html(body)) == WHOLE


@pytest.mark.parametrize(
    "before",
    [
        "<p>By Jane Doe</p>",
        "<p>25 June 2018, 10:56</p>",
        "<div class=share><a href=/f>Share</a></div>",
        f"<p>{TITLE}</p>",
        "<ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li></ul>",
    ],
)
def test_what_stands_above_the_text_is_not_of_it(before: str) -> None:
    assert texts(html(before=before)) == WHOLE
    assert texts(html(before + PROSE)) == WHOLE


@pytest.mark.parametrize(
    "part",
    [
        f'<div><img src="/m.jpg"><p>{SECOND} {SECOND} {SECOND}</p></div>',
        f'<p><img src="/m.jpg">{SECOND}</p>',
        f'<table><tr><td><img src="/m.jpg"></td><td>{SECOND}</td></tr></table>',
        f'<ul><li><img src="/m.jpg">{SECOND}</li></ul>',
        "<h3>The sources of this</h3><p><a href=/x>A road is promised</a></p><p>So it was said.</p>",
        "".join(f"<div class=k><h3>What is next in {year}</h3><p>A vote.</p></div>" for year in (2019, 2020, 2021)),
        "<div class=k><p>It was said in the valley.</p><p>Nobody heard it.</p></div>",
        "<div class=k><h3>What is next</h3><blockquote>A vote.</blockquote></div>",
        "<p>(c) On Tuesday of 2018 the council met again.</p>",
        "<p>A complaint about the mill has gone to the county.</p>",
        "<p>Its people met as #halloran, said the miller.</p>",
        "<p>On 3 March 2018 at 10:30, in the rain, the bridge at the mill fell.</p>",
    ],
)
def test_what_only_looks_like_furniture_stays(part: str) -> None:
    found = texts(html(f"<p>{FIRST}</p>{part}<p>{THIRD}</p>"))
    kept = [line for line in re.split(r"<[^>]*>", part) if line and line != "A road is promised"]
    assert found == [FIRST, *kept, THIRD]


def test_typed_text_keeps_its_paragraphs() -> None:
    typed = f"{FIRST[:40]}\n{FIRST[40:].strip()}\n\n{SECOND}\n\n{THIRD}\n"
    assert [" ".join(text.split()) for text in texts(html(f"<pre>{typed}</pre>"))] == [
        f"{FIRST[:40].strip()} {FIRST[40:].strip()}".replace("  ", " "),
        SECOND,
        THIRD,
    ]
    program = "import mill\n\nmill.open()\n\nmill.close()"
    assert " ".join(program.split()) in texts(html(f"{PROSE}<pre>{program}</pre><p>{FIRST[::-1]}</p>"))


def test_how_to_reach_an_author_is_not_of_the_text() -> None:
    head = '<meta name="author" content="Jane Doe">'
    for line in (
        "<p>Reach Jane Doe at jdoe@harbourpost.example or 555-0142.</p>",
        "<h5>Jane Doe</h5><p>She covers the county.</p>",
    ):
        assert texts(html(PROSE + line, head=head)) == WHOLE
    asked = "Whoever saw it is asked to write to police@halloran.example."
    assert texts(html(f"{PROSE}<p>{asked}</p>", head=head)) == [*WHOLE, asked]


def test_a_first_paragraph_outside_the_container_is_of_the_text() -> None:
    lead = "A town of nine hundred people has bought a mill that nobody wants."
    assert texts(html(PROSE * 1, before=f"<p>{lead}</p>")) == [lead, *WHOLE]


def test_the_kinds_of_blocks() -> None:
    body = (
        f"<p>{FIRST}</p><h2>What it costs</h2><ul><li>The land, at 2.4 million dollars.</li></ul>"
        f"<blockquote><p>“We could not let it stand empty.”</p></blockquote>"
        f"<table><tr><th>For</th><th>Against</th></tr><tr><td>5</td><td>2</td></tr></table><p>{SECOND}</p><p>{THIRD}</p>"
    )
    assert blocks_of(article_of(html(body))) == [
        ("paragraph", FIRST),
        ("heading", "What it costs"),
        ("list_item", "The land, at 2.4 million dollars."),
        ("quote", "“We could not let it stand empty.”"),
        ("table", "For\tAgainst\n5\t2"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]


def test_a_live_blog_is_its_posts() -> None:
    posts = "".join(
        f'<section class="post"><div class="meta"><time>{hour}:15 p.m.</time> <a href="#{hour}">Copy link</a></div>'
        f"<p>{text}</p></section>"
        for hour, text in enumerate(WHOLE, 7)
    )
    assert texts(html(posts, head=json_ld('{"@type": "LiveBlogPosting", "headline": "x"}'))) == WHOLE


def test_the_next_story_on_the_page_is_not_of_the_text() -> None:
    other = (
        "<h1>A road that never came</h1>"
        + "<p>The road to the valley was promised in 1998 and was never built at all.</p>" * 2
    )
    assert texts(html(PROSE + other)) == WHOLE


def test_the_articles_beside_the_headlines_are_not_of_the_text() -> None:
    post = f"<article><h2>A road that never came</h2><p>{THIRD}</p></article>"
    long = f"<p>{FIRST}</p><p>{SECOND}</p>" * 3
    page = f"<body><article><h1>{TITLE}</h1>{long}</article>{post * 9}</body>"
    assert THIRD not in article_of(f"<html><title>{TITLE}</title>{page}</html>").text
    split = f"<body><h1>{TITLE}</h1><article><p>{FIRST}</p></article><article><p>{SECOND}</p></article></body>"
    assert texts(f"<html><title>{TITLE}</title>{split}</html>") == WHOLE[:2]


def test_nothing_is_lost_where_the_headline_stands_again_in_the_text() -> None:
    assert texts(html(f"<p>{FIRST}</p><h3>{TITLE}</h3><p>{SECOND}</p><p>{THIRD}</p>")) == WHOLE


def test_behind_the_blocks_named_as_the_text_within_such_a_block_nothing_is_of_it() -> None:
    body = f'<div class="entry-content"><div class="article-body">{PROSE}</div><p>A road was promised again.</p></div>'
    assert texts(html(body)) == WHOLE
    parts = (
        f'<div class="article-text"><p>{FIRST}</p></div><div class="article-text"><p>{SECOND}</p><p>{THIRD}</p></div>'
    )
    assert texts(html(f'<div class="entry-content">{parts}</div>')) == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        '<h3 id="comments-of-the-council">Comments of the council</h3>',
        "<h3>Bild: so war es</h3>",
        "<p>They wrote of the mill: it was republished by all, with our permission.</p>",
        "<p>▶ The road comes first</p>",
        "<p>Advertising – in the valley – is what the mill had never been in need of.</p>",
        "<p>On June 25, 2018 the county came, saw, and left.</p>",
    ],
)
def test_what_is_like_furniture_and_is_none_is_of_the_text(line: str) -> None:
    assert len(texts(html(f"<p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p>"))) == 4


def test_the_headline_is_not_of_the_text_with_its_kicker_either() -> None:
    markup = html(f"<div><h1>The valley {TITLE}</h1>{PROSE}</div>").replace(f"<h1>{TITLE}</h1>", "")
    assert texts(markup) == WHOLE


def test_a_paragraph_made_a_heading_may_close_the_text() -> None:
    assert texts(html(f"<p>{FIRST}</p><p>{SECOND}</p><h3>{THIRD}</h3>")) == WHOLE


def test_a_lead_stands_between_the_text_and_a_headline_with_a_kicker() -> None:
    lead = f"<header><h1>Valley : {TITLE}</h1><p class=intro>{FIRST}</p></header>"
    rest = f"<p>{SECOND} {SECOND[::-1]}</p><p>{THIRD} {THIRD[::-1]}</p>"
    markup = html(f'<div class="article-body">{rest}</div>', before=lead).replace(f"<h1>{TITLE}</h1>", "", 1)
    assert texts(markup)[0] == FIRST


def test_headings_of_the_first_level_part_a_page_whose_headline_is_none() -> None:
    parts = "".join(f"<div><h1>Part of {n}</h1><p>{n} {FIRST}</p></div>" for n in ("water", "wind", "coal"))
    markup = f"<html><head><title>{TITLE}</title></head><body><h2>{TITLE}</h2><div>{parts}</div></body></html>"
    assert len(texts(markup)) == 6


def test_what_stands_beside_most_of_the_text_is_of_it() -> None:
    most = "".join(
        f"<p>Of {number} mills, its owner closed the largest and kept the others.</p>" for number in range(40)
    )
    few = "".join(f"<p>{text} It did so {count} times.</p>" for count, text in enumerate(WHOLE, 2))
    assert texts(html(f"<div>{few}</div><div>{most}</div>"))[0].startswith(FIRST)


def test_names_that_hold_all_the_prose_are_not_believed() -> None:
    sections = "".join(f'<section class="part part--ads"><p>{text}</p></section>' for text in WHOLE)
    assert texts(html(sections)) == WHOLE
    slides = "".join(f"<figure><figcaption>{text}</figcaption></figure>" for text in WHOLE)
    assert texts(html(slides)) == WHOLE


@pytest.mark.parametrize("kind", ["h1", "h2"])
def test_a_short_crosshead_may_stand_alone(kind: str) -> None:
    body = f"<p>{FIRST}</p><p>{SECOND}</p><{kind}>Music</{kind}><p>{THIRD}</p>"
    assert texts(html(body)) == [FIRST, SECOND, "Music", THIRD]


def test_what_licences_say_is_prose() -> None:
    line = "Between “all rights reserved” and no copyright at all there is some room, the mill’s lawyer said on Friday."
    assert texts(html(f"<p>{FIRST}</p><p>{line}</p><p>{SECOND}</p>")) == [FIRST, line, SECOND]


def test_lines_of_form_below_a_deck_in_the_text_are_not_of_it() -> None:
    body = f"<h2>A road and forty jobs never came</h2><p>Halloran - 25 jun 2018 - 05:40 CET</p>{PROSE}"
    assert texts(html(body)) == ["A road and forty jobs never came", *WHOLE]


def test_headings_and_quotes_between_paragraphs_named_one_by_one_are_of_the_text() -> None:
    named = [f'<p class="post-body-paragraph">{text}</p>' for text in (FIRST, SECOND, THIRD)]
    body = f"{named[0]}<h2>A road</h2>{named[1]}<blockquote><p>Nobody came.</p></blockquote>{named[2]}<p>Follow</p>"
    assert texts(html(body)) == [FIRST, "A road", SECOND, "Nobody came.", THIRD]


def test_a_lead_named_as_a_teaser_is_of_the_text() -> None:
    lead = f'<div class="teaser-text"><p>{FIRST} {FIRST} It is a <a href="/m">mill</a>.</p></div>'
    assert texts(html(f"{lead}<p>{SECOND}</p><p>{THIRD}</p>"))[0].startswith(FIRST)


def test_what_the_page_states_as_its_text_is_kept() -> None:
    odd = "Subscribe to the idea, she said"
    stated = json_ld(f'{{"@type": "Article", "articleBody": "{FIRST} {odd} {SECOND} {THIRD}"}}')
    assert texts(html(f"<p>{FIRST}</p><p>{odd}</p><p>{SECOND}</p><p>{THIRD}</p>", head=stated)) == [
        FIRST,
        odd,
        SECOND,
        THIRD,
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Advertising revenue rose 4 percent to 2 billion dollars.",
        "Trending stocks fell on Friday.",
        "A subscription costs $9.99 a month and can be cancelled, Brackwater said.",
        "“Our mill was hit, and we shall build it again,” the mayor wrote on his Telegram channel.",
        "The court found that the song was reproduced without written permission of its makers.",
        "“We told people to join us in the square,” he said in a message on WhatsApp.",
        "The firm let people download their data from Facebook, Garrity said.",
    ],
)
def test_news_of_what_furniture_speaks_of_is_news(sentence: str) -> None:
    assert sentence in texts(html(f"<p>{FIRST}</p><p>{sentence}</p><p>{SECOND}</p><p>{THIRD}</p>"))


def test_crossheads_may_be_of_the_first_level() -> None:
    body = f"<p>{FIRST}</p><h1>What it was</h1><p>{SECOND}</p><h1>What it costs</h1><p>{THIRD}</p>"
    assert texts(html(body)) == [FIRST, "What it was", SECOND, "What it costs", THIRD]
    assert (
        texts(html(f"<p>{FIRST}</p><p>{SECOND}</p>") + f"<article><h1>A road</h1><p>{THIRD}</p></article>") == WHOLE[:2]
    )


def test_the_authors_biography_is_not_of_the_text() -> None:
    markup = html(
        f"{PROSE}<h3>About Jane Doe</h3><p>Jane Doe is a reporter at the Post. She has two dogs.</p>",
        before="By Jane Doe",
    )
    assert texts(markup) == WHOLE
    quoted = html(f"{PROSE}<p>Jane Doe is the mayor of Halloran.</p>", before="By John Roe")
    assert texts(quoted) == [*WHOLE, "Jane Doe is the mayor of Halloran."]


def test_what_the_page_states_beats_what_it_is_named() -> None:
    paragraphs = [f"{sentence} {sentence}" for sentence in WHOLE]
    stated = json_ld('{"@type": "Article", "articleBody": "' + " ".join(paragraphs) + '"}')
    body = "".join(f'<p class="sidebar">{text}</p>' for text in paragraphs)
    assert texts(html(f"<div><p>{FIRST} It rained.</p>{body}</div>", head=stated))[-3:] == paragraphs


def test_the_body_of_a_page_without_text_is_the_stated_one() -> None:
    stated = json_ld('{"@type": "Article", "articleBody": "The mill closed.\\n\\nThe town &amp; county bought it."}')
    page = page_of(html("", head=stated))
    assert [page.article.text[b.start : b.end] for b in page.article.blocks] == [
        "The mill closed.",
        "The town & county bought it.",
    ]
    assert "body_from_linked_data" in {warning.code for warning in page.warnings}
