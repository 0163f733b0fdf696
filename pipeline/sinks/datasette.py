"""How Datasette shows news.db: what it calls metadata, made from the same description as the tables."""

import json
from typing import Any

from pipeline.sinks.schema import metadata

_SHOWN: dict[str, dict[str, Any]] = {
    "articles": {
        "label_column": "title",
        "facets": ["publisher", "language", "section"],
        "sort_desc": "published",
        "fts_table": "articles_search",
        "fts_pk": "number",
    },
    "entities": {"label_column": "name", "facets": ["type", "country"]},
    "money": {"label_column": "text", "facets": ["currency", "qualifier", "per", "about_predicate"]},
    "dates": {"label_column": "text", "facets": ["type"], "sort": "earliest"},
    "warnings": {"facets": ["code"]},
    "keywords": {"facets": ["keyword"]},
    "authors": {"facets": ["author"]},
    "blocks": {"hidden": True},
    "schema_version": {"hidden": True},
    "shards": {"hidden": True},
    "figures": {
        "description": "Every figure: how much, of what, whose, when, in which article.",
        "facets": ["currency", "whose", "publisher"],
        "sortable_columns": ["published", "currency", "what", "whose", "period_earliest"],
        "columns": {
            "what": "what is measured",
            "whose": "who or what it belongs to",
            "verb": "the verb of its sentence, lemmatised",
            "period": "when it holds, as TIMEX3",
            "sentence": "the sentence that it was read from",
            "url": "the article's canonical address, else the one it was fetched from",
        },
    },
    "entity_counts": {
        "description": "In how many articles, and how often, each is named; articles that repeat others do not count.",
        "facets": ["type", "country"],
        "sortable_columns": ["name", "articles", "mentions", "first_day", "last_day"],
    },
    "money_by_month": {
        "description": "Amounts by month of publication and currency; restatements, amounts per share or year and "
        "articles that repeat others do not count.",
        "facets": ["currency"],
        "sortable_columns": ["month", "currency", "figures", "articles"],
    },
}


def datasette_metadata(database: str = "news") -> str:
    """The metadata file of Datasette, as JSON, for a file called *database*.db."""
    tables = {name: dict(shown) for name, shown in _SHOWN.items()}
    for name, table in metadata("sqlite").tables.items():
        shown = tables.setdefault(name, {})
        if table.comment:
            shown["description"] = table.comment
        if columns := {column.name: column.comment for column in table.columns if column.comment}:
            shown["columns"] = columns
    described = {
        "title": "News articles",
        "description": "Articles, and the entities, monetary figures and dates found in them.",
        "databases": {database: {"tables": dict(sorted(tables.items()))}},
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"
