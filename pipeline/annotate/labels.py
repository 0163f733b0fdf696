"""What the labels of spaCy's entity recognisers mean in a record."""

from functools import cache
from typing import get_args

from pipeline.data import load_table
from pipeline.record.types import EntityType


@cache
def entity_types() -> dict[str, EntityType]:
    """The record's type of each label: OntoNotes' own, and those of other schemes that are as good as one of them.

    Labels that no single type is as good as (numbers, times, amounts, miscellanies) are not in it.

    >>> entity_types()["PERSON"], entity_types()["PER"], entity_types().get("MISC")
    ('PERSON', 'PERSON', None)
    """
    others = load_table("labels")
    return {label: type_ for type_ in get_args(EntityType) for label in (type_, *others.get(type_, ()))}
