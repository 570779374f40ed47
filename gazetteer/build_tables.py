"""Make the built tables of the edited ones: what ``geo_nk/data/gazetteer`` holds.

Read by ``build.py``; holds no data and no rule: what tables must be stands in ``geo_nk.gazetteer.check``.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from geo_nk.gazetteer.check.tables import COLUMNS
from geo_nk.names.folding import fold
from geo_nk.names.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo_nk.gazetteer.check.tables import Row, Tables

__all__ = ["BUILT_COLUMNS", "build"]

#: The built tables are read at every start, so notes stay behind and what would be derived is written out.
BUILT_COLUMNS = {
    "places": (
        "place_id", "name", "kind", "country", "lon", "lat", "uncertainty_m", "province_id", "county_id", "seat_of",
        "confidence", "source_id", "geonames_id", "wikidata_id",
    ),
    "names": (*COLUMNS["names"], "folded", "key"),
    "relations": COLUMNS["relations"],
    "sources": (*COLUMNS["sources"], "rows"),
}  # fmt: skip


def build(tables: Tables) -> dict[str, str]:
    """Return the built tables as text by file name; the same tables give the same text."""
    parents = _parents(tables)
    kinds = {row["place_id"]: row["kind"] for row in tables.places}
    places = [
        row | {"province_id": _province(row, parents, kinds), "county_id": _county(row["place_id"], parents, kinds)}
        for row in tables.places
    ]
    names = [row | {"folded": fold(row["name"]), "key": key(row["name"])} for row in tables.names]
    counted = Counter(row["source_id"] for rows in (places, names, tables.relations) for row in rows)
    built = {
        "places": sorted(places, key=lambda row: row["place_id"]),
        "names": sorted(names, key=lambda row: (row["place_id"], not row["preferred"], row["script"], row["name"])),
        "relations": sorted(tables.relations, key=lambda row: tuple(row.values())),
        "sources": sorted(
            (row | {"rows": str(counted[row["id"]] or "")} for row in tables.sources), key=lambda row: row["id"]
        ),
    }
    return {f"{table}.csv": _text(rows, BUILT_COLUMNS[table]) for table, rows in built.items()}


def _text(rows: list[Row], columns: tuple[str, ...]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _parents(tables: Tables) -> dict[str, str]:
    """Return what holds each place today."""
    return {
        row["place_id"]: row["other_id"]
        for row in tables.relations
        if row["relation"] == "part_of" and not row["valid_to"]
    }


def _upwards(place_id: str, parents: dict[str, str]) -> Iterator[str]:
    while place_id:
        yield place_id
        place_id = parents.get(place_id, "")


def _province(row: Row, parents: dict[str, str], kinds: dict[str, str]) -> str:
    """Return the first-order unit: the last place on the way up, where that is a unit at all."""
    *_, top = _upwards(row["place_id"], parents)
    return top if kinds[top] in {"province", "city"} or top.startswith("ru-primorsky") else ""


def _county(place_id: str, parents: dict[str, str], kinds: dict[str, str]) -> str:
    """Return the nearest city or county on the way up, or a district that stands directly below the first order."""
    for unit in _upwards(place_id, parents):
        below_first_order = unit in parents and parents[unit] not in parents
        if kinds[unit] in {"city", "county"} or (kinds[unit] == "district" and below_first_order):
            return unit
    return ""
