from __future__ import annotations

import csv
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_nk.errors import EventSchemaError, OutputError, ReadError
from geo_nk.events import (
    EVENT_COLUMNS,
    FORMATS,
    events_frame,
    load_categories,
    read_events,
    validate_events,
    write_events,
)
from geo_nk.events.seen import IdsSeen

DATA = Path(__file__).parents[1] / "data"
GOOD: dict[str, Any] = {"event_id": "e1", "category": "defection", "lon": 128.18, "lat": 41.4}

texts = st.text() | st.sampled_from(
    ["=1+1", "'=1", "''-x", "@a", "+", "-1", "\t=x", " =x", "＝x", "a;b", "a\\;b\\", '"', "\r\n"]
)
lists = st.lists(texts, max_size=3)
days = st.dates().map(lambda day: day.isoformat())
rows = st.fixed_dictionaries(
    {"category": st.sampled_from(list(load_categories()))},
    optional={
        "lon": st.floats(-180, 180),
        "title": texts,
        "quote": texts,
        "name_as_written": texts,
        "date_start": days,
        "goods": lists,
        "actors": lists,
        "quote_start": st.integers(0, 2**40),
        "name_start": st.integers(0, 2**40),
        "date_as_written": texts,
        "date_from": st.sampled_from(["quote", "context"]),
        "km_end": st.floats(0, 2000),
        "confidence": st.floats(0, 1),
        "match_method": st.sampled_from(["exact", "given"]),
        "note": st.text(min_size=1).filter(lambda text: "\x00" not in text and not text.isspace()),
    },
)


def _table(drawn: list[dict[str, Any]]) -> Any:
    for i, row in enumerate(drawn):
        row |= {"event_id": f"e{i}", "unplaced_reason": "as written"}
        if "lon" in row:
            row |= {"lon": round(row["lon"], 7), "lat": round(row["lon"] / 2, 7)}
    return validate_events(events_frame(drawn))


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=30, deadline=None)
@given(st.lists(rows, min_size=1, max_size=4))
def test_what_is_written_is_read_back(ending: str, drawn: list[dict[str, Any]]) -> None:
    events = _table(drawn)
    with tempfile.TemporaryDirectory() as folder:
        path = write_events(events, Path(folder) / f"events{ending}")
        first = path.read_bytes()
        read = read_events(path)
        pd.testing.assert_frame_equal(read, events)
        if ending != ".xlsx":  # whose cells keep the type that a value had
            assert write_events(read, path).read_bytes() == first


@pytest.mark.parametrize("ending", FORMATS)
def test_empty_table(tmp_path: Path, ending: str) -> None:
    path = write_events(events_frame([]), tmp_path / f"none{ending}")
    pd.testing.assert_frame_equal(read_events(path), events_frame([]))


def test_geojson_is_what_rfc_7946_says(tmp_path: Path) -> None:
    row = {**GOOD, "lon": 128.123456789, "goods": ["쌀"], "date_start": "2021-08-06", "quote": None}
    lost = {"event_id": "e2", "category": "other", "unplaced_reason": "not in the gazetteer"}
    path = write_events(events_frame([row, lost]), tmp_path / "events.geojson")
    assert "쌀".encode() in path.read_bytes()
    collection = json.loads(path.read_bytes())
    assert list(collection) == ["type", "geo_nk_schema", "features", "bbox"]
    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [128.1234568, 41.4]}
    assert first["id"] == first["properties"]["event_id"] == "e1"
    added = ["marker-color", "marker-symbol", "start", "end", "edtf"]
    assert list(first["properties"]) == [c.name for c in EVENT_COLUMNS if c.name != "geometry"] + added
    assert (first["properties"]["goods"], first["properties"]["quote"]) == (["쌀"], None)
    assert second["geometry"] is None


