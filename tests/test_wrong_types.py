"""What is of a wrong type gets one clear error of ours at every door, and no number is too long for a message."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely

import geo_nk
from geo_nk.errors import EventSchemaError, OutputError, ReadError, WrongTypeError
from geo_nk.events import events_frame, validate_events, write_events

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HUGE = 10**5000
ROW = {"event_id": "a", "category": "other", "lon": 128.2, "lat": 41.4}


@pytest.mark.parametrize("value", [None, float("nan"), b"Hyesan", 5])
@pytest.mark.parametrize(
    "door",
    [
        geo_nk.locate,
        lambda value: geo_nk.load_gazetteer().resolve(value),
        lambda value: geo_nk.load_gazetteer().locate(value),
        geo_nk.extract_events,
        geo_nk.find_mentions,
        lambda value: geo_nk.Report("a", value),
        lambda value: geo_nk.Report(value, "A raid."),
        geo_nk.border_position,
    ],
)
def test_a_wrong_type_is_named(door: Callable[[Any], object], value: object) -> None:
    with pytest.raises(WrongTypeError, match=r"give "):
        door(value)


def test_a_point_is_no_column_of_points() -> None:
    with pytest.raises(WrongTypeError, match="is given a Point; give a GeoSeries of points"):
        geo_nk.border_position(shapely.Point(128.2, 41.4))


def test_half_a_character_is_no_place() -> None:
    assert geo_nk.locate("\ud800").loc[0, ["query", "status"]].tolist() == ["\ufffd", "unknown"]


@pytest.mark.parametrize(
    "published",
    [
        dt.date(2021, 8, 6),
        dt.datetime(2021, 8, 6, 9, 30, tzinfo=dt.UTC),
        pd.Timestamp("2021-08-06 09:30"),
        np.datetime64("2021-08-06"),
        "2021-08-06",
        "2021-08-06T09:30:00Z",
        "6 August 2021",
    ],
)
def test_a_report_takes_its_day_in_any_form(published: Any) -> None:
    assert geo_nk.Report("a", "A raid.", published=published).published == dt.date(2021, 8, 6)


@pytest.mark.parametrize("nothing", [None, pd.NaT, float("nan")])
def test_no_day_is_none(nothing: Any) -> None:
    assert geo_nk.Report("a", "A raid.", published=nothing).published is None


@pytest.mark.parametrize("published", ["06/08/2021", "August 2021", 20210806, b"2021-08-06"])
def test_what_is_no_day_is_refused(published: Any) -> None:
    with pytest.raises(WrongTypeError, match=r"published is .*, which is no day; give a date, or write YYYY-MM-DD"):
        geo_nk.Report("a", "A raid.", published=published)


@pytest.mark.parametrize("column", ["lon", "uncertainty_m", "name_start"])
def test_a_number_of_5000_digits_is_told_by_its_size(column: str) -> None:
    with pytest.raises(EventSchemaError, match=f"row 0, {column}: a whole number of more than 4,000 digits is not a"):
        validate_events(events_frame([ROW | {column: HUGE}]))


def test_a_number_that_no_program_reads_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="row 0, x: is a whole number of more than 4,000 digits, which no program"):
        write_events(events_frame([ROW | {"x": HUGE}]), tmp_path / "events.geojson")


def test_a_number_that_no_program_reads_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "events.geojson"
    file.write_text(f'{{"type": "FeatureCollection", "features": [{"9" * 5000}]}}')
    with pytest.raises(ReadError, match="holds a whole number of more than 4,300 digits"):
        geo_nk.read_events(file)


def test_a_report_that_is_given_twice_is_read_once() -> None:
    report = geo_nk.Report("a", "Police raided the market in Hyesan.")
    assert geo_nk.extract_events([report, report])["event_id"].is_unique


def test_another_text_of_the_same_id_is_refused() -> None:
    reports = [geo_nk.Report("a", "Police raided the market in Hyesan."), geo_nk.Report("a", "They left.")]
    with pytest.raises(ReadError, match="report 2: has the same report_id 'a' but another text as report 1"):
        geo_nk.extract_events(reports)
