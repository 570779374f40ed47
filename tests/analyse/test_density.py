"""Density along the border: held against scikit-learn and worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.neighbors import KernelDensity

from geo_nk.analyse import border_density
from geo_nk.border import border_length_km, border_position, point_at
from geo_nk.events import events_frame


def _at(*kilometres: float) -> object:
    points = point_at(np.array(kilometres))
    rows = [{"event_id": str(i), "category": "other", "lon": point.x, "lat": point.y} for i, point in enumerate(points)]
    return events_frame(rows)


def test_it_is_that_of_scikit_learn() -> None:
    events = _at(300.0, 305.0, 650.0)
    density = border_density(events, bandwidth_km=8)
    at = border_position(events)["border_km"].to_numpy()
    kernel = KernelDensity(bandwidth=8).fit(at[:, None])
    expected = 3 * np.exp(kernel.score_samples(density["border_km"].to_numpy()[:, None]))
    assert np.abs(density["density"] - expected).max() < 2e-4 * expected.max()


def test_the_whole_is_the_number_of_events_at_the_mouth_too() -> None:
    density = border_density(_at(0.0, 1.0, border_length_km() - 0.5), step_km=0.2)
    assert density["density"].sum() * 0.2 == pytest.approx(3, rel=0.01)


def test_a_stretch_is_spread_evenly() -> None:
    row = {"event_id": "a", "category": "other", "geo_precision": "linear", "km_start": 200.0, "km_end": 600.0}
    density = border_density(events_frame([row]), bandwidth_km=5).set_index("border_km")["density"]
    assert density[[300.0, 400.0, 500.0]].tolist() == pytest.approx([1 / 400] * 3)
    assert density[150.0] < 1e-6


def test_across_a_bend_nothing_is_counted() -> None:
    """Two points a few kilometres apart in the plane may be far apart on the line."""
    density = border_density(_at(800.0), bandwidth_km=5).set_index("border_km")["density"]
    assert density[840.0] < 1e-9


def test_what_is_far_is_left_out_and_counted() -> None:
    rows = [
        {"event_id": "a", "category": "other", "lon": 125.75, "lat": 39.02},
        {"event_id": "b", "category": "other", "geo_precision": "province", "unplaced_reason": "x"},
        {"event_id": "c", "category": "other", "unplaced_reason": "x"},
    ]
    density = border_density(events_frame(rows))
    assert density["density"].sum() == 0
    assert density.attrs["left_out"] == {"far from the border": 1, "only an area is known": 1, "no place": 1}


def test_a_bandwidth_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"bandwidth_km=0 is not from 0\.1 to"):
        border_density(_at(10.0), bandwidth_km=0)
