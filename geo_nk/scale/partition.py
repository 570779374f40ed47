"""A part of an event table as GeoParquet, whose columns have the same types in every part, empty ones too."""

from __future__ import annotations

import io
import json
import math
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from pyarrow import parquet

from geo_nk.events.formats.parquet import ARROW_TYPES, to_parquet
from geo_nk.events.frame import events_frame
from geo_nk.events.schema import EVENT_COLUMNS
from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["events_part", "table_part"]

_COMPRESSION: Final = "zstd"


def events_part(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return rows of the event table as a GeoParquet file; the same rows give the same bytes.

    Parameters
    ----------
    rows
        As for `geo_nk.events.events_frame`, without columns of one's own.

    Returns
    -------
    bytes

    Examples
    --------
    >>> events_part([{"event_id": "a", "category": "other", "lon": 128.2, "lat": 41.4}])[:4]
    b'PAR1'
    """
    found = parquet.read_table(io.BytesIO(b"".join(to_parquet([validate_events(events_frame(rows))]))))
    ours = {column.name: ARROW_TYPES[column.dtype] for column in EVENT_COLUMNS if column.dtype in ARROW_TYPES}
    # What pandas notes of its own types differs from part to part.
    fields = [pa.field(each.name, ours.get(each.name, each.type)) for each in found.schema]
    schema = pa.schema(fields, metadata={b"geo": _without_nan(found.schema.metadata[b"geo"])})
    size = len(found)
    columns = [
        pa.nulls(size, each.type) if array.null_count == size else array.cast(each.type)  # of nothing, any type is told
        for each, array in zip(schema, found.columns, strict=True)
    ]
    return _file(pa.table(columns, schema=schema))


def table_part(columns: Mapping[str, list[Any]]) -> bytes:
    """Return columns as a Parquet file: ``events`` of whole numbers, any other of texts."""
    arrays = {
        name: pa.array(values, pa.int64() if name == "events" else pa.string()) for name, values in columns.items()
    }
    return _file(pa.table(arrays))


def _without_nan(geo: bytes) -> bytes:
    """Return the description of a GeoParquet file without the bounds of nothing, which are no JSON."""
    told = json.loads(geo)
    for column in told["columns"].values():
        if any(math.isnan(bound) for bound in column.get("bbox", ())):
            del column["bbox"]
    return json.dumps(told).encode()


def _file(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(table, stream, compression=_COMPRESSION)
    return stream.getvalue()
