"""Where the border can be crossed, could be once, or is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo_nk.border.measure import along_and_off
from geo_nk.border.metric import BORDER_CRS
from geo_nk.data import read_table
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from geo_nk.gazetteer import Gazetteer, Place

__all__ = ["CROSSED", "crossings"]

CROSSED = ("official", "unofficial", "under_construction")
"""Categories of crossings that may be crossed, or soon will be: no ruins, no towns that only face each other."""

_COLUMNS = (
    "place_id", "name", "other_names", "kind", "category", "form", "status", "status_as_of", "status_confidence",
    "dprk_place", "other_place", "other_country", "confidence", "uncertainty_m",
)  # fmt: skip
_FACTS = ("category", "form", "status", "status_as_of", "status_confidence")


def crossings(*, gazetteer: Gazetteer | None = None) -> gpd.GeoDataFrame:
    """Return the crossings of the border in order, from the mouth of the Yalu to the mouth of the Tumen.

    Parameters
    ----------
    gazetteer
        The gazetteer that has their places and names; the one that ships with geo_nk where None.

    Returns
    -------
    geopandas.GeoDataFrame
        Indexed by place_id: border_km, name, other_names (list, every spelling), kind, category (``official``,
        ``unofficial``, ``ruin``, ``no_crossing``, ``under_construction``), form (``rail bridge`` ...), status,
        status_as_of, status_confidence, dprk_place, other_place and other_country (what lies on the two banks),
        confidence and uncertainty_m (metres) of the point, border_distance_m (metres from the point to the border
        line), and geometry (EPSG:4326 point). Only crossings with a point are listed.

    Examples
    --------
    >>> table = crossings()
    >>> table["border_km"].is_monotonic_increasing
    True
    >>> table.loc["crossing-x17-changbai-hyesan", ["dprk_place", "other_place"]].tolist()
    ['Hyesan', 'Changbai']
    """
    import geopandas as gpd  # noqa: PLC0415 - heavy, and the line alone does without
    import pandas as pd  # noqa: PLC0415 - as above

    asked = gazetteer if gazetteer is not None else load_gazetteer()
    rows = list(_rows(asked))
    points = shapely.points(np.reshape([(row["lon"], row["lat"]) for row in rows], (-1, 2)))
    table = gpd.GeoDataFrame(pd.DataFrame(rows, columns=[*_COLUMNS]), geometry=points, crs="EPSG:4326")
    km, off = along_and_off(table.to_crs(BORDER_CRS).geometry.to_numpy())
    table.insert(0, "border_km", km)
    table["border_distance_m"] = off
    return table.sort_values("border_km", kind="stable").set_index("place_id")


def _rows(gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """Yield what is known of each crossing that the gazetteer locates."""
    spellings = _spellings(gazetteer)
    for facts in read_table("lexicon/places/crossing_status.csv"):
        if facts["place_id"] not in gazetteer:
            continue
        place = gazetteer.get(facts["place_id"])
        if place.located:
            yield _row(place, facts, gazetteer) | {"other_names": spellings.get(place.place_id, [])}


def _row(place: Place, facts: dict[str, str], gazetteer: Gazetteer) -> dict[str, Any]:
    other = next(iter(gazetteer.related(place.place_id, "opposite")), None)
    here = next(iter(gazetteer.part_of(place.place_id)), None)
    return {
        "place_id": place.place_id,
        "name": place.name,
        "kind": place.kind,
        **{fact: facts[fact] or None for fact in _FACTS},
        "dprk_place": here.name if here else None,
        "other_place": other.name if other else None,
        "other_country": other.country if other else None,
        "confidence": place.confidence,
        "uncertainty_m": place.uncertainty_m,
        "lon": place.lon,
        "lat": place.lat,
    }


def _spellings(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """Return the names of every place but the one shown."""
    spellings: dict[str, list[str]] = {}
    for name, place_id in gazetteer.all_names():
        if name != gazetteer.get(place_id).name:
            spellings.setdefault(place_id, []).append(name)
    return spellings
