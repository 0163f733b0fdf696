import datetime as dt
from decimal import Decimal
from typing import ClassVar

import pytest
import spacy

from pipeline.annotate.context import Context
from pipeline.annotate.money import find_money
from pipeline.record.types import Money

NLP = spacy.blank("en")
NOTHING_KNOWN = Context()


def find(text: str, context: Context = NOTHING_KNOWN) -> tuple[Money, ...]:
    return find_money({"text": NLP.make_doc(text)}, context)


def only(text: str, context: Context = NOTHING_KNOWN) -> Money:
    (money,) = find(text, context)
    return money


def test_ids_run_through_all_texts_in_order() -> None:
    texts = {"title": "A $5m win", "text": "No figure here.\n\nThen €3 and £4.", "caption/0": "The $5m cup"}
    found = find_money({in_: NLP.make_doc(text) for in_, text in texts.items()}, NOTHING_KNOWN)
    assert [(money.id, money.in_, money.text) for money in found] == [
        ("m1", "title", "$5m"),
        ("m2", "text", "€3"),
        ("m3", "text", "£4"),
        ("m4", "caption/0", "$5m"),
    ]
    assert all(texts[money.in_][money.start : money.end] == money.text for money in found)


@pytest.mark.parametrize("before", ["", "𝄞 ", "naïve – ", "\ufeff", "e\u0301 "])
def test_offsets_count_code_points(before: str) -> None:
    text = f"{before}It cost US$4.7 billion."
    money = only(text)
    assert text[money.start : money.end] == money.text == "US$4.7 billion"


def test_no_text_no_figures() -> None:
    assert find("") == ()
    assert find_money({}, NOTHING_KNOWN) == ()


def test_amounts_are_exact() -> None:
    assert only("It fell to 74.27 cents.").low == Decimal("0.7427")
    assert only("It cost $0.1 trillion.").low == Decimal(100_000_000_000)
    assert only("It cost 123,456,789,012,345.67 euros.").low == Decimal("123456789012345.67")


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("They put in 90 million yuan ($14.1 million) here.", [None, "m1"]),
        ("It cost A$20m ($13m; £10m) to build.", [None, "m1", "m1"]),
        ("It cost $12.3m, or 80m yuan, in all.", [None, "m1"]),
        ("It cost €5m (about $6m).", [None, "m1"]),
        ("It cost $6m, the equivalent of €5m.", [None, "m1"]),
        ("It cost $6m (then $5m).", [None, None]),
        ("It cost $6m (including €5m in fees).", [None, None]),
        ("It cost $6m and €5m.", [None, None]),
        ("It cost $6bn (£200 a head).", [None, None]),
        ("It cost 500 kr ($60).", [None, None]),
        ("It took a US$2 billion loan (HK$15 billion).", [None, "m1"]),
        ("It took a US$2 billion Harbour Bank loan (HK$15 billion).", [None, "m1"]),
        ("It lent $5m to Brazil (R$9m).", [None, None]),
        ("It made a $5m loss (including £4m in fees).", [None, None]),
        ("They cost €120m — about £80m — in all.", [None, "m1"]),
        ("They cost €120m — £80m — in all.", [None, "m1"]),
        ("They cost €120m — £80m in all.", [None, None]),
        ("They raised €5m, about $6m, from a fund.", [None, "m1"]),
        ("They raised €5m, over $6m of it late.", [None, None]),
        ("They paid $5m or about £4m for it.", [None, "m1"]),
        ("They paid $5m or £4m for it.", [None, None]),
        ("They paid $5m = £4m for it.", [None, "m1"]),
    ],
)
def test_what_is_restated(text: str, same_as: list[str | None]) -> None:
    assert [money.same_as for money in find(text)] == same_as


def test_the_unit_after_a_bracket_is_that_of_both() -> None:
    assert [money.per for money in find("It saves €75m (£65m) a year.")] == ["year", "year"]
    assert [money.per for money in find("It saves €75m a year (£65m).")] == ["year", "year"]
    assert [money.per for money in find("It saves €75m (£65m in all) a year.")] == [None, None]


def test_a_comparison_shares_the_unit() -> None:
    assert [money.per for money in find("It earned $3 a share, against $2 in May.")] == ["share", "share"]
    assert [money.per for money in find("It earned $3 a share, against $2 million in May.")] == ["share", None]
    assert [money.per for money in find("It earned $3 a share and $2 in May.")] == ["share", None]


def test_a_restatement_has_the_bound_of_what_it_restates() -> None:
    first, second = find("Prices start at 60,000 euros ($66,000).")
    assert first.qualifier == second.qualifier == "at_least"
    assert (second.low, second.high) == (Decimal(66_000), None)
    first, second = find("It will take €5m-€6m ($7m).")
    assert (first.qualifier, second.qualifier) == ("range", "exact")


