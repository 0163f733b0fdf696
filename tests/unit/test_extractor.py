import datetime as dt
from pathlib import Path

import pytest

from pipeline import Document, DocumentError, Extractor, Failure, UsageError
from pipeline.record.serialize import from_json

PAGE = """<html lang="en-GB"><head><title>Quay fees rise</title>
<meta property="article:published_time" content="2021-03-04T08:00:00+00:00"></head>
<body><article><h1>Quay fees rise</h1>
<p>Orlan Shipping will pay £1.5m a year for its berth in Gdynia from next month, the harbour board said on
Wednesday.</p><p>The fee was 900,000 pounds in 2019, and nobody at the firm expected it to rise by as much.</p>
</article></body></html>"""


def test_a_page_becomes_a_record(extractor: Extractor) -> None:
    record = extractor.extract(PAGE.encode(), url="https://quay.example/fees", path="fees.html")
    assert record.check() == []
    assert record.source.path == "fees.html"
    assert record.article.title == "Quay fees rise"
    assert [(m.text, m.currency, m.per) for m in record.money] == [
        ("£1.5m", "GBP", "year"),
        ("900,000 pounds", "GBP", None),
    ]
    assert [d.value for d in record.dates] == ["2021-04", "2021-03-03", "2019"]
    assert record.producer == extractor.producer
    assert from_json(record.to_json()) == record


def test_text_and_bytes_of_one_page_are_one_article(extractor: Extractor) -> None:
    page = PAGE.replace("Gdynia", "Łódź")
    assert extractor.extract(page).article == extractor.extract(page.encode()).article


def test_what_holds_no_article_is_a_document_error(extractor: Extractor) -> None:
    with pytest.raises(DocumentError) as raised:
        extractor.extract(b"")
    assert (raised.value.stage, raised.value.code) == ("page", "empty")


def _documents(*data: bytes) -> list[Document]:
    return [Document(data=each, path=f"{number}.html") for number, each in enumerate(data)]


def test_many_are_read_in_order_and_failures_are_handed_over(extractor: Extractor) -> None:
    failures: list[Failure] = []
    documents = _documents(PAGE.encode(), b"", PAGE.replace("Orlan", "Bertoli").encode())
    records = list(extractor.extract_many(documents, on_failure=failures.append))
    assert [record.source.path for record in records] == ["0.html", "2.html"]
    assert [(failure.path, failure.code) for failure in failures] == [("1.html", "empty")]


def test_many_without_anybody_to_hand_failures_to_raise(extractor: Extractor) -> None:
    with pytest.raises(DocumentError):
        list(extractor.extract_many(_documents(PAGE.encode(), b"")))


def test_records_do_not_depend_on_their_neighbours(extractor: Extractor, corpus: Path) -> None:
    paths = sorted(path for path in corpus.rglob("*.html") if path.parent.name != "broken")[:6]
    documents = [Document(data=path.read_bytes(), path=path.name) for path in paths]
    together = [record.to_json() for record in extractor.extract_many(documents)]
    alone = [next(extractor.extract_many([document])).to_json() for document in documents]
    assert together == alone


NINE = dt.datetime(2018, 6, 25, 9, tzinfo=dt.timezone(dt.timedelta(hours=-5)))


@pytest.mark.parametrize("published", ["2018-06-25", "2018-06-25T23:30:00-05:00", dt.date(2018, 6, 25), NINE])
def test_relative_dates_count_from_the_publishers_own_day(extractor: Extractor, published: str | dt.date) -> None:
    assert [d.value for d in extractor.annotate("It closed yesterday.", published=published).dates] == ["2018-06-24"]


def test_without_a_publication_date_relative_dates_stay_open(extractor: Extractor) -> None:
    (date,) = extractor.annotate("It closed yesterday.").dates
    assert (date.value, date.earliest, date.latest, date.relative) == ("XXXX-XX-XX", None, None, False)


@pytest.mark.parametrize(
    "context", [{"published": "June 25"}, {"country": "GBR"}, {"country": "1!"}, {"language": "english"}]
)
def test_a_context_that_is_none_is_refused_with_a_sentence(extractor: Extractor, context: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="write"):
        extractor.annotate("It closed yesterday.", **context)


def test_the_language_of_plain_text_is_told_or_seen(extractor: Extractor) -> None:
    short = "Die Nordstahl AG zahlt 1,5 Millionen Euro."
    assert [figure.text for figure in extractor.annotate(short, language="DE").money] == ["1,5 Millionen Euro"]
    told = extractor.annotate(
        f"{short} Das Werk im Tal schloss im Frühling, und niemand kam zurück, um die Tore wieder zu öffnen. "
        "Der Eigentümer hatte dem Kreis vierzig Stellen und eine Straße versprochen und keines von beiden gebaut."
    )
    assert [figure.text for figure in told.money] == ["1,5 Millionen Euro"]
    assert told.entities == ()
    assert [warning.code for warning in told.warnings] == ["language_unsupported"]
