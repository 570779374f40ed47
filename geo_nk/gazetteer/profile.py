"""Everything that the gazetteer knows of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_nk.gazetteer.footprint import footprint
from geo_nk.gazetteer.sources import source
from geo_nk.gazetteer.validity import covers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo_nk.gazetteer.store import Gazetteer
    from geo_nk.gazetteer.tables import Name, Relation

__all__ = ["profile"]

_GROUND = ("lon", "lat", "uncertainty_m", "geo_precision", "stand_in", "reason")
# How a relation reads from its other end.
_INVERSE = {"seat_of": "seat", "successor_of": "succeeded_by", "opposite": "opposite"}


def profile(gazetteer: Gazetteer, place_id: str, *, at: str | None = None) -> dict[str, Any]:
    """Return everything that a gazetteer knows of a place.

    Parameters
    ----------
    gazetteer
        Where the place is listed.
    place_id
        Of the place.
    at
        ISO date; leaves out names and relations that did not hold then.

    Returns
    -------
    dict
        With its names, relations, position (lon and lat in WGS 84 degrees, radius in metres), footprint and sources.

    Raises
    ------
    geo_nk.errors.UnknownPlaceError
        If no place has this id.

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> known = profile(load_gazetteer(), "kp-ryanggang-hyesan")
    >>> known["kind"], known["seat_of"], known["footprint"]["geo_precision"]
    ('city', 'kp-ryanggang', 'settlement')
    """
    place, row = gazetteer.get(place_id), gazetteer.row(place_id)
    ground = footprint(place, gazetteer)
    return {
        "place_id": place_id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "province": place.province,
        "province_id": place.province_id,
        "county_id": place.county_id,
        "seat_of": row.seat_of or None,
        "lon": place.lon,
        "lat": place.lat,
        "uncertainty_m": place.uncertainty_m,
        "confidence": place.confidence,
        "source": source(row.source_id).citation,
        "geonames_id": row.geonames_id or None,
        "wikidata_id": row.wikidata_id or None,
        "footprint": {key: getattr(ground, key) for key in _GROUND},
        "names": [_name(name) for name in gazetteer.names_of(place_id) if not at or covers(name, at)],
        "relations": [
            _relation(gazetteer, relation, other, row)
            for relation, other, row in _relations(gazetteer, place_id)
            if not at or covers(row, at)
        ],
    }


def _name(name: Name) -> dict[str, Any]:
    """Return a name as plain values."""
    return {
        "name": name.name,
        "lang": name.lang or None,
        "script": name.script or None,
        "system": name.system or None,
        "preferred": bool(name.preferred),
        "valid_from": name.valid_from or None,
        "valid_to": name.valid_to or None,
        "source": source(name.source_id).citation,
    }


def _relations(gazetteer: Gazetteer, place_id: str) -> Iterator[tuple[str, str, Relation]]:
    """Yield what a place is to others, and what others are to it, each with the other place."""
    seen: set[tuple[str, str, str, str]] = set()
    own = [(row.relation, row.other_id, row) for row in gazetteer.units.of_place(place_id)]
    others = [
        (_INVERSE[row.relation], row.place_id, row)
        for row in gazetteer.units.relations
        if row.other_id == place_id and row.relation in _INVERSE
    ]
    for relation, other, row in own + others:
        told = (relation, other, row.valid_from, row.valid_to)
        if other in gazetteer and told not in seen:
            seen.add(told)
            yield relation, other, row


def _relation(gazetteer: Gazetteer, relation: str, other_id: str, row: Relation) -> dict[str, Any]:
    """Return a relation as plain values."""
    return {
        "relation": relation,
        "place_id": other_id,
        "name": gazetteer.get(other_id).name,
        "valid_from": row.valid_from or None,
        "valid_to": row.valid_to or None,
        "source": source(row.source_id).citation,
    }
