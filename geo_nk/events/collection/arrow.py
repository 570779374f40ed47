"""The tables of a collection as Arrow has them, and records as rows of them."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyproj
import shapely

from geo_nk.events.collection.layout import COLUMNS, HISTORY, REPORT, REST, rest_of
from geo_nk.events.collection.records import Record, from_text
from geo_nk.events.formats.parquet import ARROW_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["SCHEMAS", "from_arrow", "to_arrow"]

_COLUMNS: Final = {name: ARROW_TYPES[dtype] for name, dtype in COLUMNS.items()}

_PLACE: Final = "geometry"


def _geo() -> bytes:
    """Return what GeoParquet 1.1 says of the column with the points: the same in every part."""
    crs = pyproj.CRS("EPSG:4326").to_json_dict()
    told = {"encoding": "WKB", "geometry_types": ["Point"], "crs": crs}
    return json.dumps({"version": "1.1.0", "primary_column": _PLACE, "columns": {_PLACE: told}}).encode()


def _texts(*names: str) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in names])


_ADDITION: Final = pa.field("addition", pa.int64())

#: The tables of a collection, by name.
SCHEMAS: Final[dict[str, pa.Schema]] = {
    "events": pa.schema([*_COLUMNS.items(), (REST, pa.string()), (_PLACE, pa.binary())], metadata={b"geo": _geo()}),
    "reports": _texts(*REPORT).insert(0, _ADDITION),
    "additions": _texts("at", "by", "note").insert(0, _ADDITION),
    "history": _texts(*HISTORY).insert(0, _ADDITION),
}


def to_arrow(records: Iterable[Record]) -> pa.Table:
    """Return events as rows of their table."""
    rows = list(records)
    points = shapely.points(_degrees(rows, "lon"), _degrees(rows, "lat"))
    columns = [
        *(_array([row.get(name) for row in rows], kind) for name, kind in _COLUMNS.items()),
        pa.array(list(map(rest_of, rows)), pa.string()),
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
