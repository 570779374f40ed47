"""Marks and names on a printed map keep out of each other's way."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.maps.print.labels import Label, free_places
from geo_nk.maps.print.sites import ring_offsets, sites_of, spots_of

POINT = st.tuples(st.floats(0, 300), st.floats(0, 200))


@given(st.lists(POINT, min_size=1, max_size=40))
def test_each_event_stands_in_one_site(points: list[tuple[float, float]]) -> None:
    x, y = np.array(points).T
    sites = sites_of(x, y, spots=spots_of(x, y), mark=3.3)
    assert sorted(np.concatenate([site.members for site in sites]).tolist()) == list(range(len(points)))


@given(st.lists(POINT, min_size=2, max_size=40))
def test_no_two_sites_hide_each_other(points: list[tuple[float, float]]) -> None:
    x, y = np.array(points).T
    sites = sites_of(x, y, spots=spots_of(x, y), mark=3.3)
    for k, a in enumerate(sites):
        for b in sites[:k]:
            assert np.hypot(a.x - b.x, a.y - b.y) >= 0.7 * (a.r + b.r)


def test_marks_in_a_ring_do_not_touch() -> None:
    for n in range(2, 7):
        offsets = ring_offsets(n, 3.3)
        gaps = [np.hypot(*(a - b)) for k, a in enumerate(offsets) for b in offsets[:k]]
        assert min(gaps) > 1.9 * 3.3


@given(st.lists(POINT, max_size=30))
def test_placed_labels_are_free_and_inside(points: list[tuple[float, float]]) -> None:
    labels = [Label("Hyesan", x, y, 25, 6, 3) for x, y in points]
    boxes = [(p.left, p.bottom, p.left + 25, p.bottom + 6) for p in free_places(labels, taken=[], size=(300, 200)) if p]
    for k, (a, b, c, d) in enumerate(boxes):
        assert a >= 0
        assert b >= 0
        assert c <= 300
        assert d <= 200
        assert all(c <= e or a >= g or d <= f or b >= h for e, f, g, h in boxes[:k])
