"""The shipped gazetteer, asked for a column of names."""

from __future__ import annotations

import pandas as pd
import pytest

from geo_nk.gazetteer import locate


def test_a_column_keeps_its_index() -> None:
    names = pd.Series(["Hyesan", "Atlantis"], index=["a", "b"])
    located = locate(names)
    assert located.index.tolist() == ["a", "b"]
    assert located["status"].tolist() == ["found", "unknown"]


def test_one_name_is_a_table_of_one_row() -> None:
    located = locate("Hyeryung")
    assert located["name"].tolist() == ["Hoeryong"]
    assert located.crs == "EPSG:4326"
    assert located.geometry[0].y == pytest.approx(42.44, abs=0.05)


def test_each_name_may_have_its_own_province() -> None:
    located = locate(["Sambong", "Sambong"], within=["Onsong", None])
    assert located["status"].tolist() == ["found", "ambiguous"]


def test_a_province_has_no_point() -> None:
    assert locate("North Hamgyong").geometry.isna().all()
