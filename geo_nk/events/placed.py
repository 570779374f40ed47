"""What an event table says of a place that was found: the same for a name in a report and for one in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.events.schema import column
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from geo_nk.border import PhraseFootprint
    from geo_nk.gazetteer import Candidate, Place
    from geo_nk.gazetteer.footprint import Footprint

__all__ = ["place_columns", "units_of"]

_METHODS: Final = frozenset(column("match_method").values)
_TENTHS: Final = 1  # decimals of a kilometre of the border: the line itself is good to some hundred metres


def units_of(place: Place | None) -> dict[str, str | None]:
    """Return the county and the province of a place, by their names; None where it has none.

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> units_of(load_gazetteer().get("kp-north-hamgyong-onsong-namyang"))
    {'county': 'Onsong', 'province': 'North Hamgyong'}
    """
    if place is None:
        return {"county": None, "province": None}
    shipped = load_gazetteer()
    county = shipped.get(place.county_id).name if place.county_id and place.county_id in shipped else None
    return {"county": county, "province": place.name if place.kind == "province" else place.province}


def place_columns(found: Candidate, ground: Footprint | PhraseFootprint) -> dict[str, object]:
    """Return the columns on place and match of an event.

    Parameters
    ----------
    found
        The place, and how its name was matched.
    ground
        Where it lies.

    Returns
    -------
    dict
        By columns of `EVENT_COLUMNS`, with ``lon`` and ``lat`` in degrees for the geometry. What has a point has no
        stretch of the border.

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> from geo_nk.gazetteer.footprint import footprint
    >>> gazetteer = load_gazetteer()
    >>> found = gazetteer.resolve("Yalu River").best
    >>> told = place_columns(found, footprint(found.place, gazetteer))
    >>> told["lon"], told["km_start"], told["geo_precision"]
    (None, 0.0, 'linear')
    """
    placed = ground.lon is not None
    along = None if placed else ground.stretch_km
    return {
        "place_id": found.place.place_id,
        "place_name": found.place.name,
        "place_kind": found.place.kind,
        **units_of(found.place),
        "lon": ground.lon,
        "lat": ground.lat,
        "uncertainty_m": ground.uncertainty_m,
        "geo_precision": ground.geo_precision,
        "stand_in": ground.stand_in,
        "km_start": None if along is None else round(along[0], _TENTHS),
        "km_end": None if along is None else round(along[1], _TENTHS),
        "match_method": found.method if found.method in _METHODS else None,
        "match_score": found.score,
        "unplaced_reason": None if placed else ground.reason,
    }
