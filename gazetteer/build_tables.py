"""Read the three edited tables, say everything that is wrong with them, and make the built ones.

Read by ``build.py``; holds no data and knows nothing of geometry.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["BUILT_COLUMNS", "COLUMNS", "KINDS", "Tables", "build", "faults", "read"]

Row = dict[str, str]

COLUMNS = {
    "places": (
        "place_id", "name", "kind", "country", "lon", "lat", "uncertainty_m", "seat_of", "confidence",
        "source_id", "geonames_id", "wikidata_id", "note",
    ),
    "names": ("place_id", "name", "lang", "script", "system", "preferred", "valid_from", "valid_to", "source_id"),
    "relations": ("place_id", "relation", "other_id", "valid_from", "valid_to", "source_id"),
    "sources": ("id", "title", "publisher", "licence", "where", "retrieved", "sha256"),
}  # fmt: skip

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

KINDS = frozenset(
    [
        "province",
        "prefecture",
        "city",
        "county",
        "district",
        "ri",
        "neighbourhood",
        "workers_district",
        "town",
        "river",
        "lake",
        "mountain",
        "island",
        "bridge",
        "crossing",
        "customs",
        "station",
        "airport",
        "market",
        "mine",
        "camp",
        "region",
    ]
)
RELATIONS = frozenset({"part_of", "seat_of", "opposite", "on_river", "successor_of"})
SCRIPTS = {
    "Latn": re.compile(r"[^\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"),
    "Hang": re.compile(r"[0-9 \uac00-\ud7a3·]+"),
    "Hani": re.compile(r"[0-9\u2014\u3400-\u9fff–()]+"),
    "Cyrl": re.compile(r"[ \-\u0400-\u04ff]+"),
    "Jpan": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+"),
}
SYSTEMS = frozenset(
    [
        "mr",
        "dprk",
        "rr",
        "press",
        "pinyin",
        "hangul_n",
        "hangul_s",
        "hanja",
        "zh-Hans",
        "zh-Hant",
        "japanese",
        "russian",
        "english",
        "misspelling",
    ]
)
CONFIDENCES = frozenset({"high", "medium", "low", "none"})

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LANG = re.compile(r"[a-z]{2}")
_FIRST_LINE = 2  # line 1 of a file is its header


@dataclass(frozen=True)
class Tables:
    """The edited tables, row by row as they stand in the files."""

    places: list[Row]
    names: list[Row]
    relations: list[Row]
    sources: list[Row]
    unreadable: tuple[str, ...] = field(default=())

    def items(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield each table with its name."""
        for table in COLUMNS:
            yield table, getattr(self, table)


def read(folder: Path) -> Tables:
    """Read the four edited tables of `folder`."""
    wrong: list[str] = []
    rows: dict[str, list[Row]] = {}
    for table, columns in COLUMNS.items():
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            if tuple(reader.fieldnames or ()) != columns:
                wrong.append(f"{table}.csv:1: the columns must be {','.join(columns)}")
            rows[table] = list(reader)
        for line, row in enumerate(rows[table], _FIRST_LINE):
            if None in row or None in row.values():
                wrong.append(f"{table}.csv:{line}: has more or fewer cells than the header; quote a cell with a comma")
    return Tables(**rows, unreadable=tuple(wrong))


def faults(tables: Tables) -> list[str]:
    """Return every fault, each as ``file:line: what is wrong and what to do``."""
    if tables.unreadable:
        return list(tables.unreadable)  # cells that slid into other columns would only make noise
    ids = {row["place_id"] for row in tables.places}
    sources = {row["id"] for row in tables.sources}
    checks: dict[str, Callable[[Row], Iterator[str]]] = {
        "places": lambda row: _place_faults(row, ids),
        "names": lambda row: _name_faults(row, ids),
        "relations": lambda row: _relation_faults(row, ids),
        "sources": _source_faults,
    }
    found = []
    for table, rows in tables.items():
        for line, row in enumerate(rows, _FIRST_LINE):
            found += [f"{table}.csv:{line}: {fault}" for fault in _text_faults(row)]
            found += [f"{table}.csv:{line}: {fault}" for fault in checks[table](row)]
            if table != "sources" and row["source_id"] not in sources:
                found.append(f"{table}.csv:{line}: source_id {row['source_id']!r} is not in sources.csv")
    return [*found, *_repeats(tables), *_preferred_faults(tables), *_tree_faults(tables)]


