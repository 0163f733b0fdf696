import pytest

from pipeline.page.images import is_caption, split_credit
from tests.unit.page.made import PROSE, article_of, html

BASE = "https://www.harbourpost.example/a"


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The gates of the mill. [Photo/Jiangnan Daily]", "The gates of the mill.", "Jiangnan Daily"),
        ("The gates of the mill. (Photo: P. Surendra)", "The gates of the mill.", "P. Surendra"),
        ("The gates of the mill. Photograph by Rhea Stokes", "The gates of the mill.", "Rhea Stokes"),
        ("The gates of the mill. Picture: Bernard Pugh", "The gates of the mill.", "Bernard Pugh"),
        (
            "The gates of the mill. © Alun Pryce/Meridian Markets",
            "The gates of the mill.",
            "Alun Pryce/Meridian Markets",
        ),
        ("The gates of the mill (Jane Doe/AFP)", "The gates of the mill", "Jane Doe/AFP"),
        ("해송군 백미리 폐염전 전경. 사진=해송군 제공", "해송군 백미리 폐염전 전경.", "해송군"),
        ("Photo: Rhea Stokes", None, "Rhea Stokes"),
        ("© Foto: Rhea Stokes/stokes.example", None, "Rhea Stokes/stokes.example"),
        ("The gates of the mill. | Foto: Rhea Stokes, post.cz", "The gates of the mill.", "Rhea Stokes, post.cz"),
        ("The gates of the mill. (Sentinel photo by Rhea Stokes)", "The gates of the mill.", "Rhea Stokes"),
        ("Das Tor der Mühle am Montag Foto: Nora Falk", "Das Tor der Mühle am Montag", "Nora Falk"),
        ("Links im Bild: das Tor, 2 Meter hoch.", "Links im Bild: das Tor, 2 Meter hoch.", None),
        ("Las puertas del molino. Foto Lucía Ferrán", "Las puertas del molino.", "Lucía Ferrán"),
        ("The gates of the mill.Credit...Rhea Stokes", "The gates of the mill.", "Rhea Stokes"),
        ("The gates of the mill.Rhea Stokes for The Post", "The gates of the mill.", "Rhea Stokes for The Post"),
        ("The mill closed.It opened again", "The mill closed.It opened again", None),
        ("The gates of the mill, Oct. 3, 2018. ATB/Nora Falk", "The gates of the mill, Oct. 3, 2018.", "ATB/Nora Falk"),
        ("Nora Falk in der Mühle, Foto: Jan Rode", "Nora Falk in der Mühle", "Jan Rode"),
        ("Η πύλη του μύλου. Φωτ. ΝΙΚΟΣ ΜΥΛΩΝΑΣ", "Η πύλη του μύλου.", "ΝΙΚΟΣ ΜΥΛΩΝΑΣ"),
        ("Brama młyna (Fot. Jan Orzeł)", "Brama młyna", "Jan Orzeł"),
        ("The gates of the mill (Nora Falk/ATB)", "The gates of the mill", "Nora Falk/ATB"),
        ("The gates of the mill (open/shut)", "The gates of the mill (open/shut)", None),
        ("The gates of the mill (centre)", "The gates of the mill (centre)", None),
        ("", None, None),
        ("The gates of the mill. File | Photo Credit: M. Surendra", "The gates of the mill. File", "M. Surendra"),
        ("The gates of the mill. (Harbour Post: Jane Doe)", "The gates of the mill.", "Harbour Post: Jane Doe"),
        ("The gates of the mill. HARBOUR/Jane Doe", "The gates of the mill.", "HARBOUR/Jane Doe"),
        ("The gates of the mill. [Jane Doe, Harbour Post]", "The gates of the mill.", "Jane Doe, Harbour Post"),
        ("The gates of the mill [sic]", "The gates of the mill [sic]", None),
        ("A minister at the mill (SPD/Grüne)", "A minister at the mill (SPD/Grüne)", None),
        ("Malango ya kinu. Picha na Asha Komba", "Malango ya kinu.", "Asha Komba"),
        ("Cổng nhà máy. Ảnh: Hoài Nam", "Cổng nhà máy.", "Hoài Nam"),
        ("工厂的大门。新华社记者 王小明 摄", "工厂的大门。", "新华社记者 王小明"),
        ("工場の門＝佐藤健太撮影", "工場の門", "佐藤健太"),
        ("공장 정문. 할로란시 제공", "공장 정문.", "할로란시"),
        ("할로란시, 시민에게 혜택 제공", "할로란시, 시민에게 혜택 제공", None),
    ],
)
def test_captions_and_credits_apart(text: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gates of the mill on Friday. [Photo/Jiangnan Daily]", True),
        ("The gates of the mill on Friday. Picture: Bernard Pugh", True),
        ("He kept a photo of the mill (the old one).", False),
        ("The mill closed in the spring.", False),
        ("Das Tor der Mühle am Montag Foto: Nora Falk", True),
        ("Words: Rhea Stokes Photos: Nora Falk", False),
        ("Abbildung 4: Das Tor der Mühle", True),
        ("图2：工厂的大门", True),
        ("工厂的大门。新华社记者 王小明 摄", True),
        ("照片由王小明拍摄。", False),
        ("Figure 8 is a shape.", False),
        ("Figures rose: 2, then 3.", False),
        ("x" * 2000 + " [Photo/a]", False),
    ],
)
def test_paragraphs_that_are_captions(text: str, expected: bool) -> None:
    assert is_caption(text) is expected


