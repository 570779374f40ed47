"""The map under the events of a printed figure: land, provinces, border with kilometres, crossings, towns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from shapely.geometry import shape

from geo_nk.border import border_line, point_at
from geo_nk.data import read_json
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps.print.figure_water import RIVER, draw_border_rivers, draw_relief, fill, lines
from geo_nk.maps.print.labels import Label, free_places
from geo_nk.maps.print.pen import INK, PAPER, SOFT
from geo_nk.maps.print.symbols import crossing
from geo_nk.maps.shared.basemap import LAST_UNIT, basemap, unpacked
from geo_nk.maps.shared.strip import strip
from geo_nk.maps.shared.style import colours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from geo_nk.maps.print.pen import Box, Pen

__all__ = ["ACCENT", "Ground", "draw_ground"]

ACCENT: Final = colours()["accent"]
_BORDER: Final = colours()["border"]
_WATER: Final = colours()["water"]

# Paper shows a tint darker than a screen does, so the ground is lighter than the page's.
_SEA: Final = "#e1ebef"
_COAST: Final = "#b7c8cf"
_LAND: Final = "#f1efe9"
_HOME: Final = "#fdfcf9"
_PROVINCE: Final = "#cbc4b8"
_DASHES: Final = (0, (4, 1.5, 1, 1.5))

_KM_STEP: Final = 100
_CROSSED: Final = ("official", "unofficial", "under_construction")
_NEAR: Final = 0.6  # degrees from the border within which small towns are named: farther off they tell nothing


class Ground:
    """The part of the earth that a figure shows: between degrees and points of its axes.

    Parameters
    ----------
    bounds
        West, south, east and north in degrees.
    pen
        The pen of the axes.
    """

    def __init__(self, bounds: Box, pen: Pen) -> None:
        self.bounds = bounds
        self.frame = shapely.box(*bounds)
        west, south, east, north = bounds
        width, height = pen.size
        self._corner = np.array([west, south])
        self._scale = np.array([width / (east - west), height / (north - south)])

    def points(self, places: Any) -> NDArray[np.float64]:  # noqa: ANN401 - any sequence of positions
        """Return the points of the axes for positions (lon, lat in degrees)."""
        at = np.reshape(np.asarray(places, dtype="float64"), (-1, 2))
        return np.asarray((at - self._corner) * self._scale)

    def holds(self, places: Any) -> NDArray[np.bool_]:  # noqa: ANN401 - as above
        """Return which positions lie in the part that is shown."""
        lon, lat = np.reshape(np.asarray(places, dtype="float64"), (-1, 2)).T
        west, south, east, north = self.bounds
        return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


def draw_ground(pen: Pen, ground: Ground, *, shaded: Collection[str], taken: list[Box]) -> None:
    """Draw what lies under the events.

    Parameters
    ----------
    pen
        For the axes, whose limits are set.
    ground
        What they show.
    shaded
        Provinces of which no more is known than that events happened in them.
    taken
        Where events and their names stand; no name is written there. What is written here is added.
    """
    pen.ax.set_facecolor(_SEA)
    shapes, provinces = _shapes()
    west, south, east, north = ground.bounds
    wide = shapely.box(west - 0.1, south - 0.1, east + 0.1, north + 0.1)  # so that no cut edge shows
    fill(pen, [shapes["land"]], wide, facecolor=_LAND, edgecolor=_COAST, linewidth=0.4, zorder=1)
    fill(pen, [shapes["home"]], wide, facecolor=_HOME, edgecolor="none", zorder=2)
    draw_relief(pen, ground)
    dark = [outline for place_id, outline in provinces.items() if place_id in shaded]
    fill(pen, dark, wide, facecolor=ACCENT, edgecolor="none", alpha=0.13, zorder=2.5)
    fill(pen, [shapes["lakes"]], wide, facecolor=RIVER, edgecolor="none", zorder=3)
    lines(pen, [shapes["rivers"]], wide, color=RIVER, linewidth=0.7, zorder=3)
    lines(pen, [shapes["province_lines"]], wide, color=_PROVINCE, linewidth=0.5, linestyle=_DASHES, zorder=3.5)
    lines(pen, [shapes["boundaries"]], wide, color=colours()["boundary"], linewidth=0.6, zorder=3.6)
    lines(pen, [border_line()], wide, color="#d9b9a3", linewidth=4.2, alpha=0.5, zorder=4)
    draw_border_rivers(pen, ground, wide)
    lines(pen, [border_line()], wide, color=_BORDER, linewidth=0.5, zorder=5)
    _draw_crossings(pen, ground, taken)
    taken.extend(_along_border(ground))
    _write_kilometres(pen, ground, taken)
    _write_names(pen, ground, taken)
    _write_towns(pen, ground, taken)


@cache
def _shapes() -> tuple[dict[str, Any], dict[str, Any]]:
    source = read_json("geometry/basemap.json")
    held = {
        "land": shapely.union_all(shapely.make_valid(_polygons(source["land"]))),
        "home": shapely.union_all(shapely.make_valid(_polygons(source["home"]))),
        "lakes": shapely.union_all(shapely.make_valid(_polygons([*source["lakes"], *source["reservoirs"]]))),
        "rivers": shapely.multilinestrings([shapely.linestrings(river["line"]) for river in source["rivers"]]),
        "boundaries": shapely.multilinestrings([shapely.linestrings(line) for line in source["boundaries"]]),
        "province_lines": shapely.multilinestrings([shapely.linestrings(line) for line in source["province_lines"]]),
    }
    features = read_json("geometry/provinces.geojson")["features"]
    return held, {each["properties"]["place_id"]: shapely.make_valid(shape(each["geometry"])) for each in features}


def _polygons(parts: Iterable[Any]) -> list[Any]:
    return [shapely.Polygon(rings[0], rings[1:]) for rings in parts]


def _draw_crossings(pen: Pen, ground: Ground, taken: list[Box]) -> None:
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    places = [(lon, lat) for _, _, category, lon, lat in strip()["crossings"] if category in _CROSSED]
    kept = np.array([place for place in places if ground.holds(place)[0]])
    at = _apart(ground.points(kept), 5.0)
    bracket = Path.make_compound_path(*(Path(1.1 * corners) for corners in crossing()))
    pen.draw([bracket], at, zorder=6, facecolors="none", edgecolors=_BORDER, linewidths=0.7)
    taken.extend((x - 2, y - 2, x + 2, y + 2) for x, y in at)


def _along_border(ground: Ground) -> list[Box]:
    """Return small boxes along the border, so that no name lies on it."""
    at = _apart_along(ground.points(shapely.get_coordinates(border_line())), 3.0)
    return [(x - 1.2, y - 1.2, x + 1.2, y + 1.2) for x, y in at.tolist()]


def _apart_along(at: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    """Return points of a line about every `step`."""
    far = np.concatenate([[0.0], np.hypot(*np.diff(at, axis=0).T).cumsum()])
    stops = np.arange(0.0, far[-1], step)
    return np.column_stack([np.interp(stops, far, at[:, 0]), np.interp(stops, far, at[:, 1])])


def _apart(at: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    """Return points of which none is nearer than `least` to one before it."""
    kept: list[NDArray[np.float64]] = []
    for point in at:
        if all(np.hypot(*(point - other)) >= least for other in kept):
            kept.append(point)
    return np.reshape(kept, (-1, 2))


def _write_kilometres(pen: Pen, ground: Ground, taken: list[Box]) -> None:
    """Mark every hundredth kilometre of the border."""
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    along = range(0, int(strip()["length_km"]) + 1, _KM_STEP)
    stops = [(km, (point_at(km).x, point_at(km).y)) for km in along]
    stops = [(km, place) for km, place in stops if ground.holds(place)[0]]
    at = ground.points([place for _, place in stops])
    pen.draw([Path.circle(radius=1.3)], at, zorder=7, facecolors=PAPER, edgecolors=_BORDER, linewidths=0.7)
    taken.extend((x - 2, y - 2, x + 2, y + 2) for x, y in at)
    texts = [pen.say("map.kilometre", n=km, km=km) for km, _ in stops]
    _write_labels(pen, list(zip(texts, at, strict=True)), taken, size=5.6, color=_BORDER, gap=3)


def _write_names(pen: Pen, ground: Ground, taken: list[Box]) -> None:
    """Write the names of countries, waters and provinces, centred where there is room."""
    looks: dict[str, dict[str, Any]] = {
        "peak": {"size": 6, "color": SOFT, "style": "italic"},
        "lake": {"size": 5.6, "color": _WATER, "style": "italic"},
        "stream": {"size": 5.8, "color": _WATER, "style": "italic"},
        "country": {"size": 8.5, "color": SOFT, "spaced": True},
        "sea": {"size": 7.5, "color": _WATER, "style": "italic"},
        "river": {"size": 6.8, "color": _WATER, "style": "italic"},
    }
    for names, kind, *place, _from, _to in basemap()["labels"]:
        if ground.holds(place)[0]:
            _write_centred(pen, names[pen.tongue], ground.points(place)[0], taken, **looks[kind])
    for names, _, packed in basemap()["rivers"]:
        middle = unpacked(packed)[len(packed) // 4]
        if ground.holds(middle)[0]:
            _write_centred(pen, names[pen.tongue], ground.points(middle)[0], taken, **looks["stream"])
    for province in basemap()["provinces"]:
        if ground.holds(province["label"][:2])[0]:
            name = province["names"][pen.tongue].upper()
            at = ground.points(province["label"][:2])[0]
            _write_centred(pen, name, at, taken, size=5.8, color="#8d8578", spaced=True)


def _write_centred(
    pen: Pen,
    text: str,
    at: NDArray[np.float64],
    taken: list[Box],
    *,
    size: float,
    spaced: bool = False,
    **look: Any,  # noqa: ANN401 - as matplotlib takes them
) -> None:
    words = "\u2009".join(text) if spaced else text
    half, rise = pen.width(words, size) / 2, size * 0.45
    for shift in (0.0, 1.6, -1.6, 3.2, -3.2):
        x, y = at[0], at[1] + shift * size
        box = (x - half, y - rise, x + half, y + rise)
        if box[0] > 1 and box[2] < pen.size[0] - 1 and box[1] > 1 and box[3] < pen.size[1] - 1 and _is_free(box, taken):
            pen.write(x, y, words, size=size, ha="center", va="center", halo=None, zorder=8, **look)
            taken.append(box)
            return


def _is_free(box: Box, taken: list[Box]) -> bool:
    left, bottom, right, top = box
    return not any(left < c and right > a and bottom < d and top > b for a, b, c, d in taken)


def _write_towns(pen: Pen, ground: Ground, taken: list[Box]) -> None:
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    towns = read_json("geometry/basemap.json")["towns"]
    off = shapely.distance(shapely.points([(town["lon"], town["lat"]) for town in towns]), border_line())
    held = [
        town
        for town, degrees in zip(towns, off.tolist(), strict=True)
        if ground.holds((town["lon"], town["lat"]))[0]
        and (town["rank"] < LAST_UNIT or (town["rank"] == LAST_UNIT and degrees < _NEAR))
    ]
    held.sort(key=lambda town: (town["rank"] + (town["country"] != "KP") * 0.5, town["name"]))
    at = ground.points([(town["lon"], town["lat"]) for town in held])
    names = [tongues(town["place_id"], name=town["name"])[pen.tongue] for town in held]
    big = [town["rank"] < LAST_UNIT for town in held]
    shown: list[NDArray[np.float64]] = []
    for large, size, color in ((True, 6.4, INK), (False, 5.6, SOFT)):
        pairs = [(name, point) for name, point, each in zip(names, at, big, strict=True) if each == large]
        free = [pair for pair in pairs if _is_free((*(pair[1] - 1.5), *(pair[1] + 1.5)), taken)]
        shown += _write_labels(pen, free, taken, size=size, color=color, gap=2.6)
    dots = np.reshape(shown, (-1, 2))
    pen.draw([Path.circle(radius=1.0)], dots, zorder=7, facecolors=PAPER, edgecolors=SOFT, linewidths=0.6)


def _write_labels(
    pen: Pen, pairs: list[tuple[str, NDArray[np.float64]]], taken: list[Box], *, size: float, color: str, gap: float
) -> list[NDArray[np.float64]]:
    """Write texts beside their points where there is room; return the points of those that found it."""
    labels = [Label(text, at[0], at[1], pen.width(text, size), size * 0.95, gap) for text, at in pairs]
    found = []
    for placed in free_places(labels, taken=taken, size=pen.size):
        if placed is not None:
            label = placed.label
            middle = placed.bottom + label.height / 2
            pen.write(
                placed.left, middle, label.text, size=size, color=color, va="center_baseline", halo=_HOME, zorder=9
            )
            taken.append((placed.left, placed.bottom, placed.left + label.width, placed.bottom + label.height))
            taken.append((label.x - 1.5, label.y - 1.5, label.x + 1.5, label.y + 1.5))
            found.append(np.array([label.x, label.y]))
    return found