def build(tables: Tables, *, fold: Callable[[str], str], key: Callable[[str], str]) -> dict[str, str]:
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


def _text_faults(row: Row) -> Iterator[str]:
    for column, value in row.items():
        if value != value.strip():
            yield f"{column} {value!r} begins or ends with a space; take it off"
        if any(not letter.isprintable() for letter in value):
            yield f"{column} {value!r} has a character that cannot be seen; take it out"


def _place_faults(row: Row, ids: set[str]) -> Iterator[str]:
    if not _ID.fullmatch(row["place_id"]):
        yield f"place_id {row['place_id']!r} must be lower-case words joined by hyphens"
    if not row["name"]:
        yield "name is empty"
    if row["kind"] not in KINDS:
        yield f"kind {row['kind']!r} is not one of {', '.join(sorted(KINDS))}"
    if not _COUNTRY.fullmatch(row["country"]):
        yield f"country {row['country']!r} must be two capitals, such as KP"
    if row["confidence"] not in CONFIDENCES:
        yield f"confidence {row['confidence']!r} is not one of {', '.join(sorted(CONFIDENCES))}"
    if row["seat_of"] and row["seat_of"] not in ids:
        yield f"seat_of {row['seat_of']!r} is not a place_id"
    if row["geonames_id"] and not row["geonames_id"].isdecimal():
        yield f"geonames_id {row['geonames_id']!r} must be digits"
    if row["wikidata_id"] and not re.fullmatch(r"Q\d+", row["wikidata_id"]):
        yield f"wikidata_id {row['wikidata_id']!r} must be Q and digits"
    yield from _point_faults(row)


def _point_faults(row: Row) -> Iterator[str]:
    point = (row["lon"], row["lat"], row["uncertainty_m"])
    if not any(point):
        if row["confidence"] != "none":
            yield f"has no point, so confidence must be none, not {row['confidence']!r}"
        return
    if not all(point) or row["confidence"] == "none":
        yield "a point needs lon, lat, uncertainty_m and a confidence; leave all four out where it is not located"
    for column, lowest, highest in (("lon", -180, 180), ("lat", -90, 90), ("uncertainty_m", 1, 1_000_000)):
        number = _number(row[column])
        if row[column] and (number is None or not lowest <= number <= highest):
            yield f"{column} {row[column]!r} must be a number from {lowest} to {highest}"
    if _number(row["lon"]) == 0 and _number(row["lat"]) == 0:
        yield "the point 0, 0 is a mark for a missing one; leave it empty"


def _name_faults(row: Row, ids: set[str]) -> Iterator[str]:
    if row["place_id"] not in ids:
        yield f"place_id {row['place_id']!r} is not in places.csv"
    if not _LANG.fullmatch(row["lang"]):
        yield f"lang {row['lang']!r} must be two letters, such as ko"
    if row["system"] not in SYSTEMS:
        yield f"system {row['system']!r} is not one of {', '.join(sorted(SYSTEMS))}"
    if row["preferred"] not in {"", "1"}:
        yield f"preferred {row['preferred']!r} must be 1 or empty"
    if row["script"] not in SCRIPTS:
        yield f"script {row['script']!r} is not one of {', '.join(sorted(SCRIPTS))}"
    elif not SCRIPTS[row["script"]].fullmatch(row["name"]):
        yield f"name {row['name']!r} is not written in {row['script']}"
    yield from _date_faults(row)


