"""Events as GeoParquet 1.1, written and read by Arrow."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from geo_nk.events.formats.values import others_as_text, whole
from geo_nk.events.schema import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geo_nk.events.schema import Dtype

__all__ = ["ARROW_TYPES", "read_parquet", "to_parquet"]

#: What Arrow calls the types of the event table's columns.
ARROW_TYPES: Final[dict[Dtype, pa.DataType]] = {
    "string": pa.string(),
    "list": pa.list_(pa.string()),
    "date": pa.date32(),
    "float": pa.float64(),
    "integer": pa.int64(),
}

_LISTS: Final = names_of("list")
_DATES: Final = names_of("date")


def to_parquet(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield a GeoParquet 1.1 file, with the bounds of each row in a column for readers that skip."""
    events = whole(tables)
    days = {name: pa.array(events[name].to_numpy().astype("datetime64[D]")) for name in _DATES}
    arrow = {name: pd.Series(pd.arrays.ArrowExtensionArray(array), events.index) for name, array in days.items()}
    plain = pd.DataFrame(events).assign(**arrow, **others_as_text(events))
    table = pa.Table.from_pandas(plain.drop(columns=["geometry", *_LISTS]), preserve_index=False)
    for name in _LISTS:  # pandas has no word for the type
        table = table.append_column(name, pa.array(events[name].to_numpy(), ARROW_TYPES["list"]))
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


def read_parquet(path: Path) -> pd.DataFrame:
    """Return what stands in a file, a GeoDataFrame where it has geometries."""
    try:
        frame: pd.DataFrame = gpd.read_parquet(path)
    except ValueError:  # without a geometry
        frame = pd.read_parquet(path)
    held: pd.DataFrame = frame.drop(columns=[name for name in frame.columns if name == "bbox"])
    return held
