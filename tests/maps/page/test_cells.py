"""Where the page marks what is known to a stretch, and the cells in which it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.border import point_at
from geo_nk.events import events_frame
from geo_nk.maps.page.payload import pack_events

if TYPE_CHECKING:
    from collections.abc import Callable

    Unpack = Callable[..., Any]

ON_THE_UPPER_YALU = {
    "category": "border_control",
    "place_id": "river-yalu",
    "geo_precision": "linear",
    "km_start": 437.0,
    "km_end": 785.0,
    "unplaced_reason": "the upper reaches of the Yalu",
}
AT_HYESAN = {"category": "other", "lon": 128.178, "lat": 41.403, "place_id": "kp-ryanggang-hyesan"}


def test_a_stretch_is_marked_in_its_middle(unpack: Unpack) -> None:
    page = unpack(pack_events(events_frame([{"event_id": "a", **ON_THE_UPPER_YALU}])))
    middle = point_at((437 + 785) / 2)
    assert (page.lon[0], page.lat[0]) == pytest.approx((middle.x, middle.y), abs=1e-4)
    assert (page.get("km_start"), page.get("km_end")) == ([437.0], [785.0])


def test_a_point_stays_where_it_is(unpack: Unpack) -> None:
    row = {"event_id": "a", **AT_HYESAN, "km_start": 600.0, "km_end": 700.0}
    page = unpack(pack_events(events_frame([row])))
    assert (page.lon[0], page.lat[0]) == pytest.approx((128.178, 41.403), abs=1e-4)


def test_the_grid_is_as_fine_as_events_with_a_spot_allow() -> None:
    rows = [{"event_id": f"e{k}", **AT_HYESAN, "uncertainty_m": 6000.0} for k in range(9)]
    packed = pack_events(events_frame([*rows, {"event_id": "vague", **ON_THE_UPPER_YALU, "uncertainty_m": 90000.0}]))
    assert packed.head["positions"]["hexagons"][0]["edge"] == 9854


def test_a_table_without_precision_or_uncertainty_has_cells_too() -> None:
    packed = pack_events(events_frame([{"event_id": "a", **AT_HYESAN}])[["event_id", "category", "geometry"]])
    assert packed.head["positions"]["hexagons"][0]["codes"]["count"] == 1
