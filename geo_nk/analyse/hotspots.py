"""Counties around which more events lie than chance would have: Getis-Ord Gi* and local Moran, through esda."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_nk.analyse.counts import count_events
from geo_nk.analyse.extras import need
from geo_nk.errors import AnalysisError
from geo_nk.gazetteer.cells import county_cells
from geo_nk.gazetteer.shapes import reaches

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from geo_nk.analyse.counts import Imprecise

__all__ = ["hot_spots"]

_QUADRANTS: Final = {1: "high-high", 2: "low-high", 3: "low-low", 4: "high-low"}
_FEWEST: Final = 3  # counties


def _compared_cells(provinces: Sequence[str] | None = None) -> gpd.GeoDataFrame:
    """Return the counties of provinces; of those of North Korea on the border where None.

    Examples
    --------
    >>> sorted(_compared_cells()["province"].unique())
    ['Chagang', 'North Hamgyong', 'North Pyongan', 'Rason', 'Ryanggang']
    """
    cells = county_cells()
    if provinces is None:
        beside = {each.place_id for each in reaches() if each.reach == "border"}
        chosen = set(cells.loc[cells.index.isin(beside), "province"])
    else:
        chosen = {provinces} if isinstance(provinces, str) else set(provinces)
    known = set(cells["province"])
    if unknown := chosen - known:
        listed = ", ".join(sorted(known))
        raise AnalysisError(f"provinces={', '.join(map(str, unknown))!r} is not a province; choose from {listed}")
    return cells[cells["province"].isin(chosen)].drop(columns="area_km2")


def _events_in(cells: gpd.GeoDataFrame, counts: pd.DataFrame) -> NDArray[np.float64]:
    """Return how many events each county has; raise where there is nothing to compare."""
    held = {(row.county, row.province): row.events for row in counts.itertuples()}
    values = np.array([held.get(pair, 0.0) for pair in zip(cells["county"], cells["province"], strict=True)])
    if len(cells) < _FEWEST or not values.any() or np.ptp(values) == 0:
        raise AnalysisError(
            f"{len(cells)} counties with {values.sum():g} events: there is nothing to compare; give events in several "
            "counties of these provinces, or other provinces"
        )
    return values


def hot_spots(
    events: gpd.GeoDataFrame,
    *,
    provinces: Sequence[str] | None = None,
    imprecise: Imprecise = "spread",
    permutations: int = 999,
    seed: int = 0,
) -> gpd.GeoDataFrame:
    """Tell the counties in whose neighbourhood events are many, or few.

    Neighbours are counties that touch. Both statistics ask where counts are high, not why: reports come from where
    sources live, and a county that nobody writes of is cold.

    Parameters
    ----------
    events
        An event table. It is not changed.
    provinces
        Names of those whose counties are compared; those on the border where None.
    imprecise
        As in `geo_nk.count_events`.
    permutations, seed
        Of the random permutations from which the p-values come; the same seed gives the same values.

    Returns
    -------
    geopandas.GeoDataFrame
        Tidy, a row for each county, with its approximate outline:

        - events: as `geo_nk.count_events` counts them
        - gi_z, gi_p: Getis-Ord Gi* (binary weights, the county itself included) as a z-score, and its pseudo p-value
        - moran, moran_p, quadrant: local Moran's I (row-standardised), its pseudo p-value, and ``high-high``,
          ``low-low``, ``high-low`` or ``low-high``

        p-values are directed (of as many or more where there are many, as few or fewer where few), as esda has them:
        twice as large for both sides. They are of one county each: of 200 cold counties, ten are below 0.05 by chance.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no event table.
    geo_nk.errors.MissingExtraError
        If esda or libpysal is not installed.
    geo_nk.errors.AnalysisError
        If North Korea has no such province, or there are too few counties or events to compare.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"category": "other", "county": "Hyesan", "province": "Ryanggang", "unplaced_reason": "x"}
    >>> spots = hot_spots(events_frame([told | {"event_id": str(i)} for i in range(5)]), provinces=["Ryanggang"])
    >>> spots["gi_z"].idxmax() in {"kp-ryanggang-hyesan", "kp-ryanggang-samsu", "kp-ryanggang-kapsan"}
    True
    """
    graph = need("libpysal.graph", what="hot spots")
    getisord, moran = need("esda.getisord", what="hot spots"), need("esda.moran", what="hot spots")
    cells = _compared_cells(provinces)
    counts = count_events(events, "county", imprecise=imprecise)
    values = _events_in(cells, counts)
    touching = graph.Graph.build_contiguity(cells, rook=False)
    options: Any = {"permutations": permutations, "seed": seed, "n_jobs": 1}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numba is not installed, which is only slower; what has no neighbour is 0
        gi = getisord.G_Local(values, touching, transform="B", star=True, **options)
        local = moran.Moran_Local(values, touching, **options)
    answer = cells.assign(
        events=values,
        gi_z=gi.Zs,
        gi_p=gi.p_sim,
        moran=local.Is,
        moran_p=local.p_sim,
        quadrant=[_QUADRANTS[int(each)] for each in local.q],
    )
    elsewhere = float(counts["events"].sum() - values.sum())
    answer.attrs = counts.attrs | {"elsewhere": round(elsewhere, 6)}
    return answer[[*(name for name in answer.columns if name != "geometry"), "geometry"]]
