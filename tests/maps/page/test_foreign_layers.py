from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import folium.plugins
import pytest
from branca.element import Element

from geo_nk.errors import OutputError
from geo_nk.events import read_events
from geo_nk.maps import event_map

if TYPE_CHECKING:
    import geopandas as gpd

SQUARE = {"type": "Polygon", "coordinates": [[[128, 41], [129, 41], [129, 42], [128, 41]]]}


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    return read_events(Path(__file__).parents[1] / "three_events.geojson")


@pytest.mark.parametrize(
    "layer",
    [
        folium.Marker([41.4, 128.2], popup="Hyesan", tooltip="here"),
        folium.CircleMarker([41.4, 128.2], popup=folium.Popup("<b>bold</b>")),
        folium.PolyLine([[41, 128], [42, 129]]),
        folium.GeoJson(SQUARE, name="a square"),
        folium.FeatureGroup(name="group"),
        folium.LayerControl(),
        folium.Marker([41, 128], icon=folium.DivIcon(html="<i>x</i>")),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_layers_that_carry_their_data_are_sealed(events: gpd.GeoDataFrame, layer: Element) -> None:
    made = event_map(events)
    layer.add_to(made)
    page = made.to_html()
    assert "default-src 'none'" in page
    assert layer.get_name().rsplit("_", 1)[0] in page
    assert "style-src 'unsafe-inline'" in page
    assert "script-src 'sha256-" in page


@pytest.mark.parametrize(
    ("layer", "named"),
    [
        (folium.TileLayer("OpenStreetMap"), "tile.openstreetmap.org"),
        (folium.WmsTileLayer("https://wms.example.org/x", layers="a"), "wms.example.org"),
        (folium.raster_layers.ImageOverlay("https://img.example.org/a.png", [[41, 128], [42, 129]]), "img.example.org"),
        (folium.Marker([41, 128], icon=folium.Icon(color="red")), "Awesome"),
        (folium.Marker([41, 128], icon=folium.CustomIcon("https://img.example.org/i.png")), "img.example.org"),
        (folium.plugins.MarkerCluster([[41, 128]]), "markercluster"),
        (folium.plugins.Fullscreen(), "fullscreen"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_layers_that_would_load_something_are_refused_by_name(
    events: gpd.GeoDataFrame, layer: Element, named: str
) -> None:
    made = event_map(events)
    layer.add_to(made)
    with pytest.raises(OutputError, match=f"would load.*{named}"):
        made.to_html()


@pytest.mark.parametrize("text", ["${window.pwned=1}", "`+alert(1)+`", r"C:\20190221"])
@pytest.mark.parametrize("kind", ["popup", "tooltip"])
def test_text_that_folium_would_run_is_refused(events: gpd.GeoDataFrame, text: str, kind: str) -> None:
    made = event_map(events)
    folium.Marker([41.4, 128.2], **{kind: text}).add_to(made)
    with pytest.raises(OutputError, match=re.escape("which folium would run as script")):
        made.to_html()


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://cdn.example.org/a.js"></script>',
        '<link rel="stylesheet" href="//cdn.example.org/a.css">',
        '<img src="http://cdn.example.org/a.png">',
    ],
)
def test_markup_that_would_load_something_is_refused(events: gpd.GeoDataFrame, markup: str) -> None:
    made = event_map(events)
    made.get_root().html.add_child(Element(markup))
    with pytest.raises(OutputError, match=r"would load.*cdn\.example\.org"):
        made.to_html()


@pytest.mark.parametrize(
    "markup",
    [
        '<meta http-equiv="refresh" content="0; url=x.html">',
        '<META HTTP-EQUIV="Refresh" content="0">',
        '<base href="x/">',
        "<object></object>",
        '<iframe srcdoc="&lt;p&gt;"></iframe>',
        "<iframe/>",
        '<form action="x"></form>',
    ],
)
def test_an_element_that_leads_away_is_refused(events: gpd.GeoDataFrame, markup: str) -> None:
    made = event_map(events)
    made.get_root().html.add_child(Element(markup))
    with pytest.raises(OutputError, match=r"would load|lead away"):
        made.to_html()


@pytest.mark.parametrize(
    "address", ["javascript:x()", "&#106;avascript:x()", "java&Tab;script:x()", " &#1;javascript:x()"]
)
def test_an_address_that_runs_is_refused_however_it_hides(events: gpd.GeoDataFrame, address: str) -> None:
    made = event_map(events)
    made.get_root().html.add_child(Element(f'<a href="{address}">x</a>'))
    with pytest.raises(OutputError, match="would run as script"):
        made.to_html()


def test_what_layers_loosen_is_said_in_the_page_and_on_the_terminal(
    events: gpd.GeoDataFrame, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = event_map(events)
    assert '"loosened"' not in made.to_html()
    folium.Marker([41.4, 128.2]).add_to(made)
    made.save(tmp_path / "map.html")
    assert '"loosened":true' in made.to_html()
    assert "layers of others were added" in caplog.text


def test_a_broken_tag_in_added_markup_stays_text(events: gpd.GeoDataFrame) -> None:
    made = event_map(events)
    made.get_root().html.add_child(Element("<p>1 < 2 <!--><meta http-equiv=refresh content=0>--></p>"))
    assert "<p>1 &lt; 2 " in made.to_html()
    assert "refresh" not in made.to_html()


def test_added_markup_keeps_its_text_and_loses_no_script(events: gpd.GeoDataFrame) -> None:
    made = event_map(events)
    made.get_root().html.add_child(Element('<p class="note">A &amp; B</p><script>window.note = 1;</script>'))
    page = made.to_html()
    assert '<p class="note">A &amp; B</p>' in page
    assert "<script>window.note = 1;</script>" in page