def test_extra_columns_of_any_kind(tmp_path: Path) -> None:
    events = events_frame(
        [{**GOOD, "when": pd.Timestamp(2021, 8, 6), "n": float("nan"), "more": {"a": [1, float("inf")]}}]
    )
    read = read_events(write_events(events, tmp_path / "events.geojson"))
    assert read[["when", "n", "more"]].iloc[0].tolist() == ["2021-08-06 00:00:00", None, {"a": [1, None]}]


def test_csv_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    row = {**GOOD, "lon": -1.5, "title": "=HYPERLINK(1)", "goods": ["@x", "y"], "quote": "a - b", "=cmd": "+1"}
    path = write_events(events_frame([row]), tmp_path / "events.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, cells = csv.reader(stream)
    written = dict(zip(header, cells, strict=True))
    assert (written["title"], written["goods"], written["quote"]) == ("'=HYPERLINK(1)", "'@x; y", "a - b")
    assert (written["lon"], written["'=cmd"]) == ("-1.5", "'+1")
    assert read_events(path)["=cmd"].tolist() == ["+1"]


def test_what_of_a_table_is_not_read_is_said(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "a.csv").write_text("category,place,\ndefection,Hyesan,by phone\n")
    read_events(tmp_path / "a.csv", notify=told.append)
    path = write_events(events_frame([GOOD]), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("more").append(["Musan"])
    book["events"].cell(2, book["events"].max_column + 1, "x")
    book.save(path)
    read_events(path, notify=told.append)
    assert len(told) == 3
    assert "a.csv: column C has no name and is left out; row 2 holds 'by phone' there" in told[0]
    assert "a.xlsx: the sheet 'events' is read; 'more' is not" in told[1]
    assert "row 2 holds 'x' there" in told[2]


def test_an_excel_table_that_is_none_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("category,place")
    with pytest.raises(ReadError, match=r"cannot be read as an Excel table .* or save it as CSV"):
        read_events(tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["events.docx", "events", "events.GEOJSON.gz"])
def test_unknown_ending(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match=r"is no known format of events; use \.geojson, \.json, .*\.csv"):
        write_events(events_frame([GOOD]), tmp_path / name)
    with pytest.raises(ReadError, match=r"is no known format of events; use \.geojson"):
        read_events(tmp_path / name)


def test_ending_in_capitals(tmp_path: Path) -> None:
    assert len(read_events(write_events(events_frame([GOOD]), tmp_path / "EVENTS.GeoJSON"))) == 1


def test_bad_table_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(EventSchemaError, match="'nothing' is not known"):
        write_events(events_frame([{**GOOD, "category": "nothing"}]), tmp_path / "events.csv")
    assert list(tmp_path.iterdir()) == []


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"events\.csv: does not exist"):
        read_events(tmp_path / "events.csv")


def _feature(**change: Any) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [128.18, 41.4]}
    return {"type": "Feature", "geometry": point, "properties": {"category": "defection"}} | change


def _geojson(tmp_path: Path, *features: Any, **members: Any) -> Path:
    path = tmp_path / "events.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)} | members))
    return path


