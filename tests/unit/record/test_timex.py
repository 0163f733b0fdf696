import pytest

from pipeline.record.timex import is_timex_value
from pipeline.record.types import TimexType

GOOD: dict[TimexType, list[str]] = {
    "DATE": [
        "2018", "2018-06", "2018-06-14", "XXXX-06-14", "2018-XX-XX", "199X", "199", "19", "2", "BC0044", "BC04",
        "2018-W25", "2018-W25-4", "2018-W25-WE", "XXXX-WXX-1", "2018-SP", "2018-WI", "1989-Q4", "2018-QX", "2018-H1",
        "XXX", "XX", "FY2018", "FY2018-Q3", "PAST_REF", "PRESENT_REF", "FUTURE_REF", "MA65", "2020-02-29", "2020-W53",
        "2018-02-14/2018-03-31", "2016/2017",
    ],
    "TIME": [
        "2018-06-14T10:56", "2018-06-14T10:56:07.5", "2018-06-14T24:00", "2018-06-14TMO", "XXXX-WXX-5TEV", "T09:00",
        "2018-06-14T10:56+08:00", "2018-06-14T10Z", "2018-W25-WETNI", "PRESENT_REF",
    ],
    "DURATION": ["P3Y", "P2.5Y", "PXM", "PT2H30M", "P1Y6M", "P2DE", "P3CE", "P1WE", "PT36H", "P1DT12H", "PXD", "P1Q"],
    "SET": ["P1D", "XXXX-WXX-1", "XXXX-12-25", "PT1H", "XXXX-XX-XXTMO"],
}  # fmt: skip
BAD: dict[TimexType, list[str]] = {
    "DATE": [
        "", "2018-13", "2018-00", "2018-06-31", "2019-02-29", "2018-6-4", "2018-W54", "2019-W53", "2018-W00",
        "2018-Q5", "2018-H3", "P3Y", "2018-06-14TMO", "June", "2018-06-14 ", "2018-06-14\n", "0000", "0000-01-01",
        "PAST", "XXXXX", "２０１８", "2018-W25-8", "T09:00",
        "2018-03-31/2018-02-14", "2016/2016", "2016/2017-01-01", "2018-02-30/2018-03-31", "2016/", "2018-06/2018-07",
    ],
    "TIME": ["2018-06-14", "2018-06-14T25:00", "2018-06-14T10:61", "2018-06-14TXX:", "2018-06-14TZZ", "P1D", "T"],
    "DURATION": ["P", "PT", "3Y", "P3", "P3YT", "PY", "2018", "P-3Y", "P3y", "PAST_REF", "P3Y "],
    "SET": ["daily", "", "P"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in GOOD.items() for value in values])
def test_values_of_the_standard(kind: TimexType, value: str) -> None:
    assert is_timex_value(value, kind)


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in BAD.items() for value in values])
def test_what_is_no_value(kind: TimexType, value: str) -> None:
    assert not is_timex_value(value, kind)
