"""Count the events of a table in parts, of any size, by area, month and category.

Three engines give the same counts: geopandas in this process, part after part; Dask, a part a task; SedonaDB, which
joins and counts in SQL. Partial counts are added up, so that memory is bounded by the largest part.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from geo_nk.errors import ReadError
from geo_nk.events.collection import geoparquet
from geo_nk.scale.areas import AREAS
from geo_nk.scale.engine import connected, require
from geo_nk.scale.layout import event_parts, is_extraction
from geo_nk.scale.partial import COLUMNS, partial_counts
from geo_nk.scale.sql import counts_by_sql

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["By", "Engine", "count_events", "parts_of"]

By = Literal["county", "stretch", "hexagon", "month", "category"]
Engine = Literal["geopandas", "dask", "sedona"]

_BY: Final = (*AREAS, "month", "category")
_ENGINES: Final = ("geopandas", "dask", "sedona")


def count_events(
    source: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    by: Sequence[By] = ("county", "month"),
    engine: Engine = "sedona",
    scheduler: str | None = None,
    workers: int = 1,
) -> pd.DataFrame:
    """Count events by area, month and category.

    Parameters
    ----------
    source
        The folder of an extraction, a collection in one of GeoParquet, any folder of such files, or files.
    by
        Of ``county``, ``stretch`` or ``hexagon`` (see `geo_nk.scale.areas`), ``month`` and ``category``.
    engine
        ``sedona``, ``dask`` or ``geopandas``.
    scheduler, workers
        For Dask, as for `geo_nk.scale.extract_events`.

    Returns
    -------
    pandas.DataFrame
        A row for each combination that has events, in order, and how many: ``events``. The area is missing where an
        event is not placed, known only to lie in a province, along a line or in a region, or in no area, and for
        hexagons less surely than they are large; the month, where it is not dated to one. Rejected and merged events
        are not counted. The sum is that of all others.

    Raises
    ------
    geo_nk.errors.ReadError
        If there is no part, or one is no GeoParquet file.
    geo_nk.errors.GeoNKError
        If the engine is not installed.
    ValueError
        If `by` or `engine` is not known, or two areas are asked for at once.

    Examples
    --------
    >>> import tempfile
    >>> from geo_nk.scale.partition import events_part
    >>> file = Path(tempfile.mkdtemp()) / "part.parquet"
    >>> row = {"category": "other", "lon": 128.18, "lat": 41.4, "date_start": "2021-08-06", "date_end": "2021-08-06"}
    >>> _ = file.write_bytes(events_part([row | {"event_id": "a"}, row | {"event_id": "b"}]))
    >>> counts = count_events(file, by=["county", "month"], engine="geopandas")
    >>> counts.astype(str).to_numpy().tolist()
    [['kp-ryanggang-hyesan', '2021-08-01', '2']]
    """
    unknown = [each for each in by if each not in _BY]
    if unknown or not by or len(set(by)) < len(by) or len({*by} & {*AREAS}) > 1:
        raise ValueError(f"by is {list(by)}; give county, stretch or hexagon, month, category, each once")
    if engine not in _ENGINES:
        raise ValueError(f"engine is {engine!r}; choose from {', '.join(_ENGINES)}")
    with parts_of(source) as parts:
        return _counted(parts, by, engine, scheduler, workers)


def _counted(
    parts: Sequence[Path], by: Sequence[By], engine: Engine, scheduler: str | None, workers: int
) -> pd.DataFrame:
    columns = _columns(parts[0])
    if engine == "sedona":
        return _added([counts_by_sql(parts, columns, list(by))], by)
    if engine == "geopandas":
        return _added((partial_counts(part, columns, list(by)) for part in parts), by)
    with connected(scheduler, workers) as client:
        tasks = client.map(partial_counts, parts, columns=columns, by=list(by), pure=False)
        distributed = require("distributed", what="counting by Dask")
        done = distributed.as_completed(tasks, with_results=True, loop=client.loop)
        return _added((counts for _, counts in done), by)


@contextmanager
def parts_of(source: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> Iterator[list[Path]]:
    """Have the files of a table in parts; who adds to a collection meanwhile takes none of them away.

    Yields
    ------
    list of pathlib.Path

    Raises
    ------
    geo_nk.errors.ReadError
        If there are none.
    """
    with ExitStack() as held:
        if isinstance(source, list | tuple):
            parts = [Path(each) for each in source]
        elif is_extraction(path := Path(source)):  # type: ignore[arg-type] # one
            parts = event_parts(path)
        elif geoparquet.is_collection(path):
            parts = held.enter_context(geoparquet.event_parts(path))
        else:
            parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        if not parts:
            raise ReadError(f"{source}: holds no events in GeoParquet; give the folder of parts, or the files")
        yield parts


def _columns(part: Path) -> list[str]:
    """Return the columns that counting needs and a table has."""
    parquet = require("pyarrow.parquet", what="counting")
    try:
        schema = parquet.read_schema(part)
    except (OSError, ValueError) as error:
        raise ReadError(f"{part}: cannot be read as a Parquet file ({error})"[:300], path=part) from error
    if b"geo" not in (schema.metadata or {}):
        raise ReadError(f"{part}: is no GeoParquet file; write it with geo-nk convert or geo-nk extract", path=part)
    return [name for name in COLUMNS if name in schema.names]


def _added(partial: Iterable[pd.DataFrame], by: Sequence[By]) -> pd.DataFrame:
    """Add partial counts up, one after the other: memory holds the sums and one more."""
    held: Any = None
    for counts in partial:
        both = counts if held is None else pd.concat([held, counts], ignore_index=True)
        held = both.groupby(list(by), dropna=False, sort=True, as_index=False)["events"].sum()
    return pd.DataFrame(held.reset_index(drop=True))
