"""Events as GeoJSON, strictly RFC 7946 both ways: a collection, or a feature on each line."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NoReturn

import numpy as np
import pandas as pd
import shapely

from geo_nk._files import as_text, clean, decode, read_bytes
from geo_nk.errors import OutputError, ReadError, shown
from geo_nk.events.categories import load_categories
from geo_nk.events.columns import columns_of
from geo_nk.events.formats.edtf import edtf
from geo_nk.events.frame import is_missing, iso_days
from geo_nk.events.schema import EVENT_COLUMNS, SCHEMA_VERSION, names_of
from geo_nk.gazetteer.place import on_earth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.events.columns import Columns

__all__ = ["from_geojson", "from_lines", "plain_values", "to_geojson", "to_lines"]

_DECIMALS: Final = 7  # a centimetre
_TIDY: Final = frozenset(column.name for column in EVENT_COLUMNS)
_DATES: Final = names_of("date")
_LIMIT: Final = 256_000_000
_DEEPEST: Final = 20
#: Properties for other programs: simplestyle's, and the interval as days and as EDTF.
_ADDED: Final = ("marker-color", "marker-symbol", "start", "end", "edtf")
_ADDED_ALWAYS: Final = frozenset({"marker-color", "marker-symbol", "edtf"})
_OF_PYTHON: Final = "Exceeds the limit (4300 digits) for integer string conversion"
_LONGEST_NUMBER: Final = 10**4_000  # Python reads and writes no whole number of more than 4,300 digits
_BLANK: Final = " \t\r\x1e"
_LONLAT_ALT: Final = (2, 3)


def to_geojson(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[str]:
    """Yield the text of a GeoJSON file, one feature a line, table by table.

    Positions are lon, lat with seven decimals; an event without a point has a null geometry. The
    same events give the same text, however they lie in tables.

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`.

    Yields
    ------
    str
        Parts of the text: without a ``crs`` member, which RFC 7946 took away.

    Raises
    ------
    geo_nk.errors.OutputError
        If a value of another column is nested too deeply for a file.
    """
    yield f'{{"type":"FeatureCollection","geo_nk_schema":{SCHEMA_VERSION},"features":[\n'
    joint = ""
    box = [math.inf, math.inf, -math.inf, -math.inf]
    for events in tables:
        if features := _features(events):
            yield joint + ",\n".join(features)
            joint = ",\n"
        box = _around(box, events)
    bounds = f',"bbox":{json.dumps(box, separators=(",", ":"))}' if math.isfinite(box[0]) else ""
    yield f"\n]{bounds}}}\n"


def _around(box: list[float], events: gpd.GeoDataFrame) -> list[float]:
    """Return west, south, east and north of what was before and of these events."""
    geometry = events.geometry.to_numpy()
    if not len(geometry) or shapely.is_missing(geometry).all():
        return box
    west, south, east, north = np.round(shapely.total_bounds(geometry), _DECIMALS).tolist()
    # + 0.0: the bounds of a point at -0.0 are as those of one at 0.0
    return [min(box[0], west) + 0.0, min(box[1], south) + 0.0, max(box[2], east) + 0.0, max(box[3], north) + 0.0]


def to_lines(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[str]:
    """Yield the text of a file with a GeoJSON feature on each line, as GDAL and ogr2ogr read it (GeoJSONSeq).

    Parameters
    ----------
    tables
        As for `to_geojson`.

    Yields
    ------
    str
        Parts of the text.

    Raises
    ------
    geo_nk.errors.OutputError
        As `to_geojson`.
    """
    for events in tables:
        if features := _features(events):
            yield "\n".join([*features, ""])


def _features(events: gpd.GeoDataFrame) -> list[str]:
    """Return each event as the text of a GeoJSON feature."""
    names = [str(name) for name in events.columns if name != "geometry"]
    columns = [plain_values(events[name]) for name in names]
    names, columns = [*names, *_ADDED], [*columns, *_added(events)]
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
    lines = []
    for geometry, *values in zip(_geometries(events), *columns, strict=True):
        properties = dict(zip(names, values, strict=True))
        feature = {"type": "Feature", "id": properties["event_id"], "geometry": geometry, "properties": properties}
        lines.append(encode(feature))
    return lines


def _added(events: gpd.GeoDataFrame) -> list[list[Any]]:
    """Return what stands in a feature for other programs: the mark's look, and the time in three forms."""
    categories = load_categories()
    looks = {code: (category.colour, category.symbol) for code, category in categories.items()}
    codes = events["category"].tolist()
    starts, ends = iso_days(events["date_start"]), iso_days(events["date_end"])
    written = {pair: edtf(*pair) for pair in set(zip(starts, ends, strict=True))}
    colours, symbols = ([looks[code][k] if code in looks else None for code in codes] for k in (0, 1))
    return [colours, symbols, starts, ends, [written[pair] for pair in zip(starts, ends, strict=True)]]


def from_geojson(path: Path) -> Columns:
    """Return the features of a GeoJSON file as columns.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Columns
        By the number of the feature, counted from 1: the properties, with ``lon`` and ``lat`` (None where
        the geometry is null), and the feature's id as ``event_id`` where the properties have none.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is not a GeoJSON FeatureCollection of points.
    """
    root = _parse(_text(path), path=path)
    features = root.get("features") if isinstance(root, dict) else None
    if not isinstance(features, list) or root.get("type") != "FeatureCollection":
        kind = root.get("type") if isinstance(root, dict) else type(root).__name__
        raise ReadError(f"{path}: is no FeatureCollection (its type is {kind!r:.60}); put the events in one", path=path)
    if "crs" in root and "CRS84" not in str(root["crs"]) and "4326" not in str(root["crs"]):
        message = f"{path}: has its own crs ({str(root['crs'])[:80]}); save it in WGS 84 degrees (EPSG:4326)"
        raise ReadError(message, path=path)
    numbered = enumerate(features, start=1)
    return columns_of(
        {number: _row(feature, where=f"{path}: feature {number}", path=path) for number, feature in numbered}
    )


def from_lines(path: Path) -> Columns:
    """Return the features of a file with a GeoJSON feature on each line, as columns.

    Parameters
    ----------
    path
        The file. Blank lines are passed over, and the record separators of RFC 8142.

    Returns
    -------
    Columns
        As from `from_geojson`, by the number of the line, counted from 1.

    Raises
    ------
    geo_nk.errors.ReadError
        If a line is not a GeoJSON feature of a point.
    """
    lines = _text(path).split("\n")
    return columns_of(
        {
            number: _row(_parse(line, path=path, number=number), where=f"{path}: line {number}", path=path)
            for number, line in enumerate((line.strip(_BLANK) for line in lines), start=1)
            if line
        }
    )


def _text(path: Path) -> str:
    return decode(read_bytes(path, limit=_LIMIT), source=str(path))


def _parse(text: str, *, path: Path, number: int = 1) -> Any:  # noqa: ANN401 - whatever stands in the file
    """Return what a JSON text says that begins in a line of a file."""
    try:
        # The standard reader lets NaN, infinite numbers and repeated keys pass; RFC 8259 and 7946 do not.
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant, parse_float=_finite)
    except RecursionError as error:
        raise ReadError(f"{path}: is nested too deeply for a GeoJSON file of events", path=path) from error
    except json.JSONDecodeError as error:
        line = error.lineno + number - 1
        message = f"{path}: is not JSON: {error.msg} in line {line}, character {error.colno}"
        raise ReadError(message, path=path) from error
    except ValueError as error:
        why = "holds a whole number of more than 4,300 digits" if _OF_PYTHON in str(error) else error
        raise ReadError(f"{path}: is not JSON as RFC 8259 has it: {why}", path=path) from error


def _geometries(events: gpd.GeoDataFrame) -> list[dict[str, Any] | None]:
    geometry = events.geometry.to_numpy()
    lonlat = np.round(np.column_stack([shapely.get_x(geometry), shapely.get_y(geometry)]), _DECIMALS) + 0.0
    return [None if math.isnan(x) else {"type": "Point", "coordinates": [x, y]} for x, y in lonlat.tolist()]


def plain_values(values: pd.Series[Any]) -> list[Any]:
    """Return what JSON has for the values of a column; those of the schema are tidy and need little."""
    if values.name in _DATES:
        return iso_days(values)
    if values.name in _TIDY:
        return [None if value is pd.NA or value != value else value for value in values.tolist()]  # noqa: PLR0124 - NaN
    return [_plain(value, where=f"row {label}, {str(values.name)[:60]}") for label, value in values.items()]


def _plain(value: object, *, where: str, depth: int = 0) -> object:
    """Return what JSON has for a value: text, numbers, lists and null."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple | set | frozenset | np.ndarray | dict) and depth == _DEEPEST:
        raise OutputError(f"{where}: is nested more than {_DEEPEST} levels deep, or holds itself; make it flat")
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        return [_plain(item, where=where, depth=depth + 1) for item in value]
    if isinstance(value, dict):
        return {clean(str(key)): _plain(item, where=where, depth=depth + 1) for key, item in value.items()}
    if isinstance(value, np.generic):
        value = value.item()
    if is_missing(value) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, int) and abs(value) > _LONGEST_NUMBER:
        raise OutputError(f"{where}: is {shown(value)}, which no program reads; make it text")
    return value if isinstance(value, bool | int | float) else as_text(value)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counts.items() if count > 1)
        raise ValueError(f"the key {twice[:60]!r} stands twice in one object")
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number that JSON has")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits[:40]} is too large")
    return number


def _row(feature: object, *, where: str, path: Path) -> dict[str, object]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ReadError(f"{where}: is not of type Feature", path=path)
    properties = feature.get("properties")
    if not isinstance(properties, dict | None):
        raise ReadError(f"{where}: its properties are a {type(properties).__name__}, not an object", path=path)
    row: dict[str, object] = {}
    properties = properties or {}
    if properties.keys() >= _ADDED_ALWAYS:  # what was added for other programs, and says nothing of its own
        properties = {key: value for key, value in properties.items() if key not in _ADDED}
    for key, value in properties.items():  # columns of the schema are cleaned with the table
        row[key if key in _TIDY else clean(key)] = value if key in _TIDY else _cleaned(value, where=where)
    if row.pop("geometry", None) is not None:
        message = f"{where}: has a property 'geometry'; rename it: where an event lies is the feature's own geometry"
        raise ReadError(message, path=path)
    if is_missing(row.get("event_id")) and isinstance(feature.get("id"), str | int):
        row["event_id"] = str(feature["id"])
    row["lon"], row["lat"] = _position(feature.get("geometry"), where=where, path=path)
    return row


def _cleaned(value: object, *, where: str, depth: int = 0) -> object:
    if isinstance(value, str):
        return clean(value)
    if not isinstance(value, list | dict):
        return value
    if depth == _DEEPEST:
        raise ReadError(f"{where}: its properties are nested more than {_DEEPEST} levels deep")
    if isinstance(value, list):
        return [_cleaned(item, where=where, depth=depth + 1) for item in value]
    return {clean(key): _cleaned(item, where=where, depth=depth + 1) for key, item in value.items()}


def _position(geometry: object, *, where: str, path: Path) -> tuple[float | None, float | None]:
    if geometry is None:
        return None, None
    kind = geometry.get("type") if isinstance(geometry, dict) else geometry
    if not isinstance(geometry, dict) or kind != "Point":
        raise ReadError(f"{where}: its geometry is {kind!r:.60}; an event is a Point or null", path=path)
    position = geometry.get("coordinates")
    if not isinstance(position, list) or len(position) not in _LONLAT_ALT or not all(map(_is_number, position)):
        raise ReadError(f"{where}: its coordinates are {position!r:.60}; write [lon, lat] in degrees", path=path)
    lon, lat = position[:2]  # judged before they are made floats: a whole number of JSON may be too large for one
    if not on_earth(lon, lat):
        swapped = " (they seem to be swapped)" if on_earth(lat, lon) else ""
        message = f"{where}: [{lon!s:.30}, {lat!s:.30}] is not on the earth{swapped}; write [lon, lat] in degrees"
        raise ReadError(message, path=path)
    return float(lon), float(lat)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
