"""What a missing library is called."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from geo_nk.analyse import event_change
from geo_nk.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Make = Callable[..., gpd.GeoDataFrame]


def test_the_extra_is_named(table: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.stats.proportion", None)
    with pytest.raises(MissingExtraError, match=r"need the package statsmodels: pip install 'geo_nk\[analyse\]'"):
        event_change(table(("Hyesan", "2020-07-20")), "2020-08-01")
