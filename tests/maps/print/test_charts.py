"""Charts of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from geo_nk.analyse import count_events
from geo_nk.errors import AnalysisError, EventSchemaError
from geo_nk.events import events_frame
from geo_nk.maps import calendar_chart, ranked_bars, save_figure, slope_chart, yearly_maps
from geo_nk.maps.print.chart import ink_on, number, shades

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.axes import Axes

plt = pytest.importorskip("matplotlib.pyplot")

MONTHS = pd.to_datetime(["2020-08-01", "2021-02-01"])
CALENDAR = pd.DataFrame({"month": MONTHS, "events": [3.0, 1.5], "reports": [1, 1]})
BARS = pd.DataFrame({"county": ["Hyesan", "Musan"], "province": ["Ryanggang", "North Hamgyong"], "events": [2.5, 1.0]})
YEARS = BARS.assign(year=pd.to_datetime(["2019-01-01", "2021-01-01"]))
SLOPE = pd.DataFrame(
    {
        "category": ["defection", "other"],
        "before": [8, 3],
        "after": [1, 3],
        "exposure_before": [365, 365],
        "exposure_after": [365, 365],
        "ratio": [0.125, 1.0],
        "low": [0.003, 0.1],
        "high": [0.93, 7.5],
    }
)
DRAWN = [(calendar_chart, CALENDAR), (ranked_bars, BARS), (yearly_maps, YEARS), (slope_chart, SLOPE)]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    plt.switch_backend("agg")
    yield
    plt.close("all")


def texts(ax: Axes) -> set[str]:
    """Return what is written on axes."""
    return {text.get_text() for text in ax.texts}


@pytest.mark.parametrize(("draw", "table"), DRAWN)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_same_table_is_the_same_file(draw: object, table: pd.DataFrame, language: str, tmp_path: Path) -> None:
    files = [save_figure(draw(table, language=language), tmp_path / name).read_bytes() for name in ("a.svg", "b.svg")]
    assert files[0] == files[1]


@pytest.mark.parametrize(("draw", "table"), DRAWN)
def test_it_draws_on_axes_that_are_given_and_leaves_the_table(draw: object, table: pd.DataFrame) -> None:
    before = table.copy(deep=True)
    ax = plt.figure(figsize=(7, 5)).add_axes((0.2, 0.3, 0.5, 0.5))
    assert draw(table, ax=ax) is ax
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(("draw", "table"), DRAWN)
def test_a_heading_is_text_whatever_stands_in_it(draw: object, table: pd.DataFrame) -> None:
    assert "$x_1$ <b>" in texts(draw(table, title="$x_1$ <b>"))


@pytest.mark.parametrize(("draw", "table"), DRAWN)
def test_a_table_that_lacks_a_column_is_refused(draw: object, table: pd.DataFrame) -> None:
    lacking = table.drop(columns="events" if "events" in table else "ratio")
    with pytest.raises(EventSchemaError, match=r"no column is called (events|ratio); the columns are"):
        draw(lacking)


def test_a_date_that_is_far_off_makes_no_page_of_a_thousand_years() -> None:
    days = pd.Series(np.array(["1021-08-01", "2021-08-01"], dtype="datetime64[s]"))
    message = "the dates reach from 1021 to 2021, and a chart holds 100 years: correct the date that is far off"
    with pytest.raises(AnalysisError, match=message):
        calendar_chart(pd.DataFrame({"month": days, "events": [1.0, 1.0]}))
    county = {"county": "Hyesan", "province": "Ryanggang"}
    with pytest.raises(AnalysisError, match=message):
        yearly_maps(pd.DataFrame({"year": days, "events": [1.0, 1.0], **county}))


def test_the_calendar_tells_silence_from_peace() -> None:
    counts = pd.DataFrame({"month": pd.date_range("2020-01-01", periods=3, freq="MS"), "reports": [1, 1, 0]})
    said = texts(calendar_chart(counts.assign(events=[2.0, 0.0, None])))
    assert {"2", "Jan", "2020"} <= said
    assert any("Stroke: no report was read" in text for text in said)


def test_a_calendar_without_reports_draws_no_silence() -> None:
    assert not any("Stroke" in text for text in texts(calendar_chart(CALENDAR.drop(columns="reports"))))


def test_bars_are_ranked_and_the_rest_is_counted() -> None:
    counts = pd.DataFrame({"place": list("abc"), "events": [1.0, 5.0, 2.0]})
    said = texts(ranked_bars(counts, most=1))
    assert {"b", "5"} <= said
    assert any("2 more, with 3 of the events" in text for text in said)


def test_bars_tell_of_how_many_events_the_county_is_not_known() -> None:
    places: list[dict[str, Any]] = [{"county": "Hyesan", "province": "Ryanggang"}, {}, {}]
    rows = [{"event_id": f"e{k}", "category": "other", "unplaced_reason": "x", **at} for k, at in enumerate(places)]
    said = texts(ranked_bars(count_events(events_frame(rows), "county")))
    assert any("in no bar: 2 of the events" in text for text in said)
    assert "1 event" in said


def test_bars_of_nothing_to_count_by_are_refused() -> None:
    with pytest.raises(EventSchemaError, match="count by something: by='county'"):
        ranked_bars(BARS[["events"]])


def test_names_are_those_of_the_language() -> None:
    assert {"혜산", "량강도"} <= texts(ranked_bars(BARS, language="ko"))
    assert "탈북" in " ".join(texts(slope_chart(SLOPE, language="ko")))


def test_a_slope_tells_ratio_and_interval() -> None:
    assert "×0.12 (0.0030–0.93)" in texts(slope_chart(SLOPE))


def test_no_label_of_a_slope_stands_in_the_note_below_it() -> None:
    many = pd.concat([SLOPE.head(1)] * 6, ignore_index=True).assign(before=0, ratio=float("inf"))
    ax = slope_chart(many)
    ax.figure.canvas.draw()
    floor = ax.get_window_extent().y0
    zeros = [text.get_window_extent() for text in ax.texts if text.get_text() == "0"]
    assert len(zeros) == len(many)
    assert min(box.y1 for box in zeros) > floor


def test_there_is_a_small_map_for_every_year() -> None:
    ax = yearly_maps(YEARS)
    assert {"2019", "2020", "2021"} <= texts(ax)
    assert len(ax.child_axes) == 3


def test_classes_of_years_grow_by_a_factor_so_that_one_large_county_does_not_pale_the_others() -> None:
    counties = {"county": ["Hyesan", "Musan", "Uiju"], "province": ["Ryanggang", "North Hamgyong", "North Pyongan"]}
    table = pd.DataFrame({**counties, "year": pd.Timestamp("2020-01-01"), "events": [100.0, 3.0, 1.0]})
    ax = yearly_maps(table)
    assert {"≤", "1", "3", "6", "16", "40", "100"} <= texts(ax)
    (areas, *_) = ax.child_axes[0].collections
    assert len(np.unique(areas.get_facecolor(), axis=0)) == 4  # with the colour of no events


def test_a_number_is_written_short() -> None:
    assert [number(value) for value in (0.0, 0.01, 0.96, 2.5, 1234.0)] == ["0", "<0.1", "1", "2.5", "1,234"]


def test_more_is_darker() -> None:
    none, some, most = shades(pd.Series([0.0, 1.0, 9.0]).to_numpy(), 9.0).sum(axis=1)
    assert most < some < none


def test_bars_have_decimals_all_or_none() -> None:
    table = pd.DataFrame({"category": ["defection", "other"], "events": [2.5, 1.0], "certain": [2, 1]})
    assert {"2.5", "1.0"} <= set(texts(ranked_bars(table)))


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.7, 1.0])
def test_ink_on_a_shade_can_be_read(share: float) -> None:
    from matplotlib.colors import to_rgb  # noqa: PLC0415 - an extra

    def light(colour: Any) -> float:
        each = np.array(to_rgb(colour))
        linear = np.where(each <= 0.03928, each / 12.92, ((each + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722]) + 0.05

    pair = sorted((light(ink_on(share, 1.0)), light(shades(np.array([share]), 1.0)[0])))
    assert pair[1] / pair[0] >= 4.5
