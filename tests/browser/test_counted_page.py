"""A page whose pictures and timeline show counts of more events than it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import h3
import pandas as pd
import pytest

from geo_nk.maps import event_map
from geo_nk.maps.page.counted import pack_counts

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]

HYESAN = {"county": "kp-ryanggang-hyesan", "stretch": "km 0650-0700", "hexagon": h3.latlng_to_cell(41.4, 128.18, 5)}


@pytest.fixture
def counted(look: Look, events: gpd.GeoDataFrame) -> Any:
    """Return a page with counts at Hyesan in two months and in none, and in no area."""
    months = pd.to_datetime(["2012-03-01", "2016-07-01", None, "2016-07-01"]).astype("datetime64[s]")
    codes = ["market_crackdown", "phone_crackdown", "phone_crackdown", "phone_crackdown"]
    shared = {"month": months, "category": codes, "events": [1_000, 200, 30, 4]}
    made = event_map(events)
    tables = {kind: pd.DataFrame({kind: [area, area, area, None], **shared}) for kind, area in HYESAN.items()}
    made.counted = pack_counts(tables, query='select(SOURCE, {kind}="{area}")')
    return look(made)


def _cells(seen: Any, picture: str) -> str:
    seen.page.locator(f'[data-picture="{picture}"]').click()
    return str(seen.text("#picture-key .classes"))


def test_each_picture_shows_the_counts_of_all(counted: Any) -> None:
    assert counted.state("store.get('picture')") == "counties"
    assert [_cells(counted, picture) for picture in ("counties", "hexagons", "bands")] == ["1,230"] * 3
    assert counted.text("#picture-key .apart").startswith("4 events are too vague")
    assert "Counts of all 1,234 events" in counted.text("#picture-key")
    _cells(counted, "heat")
    assert "Density of the sample of 8 events alone." in counted.text("#picture-key")


def test_the_counts_follow_time_and_category(counted: Any) -> None:
    counted.page.evaluate(
        "() => { geoNK.filters.all.get('period').read('2016-01-01..2016-12-31'); geoNK.filters.apply(); }"
    )
    assert _cells(counted, "hexagons") == "200"
    counted.page.evaluate(
        "() => { geoNK.filters.clear(); geoNK.filters.all.get('category').only('market_crackdown'); }"
    )
    counted.page.evaluate("() => geoNK.filters.apply()")
    assert _cells(counted, "counties") == "1,000"


def test_the_timeline_counts_all_by_month(counted: Any) -> None:
    assert counted.text("#timeline .time-note") == "30 events dated to no one month"
    track = counted.page.locator("#timeline .time-track").bounding_box()
    counted.page.mouse.move(track["x"] + 2, track["y"] + 20)
    assert counted.text("#timeline .time-readout").endswith("1,000 events")


def test_an_area_tells_how_to_get_its_rows(counted: Any) -> None:
    where = counted.page.evaluate("() => geoNK.map.latLngToContainerPoint([41.4, 128.18])")
    box = counted.page.locator("#map").bounding_box()
    counted.page.mouse.click(box["x"] + where["x"], box["y"] + where["y"])
    assert counted.text("#card code") == 'select(SOURCE, county="kp-ryanggang-hyesan")'
    assert "of the sample here" in counted.text("#card .eyebrow")
