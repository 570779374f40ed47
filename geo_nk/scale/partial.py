"""Count the events of one part, with geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from geo_nk.errors import ReadError
from geo_nk.events.schema import NO_EVENT
from geo_nk.maps.shared.marks import VAGUE
from geo_nk.scale.areas import AREAS, areas_of, surest_m
from geo_nk.scale.engine import require

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from geo_nk.scale.areas import Area

__all__ = ["COLUMNS", "partial_counts"]

#: What counting reads of a table, as far as it is there.
COLUMNS: Final = ("category", "date_start", "date_end", "status", "geo_precision", "uncertainty_m", "geometry")

_AT_ONCE: Final = 1_000_000  # rows


def partial_counts(part: Path, columns: list[str], by: list[str]) -> pd.DataFrame:
    """Return the counts of one file.

    Parameters
    ----------
    part
        A GeoParquet file whose geometry is WKB, as all that geo_nk writes.
    columns
        Those of `COLUMNS` that it has.
    by
        As for `geo_nk.scale.count_events`.

    Returns
    -------
    pandas.DataFrame
        The columns `by`, and ``events``.

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read.
    """
    parquet = require("pyarrow.parquet", what="counting")
    try:
        with parquet.ParquetFile(part) as table:
            batches = [_counted(batch, by) for batch in table.iter_batches(batch_size=_AT_ONCE, columns=columns)]
    except (OSError, ValueError, KeyError) as error:
        raise ReadError(f"{part}: cannot be counted ({type(error).__name__}: {error})"[:300], path=part) from error
    if not batches:
        return pd.DataFrame({**dict.fromkeys(by, pd.Series(dtype=object)), "events": pd.Series(dtype="int64")})
    return pd.concat(batches, ignore_index=True)


def _counted(batch: Any, by: list[str]) -> pd.DataFrame:  # noqa: ANN401 - of pyarrow
    held: dict[str, Any] = {name: batch[name] for name in batch.schema.names}
    size = len(batch)
    counted = np.ones(size, dtype=bool)
    if "status" in held:
        counted = ~_texts(held["status"]).isin(NO_EVENT).to_numpy(dtype=bool)
    keys: dict[str, Any] = {}
    for name in by:
        if name in AREAS:
            keys[name] = _areas(held, name, counted)
        elif name == "month":
            keys[name] = _months(held, size)
        else:
            keys[name] = _texts(held[name]).to_numpy(dtype=object)
    frame = pd.DataFrame(keys)[counted]
    return frame.groupby(by, dropna=False, sort=True).size().rename("events").reset_index()


def _texts(column: Any) -> pd.Series[Any]:  # noqa: ANN401 - of pyarrow
    return pd.Series(column.to_pandas(), dtype=object)


def _months(held: dict[str, Any], size: int) -> NDArray[Any]:
    """Return the first day of the month in which each interval lies; NaT where it lies in several, or nowhere."""
    if "date_start" not in held:
        return np.full(size, "NaT", dtype="datetime64[s]")
    start, end = (
        held[name if name in held else "date_start"].to_numpy(zero_copy_only=False).astype("datetime64[M]")
        for name in ("date_start", "date_end")
    )
    months: NDArray[Any] = np.where(start == end, start, np.datetime64("NaT")).astype("datetime64[s]")
    return months


def _areas(held: dict[str, Any], name: Area, counted: NDArray[np.bool_]) -> NDArray[Any]:
    """Return the area in which each event lies."""
    areas = areas_of(name)
    sure = counted if "geo_precision" not in held else counted & ~_texts(held["geo_precision"]).isin(VAGUE).to_numpy()
    most = surest_m(name)
    if most is not None and "uncertainty_m" in held:
        metres = held["uncertainty_m"].to_numpy(zero_copy_only=False).astype("float64")
        sure &= ~(metres > most)  # what is not known is taken for little
    rows = np.flatnonzero(sure)
    points = shapely.from_wkb(held["geometry"].take(rows).to_numpy(zero_copy_only=False))
    which, area = shapely.STRtree(areas.geometry.to_numpy()).query(points, predicate="within")
    found = np.full(len(counted), None, dtype=object)
    found[rows[which]] = areas["area"].to_numpy(dtype=object)[area]
    return found
