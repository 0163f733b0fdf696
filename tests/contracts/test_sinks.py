"""Every sink keeps the promises of sinks/base.py: one test each, run over every row of SINKS."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.errors import OutputError
from pipeline.record.types import Record
from pipeline.sinks import SINKS, Origin, Sink, open_sink
from tests.databases.dumped import ask, dump
from tests.databases.made import made
from tests.databases.servers import Server
from tests.unit.record.made import DOLLARS, RECORD, YARDS, bare_record, with_article

RECORDS = [
    RECORD,
    bare_record("b.html", "Zażółć 新闻 🛳 \u2028 'quoted' \"twice\" \\ %s ?"),
    bare_record("empty.html", ""),
]
ORIGIN = Origin(id="1" * 32, input="pages", records="output/records", started="2026-01-01T00:00:00+00:00")
DATABASES = [scheme for scheme in SINKS if scheme != "jsonl"]
Stored = list[tuple[str, str, str | None]]  # id, text and duplicate_of of each article


@pytest.fixture(params=SINKS)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def target(scheme: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    match scheme:
        case "jsonl":
            yield str(tmp_path / "new folder" / "target")
        case "sqlite":
            yield f"sqlite:///{tmp_path / 'new folder' / 'target'}"
        case _:
            server: Server = request.getfixturevalue(scheme)
            with server.database() as address:
                yield address


@pytest.fixture
def sink(target: str) -> Iterator[Sink]:
    with closing(open_sink(target, ORIGIN)) as opened:
        yield opened


@pytest.fixture
def stored(scheme: str, target: str) -> Callable[[], Stored]:
    def in_jsonl() -> Stored:
        lines = [
            line for path in sorted(Path(target).glob("*.jsonl")) for line in path.read_bytes().split(b"\n") if line
        ]
        records = map(json.loads, lines)
        return sorted((record["id"], record["article"]["text"], record["duplicate_of"]) for record in records)

    def in_database() -> Stored:
        return sorted(ask(target, "SELECT id, text, duplicate_of FROM articles"))

    return in_jsonl if scheme == "jsonl" else in_database


def _expected(records: list[Record]) -> Stored:
    return sorted((record.id, record.article.text, record.duplicate_of) for record in records)


def test_what_is_written_is_there(sink: Sink, stored: Callable[[], Stored]) -> None:
    assert not sink.holds("part-00000")
    sink.write("part-00000", iter(RECORDS[:2]))
    sink.write("part-00001", RECORDS[2:])
    assert sink.holds("part-00000")
    assert sink.holds("part-00001")
    assert not sink.holds("part-00002")
    assert stored() == _expected(RECORDS)


def test_a_shard_may_be_empty(sink: Sink, stored: Callable[[], Stored]) -> None:
    sink.write("part-00000", [])
    assert sink.holds("part-00000")
    assert stored() == []


def test_writing_again_changes_nothing(sink: Sink, stored: Callable[[], Stored]) -> None:
    for _ in range(3):
        sink.write("part-00000", RECORDS)
    assert stored() == _expected(RECORDS)


def test_marks_are_set_and_taken_back(sink: Sink, stored: Callable[[], Stored]) -> None:
    sink.write("part-00000", RECORDS)
    original = "0" * 32
    for _ in range(2):
        sink.mark_duplicates({RECORDS[0].id: original, "f" * 32: original})
        assert stored() == _expected([replace(RECORDS[0], duplicate_of=original), *RECORDS[1:]])
    sink.mark_duplicates({})
    assert stored() == _expected(RECORDS)


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_all_or_nothing(sink: Sink, stored: Callable[[], Stored], fault: type[BaseException]) -> None:
    def records() -> Iterator[Record]:
        yield RECORDS[0]
        raise fault

    with pytest.raises(fault):
        sink.write("part-00000", records())
    assert not sink.holds("part-00000")
    assert stored() == []
    sink.write("part-00000", RECORDS)
    with pytest.raises(fault):
        sink.write("part-00001", records())
    assert stored() == _expected(RECORDS)


def test_what_was_written_is_there_when_it_is_opened_again(
    target: str, sink: Sink, stored: Callable[[], Stored]
) -> None:
    sink.write("part-00000", RECORDS)
    sink.close()
    sink.close()
    with closing(open_sink(target, ORIGIN)) as again:
        assert again.holds("part-00000")
        again.write("part-00001", [bare_record("c.html", "More")])
    assert len(stored()) == len(RECORDS) + 1


in_databases = pytest.mark.parametrize("scheme", DATABASES, indirect=True)


@in_databases
def test_every_value_comes_back(target: str, sink: Sink) -> None:
    records = made(60)
    sink.write("part-00000", records)
    figures = [(record.id, money) for record in records for money in record.money]
    found = {
        (article, id_): row
        for article, id_, *row in ask(target, "SELECT article, id, low, same_as, about_subject FROM money")
    }
    for article, money in figures:
        low, *links = found[article, money.id]
        assert (None if low is None else Decimal(low)) == money.low
        assert links == [money.same_as, money.about.subject]
    assert len(found) == len(figures)
    days = {(article, id_): str(day) for article, id_, day in ask(target, "SELECT article, id, earliest FROM dates")}
    assert days == {(record.id, date.id): str(date.earliest) for record in records for date in record.dates}
    keywords = ask(target, "SELECT article, position, keyword FROM keywords")
    assert sorted(keywords) == sorted(
        (record.id, n, word) for record in records for n, word in enumerate(record.article.keywords)
    )
    wholes = ask(target, "SELECT id, published, duplicate_of, title FROM articles")
    assert sorted(wholes, key=str) == sorted(
        ((each.id, each.article.published, each.duplicate_of, each.article.title) for each in records), key=str
    )
    assert ask(target, "SELECT records, money FROM runs") == [(60, len(figures))]


@in_databases
def test_the_same_records_twice_change_no_row(target: str, sink: Sink) -> None:
    sink.write("part-00000", made(30))
    before = dump(target)
    sink.write("part-00000", made(30))
    assert dump(target) == before


@in_databases
def test_a_changed_article_replaces_its_rows_wholly(target: str, sink: Sink) -> None:
    sink.write("part-00000", made(30, version=1))
    sink.write("part-00000", made(30, version=2))
    sink.write("part-00001", [RECORD])
    at_home = with_article(RECORD, url="https://harbourpost.example/ferries")
    changed = with_article(replace(at_home, money=(replace(DOLLARS, same_as=None),), entities=()), authors=())
    sink.write("part-00002", [at_home])
    sink.write("part-00002", [changed])
    for table in ("authors", "entities", "mentions"):
        assert ask(target, f"SELECT count(*) FROM {table} WHERE article = '{changed.id}'") == [(0,)]  # noqa: S608
    assert ask(target, f"SELECT id FROM money WHERE article = '{changed.id}'") == [("m2",)]  # noqa: S608
    assert ask(target, "SELECT count(*) FROM articles WHERE text LIKE 'Version 1%'") == [(0,)]


@in_databases
def test_tables_of_others_may_refer_to_articles(target: str, sink: Sink, scheme: str) -> None:
    sink.write("part-00000", made(9, version=1))
    kind = "VARCHAR(40)" + (" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" if scheme == "mysql" else "")
    ask(target, f"CREATE TABLE mine (article {kind}, FOREIGN KEY (article) REFERENCES articles (id) ON DELETE CASCADE)")
    ask(target, "INSERT INTO mine SELECT id FROM articles")
    sink.write("part-00000", made(9, version=2))
    assert ask(target, "SELECT count(*) FROM mine") == [(9,)]
    assert ask(target, "SELECT count(*) FROM articles WHERE text LIKE 'Version 2%'") == [(9,)]
    if scheme != "sqlite":
        ask(target, "DROP TABLE mine")


@in_databases
def test_of_records_of_one_article_the_later_stays(target: str, sink: Sink) -> None:
    first, second = (bare_record(name, name, url="https://one.example/story") for name in ("a.html", "b.html"))
    sink.write("part-00000", [first, second, bare_record("c.html", "c")])
    assert sorted(ask(target, "SELECT source_path, text FROM articles")) == [("b.html", "b.html"), ("c.html", "c")]
    sink.write("part-00001", [first])
    assert ask(target, "SELECT text FROM articles WHERE source_path = 'a.html'") == [("a.html",)]


@in_databases
def test_what_a_text_may_not_hold_is_replaced_and_offsets_stay(target: str, sink: Sink) -> None:
    sink.write("part-00000", [bare_record("a\0.html", "a\0b\ud800c\udfff")])
    assert ask(target, "SELECT text, source_path FROM articles") == [("a\ufffdb\ufffdc\ufffd", "a\ufffd.html")]


@in_databases
def test_texts_may_be_of_any_length(target: str, sink: Sink) -> None:
    long = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(20_000))  # nothing packs it much smaller
    record = with_article(
        replace(RECORD, entities=(replace(YARDS, name=long),)),
        authors=(long,), keywords=(long,), publisher=long, title=long, section=long, text=long,
    )  # fmt: skip
    record = replace(
        record, source=replace(record.source, path=long), money=(replace(DOLLARS, same_as=None, per=long),)
    )
    sink.write("part-00000", [record])
    for column, table in (
        ("author", "authors"),
        ("publisher", "articles"),
        ("source_path", "articles"),
        ("per", "money"),
    ):
        assert ask(target, f"SELECT {column} FROM {table}") == [(long,)]  # noqa: S608
    assert ask(target, "SELECT count(*) FROM entities WHERE name = :name", {"name": long}) == [(1,)]


@pytest.mark.parametrize("scheme", ["mysql"], indirect=True)
@pytest.mark.parametrize("amount", ["1E+40", "-1E+40", "1E-21"])
def test_amounts_that_do_not_fit_are_refused_and_not_rounded(target: str, sink: Sink, amount: str) -> None:
    fits = replace(DOLLARS, low=Decimal("1E-20"), high=Decimal("9" * 40), same_as=None)
    sink.write("part-00000", [replace(RECORD, money=(fits,))])
    assert ask(target, "SELECT low, high FROM money") == [(fits.low, fits.high)]
    with pytest.raises(OutputError, match=r"the amount -?[01.]+ has more digits than a column of MariaDB keeps"):
        sink.write("part-00001", [replace(RECORD, money=(replace(fits, high=Decimal(amount)),))])
    assert ask(target, "SELECT low, high FROM money") == [(fits.low, fits.high)]


@pytest.mark.parametrize("scheme", ["mysql"], indirect=True)
def test_an_article_that_the_server_takes_no_packet_of_is_told(target: str, sink: Sink) -> None:
    ((most,),) = ask(target, "SELECT @@max_allowed_packet")
    with pytest.raises(OutputError, match=r"the article [0-9a-f]{32} takes [0-9,]+ bytes, more than the max_allowed"):
        sink.write("part-00000", [bare_record("a.html", "a'" * (most // 3))])
    sink.write("part-00000", [bare_record("a.html", "a" * (most // 2))])
    assert ask(target, "SELECT length(text) FROM articles") == [(most // 2,)]


@in_databases
def test_names_that_differ_in_an_accent_or_a_capital_differ(target: str, sink: Sink) -> None:
    names = ("Societe", "Société", "SOCIETE")
    entities = tuple(replace(YARDS, id=f"e{n}", name=name) for n, name in enumerate(names, 1))
    sink.write("part-00000", [replace(RECORD, entities=entities)])
    assert ask(target, "SELECT count(*) FROM entities WHERE name = :name", {"name": "Societe"}) == [(1,)]
    assert len(ask(target, "SELECT name FROM entity_counts")) == 3


@in_databases
def test_a_link_that_leads_nowhere_is_refused_whole(target: str, sink: Sink) -> None:
    broken = replace(RECORD, entities=(replace(YARDS, id="e2"),))
    with pytest.raises(OutputError, match=r"(?i)foreign key"):
        sink.write("part-00000", [bare_record("b.html", "Good"), broken])
    assert ask(target, "SELECT count(*) FROM articles") == [(0,)]
    assert not sink.holds("part-00000")


@in_databases
def test_a_shard_of_other_content_is_not_held(sink: Sink) -> None:
    sink.write("part-00000", RECORDS, "a" * 64)
    assert sink.holds("part-00000", "a" * 64)
    assert not sink.holds("part-00000", "b" * 64)


@in_databases
def test_runs_do_not_touch_each_others_marks(target: str, sink: Sink) -> None:
    sink.write("part-00000", RECORDS[:1])
    sink.mark_duplicates({RECORDS[0].id: "0" * 32})
    with closing(open_sink(target, Origin(id="2" * 32))) as other:
        assert not other.holds("part-00000")
        other.write("part-00000", RECORDS[1:])
        other.mark_duplicates({})
    assert dict(ask(target, "SELECT source_path, duplicate_of FROM articles"))["a/story.html"] == "0" * 32
    assert sorted(ask(target, "SELECT id, records FROM runs")) == [("1" * 32, 1), ("2" * 32, 2)]


@in_databases
def test_two_loaders_at_once_do_no_harm(target: str, sink: Sink) -> None:
    records = made(60)
    shards = [records[start : start + 6] for start in range(0, 60, 6)]
    for number, shard in enumerate(shards):
        sink.write(f"part-{number:05}", shard)
    expected = dump(target)
    faults: list[BaseException] = []

    def work(numbers: list[int]) -> None:
        try:
            with closing(open_sink(target, ORIGIN)) as own:
                for number in numbers:
                    own.write(f"part-{number:05}", shards[number])
        except BaseException as error:  # noqa: BLE001 -- told to the test's own thread
            faults.append(error)

    order = list(range(10))
    threads = [
        threading.Thread(target=work, args=(numbers,)) for numbers in (order, order[::-1], order[5:] + order[:5])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert dump(target) == expected


@in_databases
def test_two_that_begin_at_once_make_the_tables_once(target: str) -> None:
    faults: list[BaseException] = []

    def begin() -> None:
        try:
            open_sink(target, ORIGIN).close()
        except BaseException as error:  # noqa: BLE001 -- told to the test's own thread
            faults.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert ask(target, "SELECT application FROM schema_version") == [("news-pipeline",)]


@pytest.fixture
def exact() -> Iterator[None]:
    """Decimal keeps all digits of a sum."""
    with localcontext(prec=80):
        yield


@in_databases
@pytest.mark.usefixtures("exact")
def test_sums_are_those_of_the_records_to_the_last_digit(target: str, sink: Sink, scheme: str) -> None:
    records = made(150)
    sink.write("part-00000", records)
    kept = [
        (str(record.article.published)[:7] if record.article.published else None, money)
        for record in records
        if record.duplicate_of is None
        for money in record.money
        if money.same_as is None and money.per is None
    ]
    for month, currency, figures, total, dollars in ask(
        target, "SELECT month, currency, figures, total, total_usd FROM money_by_month"
    ):
        these = [money for when, money in kept if (when, money.currency) == (month, currency)]
        # What no money can be does not count in SQLite, whose integers end before it.
        amounts = [_amount(money.low, money.high) for money in these]
        expected = sum((each for each in amounts if scheme != "sqlite" or abs(each) < 10**24), Decimal(0))
        assert (figures, Decimal(total)) == (len(these), expected), (month, currency)
        in_dollars = [
            _amount(said.low, said.high)
            for money in these
            if (said := money if money.currency == "USD" else money.usd) is not None
        ]
        some = [each for each in in_dollars if scheme != "sqlite" or abs(each) < 10**24]
        assert (Decimal(dollars) if dollars is not None else None) == (sum(some) if some else None)
    if scheme != "sqlite":
        for currency, total in ask(target, "SELECT currency, SUM(high) FROM money GROUP BY currency"):
            highs = [money.high for record in records for money in record.money if money.currency == currency]
            assert total == sum(high for high in highs if high is not None)


def _amount(low: Decimal | None, high: Decimal | None) -> Decimal:
    amount = high if low is None else low
    assert amount is not None
    return amount


@in_databases
def test_the_views_tell_what_people_ask(target: str, sink: Sink) -> None:
    sold = replace(RECORD.money[0], about=replace(RECORD.money[0].about, sentence_start=0, sentence_end=68))
    in_caption = replace(
        DOLLARS, id="m3", in_="caption/0", same_as=None, about=replace(DOLLARS.about, sentence_start=2, sentence_end=7)
    )
    other = replace(in_caption, id="m4", low=Decimal(5), high=Decimal(5))
    sink.write("part-00000", [replace(RECORD, money=(sold, DOLLARS, in_caption, other))])
    question = """SELECT what, whose, verb, period, sentence, title, published, currency
                  FROM figures ORDER BY figure"""
    first, second, third, _ = ask(target, question)
    assert first == (
        "sale", "Ferrow Yards", "sell", "2018-06-14",
        "Ferrow Yards sold two ferries for 80 million yuan ($12.3 million).",
        RECORD.article.title, "2018-06-25T10:56:00+08:00", "CNY",
    )  # fmt: skip
    assert (second[0], second[4]) == (None, None)
    assert third[4] == "ferry"
    assert ask(target, "SELECT name, type, articles, mentions FROM entity_counts") == [("Ferrow Yards", "ORG", 1, 3)]
    # What a caption says again counts once: in the text, where it restates another.
    by_month = ask(target, "SELECT month, currency, figures, total FROM money_by_month ORDER BY currency")
    assert [(*row[:3], Decimal(row[3])) for row in by_month] == [
        ("2018-06", "CNY", 1, 80_000_000),
        ("2018-06", "USD", 1, 5),
    ]
    ((utc, day),) = ask(target, "SELECT published_utc, published_day FROM articles")
    assert str(utc).replace("T", " ").startswith("2018-06-25 02:56:00")
    assert str(day) == "2018-06-25"