def test_foreign_geojson(tmp_path: Path) -> None:
    properties = {"category": "Private smuggling", "colour": "red"}
    read = read_events(_geojson(tmp_path, _feature(id=7, properties=properties), bbox=[0, 0, 1, 1]))
    assert read[["event_id", "category", "match_method", "colour"]].iloc[0].tolist() == [
        "7",
        "smuggling_individual",
        "given",
        "red",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "Thing"}, "is not of type Feature"),
        ({"properties": [1]}, "its properties are a list"),
        (
            {"geometry": {"type": "Polygon", "coordinates": []}},
            "its geometry is 'Polygon'; an event is a Point or null",
        ),
        ({"geometry": "x"}, "its geometry is 'x'"),
        (
            {"geometry": {"type": "Point", "coordinates": ["1", 2]}},
            r"its coordinates are \['1', 2\]; write \[lon, lat\]",
        ),
        ({"geometry": {"type": "Point", "coordinates": [1]}}, r"its coordinates are \[1\]"),
        ({"geometry": {"type": "Point", "coordinates": [True, 1]}}, r"its coordinates are \[True, 1\]"),
        (
            {"geometry": {"type": "Point", "coordinates": [41.4, 128.2]}},
            r"is not on the earth \(they seem to be swapped\)",
        ),
    ],
)
def test_bad_feature_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ReadError, match=rf"events\.geojson: feature 2: .*{message}"):
        read_events(_geojson(tmp_path, _feature(), _feature(**change)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not JSON: Expecting value in line 1, character 1"),
        ("[]", "is no FeatureCollection"),
        ('{"type": "Feature"}', "is no FeatureCollection"),
        ('{"a": 1, "a": 2}', "the key 'a' stands twice in one object"),
        ('{"a": NaN}', "NaN is not a number that JSON has"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1e999}', "1e999 is too large"),
        ("[" * 100_000, "is nested too deeply"),
        (
            '{"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": "EPSG:3857"}}}',
            "has its own crs",
        ),
    ],
)
def test_bad_geojson(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "events.geojson"
    path.write_text(text)
    with pytest.raises(ReadError, match=rf"events\.geojson: .*{message}"):
        read_events(path)


def test_deep_properties(tmp_path: Path) -> None:
    deep: list[Any] = []
    for _ in range(50):
        deep = [deep]
    with pytest.raises(ReadError, match="feature 1: its properties are nested more than 20 levels deep"):
        read_events(_geojson(tmp_path, _feature(properties={"category": "other", "deep": deep})))


def test_geojson_without_category(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"has no column 'category', .*; its columns are kind, lon, lat"):
        read_events(_geojson(tmp_path, _feature(properties={"kind": "x"})))


def test_faults_in_a_file_are_counted_as_the_file_shows_them(tmp_path: Path) -> None:
    with pytest.raises(EventSchemaError, match=r"events\.geojson: not an event table: feature 2, category: 'x' is not"):
        read_events(_geojson(tmp_path, _feature(), _feature(properties={"category": "x"})))
    path = tmp_path / "events.csv"
    path.write_text("category,place\n\nother,Musan\nx,Hyesan\n")
    with pytest.raises(EventSchemaError, match=r"events\.csv: not an event table: row 4, category: 'x' is not known"):
        read_events(path)


def _one_feature(tmp_path: Path, feature: str) -> Path:
    path = tmp_path / "events.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[{{"type":"Feature",{feature}}}]}}')
    return path


def test_csv_with_a_geometry_is_told_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("category,place_name,Geometry\ndefection,Hyesan,\ndefection,Musan,POINT (129 42)\n")
    with pytest.raises(ReadError, match=r"row 3, geometry: 'POINT \(129 42\)' is not read; write .* lon and lat"):
        read_events(path)
    path.write_text("category,place_name,geometry\ndefection,Hyesan,\n")
    assert len(read_events(path)) == 1


def test_geojson_with_a_property_geometry_is_told_what_to_do(tmp_path: Path) -> None:
    path = _one_feature(tmp_path, '"geometry":null,"properties":{"category":"other","geometry":"POINT (129 42)"}')
    with pytest.raises(ReadError, match=r"feature 1: has a property 'geometry'; rename it"):
        read_events(path)


def test_geojson_with_a_number_too_large_for_a_float(tmp_path: Path) -> None:
    path = _one_feature(tmp_path, f'"geometry":{{"type":"Point","coordinates":[1{"0" * 400},2]}},"properties":{{}}')
    with pytest.raises(ReadError, match=r"feature 1: \[10+, 2\] is not on the earth; write \[lon, lat\]"):
        read_events(path)


def test_geojson_with_many_keys_is_refused_at_once(tmp_path: Path) -> None:
    keys = ",".join(f'"k{i}":1' for i in range(50_000))
    began = time.process_time()
    with pytest.raises(ReadError, match="the key 'k49999' stands twice"):
        read_events(_one_feature(tmp_path, f'"properties":{{{keys},"k49999":2}}'))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("ending", FORMATS)
def test_a_value_that_holds_itself_is_refused(tmp_path: Path, ending: str) -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(OutputError, match=r"holds itself.*; make it flat"):
        write_events(events_frame([{**GOOD, "own": endless}]), tmp_path / f"events{ending}")


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_no_ordinary_file_is_not_read(tmp_path: Path, ending: str) -> None:
    os.mkfifo(tmp_path / f"pipe{ending}")
    with pytest.raises(ReadError, match="is no ordinary file but a pipe"):
        read_events(tmp_path / f"pipe{ending}")
    with pytest.raises(ReadError, match="does not exist; check the name"):
        read_events(tmp_path / f"none{ending}")


@pytest.mark.parametrize("name", ["a\x00.csv", "a" * 300 + ".geojson"])
def test_names_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="nothing was changed"):
        write_events(events_frame([GOOD]), tmp_path / name)
    with pytest.raises(ReadError, match="cannot be read"):
        read_events(tmp_path / name)


