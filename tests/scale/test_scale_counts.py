"""Counting by three engines, which must agree."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import h3
import numpy as np
import pandas as pd
import pytest
import shapely

from geo_nk.border import border_position
from geo_nk.errors import GeoNKError, ReadError
from geo_nk.events import events_frame, write_events
from geo_nk.scale import count_events
from geo_nk.scale.areas import areas_of

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 3_000


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of three parts: rejected, vague, undated and unplaced events are among them."""
    rng = np.random.default_rng(20260101)
    folder = tmp_path_factory.mktemp("parts")
    lon, lat = rng.uniform(124, 131, SIZE), rng.uniform(39.5, 43.3, SIZE)
    days = (np.datetime64("2020-01-01") + rng.integers(0, 400, SIZE)).astype(str)
    ends = np.where(rng.random(SIZE) < 0.2, "2021-03-01", days)
    picked = {
        "category": rng.choice(["defection", "border_control"], SIZE),
        "status": rng.choice(["candidate", "confirmed", "rejected", "merged"], SIZE),
        "geo_precision": rng.choice(["exact", "county", "province"], SIZE),
        "uncertainty_m": rng.choice([500.0, 9_854.0, 20_000.0, None], SIZE),
    }
    rows: list[dict[str, Any]] = [
        {"event_id": f"e{n}", **{name: values[n] for name, values in picked.items()}}
        | ({"lon": lon[n], "lat": lat[n]} if n % 17 else {"unplaced_reason": "nowhere"})
        | ({"date_start": days[n], "date_end": ends[n]} if n % 11 else {})
        for n in range(SIZE)
    ]
    for k in range(3):
        write_events(events_frame(rows[k::3]), folder / f"part-{k}.parquet")
    return folder


@pytest.mark.parametrize(
    "by", [["county", "month"], ["stretch", "category"], ["month"], ["category", "hexagon", "month"]]
)
def test_sedonadb_counts_as_geopandas_does(parts: Path, by: list[Any]) -> None:
    counts = count_events(parts, by=by, engine="geopandas")
    pd.testing.assert_frame_equal(count_events(parts, by=by, engine="sedona"), counts)
    drawn = sum((~gpd.read_parquet(part)["status"].isin(["rejected", "merged"])).sum() for part in parts.iterdir())
    assert counts["events"].sum() == drawn


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_dask_counts_as_geopandas_does(parts: Path) -> None:
    by: list[Any] = ["county", "month", "category"]
    counts = count_events(parts, by=by, engine="geopandas")
    pd.testing.assert_frame_equal(count_events(parts, by=by, engine="dask"), counts)


def test_what_is_vague_is_in_no_county(tmp_path: Path) -> None:
    row = {"category": "other", "lon": 128.18, "lat": 41.4}
    rows = [row | {"event_id": "a"}, row | {"event_id": "b", "geo_precision": "province"}]
    write_events(events_frame(rows), tmp_path / "events.parquet")
    counts = count_events(tmp_path / "events.parquet", by=["county"], engine="sedona")
    assert counts["county"].fillna("none").tolist() == ["kp-ryanggang-hyesan", "none"]
    assert counts["events"].tolist() == [1, 1]


def test_what_is_vaguer_than_a_hexagon_is_in_none(tmp_path: Path) -> None:
    row = {"category": "other", "lon": 128.18, "lat": 41.4}
    rows = [row | {"event_id": "a"}, row | {"event_id": "b", "uncertainty_m": 20_000.0}]
    write_events(events_frame(rows), tmp_path / "events.parquet")
    counts = count_events(tmp_path / "events.parquet", by=["hexagon"], engine="geopandas")
    assert counts.fillna("none").to_numpy().tolist() == [[h3.latlng_to_cell(41.4, 128.18, 5), 1], ["none", 1]]


@pytest.mark.parametrize("kind", ["county", "stretch", "hexagon"])
def test_areas_do_not_overlap(kind: Any) -> None:
    shapes = areas_of(kind).geometry.to_numpy()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    assert shapely.area(shapely.intersection(shapes[first], shapes[second])).max(initial=0.0) < 1e-12  # square degrees


def test_a_stretch_holds_the_ground_to_which_it_is_nearest() -> None:
    rng = np.random.default_rng(7)
    points = gpd.GeoSeries(gpd.points_from_xy(rng.uniform(124, 131, 4_000), rng.uniform(39.5, 43.3, 4_000)), crs=4326)
    held = gpd.sjoin(points.to_frame("geometry"), areas_of("stretch"), predicate="within")
    measured = border_position(points)
    metres = measured["border_distance_m"]
    assert set(metres.index[metres < 29_900]) <= set(held.index) <= set(metres.index[metres < 30_000])
    first = held["area"].str[3:7].astype(float)
    km = measured.loc[held.index, "border_km"]
    assert ((km >= first - 0.3) & (km <= first + 50.3)).mean() > 0.999  # one spot in thousands is as near to two bends


@pytest.mark.parametrize("by", [[], ["hour"], ["county", "stretch"], ["month", "month"]])
def test_what_cannot_be_counted_by_is_named(by: list[Any], parts: Path) -> None:
    with pytest.raises(ValueError, match="give county, stretch or hexagon, month, category, each once"):
        count_events(parts, by=by)


def test_an_unknown_engine_is_named(parts: Path) -> None:
    with pytest.raises(ValueError, match="engine is 'spark'; choose from geopandas, dask, sedona"):
        count_events(parts, engine="spark")  # type: ignore[arg-type]


def test_what_is_no_geoparquet_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds no events in GeoParquet"):
        count_events(tmp_path)
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(ReadError, match=r"a\.parquet: cannot be read as a Parquet file"):
        count_events(tmp_path)
    pd.DataFrame({"category": ["other"]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(ReadError, match=r"a\.parquet: is no GeoParquet file"):
        count_events(tmp_path)


@pytest.mark.parametrize("engine", ["geopandas", "sedona"])
def test_a_part_that_is_cut_short_is_named(engine: Any, parts: Path, tmp_path: Path) -> None:
    whole = (parts / "part-0.parquet").read_bytes()
    (tmp_path / "part-0.parquet").write_bytes(whole)
    (tmp_path / "part-1.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadError, match=r"part-1\.parquet: cannot be counted|SedonaDB cannot read its parts"):
        count_events(tmp_path, engine=engine)


def test_a_missing_engine_is_named_with_its_extra(parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sedonadb", None)
    with pytest.raises(GeoNKError, match=r"needs the package sedonadb, .*pip install 'geo_nk\[scale\]'"):
        count_events(parts)
