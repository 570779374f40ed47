"""Find the border line of North Korea between the mouths of the Yalu and the Tumen.

The source holds the land of each country with the water cut out. Where two countries touch, the shared edge is the
border to 10 m. Where a reservoir or the source's tiling leaves a gap between them, neither edge is the border; there
the line follows the edge that looks surveyed or, where none does, the shortest way through the gap.
"""

from __future__ import annotations

import heapq
import json
import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import shapely
from pyproj import Geod
from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.ops import substring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

__all__ = ["ELLIPSOID", "border", "land_near", "length_km"]

Vertex = tuple[float, ...]

ELLIPSOID = Geod(ellps="WGS84")
_AROUND = box(124.0, 39.6, 130.95, 43.2)
_TUMEN_MOUTH = (130.6855, 42.2941)

# In the Yalu estuary the source ends at the coast. The border runs along the Chinese side of Pidan island and of
# Hwanggumpyong, which has silted up to the Chinese bank, and passes under the middle of the New Yalu River Bridge.
_PIDAN = ((124.19, 39.79), (124.283, 39.932))
_HWANGGUMPYONG = ((124.285, 39.9305), (124.335, 39.9885))
_NEW_YALU_BRIDGE = (124.3694, 40.0356)
_BRIDGE_REACH = 0.02  # degrees to either side that give way to the bridge's middle

_TILE_EDGE = 0.002  # degrees; an edge this long that runs exactly along a meridian or parallel is the source's tiling
_EXACTLY = 2e-5
_DETOUR = 1.6  # an edge longer than this many times the straight way is the shore of a side arm
_MAX_VERTICES = 260
_LON_SCALE = 0.75  # cosine of 41 degrees north: makes distances in degrees comparable
_SEA = 0.05  # square degrees; a larger gap is the sea


def border(path: Path) -> LineString:
    """Return the border from the Yalu mouth to the Tumen mouth, from the map of all countries at `path`."""
    land = _land(path, {"PRK", "CHN", "RUS"})
    korea = sorted(land["PRK"], key=lambda polygon: -polygon.area)
    neighbours = shapely.union_all([*land["CHN"], *land["RUS"]])
    pidan = _arc(_holding(korea, _PIDAN), *_PIDAN, score=_westward)
    hwanggumpyong = _arc(_holding(korea, _HWANGGUMPYONG), *_HWANGGUMPYONG, score=_westward)
    bank = LineString(_arc(korea[0], hwanggumpyong[-1], _TUMEN_MOUTH, score=_northernmost))
    river = _without_gaps(bank, shapely.union_all(korea), neighbours)
    return LineString(dict.fromkeys([*pidan, *hwanggumpyong, *_through_bridge(river)]))


def land_near(path: Path) -> BaseGeometry:
    """Return the land of all countries near the border, islands included, with the rivers left out."""
    land = _land(path, {"PRK", "CHN", "RUS"})
    return shapely.union_all([polygon for polygons in land.values() for polygon in polygons])


def length_km(line: LineString) -> float:
    """Return the length of a line in kilometres on the WGS 84 ellipsoid."""
    return ELLIPSOID.geometry_length(line) / 1000


def _land(path: Path, countries: set[str]) -> dict[str, list[Polygon]]:
    """Return the valid polygons of each country near the border, without holes: a lake does not end a country."""
    land: dict[str, list[Polygon]] = {}
    with path.open(encoding="utf-8") as lines:  # one feature a line; the file is 168 MB, so only three are parsed
        for line in lines:
            country = next((code for code in countries if f'"A3":"{code}"' in line), None)
            if country:
                geometry = shape(json.loads(line.rstrip().rstrip(","))["geometry"])
                land[country] = [part for polygon in shapely.get_parts(geometry) for part in _near(polygon)]
    return land


def _near(polygon: Polygon) -> list[Polygon]:
    if not polygon.intersects(_AROUND):
        return []
    clipped = shapely.clip_by_rect(Polygon(polygon.exterior), *_AROUND.bounds).buffer(0)
    return [Polygon(part.exterior) for part in getattr(clipped, "geoms", [clipped]) if not part.is_empty]


def _holding(polygons: Sequence[Polygon], ends: tuple[Vertex, Vertex]) -> Polygon:
    """Return the island, never the mainland, whose shore passes closest to both ends."""
    return min(polygons[1:], key=lambda polygon: sum(polygon.exterior.distance(Point(end)) for end in ends))