def _relation_faults(row: Row, ids: set[str]) -> Iterator[str]:
    for column in ("place_id", "other_id"):
        if row[column] not in ids:
            yield f"{column} {row[column]!r} is not in places.csv"
    if row["place_id"] == row["other_id"]:
        yield f"relates {row['place_id']!r} to itself"
    if row["relation"] not in RELATIONS:
        yield f"relation {row['relation']!r} is not one of {', '.join(sorted(RELATIONS))}"
    yield from _date_faults(row)


def _source_faults(row: Row) -> Iterator[str]:
    for column in ("id", "title", "publisher", "licence", "retrieved"):
        if not row[column]:
            yield f"{column} is empty"
    if row["sha256"] and not re.fullmatch(r"[0-9a-f]{64}", row["sha256"]):
        yield f"sha256 {row['sha256']!r} must be 64 hexadecimal digits"
    if row["retrieved"] and not _DATE.fullmatch(row["retrieved"]):
        yield f"retrieved {row['retrieved']!r} must be a date, such as 2026-02"


def _date_faults(row: Row) -> Iterator[str]:
    for column in ("valid_from", "valid_to"):
        if row[column] and not _DATE.fullmatch(row[column]):
            yield f"{column} {row[column]!r} must be YYYY, YYYY-MM or YYYY-MM-DD"
    if row["valid_from"] and row["valid_to"] and row["valid_from"] > row["valid_to"]:
        yield f"valid_from {row['valid_from']} is after valid_to {row['valid_to']}"


def _repeats(tables: Tables) -> Iterator[str]:
    keys: dict[str, tuple[str, ...]] = {
        "places": ("place_id",),
        "names": ("place_id", "name"),
        "relations": ("place_id", "relation", "other_id", "valid_from"),
        "sources": ("id",),
    }
    for table, rows in tables.items():
        first: dict[tuple[str, ...], int] = {}
        for line, row in enumerate(rows, _FIRST_LINE):
            value = tuple(row[column] for column in keys[table])
            if value in first:
                yield f"{table}.csv:{line}: {' '.join(value)!r} stands already in line {first[value]}"
            first.setdefault(value, line)


def _preferred_faults(tables: Tables) -> Iterator[str]:
    shown: dict[str, list[str]] = {}
    first: dict[tuple[str, str], str] = {}
    for line, row in enumerate(tables.names, _FIRST_LINE):
        if not row["preferred"]:
            continue
        if row["script"] == "Latn":
            shown.setdefault(row["place_id"], []).append(row["name"])
        elif (before := first.setdefault((row["place_id"], row["script"]), row["name"])) != row["name"]:
            yield (
                f"names.csv:{line}: {row['place_id']} prefers {before!r} as well as {row['name']!r}; "
                "prefer one a script"
            )
    for line, row in enumerate(tables.places, _FIRST_LINE):
        names = shown.get(row["place_id"], [])
        if names != [row["name"]]:
            yield (
                f"places.csv:{line}: {row['place_id']} needs one preferred Latn row in names.csv, {row['name']!r}; "
                f"it has {names}"
            )


def _tree_faults(tables: Tables) -> Iterator[str]:
    """Yield places that are part of two things today, or of themselves by a roundabout way."""
    holders: dict[str, set[str]] = {}
    for line, row in enumerate(tables.relations, _FIRST_LINE):
        if row["relation"] == "part_of" and not row["valid_to"]:
            known = holders.setdefault(row["place_id"], set())
            known.add(row["other_id"])
            if len(known) > 1:
                yield f"relations.csv:{line}: {row['place_id']} is part of {' and '.join(sorted(known))} at one time"
    for start in holders:
        seen, place = {start}, start
        while place in holders:
            place = min(holders[place])
            if place in seen:
                yield f"relations.csv: {start} is part of itself by way of {place}"
                break
            seen.add(place)


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


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