@pytest.mark.parametrize(
    ("text", "country", "currency", "decided_by"),
    [
        ("It cost $5.", None, "USD", "symbol"),
        ("It cost $5.", "GB", "USD", "symbol"),
        ("It cost $5.", "US", "USD", "country"),
        ("It cost $5.", "NZ", "NZD", "country"),
        ("It cost 5 dollars.", "SG", "SGD", "country"),
        ("It cost $5.", "ZZ", "USD", "symbol"),
        ("It cost £5.", "GB", "GBP", "symbol"),
        ("It cost Rs 5.", "LK", "LKR", "country"),
        ("It cost Rs 5.", None, None, None),
        ("In Pakistan it cost Rs 5.", None, "PKR", "country"),
        ("In Pakistan it cost Rs 5, in India Rs 6.", None, None, None),
        ("It cost Rs 5 crore.", None, "INR", "symbol"),
        ("It cost 5 Danish kroner, then 6 kroner.", "SE", "DKK", "name"),
        ("It cost 5 cents, not €1.", None, "EUR", "symbol"),
        ("It cost 5 cents, and 6 euros.", "AU", "EUR", "name"),
    ],
)
def test_what_decides_the_currency(
    text: str, country: str | None, currency: str | None, decided_by: str | None
) -> None:
    found = find(text, Context(country=country))
    assert found[-1 if "then" in text else 0].currency == currency
    assert found[-1 if "then" in text else 0].currency_from == decided_by


@pytest.mark.parametrize(
    ("text", "currency", "decided_by"),
    [
        # the sentence, then the paragraph, then the whole text
        ("A Danish bank lent 5 kroner. A Norwegian fund lent 9 kroner.", "NOK", "country"),
        ("It made DKK 5.\n\nHere NOK 7 was lost. Then it lent 9 kroner.", "NOK", "name"),
        ("It made DKK 5.\n\nA Norwegian fund sat. Then it lent 9 kroner.", "NOK", "country"),
        ("It made DKK 5.\n\nThen it lent 9 kroner.", "DKK", "name"),
        ("Mr. Lund of Norway lent 9 kroner.", "NOK", "country"),
        ("All figures are in Canadian dollars.\n\nIt cost $9.", "CAD", "name"),
        ("(Prices in US dollars.) It cost $9.", "USD", "name"),
        ("It sells in Canadian dollars. It cost $9.", "USD", "symbol"),
    ],
)
def test_what_stands_near_decides_first(text: str, currency: str, decided_by: str) -> None:
    money = find(text)[-1]
    assert (money.currency, money.currency_from) == (currency, decided_by)


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("Kenya pays Sh2bn.\n\nKenya paid Sh1bn.\n\nUganda sends coal. It cost Sh9.", ["KES", "KES", "UGX"]),
        ("Kenya pays Sh2bn.\n\nKenya paid Sh1bn.\n\nUganda waits.\n\nIt cost Sh9.", ["KES", "KES", "KES"]),
        ("Kenya pays Sh2bn.\n\nUganda waits.\n\nIt cost Sh9.", ["KES", None]),
        ("Kenya pays Sh2bn.\n\nKenya paid Sh1bn.\n\nUganda paid Sh3.\n\nIt cost Sh9.", ["KES", "KES", "UGX", None]),
    ],
)
def test_what_a_shared_word_is_elsewhere_it_is_where_nothing_tells(text: str, currencies: list[str | None]) -> None:
    assert [money.currency for money in find(text)] == currencies


@pytest.mark.parametrize(("year", "currency"), [(1998, "DEM"), (2018, None)])
def test_old_money_belongs_to_its_time(year: int, currency: str | None) -> None:
    found = find("In Germany it cost 500 marks.", Context(published=dt.date(year, 6, 25)))
    assert [money.currency for money in found] == ([currency] if currency else [])


def test_the_language_decides_a_lone_point() -> None:
    assert only("Es kostet 1.200 €.", Context(language="de")).low == Decimal(1200)
    assert only("It costs 1.200 €.", Context(language="en")).low == Decimal("1.2")


def test_figures_do_not_reach_over_paragraphs() -> None:
    assert [money.text for money in find("It cost $5\n\nmillion people came, paying 10\n\neuros.")] == ["$5"]
    assert [money.text for money in find("It cost $5\nmillion in all.")] == ["$5\nmillion"]


def test_figures_do_not_reach_over_cells() -> None:
    found = find("Rent\t6,500 €\t6,700 €\nFee\t$260\t$268\nShare\t€ 3\t4")
    assert [money.text for money in found] == ["6,500 €", "6,700 €", "$260", "$268", "€ 3"]