def test_a_file_from_before_a_column_was_added_is_read() -> None:
    file = Path(__file__).parents[1] / "maps" / "three_events.geojson"
    assert "place_from" not in file.read_text(encoding="utf-8")
    events = read_events(file)
    assert events["place_from"].isna().all()
    assert events["km_start"].isna().all()


@pytest.mark.parametrize("ending", FORMATS)
def test_tables_written_one_by_one_make_the_file_of_all(tmp_path: Path, ending: str) -> None:
    drawn = [{**GOOD, "event_id": f"e{n}", "title": "혜산 raid"} for n in range(5)]
    whole = write_events(events_frame(drawn), tmp_path / f"whole{ending}")
    parts = (events_frame(part) for part in (drawn[:2], [], drawn[2:]))
    assert write_events(parts, tmp_path / f"parts{ending}").read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("ending", FORMATS)
def test_no_table_at_all_makes_an_empty_file(tmp_path: Path, ending: str) -> None:
    assert read_events(write_events([], tmp_path / f"none{ending}")).empty


def test_an_event_may_stand_in_one_table_only(tmp_path: Path) -> None:
    with pytest.raises(EventSchemaError, match="event_id: 'e1' stands twice"):
        write_events([events_frame([GOOD]), events_frame([GOOD])], tmp_path / "events.geojson")
    assert not list(tmp_path.iterdir())


def test_a_column_that_comes_too_late_for_a_table_is_told(tmp_path: Path) -> None:
    later = events_frame([{**GOOD, "event_id": "e2", "note": "x"}])
    with pytest.raises(OutputError, match="the column 'note' comes too late"):
        write_events([events_frame([GOOD]), later], tmp_path / "events.csv")


def test_lines_of_another_tool_are_read(tmp_path: Path) -> None:
    point = '{"type":"Point","coordinates":[128.18,41.4]}'
    feature = f'{{"type":"Feature","geometry":{point},"properties":{{"category":"other"}}}}'
    file = tmp_path / "events.geojsonl"
    file.write_text(f"\x1e{feature}\r\n\n{feature.replace('128', '129')}\n", encoding="utf-8")
    assert [point.x for point in read_events(file).geometry] == [128.18, 129.18]


def test_a_line_that_is_no_feature_is_named(tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    file.write_text('\n{"type":"Feature"\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"is not JSON: .* in line 2"):
        read_events(file)


def test_ids_are_remembered_over_many_tables() -> None:
    seen = IdsSeen()
    assert all(seen.first_again([f"e{n}", f"f{n}"]) is None for n in range(100))
    assert seen.first_again(["e100", "f42"]) == "f42"
    assert seen.first_again([]) is None
