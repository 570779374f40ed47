"""The rules that the gazetteer's tables keep, and what is wrong with tables that do not.

The build and ``geo-nk gazetteer check`` both ask here, so that what one accepts the other does.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from geo_nk.data import read_table
from geo_nk.gazetteer.check.points import misplaced, shipped_ground
from geo_nk.gazetteer.check.tables import FIRST_LINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo_nk.gazetteer.check.points import Ground
    from geo_nk.gazetteer.check.tables import Row, Tables

__all__ = ["RELATIONS", "SCRIPTS", "SYSTEMS", "faults", "kinds"]

RELATIONS: Final = frozenset({"part_of", "seat_of", "opposite", "on_river", "successor_of"})
SCRIPTS: Final = {
    "Latn": re.compile(r"[^\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"),
    "Hang": re.compile(r"[0-9 \uac00-\ud7a3·]+"),
    "Hani": re.compile(r"[0-9\u2014\u3400-\u9fff–()]+"),
    "Cyrl": re.compile(r"[ \-\u0400-\u04ff]+"),
    "Jpan": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+"),
}
SYSTEMS: Final = frozenset([
    "mr", "dprk", "rr", "press", "pinyin", "hangul_n", "hangul_s", "hanja", "zh-Hans", "zh-Hant",
    "japanese", "russian", "english", "misspelling",
])  # fmt: skip
CONFIDENCES: Final = frozenset({"high", "medium", "low", "none"})

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LANG = re.compile(r"[a-z]{2}")


@functools.cache
def kinds() -> frozenset[str]:
    """Return the kinds of place that there are."""
    return frozenset(row["kind"] for row in read_table("lexicon/places/kind_extents.csv"))


def faults(tables: Tables, *, ground: Ground | None = None) -> list[str]:
    """Return every fault of the tables.

    Parameters
    ----------
    tables
        Edited or shipped.
    ground
        What the points are held against; the shipped provinces and border where none is given.

    Returns
    -------
    list of str
        Each as ``file:line: what is wrong and what to do``.

    Examples
    --------
    >>> from geo_nk.gazetteer.check.tables import shipped_tables
    >>> faults(shipped_tables())
    []
    """
    if tables.unreadable:
        return list(tables.unreadable)  # cells that slid into other columns would only make noise
    wrong = [*_row_faults(tables), *_repeats(tables), *_preferred_faults(tables), *_tree_faults(tables)]
    # A point that is no number, or a place that is part of itself, cannot lie anywhere.
    return wrong or misplaced(tables, ground=ground or shipped_ground())


def _row_faults(tables: Tables) -> Iterator[str]:
    """Yield what is wrong with each row by itself."""
    ids = {row["place_id"] for row in tables.places}
    sources = {row["id"] for row in tables.sources}
    checks: dict[str, Callable[[Row], Iterator[str]]] = {
        "places": lambda row: _place_faults(row, ids),
        "names": lambda row: _name_faults(row, ids),
        "relations": lambda row: _relation_faults(row, ids),
        "sources": _source_faults,
    }
    for table, rows in tables.items():
        for line, row in enumerate(rows, FIRST_LINE):
            for fault in (*_text_faults(row), *checks[table](row)):
                yield f"{table}.csv:{line}: {fault}"
            if table != "sources" and row["source_id"] not in sources:
                yield f"{table}.csv:{line}: source_id {row['source_id']!r} is not in sources.csv"


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
    if row["kind"] not in kinds():
        yield f"kind {row['kind']!r} is not one of {', '.join(sorted(kinds()))}"
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
    begun, ended = row["valid_from"], row["valid_to"]
    if begun[: len(ended)] > ended[: len(begun)]:  # as far as both go: from May 1977 to 1977 is no fault
        yield f"valid_from {begun} is after valid_to {ended}"


def _repeats(tables: Tables) -> Iterator[str]:
    keys: dict[str, tuple[str, ...]] = {
        "places": ("place_id",),
        "names": ("place_id", "name"),
        "relations": ("place_id", "relation", "other_id", "valid_from"),
        "sources": ("id",),
    }
    for table, rows in tables.items():
        first: dict[tuple[str, ...], int] = {}
        for line, row in enumerate(rows, FIRST_LINE):
            value = tuple(row[column] for column in keys[table])
            if value in first:
                yield f"{table}.csv:{line}: {' '.join(value)!r} stands already in line {first[value]}"
            first.setdefault(value, line)


def _preferred_faults(tables: Tables) -> Iterator[str]:
    shown: dict[str, list[str]] = {}
    first: dict[tuple[str, str], str] = {}
    for line, row in enumerate(tables.names, FIRST_LINE):
        if not row["preferred"]:
            continue
        if row["script"] == "Latn":
            shown.setdefault(row["place_id"], []).append(row["name"])
        elif (before := first.setdefault((row["place_id"], row["script"]), row["name"])) != row["name"]:
            told = f"{row['place_id']} prefers {before!r} as well as {row['name']!r}; prefer one a script"
            yield f"names.csv:{line}: {told}"
    for line, row in enumerate(tables.places, FIRST_LINE):
        names = shown.get(row["place_id"], [])
        if names != [row["name"]]:
            yield (
                f"places.csv:{line}: {row['place_id']} needs one preferred Latn row in names.csv, {row['name']!r}; "
                f"it has {names}"
            )


def _tree_faults(tables: Tables) -> Iterator[str]:
    """Yield places that are part of two things today, or of themselves by a roundabout way."""
    holders: dict[str, set[str]] = {}
    for line, row in enumerate(tables.relations, FIRST_LINE):
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


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
