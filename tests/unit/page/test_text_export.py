import pytest

from pipeline.errors import DocumentError
from pipeline.page.text_export import split_export
from tests.unit.page.made import FIRST, SECOND, TITLE, article_of, blocks_of

BODY = f"{FIRST}\n\n{SECOND}"
WRAPPED = "The mill at Halloran closed in the spring, and nobody in\nthe valley came back to open its gates."
LEXIS = f"""
                      2 of 14 DOCUMENTS

                    The Harrow Courier (Leeds)

                    June 25, 2018 Monday
                        First Edition

{TITLE}

BYLINE: Jane Doe, Business Editor

SECTION: BUSINESS; Pg. 12

LENGTH: 43 words

DATELINE: LEEDS

{WRAPPED}

{SECOND}

LOAD-DATE: June 26, 2018

LANGUAGE: ENGLISH

               Copyright 2018 Harrow Newspapers Ltd
                      All Rights Reserved
"""
LEXIS_NEW = f"""{TITLE}

The Harrow Courier
June 25, 2018 Monday

Copyright 2018 Harrow Newspapers Ltd All Rights Reserved

Section: BUSINESS; Pg. 12
Length: 43 words
Byline: Jane Doe
Body

{BODY}

Load-Date: June 26, 2018

End of Document
"""
PROQUEST = f"""{TITLE}

Author: Doe, Jane

Publication info: The Harrow Courier; Leeds [Leeds]. 25 June 2018: 12.

Full text: {BODY}

Subject: Mills; Layoffs

Publication title: The Harrow Courier

Publication date: June 25, 2018

ProQuest document ID: 2012345678

Copyright: Copyright Harrow Newspapers Ltd
"""
FACTIVA = f"""SE BUSINESS
HD {TITLE}
BY By Jane Doe
WC 43 words
PD 25 June 2018
SN The Harrow Courier
LA English
CY (c) 2018 Harrow Newspapers Ltd

LP
{FIRST}

TD
{SECOND}

NS c42 : Labour
AN Document HARCOU0020180314ee3e0000k
"""
FACTIVA_SHOWN = f"""BUSINESS
{TITLE}

Jane Doe
1,043 words
25 June 2018
The Harrow Courier
HARCOU
English
(c) 2018 Harrow Newspapers Ltd

{BODY}

Document HARCOU0020180314ee3e0000k
"""


@pytest.mark.parametrize("text", [LEXIS, LEXIS_NEW, PROQUEST, FACTIVA, FACTIVA_SHOWN])
def test_what_databases_put_around_a_text(text: str) -> None:
    article = article_of(text, media_type="text/plain")
    assert (article.title, article.authors, article.published) == (TITLE, ("Jane Doe",), "2018-06-25")
    assert article.publisher in {"The Harrow Courier", "The Harrow Courier (Leeds)"}
    assert article.section == (None if text is PROQUEST else "BUSINESS")
    assert [text for _, text in blocks_of(article)] == [WRAPPED.replace("\n", " ") if text is LEXIS else FIRST, SECOND]


def test_a_dateline_may_be_a_field() -> None:
    dateline = article_of(LEXIS, media_type="text/plain").dateline
    assert dateline is not None
    assert (dateline.place, dateline.agency) == ("LEEDS", None)


def test_a_mail() -> None:
    header = f"From: Harrow News <a@harrow.example>\nDate: Mon, 25 Jun 2018 09:30:00 +0100\nSubject: {TITLE}"
    article = article_of(f"{header}\n\n{BODY}\n\n-- \nTo unsubscribe, write to us.\n", media_type="text/plain")
    assert (article.title, article.published, article.authors) == (TITLE, "2018-06-25T09:30:00+01:00", ())
    assert [text for _, text in blocks_of(article)] == [FIRST, SECOND]


