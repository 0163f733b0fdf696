"""docs/export.md names what there is."""

from pathlib import Path

import pytest

from pipeline.export import FORMATS
from pipeline.export.encodable import encodable
from pipeline.export.follow_the_money import entities
from pipeline.export.schema_org import TYPES
from pipeline.export.sheets import sheets
from pipeline.record.types import Article
from tests.unit.export.made import ODD
from tests.unit.record.made import RECORD

DOCS = (Path(__file__).parents[3] / "docs" / "export.md").read_text("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_there(name: str) -> None:
    assert f"| `{name}` |" in DOCS
    assert f"--format {name} --output" in DOCS or name.startswith("csv")


def test_every_table_and_every_column_of_figures_is_there() -> None:
    names = [*sheets(), *(column.name for column in sheets()["figures"].columns)]
    assert [name for name in names if f"`{name}`" not in DOCS] == []


def test_every_field_of_an_article_is_mapped_to_schema_org_or_left_out() -> None:
    section = DOCS.partition("## `schema.org`")[2].partition("## `ftm`")[0]
    assert [name for name in Article.__struct_fields__ if f"`{name}`" not in section] == []
    assert [type_ for type_ in TYPES.values() if f"`{type_}`" not in section] == []


def test_every_schema_and_property_of_follow_the_money_is_there() -> None:
    section = DOCS.partition("## `ftm`")[2].partition("## `docbin`")[0]
    for entity in (*entities(RECORD), *entities(encodable(ODD))):
        properties = entity["properties"]
        assert isinstance(properties, dict)
        assert [name for name in (entity["schema"], *properties) if f"`{name}`" not in section] == []
