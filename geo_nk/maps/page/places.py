"""What the page knows of the places of its events: their names, to be shown and searched, and what they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.tongues import tongues

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.gazetteer import Gazetteer

__all__ = ["place_table"]


def place_table(place_ids: Iterable[object]) -> dict[str, dict[str, Any]]:
    """Return the names of places, and of the counties and provinces that hold them.

    Parameters
    ----------
    place_ids
        Of the places; what the gazetteer does not know is passed over.

    Returns
    -------
    dict
        By place id, in alphabetical order: ``names`` in English, Korean and Chinese, ``kind``, ``county`` and
        ``province`` (ids, or None), and ``other``: every other spelling that is listed.

    Examples
    --------
    >>> places = place_table(["kp-ryanggang-hyesan", "of-no-place"])
    >>> list(places), places["kp-ryanggang-hyesan"]["names"]
    (['kp-ryanggang', 'kp-ryanggang-hyesan'], ['Hyesan', '혜산', '惠山'])
    >>> "Hyesanjin" in places["kp-ryanggang-hyesan"]["other"]
    True
    """
    wanted = {place_id for place_id in place_ids if isinstance(place_id, str)}
    if not wanted:
        return {}
    gazetteer = load_gazetteer()
    known = {place_id for place_id in wanted if place_id in gazetteer}
    holders = {unit for place_id in known for unit in _holders(gazetteer, place_id) if unit in gazetteer}
    return {place_id: _entry(gazetteer, place_id) for place_id in sorted(known | holders)}


def _holders(gazetteer: Gazetteer, place_id: str) -> list[str]:
    place = gazetteer.get(place_id)
    return [unit for unit in (place.county_id, place.province_id) if unit]


def _entry(gazetteer: Gazetteer, place_id: str) -> dict[str, Any]:
    place = gazetteer.get(place_id)
    names = tongues(place_id)
    listed = dict.fromkeys(name.name for name in gazetteer.names_of(place_id))
    return {
        "names": names,
        "kind": place.kind,
        "county": place.county_id,
        "province": place.province_id,
        "other": [name for name in listed if name not in names],
    }
