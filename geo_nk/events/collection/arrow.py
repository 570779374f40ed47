"""The tables of a collection as Arrow has them, and records as rows of them."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyproj
import shapely

from geo_nk.events.collection.records import Record, from_text, to_text
from geo_nk.events.schema import EVENT_COLUMNS, Dtype

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["REST", "SCHEMAS", "from_arrow", "to_arrow"]

_TYPES: Final[dict[Dtype, pa.DataType]] = {
    "string": pa.string(),
    "list": pa.list_(pa.string()),
    "date": pa.date32(),
    "float": pa.float64(),
    "integer": pa.int64(),
}
_COLUMNS: Final = {column.name: _TYPES[column.dtype] for column in EVENT_COLUMNS if column.dtype != "geometry"}

#: The column of events that holds those of one's own, as JSON.
REST: Final = "other_columns"
_PLACE: Final = "geometry"


def _geo() -> bytes:
    """Return what GeoParquet 1.1 says of the column with the points: the same in every part."""
    crs = pyproj.CRS("EPSG:4326").to_json_dict()
    told = {"encoding": "WKB", "geometry_types": ["Point"], "crs": crs}
    return json.dumps({"version": "1.1.0", "primary_column": _PLACE, "columns": {_PLACE: told}}).encode()


def _texts(*names: str) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in names])


_REPORT: Final = ("report_id", "sha256", "published", "publisher", "url", "title", "source_kind", "text")
_ADDITION: Final = pa.field("addition", pa.int64())

#: The tables of a collection, by name.
SCHEMAS: Final[dict[str, pa.Schema]] = {
    "events": pa.schema([*_COLUMNS.items(), (REST, pa.string()), (_PLACE, pa.binary())], metadata={b"geo": _geo()}),
    "reports": _texts(*_REPORT).insert(0, _ADDITION),
    "additions": _texts("at", "by", "note").insert(0, _ADDITION),
    "history": _texts("at", "kind", "event_id", "before").insert(0, _ADDITION),
}


def to_arrow(records: Iterable[Record]) -> pa.Table:
    """Return events as rows of their table."""
    rows = list(records)
    rest = [
        {name: value for name, value in row.items() if name not in _COLUMNS and name not in {"lon", "lat"}}
        for row in rows
    ]
    points = shapely.points(_degrees(rows, "lon"), _degrees(rows, "lat"))
    columns = [
        *(_array([row.get(name) for row in rows], kind) for name, kind in _COLUMNS.items()),
        pa.array([to_text(each) if each else None for each in rest], pa.string()),
        pa.array(shapely.to_wkb(points, byte_order=1), pa.binary(), mask=np.isnan(shapely.get_x(points))),
    ]
    return pa.table(columns, schema=SCHEMAS["events"])


def from_arrow(table: pa.Table) -> list[Record]:
    """Return rows of the table of events as records."""
    points = shapely.from_wkb(table[_PLACE].to_numpy())
    columns: dict[str, list[Any]] = {
        name: (table[name].cast(pa.string()) if kind == pa.date32() else table[name]).to_pylist()
        for name, kind in _COLUMNS.items()
    }
    columns |= {"lon": _numbers(shapely.get_x(points)), "lat": _numbers(shapely.get_y(points))}
    rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    rest = (from_text(text) if text else {} for text in table[REST].to_pylist())
    return [
        {name: value for name, value in row.items() if value is not None} | more
        for row, more in zip(rows, rest, strict=True)
    ]


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    return pa.array(values, pa.string()).cast(kind) if kind == pa.date32() else pa.array(values, kind)


def _degrees(rows: list[Record], name: str) -> NDArray[np.float64]:
    placed = (row[name] if "lon" in row and "lat" in row else math.nan for row in rows)
    return np.fromiter(placed, dtype=float, count=len(rows))


def _numbers(values: Any) -> list[float | None]:  # noqa: ANN401 - of numpy
    return [None if math.isnan(value) else value for value in values.tolist()]
