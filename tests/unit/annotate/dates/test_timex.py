from decimal import Decimal

import pytest

from pipeline.annotate.dates.meaning import Amount
from pipeline.annotate.dates.timex import duration_value, long_ago_value
from pipeline.annotate.dates.words import UNITS


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        (((Decimal(3), UNITS["years"]),), "P3Y"),
        (((Decimal("2.50"), UNITS["years"]),), "P2.5Y"),
        (((Decimal(1), UNITS["year"]), (Decimal(6), UNITS["months"])), "P1Y6M"),
        (((Decimal(1), UNITS["day"]), (Decimal(12), UNITS["hours"])), "P1DT12H"),
        (((Decimal(2), UNITS["quarters"]),), "P6M"),
        (((Decimal(1), UNITS["fortnight"]),), "P2W"),
        (((Decimal("1E+3"), UNITS["days"]),), "P1000D"),
        (((Decimal("1E+40"), UNITS["days"]),), "PXD"),
        (((None, UNITS["minutes"]),), "PTXM"),
        (((None, UNITS["quarters"]),), "PXQ"),
    ],
)
def test_duration_values(amount: Amount, value: str) -> None:
    assert duration_value(amount) == value


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        (((Decimal(4) * 10**9, UNITS["years"]),), "GA4"),
        (((Decimal("4.5") * 10**9, UNITS["years"]),), "MA4500"),
        (((Decimal(66) * 10**6, UNITS["years"]),), "MA66"),
        (((Decimal(5000), UNITS["years"]),), "KA5"),
        (((Decimal(2500), UNITS["years"]),), ""),
        (((Decimal(5000), UNITS["weeks"]),), ""),
        (((None, UNITS["years"]),), ""),
        (((Decimal(5000), UNITS["years"]), (Decimal(6), UNITS["months"])), ""),
    ],
)
def test_what_was_before_all_calendars(amount: Amount, value: str) -> None:
    assert long_ago_value(amount) == value
