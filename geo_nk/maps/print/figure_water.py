"""The water and the light on the hills of a printed figure, and how areas and lines are cut to its frame."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo_nk.border import border_length_km, stretch_between
from geo_nk.data import file
from geo_nk.maps.shared.basemap import basemap
from geo_nk.maps.shared.strip import strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.maps.print.figure_base import Ground
    from geo_nk.maps.print.pen import Box, Pen

__all__ = ["RIVER", "draw_border_rivers", "draw_relief", "fill", "lines"]

RIVER: Final = "#9cc5dc"

_RELIEF: Final = 0.13  # how strong the light is where the figure is of the whole border
_RELIEF_FROM: Final = 5.0  # degrees of longitude; in a closer figure it is fainter, for the source is coarse
_RELIEF_LEAST: Final = 0.3  # of its strength: fainter, it only blurs
_FINER: Final = 4  # pixels that are drawn for one of the source
_LEAST_WIDTH: Final = 1.6  # points of a border river that is narrower than that


def fill(pen: Pen, shapes: Iterable[Any], frame: Any, **look: Any) -> None:  # noqa: ANN401 - shapely and matplotlib
    """Fill areas, cut to the frame so that a file holds no more than it shows."""
    from matplotlib.collections import PathCollection  # noqa: PLC0415 - an extra
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    paths = []
    for part in shapely.get_parts(shapely.intersection(np.array(list(shapes), dtype=object), frame)):
        if part.geom_type == "Polygon" and not part.is_empty:
            rings = [part.exterior, *part.interiors]
            paths.append(
                Path.make_compound_path(*(Path(np.asarray(ring.coords)[:, :2], closed=True) for ring in rings))
            )
    pen.ax.add_collection(PathCollection(paths, **look), autolim=False)


def lines(pen: Pen, parts: Iterable[Any], frame: Any, **look: Any) -> None:  # noqa: ANN401 - as above
    """Draw lines, cut to the frame."""
    from matplotlib.collections import LineCollection  # noqa: PLC0415 - an extra

    cut = shapely.intersection(np.array(list(parts), dtype=object), frame)
    runs = [np.asarray(part.coords)[:, :2] for part in shapely.get_parts(cut) if part.geom_type == "LineString"]
    pen.ax.add_collection(LineCollection(runs, capstyle="round", joinstyle="round", **look), autolim=False)


def draw_relief(pen: Pen, ground: Ground) -> None:
    """Lay the light on the hills over the land, the fainter the closer the figure looks: the source is coarse."""
    from PIL import Image  # noqa: PLC0415 - an extra: matplotlib reads pictures with it

    frame = ground.frame.intersection(shapely.box(*basemap()["relief"]["extent"]))
    share = (ground.bounds[2] - ground.bounds[0]) / _RELIEF_FROM
    if frame.is_empty or share < _RELIEF_LEAST:
        return
    west, south, east, north = frame.bounds
    picture = Image.open(io.BytesIO(file("geometry/relief.jpg").read_bytes()))
    box = _pixels(picture.size, (west, south, east, north))
    size = (round((box[2] - box[0]) * _FINER), round((box[3] - box[1]) * _FINER))
    light = np.asarray(picture.resize(size, Image.Resampling.BICUBIC, box=box), dtype="float64") / 128 - 1
    heights = np.arcsinh(np.tan(np.radians(np.linspace(north, south, len(light)))))
    rows = (heights[0] - heights) / (heights[0] - heights[-1]) * (len(light) - 1)
    light = light[np.rint(rows).astype(int)]  # the picture is in Mercator, the figure counts degrees
    shade = np.zeros((*light.shape, 4))
    shade[..., :3] = (light > 0)[..., None]
    shade[..., 3] = np.clip(2 * np.abs(light), 0, 1) * _RELIEF * min(share, 1)
    # As it is, and not made finer for the file: a figure would be four times as large.
    look: dict[str, Any] = {"interpolation": "none", "aspect": pen.ax.get_aspect(), "zorder": 2.2}
    pen.ax.imshow(shade, extent=(west, east, south, north), **look)


def _pixels(size: tuple[int, int], bounds: Box) -> Box:
    """Return the part of the picture that `bounds` (west, south, east, north) cover: left, top, right, bottom."""
    lons, lats = np.reshape([*basemap()["relief"]["extent"], *bounds], (4, 2)).T
    (x0, x1, x2, x3), (y0, y1, y2, y3) = lons, np.arcsinh(np.tan(np.radians(lats)))
    across, down = size[0] / (x1 - x0), size[1] / (y1 - y0)
    return (x2 - x0) * across, (y1 - y3) * down, (x3 - x0) * across, (y1 - y2) * down


def draw_border_rivers(pen: Pen, ground: Ground, frame: Any) -> None:  # noqa: ANN401 - shapely
    """Draw the border rivers as wide as they are, and no narrower than can be seen."""
    for _, first, last in _courses():
        lines(pen, [stretch_between(first, last)], frame, color=RIVER, linewidth=_LEAST_WIDTH, zorder=4.5)
    step, per_metre = basemap()["width_step"], _points_per_metre(ground)
    for k, metres in enumerate(basemap()["widths"]):
        km, width = k * step, metres * per_metre
        if width > _LEAST_WIDTH and any(first <= km <= last for _, first, last in _courses()):
            reach = stretch_between(max(km - step / 2, 0), min(km + step / 2, border_length_km()))
            lines(pen, [reach], frame, color=RIVER, linewidth=width, zorder=4.5)


def _courses() -> list[list[Any]]:
    """Return the names, first and last kilometre of the two rivers; between them the border runs over a mountain."""
    return list(strip()["rivers"][::2])


def _points_per_metre(ground: Ground) -> float:
    (_, low), (_, high) = ground.points([(127.0, 41.0), (127.0, 42.0)])
    return float(high - low) / 111_000
