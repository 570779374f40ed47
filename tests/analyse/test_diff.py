"""What two versions differ in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.analyse import diff_events
from geo_nk.events import compare_events

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Make = Callable[..., gpd.GeoDataFrame]


def test_new_changed_and_withdrawn(table: Make) -> None:
    old = table(("Hyesan", "2021-08-06"), ("Musan", "2021-08-06"), ("Musan", "2022-08-06"))
    new = table(
        ("Hyesan", "2021-08-07"), ("Musan", "2021-08-06"), ("Musan", "2022-08-06"), status=["confirmed", None, None]
    )
    new.loc[2, "event_id"] = "9"
    diff = diff_events(old, new)
    assert diff[["change", "event_id", "field", "old", "new"]].astype(object).where(
        diff.notna(), None
    ).to_numpy().tolist() == [
        ["changed", "0", "date_start", "2021-08-06", "2021-08-07"],
        ["changed", "0", "date_end", "2021-08-06", "2021-08-07"],
        ["changed", "0", "status", None, "confirmed"],
        ["new", "9", None, None, None],
        ["withdrawn", "2", None, None, None],
    ]
    assert diff.attrs["counts"] == {"new": 1, "changed": 1, "withdrawn": 1, "same": 1}


def test_it_says_what_the_map_says(table: Make) -> None:
    old, new = table(("Hyesan", "2021-08-06")), table(("Hyesan", "2021-08-07"))
    on_map = compare_events(old, new)
    assert on_map["change"].tolist() == ["changed"]
    assert len(on_map["changed_fields"][0]) == len(diff_events(old, new)) == 2


def test_nothing_changed_is_an_empty_table(table: Make) -> None:
    events = table(("Hyesan", "2021-08-06"))
    assert diff_events(events, events).empty
