"""A corrected row is drawn as it was corrected, or refused; one that nobody touched stays as it was."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geo_nk import Report, extract_events, read_events, write_events
from geo_nk.errors import EventSchemaError
from geo_nk.events import place_events
from geo_nk.events.frame import iso_days

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geo_nk.gazetteer import Gazetteer

MUSAN, HOERYONG = "kp-north-hamgyong-musan", "kp-north-hamgyong-hoeryong"


@pytest.fixture(scope="module")
def read() -> gpd.GeoDataFrame:
    text = "Police arrested two men in Hyesan on March 11 for using Chinese mobile phones."
    events = extract_events(Report("r1", text, published=dt.date(2024, 3, 14)))
    assert events.loc[0, ["place_name", "date_precision"]].tolist() == ["Hyesan", "day"]
    assert iso_days(events["date_start"]) == ["2024-03-11"]
    return events


def corrected(events: gpd.GeoDataFrame, tmp_path: Path, **cells: str) -> pd.Series:
    """Return the row as it is read back from a spreadsheet in which some cells were changed."""
    file = write_events(events, tmp_path / "events.csv")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows([rows[0] | cells])
    table = place_events(read_events(file))
    assert len(table) == 1
    return table.iloc[0]


def point(row: pd.Series) -> tuple[float, float] | None:
    return None if row.geometry is None else (round(row.geometry.x, 6), round(row.geometry.y, 6))


def at(gazetteer: Gazetteer, place_id: str) -> tuple[float, float]:
    place = gazetteer.get(place_id)
    return round(place.lon or 0, 6), round(place.lat or 0, 6)


@pytest.mark.parametrize(
    "cells",
    [
        {"place_name": "Musan"},
        {"place_name": "무산군"},
        {"place_id": MUSAN},
        {"place_name": "Musan", "place_id": MUSAN},
        {"place_name": "Musan", "place_id": ""},
        {"place_name": "Musan", "lon": "", "lat": ""},
        {"place_id": MUSAN, "lon": "", "lat": ""},
        {"place_name": "Musan", "place_id": MUSAN, "lon": "", "lat": ""},
        {"place_name": "Musan", "place_id": "", "lon": "", "lat": ""},
    ],
)
def test_a_new_name_or_id_moves_the_event(
    read: gpd.GeoDataFrame, gazetteer: Gazetteer, tmp_path: Path, cells: dict[str, str]
) -> None:
    row = corrected(read, tmp_path, **cells)
    assert (row["place_id"], point(row)) == (MUSAN, at(gazetteer, MUSAN))
    assert row[["place_name", "place_kind", "geo_precision", "uncertainty_m"]].tolist() == [
        "Musan",
        "county",
        "county",
        33400.0,
    ]
    assert row["title"] == read["title"][0].replace("Hyesan", "Musan")
    assert row["match_method"] == "exact" or cells["place_name"] == "무산군"
    assert row["unplaced_reason"] is None
    assert row["name_as_written"] == "Hyesan"


def test_a_new_point_is_taken_as_it_is_given(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    row = corrected(read, tmp_path, lon="128.25", lat="41.45")
    assert point(row) == (128.25, 41.45)
    assert row[["place_name", "match_method", "title"]].tolist() == ["Hyesan", "given", read["title"][0]]


def test_a_new_name_with_a_point_of_its_own_keeps_that(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    row = corrected(read, tmp_path, place_name="Musan", lon="129.25", lat="42.23")
    assert (row["place_id"], row["match_method"], point(row)) == (MUSAN, "given", (129.25, 42.23))


def test_an_emptied_point_is_that_of_the_name(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    row = corrected(read, tmp_path, lon="", lat="")
    assert point(row) == point(read.iloc[0])
    assert row["match_method"] == read["match_method"][0]


def test_a_new_category_leaves_what_the_report_says(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    row = corrected(read, tmp_path, category="defection")
    assert row[["category", "title"]].tolist() == ["defection", read["title"][0]]
    assert point(row) == point(read.iloc[0])


@pytest.mark.parametrize(
    ("cells", "dated"),
    [
        ({"date_start": "2024-03-12"}, ["2024-03-12", "2024-03-12", "day"]),
        ({"date_start": "2024-03-09"}, ["2024-03-09", "2024-03-09", "day"]),
        ({"date_end": "2024-03-13"}, ["2024-03-11", "2024-03-13", "part_of_month"]),
        ({"date_end": "2024-05-02"}, ["2024-03-11", "2024-05-02", "season"]),
        ({"date_start": "2024-03-02", "date_end": "2024-03-02"}, ["2024-03-02", "2024-03-02", "day"]),
    ],
)
def test_the_rest_of_a_date_follows(
    read: gpd.GeoDataFrame, tmp_path: Path, cells: dict[str, str], dated: list[str]
) -> None:
    row = corrected(read, tmp_path, **cells)
    assert [str(row["date_start"])[:10], str(row["date_end"])[:10], row["date_precision"]] == dated


def test_all_at_once(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    cells = {"place_name": "Musan", "place_id": MUSAN, "lon": "129.25", "lat": "42.23", "category": "defection"}
    row = corrected(read, tmp_path, **cells, date_start="2023-05-06", date_end="2023-05-06")
    assert point(row) == (129.25, 42.23)
    assert row[["place_id", "place_kind", "match_method"]].tolist() == [MUSAN, "county", "given"]
    assert (row["title"], str(row["date_end"])[:10]) == (read["title"][0].replace("Hyesan", "Musan"), "2023-05-06")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"place_name": "Musan", "place_id": HOERYONG}, "'Musan' is not .* (Hoeryong), and the point"),
        ({"place_id": MUSAN, "lon": "129.2", "lat": "42.22"}, "'Hyesan' is not .* (Musan), and the point is that of M"),
        (
            {"place_name": "Musan", "lon": "125.75", "lat": "39.02"},
            "'Musan' is not kp-ryanggang-hyesan (Hyesan), and the point (125.75000, 39.02000) is that of neither",
        ),
        ({"place_id": "kp-ryanggang-hysan"}, "place_id: 'kp-ryanggang-hysan' is not in the gazetteer; clear it"),
    ],
)
def test_what_contradicts_itself_is_refused_by_row(
    read: gpd.GeoDataFrame, tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    pattern = said.replace("(", r"\(").replace(")", r"\)")
    with pytest.raises(EventSchemaError, match=rf"events\.csv: row 2, place_(?:name|id): ?.*{pattern.split(': ')[-1]}"):
        corrected(read, tmp_path, **cells)


def test_a_name_that_nobody_lists_is_drawn_nowhere(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    row = corrected(read, tmp_path, place_name="Qqvillage")
    assert row.geometry is None
    assert row["place_id"] is None
    assert row["unplaced_reason"].startswith("'Qqvillage' is not in the gazetteer")


def test_a_name_that_nobody_lists_keeps_the_point_that_is_given_with_it(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    row = corrected(read, tmp_path, place_name="Qqvillage", lon="128.6", lat="41.9")
    assert (row["place_id"], row["match_method"], point(row)) == (None, "given", (128.6, 41.9))


def test_a_title_of_ones_own_stays(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    assert corrected(read, tmp_path, title="Three weeks", place_name="Musan")["title"] == "Three weeks"


def test_a_correction_is_made_once(read: gpd.GeoDataFrame, tmp_path: Path) -> None:
    corrected(read, tmp_path, place_name="Musan", date_end="2024-03-13", category="defection")
    once = read_events(tmp_path / "events.csv")
    assert read_events(write_events(once, tmp_path / "again.geojson")).equals(once)


def test_what_nobody_changed_stays(example_events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    file = write_events(example_events, tmp_path / "events.csv")
    assert read_events(file).equals(read_events(write_events(place_events(read_events(file)), tmp_path / "b.geojson")))


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two men near Hyesan on March 11.",
        "Guards shot at a man across the river from Namyang on March 11.",
        "Smugglers crossed the upper reaches of the Yalu on March 11.",
        "Police arrested two men in Ryanggang Province on March 11.",
        "Smugglers were arrested 10 kilometers north of Musan on March 11.",
        "Police arrested two men in Sambong in March.",
    ],
)
def test_words_that_make_a_place_wider_are_no_correction(tmp_path: Path, text: str) -> None:
    events = extract_events(Report("r1", text, published=dt.date(2024, 3, 14)))
    assert len(events)
    back = read_events(write_events(events, tmp_path / "events.csv"))
    assert back["match_method"].tolist() == events["match_method"].tolist()
    assert back.drop(columns="geometry").equals(events.drop(columns="geometry"))
    assert back.geometry.geom_equals_exact(events.geometry, 1e-6).tolist() == events.geometry.notna().tolist()
