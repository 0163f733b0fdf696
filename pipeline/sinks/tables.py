"""The relational shape of a record, made from the record classes and said once for all SQL sinks.

An article is a row of `articles`. What it holds once are columns there (`source_path`, `dateline_place`); each list is
a table of its own, a row an item, with the article's id and either the item's own id or its position in the list.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from msgspec import inspect

from pipeline.record.types import Record

ColumnType = Literal["text", "integer", "boolean", "decimal", "date"]
_FIXED = re.compile(r"\^\[[^]]+\]\{([0-9]+)\}\$")  # "^[A-Z]{3}$"

Value = str | int | bool | Decimal | dt.date | None

PARENTS = {"articles": "article", "entities": "entity"}
"""Tables whose rows have rows of their own, and what those call their parent's id."""

NAMES = {"in_": "found_in", "start": "start_char", "end": "end_char"}
"""Fields whose names are words of SQL, and their columns; start_char and end_char are spaCy's names."""

LINKS = {"about_subject": "entities", "about_period": "dates", "same_as": "money"}
"""Columns that hold the id of another row of the same article, and its table. `duplicate_of` is not among them: the
earlier article may be in another database."""

INDEXES: dict[str, list[tuple[str, ...]]] = {
    "articles": [("published",), ("publisher",), ("source_path",)],
    "authors": [("author",)],
    "keywords": [("keyword",)],
    "entities": [("name",), ("type", "name")],
    "money": [("currency",), ("article", "about_subject")],
    "dates": [("earliest", "latest")],
}
"""For the questions that are asked most: when, by whom, about whom, how much, and which days."""


@dataclass(frozen=True)
class Column:
    """One column; `field` is where its value stands, from the item of its row ("article.dateline.place").

    `values` are the only ones it can have, () where there is no such list; `description` is what the class says of it;
    `longest` is how many characters its texts can have, None where they can have any number.
    """

    name: str
    type: ColumnType
    nullable: bool
    field: str
    values: tuple[str, ...] = ()
    description: str | None = None
    longest: int | None = None


@dataclass(frozen=True)
class Table:
    """One table. `owners` are the columns of the article's id and, below it, the parent's; `key` is the primary key.

    `field` is where its items stand, from the item of the parent's row; "" for the article itself. `numbered` says
    that items have a position, from 0, in place of an id. `description` is what the item's class says of itself.
    """

    name: str
    field: str
    owners: tuple[str, ...]
    numbered: bool
    columns: tuple[Column, ...]
    children: tuple["Table", ...]
    description: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that no two rows have the same values in."""
        return (*self.owners, "position" if self.numbered else "id")

    @property
    def column_names(self) -> tuple[str, ...]:
        """Every column, in order."""
        position = ("position",) if self.numbered else ()
        return (*self.owners, *position, *(column.name for column in self.columns))

    def descendants(self) -> Iterator["Table"]:
        """This table and all below it, parents before children."""
        yield self
        for child in self.children:
            yield from child.descendants()


Row = tuple[Table, tuple[Value, ...]]


@cache
def articles() -> Table:
    """The table of articles, with all others below it."""
    return _table("articles", "", (), inspect.type_info(Record))


def rows(record: Record) -> Iterator[Row]:
    """Every row that *record* is made of, each with its table, parents before children."""
    return _rows(articles(), record, (), 0)


def _rows(table: Table, item: Any, owners: tuple[Value, ...], position: int) -> Iterator[Row]:
    own: tuple[Value, ...] = (position,) if table.numbered else ()
    yield table, owners + own + _values(table.name, item)
    if table.children:
        below = (*owners, item.id)
        for child in table.children:
            for n, part in enumerate(attrgetter(child.field)(item)):
                yield from _rows(child, part, below, n)


def _values(table: str, item: Any) -> tuple[Value, ...]:
    values: tuple[Value, ...] = ()
    for holder, read, absent in _reading(table):
        held = item
        for name in holder:
            held = None if held is None else getattr(held, name)
        values += absent if held is None else read(held)
    return values


@cache
def _reading(name: str) -> list[tuple[tuple[str, ...], Callable[[Any], tuple[Value, ...]], tuple[None, ...]]]:
    """How the values of a row of the table *name* are read off its item, in order: of which part; by what; and what
    they are where the part is absent.
    """
    (table,) = (each for each in articles().descendants() if each.name == name)
    paths = [tuple(column.field.split(".")) if column.field else () for column in table.columns]
    grouped = [
        (holder, tuple(path[-1] for path in group if path))
        for holder, group in groupby(paths, key=lambda path: path[:-1])
    ]
    return [(holder, _reader(names), (None,) * len(names)) for holder, names in grouped]


def _reader(names: tuple[str, ...]) -> Callable[[Any], tuple[Value, ...]]:
    """What gives the values of *names* of an item; the item itself where there are none."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda item: (getattr(item, names[0]) if names else item,)


