"""The counties of North Korea as areas: what is counted by county is drawn and compared so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_json, read_table
from geo_nk.gazetteer.shipped import load_gazetteer

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["county_cells"]


@cache
def county_cells() -> gpd.GeoDataFrame:
    """Return the counties, cities and districts of North Korea that have an area.

    Returns
    -------
    geopandas.GeoDataFrame
        By ``place_id``; EPSG:4326: ``county``, ``province``, ``area_km2``, and an approximate outline, which is no
        surveyed one. Shared: not to be changed.

    Examples
    --------
    >>> cells = county_cells()
    >>> cells.loc["kp-ryanggang-hyesan", ["county", "province"]].tolist(), len(cells) > 150
    (['Hyesan', 'Ryanggang'], True)
    """
    import geopandas as gpd  # noqa: PLC0415 - heavy, and looking a name up does without
    from shapely.geometry import shape  # noqa: PLC0415 - as above

    gazetteer = load_gazetteer()
    features = read_json("geometry/counties.geojson")["features"]
    shapes = {each["properties"]["place_id"]: shape(each["geometry"]) for each in features}
    areas = {row["place_id"]: float(row["area_km2"]) for row in read_table("lexicon/places/unit_extents.csv")}
    places = [gazetteer.get(place_id) for place_id in shapes if place_id in areas and place_id in gazetteer]
    held = [place for place in places if place.country == "KP"]
    columns = {
        "county": [place.name for place in held],
        "province": [place.province for place in held],
        "area_km2": [areas[place.place_id] for place in held],
    }
    index = [place.place_id for place in held]
    cells = gpd.GeoDataFrame(columns, geometry=[shapes[each] for each in index], index=index, crs="EPSG:4326")
    cells.index.name = "place_id"
    return cells
