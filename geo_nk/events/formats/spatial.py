"""Event tables as GeoPackage, FlatGeobuf and GeoParquet, written and read by GDAL and Arrow.

Lists stand in GeoPackage and FlatGeobuf as JSON text, for neither has lists, and become lists when they are read.
"""

from __future__ import annotations

import io
import json
import sqlite3
import warnings
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from geo_nk.errors import OutputError, ReadError
from geo_nk.events.categories import load_categories
from geo_nk.events.columns import Columns, objects
from geo_nk.events.frame import is_missing
from geo_nk.events.schema import CRS, EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["EXACT", "ROW", "from_spatial", "read_spatial", "to_fgb", "to_gpkg", "to_parquet", "whole"]

LAYER: Final = "events"

#: Says in a KML file, whose placemarks stand by category, which row a placemark was.
ROW: Final = "geo_nk_row"

#: Holds, as JSON, values of a row in a KML file that XML cannot hold as they are.
EXACT: Final = "geo_nk_exact"

_TEXTS: Final = frozenset(c.name for c in EVENT_COLUMNS if c.dtype == "string")
_LISTS: Final = frozenset(c.name for c in EVENT_COLUMNS if c.dtype == "list")
_DATES: Final = frozenset(c.name for c in EVENT_COLUMNS if c.dtype == "date")
_MAGIC: Final = {
    ".gpkg": (b"SQLite format 3\x00", "a GeoPackage"),
    ".fgb": (b"fgb\x03fgb", "a FlatGeobuf file"),
    ".parquet": (b"PAR1", "a Parquet file"),
    ".geoparquet": (b"PAR1", "a Parquet file"),
    ".kmz": (b"PK\x03\x04", "a KMZ file"),
}
_WRITTEN_ON: Final = "2000-01-01T00:00:00.000Z"  # the same events give the same bytes, whenever they are written
# What GDAL says of every placemark beside the columns of an event table.
_OF_KML: Final = frozenset(
    {"id", "Name", "description", "Description", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude"}
    | {"visibility", "drawOrder", "icon", "snippet"}
)
_KML_ENDINGS: Final = frozenset({".kml", ".kmz"})
_PARQUET_ENDINGS: Final = frozenset({".parquet", ".geoparquet"})


def whole(tables: Iterable[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Return several tables as one, for files that cannot be written bit by bit."""
    held = list(tables)
    return held[0] if len(held) == 1 else pd.concat(held, ignore_index=True)


def to_gpkg(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield a GeoPackage with one layer, whose style and time QGIS knows.

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`.

    Yields
    ------
    bytes
    """
    yield _styled(_ogr(whole(tables), driver="GPKG"))


def to_fgb(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield a FlatGeobuf file: events in their order, those without a point too, and so without a spatial index."""
    yield _ogr(whole(tables), driver="FlatGeobuf", SPATIAL_INDEX="NO")


def to_parquet(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield a GeoParquet 1.1 file, with the bounds of each row in a column for readers that skip."""
    events = whole(tables)
    days = {name: pa.array(events[name].to_numpy().astype("datetime64[D]")) for name in _DATES}
    arrow = {name: pd.Series(pd.arrays.ArrowExtensionArray(array), events.index) for name, array in days.items()}
    plain = pd.DataFrame(events).assign(**arrow, **{name: _texts(events[name]) for name in _others(events)})
    table = pa.Table.from_pandas(plain.drop(columns=["geometry", *_LISTS]), preserve_index=False)
    for name in _LISTS:  # pandas has no word for the type
        table = table.append_column(name, pa.array(events[name].to_numpy(), pa.list_(pa.string())))
    place = _place(events)
    metadata = {**table.schema.metadata, b"geo": place.schema.metadata[b"geo"]}
    for field in place.schema:
        table = table.append_column(field, place[field.name])
    stream = io.BytesIO()
    names = [*map(str, events.columns), *(name for name in place.column_names if name != "geometry")]
    parquet.write_table(table.select(names).replace_schema_metadata(metadata), stream)
    yield stream.getvalue()


def _place(events: gpd.GeoDataFrame) -> pa.Table:
    """Return the geometry with its bounds as geopandas writes them, and what GeoParquet says of them."""
    stream = io.BytesIO()
    events[["geometry"]].to_parquet(stream, index=False, schema_version="1.1.0", write_covering_bbox=True)
    return parquet.read_table(stream)


def _others(events: gpd.GeoDataFrame) -> list[str]:
    """Return the columns of somebody's own that hold anything: a file has one type for each."""
    known = _TEXTS | _LISTS | _DATES
    return [name for name in events.columns if name not in known and events[name].dtype == object]


def _texts(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column of anything as texts: lists and mappings as JSON."""
    return values.map(_text).astype(object)


def _text(value: object) -> str | None:
    if isinstance(value, list | tuple | dict | np.ndarray):
        try:
            return json.dumps(value, ensure_ascii=False, default=str)
        except (ValueError, RecursionError) as error:
            raise OutputError("a value in the table holds itself or is nested too deeply; make it flat") from error
    return None if is_missing(value) else str(value)


def _ogr(events: gpd.GeoDataFrame, *, driver: str, **options: str) -> bytes:
    """Return a file as GDAL writes it."""
    import pyogrio  # noqa: PLC0415 - loads GDAL

    lists = {name: events[name].map(lambda items: json.dumps(list(items), ensure_ascii=False) if items else None)
             for name in _LISTS}  # fmt: skip
    days = {name: events[name].astype("datetime64[ms]") for name in _DATES}
    plain = {name: _texts(events[name]) for name in _others(events) if name != "geometry"}
    written = events.assign(**lists, **days, **plain)
    stream = io.BytesIO()
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _WRITTEN_ON})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an unnamed file has no ending
            pyogrio.write_dataframe(written, stream, layer=LAYER, driver=driver, geometry_type="Point", **options)
    except pyogrio.errors.DataSourceError as error:
        raise OutputError(f"cannot be written as {driver} ({error})") from error
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
    return stream.getvalue()


def _styled(package: bytes) -> bytes:
    """Put the style of the layer into a GeoPackage, where QGIS looks for it."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(package)
        database.execute(
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
            "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), "
            "styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
            f"update_time DATETIME DEFAULT '{_WRITTEN_ON}')"
        )
        database.execute(
            "INSERT INTO layer_styles VALUES (1, '', '', ?, 'geom', 'events', ?, '', 1, 'by category', '', NULL, ?)",
            (LAYER, _qml(), _WRITTEN_ON),
        )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES (?, 'attributes', ?, ?)",
            ("layer_styles", "layer_styles", _WRITTEN_ON),
        )
        database.commit()
        return bytes(database.serialize())


def _qml() -> str:
    """Return the style as QGIS writes it: a colour for each category, and the interval of days as the time of a row."""
    rows, symbols = [], []
    for number, (code, category) in enumerate(load_categories().items()):
        rows.append(
            f'<category symbol="{number}" value={quoteattr(code)} label={quoteattr(category.label)} render="true"/>'
        )
        symbols.append(
            f'<symbol type="marker" name="{number}" alpha="0.8"><layer class="SimpleMarker" enabled="1">'
            '<Option type="Map">'
            f'<Option type="QString" name="color" value="{_rgb(category.colour)}"/>'
            '<Option type="QString" name="name" value="circle"/><Option type="QString" name="size" value="3"/>'
            "</Option></layer></symbol>"
        )
    return (
        '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">'
        '<qgis styleCategories="Symbology|Temporal" version="3.28"><temporal enabled="1" mode="2" '
        'startField="date_start" endField="date_end" limitMode="1" durationUnit="days" accumulate="0" '
        'fixedDuration="0"/><renderer-v2 type="categorizedSymbol" attr="category" enableorderby="0">'
        f"<categories>{''.join(rows)}</categories><symbols>{''.join(symbols)}</symbols></renderer-v2></qgis>"
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"


def read_spatial(path: Path) -> pd.DataFrame:
    """Return what stands in a GeoPackage, FlatGeobuf, GeoParquet, KML or KMZ file.

    Parameters
    ----------
    path
        The file. Its first bytes must be those of its kind: GDAL would follow what another names to other files.

    Returns
    -------
    pandas.DataFrame
        A GeoDataFrame where it has geometries.

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read.
    """
    ending = path.suffix.lower()
    magic, what = _MAGIC.get(ending, (b"", "a file of points"))
    with path.open("rb") as stream:
        if stream.read(len(magic)) != magic:
            raise ReadError(f"{path}: is not {what}; get it again, or name it by what it is", path=path)
    try:
        return _parquet(path) if ending in _PARQUET_ENDINGS else _layers(path)
    except ReadError:
        raise
    except Exception as error:  # what damage makes a library raise is not declared anywhere
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise ReadError(f"{path}: cannot be read as {what} ({reason}); get it again", path=path) from error


def _layers(path: Path) -> pd.DataFrame:
    import pyogrio  # noqa: PLC0415 - loads GDAL

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on what a driver leaves out, such as the folders of a KML file
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None or path.suffix != ".gpkg"]
        frames = [pyogrio.read_dataframe(path, layer=name) for name in layers]
    if not frames and path.suffix.lower() in _KML_ENDINGS:
        return pd.DataFrame()
    if not frames:
        raise ReadError(f"{path}: has no layer with points", path=path)
    held: pd.DataFrame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    return held


def _parquet(path: Path) -> pd.DataFrame:
    try:
        frame: pd.DataFrame = gpd.read_parquet(path)
    except ValueError:  # without a geometry
        frame = pd.read_parquet(path)
    held: pd.DataFrame = frame.drop(columns=[name for name in frame.columns if name == "bbox"])
    return held


def from_spatial(path: Path) -> Columns:
    """Return the columns of such a file.

    Parameters
    ----------
    path
        As for `read_spatial`.

    Returns
    -------
    Columns

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read, or holds what is no point.
    """
    frame = read_spatial(path)
    lon, lat = np.full((2, len(frame)), np.nan)
    if isinstance(frame, gpd.GeoDataFrame) and frame.active_geometry_name:
        geometry = frame.geometry if frame.crs is None else frame.geometry.to_crs(CRS)
        wrong = np.flatnonzero((geometry.notna() & (geometry.geom_type != "Point")).to_numpy())
        if len(wrong):
            kind = geometry.geom_type.iloc[wrong[0]]
            raise ReadError(f"{path}: feature {wrong[0] + 1}: its geometry is a {kind}; an event is a Point", path=path)
        lon, lat = (axis.to_numpy() for axis in (geometry.x, geometry.y))
        frame = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    if "event_id" in frame.columns:
        frame = frame.drop(columns=[name for name in frame.columns if name in _OF_KML])
        if path.suffix.lower() in _KML_ENDINGS:  # in which a column without a value does not stand
            names = [c.name for c in EVENT_COLUMNS if c.name != "geometry" and c.name not in frame.columns]
            frame = frame.assign(**dict.fromkeys(names))
    if ROW in frame.columns:
        order = pd.to_numeric(frame[ROW], errors="coerce").argsort(kind="stable").to_numpy()
        lon, lat, frame = lon[order], lat[order], frame.drop(columns=ROW).iloc[order]
    cells = {"lon": lon, "lat": lat, **{str(name): objects(_read(frame[name])) for name in frame.columns}}
    for i, exact in enumerate(cells.pop(EXACT, ())):
        for name, value in _exact(exact).items() if isinstance(exact, str) else ():
            cells[name][i] = value
    return Columns(range(1, len(frame) + 1), cells)


def _exact(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(values: pd.Series[Any]) -> list[Any]:
    if values.name in _LISTS:
        return [_items(value) for value in values]
    return [None if is_missing(value) else value for value in values.tolist()]


def _items(value: object) -> object:
    """Return a list that stands there as JSON text."""
    if isinstance(value, str) and value.startswith("["):
        try:
            found = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return found if isinstance(found, list) else value
    return None if is_missing(value) else value
