"""Every file out, read back by us and by an independent reader: equal, or with the documented loss only."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import openpyxl
import pandas as pd
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyarrow import parquet

from geo_nk.errors import EventSchemaError, OutputError, ReadError
from geo_nk.events import events_frame, read_events, validate_events, write_events
from geo_nk.events.files import EXPORTS, FORMATS
from geo_nk.events.frame import iso_days

if TYPE_CHECKING:
    import geopandas as gpd

READ_BACK = sorted(FORMATS)
ROWS: list[dict[str, Any]] = [
    {
        "event_id": "a",
        "category": "phone_crackdown",
        "title": "Phone crackdown, Hyesan",
        "date_start": "2021-08-01",
        "date_end": "2021-08-31",
        "date_precision": "month",
        "place_name": "Hyesan",
        "goods": ["phones", "SIM; cards"],
        "quote": "=HYPERLINK(1) said <b>a trader</b> & left.",
        "publisher": "Example Weekly",
        "url": "https://example.org/a",
        "confidence": 0.75,
        "name_start": 7,
        "lon": 128.1778,
        "lat": 41.4029,
    },
    {
        "event_id": "b",
        "category": "defection",
        "date_start": "2021-08-06",
        "date_end": "2021-08-06",
        "lon": 129.2,
        "lat": 42.2,
    },
    {"event_id": "c", "category": "other", "unplaced_reason": "the report does not say where"},
]


def events() -> gpd.GeoDataFrame:
    return validate_events(events_frame(ROWS))


def same(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> None:
    """Hold two tables against each other, row by row as their ids say."""
    a, b = (table.sort_values("event_id", ignore_index=True) for table in (one, other))
    pd.testing.assert_frame_equal(pd.DataFrame(a.drop(columns="geometry")), pd.DataFrame(b.drop(columns="geometry")))
    points = [[None if p is None else (round(p.x, 7), round(p.y, 7)) for p in t.geometry] for t in (a, b)]
    assert points[0] == points[1]


@pytest.mark.parametrize("ending", READ_BACK)
def test_what_is_written_is_read_back(tmp_path: Path, ending: str) -> None:
    same(read_events(write_events(events(), tmp_path / f"events{ending}")), events())


@pytest.mark.parametrize("ending", sorted({**FORMATS, **EXPORTS}))
def test_the_same_events_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    one, other = (write_events(events(), tmp_path / f"{name}{ending}") for name in ("a", "b"))
    assert one.read_bytes() == other.read_bytes()


WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=12)
TEXT = st.none() | WORD.map(str.strip).filter(bool)
EVENT = st.fixed_dictionaries(
    {
        "category": st.sampled_from(["defection", "other"]),
        "date_start": st.none() | st.dates(dt.date(1900, 3, 1)),
        "title": TEXT,
        "quote": TEXT,
        "report_id": TEXT,
        "goods": st.lists(WORD.map(str.strip).filter(bool), max_size=3),
        "confidence": st.none() | st.floats(0, 1).map(lambda number: round(number, 6)),
        "quote_start": st.none() | st.integers(0, 2**40),
        "lon": st.floats(124, 131).map(lambda degrees: round(degrees, 6)),
        "lat": st.floats(38, 43).map(lambda degrees: round(degrees, 6)),
    }
)


@pytest.mark.parametrize("ending", READ_BACK)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(EVENT, min_size=1, max_size=4))
def test_any_events_come_back(tmp_path: Path, ending: str, rows: list[dict[str, Any]]) -> None:
    made = events_frame([row | {"event_id": f"e{i}"} for i, row in enumerate(rows)])
    if any(len(items) == 1 and items[0][0] in "([" for items in made["goods"]):
        return  # what looks like the text of a list is refused
    same(read_events(write_events(made, tmp_path / f"events{ending}")), made)


@pytest.mark.parametrize("ending", [".geojson", ".jsonl", ".gpkg", ".fgb", ".kml", ".kmz"])
def test_gdal_reads_what_is_written(tmp_path: Path, ending: str) -> None:
    path = write_events(events(), tmp_path / f"events{ending}")
    layers = [pyogrio.read_dataframe(path, layer=name) for name, kind in pyogrio.list_layers(path) if kind is not None]
    frame = pd.concat(layers)
    assert sorted(frame["event_id"]) == ["a", "b", "c"]
    points = sorted((round(p.x, 4), round(p.y, 4)) for p in frame.geometry if p is not None and not p.is_empty)
    assert points == [(128.1778, 41.4029), (129.2, 42.2)]


def test_arrow_reads_what_is_written(tmp_path: Path) -> None:
    table = parquet.read_table(write_events(events(), tmp_path / "events.parquet"))
    head = json.loads(table.schema.metadata[b"geo"])
    assert head["version"] == "1.1.0"
    assert head["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert str(table.schema.field("date_start").type) == "date32[day]"
    assert table["goods"][0].as_py() == ["phones", "SIM; cards"]


def test_geojson_is_what_rfc_7946_says_and_others_look_for(tmp_path: Path) -> None:
    found = json.loads(write_events(events(), tmp_path / "events.geojson").read_text(encoding="utf-8"))
    assert found["bbox"] == [128.1778, 41.4029, 129.2, 42.2]
    assert "crs" not in found
    told = found["features"][0]["properties"]
    added = {name: told[name] for name in ("marker-color", "marker-symbol", "start", "end", "edtf")}
    assert added == {
        "marker-color": "#d55e00",
        "marker-symbol": "diamond",
        "start": "2021-08-01",
        "end": "2021-08-31",
        "edtf": "2021-08",
    }


#: What RFC 7946 says of the files that are written here; its sections are in brackets.
RFC_7946: dict[str, Any] = {
    "type": "object",
    "required": ["type", "features"],
    "not": {"required": ["crs"]},  # 4
    "properties": {
        "type": {"const": "FeatureCollection"},
        "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},  # 5
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],  # 3.2
                "not": {"anyOf": [{"required": ["coordinates"]}, {"required": ["features"]}]},  # 7.1
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "type": ["object", "null"],
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {  # 3.1.1 and 4
                                "type": "array",
                                "prefixItems": [
                                    {"type": "number", "minimum": -180, "maximum": 180},
                                    {"type": "number", "minimum": -90, "maximum": 90},
                                ],
                                "minItems": 2,
                                "maxItems": 2,
                            },
                        },
                    },
                },
            },
        },
    },
}


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(EVENT, max_size=4))
def test_a_schema_of_rfc_7946_and_gdal_agree_on_any_events(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    made = events_frame([row | {"event_id": f"e{i}", "goods": ["rice"]} for i, row in enumerate(rows)])
    path = write_events(made, tmp_path / "events.geojson")
    jsonschema.validate(
        json.loads(path.read_text(encoding="utf-8")), RFC_7946, jsonschema.validators.Draft202012Validator
    )
    if rows:
        read = pyogrio.read_dataframe(path, columns=["quote"])
        assert read["quote"].astype(object).where(read["quote"].notna(), None).tolist() == made["quote"].tolist()
        assert read.geometry.geom_equals_exact(made.geometry, 1e-7).all()


@pytest.mark.parametrize("ending", [".xlsx", ".kmz"])
def test_no_file_says_when_it_was_written(tmp_path: Path, ending: str) -> None:
    with zipfile.ZipFile(write_events(events(), tmp_path / f"events{ending}")) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} <= {1980, 2000}
        if ending == ".xlsx":
            core = archive.read("docProps/core.xml").decode()
            assert core.count("2000-01-01T00:00:00Z") == core.count("Z</dcterms:") == 2


def test_a_geopackage_has_its_style_inside(tmp_path: Path) -> None:
    with sqlite3.connect(write_events(events(), tmp_path / "events.gpkg")) as database:
        ((table, qml, default),) = database.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles")
        ((kind,),) = database.execute("SELECT data_type FROM gpkg_contents WHERE table_name = 'events'")
    assert (table, default, kind) == ("events", 1, "features")
    assert etree.fromstring(qml.encode()).find("temporal").get("startField") == "date_start"


def test_kml_has_folders_time_and_balloons(tmp_path: Path) -> None:
    root = etree.parse(str(write_events(events(), tmp_path / "events.kml"))).getroot()
    space = {"k": "http://www.opengis.net/kml/2.2"}
    assert [node.text for node in root.iterfind(".//k:Folder/k:name", space)] == [
        "Phone crackdown",
        "Defection",
        "Other",
    ]
    mark = root.find(".//k:Placemark", space)
    assert mark.findtext("k:name", namespaces=space) == "Phone crackdown, Hyesan"
    assert mark.findtext(".//k:begin", namespaces=space) == "2021-08"
    balloon = mark.findtext("k:description", namespaces=space)
    assert balloon.startswith("=HYPERLINK(1) said &lt;b&gt;a trader&lt;/b&gt; &amp; left.<br/>Example Weekly")
    assert b"http" not in b"".join(etree.tostring(node) for node in root.iterfind(".//k:IconStyle/*", space)).replace(
        b"http://www.opengis.net/kml/2.2", b""
    )


def test_a_kmz_has_its_icons(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_events(events(), tmp_path / "events.kmz")) as archive:
        assert {"doc.kml", "icons/defection.png"} <= set(archive.namelist())
        assert archive.read("icons/defection.png").startswith(b"\x89PNG")
        assert b"<href>icons/defection.png</href>" in archive.read("doc.kml")


def test_an_excel_table_has_typed_dates_and_runs_nothing(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_events(events(), tmp_path / "events.xlsx")).active
    assert sheet is not None
    header = [cell.value for cell in sheet[1]]
    first = dict(zip(header, sheet[2], strict=True))
    assert first["date_start"].is_date
    assert (first["quote"].data_type, first["quote"].value[:6]) == ("s", "=HYPER")
    assert first["lon"].value == 128.1778
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")


def test_a_table_shaped_as_that_of_acled(tmp_path: Path) -> None:
    text = write_events(events(), tmp_path / "events.acled.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert (rows[0]["event_date"], rows[0]["time_precision"], rows[0]["latitude"]) == ("2021-08-01", "3", "41.4029")
    assert rows[0]["notes"].startswith("'=HYPERLINK")


def test_a_timemap(tmp_path: Path) -> None:
    rows = json.loads(write_events(events(), tmp_path / "events.timemap.json").read_text(encoding="utf-8"))
    assert [(row["civId"], row["date"], row["associations"]) for row in rows] == [
        ("a", "2021-08-01", ["Phone crackdown"]),
        ("b", "2021-08-06", ["Defection"]),
    ]
    with pytest.raises(ReadError, match="is TimeMap, which is for other programs; read the file it was made of"):
        read_events(tmp_path / "events.timemap.json")


@pytest.mark.parametrize("text", ["('rice', 'corn')", "['rice']", '["rice"]', "()", "[]"])
def test_the_text_of_a_list_is_refused_with_what_to_do(text: str) -> None:
    broken = events()
    broken["goods"] = text
    with pytest.raises(EventSchemaError, match=r"row 0, goods: .* is the text of a list, as another program wrote it"):
        validate_events(broken)


@pytest.mark.parametrize("text", ["<r><t>Hyesan</t></r>", "<r></b></r>", "<r>a</r>"])
def test_markup_is_text_in_excel(tmp_path: Path, text: str) -> None:
    table = events_frame([ROWS[1] | {"quote": text, text: 1}])
    back = read_events(write_events(table, tmp_path / "events.xlsx"))
    assert (back.loc[0, "quote"], back.loc[0, text]) == (text, 1)


def test_a_table_that_unpacks_to_more_than_is_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        for n in range(10_001):
            archive.writestr(f"{n}.xml", b"")
    with pytest.raises(ReadError, match=r"bomb\.xlsx: unpacks to 0 MB in 10,001 parts, .*; save it as CSV \(\.csv\)"):
        read_events(file)


@pytest.mark.parametrize("letter", ["x", "\U0001f4f1"])  # the second counts twice in Excel
def test_a_text_too_long_for_a_cell_is_named(tmp_path: Path, letter: str) -> None:
    length = 40_000 // (len(letter.encode("utf-16-le")) // 2)
    long = events_frame([ROWS[1] | {"quote": letter * length}])
    with pytest.raises(OutputError, match=r"row 0, quote: has 40,000 characters, and a cell holds 32,767; write \.csv"):
        write_events(long, tmp_path / "events.xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("ending", sorted({**FORMATS, **EXPORTS}))
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new(tmp_path: Path, ending: str) -> None:
    script = Path(__file__).with_name("kill_writers.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), "10", ending], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[2]) > 0  # some writes came to their end


def test_days_stay_days_in_every_file(tmp_path: Path) -> None:
    for ending in READ_BACK:
        back = read_events(write_events(events(), tmp_path / f"events{ending}")).sort_values("event_id")
        assert iso_days(back["date_start"]) == ["2021-08-01", "2021-08-06", None]
