"""Measure how fast points are measured against the border, beside a loop that asks shapely point by point.

    python benchmarks/border.py [POINTS]

The loop does less (kilometre and distance only) and runs over every fiftieth point; its time is given for all of them.
"""

from __future__ import annotations

import sys
import time

import geopandas as gpd
import numpy as np

from geo_nk.border import BORDER_CRS, border_line, border_position

POINTS = 1_000_000
EVERY = 50
AGREE_M = 1.0
NEAR_M = 100_000.0


def main(count: int) -> None:
    """Time both ways and check that they agree."""
    rng = np.random.default_rng(20260101)
    points = gpd.GeoSeries(
        gpd.points_from_xy(rng.uniform(124, 131, count), rng.uniform(39.5, 43.5, count)), crs="EPSG:4326"
    )
    border_position(points[:1])  # reads the tables and builds the index of the border

    start = time.perf_counter()
    measured = border_position(points)
    ours = time.perf_counter() - start

    line = gpd.GeoSeries([border_line()], crs="EPSG:4326").to_crs(BORDER_CRS)[0]
    start = time.perf_counter()
    metric = points[::EVERY].to_crs(BORDER_CRS)
    naive = [(line.project(point), line.distance(point)) for point in metric]
    loop = (time.perf_counter() - start) * count / len(naive)

    off = measured["border_distance_m"].to_numpy()[::EVERY]
    near = off < NEAR_M  # farther off, ours is geodesic and the loop's is not
    worst = np.abs(off - np.array([distance for _, distance in naive]))[near].max()
    if worst > AGREE_M:
        sys.exit(f"the two ways differ by {worst:.1f} m")
    print(f"{count:,} points: border_position {ours:.2f} s ({ours / count * 1e6:.1f} us a point)")
    print(f"the loop of shapely calls {loop:.1f} s, {loop / ours:.1f} times as long; distances agree to {worst:.3f} m")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POINTS)
