from pathlib import Path

import pytest

from pipeline.export.latest import Latest
from pipeline.record.types import Record
from pipeline.sinks import Origin, open_database
from tests.databases.made import made
from tests.unit.report.made import RECORDS
from tests.unit.report.views import assert_as_the_views_say


@pytest.mark.parametrize("records", [RECORDS, [*made(60), *made(40, version=1)]], ids=["read", "by chance"])
def test_the_numbers_are_those_of_a_database(records: list[Record], tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'news.db'}"
    sink = open_database(address, Origin(id="1", input="made"))
    sink.write("part-00000", records)
    sink.close()
    assert_as_the_views_say(Latest(lambda: records), address)