def _table(name: str, field: str, owners: tuple[str, ...], item: inspect.Type, description: str | None = None) -> Table:
    item, _, _ = _bare(item)
    if not isinstance(item, inspect.StructType):  # a list of plain strings
        value = Column(name.removesuffix("s"), _column_type(item), nullable=False, field="", description=description)
        return Table(name, field, owners, numbered=True, columns=(value,), children=(), description=description)
    columns: list[Column] = []
    lists: list[tuple[str, str, inspect.Type, str | None]] = []
    _flatten(item, "", "", nullable=False, columns=columns, lists=lists)
    numbered = columns[0].name != "id" if owners else False
    below = (*owners, PARENTS[name]) if lists else ()
    children = tuple(_table(list_name, path, below, part, said) for list_name, path, part, said in lists)
    return Table(name, field, owners, numbered, tuple(columns), children, _first_sentence(item.cls.__doc__))


def _flatten(
    struct: inspect.StructType,
    path: str,
    prefix: str,
    *,
    nullable: bool,
    columns: list[Column],
    lists: list[tuple[str, str, inspect.Type, str | None]],
) -> None:
    """Adds what *struct* holds once to *columns*, and its lists to *lists*."""
    for field in struct.fields:
        kind, optional, description = _bare(field.type)
        where = f"{path}{field.name}"
        if isinstance(kind, inspect.StructType):
            # An article's own fields are what its row is for; those of other parts say whose they are.
            inner = "" if field.name == "article" else f"{prefix}{field.name}_"
            _flatten(kind, f"{where}.", inner, nullable=nullable or optional, columns=columns, lists=lists)
        elif isinstance(kind, inspect.VarTupleType):
            lists.append((field.name, where, kind.item_type, description))
        else:
            name = prefix + NAMES.get(field.name, field.name)
            values = tuple(map(str, kind.values)) if isinstance(kind, inspect.LiteralType) else ()
            may_be_null, longest = nullable or optional, _longest(kind)
            columns.append(Column(name, _column_type(kind), may_be_null, where, values, description, longest))


def _bare(kind: inspect.Type) -> tuple[inspect.Type, bool, str | None]:
    """*kind* without its description and without None; whether it may be None; the description nearest to the field."""
    optional, description = False, None
    while isinstance(kind, inspect.Metadata | inspect.UnionType):
        if isinstance(kind, inspect.Metadata):
            description = description or (kind.extra_json_schema or {}).get("description")
            kind = kind.type
        else:
            optional = True
            (kind,) = (each for each in kind.types if not isinstance(each, inspect.NoneType))
    return kind, optional, description


def _longest(kind: inspect.Type) -> int | None:
    if isinstance(kind, inspect.LiteralType):
        return max(len(str(value)) for value in kind.values)
    fixed = _FIXED.fullmatch(kind.pattern or "") if isinstance(kind, inspect.StrType) else None
    return int(fixed[1]) if fixed else None


def _first_sentence(docstring: str | None) -> str | None:
    """What *docstring* says first, on one line."""
    return " ".join(docstring.split("\n\n")[0].split()) if docstring else None


def _column_type(kind: inspect.Type) -> ColumnType:
    types: dict[type[inspect.Type], ColumnType] = {
        inspect.StrType: "text",
        inspect.LiteralType: "text",
        inspect.IntType: "integer",
        inspect.BoolType: "boolean",
        inspect.DecimalType: "decimal",
        inspect.DateType: "date",
    }
    return types[type(kind)]
