"""How complete and how sound the gazetteer's tables are, in numbers and with what a person should look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo_nk.gazetteer.check.faults import faults
from geo_nk.gazetteer.check.tables import Tables, read_tables, shipped_tables
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from geo_nk.gazetteer.check.tables import Row

__all__ = ["Census", "check_gazetteer"]

# No county of North Korea reaches further from its seat; the counties of Jilin are larger, Antu 130 km long.
_FAR_M: Final = {"KP": 80_000.0}
_FAR_ELSEWHERE_M: Final = 150_000.0


@dataclass(frozen=True, slots=True)
class Census:
    """What a check found.

    Attributes
    ----------
    places, names, relations, sources : int
        Rows of each table.
    faults : tuple of str
        What breaks a rule, each as ``file:line: what is wrong and what to do``.
    unsourced : int
        Rows without a source; each is a fault, too.
    contradictions : tuple of str
        Rows that break no rule but cannot all be right.
    unlocated : dict of str to int
        Places without a point, by kind.
    """

    places: int
    names: int
    relations: int
    sources: int
    faults: tuple[str, ...]
    unsourced: int
    contradictions: tuple[str, ...]
    unlocated: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether no rule is broken."""
        return not self.faults


def check_gazetteer(folder: str | os.PathLike[str] | None = None) -> Census:
    """Check the gazetteer's tables.

    Parameters
    ----------
    folder
        Holds edited tables: ``places.csv``, ``names.csv``, ``relations.csv``, ``sources.csv``. The shipped ones where
        none is given.

    Returns
    -------
    Census

    Raises
    ------
    geo_nk.errors.ReadError
        If a table is missing or is no table.

    Examples
    --------
    >>> check_gazetteer().sound
    True
    """
    tables = shipped_tables() if folder is None else read_tables(folder)
    wrong = tuple(faults(tables))
    known = {row["id"] for row in tables.sources if "id" in row}
    rows = [*tables.places, *tables.names, *tables.relations]
    return Census(
        places=len(tables.places),
        names=len(tables.names),
        relations=len(tables.relations),
        sources=len(tables.sources),
        faults=wrong,
        unsourced=sum(row.get("source_id", "") not in known for row in rows),
        # What breaks the rules may not even have the cells to compare.
        contradictions=() if wrong else tuple(_contradictions(tables)),
        unlocated=dict(sorted(Counter(row.get("kind", "") for row in tables.places if not row.get("lon")).items())),
    )


def _contradictions(tables: Tables) -> Iterator[str]:
    """Yield what cannot all be right."""
    places = {row["place_id"]: row for row in tables.places}
    yield from _shared_ids(tables)
    for row in tables.relations:
        yield from _relation_doubts(row, places)
    seats = {(row["place_id"], row["other_id"]) for row in tables.relations if row["relation"] == "seat_of"}
    for row in tables.places:
        if row["seat_of"] and seats and (row["place_id"], row["seat_of"]) not in seats:
            yield f"{row['place_id']}: places.csv has it as the seat of {row['seat_of']}, relations.csv does not"


def _shared_ids(tables: Tables) -> Iterator[str]:
    """Yield the places that claim to be one thing elsewhere."""
    for column in ("geonames_id", "wikidata_id"):
        holders: dict[str, list[str]] = defaultdict(list)
        for row in tables.places:
            if row[column]:
                holders[row[column]].append(row["place_id"])
        for value, ids in sorted(holders.items()):
            if len(ids) > 1:
                yield f"{column} {value} stands at {' and '.join(ids)}"


def _relation_doubts(row: Row, places: dict[str, Row]) -> Iterator[str]:
    """Yield what the two places of a relation say against it."""
    one, other = places[row["place_id"]], places[row["other_id"]]
    if row["relation"] == "opposite" and one["country"] == other["country"]:
        yield f"{one['place_id']}: lies opposite {other['place_id']} and on the same side of the border"
    if row["relation"] != "part_of" or row["valid_to"]:
        return
    if one["country"] != other["country"]:
        yield f"{one['place_id']}: is part of {other['place_id']} in another country"
    elif other["kind"] == "county" and one["lon"] and other["lon"]:
        apart = great_circle_m(*(float(end[column]) for end in (one, other) for column in ("lon", "lat")))
        if apart > _FAR_M.get(one["country"], _FAR_ELSEWHERE_M):
            yield f"{one['place_id']}: lies {apart / 1000:.0f} km from {other['place_id']}, which holds it"