def _arc(polygon: Polygon, start: Vertex, end: Vertex, *, score: Any) -> list[Vertex]:  # noqa: ANN401
    """Return the way along the ring of `polygon` from near `start` to near `end` that scores higher."""
    ring = list(polygon.exterior.coords)[:-1]
    first, last = _nearest(ring, start), _nearest(ring, end)
    return max(_both_ways(ring, first, last), key=score)


def _nearest(ring: list[Vertex], vertex: Vertex) -> int:
    return min(range(len(ring)), key=lambda index: math.dist(ring[index], vertex))


def _both_ways(ring: list[Vertex], first: int, last: int) -> tuple[list[Vertex], list[Vertex]]:
    turned = ring[first:] + ring[:first]
    stop = (last - first) % len(ring)
    return turned[: stop + 1], [turned[0], *reversed(turned[stop:])] if stop else [turned[0]]


def _westward(way: list[Vertex]) -> float:
    return -sum(lon for lon, _ in way) / len(way)


def _northernmost(way: list[Vertex]) -> float:
    return max(lat for _, lat in way)


def _without_gaps(bank: LineString, korea: Any, neighbours: Any) -> LineString:  # noqa: ANN401
    """Return the bank with every stretch along a gap replaced by the course of the border through the gap."""
    gaps = _AROUND.difference(shapely.union_all([korea, neighbours]))
    courses = []
    for gap in shapely.get_parts(gaps):
        shore = gap.boundary.intersection(bank)
        if gap.area > _SEA or shore.length == 0:
            continue
        ends = sorted({(bank.project(Point(v)), v) for part in getattr(shore, "geoms", [shore]) for v in part.coords})
        course = _course(gap, ends[0][1], ends[-1][1])
        if course:
            courses.append((ends[0][0], ends[-1][0], course))
    return _spliced(bank, sorted(courses))


def _spliced(bank: LineString, courses: list[tuple[float, float, list[Vertex]]]) -> LineString:
    vertices: list[Vertex] = []
    position = 0.0
    for start, end, course in courses:
        if end <= position:
            continue
        if start > position:
            vertices += substring(bank, position, start).coords
        vertices += course
        position = end
    vertices += substring(bank, position, bank.length).coords
    return LineString(dict.fromkeys(vertices))


def _course(gap: Polygon, start: Vertex, end: Vertex) -> list[Vertex]:
    """Return the shore of a gap that looks surveyed, or else the shortest way through it."""
    shortest = _shortest(gap, start, end)
    ring = list(gap.exterior.coords)[:-1]
    if not shortest or start not in ring or end not in ring or start == end:
        return shortest
    limit = _DETOUR * LineString(shortest).length
    ways = _both_ways(ring, ring.index(start), ring.index(end))
    surveyed = [way for way in ways if len(way) > 2 and _is_surveyed(way) and LineString(way).length < limit]  # noqa: PLR2004
    return min(surveyed, key=lambda way: LineString(way).length, default=shortest)


def _is_surveyed(way: list[Vertex]) -> bool:
    steps = ((abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in pairwise(way))
    return all(min(step) > _EXACTLY or max(step) < _TILE_EDGE for step in steps)


def _shortest(gap: Polygon, start: Vertex, end: Vertex) -> list[Vertex]:
    """Return the shortest way inside a polygon, by Dijkstra's algorithm over the vertices that see each other."""
    vertices = list(dict.fromkeys([start, end, *gap.exterior.coords[:-1]]))
    if len(vertices) > _MAX_VERTICES:
        return []
    room = gap.buffer(1e-7)
    shapely.prepare(room)
    best: dict[Vertex, float] = {start: 0.0}
    before: dict[Vertex, Vertex] = {}
    queue = [(0.0, start)]
    while queue:
        distance, here = heapq.heappop(queue)
        if here == end:
            break
        if distance > best[here]:
            continue
        for there in vertices:
            reached = distance + math.hypot((here[0] - there[0]) * _LON_SCALE, here[1] - there[1])
            if reached < best.get(there, math.inf) and room.covers(LineString([here, there])):
                best[there], before[there] = reached, here
                heapq.heappush(queue, (reached, there))
    way = [end]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way[::-1] if way[-1] == start else []


def _through_bridge(river: LineString) -> list[Vertex]:
    middle = river.project(Point(_NEW_YALU_BRIDGE))
    below = substring(river, 0, max(middle - _BRIDGE_REACH, 0))
    above = substring(river, middle + _BRIDGE_REACH, river.length)
    return [*below.coords, _NEW_YALU_BRIDGE, *above.coords]
