"""What a missing library is called."""

from __future__ import annotations

import sys

import pytest

from geo_nk.analyse import event_change
from geo_nk.errors import MissingExtraError


def test_the_extra_is_named(table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.stats.proportion", None)
    with pytest.raises(MissingExtraError, match=r"need the package statsmodels: pip install 'geo_nk\[analyse\]'"):
        event_change(table(("Hyesan", "2020-07-20")), "2020-08-01")