@pytest.mark.parametrize(
    "unit",
    [
        "per square ", "$", "$5 to ", "5-", "million ", "a million and ", "half a ", "between $2 and ", "hundreds of ",
        "US ", "a.", "a@", "1/2 ", "up to a ", "$5 (", "$1 000 ", "9 trillion 8 billion 7 million ", "1,", " \n", "Rs ",
    ],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_other_text(unit: str) -> None:
    _find_hostile(unit, NOTHING_KNOWN)


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("de", "5 Millionen "), ("de", "zwei bis "), ("de", "5-Millionen-"), ("es", "15 mil 300 "), ("fr", "1 000 "),
        ("fr", "5 millions d'"), ("zh", "5万亿"), ("zh", "约"), ("ko", "천만"), ("hi", "करोड़"),
        ("fi", "5 miljoonaaaaaa "),
    ],
)  # fmt: skip
def test_hostile_text_of_other_languages_takes_no_longer_either(language: str, unit: str) -> None:
    _find_hostile(unit, Context(language=language))


def _find_hostile(unit: str, context: Context) -> None:
    class Text:
        text = unit * (60_000 // len(unit))
        user_data: ClassVar[dict[str, str]] = {}

    found = find_money({"text": Text()}, context)  # type: ignore[dict-item]  # spaCy itself is slow on such text
    assert all(Text.text[money.start : money.end] == money.text for money in found)
    assert all(money.low is None or money.high is None or money.low <= money.high for money in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Cuesta $1,400 o 3.300 soles."),
        ("nl", "Een lening van 2 billion €."),
        ("fr", "Un prêt de 2 bn €."),
        ("hr", "Cijena je 5 milijardi €."),
        ("hr", "Cijena je € 5 milijardi."),
        ("eu", "€ 5 mila milioi balio du."),
    ],
)
def test_numbers_of_other_languages_are_no_figures_where_they_mean_another(language: str, text: str) -> None:
    assert find(text, Context(language=language)) == ()


@pytest.mark.parametrize(
    ("language", "text", "low"),
    [
        ("de", "Es kostet 1.400 Euro pro Monat.", "1400"),
        ("de", "Es kostet 12,50 €.", "12.5"),
        ("es", "Cuesta 73,320,000 lempiras.", "73320000"),
        ("pl", "Bilet za 30 zł.", "30"),
        (None, "It cost $7 billion.", "7000000000"),
    ],
)
def test_plain_numbers_are_read_in_any_language(language: str | None, text: str, low: str) -> None:
    assert only(text, Context(language=language)).low == Decimal(low)


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "qualifier"),
    [
        ("de", "Die Gemeinde freut sich über rund 1400 Euro.", "1400", "1400", "about"),
        ("de", "Ein Abonnement kostet rund 20 bis 50 Euro.", "20", "50", "range"),
        ("de", "Es kostet zwischen 9 Euro und 50 Euro.", "9", "50", "range"),
        ("de", "Er zahlte 20 Euro bis zu seinem Tod.", "20", "20", "exact"),
        ("de", "Die Rechnung über 500 Euro kam am Montag.", "500", "500", "exact"),
        ("fr", "Cela coûte entre 20 et 50 euros.", "20", "50", "range"),
        ("fr", "Le prix est passé de 20 à 50 euros.", "50", "50", "exact"),
        ("fr", "Il faut jusqu'à 50 €.", None, "50", "at_most"),
        ("es", "Cuesta más de 300 euros.", "300", None, "more_than"),
        ("it", "Costa fino a 90 euro.", None, "90", "at_most"),
        ("pt", "Custa cerca de 30 euros.", "30", "30", "about"),
        ("nl", "Een kaartje kost 20 tot 50 euro.", "20", "50", "range"),
        ("nl", "Het boek gaat over 50 euro.", "50", "50", "exact"),
    ],
)
def test_bounds_and_ranges_in_other_languages(
    language: str, text: str, low: str | None, high: str | None, qualifier: str
) -> None:
    money = only(text, Context(language=language))
    assert (money.low, money.high) == (low and Decimal(low), high and Decimal(high))
    assert money.qualifier == qualifier


@pytest.mark.parametrize(
    ("country", "currency", "decided_by"),
    [("MX", "MXN", "country"), ("US", "USD", "country"), ("PE", None, None), (None, None, None)],
)
def test_the_dollar_sign_in_spanish_is_no_dollar_by_default(
    country: str | None, currency: str | None, decided_by: str | None
) -> None:
    money = only("Cuesta $45 en la tienda.", Context(language="es", country=country))
    assert (money.currency, money.currency_from) == (currency, decided_by)
