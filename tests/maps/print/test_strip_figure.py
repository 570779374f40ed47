"""The printed strip chart: kilometres across, days down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pytest

from geo_nk.events import events_frame
from geo_nk.maps import strip_chart
from geo_nk.maps.print.drawn import drawn
from geo_nk.maps.print.figure_file import figure_bytes
from geo_nk.maps.print.strip_frame import time_ticks
from geo_nk.maps.print.strip_marks import _spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

mpl.use("agg")

HYESAN = {"lon": 128.1778, "lat": 41.4029, "place_id": "kp-ryanggang-hyesan", "geo_precision": "settlement"}


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    import matplotlib.pyplot as plt  # noqa: PLC0415

    plt.close("all")


def event(event_id: str, **more: object) -> dict[str, object]:
    return {"event_id": event_id, "category": "phone_crackdown", "uncertainty_m": 6000, **HYESAN, **more}


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_kilometres_run_across_and_days_down() -> None:
    ax = strip_chart(events_frame([event("a", date_start="2021-02-14", date_end="2021-02-14")]))
    first, last = ax.get_xlim()
    assert (first, round(last)) == (0, 1358)
    bottom, top = ax.get_ylim()
    assert top < (np.datetime64("2021-02-14") - np.datetime64("1970-01-01")).astype(int) < bottom


def test_an_event_spreads_as_far_as_its_place_is_uncertain() -> None:
    along = drawn(events_frame([event("a")])).along()
    assert along.last[0] - along.first[0] == pytest.approx(12)


def test_a_stretch_of_border_is_its_own_span() -> None:
    row: dict[str, object] = {
        "event_id": "s",
        "category": "other",
        "geo_precision": "linear",
        "km_start": 100,
        "km_end": 180,
    }
    row["unplaced_reason"] = "a stretch"
    along = drawn(events_frame([row])).along()
    assert (along.first[0], along.km[0], along.last[0]) == (100, 140, 180)


def test_what_lies_elsewhere_is_counted() -> None:
    far = event("f", lon=125.75, lat=39.02, place_id=None)
    said = " ".join(texts(strip_chart(events_frame([event("a"), far]))))
    assert "1 farther than 30 km from the border" in said


def test_undated_events_have_a_row_of_their_own() -> None:
    dated = event("a", date_start="2021-02-14", date_end="2021-02-14")
    assert "no date" in texts(strip_chart(events_frame([dated, event("b")])))
    assert "no date" not in texts(strip_chart(events_frame([dated])))


def test_too_many_marks_become_shading() -> None:
    days = np.datetime64("2015-01-01") + np.arange(200) // 20
    rows = [event(str(k), date_start=str(day), date_end=str(day)) for k, day in enumerate(days)]
    ax = strip_chart(events_frame(rows))
    assert len(ax.images) == 1
    assert any("the darker" in text for text in texts(ax))
    assert not strip_chart(events_frame(rows[:20])).images


def test_shading_spreads_each_event_over_its_box() -> None:
    grid = _spread(np.array([0.0, 1.0]), np.array([9.0, 1.0]), np.array([0.0, 1.0]), np.array([9.0, 1.0]), (24.0, 24.0))
    assert grid.sum() == pytest.approx(2)
    assert grid[0, 0] == grid.max()


@pytest.mark.parametrize("most", [2, 5, 12, 40])
def test_ticks_are_never_more_than_there_is_room_for(most: int) -> None:
    ticks = time_ticks((10_000, 17_000), most)
    assert 0 < len(ticks) <= most + 1
    assert all(10_000 <= day <= 17_000 for day, _, _ in ticks)


def test_hangul_has_all_its_glyphs() -> None:
    ax = strip_chart(events_frame([event("a", date_start="2021-02-14", date_end="2021-02-20")]), language="ko")
    assert "혜산" in texts(ax)
    figure_bytes(ax, kind="png", dpi=50)  # a missing glyph warns, and warnings are errors


def test_the_same_chart_is_the_same_file() -> None:
    rows = events_frame([event("a", date_start="2021-02-14", date_end="2021-02-20")])
    first, second = (figure_bytes(strip_chart(rows, width_mm=88), kind="pdf") for _ in range(2))
    assert first == second


def test_no_events_make_an_empty_chart() -> None:
    assert figure_bytes(strip_chart(events_frame([])), kind="svg").startswith(b"<?xml")
