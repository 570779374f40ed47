"""Every writer of event files against the bare write of its columns by pyogrio or pyarrow; and reading a CSV table.

    python benchmarks/files.py 1000000                  # all, side by side in one run
    python benchmarks/files.py 50000 .csv .parquet      # some; the table is read where it was written

Times are of the processor, for other programs may run beside. That of geo_nk holds its validation, which looks at all
columns of the event table, whatever the file holds. A peer gets what its format can hold: lists as JSON text, days as
days; and texts as objects, as the event table has them. Both write a few events first, so that neither time holds the
loading of a library.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely
from made_up_events import made_up_events
from pyarrow import csv, parquet

from geo_nk.events import EVENT_COLUMNS, read_events, validate_events, write_events
from geo_nk.events.files import EXPORTS, FORMATS
from geo_nk.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

_DRIVERS = {
    ".geojson": "GeoJSON",
    ".jsonl": "GeoJSONSeq",
    ".gpkg": "GPKG",
    ".fgb": "FlatGeobuf",
    ".kml": "LIBKML",
    ".kmz": "LIBKML",
    ".xlsx": "XLSX",
    ".timemap.json": "GeoJSON",
}
_LISTS = [column.name for column in EVENT_COLUMNS if column.dtype == "list"]
_ALIASES = {".json", ".geojsonl", ".geoparquet"}
_FEW = 100
READERS = {"read_events": read_events, "read_table": read_table}


def bare(ending: str, frame: gpd.GeoDataFrame, path: Path) -> Callable[[], object]:
    """Return the bare write of the columns of a table."""
    plain = frame.assign(**{name: [json.dumps(items) for items in frame[name]] for name in _LISTS if name in frame})
    if ending.endswith(".csv"):
        return lambda: csv.write_csv(_arrow(plain, lonlat=True), path)
    if ending == ".parquet":
        return lambda: parquet.write_table(_arrow(frame), path)
    options = {"SPATIAL_INDEX": "NO"} if ending == ".fgb" else {}
    if ending == ".xlsx":
        plain = plain.assign(lon=plain.geometry.x, lat=plain.geometry.y).drop(columns="geometry")
    return lambda: pyogrio.write_dataframe(plain, path, driver=_DRIVERS[ending], **options)


def _arrow(frame: gpd.GeoDataFrame, *, lonlat: bool = False) -> pa.Table:
    shapes = frame.geometry.to_numpy()
    axes = {"lon": shapely.get_x(shapes), "lat": shapely.get_y(shapes)}
    plain = pd.DataFrame(frame.drop(columns="geometry")).assign(
        **axes if lonlat else {"geometry": shapely.to_wkb(shapes)}
    )
    return pa.Table.from_pandas(plain, preserve_index=False)


def columns_of(ending: str, events: gpd.GeoDataFrame, folder: Path) -> gpd.GeoDataFrame:
    """Return the columns that a file holds: those of the event table, or those of another program's form."""
    if ending not in EXPORTS:
        return events
    written = write_events(events, folder / f"columns{ending}")
    table = pd.read_csv(written) if ending.endswith(".csv") else pd.read_json(written)
    texts = table.select_dtypes(include=["str", "object"]).columns
    table = table.astype(dict.fromkeys(texts, object))  # as the event table holds texts, and the peer gets them
    points = gpd.points_from_xy(table["longitude"], table["latitude"], crs=4326)
    return gpd.GeoDataFrame(table.drop(columns=["longitude", "latitude"]), geometry=points)


def timed(job: Callable[[], object]) -> float:
    """Return the seconds of processor time that a job takes, of all its threads."""
    began = time.process_time()
    job()
    return time.process_time() - began


def read_alone(name: str, path: Path) -> str:
    """Return what reading a file took in a process of its own: seconds, and the most memory."""
    done = subprocess.run(  # noqa: S603 - this file
        [sys.executable, __file__, name, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def most_memory() -> int:
    """Return the most kilobytes that this process held; getrusage would tell those of its parent if they were more."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def main(count: int, endings: list[str]) -> None:
    """Print a line for each ending, and one for each way to read the CSV table, where it is among them."""
    warnings.simplefilter("ignore")
    events = validate_events(made_up_events(count))
    print(f"{count:,} events, {len(events.columns)} columns; validation {timed(lambda: validate_events(events)):.1f} s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for ending in endings:
            few = events.iloc[:_FEW]
            bare(ending, columns_of(ending, few, folder), folder / f"peer{ending}")()
            write_events(few, folder / f"ours{ending}")
            peer = timed(bare(ending, columns_of(ending, events, folder), folder / f"peer{ending}"))
            ours = timed(lambda ending=ending: write_events(events, folder / f"ours{ending}"))
            size = (folder / f"ours{ending}").stat().st_size / 1e6
            told = f"bare {peer:6.1f} s  geo_nk {ours:6.1f} s  {ours / peer:5.2f} times  {size:7.0f} MB"
            print(f"{ending:14} {told}", flush=True)
        for reader in READERS if ".csv" in endings else ():
            print(f"{reader:14} {read_alone(reader, folder / 'ours.csv')}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] in READERS:
        took = timed(lambda: READERS[sys.argv[1]](sys.argv[2]))
        print(f"{took:.1f} s, {most_memory() / 1e6:.2f} GB")
    else:
        everything = [ending for ending in (*FORMATS, *EXPORTS) if ending not in _ALIASES]
        main(int(sys.argv[1]), sys.argv[2:] or everything)
