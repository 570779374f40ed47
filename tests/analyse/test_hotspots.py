"""Hot spots: Gi* by its formula, and held against esda on the same input."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from esda.moran import Moran_Local
from libpysal.graph import Graph

from geo_nk.analyse import hot_spots
from geo_nk.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Make = Callable[..., gpd.GeoDataFrame]


def test_gi_star_is_that_of_its_formula(table: Make) -> None:
    spots = hot_spots(table(*[("Musan", "2021-08-06")] * 6, *[("Hyesan", "2021-08-06")] * 2))
    values = spots["events"].to_numpy()
    weights = Graph.build_contiguity(spots, rook=False).sparse.toarray() + np.eye(len(spots))
    n, mean, deviation = len(values), values.mean(), values.std()
    held = weights.sum(axis=1)
    spread = deviation * np.sqrt((n * (weights**2).sum(axis=1) - held**2) / (n - 1))
    assert spots["gi_z"].to_numpy() == pytest.approx((weights @ values - mean * held) / spread)


@pytest.mark.filterwarnings("ignore:The alternative hypothesis:DeprecationWarning", "ignore:The numba package")
def test_moran_is_that_of_esda(table: Make) -> None:
    spots = hot_spots(table(*[("Musan", "2021-08-06")] * 6, ("Ryanggang", "2021-08-06")), seed=7)
    graph = Graph.build_contiguity(spots, rook=False)
    expected = Moran_Local(spots["events"].to_numpy(), graph, permutations=999, seed=7, n_jobs=1)
    assert spots["moran"].to_numpy() == pytest.approx(expected.Is)
    assert spots["moran_p"].to_numpy() == pytest.approx(expected.p_sim)
    assert spots.loc["kp-north-hamgyong-musan", "quadrant"] in {"high-low", "high-high"}


def test_the_same_seed_gives_the_same_values(table: Make) -> None:
    events = table(*[("Musan", "2021-08-06")] * 3)
    assert hot_spots(events, permutations=99)["gi_p"].tolist() == hot_spots(events, permutations=99)["gi_p"].tolist()


def test_events_elsewhere_are_counted(table: Make) -> None:
    events = table(*[("Musan", "2021-08-06")] * 3, ("Hyesan", "2021-08-06"))
    assert hot_spots(events, provinces=["North Hamgyong"], permutations=9).attrs["elsewhere"] == 1


@pytest.mark.parametrize(
    ("provinces", "message"), [(["Jilin"], "'Jilin' is not a province; choose from Chagang"), (["Kangwon"], "nothing")]
)
def test_what_cannot_be_compared_is_said(table: Make, provinces: list[str], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        hot_spots(table(("Musan", "2021-08-06")), provinces=provinces)