def test_markdown_with_front_matter() -> None:
    front = (
        f'title: "{TITLE}"\ndate: 2018-06-25\nauthor: Jane Doe\ntags: [mills, "jobs"]\nlayout: a\ncategories:\n- Local'
    )
    body = f"# {TITLE}\n\n{FIRST}\n\n## What *follows*\n\n- {SECOND} [It](https://a.example/b) was **so**."
    text = f"---\n{front}\n---\n\n{body}"
    article = article_of(text, media_type="text/plain")
    assert (article.title, article.published, article.authors) == (TITLE, "2018-06-25", ("Jane Doe",))
    assert (article.keywords, article.section) == (("mills", "jobs"), "Local")
    assert blocks_of(article) == [
        ("paragraph", FIRST),
        ("heading", "What follows"),
        ("list_item", f"{SECOND} It was so."),
    ]


def test_an_agency_s_slug_and_notes() -> None:
    head = (
        f"BC-EU--Halloran-Mill,2nd Ld-Writethru,110\n{TITLE}\nEds: Updates with comment.\nBy JANE DOE\nAssociated Press"
    )
    article = article_of(f"{head}\nLEEDS, England (AP) _ {FIRST}\n___\n{SECOND}", media_type="text/plain")
    assert (article.title, article.authors, article.credit) == (TITLE, ("Jane Doe",), "Associated Press")
    assert article.dateline is not None
    assert [text for _, text in blocks_of(article)] == [f"LEEDS, England (AP) _ {FIRST}", SECOND]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{FIRST}\n\nLocation: the old mill.\n\n{SECOND}",
        f"{TITLE}\n\n{FIRST}\n\nIN THE END the county paid.\n\nRE the road, nobody said a word.\n\n{SECOND}",
        f"{TITLE}\n\nQuestion: Who pays?\n\nAnswer: The county.\n\nCompany: We do not.\n\n{SECOND}",
        f"{TITLE}\n\n{FIRST}\n\nAbout 900 words\n\n{SECOND}",
    ],
)
def test_labels_in_a_text_are_of_the_text(text: str) -> None:
    article = article_of(text, media_type="text/plain")
    assert [block for _, block in blocks_of(article)] == text.split("\n\n")[1:]


def test_what_opens_a_paragraph_of_an_export_is_no_field_of_it() -> None:
    long = " ".join([SECOND] * 3)
    article = article_of(FACTIVA.replace(SECOND, f"IN THE END it was sold.\n\n{long}"), media_type="text/plain")
    assert [text for _, text in blocks_of(article)] == [FIRST, "IN THE END it was sold.", long]


@pytest.mark.parametrize("text", [LEXIS, LEXIS_NEW, FACTIVA_SHOWN])
def test_an_export_of_several_texts_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="an export of 2 articles") as caught:
        article_of(text * 2, media_type="text/plain")
    assert caught.value.code == "not_an_article"


@pytest.mark.parametrize("text", [LEXIS, LEXIS_NEW, FACTIVA_SHOWN])
def test_an_export_of_several_texts_can_be_cut(text: str) -> None:
    parts = split_export(f"{text}\n\n{text}\n{text}")
    assert [article_of(part, media_type="text/plain").title for part in parts] == [TITLE] * 3
    assert split_export(text) == [text]


def test_what_stands_behind_the_last_end_is_kept() -> None:
    parts = split_export(f"{FACTIVA_SHOWN}{FACTIVA_SHOWN}A rest.\n")
    assert (len(parts), parts[-1]) == (3, "A rest.\n")
    assert "".join(parts) == f"{FACTIVA_SHOWN}{FACTIVA_SHOWN}A rest.\n"


@pytest.mark.parametrize("times", [1, 9])
def test_labels_below_a_text_alone_are_of_what_it_is_about(times: int) -> None:
    paragraphs = [f"{FIRST} {number}." for number in range(times)]
    text = "\n\n".join([TITLE, *paragraphs, "Title: The Empty Mill", "Author: Isla Carnegie", "Length: 320 pages"])
    article = article_of(text, media_type="text/plain")
    assert (article.title, article.authors, article.publisher) == (TITLE, (), None)
    assert [block for _, block in blocks_of(article)][:times] == paragraphs
