"""Any table becomes an event table; a row that cannot be read is named, and no other is lost with it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from geo_nk import read_table
from geo_nk._files.sheet import read_sheet
from geo_nk.cli.app import app
from geo_nk.errors import EventSchemaError, ReadError, RefusalWarning, WrongTypeError
from geo_nk.events import validate_events, write_events
from geo_nk.events.frame import iso_days

if TYPE_CHECKING:
    from pathlib import Path

    from geo_nk.reports import Refusal

HEADER = ["Town", "When", "What happened", "Source"]
ROWS = [
    ["Hyesan", "3 March 2024", "Police searched homes for Chinese phones", "Example Weekly"],
    ["혜산", "2021년 8월 6일", "밀수꾼 체포", "a trader"],
    ["Musan", "spring 2023", "A family fled over the Tumen", "Example Weekly"],
    ["Hoeryong", "2021. 8. 6.", "Market raided and goods confiscated", "https://example.org/a"],
    ["Onsong", "16/4/2022", "Smugglers brought copper over by night", "Example Weekly"],
    ["Sinuiju", "yesterday or so", "Drug dealers were arrested", "Example Weekly"],
    ["Atlantis", "2021-05", "Two women were sold to brokers", "Example Weekly"],
    ["Namyang", "6 Aug 2021", "Border sealed after a shooting", "Example Weekly"],
]
GOOD = [row for row in ROWS if row[0] in {"Hyesan", "Musan", "Namyang"}]


def written(delimiter: str = ",", rows: list[list[str]] | None = None) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([HEADER, *(ROWS if rows is None else rows)])
    return stream.getvalue()


def test_a_spreadsheet_becomes_a_map_in_one_command(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(written(), encoding="utf-8")
    result = CliRunner().invoke(app, ["map", str(tmp_path / "mine.csv"), "-o", str(tmp_path / "map.html")])
    said = " ".join(result.output.split())
    assert result.exit_code == 1
    assert "place_name = Town, date_start = When, text = What happened, publisher = Source" in said
    assert "7 rows taken, 1 not" in said
    assert "7 events, 6 with a point 1 without a point: 'Atlantis' is not in the gazetteer" in said
    rejects = list(csv.DictReader(io.StringIO((tmp_path / "map.rejects.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["line"], row["column"], row["value"]) for row in rejects] == [("7", "When", "yesterday or so")]
    assert rejects[0]["reason"] == "When: 'yesterday or so' is no date; write YYYY-MM-DD, YYYY-MM or YYYY"


def test_columns_whose_names_do_not_tell_can_be_said_in_the_command(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("Miejsce;Kiedy\nHyesan;2021-03-12\n", encoding="utf-8")
    words = ["map", str(tmp_path / "odd.csv"), "-o", str(tmp_path / "map.html")]
    refused = CliRunner().invoke(app, words)
    assert "Say which they are, such as --columns place=NAME,date=NAME" in str(refused.exception)
    made = CliRunner().invoke(app, [*words, "--columns", "place=Miejsce,date=Kiedy"])
    assert (made.exit_code, "1 event, 1 with a point" in made.output) == (0, True)


@pytest.mark.parametrize(
    ("cell", "place", "metres"),
    [("near Onsong", "Onsong", 40_000), ("Hyesan area", "Hyesan", 8000), ("a village near Xanadu", None, None)],
)
def test_words_beside_a_name_widen_it(cell: str, place: str | None, metres: float | None) -> None:
    row = read_table(pd.DataFrame({"Town": [cell], "What": ["defection"]})).iloc[0]
    if place is None:
        assert row["unplaced_reason"] == "'a village near Xanadu' is not in the gazetteer"
    else:
        assert (row["place_name"], row["name_as_written"]) == (place, cell)
        assert row["uncertainty_m"] > metres


def test_free_text_is_classified_and_kept(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(written(), encoding="utf-8")
    events = read_table(tmp_path / "mine.csv", errors=[])
    assert events["category"].tolist() == [
        *("phone_crackdown", "smuggling_individual", "defection", "market_crackdown"),
        *("smuggling_individual", "human_trafficking", "border_control"),
    ]
    assert events["quote"][0] == "Police searched homes for Chinese phones"
    assert events["title"][0] == "Phone crackdown, Hyesan"
    assert events["url"][3] == "https://example.org/a"
    assert events["source_kind"].isna().all()
    assert validate_events(events).equals(events)


@pytest.mark.parametrize(
    "data",
    [
        written(",").encode("utf-8-sig"),
        written(";").encode(),
        written("\t").encode("utf-16"),
        written("|").encode(),
        ("sep=;\n" + written(";")).encode(),
        written(",").encode("cp949"),
    ],
)
def test_a_csv_file_of_any_make(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "mine.csv").write_bytes(data)
    events = read_table(tmp_path / "mine.csv", errors=[])
    assert len(events) == 7
    assert events["place_name"][1] == "Hyesan"


def frame() -> pd.DataFrame:
    return pd.DataFrame(GOOD, columns=HEADER)


def points() -> gpd.GeoDataFrame:
    table = frame().rename(columns={"Town": "Place"})
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy([128.1, 129.2, 129.8], [41.4, 42.2, 42.9]), crs=4326)


def test_an_excel_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append(["Hyesan", dt.datetime(2021, 8, 6), "Phones seized", None])  # noqa: DTZ001 - as Excel has it
    sheet.append(["Musan", 44414, "Phones seized", None])
    book.save(tmp_path / "mine.xlsx")
    events = read_table(tmp_path / "mine.xlsx")
    assert iso_days(events["date_start"]) == ["2021-08-06", "2021-08-06"]


@pytest.mark.parametrize("name", ["mine.gpkg", "mine.fgb", "mine.parquet", "mine.kml", "mine.kmz"])
def test_files_of_points(tmp_path: Path, name: str) -> None:
    table = points()
    if name.endswith("parquet"):
        table.to_parquet(tmp_path / name)
    else:
        table.to_file(tmp_path / name, driver={"kml": "LIBKML", "kmz": "LIBKML"}.get(name[-3:]))
    events = read_table(tmp_path / name)
    assert sorted(events["place_name"].tolist()) == sorted(row[0] for row in GOOD)
    assert sorted(events.geometry.x.round(4).tolist()) == [128.1, 129.2, 129.8]
    assert set(events["match_method"]) == {"given"}


@pytest.mark.parametrize("ending", ["kml", "kmz"])
def test_kml_of_events_has_no_columns_but_theirs(tmp_path: Path, ending: str) -> None:
    events = read_table(frame())
    read = read_table(write_events(events, tmp_path / f"mine.{ending}"))
    assert sorted(read.columns) == sorted(events.columns)
    assert read["event_id"].tolist() == events["event_id"].tolist()


def test_json_lines(tmp_path: Path) -> None:
    frame().to_json(tmp_path / "mine.jsonl", orient="records", lines=True, force_ascii=False)
    assert read_table(tmp_path / "mine.jsonl")["place_name"].tolist() == [row[0] for row in GOOD]


@pytest.mark.parametrize("table", [frame(), points(), points().to_crs(3857)])
def test_a_table_in_memory(table: pd.DataFrame) -> None:
    assert iso_days(read_table(table)["date_start"]) == ["2024-03-03", "2023-03-01", "2021-08-06"]


def test_columns_can_be_said() -> None:
    table = pd.DataFrame({"Ort": ["Hyesan"], "Wann": ["3/4/2024"]})
    events = read_table(table, columns={"place": "Ort", "date": "Wann"}, day_first=True)
    assert events.loc[0, ["place_name", "category"]].tolist() == ["Hyesan", "other"]
    assert iso_days(events["date_start"]) == ["2024-04-03"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"Lat": "0", "Long": "0", "Place": ""}, "lon|Long: '0, 0' is no place, but what programs write for none"),
        ({"Lat": "128.18", "Long": "41.4"}, "'41.4, 128.18' seem to be swapped"),
        ({"Lat": "x"}, "Lat: 'x' is not a number; write decimal degrees"),
        ({"Lat": ""}, "only one of lon and lat is given"),
        ({"When": "3/4/2024"}, "When: '3/4/2024' may be 3 April or 4 March; say --day-first"),
        ({"Radius": "wide"}, "Radius: 'wide' is not a number"),
        ({"confidence": "7"}, "confidence: .*is out of bounds"),
    ],
)
def test_a_bad_row_is_named_with_column_and_value(row: dict[str, str], said: str) -> None:
    good = {"Place": "Hyesan", "When": "2024-03-03", "Lat": "41,4", "Long": "128,18", "Radius": "500", "confidence": ""}
    bad: list[Refusal] = []
    events = read_table(pd.DataFrame([good, good | row]), errors=bad)
    assert len(events) == 1
    assert (events.geometry.x[0], events["uncertainty_m"][0]) == (128.18, 500.0)
    assert len(bad) == 1
    assert bad[0].source == "the table: row 1"
    with pytest.raises(EventSchemaError, match=said):
        read_table(pd.DataFrame([good, good | row]))


def test_a_point_at_zero_beside_a_name_is_that_of_the_name() -> None:
    told: list[str] = []
    events = read_table(pd.DataFrame({"Place": ["Hyesan"], "lat": [0.0], "lon": [0.0]}), notify=told.append)
    assert round(events.geometry.x[0], 2) == 128.18
    assert any("the point 0, 0 is none" in line for line in told)


def test_a_point_far_from_the_region_is_named() -> None:
    told: list[str] = []
    assert len(read_table(pd.DataFrame({"lat": [48.8], "lon": [2.3]}), notify=told.append)) == 1
    assert any("1 points lie far from Korea: row 0" in line for line in told)


def test_rows_warn_where_that_is_asked() -> None:
    with pytest.warns(RefusalWarning, match="the table: row 0: When: 'x' is no date"):
        read_table(pd.DataFrame({"Place": ["Hyesan"], "When": ["x"]}), errors="warn")


def test_a_line_is_no_point(tmp_path: Path) -> None:
    file = tmp_path / "lines.gpkg"
    lines = gpd.GeoDataFrame({"Place": ["a"]}, geometry=gpd.GeoSeries.from_wkt(["LINESTRING (0 0, 1 1)"]), crs=4326)
    lines.to_file(file)
    with pytest.raises(EventSchemaError, match="feature 1, geometry: 'LineString' is no point"):
        read_table(file)


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gpkg").write_text("<OGRVRTDataSource><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTDataSource>")
    with pytest.raises(ReadError, match="is not a GeoPackage"):
        read_table(tmp_path / "a.gpkg")


@pytest.mark.parametrize("wrong", [None, 5, b"mine.csv"])
def test_a_wrong_type_is_named(wrong: Any) -> None:
    with pytest.raises(WrongTypeError, match="is no table; give the name of a file, or a DataFrame"):
        read_table(wrong)


def test_a_table_that_says_nowhere_where_is_refused() -> None:
    with pytest.raises(ReadError, match=r"has nothing that tells where.*its columns are Colour"):
        read_table(pd.DataFrame({"Colour": ["red"]}))


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for i, rows in enumerate(sheets):
        sheet = book.create_sheet(f"s{i}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_what_of_an_excel_table_is_not_read_is_said(tmp_path: Path) -> None:
    rows = [["Town", None, "What"], ["Hyesan", "by phone", "=A1"], ["Musan", None, "Phones", "beyond"]]
    told: list[str] = []
    events = read_table(workbook(tmp_path / "a.xlsx", [["Read me"]], rows, [["Town"]]), notify=told.append)
    assert events["place_name"].tolist() == ["Hyesan", "Musan"]
    assert [note.partition("a.xlsx: ")[2] for note in told[:4]] == [
        "the sheet 's1' is read; 's0', 's2' is not",
        "column B has no name and is left out; row 2 holds 'by phone' there: name it in the first row to keep it",
        "column D has no name and is left out; row 3 holds 'beyond' there: name it in the first row to keep it",
        "1 formulas have no result (C2); if they should, open the table in a spreadsheet program and save it",
    ]


def test_hidden_rows_and_columns_of_an_excel_table_are_read_and_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Town", "Note"], ["Hyesan"], ["Musan", "x"], ["Onsong"], [], ["Hoeryong"]):
        sheet.append(row)
    for number in (2, 3, 5, 6, 90):
        sheet.row_dimensions[number].hidden = True
    for letter in ("B", "Z"):
        sheet.column_dimensions[letter].hidden = True
    book.save(tmp_path / "a.xlsx")
    told: list[str] = []
    assert len(read_table(tmp_path / "a.xlsx", notify=told.append)) == 4
    assert told[0].endswith("a.xlsx: hidden in the sheet and read all the same: 3 rows (2-3, 6) and 1 columns ('Note')")


def test_a_large_table_is_read_where_its_size_says_that_it_is_none_of_zeros(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo_nk._files.archive._MOST_UNPACKED", 10_000)
    path = workbook(tmp_path / "a.xlsx", [["Town"], *([f"Hyesan {i}"] for i in range(500))])
    with zipfile.ZipFile(path) as archive:
        assert sum(member.file_size for member in archive.infolist()) > 20_000
    assert len(read_table(path)) == 500
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/zeros.xml", bytes(10_000_000))
    with pytest.raises(ReadError, match=r"a\.xlsx: unpacks to 10 MB in .* parts, more than is read; save it as CSV"):
        read_table(path)


def test_an_excel_workbook_with_the_name_of_a_csv_table_is_told_its_ending(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Town"], ["Hyesan"]]).rename(tmp_path / "a.csv")
    with pytest.raises(ReadError, match=r"a\.csv: is an Excel workbook, .* give it a name that ends in \.xlsx"):
        read_table(path)


def test_a_column_of_a_csv_table_without_a_name_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Town,,\nMusan,,\nHyesan,by phone,\n")
    told: list[str] = []
    read_table(tmp_path / "a.csv", notify=told.append)
    assert "column B has no name and is left out; row 3 holds 'by phone' there" in told[0]
    assert "column C" not in "".join(told)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (["Town", "Note", "Note"], "names the column 'Note' twice"),
        ([f"c{i}" for i in range(2001)], "names 2,001 columns"),
    ],
)
def test_headers_of_excel_tables_are_refused_as_those_of_csv(
    tmp_path: Path, header: list[object], message: str
) -> None:
    with pytest.raises(ReadError, match=message):
        read_table(workbook(tmp_path / "a.xlsx", [header, ["Hyesan"]]))


def test_a_cell_far_away_takes_no_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Town"])
    book.active.cell(200_000, 1, "Hyesan")
    book.active.cell(2, 16_384, "x")
    book.save(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx")["place_name"].tolist() == [None, "Hyesan"]


def test_a_cell_far_away_in_each_row_takes_no_memory_either(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Town"])
    for row in range(2, 302):
        book.active.cell(row, 1, "Hyesan")
        book.active.cell(row, 16_384, "x")
    book.save(tmp_path / "a.xlsx")
    tracemalloc.start()
    try:
        sheet = read_sheet(tmp_path / "a.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sheet.columns == {"Town": ("Hyesan",) * 300}
    assert sheet.notes[0].startswith("column XFD has no name and is left out; row 2 holds 'x' there")
    assert peak < 300 * 16_384  # bytes: an eighth of all the cells


def test_wide_digits_are_digits() -> None:
    events = read_table(pd.DataFrame({"Town": ["Hyesan"], "When": ["\uff12\uff10\uff12\uff11-08-06"]}))
    assert iso_days(events["date_start"]) == ["2021-08-06"]


def test_an_export_of_acled() -> None:
    row = {"event_id_cnty": "PRK1", "event_date": "06 August 2021", "sub_event_type": "Arrests", "location": "Hyesan"}
    row |= {"latitude": "41.4", "longitude": "128.18", "geo_precision": "2", "notes": "Police arrested phone users."}
    events = read_table(pd.DataFrame([row]))
    assert iso_days(events["date_start"]) == ["2021-08-06"]
    assert events.loc[0, ["event_id", "geo_precision", "quote"]].tolist() == [
        *("PRK1", "county", "Police arrested phone users."),
    ]


@pytest.mark.parametrize(
    ("code", "days", "precision"),
    [
        ("1", ("2021-08-06", "2021-08-06"), "day"),
        (2.0, ("2021-08-03", "2021-08-09"), "part_of_month"),
        ("3", ("2021-08-01", "2021-08-31"), "month"),
        (None, ("2021-08-06", "2021-08-06"), "day"),
    ],
)
def test_the_time_precision_of_acled_widens_a_day(code: object, days: tuple[str, str], precision: str) -> None:
    row = {"event_id_cnty": "PRK1", "event_date": "6 August 2021", "sub_event_type": "Arrests", "location": "Hyesan"}
    events = read_table(pd.DataFrame([row | {"time_precision": code}]))
    assert (*iso_days(events["date_start"]), *iso_days(events["date_end"])) == days
    assert events["date_precision"].tolist() == [precision]


@pytest.mark.parametrize(
    ("code", "end", "days"),
    [
        (2, "2021-08-06", ("2021-08-04", "2021-08-09")),
        (2, "2021-08-08", ("2021-08-06", "2021-08-08")),  # as it is given
        (3, "2021-08-07", ("2021-08-04", "2021-08-10")),
        (4, "2021-08-06", ("2021-08-01", "2021-08-31")),
        (5, "2021-09-02", ("2021-01-01", "2021-12-31")),
        (5, "2021-12-30", ("2021-08-06", "2021-12-30")),
    ],
)
def test_the_date_precision_of_ucdp_ged_widens_what_is_narrower(code: int, end: str, days: tuple[str, str]) -> None:
    row = {"id": "1", "type_of_violence": "3", "where_prec": "2", "where_coordinates": "Hoeryong"}
    events = read_table(pd.DataFrame([row | {"date_start": "2021-08-06", "date_end": end, "date_prec": code}]))
    assert (*iso_days(events["date_start"]), *iso_days(events["date_end"])) == days


def test_a_code_of_dates_that_is_none_is_named() -> None:
    row = {"event_id_cnty": "PRK1", "event_date": "2021-08-06", "sub_event_type": "Arrests", "location": "Hyesan"}
    with pytest.raises(EventSchemaError, match=r"time_precision: '9' is no code of ACLED; its codes are 1, 2, 3"):
        read_table(pd.DataFrame([row | {"time_precision": 9}]))


def test_both_ends_of_an_interval_say_how_close_it_is() -> None:
    days = {"date_start": ["2021-08-06", "2021-08-01", ""], "date_end": ["2021-08-06", "2021-08-31", "2021-08-31"]}
    events = read_table(pd.DataFrame({"Place": ["Hyesan"] * 3, **days}))
    assert events["date_precision"].tolist() == ["day", "month", None]


def test_an_export_of_ucdp_ged() -> None:
    row = {"id": "244657", "type_of_violence": "3", "where_prec": "2", "where_coordinates": "Hoeryong"}
    row |= {"adm_1": "North Hamgyong", "latitude": "42.44", "longitude": "129.75", "source_office": "Example Weekly"}
    row |= {"date_start": "2017-07-31 00:00:00.000", "date_end": "2017-08-01 00:00:00.000"}
    events = read_table(pd.DataFrame([row | {"source_headline": "A family fled over the Tumen"}]))
    assert [iso_days(events[name]) for name in ("date_start", "date_end")] == [["2017-07-31"], ["2017-08-01"]]
    assert events.loc[0, ["event_id", "geo_precision", "category", "publisher"]].tolist() == [
        *("244657", "settlement", "defection", "Example Weekly"),
    ]


def test_an_export_of_gdelt() -> None:
    row = {"GLOBALEVENTID": 1052000001, "SQLDATE": 20210806, "ActionGeo_Type": 4, "ActionGeo_FullName": "Hyesan"}
    row |= {"ActionGeo_Lat": 41.4017, "ActionGeo_Long": 128.178, "SOURCEURL": "https://example.org/a"}
    events = read_table(pd.DataFrame([row]))
    assert iso_days(events["date_start"]) == ["2021-08-06"]
    assert events.loc[0, ["event_id", "geo_precision", "url"]].tolist() == [
        *("1052000001", "settlement", "https://example.org/a"),
    ]
