from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import geopandas as gpd
import pytest

from geo_nk.errors import EventSchemaError, OutputError
from geo_nk.events import read_events
from geo_nk.maps import EventMap, event_map

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    return read_events(Path(__file__).parents[1] / "three_events.geojson")


def test_it_is_a_folium_map(events: gpd.GeoDataFrame) -> None:
    assert isinstance(event_map(events), folium.Map)


def test_the_same_events_give_the_same_bytes(events: gpd.GeoDataFrame) -> None:
    assert event_map(events).to_html() == event_map(events).to_html()


def test_rendering_twice_gives_the_same_bytes(events: gpd.GeoDataFrame) -> None:
    made = event_map(events)
    folium.Marker([41.4, 128.2], popup="Hyesan").add_to(made)
    assert made.to_html() == made.to_html()


def test_added_layers_get_numbers_instead_of_random_ids(events: gpd.GeoDataFrame) -> None:
    pages = []
    for _ in range(2):
        made = event_map(events)
        folium.Marker([41.4, 128.2], popup="Hyesan", tooltip="here").add_to(made)
        folium.LayerControl().add_to(made)
        pages.append(made.to_html())
    assert pages[0] == pages[1]


def test_the_figure_gives_the_sealed_page_too(events: gpd.GeoDataFrame) -> None:
    made = event_map(events)
    assert made.get_root().render() == made.to_html()


def test_the_events_are_not_changed(events: gpd.GeoDataFrame) -> None:
    before = events.copy(deep=True)
    event_map(events).to_html()
    assert events.equals(before)


def test_save_writes_the_page_and_returns_its_path(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    made = event_map(events)
    written = made.save(tmp_path / "map.html")
    assert written.read_text(encoding="utf-8") == made.to_html()
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_a_map_that_cannot_be_sealed_leaves_the_older_file(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_text("older", encoding="utf-8")
    made = event_map(events)
    folium.TileLayer("OpenStreetMap").add_to(made)
    with pytest.raises(OutputError, match="would load"):
        made.save(path)
    assert path.read_text(encoding="utf-8") == "older"


def test_counts_tell_what_is_drawn_and_what_is_not(events: gpd.GeoDataFrame) -> None:
    events["status"] = ["candidate", "rejected", "candidate"]
    assert event_map(events).counts == {"placed": 1, "unplaced": 1, "rejected": 1, "merged": 0, "withdrawn": 0}


def test_rejected_rows_do_not_reach_the_file(events: gpd.GeoDataFrame, unpack_page: Callable[[str], Any]) -> None:
    events["status"] = ["candidate", "rejected", "candidate"]
    events["quote"] = ["kept", "withdrawn words", "kept"]
    page = event_map(events).to_html()
    assert "withdrawn words" not in page
    assert unpack_page(page).get("quote") == ["kept", "kept"]


def test_columns_that_are_not_shown_do_not_reach_the_file(
    events: gpd.GeoDataFrame, unpack_page: Callable[[str], Any]
) -> None:
    events["informant"] = "withheld words"
    events["report_sha256"] = "ab" * 32
    page = event_map(events).to_html()
    raw = unpack_page(page).raw
    for withheld in ("withheld words", "ab" * 32):
        assert withheld not in page
        assert withheld.encode() not in raw


def test_an_empty_table_makes_a_map(events: gpd.GeoDataFrame) -> None:
    assert event_map(events.iloc[:0]).counts["placed"] == 0


def test_a_table_that_is_not_one_of_events_is_refused() -> None:
    with pytest.raises(EventSchemaError, match="category"):
        event_map(gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([128], [41]), crs=4326))


def test_the_notebook_shows_a_frame_that_reaches_nothing(events: gpd.GeoDataFrame) -> None:
    made = event_map(events, title='A "quoted" title', height=500)
    bundle = made._repr_mimebundle_()
    frame = re.fullmatch(
        r'<iframe srcdoc="([^"]*)" title="([^"]*)" sandbox="([^"]*)" style="([^"]*)"></iframe>', bundle["text/html"]
    )
    assert frame
    assert html.unescape(frame[1]) == made.to_html()
    assert "allow-same-origin" not in frame[3]
    assert "height:500px" in frame[4]
    assert "Make this Notebook" not in bundle["text/html"]


def test_the_notebook_without_html_shows_counts(events: gpd.GeoDataFrame) -> None:
    assert repr(event_map(events, title="Test")) == "<EventMap 'Test': 2 events placed, 1 not placed>"


def test_a_page_of_a_thousand_events_stays_small(events: gpd.GeoDataFrame) -> None:
    many = events.iloc[[0] * 1000].reset_index(drop=True)
    many["event_id"] = [f"event-{i:06d}" for i in range(1000)]
    many["quote"] = [
        f"Sentence {i} of the report, about as long as sentences in reports are. " * 2 for i in range(1000)
    ]
    assert len(event_map(many).to_html().encode()) < 1_500_000


def test_event_map_is_found_under_its_own_name() -> None:
    assert EventMap.__module__ == "geo_nk.maps.page.folium_map"