@pytest.mark.parametrize(
    ("figure", "images"),
    [
        (
            "<figure><img src=/m.jpg><figcaption>The gates. <b class=credit>Photo: R. Stokes</b></figcaption></figure>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", "R. Stokes")],
        ),
        (
            "<figure><picture><source srcset=/m.webp><img src=/m.jpg></picture>"
            "<figcaption>The gates.</figcaption></figure>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", None)],
        ),
        (
            "<figure><img src=/m.jpg><div class=credit>R. Stokes</div> / Post"
            "<figcaption>The gates.</figcaption></figure>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", "R. Stokes")],
        ),
        (
            "<figure><img src=/m.jpg></figure><p class=caption>The gates.</p>"
            "<figcaption class=credit>Rhea Stokes/ATB</figcaption>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", "Rhea Stokes/ATB")],
        ),
        (
            "<figure><img src=/m.jpg><figcaption class=credit>The gates. Rhea Stokes, ATB</figcaption></figure>",
            [("https://www.harbourpost.example/m.jpg", "The gates. Rhea Stokes, ATB", None)],
        ),
        (
            "<img src=/m.jpg><div class=caption><p>The gates. <span class=copyright>(WKXT)</span></p></div>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", "WKXT")],
        ),
        ("<div class=video-box><div class=caption><p>The gates, in a film.</p></div></div>", []),
        (
            "<figure><div class=widget-image><img src=/m.jpg></div></figure>",
            [("https://www.harbourpost.example/m.jpg", None, None)],
        ),
        (
            "<img src=/m.jpg><p>The mill stood here.</p>"
            "<figure><img src=/m.jpg><figcaption>The gates.</figcaption></figure>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", None)],
        ),
        (
            "<figure><img class=modal-image src=/m.jpg></figure>"
            "<div class=subscribe><p class=cta-caption>Join us.</p></div>",
            [("https://www.harbourpost.example/m.jpg", None, None)],
        ),
        (
            "<figure><img src=/m.jpg></figure><p class=caption>The gates.</p><p class=credit>(Photo: R. Stokes)</p>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", "R. Stokes")],
        ),
        (
            '<img src="data:image/gif;base64,R0" data-src="https://img.example/m.jpg">',
            [("https://img.example/m.jpg", None, None)],
        ),
        ("<amp-img src=https://img.example/m.jpg></amp-img>", [("https://img.example/m.jpg", None, None)]),
        (
            "<p><img src=/m.jpg></p><p>The gates. [Photo/Post]</p>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", "Post")],
        ),
        ("<figure><figcaption>The gates of the mill.</figcaption></figure>", [(None, "The gates of the mill.", None)]),
        (
            '<p align="center"><img src=/m.jpg></p><p style="text-align: center">All the gates.</p>',
            [("https://www.harbourpost.example/m.jpg", "All the gates.", None)],
        ),
        (
            "<div><img src=/m.jpg><i class=caption>The gates.</i> <i class=credit>R. Stokes</i></div>",
            [("https://www.harbourpost.example/m.jpg", "The gates.", "R. Stokes")],
        ),
        (
            "<div><img src=/m.jpg><div>So it was: the gates.</div><div>Jonas Falk/Post</div></div>",
            [("https://www.harbourpost.example/m.jpg", "So it was: the gates.", "Jonas Falk/Post")],
        ),
        (
            "<div class=k><img src=/m.jpg><span>So it was: the gates.</span> <span>Rhea Stokes</span></div>",
            [("https://www.harbourpost.example/m.jpg", "So it was: the gates.", "Rhea Stokes")],
        ),
        (
            "<div class=k><img src=/m.jpg><span>محطة الكهرباء الصغيرة</span></div>",
            [("https://www.harbourpost.example/m.jpg", "محطة الكهرباء الصغيرة", None)],
        ),
        ("<img src=/icon.png width=16>", []),
        ("<div class=related><a href=/x><img src=/x.jpg></a></div>", []),
        ("", []),
    ],
)
def test_the_pictures_of_an_article(figure: str, images: list[tuple[str | None, str | None, str | None]]) -> None:
    article = article_of(html(figure + PROSE), url=BASE)
    assert [(image.url, image.caption, image.credit) for image in article.images] == images
    assert "gates." not in article.text.replace("open its gates.", "")


def test_a_figure_just_above_the_headline_is_of_the_article() -> None:
    figure = "<figure><img src=/m.jpg><figcaption>The gates.</figcaption></figure>"
    heading = "<h1>Halloran buys its empty mill</h1>"
    inside = article_of(f"<article>{figure}{heading}{PROSE}</article>", url=BASE)
    assert [(image.url, image.caption) for image in inside.images] == [
        ("https://www.harbourpost.example/m.jpg", "The gates.")
    ]
    assert article_of(f"{figure}<article>{heading}{PROSE}</article>", url=BASE).images == ()


def test_the_name_by_a_portrait_is_no_caption() -> None:
    article = article_of(html(f"<div class=k><img src=/m.jpg><div>Park Ye Jin</div></div>{PROSE}"), url=BASE)
    assert [image.caption for image in article.images] == [None]


def test_what_stands_by_a_picture_below_the_article_is_not_of_it() -> None:
    code = "<div class=k><img src=/q.png><p>Read this page on your phone</p></div>"
    article = article_of(html(f"{PROSE}<p>(jdo)</p>{code}"), url=BASE)
    assert article.images == ()
