"""The shipped geography, packed for the page: land, water, provinces, border, towns.

Coordinates become whole numbers of 1/10,000 degree (11 m), each counted from the one before it; that is a third of the
size of GeoJSON and is unpacked by ``assets/basemap/geometry.js``.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any

from geo_nk.border import border_length_km, border_line, point_at
from geo_nk.data import file, read_json
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps.shared.words import in_each_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["KILOMETRE_STEP", "LAST_UNIT", "SCALE", "basemap", "pack_line", "province_middles", "unpacked"]

#: Units to the degree.
SCALE = 10_000

#: Kilometres between the marks along the border.
KILOMETRE_STEP = 10

#: The last rank of towns that are seats of units or lie opposite one; those of a later rank are villages and quarters.
LAST_UNIT = 3

Position = tuple[float, float]


def pack_line(line: Iterable[Sequence[float]]) -> list[int]:
    """Return a line as one flat list: first position, then the steps from each position to the next.

    Parameters
    ----------
    line
        Positions (lon, lat) in degrees.

    Returns
    -------
    list of int
        ``[lon, lat, step east, step north, ...]`` in 1/10,000 degree; steps of no length are left out.

    Examples
    --------
    >>> pack_line([(128.0, 41.0), (128.001, 41.0002), (128.001, 41.0002)])
    [1280000, 410000, 10, 2]
    """
    points = [(round(p[0] * SCALE), round(p[1] * SCALE)) for p in line]
    steps = ((x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points))
    return list(chain(points[0], *(step for step in steps if step != (0, 0)))) if points else []


def unpacked(packed: Sequence[int]) -> list[Position]:
    """Return the positions of a packed line.

    Examples
    --------
    >>> unpacked([1280000, 410000, 10, 2])
    [(128.0, 41.0), (128.001, 41.0002)]
    """
    lons, lats = accumulate(packed[::2]), accumulate(packed[1::2])
    return [(lon / SCALE, lat / SCALE) for lon, lat in zip(lons, lats, strict=True)]


def _lines(coordinates: Any) -> Iterator[list[Position]]:  # noqa: ANN401 - GeoJSON coordinates, nested to any depth
    """Yield every ring or line in GeoJSON coordinates, however deep they are nested."""
    if not coordinates:
        return
    if isinstance(coordinates[0][0], int | float):
        yield [(p[0], p[1]) for p in coordinates]
        return
    for part in coordinates:
        yield from _lines(part)


def _packed(coordinates: Any) -> list[list[int]]:  # noqa: ANN401 - as in _lines
    return [pack_line(line) for line in _lines(coordinates)]


def _province(feature: dict[str, Any]) -> dict[str, Any]:
    """Pack one province, with the point at which its name stands and its events are marked."""
    told = feature["properties"]
    return {
        "id": told["place_id"],
        "names": tongues(told["place_id"]),
        "label": told["label"],
        "rings": _packed(feature["geometry"]["coordinates"]),
    }


def _relief() -> bytes:
    return file("geometry/relief.jpg").read_bytes()


def _labels() -> list[list[Any]]:
    """Return the names of countries and waters: names, kind, lon, lat and the zooms between which each is written."""
    numbers = ("lon", "lat", "from_zoom", "to_zoom")
    rows = in_each_language("words/labels.csv")
    return [[names, row["kind"], *(float(row[name]) for name in numbers)] for row, names in rows]


def _kilometres() -> list[tuple[float, float]]:
    """Return the points of the border at every tenth kilometre, from kilometre 0."""
    points = (point_at(km) for km in range(0, int(border_length_km()) + 1, KILOMETRE_STEP))
    return [(round(point.x, 4), round(point.y, 4)) for point in points]


@cache
def province_middles() -> dict[str, tuple[float, float]]:
    """Return the middle of each province by its id, as longitude and latitude: where its events are marked."""
    return {province["id"]: (province["label"][0], province["label"][1]) for province in basemap()["provinces"]}


@cache
def basemap() -> dict[str, Any]:
    """Return the packed basemap as the page reads it.

    Returns
    -------
    dict
        ``land``, ``home_land``, ``lakes``, ``reservoirs``, ``boundaries``, ``province_lines``, ``border`` (lists of
        packed lines), ``length_km`` of the border, ``rivers`` (names, the zoom from which they are named, packed line),
        ``widths`` of the border river in metres every ``width_step`` km, ``relief`` (``extent``, ``jpeg``),
        ``provinces``, ``towns``, ``labels``, ``kilometres`` (points of the border every `KILOMETRE_STEP`), ``bounds``
        and ``home`` (west, south, east, north of what can be looked at and of the border), ``attribution``, ``scale``.
        Names are lists as `tongues` returns them. Shared: not to be changed.
    """
    source = read_json("geometry/basemap.json")
    return {
        "scale": SCALE,
        "bounds": source["bounds"],
        **{name: _packed(source[name]) for name in ("land", "lakes", "reservoirs", "boundaries", "province_lines")},
        "home_land": _packed(source["home"]),
        "rivers": [[river["names"], river["from_zoom"], pack_line(river["line"])] for river in source["rivers"]],
        "widths": source["widths_m"],
        "width_step": source["width_step_km"],
        "relief": {"extent": source["relief"], "jpeg": b64encode(_relief()).decode("ascii")},
        "border": [pack_line(border_line().coords)],
        "home": border_line().bounds,
        "length_km": round(border_length_km(), 1),
        "kilometre_step": KILOMETRE_STEP,
        "kilometres": _kilometres(),
        "provinces": [_province(feature) for feature in read_json("geometry/provinces.geojson")["features"]],
        "towns": [
            [t["lon"], t["lat"], tongues(t["place_id"], name=t["name"]), t["kind"], t["rank"]] for t in source["towns"]
        ],
        "labels": _labels(),
        "attribution": source["attribution"],
    }
