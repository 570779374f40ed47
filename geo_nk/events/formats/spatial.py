"""Event tables as GeoPackage and FlatGeobuf, written by GDAL; and files of points, read by GDAL and Arrow.

Lists stand in GeoPackage and FlatGeobuf as JSON text, for neither has lists, and become lists when they are read.
"""

from __future__ import annotations

import io
import json
import warnings
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_nk.errors import OutputError, ReadError
from geo_nk.events.columns import Columns, is_missing, objects
from geo_nk.events.formats.parquet import read_parquet
from geo_nk.events.formats.qgis import WRITTEN_ON, styled
from geo_nk.events.formats.values import cell_text, others_as_text, whole
from geo_nk.events.schema import CRS, EVENT_COLUMNS, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["EXACT", "ROW", "from_spatial", "read_spatial", "to_fgb", "to_gpkg"]

LAYER: Final = "events"

#: Says in a KML file, whose placemarks stand by category, which row a placemark was.
ROW: Final = "geo_nk_row"

#: Holds, as JSON, values of a row in a KML file that XML cannot hold as they are.
EXACT: Final = "geo_nk_exact"

_MAGIC: Final = {
    ".gpkg": (b"SQLite format 3\x00", "a GeoPackage"),
    ".fgb": (b"fgb\x03fgb", "a FlatGeobuf file"),
    ".parquet": (b"PAR1", "a Parquet file"),
    ".geoparquet": (b"PAR1", "a Parquet file"),
    ".kmz": (b"PK\x03\x04", "a KMZ file"),
}
# What GDAL says of every placemark beside the columns of an event table.
_OF_KML: Final = frozenset(
    {"id", "Name", "description", "Description", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude"}
    | {"visibility", "drawOrder", "icon", "snippet"}
)
_KML_ENDINGS: Final = frozenset({".kml", ".kmz"})
_PARQUET_ENDINGS: Final = frozenset({".parquet", ".geoparquet"})


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
    yield styled(_ogr(whole(tables), driver="GPKG"), layer=LAYER)


def to_fgb(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield a FlatGeobuf file: events in their order, those without a point too, and so without a spatial index."""
    yield _ogr(whole(tables), driver="FlatGeobuf", SPATIAL_INDEX="NO")


def _ogr(events: gpd.GeoDataFrame, *, driver: str, **options: str) -> bytes:
    """Return a file as GDAL writes it."""
    import pyogrio  # noqa: PLC0415 - loads GDAL

    lists = {name: events[name].map(lambda items: cell_text(items) if items else None) for name in names_of("list")}
    days = {name: events[name].astype("datetime64[ms]") for name in names_of("date")}
    written = events.assign(**lists, **days, **others_as_text(events))
    stream = io.BytesIO()
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": WRITTEN_ON})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an unnamed file has no ending
            pyogrio.write_dataframe(written, stream, layer=LAYER, driver=driver, geometry_type="Point", **options)
    except pyogrio.errors.DataSourceError as error:
        raise OutputError(f"cannot be written as {driver} ({error})") from error
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
    return stream.getvalue()


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
        return read_parquet(path) if ending in _PARQUET_ENDINGS else _layers(path)
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
    if values.name in names_of("list"):
        return [_items(value) for value in values]
    if values.name in names_of("date"):
        return [_day(value) for value in values.tolist()]
    return [None if is_missing(value) else value for value in values.tolist()]


def _day(value: object) -> object:
    """Return a day; before version 3 of pandas, those after 2262 come as texts with the time of midnight."""
    if isinstance(value, str):
        return value.removesuffix("T00:00:00")
    return None if is_missing(value) else value


def _items(value: object) -> object:
    """Return a list that stands there as JSON text."""
    if isinstance(value, str) and value.startswith("["):
        try:
            found = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return found if isinstance(found, list) else value
    return None if is_missing(value) else value
