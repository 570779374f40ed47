"""What is told of together: worked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo_nk.analyse import seen_together

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Make = Callable[..., gpd.GeoDataFrame]


def test_within_a_county_and_month(table: Make) -> None:
    kinds = ["defection", "border_control", "defection", "other", "border_control"]
    rows = [("Hyesan", "2021-08-01"), ("Hyesan", "2021-08-09"), ("Musan", "2021-08-01"), ("Musan", "2021-09-01")]
    pairs = seen_together(table(*rows, ("Ryanggang", "2021-08-01"), category=kinds))
    (row,) = pairs.to_dict("records")
    assert (row["one"], row["other"], row["together"]) == ("border_control", "defection", 1)
    assert (row["of_one"], row["of_other"], row["of_all"]) == (1, 2, 3)
    assert (row["expected"], row["lift"], row["jaccard"]) == pytest.approx((2 / 3, 1.5, 0.5))
    assert pairs.attrs["left_out"] == {"county not sure": 1}


def test_goods_within_reports(table: Make) -> None:
    days = [("Hyesan", "2021-08-01")] * 3
    goods = [("rice", "corn"), ("fuel",), ("rice",)]
    pairs = seen_together(table(*days, goods=goods, report_id=["a", "a", "b"]), of="goods", within="report_id")
    assert pairs[["one", "other", "together"]].to_numpy().tolist() == [
        ["corn", "fuel", 1],
        ["corn", "rice", 1],
        ["fuel", "rice", 1],
    ]


def test_nothing_together_is_an_empty_table(table: Make) -> None:
    assert seen_together(table(("Hyesan", "2021-08-01"))).empty
